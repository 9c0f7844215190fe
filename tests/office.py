"""What LibreOffice makes of the example lists: each format once per run of the tests.

Starting LibreOffice takes seconds, so one call converts all examples, and whoever asks for a format
again gets the file that is there. Tests read these files and never write in them.
"""

import os
import shutil
import subprocess
from pathlib import Path

from casustafel.assets import asset

PROGRAM = shutil.which("soffice")
#: Tests that need it skip where it is absent, but never in CI, which installs it.
ABSENT = PROGRAM is None and not os.environ.get("CI")
EXAMPLES = ("cpv", "zbo", "doorbraak")
#: What LibreOffice is asked for. The first csv is as Dutch Excel writes: semicolon, quotes where
#: needed, Windows-1252, cells as shown.
FORMATS = {
    "xls": "xls",
    "ods": "ods",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "csv": "csv:Text - txt - csv (StarCalc):59,34,ANSI,1,,1043,false,true",
    "csv-utf8": "csv:Text - txt - csv (StarCalc):44,34,76,1,,1043,false,true",
}


class Office:
    """LibreOffice with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[str] = set()

    def example(self, name: str, kind: str) -> Path:
        """Return an example list in one of `FORMATS`."""
        if kind not in self._made:
            sources = [asset("resources", "examples", f"{one}.xlsx") for one in EXAMPLES]
            self.convert(sources, FORMATS[kind], self._folder / kind)
            self._made.add(kind)
        return self._folder / kind / f"{name}.{kind.partition('-')[0]}"

    def convert(self, sources: list[Path], to: str, folder: Path) -> None:
        """Write these files in another format to a folder."""
        assert PROGRAM is not None
        profile = (self._folder / "profile").as_uri()
        subprocess.run(
            [
                *(PROGRAM, "--headless", f"-env:UserInstallation={profile}"),
                *("--convert-to", to, "--outdir", str(folder), *map(str, sources)),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
