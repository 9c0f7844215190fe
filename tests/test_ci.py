"""What `.ci/run` says of itself, and that its parts can be run alone."""

import re
import runpy
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]
TIMES = TOP / ".ci" / "times.py"
told = runpy.run_path(str(TIMES))["told"]


def test_that_a_run_of_half_an_hour_is_a_table_and_no_more() -> None:
    assert told({"style": 5, "tests": 29 * 60 + 55}).splitlines() == [
        "style          0:05",
        "tests         29:55",
        "together      30:00",
    ]


def test_that_a_longer_run_is_said_with_its_longest_part_and_is_no_fault(tmp_path: Path) -> None:
    given = tmp_path / "times"
    given.write_text("types 2\ntests 1799\n", "utf-8")
    ended = subprocess.run(
        [sys.executable, TIMES, given], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert "together      30:01\n\nThis took over 30 minutes." in ended.stdout
    assert "tests takes the most" in ended.stdout


def test_that_each_part_of_the_run_can_be_run_alone() -> None:
    run = (TOP / ".ci" / "run").read_text("utf-8")
    parts = set(re.search(r"for name in (.*); do", run)[1].split()) | {"tests"}
    sessions = re.findall(r"@nox\.session\ndef (\w+)", (TOP / "noxfile.py").read_text("utf-8"))
    assert parts | {"long", "server"} == set(sessions)
