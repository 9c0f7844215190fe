"""Tables and frameworks as files, to share between municipalities."""

from pathlib import Path

from casustafel.domain.committees import Committee
from casustafel.domain.errors import FileError
from casustafel.services import tables
from casustafel.storage.atomic import write_whole
from casustafel.storage.faults import explained
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork

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


def export_framework(reader: Reader, key: str, target: Path) -> None:
    """Write a version of a framework to a file. Raises FileError."""
    _write(target, tables.export_framework(reader, key))


def export_committee(reader: Reader, code: str, target: Path) -> None:
    """Write a table to a file. Raises FileError."""
    _write(target, tables.export_committee(reader, code))


def import_framework(uow: UnitOfWork, code: str, path: Path) -> str:
    """Take a framework in from a file as the next concept; return its id."""
    return tables.import_framework(uow, code, read_text(path))


def import_committee(uow: UnitOfWork, path: Path, framework: Path | None = None) -> Committee:
    """Add or change a table from its file; a new one needs the file of its framework too."""
    text = read_text(path)
    return tables.import_committee(uow, text, read_text(framework) if framework else None)


def _write(target: Path, text: str) -> None:
    with explained(target):
        write_whole(target, text.encode())
