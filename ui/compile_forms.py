"""Compile the forms of Qt Designer to `src/casustafel/gui/forms`; run it after drawing.

python ui/compile_forms.py            write the modules
python ui/compile_forms.py --check    write nothing, end with 1 when one differs
"""

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
FORMS = HERE.parent / "src" / "casustafel" / "gui" / "forms"
_IMPORT = re.compile(r"^from (PySide6\.\w+) import \(([^)]*)\)\n", re.MULTILINE)
_VERSION = re.compile(r"^## Created by: .*\n", re.MULTILINE)


def compiled(drawing: Path) -> str:
    """Return the module for one drawing, without the version of the compiler in its heading."""
    uic = Path(sys.executable).with_name("pyside6-uic")
    made = subprocess.run([uic, drawing], check=True, capture_output=True, text=True, timeout=60)
    return _lean(_VERSION.sub("", made.stdout))


def _lean(module: str) -> str:
    """Import only what is used: the compiler asks for dozens of names, which takes 7 ms a form."""
    body = _IMPORT.sub("", module)

    def needed(match: re.Match[str]) -> str:
        names = [name.strip() for name in match[2].split(",")]
        used = [name for name in names if re.search(rf"\b{name}\b", body)]
        return f"from {match[1]} import {', '.join(used)}\n" if used else ""

    return _IMPORT.sub(needed, module)


def main(arguments: list[str]) -> int:
    """Write or compare all modules; return 1 when `--check` finds a difference."""
    differing = []
    for drawing in sorted(HERE.glob("*.ui")):
        target = FORMS / f"ui_{drawing.stem}.py"
        text = compiled(drawing)
        if not target.exists() or target.read_text("utf-8") != text:
            differing.append(target.name)
            if "--check" not in arguments:
                target.write_text(text, "utf-8")
    sys.stdout.write(f"{', '.join(differing) or 'nothing'} differed\n")
    return 1 if differing and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
