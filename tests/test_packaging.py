"""What goes to Windows and to a Linux menu, as far as that can be seen without Wine."""

import configparser
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

TOP = Path(__file__).parents[1]
FOLDER = TOP / "packaging" / "windows"
_FOR_64_BITS = 256
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    if sys.platform == "win32":
        pytest.skip("what goes to Windows is made on Linux")
    monkeypatch.syspath_prepend(str(FOLDER))
    import make  # type: ignore[import-not-found,unused-ignore]

    yield make
    for name in ("make", "msi", "icon"):
        sys.modules.pop(name, None)


@pytest.fixture
def tree(tmp_path: Path, make: ModuleType) -> Path:
    """A tree as it is unpacked: what is kept, and what is not."""
    app = tmp_path / "app"
    qt = app / "Lib/site-packages/PySide6"
    for name in (FOLDER / "keep-qt.txt").read_text().splitlines():
        if name and not name.startswith("#"):
            _touch(qt / name.replace("*", "x"))
    _touch(qt / "Qt6Quick.dll")
    _touch(app / "Lib/site-packages/alembic/testing/a.py")
    _touch(app / "Lib/site-packages/casustafel/tests/own.py")
    _touch(app / "_wmi.pyd")
    _touch(app / "Casustafel.exe")
    return app


def _touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def test_that_only_what_is_used_goes_along(make: ModuleType, tree: Path) -> None:
    """W8: no `_wmi`, whose question to Windows makes starts hang; nothing of QML."""
    make.leave_out(tree)
    left = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
    assert "Lib/site-packages/PySide6/Qt6Pdf.dll" in left
    assert "Lib/site-packages/casustafel/tests/own.py" in left
    assert not left & {"_wmi.pyd", "Lib/site-packages/PySide6/Qt6Quick.dll"}
    assert "Lib/site-packages/alembic/testing/a.py" not in left


def test_that_a_library_that_moved_stops_the_build(make: ModuleType, tree: Path) -> None:
    """windows.md D: a pattern that keeps nothing is a part that is missing on Windows."""
    (tree / "Lib/site-packages/PySide6/Qt6Svg.dll").unlink()
    with pytest.raises(make.BuildError, match=r"Qt6Svg\.dll"):
        make.leave_out(tree)


def test_that_a_python_of_unknown_origin_is_refused(
    make: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tmp_path / "python.zip"
    with zipfile.ZipFile(given, "w") as archive:
        archive.writestr("python313.dll", "")
    monkeypatch.setenv("PYTHON_SHA256", "0" * 64)
    with pytest.raises(make.BuildError, match="PYTHON_SHA256"):
        make.take_python(tmp_path / "app", tmp_path, given)
    monkeypatch.delenv("PYTHON_SHA256")
    with pytest.raises(make.BuildError, match="PYTHON_SHA256"):
        make.take_python(tmp_path / "app", tmp_path, given)


def test_that_the_package_for_a_computer_holds_every_file_once_and_replaces_a_former_version(
    make: ModuleType, tree: Path
) -> None:
    described = ElementTree.fromstring(make.descriptor(tree, "0.2.0", make.numbers("0.2.0")))
    files = [each.attrib["Source"] for each in described.iter(f"{WIX}File")]
    there = [path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()]
    assert sorted(files) == sorted(there)
    (product,) = described.iter(f"{WIX}Product")
    again = ElementTree.fromstring(make.descriptor(tree, "0.3.0", make.numbers("0.3.0")))
    (later,) = again.iter(f"{WIX}Product")
    assert product.attrib["UpgradeCode"] == later.attrib["UpgradeCode"]
    assert product.attrib["Id"] != later.attrib["Id"]
    assert len(list(described.iter(f"{WIX}MajorUpgrade"))) == 1
    referred = {each.attrib["Id"] for each in described.iter(f"{WIX}ComponentRef")}
    assert referred == {each.attrib["Id"] for each in described.iter(f"{WIX}Component")}


def table(package: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table of a package, as Windows reads them."""
    told = subprocess.run(
        ["msiinfo", "export", package, name], capture_output=True, check=True, timeout=60
    ).stdout.decode("cp1252")
    head, _kinds, _keys, *rows = (line.split("\t") for line in told.splitlines())
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_that_the_tables_of_the_package_say_what_windows_is_to_do(
    make: ModuleType, tree: Path, tmp_path: Path
) -> None:
    """2.7: for everybody in Program Files, a shortcut, over a former version, and no service."""
    if not all(map(shutil.which, ("wixl", "msiinfo"))) and "CI" not in os.environ:
        pytest.skip("wixl or msiinfo is not installed")
    package = tmp_path / "computer.msi"
    make.draw(TOP / "resources/icons/casustafel.svg", tree / "casustafel.ico")
    make.make_package(tree, package, "0.2.0")
    told = {row["Property"]: row["Value"] for row in table(package, "Property")}
    assert (told["ProductName"], told["ProductVersion"]) == ("Casustafel", "0.2.0")
    assert (told["ALLUSERS"], told["ProductLanguage"]) == ("1", "1043")
    parents = {row["Directory"]: row["Directory_Parent"] for row in table(package, "Directory")}
    assert parents["INSTALLDIR"] == "ProgramFiles64Folder"
    there = [path for path in tree.rglob("*") if path.is_file()]
    assert len(table(package, "File")) == len(there)
    marks = [int(row["Attributes"]) for row in table(package, "Component")]
    assert all(mark & _FOR_64_BITS for mark in marks)
    (shortcut,) = table(package, "Shortcut")
    assert shortcut["Directory_"] == "ProgramMenuFolder"
    assert shortcut["Target"] == "[INSTALLDIR]Casustafel.exe"
    former = table(package, "Upgrade")
    assert {row["UpgradeCode"] for row in former} == {told["UpgradeCode"]}
    assert any(row["VersionMax"] == "0.2.0" for row in former)
    steps = {row["Action"] for row in table(package, "InstallExecuteSequence")}
    assert {"FindRelatedProducts", "RemoveExistingProducts", "InstallFiles"} <= steps
    assert all(table(package, name) == [] for name in ("ServiceInstall", "ServiceControl"))


def test_that_the_licences_of_all_parts_go_along(make: ModuleType, tree: Path) -> None:
    """2.7: Python's own was overwritten by ours, which has the same name."""
    (tree / "LICENSE.txt").write_text("PSF")
    make.add_licences(tree)
    assert (tree / "LICENSE-Python.txt").read_text() == "PSF"
    assert "EUROPEAN UNION PUBLIC LICENCE" in (tree / "LICENSE.txt").read_text("utf-8").upper()
    assert "pyside6-essentials (" in (tree / "NOTICES.txt").read_text("utf-8")


def test_that_nothing_goes_along_that_runs_other_scripts(
    make: ModuleType, tree: Path, tmp_path: Path
) -> None:
    """2.7: rules that allow what stands in Program Files would allow any script with it."""
    for name in ("python.exe", "pythonw.exe"):
        _touch(tree / name)
    make.keep_apart(tree, tmp_path)
    assert {path.name for path in tree.rglob("*.exe")} == {"Casustafel.exe"}
    assert (tmp_path / "python.exe").is_file()


def test_that_the_icon_of_the_drawing_has_all_sizes_of_windows(
    make: ModuleType, tmp_path: Path
) -> None:
    """W12."""
    from PIL import Image

    make.draw(TOP / "resources/icons/casustafel.svg", tmp_path / "a.ico")
    with Image.open(tmp_path / "a.ico") as icon:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= set(icon.info["sizes"])
        assert len(icon.convert("RGB").getcolors(1 << 20) or ()) > 3


def test_that_a_linux_menu_starts_the_window_with_its_icon() -> None:
    entry = configparser.ConfigParser()
    entry.read(TOP / "packaging/linux/casustafel.desktop", "utf-8")
    told = entry["Desktop Entry"]
    assert (told["Exec"], told["Icon"], told["Terminal"]) == ("casustafel", "casustafel", "false")
    assert (TOP / "resources/icons" / f"{told['Icon']}.svg").is_file()
