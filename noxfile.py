"""Each part of `.ci/run` alone, in the environment that you are in.

nox -l                              what there is
nox -s style types                  some parts
nox -s tests -- tests/gui -k theme  the rest goes to pytest
"""

import json
import os
import shutil
import sys
import tempfile
import venv
from pathlib import Path

import nox

_FOR_WINDOWS = ("wine", "makensis", "wixl", "x86_64-w64-mingw32-gcc", "Xvfb", "openbox", "import")
#: Tests that run as accounts whose rows a server bounds.
_BOUNDED = ("rights", "roads", "seen", "selection", "documents", "advice")
_BOUNDED += ("importing_people", "meeting_walk", "search")
#: Those in which each write is done with one role that has the right.
_LEAST = ("feedback", "meeting_walk", "outcome_findings", "urgent", "sitting")
_LEAST += ("taking_back", "involved", "putting_right", "table_findings", "selection")
nox.options.default_venv_backend = "none"
nox.options.sessions = ["style", "types", "layers", "forms", "tests"]
# The programs stand beside the Python that runs this, whether or not it was activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@nox.session
def style(session: nox.Session) -> None:
    """Form and style."""
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Types, strict over src."""
    session.run("mypy")


@nox.session
def layers(session: nox.Session) -> None:
    """Imports point down only."""
    session.run("lint-imports")


@nox.session
def forms(session: nox.Session) -> None:
    """Compiling the forms again gives no difference."""
    session.run("python", "ui/compile_forms.py", "--check")


@nox.session
def wheel(session: nox.Session) -> None:
    """The wheel, installed elsewhere, holds every asset and runs the demo without a screen."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, "fresh")
        programs = fresh / ("Scripts" if os.name == "nt" else "bin")
        session.run("python", "-m", "build", "--wheel", "--outdir", folder, ".", silent=True)
        (made,) = Path(folder).glob("*.whl")
        venv.create(fresh, with_pip=True)
        constraints = Path("constraints.txt").resolve()
        session.run(programs / "pip", "install", "--quiet", "-c", constraints, made)
        alone = {"PATH": str(programs), "HOME": folder, "LANG": "C.UTF-8"}
        with session.chdir(folder):
            session.run(
                *(programs / "casustafel", "demo", "demo", "--no-window"),
                env=alone,
                include_outer_env=False,
            )
        if len(list(Path(folder, "demo").rglob("*_notulen_*.pdf"))) < 3:
            session.error("the demo made no minutes of three meetings")


@nox.session
def parts(session: nox.Session) -> None:
    """The notices of third parties are of today, and an SBOM (CycloneDX) is made.

    With a file name the SBOM stays there.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = session.posargs[0] if session.posargs else str(Path(folder, "sbom.json"))
        session.run("python", "packaging/parts.py", "sbom", out)
    session.run("pytest", "-q", "tests/test_parts.py", "-n", "0")


@nox.session
def audit(session: nox.Session) -> None:
    """No version in constraints.txt has a known weakness, as far as pip-audit can be asked."""
    with tempfile.TemporaryDirectory() as folder:
        fresh, found = Path(folder, "fresh"), Path(folder, "found.json")
        programs = fresh / ("Scripts" if os.name == "nt" else "bin")
        venv.create(fresh, with_pip=True)
        any_end = range(256)
        session.run(programs / "pip", "install", "-q", "pip-audit", success_codes=any_end)
        asked = (programs / "pip-audit", "--no-deps", "--disable-pip", "-r", "constraints.txt")
        if (programs / "pip-audit").exists():
            session.run(*asked, "-f", "json", "-o", str(found), success_codes=any_end)
        if not found.exists():
            session.skip("not audited: pip-audit or its list of weaknesses cannot be reached here")
        weak = [one for one in json.loads(found.read_text())["dependencies"] if one.get("vulns")]
        if weak:
            session.error(", ".join(f"{one['name']} {one['version']}" for one in weak))


@nox.session
def windows(session: nox.Session) -> None:
    """The Windows installers, made and tried under Wine: installed, killed, renewed, removed."""
    lacking = [name for name in _FOR_WINDOWS if shutil.which(name) is None]
    if lacking:
        missing = f"not tried: {', '.join(lacking)} not found (see .ci/programs)"
        session.error(missing) if os.environ.get("CI") else session.skip(missing)
    with tempfile.TemporaryDirectory() as folder:
        out = session.posargs[0] if session.posargs else folder
        session.run("python", "packaging/windows/make.py", out, "--quick")
        session.run("python", "packaging/windows/try_it.py", out)


@nox.session
def tests(session: nox.Session) -> None:
    """All tests but the long forms."""
    session.run("pytest", *session.posargs)


@nox.session
def server(session: nox.Session) -> None:
    """What works on cases, on PostgreSQL: as who owns it, then as accounts that it bounds.

    On the server that CASUSTAFEL_TEST_SERVER names, or on one that comes with the tests.
    """
    both = session.posargs or ["tests/services", "tests/storage"]
    session.run("pytest", *both, env={"CASUSTAFEL_TESTS_ON_SERVER": "1"})
    bounded = session.posargs or [f"tests/services/test_{one}.py" for one in _BOUNDED]
    session.run("pytest", *bounded, env={"CASUSTAFEL_TESTS_ON_SERVER": "rows"})
    least = session.posargs or [f"tests/services/test_{one}.py" for one in _LEAST]
    session.run("pytest", *least, env={"CASUSTAFEL_TESTS_ON_SERVER": "least"})


@nox.session
def long(session: nox.Session) -> None:
    """The crash and load tests whole."""
    session.run("pytest", "-m", "slow", *session.posargs)
