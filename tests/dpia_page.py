"""What `docs/dpia.md` says, made from the model; run it to write the page anew."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from casustafel.assets import asset
from casustafel.domain import committee_file
from casustafel.domain.people import Right, holders
from casustafel.domain.retention import proposed
from casustafel.services.definitions.tables import STANDARD, read_definition
from casustafel.storage.schema import TABLES

TOP = Path(__file__).parent.parent
PAGE = TOP / "docs" / "dpia.md"

#: Of whom each kind of record holds data, and of what sort. What is new is asked for by the test.
_SORTS = (
    ("inwoner", "gewoon en BSN", "client household inflow_entry"),
    (
        "inwoner",
        "bijzonder: gezondheid en hulp",
        "case_record case_answer care_line field_change committee_answer outcome advice "
        "advice_answer urgent_decision landing item_text agenda_item involvement chosen standing",
    ),
    ("inwoner", "gepseudonimiseerd: zaaknummer", "minutes adopted_version"),
    ("inwoner", "gewoon", "formal_decision feedback action legal_hold draft destruction"),
    ("inwoner en naasten", "gewoon", "consent person_request client_statement invitee"),
    (
        "medewerker of lid",
        "gewoon",
        "person person_role member attendance recusal audit_event login",
    ),
)
ABOUT = {name: (who, sort) for who, sort, names in _SORTS for name in names.split()}
#: Records without data on persons.
NONE = frozenset(
    [
        "setting",
        "provider",
        "provider_alias",
        "school",
        "meeting",
        "norm",
        "toeleidingsstop",
        "register_history",
        "inflow_list",
        "import_record",
        "import_finding",
        "import_profile",
        "log_seal",
        "retention_rule",
        "learning_point",
        "own_indicator",
        "hand_value",
        "duiding",
        "council_report",
        "framework_reason",
        "agreement",
        "freeze",
    ]
)
_GROUND = {
    "jeugd": "Jeugdwet 7.4.0 lid 1 onder a (advies en bepaling van hulp), BSN: 7.2.1",
    "wmo": "Wmo 2015 5.1.1, BSN: 5.2.9",
    "onderwijs": "alleen met een eigen grondslag of toestemming om te delen",
    "wlz": "alleen met een eigen grondslag of toestemming om te delen",
}

_HEAD = """# Bijlage bij de DPIA

Gemaakt uit het model van het programma met `python tests/dpia_page.py`; een test houdt haar gelijk.
Zij zegt wat het programma vastlegt, voor wie en hoe lang. Of dat noodzakelijk en evenredig is,
weegt de gemeente zelf in haar DPIA: gezondheidsgegevens op grote schaal en samenwerkingsverbanden
staan op de lijst van de AP, dus die is verplicht.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([_HEAD, *_purposes(), *_records(), *_readers(), *_terms(), *_measures()])


def _table(*heads: str) -> list[str]:
    return ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]


def _purposes() -> Iterator[str]:
    yield "## 1. Verwerkingen en grondslag\n"
    yield from _table("Verwerking", "Naam", "Grondslag")
    for code in STANDARD:
        definition = asset("resources", "committees", f"{code}.json").read_text("utf-8")
        table = committee_file.parse(read_definition(definition))
        ground = "; ".join(dict.fromkeys(_GROUND.get(law, law) for law in sorted(table.laws)))
        yield f"| `casustafel:{code}` | {table.name} | {ground} |"
    yield "| `casustafel:instroom` | Vergelijken van begonnen hulp | Jeugdwet 7.4.0 lid 1 onder d |"
    yield "| `casustafel:beheer` | Toegang, logboek, reservekopieën | AVG 32 |"
    yield ""


def _records() -> Iterator[str]:
    yield "## 2. Gegevens\n"
    yield from _table("Wat", "Van wie", "Soort", "Velden")
    for kind, table in TABLES.items():
        if table.name in ABOUT:
            who, sort = ABOUT[table.name]
            names = ", ".join(one.name for one in fields(kind) if not one.name.endswith("id"))
            yield f"| {table.name} | {who} | {sort} | {names} |"
    rest = ", ".join(table.name for table in TABLES.values() if table.name in NONE)
    yield f"\nZonder gegevens van personen: {rest}.\n"


def _readers() -> Iterator[str]:
    yield "## 3. Wie mag wat\n"
    yield from _table("Recht", "Rollen")
    for right in Right:
        yield f"| {right.value} | {', '.join(sorted(role.value for role in holders(right)))} |"
    yield "\nPer handeling staat het in [rights.md](rights.md). Wie niet deelneemt aan een casus,"
    yield "leest die niet; wie alleen indient, leest de casussen van het eigen team.\n"


def _terms() -> Iterator[str]:
    yield "## 4. Bewaren\n"
    yield from _table("Wat", "Categorie (voorstel)", "Termijn", "Doorbraak")
    usual, ranking = proposed(ranks=False), proposed(ranks=True)
    for kind, other in ranking.items():
        one = usual.get(kind)
        own = (f"{one.category} | {_span(one)}") if one else "| "
        apart = "" if one == other else f"{other.category}, {_span(other)}"
        yield f"| {kind.value} | {own} | {apart} |"
    yield "\nTot de archivaris een categorie bevestigt, wordt daarvan niets vernietigd. Het logboek"
    yield "blijft vijf hele jaren, aanmeldingen zes maanden, reservekopieën hoogstens 13 weken.\n"


def _span(one: object) -> str:
    if getattr(one, "permanent", False):
        return "blijvend"
    years, days = getattr(one, "years", 0), getattr(one, "days", 0)
    return f"{years} jaar" if years else f"{days} dagen"


def _measures() -> Iterator[str]:
    """Take the threats and what is not held from SECURITY.md, so that there is one list."""
    told = (TOP / "SECURITY.md").read_text("utf-8")
    yield "## 5. Maatregelen\n"
    yield "Uit [SECURITY.md](../SECURITY.md), waar staat hoe. Beschermd tegen:\n"
    table = told.partition("## What is protected")[2].partition("## What is not")[0]
    for line in table.splitlines()[1:]:
        if line.startswith("| ") and not line.startswith("| Against"):
            yield f"- {line.split('|')[1].strip()}"
    yield "\nNiet beschermd, en dus te wegen:\n"
    rest = told.partition("## What is not")[2].partition("## What is asked")[0]
    for risk in re.findall(r"^- \*\*(.+?)\*\*", rest, re.MULTILINE | re.DOTALL):
        yield f"- {' '.join(risk.split())}"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
