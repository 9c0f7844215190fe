"""Lists as a test writes them: rows of cells, taken in as a use case does."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from casustafel.domain.cases import CareLine, Case, Client
from casustafel.domain.identifiers import TEST_BSN, passes_elfproef
from casustafel.domain.records import AuditEvent, FieldChange, ImportFinding, ImportRecord
from casustafel.domain.registers import Provider
from casustafel.domain.retention import RecordKind, proposed
from casustafel.services import importing
from casustafel.services.importing import ImportAnswer
from casustafel.services.upkeep import retention
from workspaces import Table

#: Invented: the first numbers of the test range that pass the elfproef.
BSNS = [text for number in TEST_BSN[:2_200] if passes_elfproef(text := str(number))]

BASE: dict[str, object] = {
    "Kenmerk": "BJG-2026-001",
    "Datum aanvraag": date(2026, 11, 13),
    "BSN": BSNS[0],
    "Achternaam": "Voorbeeld",
    "Voornamen": "Mila",
    "Geboortedatum": date(2014, 1, 5),
    "Postcode": "6511 AB",
    "Huisnummer": "7",
    "Wet": "Jeugdwet",
    "Verwijzer type": "BJG",
    "Verwijzer naam": "BJG Noord",
    "Aanbieder": "Zorggroep Waal",
    "Productcategorie": "45",
    "Productcode": "45A48",
    "Toewijzingnr": None,
    "Ingangsdatum": date(2026, 12, 1),
    "Einddatum": date(2027, 6, 1),
    "Uren p/w": 4,
    "Opmerking": "",
}


#: What makes a request complete, as a list says it.
POINTS: dict[str, object] = {
    "Hulpvraag": "Structuur in de dag, thuis en op school.",
    "Doelen": "Dagstructuur; Ouders in regie",
    "Waarom deze aanbieder": "Ervaring met deze vraag.",
    "Alternatieven": "Rivierzorg: wachttijd 9 weken",
    "Basishulp": "Meer dan 3 uur per week nodig.",
    "Onderbouwing omvang": "4 uur per week in twee dagen.",
    "Overdracht": "Warme overdracht na 13 weken.",
    "Inwoner geïnformeerd op": date(2026, 11, 10),
    "Grondslag": "Jeugdwet 7.4.0",
    "Visie inwoner": "Graag iemand die blijft.",
}


def request(at: int = 0, **fields: object) -> dict[str, object]:
    """A row of a list; `at` gives it a person and a reference of its own."""
    own = {"BSN": BSNS[at], "Kenmerk": f"BJG-2026-{at:03d}", "Achternaam": f"Voorbeeld{at}"}
    return BASE | own | {name.replace("_", " "): value for name, value in fields.items()}


def write(folder: Path, *rows: dict[str, object], name: str = "lijst.xlsx") -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    heads = list(dict.fromkeys(head for row in rows for head in row))
    sheet.append(heads)
    for row in rows:
        sheet.append([row.get(head) for head in heads])
    path = folder / name
    book.save(path)
    return path


def confirmed(table: Table, code: str = "doorbraak") -> None:
    """Let the archivist have said how long what is left of a longlist is kept."""
    kind = RecordKind.RESERVE
    table.do(retention.confirm, code, kind, proposed(True)[kind], "archivaris, 1-12-2025")


def taken(table: Table, path: Path, code: str = "cpv", **given: object) -> ImportAnswer:
    if code == "doorbraak":
        confirmed(table)
    read = importing.read_list(path, code, today=table.today)
    return table.do(importing.run, code, read, **given)


def again(table: Table, folder: Path, *rows: dict[str, object], **given: object) -> ImportAnswer:
    """Take in another file with these rows."""
    return taken(table, write(folder, *rows, name="volgende.xlsx"), **given)


def counts(answer: ImportAnswer) -> dict[str, int]:
    return {name: count for name, count in answer.rows.items() if count}


def codes(answer: ImportAnswer) -> set[str]:
    return {one.code for one in answer.findings}


def cases(table: Table) -> list[Case]:
    return table.ask(lambda reader: reader.find(Case, "committee", "sequence"))


def how_many(table: Table) -> dict[str, int]:
    kinds = (Case, Client, Provider, CareLine, FieldChange, ImportRecord, ImportFinding, AuditEvent)
    return table.ask(lambda reader: {kind.__name__: len(reader.find(kind)) for kind in kinds})


def line(
    at: int, hours: int, number: int, law: str = "Jeugdwet", **fields: object
) -> dict[str, object]:
    """A zorgregel of a Doorbraak list."""
    return {
        "BSN": BSNS[at],
        "Achternaam": f"Voorbeeld{at}",
        "Geboortedatum": date(2012, 3, 4),
        "Wet": law,
        "Aanbieder": "Zorggroep Waal" if number % 2 else "Rivierzorg",
        "Productcategorie": "45",
        "Toewijzingnr": number,
        "Jaaruren": hours,
        "Jaarbedrag (€)": hours * 60,
    } | fields


def refused_for_another(
    first: Callable[[], Table], other: Callable[[], Table], to: Path
) -> tuple[str, str]:
    """Hold that a list of who may not read a case neither changes it nor makes it twice.

    Alike on a file, which knows the case, and on a server, which shows the account no such row.
    Return the two lists.
    """
    numbered, plain = request(1, Toewijzingnr=4711), request(2)
    brought = taken(first(), write(to, numbered, plain))
    assert counts(brought) == {"read": 2, "new": 2}
    before = cases(first())
    theirs = [
        numbered | {"Uren p/w": 40, "Kenmerk": "ANDERS-1"},
        request(3, Toewijzingnr=4711),
        plain | {"Opmerking": "van een ander"},
        plain | {"Kenmerk": "ANDERS-2"},
        request(4),
    ]
    answer = again(other(), to, *theirs)
    assert counts(answer) == {"read": 5, "new": 1, "refused": 4}
    told = [(one.row, dict(one.values)) for one in answer.findings if one.code == "case-of-others"]
    assert told == [(row, {}) for row in (2, 3, 4, 5)]
    ids = {one.id for one in before}
    assert [one for one in cases(first()) if one.id in ids] == before
    assert {one.client_sort for one in cases(other()) if one.id not in ids} == {"voorbeeld4"}
    return brought.import_id, answer.import_id
