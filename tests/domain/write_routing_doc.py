"""Write docs/routing.md from the table of rules: `python tests/domain/write_routing_doc.py`."""

from dataclasses import fields, replace
from datetime import date
from enum import Enum
from pathlib import Path

from routing_table import SECTIONS
from rules_basis import JEUGD, VDB, WMO, Row

from casustafel.domain.routing import route
from casustafel.domain.routing_facts import DoorbraakFacts, RouteSettings, RoutingFacts
from casustafel.domain.stops import Register
from casustafel.domain.wording.phrases import word_route

DOCUMENT = Path(__file__).parents[2] / "docs" / "routing.md"

_HEAD = """# The route of a case

This page is written from the table of rules that the tests run
(`tests/domain/routing_table.py`; write it anew with `python tests/domain/write_routing_doc.py`).
What stands here is what the program does.

A case goes to the **CPV** when it meets at least one trigger:

| Trigger | Meaning | Source |
|---|---|---|
| T1 | toeleidingsstop because of a bestedingsruimte | [002] §1.5, bijlage 1 |
| T2 | limit on inflow (instroomtarget), as for VDB | [002] 3.B1, bijlage 1 |
| T3 | VDB: more than 18 hours per child per week | [002] 3.B3 |
| T4 | VDB: provider open more than 47 weeks per year | [002] 3.B3 |

The route is judged on the *peildatum*: the date of referral, unless another is given.

[002] is the Uitvoeringsagenda Duurzame Jeugdhulp en Wmo-begeleiding of the municipality of
Nijmegen (September 2025). "inferred" marks what no document says: those rules are settings.

Unless a row says otherwise it is about a new request, referred on 13-11-2026 by BJG (Wmo: BTV), at
the provider whose line in the register is shown; VDB is asked for 16 hours per week at a provider
that is open 46 weeks. The last column is what the user reads, in Dutch, beside the queue.
"""

#: What each setting means, for the table at the end of the page.
SETTINGS = {
    "cpv_from": "which forms of care the CPV covers, and from when",
    "zbo_from": "first day of the ZBO-commissie",
    "zbo_until": "last day of the ZBO-commissie, which is temporary",
    "stop_hits": "which kinds of request a stop hits",
    "assumed_kind": "what a request of unknown kind is taken for; empty: it must be filled in",
    "hours_norm": "VDB hours per child per week, where the register has no own norm",
    "weeks_norm": "VDB weeks of opening per year, where the register has no own norm",
    "opening_within_norm": "whether a provider of unknown opening is taken to keep to the norm",
    "ordered_bypasses": "whether help ordered by a court or GI passes every table",
    "top_jeugd": "length of the list of jeugd",
    "top_wmo": "length of the list of Wmo",
    "schemes": "least number of municipal schemes of a household",
    "laws": "least number of laws of a household",
    "signal_counts": "whether a signal of a professional opens the Doorbraakteam",
}

_NAMES = {
    "law": "law",
    "provider_id": "provider",
    "referred_on": "referred",
    "request_kind": "kind",
    "hours_per_week": "hours per week",
    "opening_weeks": "weeks open",
    "referrer": "referrer",
    "ret_reference": "RET reference",
    "ret_date": "RET date",
    "after_residential": "(post-)verblijf",
    "residential": "verblijf",
    "money_worries": "money worries",
    "legal_ground": "legal ground recorded",
    "cpv_from": "CPV covers",
    "zbo_until": "ZBO-commissie until",
    "stop_hits": "inflow is",
    "assumed_kind": "kind when unknown",
    "opening_within_norm": "opening when unknown is within the norm",
    "ordered_bypasses": "ordered help passes",
    "top_jeugd": "top jeugd",
    "signal_counts": "signals count",
}


_WORDS = {
    "begeleiding_jeugd": "begeleiding jeugd",
    "wmo_begeleiding": "Wmo-begeleiding",
    "vdb": "VDB",
    "ndb": "NDB",
    "ndb_lvb": "NDB LVB+",
    "bso_plus": "BSO+",
    "otd": "OTD",
    "zbo": "ZBO",
    "jeugd_ggz": "jeugd-GGZ",
    "orthopedagogisch": "orthopedagogische behandeling",
    "overig": "another form of care",
    "cpv": "CPV",
    "doorbraak": "Doorbraakteam",
    "gi": "GI",
    "ret": "RET",
    "regieteam": "Regieteam",
}

_Asked = RoutingFacts | DoorbraakFacts | RouteSettings

#: What the head of the page says of every row, so that a row shows only what is special.
_USUAL = {JEUGD.care_form: JEUGD, WMO.care_form: WMO, VDB.care_form: VDB}


def _shown(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "not known"}[value]
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, Enum):
        return _WORDS.get(value.value, str(value.value).replace("_", " "))
    if isinstance(value, frozenset):
        return " and ".join(sorted(_shown(one) for one in value))
    return str(value).strip() or "blanks"


def _given(thing: _Asked, usual: _Asked) -> list[str]:
    """Return what differs from the usual, as "name value"."""
    found = []
    for one in fields(thing):
        value = getattr(thing, one.name)
        if value != getattr(usual, one.name):
            name = _NAMES.get(one.name, one.name.replace("_", " "))
            found.append(f"{name}: {_shown(value)}")
    return found


def _facts(row: Row) -> str:
    facts = row.facts
    if facts.doorbraak is not None:
        law = f"law: {facts.law.value}" if facts.law else "law: not known"
        return "; ".join([law, *_given(facts.doorbraak, DoorbraakFacts())])
    usual = _USUAL.get(facts.care_form, JEUGD)
    form = _shown(facts.care_form) if facts.care_form else "form of care: not known"
    parts = [form, *_given(replace(facts, care_form=usual.care_form), usual)]
    if row.on is not None:
        parts.append(f"**peildatum: {_shown(row.on)}**")
    return "; ".join(parts)


def _register(register: Register) -> str:
    parts = []
    for stop in register.stops:
        if stop.starts_on is None:
            parts.append(f"{_shown(stop.care_form)}: {_shown(stop.state)}, no stop")
            continue
        until = f", lifted {_shown(stop.ends_on)}" if stop.ends_on else ""
        parts.append(
            f"{_shown(stop.care_form)}: stop ({stop.kind.value}) from {_shown(stop.starts_on)}"
            f"{until}"
        )
    for norm in register.norms:
        used = f", provider has {norm.spent}" if norm.spent is not None else ""
        parts.append(f"{_shown(norm.care_form)}: norm {norm.amount} {_shown(norm.unit)}{used}")
    return "; ".join(parts) or "–"


def _line(row: Row) -> str:
    found = route(row.facts, row.register, row.on, row.settings)
    doors = [trigger.value for trigger in sorted(found.triggers)]
    doors += [_shown(entry) for entry in sorted(found.entries)]
    decision = _shown(found.decision) + (f" ({', '.join(doors)})" if doors else "")
    if not found.may_refuse:
        decision += ", may not refuse"
    settings = _given(row.settings, RouteSettings())
    facts = _facts(row) + (f"; *setting: {', '.join(settings)}*" if settings else "")
    places = (place for reason in found.reasons for place in reason.source.split(", "))
    sources = ", ".join(dict.fromkeys(places))
    name = row.name[0].upper() + row.name[1:]
    cells = (name, facts, _register(row.register), decision, sources, word_route(found, "nl"))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _settings() -> str:
    """Return the table of settings with their defaults."""
    usual = RouteSettings()
    rows = []
    for name, meaning in SETTINGS.items():
        value = getattr(usual, name)
        if name == "cpv_from":
            shown = "; ".join(
                f"{_shown(form)}: {'always' if day == date.min else _shown(day)}"
                for form, day in value.items()
            )
        else:
            shown = "none" if value is None else _shown(value)
        rows.append(f"| `{name}` | {meaning} | {shown} |")
    return "| Setting | What it says | Default |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def page() -> str:
    """Return the whole page."""
    parts = [_HEAD]
    for section in SECTIONS:
        parts.append(f"## {section.title}\n\n{section.note}\n")
        rows = "\n".join(_line(row) for row in section.rows)
        parts.append(
            "| Rule | What is known of the case | Register | Route | Source | On screen |\n"
            f"|---|---|---|---|---|---|\n{rows}\n"
        )
    parts.append(
        "## What a municipality may decide otherwise\n\n"
        "The defaults follow the Uitvoeringsagenda where it says something.\n"
    )
    return "\n".join([*parts, _settings()])


if __name__ == "__main__":
    DOCUMENT.write_text(page(), encoding="utf-8")
