"""A workbook that asks for a password (agile encryption, as Excel does), made and opened in memory.

What is opened never stands on a disk: it is read from memory, within limits.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from casustafel.domain.errors import FileError

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: A workbook of ours with the cases of a meeting is far below these.
_LARGEST, _UNPACKED, _PARTS = 8_000_000, 64_000_000, 400


def seal(content: bytes, password: str) -> bytes:
    """Return a workbook (.xlsx) that opens with a password only."""
    from msoffcrypto.format.ooxml import OOXMLFile

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


def is_sealed(path: Path) -> bool:
    """Say whether a file may be a workbook that asks for a password."""
    with path.open("rb") as file:
        return file.read(8) == _OLE


def sheets(path: Path, password: str) -> Iterator[Iterator[Sequence[object]]]:
    """Yield the rows of each sheet of a sealed workbook.

    Raises FileError: 'file-password-wrong', or 'advice-form-other' for no such workbook.
    """
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError
    from openpyxl import load_workbook

    other = FileError("advice-form-other", file=path.name)
    if path.stat().st_size > _LARGEST:
        raise other
    opened = io.BytesIO()
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes()))
        office.load_key(password=password)
        office.decrypt(opened)
    except (InvalidKeyError, DecryptionError) as error:
        raise FileError("file-password-wrong", file=path.name) from error
    except (FileFormatError, ValueError, KeyError, OSError) as error:
        raise other from error
    try:
        with zipfile.ZipFile(opened) as parts:
            listed = parts.infolist()
        if len(listed) > _PARTS or sum(one.file_size for one in listed) > _UNPACKED:
            raise other
        book = load_workbook(opened, read_only=True, data_only=True)
        for page in book.worksheets:
            yield iter(page.iter_rows(values_only=True))
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, SyntaxError) as error:
        raise other from error
