"""Writing for people and files: plain tables, and a file that appears whole or not at all."""

import os
from collections.abc import Sequence
from pathlib import Path

from casustafel.domain.errors import FileError


def as_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under their heads, in columns of fitting width."""
    widths = [max(len(line[place]) for line in [heads, *rows]) for place in range(len(heads))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [heads, *rows]
    ]
    return "\n".join(lines)


def refuse_unwritable(target: Path) -> None:
    """Raise FileError where `write_file` could not write, before anything else is done."""
    part = target.with_name(target.name + ".part")
    try:
        part.touch()
        part.unlink()
    except OSError as error:
        raise FileError("file-unwritable", file=str(target)) from error
    if target.is_dir():
        raise FileError("file-unwritable", file=str(target))


def write_file(target: Path, content: bytes) -> None:
    """Write a file whole. Raises FileError when the disk or the place refuses."""
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise FileError("file-unwritable", file=str(target)) from error
