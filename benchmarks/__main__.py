"""Every figure beside its limit, measured in one run: `python -m benchmarks [NAME...]`.

Each module here has `measure()`, which returns rows of (step, the limit in words, limit in seconds,
ours in seconds, the goal as a ratio). Times drift with the machine; the ratio is what counts. With
`--write` the table is kept in docs/benchmarks.md.
"""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

# Benchmarks run without a screen, so that they can be repeated anywhere.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"

_NOTES = "## What stands out"

Row = tuple[str, str, float, float, float]


def names() -> list[str]:
    """Return the modules that measure something."""
    found = []
    for path in sorted(HERE.glob("*.py")):
        if "def measure(" in path.read_text("utf-8"):
            found.append(path.stem)
    return [name for name in found if not name.startswith("_")]


def table(rows: list[Row]) -> str:
    """Return the rows as a table in Markdown."""
    lines = [
        "| Step | The limit, in the same run | Limit | Ours | Ratio | Goal |  |",
        "|---|---|---|---|---|---|---|",
    ]
    for step, limit, limit_seconds, ours, goal in rows:
        ratio = ours / limit_seconds if limit_seconds else float("inf")
        verdict = "met" if ratio <= goal else "**missed**"
        # Memory is measured in thousands of MiB, so that it reads as times do.
        name, _, given = step.partition(" [")
        unit = given.rstrip("]") or "ms"
        lines.append(
            f"| {name} | {limit} | {limit_seconds * 1000:.1f} {unit} | {ours * 1000:.1f} {unit} "
            f"| {ratio:.2f} | {goal:g} | {verdict} |"
        )
    return "\n".join(lines)


def _measured(name: str) -> list[Row]:
    """Measure in a process of its own: no figure depends on the memory another left behind."""
    code = f"import json, {name}; print(json.dumps({name}.measure()))"
    told = subprocess.run(
        [sys.executable, "-c", code], check=True, stdout=subprocess.PIPE, text=True, cwd=HERE
    ).stdout
    return [tuple(row) for row in json.loads(told.splitlines()[-1])]


def main() -> None:
    """Measure what was named, or everything."""
    if {"-h", "--help"} & set(sys.argv):
        print(f"python -m benchmarks [--write] [NAME...]; the names: {', '.join(names())}")
        return
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")] or names()
    rows: list[Row] = []
    for name in wanted:
        measured = _measured(name)
        rows += measured
        print(table(measured), flush=True)
    if "--write" in sys.argv:
        machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
        # What people wrote below the table stays.
        _, found, notes = PAGE.read_text("utf-8").partition(_NOTES)
        PAGE.write_text(
            "# Benchmarks\n\n"
            "Each figure is a ratio to a limit that was measured in the same run, by\n"
            f"`python -m benchmarks --write` ({machine}). Lower is better.\n\n{table(rows)}\n\n"
            f"{found}{notes}",
            "utf-8",
        )


if __name__ == "__main__":
    main()
