"""What only Windows can answer, asked of its libraries in this one place.

On every other system the answers are those of a computer where nothing of the kind is known, so
that no caller asks where it runs. What follows from an answer is decided where it is asked, by
functions that take the answers as values and are tested on any system.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep
from typing import TypeVar

T = TypeVar("T")

NO_RIGHTS = 5
IN_USE = frozenset({32, 33})
"""Windows' numbers for a file that another program holds: as a whole, or the part that is asked."""

_TEMPORARY, _ROAMING, _MANDATORY = 1, 2, 4
_PASSING = IN_USE | {NO_RIGHTS}
_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.7)
# Compiled where they are first asked: the start of the program waits for neither.
_REFUSED_SIGNS = r'[<>:"/\\|?*\x00-\x1f]|[. ]$'
_RESERVED = r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\..*)?"


def patiently(act: Callable[[], T], pause: Callable[[float], None] = sleep) -> T:
    """Do what a virus scanner or a search index may refuse for a moment, up to about 2 seconds.

    Elsewhere an error has no number of Windows, and the first one is final.
    """
    for seconds in _PAUSES:
        try:
            return act()
        except OSError as error:
            if getattr(error, "winerror", None) not in _PASSING:
                raise
        pause(seconds)
    return act()


def held_by(path: str) -> tuple[str, ...] | None:
    """Return which programs hold a file that cannot be opened; None when it is not held."""
    return holders(path) if refusal(path) in IN_USE else None


def fit_name(name: str) -> str:
    """Return a name for a file without what Windows refuses in one."""
    return re.sub(_REFUSED_SIGNS, "", name)


def thrown_away(profile: int, *, clears_roaming: bool) -> bool:
    """Say whether a profile with these marks of GetProfileType is gone after log-off.

    A roaming one is, with all that does not roam, where the organisation lets Windows clear it.
    """
    return bool(profile & (_TEMPORARY | _MANDATORY) or (profile & _ROAMING and clears_roaming))


def refuses_name(name: str) -> bool:
    """Say whether Windows would refuse a file of this name, or silently make another of it."""
    return bool(re.search(_REFUSED_SIGNS, name) or re.fullmatch(_RESERVED, name))


if sys.platform == "win32":
    import ctypes
    import msvcrt
    import winreg
    from ctypes import wintypes

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateFileW.restype = wintypes.HANDLE
    _NOWHERE = wintypes.HANDLE(-1).value
    _SHARE_ALL, _OPEN_EXISTING, _BACKUP_SEMANTICS = 7, 3, 0x02000000
    _READ, _WRITE = 0x80000000, 0x40000000
    _REPLACE, _WRITE_THROUGH = 1, 8
    _EXCLUSIVE_AT_ONCE = 3
    # Far behind the note that the lock file holds, so that others can read who holds it.
    _LOCKED_BYTE = 0x4000_0000
    _CLOUD_TAG, _CLOUD_MASK = 0x9000001A, 0xFFFF0FFF
    _PROVIDER = 2
    _POLICIES = r"Software\Policies\Microsoft\Windows\System"

    class _Overlapped(ctypes.Structure):
        _fields_ = (
            ("Internal", ctypes.c_void_p),
            ("InternalHigh", ctypes.c_void_p),
            ("Offset", wintypes.DWORD),
            ("OffsetHigh", wintypes.DWORD),
            ("hEvent", wintypes.HANDLE),
        )

    class _Process(ctypes.Structure):
        _fields_ = (
            ("id", wintypes.DWORD),
            ("started", wintypes.FILETIME),
            ("name", wintypes.WCHAR * 256),
            ("service", wintypes.WCHAR * 64),
            ("kind", ctypes.c_int),
            ("status", wintypes.ULONG),
            ("session", wintypes.DWORD),
            ("restartable", wintypes.BOOL),
        )

    class _Provider(ctypes.Structure):
        _fields_ = (
            ("status", wintypes.DWORD),
            ("name", wintypes.WCHAR * 256),
            ("version", wintypes.WCHAR * 256),
        )

    def refusal(path: str) -> int:
        """Return Windows' number for why `path` cannot be opened to read and write; 0 for none."""
        handle = _kernel.CreateFileW(
            path, _READ | _WRITE, _SHARE_ALL, None, _OPEN_EXISTING, 0, None
        )
        if handle == _NOWHERE:
            return ctypes.get_last_error()
        _kernel.CloseHandle(wintypes.HANDLE(handle))
        return 0

    def holders(path: str) -> tuple[str, ...]:
        """Return the names of the programs that hold a file open, as far as Windows tells."""
        with suppress(OSError):
            manager = ctypes.WinDLL("rstrtmgr")
            session, key = wintypes.DWORD(), ctypes.create_unicode_buffer(33)
            if manager.RmStartSession(ctypes.byref(session), 0, key):
                return ()
            try:
                asked = (wintypes.LPCWSTR * 1)(path)
                if manager.RmRegisterResources(session, 1, asked, 0, None, 0, None):
                    return ()
                needed, found, why = wintypes.UINT(), wintypes.UINT(8), wintypes.DWORD()
                told = (_Process * 8)()
                of = map(ctypes.byref, (needed, found))
                if manager.RmGetList(session, *of, told, ctypes.byref(why)):
                    return ()
                return tuple(dict.fromkeys(one.name for one in told[: found.value] if one.name))
            finally:
                manager.RmEndSession(session)
        return ()

    def replace(source: Path, target: Path) -> None:
        """Put `source` in the place of `target`; the disk has it when this returns."""
        flags = _REPLACE | _WRITE_THROUGH
        if not _kernel.MoveFileExW(str(source), str(target), flags):
            raise ctypes.WinError(ctypes.get_last_error())

    def lock(handle: int) -> None:
        """Take the only lock on an open file at once; OSError (EACCES) when another has it."""
        there = _Overlapped(Offset=_LOCKED_BYTE)
        held = wintypes.HANDLE(msvcrt.get_osfhandle(handle))
        if not _kernel.LockFileEx(held, _EXCLUSIVE_AT_ONCE, 0, 1, 0, ctypes.byref(there)):
            raise ctypes.WinError(ctypes.get_last_error())

    def unlock(handle: int) -> None:
        """Let go of the lock."""
        there = _Overlapped(Offset=_LOCKED_BYTE)
        held = wintypes.HANDLE(msvcrt.get_osfhandle(handle))
        _kernel.UnlockFileEx(held, 0, 1, 0, ctypes.byref(there))

    def is_console(handle: int) -> bool:
        """Say whether a person may be behind an open file; NUL is a device, and nobody's."""
        try:
            system = wintypes.HANDLE(msvcrt.get_osfhandle(handle))
        except OSError:
            return False
        return bool(_kernel.GetConsoleMode(system, ctypes.byref(wintypes.DWORD())))

    def drive_kind(drive: str) -> int:
        """Return what Windows' GetDriveType says of a drive such as 'C:\\'; 4 is remote."""
        return int(_kernel.GetDriveTypeW(drive))

    def short_lived() -> bool:
        """Say whether the user's profile, and all data in it, is thrown away at log-off."""
        flags = wintypes.DWORD()
        with suppress(OSError):
            if ctypes.WinDLL("userenv").GetProfileType(ctypes.byref(flags)):
                with _opened(_POLICIES, winreg.HKEY_LOCAL_MACHINE) as policies:
                    clears = policies and _value(policies, "DeleteRoamingCache")
                return thrown_away(flags.value, clears_roaming=bool(clears))
        return False

    def synced_folders() -> tuple[tuple[str, str], ...]:
        """Return the folders that OneDrive keeps, libraries of Teams among them, with its name."""
        return tuple((folder, "OneDrive") for folder in _kept_by_onedrive())

    def cloud_of(folder: str) -> str | None:
        """Return the name of the service that Windows says keeps a folder in step, if any."""
        with suppress(OSError):
            told, length = _Provider(), wintypes.DWORD()
            asked = ctypes.WinDLL("cldapi").CfGetSyncRootInfoByPath
            into = (ctypes.byref(told), ctypes.sizeof(told), ctypes.byref(length))
            if asked(folder, _PROVIDER, *into) == 0:
                return told.name or "cloud"
        with suppress(OSError):
            if Path(folder).lstat().st_reparse_tag & _CLOUD_MASK == _CLOUD_TAG:
                return "cloud"
        return None

    @contextmanager
    def _opened(
        name: str, root: int = winreg.HKEY_CURRENT_USER
    ) -> Iterator[winreg.HKEYType | None]:
        try:
            key = winreg.OpenKey(root, name)
        except OSError:
            yield None
            return
        with key:
            yield key

    def _value(key: winreg.HKEYType, name: str) -> object:
        try:
            return winreg.QueryValueEx(key, name)[0]
        except OSError:
            return None

    def _kept_by_onedrive() -> Iterator[str]:
        for root, value in (
            (r"Software\SyncEngines\Providers\OneDrive", "MountPoint"),
            (r"Software\Microsoft\OneDrive\Accounts", "UserFolder"),
        ):
            with _opened(root) as accounts:
                count = winreg.QueryInfoKey(accounts)[0] if accounts else 0
                names = (
                    [winreg.EnumKey(accounts, place) for place in range(count)] if accounts else []
                )
            for name in names:
                with _opened(rf"{root}\{name}") as account:
                    folder = account and _value(account, value)
                if folder:
                    yield str(folder)

else:
    import fcntl
    import os

    def refusal(_path: str) -> int:
        return 0

    def holders(_path: str) -> tuple[str, ...]:
        return ()

    def replace(source: Path, target: Path) -> None:
        source.replace(target)

    # flock belongs to the open file and not to the process (as lockf does), so that a second
    # window in the same process is refused as well.
    def lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)

    def is_console(handle: int) -> bool:
        return os.isatty(handle)

    def drive_kind(_drive: str) -> int:
        return 0

    def short_lived() -> bool:
        return False

    def synced_folders() -> tuple[tuple[str, str], ...]:
        return ()

    def cloud_of(_folder: str) -> str | None:
        return None
