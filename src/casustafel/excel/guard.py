"""Looking at a case list before any reader does: is it one, is it whole, is it meant well?

Readers of spreadsheets trust what they are given. What is checked here, in bounded memory:
what the file is by its content (a name says nothing), whether it is whole, whether it has a
password, how much it unpacks to, how far its sheets reach, how long its texts are, and that its
XML declares no document type of its own (that is where entities are defined).
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from casustafel.domain.errors import FileError
from casustafel.excel import compound, limits, shape, text_guard
from casustafel.excel.zip_parts import ZipParts

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "META-INF/manifest.xml"
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:<\?.*?\?>\s*+|<!--.*?-->\s*+)*+", re.DOTALL)
# A cell may hold many short runs of text, which together are as dangerous as one long text.
_NEXT_TEXT = re.compile(rb"[<:](?!r\b|t\b|rPr\b|p\b|span\b|s\b)[A-Za-z]++[\s/>]")
_LONGEST_PROLOG = 64 * 1024


def check(path: Path) -> None:
    """Return when a file can be given to the readers of `excel`; else raise FileError.

    Codes: file-missing, file-is-folder, file-no-access, file-empty, file-cut-off, file-password,
    file-no-spreadsheet, file-too-large, file-cell-too-large, file-too-wide, file-hostile. Values:
    `file` (its name), and `limit` where a bound was passed.
    """
    try:
        _check(path)
    except FileNotFoundError as error:
        raise FileError("file-missing", file=path.name) from error
    except IsADirectoryError as error:
        raise FileError("file-is-folder", file=path.name) from error
    except PermissionError as error:
        code = "file-is-folder" if path.is_dir() else "file-no-access"
        raise FileError(code, file=path.name) from error
    except OSError as error:
        raise FileError("file-cut-off", file=path.name) from error


def _check(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise FileError("file-empty", file=path.name)
    if path.stat().st_size > limits.MAX_FILE_BYTES:
        most = limits.MAX_FILE_BYTES // 2**20
        raise FileError("file-too-large", file=path.name, limit=most)
    if head.startswith(_EMPTY_ZIP):
        raise FileError("file-no-spreadsheet", file=path.name)
    if head.startswith(_ZIP):
        with ZipParts(path) as parts:
            _check_parts(parts, path.name)
    elif head == compound.MAGIC:
        compound.check(path)
    else:
        text_guard.check(path)


def _check_parts(parts: ZipParts, file: str) -> None:
    names = {name.lower() for name in parts.names}
    binary = any(name.endswith("workbook.bin") for name in names)
    ods = "mimetype" in parts.names and parts.read("mimetype", 64).startswith(_ODS)
    if not binary and not ods and not any(name.endswith("workbook.xml") for name in names):
        raise FileError("file-no-spreadsheet", file=file)
    if ods and not {"content.xml", _MANIFEST} <= set(parts.names):
        raise FileError("file-cut-off", file=file)
    if ods and b"encryption-data" in parts.read(_MANIFEST, limits.MAX_CELL_BYTES):
        raise FileError("file-password", file=file)
    try:
        for name in parts.names:
            lower = name.lower()
            if binary and lower.endswith(".bin"):
                _check_binary_part(parts, name, file)
            elif lower.endswith((".xml", ".rels")) or _looks_like_xml(parts.read(name, 64)):
                _check_xml_part(parts, name, file, ods=ods and name == "content.xml")
            else:
                for _ in parts.pieces(name):
                    continue
    except shape.UnreadableShapeError as error:
        raise FileError("file-hostile", file=file) from error


def _looks_like_xml(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _check_xml_part(parts: ZipParts, name: str, file: str, *, ods: bool) -> None:
    common, since_text = True, 0
    for number, piece in enumerate(_whole_tags(parts.pieces(name), file)):
        if number == 0:
            _check_prolog(piece, file)
        since_text = 0 if _NEXT_TEXT.search(piece) else since_text + len(piece)
        if since_text > limits.MAX_RICH_TEXT_BYTES:
            raise _cell_too_large(file, limits.MAX_RICH_TEXT_BYTES)
        common = common and not shape.outside_common(piece, 0)
    if ods:
        tables = shape.of_ods(_whole_tags(parts.pieces(name), file))
    elif not common and not _within_common(parts, name, file):
        tables = iter([shape.of_xlsx(_whole_tags(parts.pieces(name), file))])
    else:
        return
    if any(table.too_wide for table in tables):
        raise _too_wide(file)


def _within_common(parts: ZipParts, name: str, file: str) -> bool:
    return any(
        not any(
            shape.outside_common(piece, block) for piece in _whole_tags(parts.pieces(name), file)
        )
        for block in shape.COMMON_BLOCKS[1:]
    )


def _check_binary_part(parts: ZipParts, name: str, file: str) -> None:
    if parts.read(name, 8) == compound.MAGIC or "printersettings" in name.lower():
        return
    if shape.of_xlsb(parts.pieces(name)).too_wide:
        raise _too_wide(file)


def _check_prolog(piece: bytes, file: str) -> None:
    """Refuse a document type, and XML in 16 bits a character, which would hide one.

    Neither Office Open XML nor OpenDocument is written with them; [ECMA-376] part 2 forbids the
    first outright.
    """
    head = piece[:_LONGEST_PROLOG]
    prolog = _PROLOG.match(head)
    root = head[prolog.end() : prolog.end() + 2] if prolog else b""
    if b"\0" in head[:8] or not root.startswith(b"<") or root == b"<!":
        raise FileError("file-hostile", file=file)


def _whole_tags(pieces: Iterable[bytes], file: str) -> Iterator[bytes]:
    """Yield pieces that end before a tag, so that no tag is cut in two.

    What lies between two tags is the text of a cell; one that never ends is refused here.
    """
    rest = b""
    for piece in pieces:
        data = rest + piece
        end = data.rfind(b"<")
        if end > 0:
            yield data[:end]
            rest = data[end:]
        else:
            rest = data
        if len(rest) > limits.MAX_CELL_BYTES:
            raise _cell_too_large(file, limits.MAX_CELL_BYTES)
    yield rest


def _cell_too_large(file: str, most: int) -> FileError:
    return FileError("file-cell-too-large", file=file, limit=most // 2**20)


def _too_wide(file: str) -> FileError:
    return FileError("file-too-wide", file=file, limit=limits.MAX_COLUMNS)
