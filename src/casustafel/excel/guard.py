"""Looking at a case list before any reader does: is it one, is it whole, is it meant well?

Readers of spreadsheets trust what they are given. What is checked here, in bounded memory:
what the file is by its content (a name says nothing), whether it is whole, whether it has a
password, how much it unpacks to, how far its sheets reach, how long its texts are, and that its
XML declares no document type of its own (that is where entities are defined).

Only parts that a reader opens are judged; all others count for their size alone. A sheet is judged
when it is opened, so that no sheet decides on another.
"""

import codecs
import re
import stat
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from casustafel import windows
from casustafel.domain.errors import FileError
from casustafel.excel import compound, limits, shape, text_lists, workbook_parts
from casustafel.excel.zip_parts import ZipParts, ahead, part_key

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "META-INF/manifest.xml"
#: Parts that readers open by these names, beside the workbook, its relations and its sheets.
_READ = re.compile(
    r"(?:.*/)?(?:\[content_types\]\.xml|_rels/[^/]*\.rels"
    r"|sharedstrings\.(?:xml|bin)|styles\.xml|content\.xml|meta-inf/manifest\.xml)"
)
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:<\?.*?\?>\s*+|<!--.*?-->\s*+)*+", re.DOTALL)
# A cell may hold many short runs of text, which together are as dangerous as one long text.
_NEXT_TEXT = re.compile(rb"[<:](?!r\b|t\b|rPr\b|p\b|span\b|s\b)[A-Za-z]++[\s/>]")
_LONGEST_PROLOG = 64 * 1024


def check(path: Path) -> dict[str, FileError]:
    """Return when a file can be given to the readers of `excel`; else raise FileError.

    Codes: file-missing, file-is-folder, file-is-device, file-no-access, file-in-use(-by),
    file-empty, file-cut-off, file-password, file-no-spreadsheet, file-other-form, file-too-large,
    file-cell-too-large, file-too-wide, sheet-too-wide, file-hostile. Values: `file` (its name);
    `part`, `sheet`, `program` and `limit` where one is meant. The sheets of an Office Open XML
    workbook are left to `check_sheet`; of others those that reach too far are returned, with what
    is wrong: whoever reads the workbook leaves them out (`mended_book.without`).
    """
    try:
        far = _check(path)
    except shape.UnreadableShapeError as error:
        raise FileError("file-cut-off", file=path.name) from error
    except FileNotFoundError as error:
        raise FileError("file-missing", file=path.name) from error
    except PermissionError as error:
        programs = windows.held_by(str(path))
        if programs is None:
            raise FileError("file-no-access", file=path.name) from error
        raise FileError.in_use(path.name, programs) from error
    except OSError as error:
        raise FileError("file-cut-off", file=path.name) from error
    if "" in far:
        raise far[""]
    return far


def check_sheet(parts: ZipParts, sheet: str) -> None:
    """Return when one sheet of an Office Open XML workbook can be read; else raise FileError."""
    try:
        if part := workbook_parts.sheet_part(parts, sheet, "xml"):
            common = _check_xml_part(parts, part)
            if not common and not _within_common(parts, part):
                shape.check_reach(shape.of_xlsx(_whole_tags(parts, part)), sheet, parts.file)
        if part := workbook_parts.sheet_part(parts, sheet, "bin"):
            shape.check_reach(shape.of_xlsb(parts.pieces(part)), sheet, parts.file)
    except shape.UnreadableShapeError as error:
        raise parts.damage() from error


def _check(path: Path) -> dict[str, FileError]:
    about = path.stat()
    if stat.S_ISDIR(about.st_mode):
        raise FileError("file-is-folder", file=path.name)
    if not stat.S_ISREG(about.st_mode):
        raise FileError("file-is-device", file=path.name)
    if not about.st_size:
        raise FileError("file-empty", file=path.name)
    if about.st_size > limits.MAX_FILE_BYTES:
        most = limits.MAX_FILE_BYTES // 2**20
        raise FileError("file-too-large", file=path.name, limit=most)
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(_EMPTY_ZIP):
        raise FileError("file-no-spreadsheet", file=path.name)
    if head.startswith(_ZIP):
        with ZipParts(path) as parts:
            return _check_parts(parts)
    if head == compound.MAGIC:
        return compound.check(path)
    text_lists.check(path)
    return {}


def _check_parts(parts: ZipParts) -> dict[str, FileError]:
    ods = "mimetype" in parts.names and parts.read("mimetype", 64).startswith(_ODS)
    kinds = () if ods else ("xml", "bin")
    workbooks = {workbook_parts.workbook_part(parts, kind) for kind in kinds} - {None}
    if not workbooks and not ods:
        raise FileError("file-no-spreadsheet", file=parts.file)
    if ods and not {"content.xml", _MANIFEST} <= set(parts.names):
        raise parts.damage()
    if ods and b"encryption-data" in parts.read(_MANIFEST, limits.MAX_CELL_BYTES):
        raise FileError("file-password", file=parts.file)
    for name in parts.names:
        if name not in workbooks and not _READ.fullmatch(part_key(name)):
            continue
        if name.lower().endswith(".bin"):
            shape.of_xlsb(parts.pieces(name))
        else:
            _check_xml_part(parts, name)
    tables = shape.of_ods(_whole_tags(parts, "content.xml")) if ods else iter(())
    found = ((one.name, shape.too_far(one, one.name, parts.file)) for one in tables)
    return {name: error for name, error in found if error is not None}


def _check_xml_part(parts: ZipParts, name: str) -> bool:
    """Refuse a document type and endless texts; say whether all cells lie in a common block."""
    common, since_text = True, 0
    for number, piece in enumerate(_whole_tags(parts, name)):
        if number == 0:
            _check_prolog(piece, name, parts.file)
        since_text = 0 if _NEXT_TEXT.search(piece) else since_text + len(piece)
        if since_text > limits.MAX_RICH_TEXT_BYTES:
            raise _cell_too_large(parts.file, limits.MAX_RICH_TEXT_BYTES)
        common = common and not shape.outside_common(piece, 0)
    return common


def _within_common(parts: ZipParts, name: str) -> bool:
    return any(
        not any(shape.outside_common(piece, block) for piece in _whole_tags(parts, name))
        for block in shape.COMMON_BLOCKS[1:]
    )


def _check_prolog(piece: bytes, part: str, file: str) -> None:
    """Refuse a document type: [ECMA-376] part 2 forbids it, and OpenDocument writes none."""
    head = piece[:_LONGEST_PROLOG]
    prolog = _PROLOG.match(head)
    if head.startswith(b"<!", prolog.end() if prolog else 0):
        raise FileError("file-hostile", file=file, part=part)


def in_eight_bits(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield XML in UTF-8 that may be written in 16 bits a character."""
    given = iter(pieces)
    head = next(given, b"")
    mark = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not mark and b"\0" not in head[:2]:
        yield head
        yield from given
        return
    encoding = "utf-16" if mark else "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for piece in chain([head], given):
        yield decoder.decode(piece).encode("utf-8", "replace")


def _whole_tags(parts: ZipParts, name: str) -> Iterator[bytes]:
    """Yield pieces of XML that end before a tag that opens: none is cut from what closes it.

    What lies between two tags is the text of a cell; one that never ends is refused here.
    """
    rest = b""
    for piece in in_eight_bits(ahead(parts.pieces(name))):
        data = rest + piece
        end = data.rfind(b"<")
        while end > 0 and data.startswith((b"</", b"<!", b"<?"), end):
            end = data.rfind(b"<", 0, end)
        if end > 0:
            yield data[:end]
            rest = data[end:]
        else:
            rest = data
        if len(rest) > limits.MAX_CELL_BYTES:
            raise _cell_too_large(parts.file, limits.MAX_CELL_BYTES)
    yield rest


def _cell_too_large(file: str, most: int) -> FileError:
    return FileError("file-cell-too-large", file=file, limit=most // 2**20)
