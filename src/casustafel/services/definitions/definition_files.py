"""Tables and frameworks as files, to share between municipalities."""

from pathlib import Path

from casustafel.domain.committees import Committee
from casustafel.domain.errors import FileError
from casustafel.domain.people import Right
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.use_case import read, use_case
from casustafel.storage.faults import explained
from casustafel.storage.leaving import write_out
from casustafel.storage.unit_of_work import Reading, UnitOfWork

#: A framework of hundreds of questions is far below this; a longer file is something else.
_LONGEST = 4_000_000


def read_text(path: Path) -> str:
    """Return the text of a file. Raises FileError."""
    with explained(path):
        if path.stat().st_size > _LONGEST:
            raise FileError("file-no-text", file=path.name)
        content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError("file-no-text", file=path.name) from error


@read(Right.MANAGE_TABLES, at=tables.version)
def export_framework(reader: Reading, at: tables.Version, target: Path) -> None:
    """Write a version of a framework to a file. Raises FileError."""
    write_out(target, tables.export_framework(reader, at.key).encode(), personal=False)


@read(Right.MANAGE_TABLES, at=places.table)
def export_committee(reader: Reading, code: str, target: Path) -> None:
    """Write a table to a file. Raises FileError."""
    write_out(target, tables.export_committee(reader, code).encode(), personal=False)


@use_case(Right.MANAGE_TABLES, at=places.table)
def import_framework(uow: UnitOfWork, code: str, path: Path) -> str:
    """Take a framework in from a file as the next concept; return its id."""
    return tables.import_framework.within(uow, code, read_text(path))


@use_case(Right.MANAGE_TABLES)
def import_committee(uow: UnitOfWork, path: Path, framework: Path | None = None) -> Committee:
    """Add or change a table from its file; a new one needs the file of its framework too."""
    text = read_text(path)
    return tables.import_committee(uow, text, read_text(framework) if framework else None)
