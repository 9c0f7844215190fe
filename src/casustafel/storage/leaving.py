"""Files that leave the program: whole or not at all, and never over one of its own.

What stands at a place is asked once, here: a workspace's own files are never written over, and
neither is what is no plain file (a device, a pipe).
"""

import contextlib
import re
import sys
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from casustafel.domain.errors import FileError
from casustafel.storage.atomic import beside, remove, write_whole
from casustafel.storage.faults import explained
from casustafel.storage.location import is_database, is_other_file
from casustafel.windows import refuses_name

_OWN_FOLDER = re.compile(r".+-(backups|before-restore-\d{8}T\d{6}Z(-\d+)?)")


def refuse_own(target: Path) -> None:
    """Refuse to write over a file of a workspace, or over what is no plain file.

    Raises FileError: 'file-is-own', 'file-not-plain', 'file-is-folder' or, on Windows,
    'file-name-wrong'.
    """
    shown, place = str(target), target.resolve()
    if sys.platform == "win32" and refuses_name(target.name):
        raise FileError("file-name-wrong", file=shown)
    with contextlib.suppress(FileNotFoundError):
        kind = place.stat().st_mode
        if S_ISDIR(kind):
            raise FileError("file-is-folder", file=shown)
        if not S_ISREG(kind):
            raise FileError("file-not-plain", file=shown)
    named = is_other_file(place.name) or place.suffix.casefold() in (".db", ".backup")
    if named or _OWN_FOLDER.fullmatch(place.parent.name) or is_database(place):
        raise FileError("file-is-own", file=shown)


def refuse_unwritable(target: Path) -> None:
    """Raise FileError where `write_out` could not write, before anything else is done."""
    with explained(target):
        refuse_own(target)
        tried = beside(target)
        tried.touch(exist_ok=False)
        remove(tried)


def write_out(target: Path, content: bytes, *, personal: bool = True) -> None:
    """Write a file that leaves the program, for its owner only when it is `personal`.

    Raises FileError; then what stood there is as it was.
    """
    with explained(target):
        refuse_own(target)
        write_whole(target, content, private=personal)
