"""Whether a folder is fit to hold a database.

SQLite needs locks and an order of writing that network drives and synchronised folders do not
keep: a file there gets damaged, sooner or later. The program refuses those and advises. What is
known about the computer comes in as `Facts`, so that each system can be tested on any other.
"""

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from casustafel import windows
from casustafel.domain.errors import DatabaseError, FileError

_NETWORK_FILE_SYSTEMS = re.compile(
    r"(nfs\d?|cifs|smb\d?|smbfs|afpfs|ncpfs|9p|ceph|glusterfs|lustre|gpfs|beegfs|webdav|davfs2?|afs|"
    r"fuse\.(sshfs|rclone|davfs2?|gvfsd-fuse|gvfs-fuse-daemon|s3fs|glusterfs|smbnetfs|onedrive.*|"
    r"google-drive.*))"
)
_SYNCED_FOLDERS = (
    (re.compile(r"onedrive( ?- ?.+)?"), "OneDrive"),
    (re.compile(r"dropbox( \(.+\))?"), "Dropbox"),
    (re.compile(r"google ?drive|mijn drive|my drive|googledrive-.+"), "Google Drive"),
    (re.compile(r"nextcloud\d?|owncloud"), "Nextcloud"),
    (re.compile(r"icloud ?drive|com~apple~clouddocs|mobile documents"), "iCloud"),
    (re.compile(r"sharepoint|.+ - sharepoint"), "SharePoint"),
    (re.compile(r"stackdrive|stack by transip|syncthing|pcloud ?drive"), "STACK"),
    (re.compile(r"surfdrive|surf research drive"), "SURFdrive"),
    (re.compile(r"box( sync)?|box-box"), "Box"),
    (re.compile(r"proton ?drive( ?- ?.+|-.+)?"), "Proton Drive"),
    (re.compile(r"synologydrive|synology ?drive|cloudstation"), "Synology Drive"),
    (re.compile(r"seafile|seadrive.*"), "Seafile"),
    (re.compile(r"tresorit( drive)?|tresors"), "Tresorit"),
    (re.compile(r"mega( ?sync.*)?"), "MEGA"),
    (re.compile(r"egnyte( ?drive| connect)?|egnyte-.+"), "Egnyte"),
    (re.compile(r"sharefile|citrix files"), "ShareFile"),
    (re.compile(r"filr|micro focus filr"), "Filr"),
)
_SYNC_VARIABLES = (
    ("OneDrive", "OneDrive"),
    ("OneDriveCommercial", "OneDrive"),
    ("OneDriveConsumer", "OneDrive"),
)
_SYNC_MARKS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".sync_folder", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "Nextcloud"),
    (".stfolder", "Syncthing"),
)
_WINDOWS_REMOTE_DRIVE = 4


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about this computer.

    `platform` is as `sys.platform`; `mounts` are mount points with their kind of file system
    (empty where unknown); `drive_kind` answers as Windows' GetDriveType (4 is remote);
    `exists` says whether a file is there. Windows itself tells which folders are `synced` and by
    which service, which service a folder is of that is kept in the `cloud`, and whether the
    profile is `short_lived`: thrown away when the user logs off.
    """

    platform: str
    environment: Mapping[str, str] = field(default_factory=dict)
    mounts: tuple[tuple[str, str], ...] = ()
    drive_kind: Callable[[str], int] = lambda _drive: 0
    exists: Callable[[PurePath], bool] = lambda _path: False
    synced: tuple[tuple[str, str], ...] = ()
    cloud: Callable[[str], str | None] = lambda _folder: None
    short_lived: bool = False


def refuse_unfit_place(database: Path, facts: Facts | None = None) -> None:
    """Raise when the folder of `database` is no place for it.

    Raises DatabaseError: 'place-network' for a network drive, 'place-synced' with the `service`
    for a synchronised folder, 'place-short-lived' for a profile that is thrown away; FileError
    'file-name-wrong' for a name that Windows would change.
    """
    known = facts or this_computer()
    # A link in a fit folder may lead to an unfit one, and the other way round: both count.
    for path in dict.fromkeys((str(database), str(database.resolve()))):
        pure = PureWindowsPath(path) if known.platform == "win32" else PurePosixPath(path)
        if on_network(pure, known):
            raise DatabaseError("place-network", folder=str(pure.parent))
        service = synced_by(pure, known)
        if service:
            raise DatabaseError("place-synced", folder=str(pure.parent), service=service)
        names = (name for name in pure.relative_to(pure.anchor).parts if name != "..")
        if known.platform == "win32" and any(map(windows.refuses_name, names)):
            raise FileError("file-name-wrong", file=str(pure))
        home = known.environment.get("USERPROFILE")
        if known.short_lived and home and pure.is_relative_to(home):
            raise DatabaseError("place-short-lived", folder=str(pure.parent))


def on_network(path: PurePath, facts: Facts) -> bool:
    """Say whether `path` is on a drive of another computer."""
    if isinstance(path, PureWindowsPath):
        if path.drive.startswith("\\\\"):
            # \\?\C:\ and \\.\C:\ are local ways of writing; \\?\UNC\ and \\server\ are not.
            return re.match(r"\\\\[?.]\\[A-Za-z]:", str(path)) is None
        return facts.drive_kind(f"{path.drive}\\") == _WINDOWS_REMOTE_DRIVE
    return _NETWORK_FILE_SYSTEMS.fullmatch(_file_system(path, facts)) is not None


def synced_by(path: PurePath, facts: Facts) -> str | None:
    """Return the name of the service that synchronises the folder of `path`, if any."""
    for variable, service in _SYNC_VARIABLES:
        root = facts.environment.get(variable)
        if root and path.is_relative_to(type(path)(root)):
            return service
    for root, service in facts.synced:
        if path.is_relative_to(type(path)(root)):
            return service
    for folder in path.parents:
        told = facts.cloud(str(folder))
        if told:
            return told
        name = folder.name.casefold()
        for pattern, service in _SYNCED_FOLDERS:
            if pattern.fullmatch(name):
                return service
        for mark, service in _SYNC_MARKS:
            # The home folder holds Dropbox's settings under the same name as a folder's mark.
            if folder.name and facts.exists(folder / mark) and not _is_home(folder, facts):
                return service
    return None


def this_computer() -> Facts:
    """Return the facts of the computer that the program runs on."""
    return Facts(
        platform=sys.platform,
        environment=dict(os.environ),
        mounts=_mounts(),
        drive_kind=windows.drive_kind,
        exists=lambda path: Path(path).exists(),
        synced=windows.synced_folders(),
        cloud=windows.cloud_of,
        short_lived=windows.short_lived(),
    )


def _is_home(folder: PurePath, facts: Facts) -> bool:
    homes = (facts.environment.get("HOME"), facts.environment.get("USERPROFILE"))
    return any(home and type(folder)(home) == folder for home in homes)


def _file_system(path: PurePath, facts: Facts) -> str:
    kind, depth = "", -1
    for mounted, found in facts.mounts:
        point = PurePosixPath(mounted)
        # A later mount on the same point lies on top of the earlier one.
        if path.is_relative_to(point) and len(point.parts) >= depth:
            kind, depth = found, len(point.parts)
    return kind


def _mounts() -> tuple[tuple[str, str], ...]:
    if sys.platform == "darwin":
        return _mounts_of_macos()
    try:
        lines = Path("/proc/mounts").read_text("utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ()
    fields = (line.split(" ") for line in lines)
    return tuple((_unescaped(parts[1]), parts[2]) for parts in fields if len(parts) > 2)


def _mounts_of_macos() -> tuple[tuple[str, str], ...]:
    import subprocess

    try:
        shown = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, check=True, timeout=5
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(re.findall(r"^.+? on (/.*?) \(([a-z0-9]+)", shown, re.MULTILINE))


def _unescaped(mounted: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), mounted)
