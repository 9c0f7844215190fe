"""The compiled forms are what the drawings say."""

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


def test_that_compiling_the_drawings_again_gives_no_difference() -> None:
    if not (TOP / "ui").is_dir() or not Path(sys.executable).with_name("pyside6-uic").exists():
        pytest.skip("needs the drawings and pyside6-uic")

    done = subprocess.run(
        [sys.executable, TOP / "ui" / "compile_forms.py", "--check"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "nothing differed\n")
