"""Files around an import: the list given back with its faults, an empty list, an example."""

from pathlib import Path

from casustafel.assets import asset
from casustafel.services.importing.answer import ImportAnswer
from casustafel.services.importing.preview import CaseList, ListSource
from casustafel.services.importing.run import empty_template
from casustafel.storage.leaving import write_out


def has_example(table: str) -> bool:
    """Say whether an example list ships for a table; one of a municipality's own has none."""
    return (asset("resources", "examples") / f"{table}.xlsx").exists()


def save_example(table: str, target: Path) -> None:
    """Write the example list of a table, with invented people. Raises FileError."""
    content = asset("resources", "examples", f"{table}.xlsx").read_bytes()
    write_out(target, content, personal=False)


def save_template(table: str, target: Path) -> None:
    """Write an empty list of a table to fill in. Raises FileError."""
    write_out(target, empty_template(table), personal=False)


def save_findings(source: ListSource, given: CaseList, answer: ImportAnswer, target: Path) -> None:
    """Write the user's own list with its faults coloured and worded. Raises FileError."""
    write_out(target, returned_workbook(source, given, answer))


def returned_workbook(source: ListSource, given: CaseList, answer: ImportAnswer) -> bytes:
    """Return the user's own workbook with refused and warned cells coloured and commented.

    A list of another format, or a block that was pasted, comes back as a fresh workbook.
    """
    from casustafel.excel.mending import settled_cells
    from casustafel.excel.returned import annotate
    from casustafel.excel.sheets import sources

    opened = next(sources(source, given.sheet or None))
    return annotate(
        source if isinstance(source, Path) else None,
        given.sheet,
        given.header_row,
        given.columns,
        answer.findings,
        enumerate(opened.rows, 1),
        settled_cells(given),
    )
