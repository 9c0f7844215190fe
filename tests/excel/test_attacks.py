"""Ten files that are made to harm: each is refused in words, and at once."""

import struct
import time
from collections.abc import Callable
from pathlib import Path

import hostile
import pytest

from casustafel.domain.errors import FileError
from casustafel.excel import limits
from casustafel.excel.sheets import sources

#: Seconds of this thread, whatever else the machine does.
_AT_MOST = 1.0
_LAUGHS = b"<!DOCTYPE x [" + b"".join(
    b'<!ENTITY a%d "%s">' % (at, b"&a%d;" % (at - 1) * 10 if at else b"ha") for at in range(10)
)  # fmt: skip


def _entities(part: str) -> bytes:
    xml = b'<?xml version="1.0"?>' + _LAUGHS + b"]><sst>&a9;</sst>"
    return hostile.with_parts({part: xml})


def _entities_of_ods() -> bytes:
    xml = b'<?xml version="1.0"?>' + _LAUGHS + b"]><a>&a9;</a>"
    return hostile.with_parts({"content.xml": xml}, hostile.ods(b""))


def _bomb() -> bytes:
    """Declare more than may be unpacked, as a bomb of many megabytes does."""
    book = hostile.with_sheet(b'<row r="1"/>' * 2048)
    return hostile.lying_about_size(book, hostile.SHEET, limits.MAX_UNPACKED_BYTES + 1)


def _far_xls() -> bytes:
    numbers = [
        (0x0203, struct.pack("<HHHd", row, at, 0, 1.0)) for row, at in ((0, 0), (65_535, 255))
    ]
    return hostile.compound({"Workbook": hostile.biff((0x0809, bytes(16)), *numbers)})


def _far(cell: bytes) -> bytes:
    first = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    return hostile.with_sheet(first + b'<row r="1048576">' + cell + b"</row>")


def _repeats() -> bytes:
    return hostile.ods(
        b'<table:table-row table:number-rows-repeated="900000"><table:table-cell '
        b'office:value-type="float" office:value="1" table:number-columns-repeated="900"/>'
        b"</table:table-row>"
    )


def _text() -> bytes:
    return hostile.with_sheet(b"<row><c><is><t>" + b"x" * 24 * 2**20 + b"</t></is></c></row>")


ATTACKS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "entities in the sheet": ("file-hostile", lambda: _entities(hostile.SHEET)),
    "entities in the strings": ("file-hostile", lambda: _entities("xl/sharedStrings.xml")),
    "entities in an ods": ("file-hostile", _entities_of_ods),
    "a bomb": ("file-too-large", _bomb),
    "one enormous text": ("file-cell-too-large", _text),
    "a cell in the last corner": (
        "sheet-too-wide",
        lambda: _far(b'<c r="XFD1048576"><v>1</v></c>'),
    ),
    "a tag that never ends": (
        "sheet-too-wide",
        lambda: _far(b'<c r="XFD1048576" ' + b'a="\'" ' * 100_000 + b"><v>1</v></c>"),
    ),
    "repeats in an ods": ("sheet-too-wide", _repeats),
    "far cells in an xls": ("sheet-too-wide", _far_xls),
    "sectors in a circle": (
        "file-cut-off",
        lambda: hostile.compound({"Workbook": hostile.biff((0x0809, bytes(16)))}, circle=True),
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_that_an_attack_is_refused_within_a_second(tmp_path: Path, name: str) -> None:
    code, made = ATTACKS[name]
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(made())
    before = time.thread_time()
    with pytest.raises(FileError) as caught:
        next(sources(path, None))
    taken = time.thread_time() - before
    assert caught.value.code == code
    assert taken < _AT_MOST
