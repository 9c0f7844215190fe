"""Try the Windows installers under Wine, as their users would: install, work, kill, renew, remove.

    python packaging/windows/try_it.py OUT        (OUT as `make.py` left it)

Needs wine, and for the window Xvfb, openbox and ImageMagick's `import`. Three libraries that
Windows has and Debian's Wine lacks (`stubs.c`) go into Wine's own folder only, so that what is
tried is what ships. The Restart Manager, synchronised folders, Win+L and printers do not exist
there: `docs/windows.md` lists what a person tries on a PC.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import pairwise, repeat
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
PASSPHRASE = "alleen voor het voorbeeld"
OWN = r"C:\Mijn wérk map\demo"
IN_USE_EXIT, NO_ROOM_EXIT, ANOTHER_EXIT = 4, 5, 6
NO_PASSPHRASE_EXIT = 5
_FOR_TESTS = ("pytest", "pytest-xdist", "hypothesis")
# Debian's Wine lacks it, and asking for it would end Python.
_AS_WINDOWS = """
import _winapi

if hasattr(_winapi, "CopyFile2"):
    del _winapi.CopyFile2
"""
#: Where the icons of the navigation stand on the screen, in a window that fills it.
_ICONS = (19, 80, 36, 740)
_STUBS = ("bcryptprimitives", "icuuc", "mscms")
_SAID_BY_WINE = ("it looks like wine32", "multiarch needs", "execute ", "apt-get install wine32")


class WrongError(Exception):
    """What is not as it should be, as a sentence."""


class Wine:
    """A Windows of its own in a folder, with one user."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drive = folder / "drive_c"
        self.programs = self.drive / "users" / _user() / "AppData/Local/Programs/Casustafel"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("QT_")},
            "WINEPREFIX": str(folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscms=n;winemenubuilder.exe=d",
            "CASUSTAFEL_PASSPHRASE": PASSPHRASE,
        }

    def make(self) -> None:
        """Make the folder, with what Debian's Wine lacks."""
        first = self.environment | {"WINEDLLOVERRIDES": "winemenubuilder.exe=d"}
        for command in (
            ("wineboot", "-i"),
            ("wine", "winecfg", "-v", "win10"),
            ("wineserver", "-w"),
        ):
            subprocess.run(command, env=first, capture_output=True, check=True)
        for number, name in enumerate(_STUBS, start=1):
            target = self.drive / "windows/system32" / f"{name}.dll"
            target.unlink(missing_ok=True)
            compiler = ("x86_64-w64-mingw32-gcc", "-w", "-shared", f"-DWHICH={number}")
            subprocess.run([*compiler, "-o", target, HERE / "stubs.c", "-ladvapi32"], check=True)

    def run(
        self,
        *command: object,
        seconds: int = 120,
        folder: Path | None = None,
        largest: int | None = None,
        **more: str,
    ) -> tuple[int, str]:
        """Run a program of Windows and return its exit code and what it said.

        With a `largest` file, writing beyond it fails as on a full disk.
        """
        done = subprocess.run(
            ["wine", *map(str, command)],
            env=self.environment | more,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
            preexec_fn=None if largest is None else partial(_limit, largest),
        )
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        return done.returncode, "\n".join(x for x in lines if not x.startswith(_SAID_BY_WINE))

    def casustafel(self, *command: str, expect: int = 0, **more: str) -> str:
        """Run the installed program's commands and return what it said."""
        code, said = self.run(self.programs / "app/casustafel-cli.exe", *command, **more)
        if code != expect:
            raise WrongError(f"'casustafel {command[0]}' ended with {code}, not {expect}:\n{said}")
        return said

    def end(self) -> None:
        """End all that runs."""
        subprocess.run(["wineserver", "-k"], env=self.environment, capture_output=True, check=False)


def _limit(largest: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


def _user() -> str:
    import getpass

    return getpass.getuser()


def must(right: object, otherwise: str) -> None:
    """Stop where something is not right."""
    if not right:
        raise WrongError(otherwise)


def installs(wine: Wine, installer: Path) -> None:
    """Silently, for one user, with a shortcut."""
    code, said = wine.run(installer, "/S")
    must(code == 0, f"the installer ended with {code}: {said}")
    must((wine.programs / "app/Casustafel.exe").is_file(), "nothing was installed")
    must(list(wine.drive.rglob("Casustafel.lnk")), "there is no shortcut in the start menu")


def works(wine: Wine, _installer: Path) -> None:
    """In a folder with a space and an accent: example, minutes, check."""
    wine.casustafel("demo", OWN, "--no-window")
    made = list((wine.drive / "Mijn wérk map/demo").rglob("*_notulen_*.pdf"))
    must(len(made) >= 3, f"the demo made {len(made)} minutes, not three")
    wine.casustafel("--database", OWN, "check")
    # A shared database can be asked for: what speaks to PostgreSQL is whole, and nobody answers.
    said = wine.casustafel("--database", "postgresql://a@127.0.0.1:1/casus", "check", expect=5)
    must("127.0.0.1" in said, f"a shared database cannot be reached from here: {said}")


def asks_nobody(wine: Wine, _installer: Path) -> None:
    """Without a passphrase and a person, as the task scheduler starts it (W6)."""
    wine.casustafel(
        *("--database", OWN, "queue", "--table", "cpv"),
        expect=NO_PASSPHRASE_EXIT,
        CASUSTAFEL_PASSPHRASE="",
    )


def is_seen_and_killed(wine: Wine, installer: Path) -> None:
    """From the shortcut, with its icons; refused a new version meanwhile; sound after a kill."""
    (shortcut,) = wine.drive.rglob("Casustafel.lnk")
    with screen() as display:
        shown = {"DISPLAY": display, "CASUSTAFEL_DATABASE": rf"{OWN}\casustafel.db"}
        command = ["wine", "start", "/unix", str(shortcut)]
        told = subprocess.DEVNULL
        subprocess.Popen(
            command, env=wine.environment | shown, stdin=told, stdout=told, stderr=told
        )
        wait(lambda: "Casustafel" in windows(display), "no window within a minute")
        wait(lambda: colours(display) > 200, "the window stayed empty")
        for command in (("type", "--delay", "40", PASSPHRASE), ("key", "Return")):
            subprocess.run(["xdotool", *command], env=os.environ | shown, check=True)
        wait(lambda: icons(display) > 8, "the navigation came without its icons", 90)
        code, _said = wine.run(installer, "/S")
        must(code == IN_USE_EXIT, f"a new version over the running program ended with {code}")
        wine.run("taskkill", "/F", "/IM", "Casustafel.exe")
        wait(lambda: "Casustafel" not in windows(display), "the window did not go")
    wine.casustafel("--database", OWN, "check")


def is_renewed(wine: Wine, installer: Path) -> None:
    """A version over itself."""
    code, said = wine.run(installer, "/S")
    must(code == 0, f"the second time the installer ended with {code}: {said}")
    must(not (wine.programs / "app-oud").exists(), "the former version is still there")


def outlives_a_full_disk(wine: Wine, installer: Path) -> None:
    """A version that cannot be unpacked leaves the former one as it was."""
    before = sorted(wine.programs.rglob("*"))
    code, said = wine.run(installer, "/S", largest=5 << 20)
    must(code == NO_ROOM_EXIT, f"with a full disk the installer ended with {code}: {said}")
    must(sorted(wine.programs.rglob("*")) == before, "the former version is not whole")


def leaves_others_alone(wine: Wine, installer: Path) -> None:
    """A folder `app` that somebody has already is no former version."""
    theirs = wine.drive / "Eigen/app/foto.txt"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("foto")
    code, said = wine.run(installer, "/S", r"/D=C:\Eigen")
    must(code == ANOTHER_EXIT, f"over a folder of theirs the installer ended with {code}: {said}")
    must(theirs.exists(), "a folder of somebody else is gone")


def runs_from_a_stick(wine: Wine, installer: Path) -> None:
    """The zip, unpacked anywhere, opens the workspace and leaves nothing beside itself."""
    (archive,) = installer.parent.glob("*.zip")
    stick = wine.drive / "Stick é 1"
    before = {path for path in wine.drive.rglob("*") if path.is_file()}
    shutil.unpack_archive(archive, stick)
    code, said = wine.run(
        stick / "Casustafel/casustafel-cli.exe", "--database", OWN, "check", folder=stick
    )
    must(code == 0, f"unpacked, 'check' ended with {code}: {said}")
    after = {path for path in wine.drive.rglob("*") if path.is_file() and stick not in path.parents}
    must(after == before, f"beside the unpacked program changed: {after ^ before}")


def leaves(wine: Wine, _installer: Path) -> None:
    """The program goes, the workspace stays."""
    code, said = wine.run(wine.programs / "Verwijderen.exe", "/S", f"_?={windows_path(wine)}")
    must(code == 0, f"removing ended with {code}: {said}")
    wait(lambda: not (wine.programs / "app").exists(), "the program is still there")
    must(not list(wine.drive.rglob("Casustafel.lnk")), "the shortcut is still there")
    must((wine.drive / "Mijn wérk map/demo/casustafel.db").is_file(), "the workspace is gone")
    code, _said = wine.run(
        "reg", "query", r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Casustafel"
    )
    must(code != 0, "Windows still lists the program")


def installs_for_all(wine: Wine, installer: Path) -> None:
    """The package for a whole computer: in Program Files, and away again."""
    (package,) = installer.parent.glob("*.msi")
    code, said = wine.run("msiexec", "/i", windows_path(wine, package), "/qn", seconds=240)
    must(code == 0, f"msiexec ended with {code}: {said}")
    program = wine.drive / "Program Files/Casustafel/casustafel-cli.exe"
    must(program.is_file(), "nothing was installed for the computer")
    runs = {path.name for path in program.parent.rglob("*.exe")}
    must(runs == {"Casustafel.exe", program.name}, f"other programs came along: {runs}")
    # Nothing from outside gets in: no other script, no variable of Python.
    code, said = wine.run(program, "--version", PYTHONSTARTUP="x", PYTHONHOME="x", PYTHONPATH="x")
    must(code == 0 and "casustafel" in said, f"'--version' ended with {code}: {said}")
    code, said = wine.run(program, "-c", "print(1)")
    must(code == 2, f"the launcher took a script: {said}")
    code, said = wine.run("msiexec", "/x", windows_path(wine, package), "/qn", seconds=240)
    must(code == 0 and not program.exists(), f"removing by msiexec ended with {code}: {said}")


def keeps_its_data(wine: Wine, installer: Path) -> None:
    """The tests of `storage`, its SQL of former versions apart, hold on what ships."""
    folder = installer.parent / "tests"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(installer.parent / "app", folder)
    shutil.copy(installer.parent / "work/python.exe", folder)
    (library,) = folder.glob("python3??.dll")
    version = library.stem.removeprefix("python")
    next(folder.glob("*._pth")).unlink()  # it would hide the tests' helpers
    site = folder / "Lib/site-packages"
    (site / "sitecustomize.py").write_text(_AS_WINDOWS)
    pip = (sys.executable, "-m", "pip", "install", "-q", "-c", PROJECT / "constraints.txt")
    kind = ("--platform", "win_amd64", "--python-version", version, "--only-binary=:all:")
    subprocess.run([*pip, "--upgrade", *kind, "--target", site, *_FOR_TESTS], check=True)
    asked = ("-m", "pytest", "-p", "no:cacheprovider", "-o", "addopts=-q")
    left = ("--ignore-glob=*migration*", "--ignore-glob=*kept_workspaces*")
    command = (folder / "python.exe", *asked, *left, "tests/storage")
    code, said = wine.run(*command, seconds=600, folder=PROJECT, PYTHONDONTWRITEBYTECODE="")
    must(code == 0, said[-6000:])


def hears_who_leaves(wine: Wine, installer: Path) -> None:
    """Win+L and sleep are heard, and logging off closes the window, which keeps what was typed."""
    with screen() as display:
        python = installer.parent / "tests/python.exe"
        code, said = wine.run(python, HERE / "leaving.py", DISPLAY=display)
    must(code == 0, f"not heard: {said}")


Step = Callable[[Wine, Path], None]

#: What is tried side by side, each in a Windows of its own.
STEPS: tuple[tuple[Step, ...], ...] = (
    (
        *(installs, works, asks_nobody, is_seen_and_killed, is_renewed, outlives_a_full_disk),
        *(leaves, leaves_others_alone, runs_from_a_stick, installs_for_all),
    ),
    (keeps_its_data, hears_who_leaves),
)


def windows_path(wine: Wine, path: Path | None = None) -> str:
    """Return a path as Windows writes it; without one that of the programs."""
    if path is not None:
        return "Z:" + str(path).replace("/", "\\")
    return "C:\\" + str(wine.programs.relative_to(wine.drive)).replace("/", "\\")


@contextmanager
def screen() -> Iterator[str]:
    """Give a screen with a window manager, and take it away."""
    reading, writing = os.pipe()
    size = ("-screen", "0", "1366x768x24", "-nolisten", "tcp")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), *size], pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        display = f":{told.readline().strip()}"
    manager = subprocess.Popen(
        ["openbox"], env=os.environ | {"DISPLAY": display}, stderr=subprocess.DEVNULL
    )
    try:
        yield display
    finally:
        manager.kill()
        server.kill()


def windows(display: str) -> str:
    """Return the titles of the windows on a screen."""
    asked = ["xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@"]
    shown = os.environ | {"DISPLAY": display}
    return subprocess.run(asked, env=shown, capture_output=True, text=True, check=False).stdout


def picture(display: str) -> Image.Image:
    """Return what is on a screen."""
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        shown = os.environ | {"DISPLAY": display}
        subprocess.run(["import", "-window", "root", file.name], env=shown, check=True)
        return Image.open(file.name).convert("RGB")


def colours(display: str) -> int:
    """Return how many colours are on a screen: few while a window is still empty."""
    return len(picture(display).getcolors(1 << 24) or ())


def icons(display: str) -> int:
    """Return how many marks stand below each other where the navigation has its icons."""
    strip = picture(display).crop(_ICONS).convert("L")
    dark = [
        strip.crop((0, at, strip.width, at + 1)).getextrema()[0] < 150 for at in range(strip.height)
    ]
    return sum(now and not before for before, now in pairwise(dark))


def wait(until: Callable[[], object], otherwise: str, seconds: int = 60) -> None:
    """Wait for something that takes a while."""
    end = time.monotonic() + seconds
    while not until():
        must(time.monotonic() < end, otherwise)
        time.sleep(0.25)


def walk(steps: tuple[Step, ...], wine: Wine, installer: Path) -> bool:
    """Try steps one after the other, and say how each went, until one fails."""
    doing = "making Windows"
    try:
        wine.make()
        for step in steps:
            doing = step.__name__
            step(wine, installer)
            print(f"{time.monotonic() - BEGAN:4.0f} s  {doing}: {step.__doc__}", flush=True)
    except (WrongError, subprocess.SubprocessError) as error:
        print(f"{doing}: {error}", file=sys.stderr, flush=True)
        return False
    finally:
        wine.end()
    return True


def main() -> int:
    """Try every step."""
    out = Path(sys.argv[1]).resolve()
    (installer,) = out.glob("*-installeren.exe")
    all_of = [Wine(out / f"prefix{at}") for at in range(len(STEPS))]
    for wine in all_of:
        shutil.rmtree(wine.folder, ignore_errors=True)
    with ThreadPoolExecutor(len(STEPS)) as pool:
        right = list(pool.map(walk, STEPS, all_of, repeat(installer)))
    return 0 if all(right) else 1


BEGAN = time.monotonic()

if __name__ == "__main__":
    sys.exit(main())
