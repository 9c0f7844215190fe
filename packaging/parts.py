"""What ships besides our own code: the notices of third parties, and the SBOM (CycloneDX).

    python packaging/parts.py notices            writes NOTICES.txt, which goes into the wheel
    python packaging/parts.py sbom sbom.json     writes what a wheel of today runs on

Both are made of what is installed; run it where `pip install -c constraints.txt -e .` was.
"""

import json
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

TOP = Path(__file__).parents[1]
NOTICES = TOP / "NOTICES.txt"
_LICENCE_FILES = ("LICEN", "COPYING", "NOTICE")
#: What a package carries inside it and does not say: name, licence, and its notice.
_INSIDE = {
    "sqlcipher3": (
        ("SQLCipher", "BSD-3-Clause", "SQLCIPHER"),
        ("SQLite", "blessing", "The author disclaims copyright to SQLite's source code."),
        ("OpenSSL", "Apache-2.0", "Licensed as cryptography is: Apache License 2.0, above."),
    ),
    "lxml": (
        ("libxml2", "MIT", "Copyright (C) 1998-2012 Daniel Veillard. All Rights Reserved."),
        ("libxslt", "MIT", "Copyright (C) 2001-2002 Daniel Veillard. All Rights Reserved."),
    ),
    "psycopg-binary": (
        (
            "libpq",
            "PostgreSQL",
            "Portions Copyright (c) 1996-2026, PostgreSQL Global Development Group. "
            "Portions Copyright (c) 1994, The Regents of the University of California.",
        ),
        ("OpenSSL", "Apache-2.0", "Licensed as cryptography is: Apache License 2.0, above."),
    ),
    "pikepdf": (("qpdf", "Apache-2.0", "Licensed as cryptography is: Apache License 2.0, above."),),
    "pyside6-essentials": (
        (
            "Qt",
            "LGPL-3.0-only",
            "Qt and PySide6 are used unchanged, as libraries that can be replaced by your own "
            "build of them. Their source is at https://download.qt.io, the licence at "
            "https://www.gnu.org/licenses/lgpl-3.0.txt and, of what it adds to, "
            "https://www.gnu.org/licenses/gpl-3.0.txt.",
        ),
    ),
}
_SQLCIPHER = """\
Copyright (c) Zetetic LLC. All rights reserved.

Redistribution and use in source and binary forms, with or without modification, are permitted
provided that the following conditions are met:
    * Redistributions of source code must retain the above copyright notice, this list of conditions
      and the following disclaimer.
    * Redistributions in binary form must reproduce the above copyright notice, this list of
      conditions and the following disclaimer in the documentation and/or other materials provided
      with the distribution.
    * Neither the name of the ZETETIC LLC nor the names of its contributors may be used to endorse
      or promote products derived from this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY ZETETIC LLC ''AS IS'' AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING,
BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
ARE DISCLAIMED. IN NO EVENT SHALL ZETETIC LLC BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING
NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
POSSIBILITY OF SUCH DAMAGE."""
#: Licences that the metadata of a package gives in its own words, or not at all.
_SAID = {"olefile": "BSD-2-Clause", "reportlab": "BSD-3-Clause", "sqlcipher3": "Zlib"}


def parts() -> list[metadata.Distribution]:
    """Return the packages that the program runs on here, by name."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    found: dict[str, metadata.Distribution] = {}
    # What asks for a package, by which of its own extras.
    waiting = [(one, frozenset({""})) for one in project["dependencies"]]
    while waiting:
        plain, extras = waiting.pop()
        asked = Requirement(plain)
        marker = asked.marker
        if marker is not None and not any(marker.evaluate({"extra": one}) for one in extras):
            continue
        name = asked.name.lower().replace("_", "-")
        if name not in found:
            found[name] = metadata.distribution(asked.name)
            wanted = frozenset({"", *asked.extras})
            waiting += [(one, wanted) for one in found[name].requires or []]
    return [found[name] for name in sorted(found)]


def name_of(part: metadata.Distribution) -> str:
    """Return the name of a package as the index writes it."""
    return part.metadata["Name"].lower().replace("_", "-")


def licence(part: metadata.Distribution) -> str:
    """Return the licence of a package, as SPDX writes it."""
    said = _SAID.get(name_of(part)) or part.metadata["License-Expression"]
    return said or part.metadata["License"] or "NOASSERTION"


def notices() -> str:
    """Return the notices of all that ships, one package after the other."""
    told = ["Casustafel ships with these parts, each under the licence of its makers.\n"]
    for part in parts():
        told.append(f"{'=' * 78}\n{name_of(part)} ({licence(part)})\n{'=' * 78}\n")
        told += [text.strip() + "\n" for text in _texts(part)]
        for name, of, text in _INSIDE.get(name_of(part), ()):
            told.append(f"--- {name} ({of})\n{_SQLCIPHER if text == 'SQLCIPHER' else text}\n")
    return "\n".join(told)


def _texts(part: metadata.Distribution) -> Iterator[str]:
    for file in sorted(part.files or (), key=str):
        ours = ".dist-info" in str(file) and file.name.upper().startswith(_LICENCE_FILES)
        text = file.read_text() if ours else None
        if text:
            yield text


def sbom() -> dict[str, object]:
    """Return what the program runs on, in CycloneDX 1.6."""
    own = metadata.metadata("casustafel")
    ours = f"pkg:pypi/casustafel@{own['Version']}"
    found = parts()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": ours,
                "name": "casustafel",
                "version": own["Version"],
                "licenses": [{"license": {"id": "EUPL-1.2"}}],
                "purl": ours,
            }
        },
        "components": [_component(part) for part in found],
        "dependencies": [{"ref": ours, "dependsOn": [_purl(part) for part in found]}],
    }


def _purl(part: metadata.Distribution) -> str:
    return f"pkg:pypi/{name_of(part)}@{part.version}"


def _component(part: metadata.Distribution) -> dict[str, object]:
    inside = [
        {"type": "library", "name": name, "licenses": [{"license": {"name": of}}]}
        for name, of, _text in _INSIDE.get(name_of(part), ())
    ]
    return {
        "type": "library",
        "bom-ref": _purl(part),
        "name": name_of(part),
        "version": part.version,
        "licenses": [{"expression": licence(part)}],
        "purl": _purl(part),
        **({"components": inside} if inside else {}),
    }


def main(what: str, target: str = "") -> None:
    """Write the notices, or the SBOM to a file."""
    if what == "notices":
        NOTICES.write_text(notices(), "utf-8")
    else:
        Path(target).write_text(json.dumps(sbom(), indent=1), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
