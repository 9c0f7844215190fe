"""Where a database may stand, on any system."""

import sys
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from casustafel.domain.errors import DatabaseError, FileError
from casustafel.storage.place import Facts, on_network, refuse_unfit_place, synced_by, this_computer

WINDOWS = Facts(
    platform="win32",
    environment={"OneDriveCommercial": r"D:\Werk\Gemeente", "USERPROFILE": r"C:\Users\anna"},
    drive_kind=lambda drive: 4 if drive == "H:\\" else 3,
)


def linux(*mounts: tuple[str, str], marks: tuple[str, ...] = ()) -> Facts:
    return Facts(
        platform="linux",
        environment={"HOME": "/home/anna"},
        mounts=(("/", "ext4"), *mounts),
        exists=lambda path: str(path) in marks,
    )


@pytest.mark.parametrize(
    "path",
    [
        r"\\server\share\cases.db",
        r"\\wsl.localhost\Ubuntu\home\cases.db",
        r"\\?\UNC\server\share\cases.db",
        r"H:\afdeling\cases.db",
    ],
)
def test_that_a_network_drive_of_windows_is_known(path: str) -> None:
    assert on_network(PureWindowsPath(path), WINDOWS)


@pytest.mark.parametrize("path", [r"C:\Users\anna\cases.db", r"\\?\C:\Users\anna\cases.db"])
def test_that_a_disk_of_the_computer_itself_is_no_network_drive(path: str) -> None:
    assert not on_network(PureWindowsPath(path), WINDOWS)


@pytest.mark.parametrize(
    "kind",
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "davfs", "9p", "afpfs"],
)
def test_that_a_network_file_system_is_known(kind: str) -> None:
    facts = linux(("/mnt/team", kind))

    assert on_network(PurePosixPath("/mnt/team/cases/cases.db"), facts)
    assert not on_network(PurePosixPath("/mnt/teamwork/cases.db"), facts)
    assert not on_network(PurePosixPath("/home/anna/cases.db"), facts)


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "tmpfs", "apfs", "fuseblk", "overlay"])
def test_that_a_local_file_system_is_fit(kind: str) -> None:
    assert not on_network(PurePosixPath("/mnt/disk/cases.db"), linux(("/mnt/disk", kind)))


def test_that_the_innermost_mount_counts_and_of_two_on_one_point_the_last() -> None:
    facts = linux(("/net", "nfs4"), ("/net/scratch", "ext4"), ("/data", "ext4"), ("/data", "cifs"))

    assert not on_network(PurePosixPath("/net/scratch/cases.db"), facts)
    assert on_network(PurePosixPath("/data/cases.db"), facts)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/anna/OneDrive/cases.db", "OneDrive"),
        ("/Users/anna/Library/CloudStorage/OneDrive-Gemeente Voorbeeld/cases.db", "OneDrive"),
        ("/home/anna/Dropbox/werk/cases.db", "Dropbox"),
        ("/home/anna/Dropbox (Gemeente)/cases.db", "Dropbox"),
        ("/home/anna/Nextcloud/cases.db", "Nextcloud"),
        ("/home/anna/Nextcloud2/cases.db", "Nextcloud"),
        ("/Users/anna/Google Drive/cases.db", "Google Drive"),
        ("/Users/anna/Library/CloudStorage/GoogleDrive-anna@example.nl/cases.db", "Google Drive"),
        ("/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/cases.db", "iCloud"),
        ("/home/anna/SURFdrive/cases.db", "SURFdrive"),
        ("/home/anna/Box/cases.db", "Box"),
        ("/Users/anna/Library/CloudStorage/Box-Box/cases.db", "Box"),
        ("/home/anna/Proton Drive/anna/My files/cases.db", "Proton Drive"),
        ("/home/anna/Seafile/cases.db", "Seafile"),
        ("/home/anna/SynologyDrive/cases.db", "Synology Drive"),
        ("/home/anna/MEGA/cases.db", "MEGA"),
        ("/home/anna/Egnyte Drive/cases.db", "Egnyte"),
        ("/home/anna/ShareFile/cases.db", "ShareFile"),
        ("/home/anna/Filr/cases.db", "Filr"),
        ("/home/anna/onedrived/cases.db", None),
        ("/home/anna/casussen/cases.db", None),
    ],
)
def test_that_a_synchronised_folder_is_known_by_its_name(path: str, service: str | None) -> None:
    """S17: SURFdrive, Box, Synology and others were not refused."""
    assert synced_by(PurePosixPath(path), linux()) == service


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (r"D:\Werk\Gemeente\tafels\cases.db", "OneDrive"),
        (r"C:\Users\anna\OneDrive - Gemeente Voorbeeld\cases.db", "OneDrive"),
        (r"C:\Users\anna\iCloudDrive\cases.db", "iCloud"),
        (r"D:\Werk\Eigen\cases.db", None),
        (r"C:\Users\anna\AppData\Local\casustafel\casustafel.db", None),
    ],
)
def test_that_windows_tells_where_its_synchronised_folders_are(
    path: str, service: str | None
) -> None:
    assert synced_by(PureWindowsPath(path), WINDOWS) == service


def test_that_windows_itself_tells_of_libraries_of_teams_and_of_clouds_of_any_name() -> None:
    """W2: what is kept in step is known by facts, whatever the folder is called."""
    library = r"C:\Users\anna\Gemeente Voorbeeld"
    facts = Facts(
        platform="win32",
        synced=((library, "OneDrive"),),
        cloud=lambda folder: "Kluis" if folder == r"D:\Werkmap" else None,
    )

    def of(path: str) -> str | None:
        return synced_by(PureWindowsPath(path), facts)

    assert of(library + r"\CPV - Documenten\casus.db") == "OneDrive"
    assert of(r"D:\Werkmap\dieper\casus.db") == "Kluis"
    assert of(r"D:\Anders\casus.db") is None


def test_that_no_workspace_is_made_where_windows_throws_it_away_at_log_off() -> None:
    """A temporary or mandatory profile: the data in it are gone the next day."""
    facts = Facts("win32", {"USERPROFILE": "/profiel"}, short_lived=True)
    with pytest.raises(DatabaseError, match="place-short-lived"):
        refuse_unfit_place(Path("/profiel/AppData/casustafel.db"), facts)
    refuse_unfit_place(Path("/schijf/casustafel.db"), facts)


@pytest.mark.parametrize(
    "name",
    [
        "lijst:b.db",
        "CON.db",
        "punt.",
        "spatie ",
        "vraag?.db",
        "lpt1.db",
        "spatie /a.db",
        "aux/a.db",
    ],
)
def test_that_a_name_that_windows_would_change_is_refused(name: str) -> None:
    """W11: `lijst:b.db` is a stream of `lijst`, `punt.` becomes `punt`; so do folders."""
    with pytest.raises(FileError, match="file-name-wrong"):
        refuse_unfit_place(Path("/schijf") / name, Facts("win32"))
    refuse_unfit_place(Path("/schijf/map/../casus van Groot-Zuid.db"), Facts("win32"))


def test_that_a_synchronised_folder_of_any_name_is_known_by_its_mark() -> None:
    facts = linux(marks=("/home/anna/team/.dropbox", "/home/anna/.dropbox"))

    assert synced_by(PurePosixPath("/home/anna/team/cases.db"), facts) == "Dropbox"
    assert synced_by(PurePosixPath("/home/anna/eigen/cases.db"), facts) is None


def test_that_a_refusal_names_the_folder_and_the_service(tmp_path: Path) -> None:
    database = tmp_path / "Nextcloud" / "cases.db"

    with pytest.raises(DatabaseError) as caught:
        refuse_unfit_place(database, Facts(sys.platform))

    assert caught.value.code == "place-synced"
    assert caught.value.values == {"folder": str(database.parent), "service": "Nextcloud"}


def test_that_a_link_into_a_synchronised_folder_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    link = tmp_path / "cases"
    try:
        link.symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made here")
    if link.resolve().name != "Dropbox":
        pytest.skip("Wine makes links and does not follow them")

    with pytest.raises(DatabaseError, match="place-synced"):
        refuse_unfit_place(link / "cases.db", Facts("linux"))


def test_that_the_facts_of_this_computer_can_be_read(tmp_path: Path) -> None:
    facts = this_computer()

    assert facts.platform
    assert facts.exists(PurePath(tmp_path))
    refuse_unfit_place(tmp_path / "cases.db", facts)
