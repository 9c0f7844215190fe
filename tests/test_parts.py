"""What ships is named: notices of third parties in the wheel, and an SBOM (S18)."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest

from casustafel.domain.wording.catalogue import parts

TOP = Path(__file__).parents[1]
made = runpy.run_path(str(TOP / "packaging" / "parts.py"))
NAMES = [made["name_of"](part) for part in made["parts"]()]


def test_that_the_notices_name_all_that_ships_and_are_in_the_wheel() -> None:
    """S18: there was no list of third parties in the wheel, beside an LGPL Qt."""
    told = (TOP / "NOTICES.txt").read_text("utf-8")
    heads = re.findall(r"^=+\n(\S+) \(.+\)\n=+$", told, re.MULTILINE)
    assert heads == NAMES, "run: python packaging/parts.py notices"
    for inside in ("SQLCipher", "OpenSSL", "Qt"):
        assert f"--- {inside} (" in told
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    assert "NOTICES.txt" in project["license-files"]


def test_that_the_sbom_has_each_part_once_with_version_and_licence() -> None:
    """S18: there was no SBOM."""
    said = made["sbom"]()
    assert (said["bomFormat"], said["specVersion"]) == ("CycloneDX", "1.6")
    components = said["components"]
    assert [one["name"] for one in components] == NAMES
    assert all(one["purl"].endswith(f"@{one['version']}") for one in components)
    assert all(one["licenses"] != [{"expression": "NOASSERTION"}] for one in components)
    assert said["dependencies"][0]["dependsOn"] == [one["bom-ref"] for one in components]


def test_that_over_casustafel_names_only_what_ships() -> None:
    """S18: two lists of what ships would go apart."""
    shown = {name.lower().replace("_", "-") for name in parts()}
    assert shown <= set(NAMES) | {"tzdata"}


@pytest.mark.parametrize("name", ["sqlcipher3", "reportlab", "olefile"])
def test_that_who_says_no_licence_has_one_here(name: str) -> None:
    """S18: sqlcipher3 states none in its metadata."""
    (part,) = (one for one in made["parts"]() if made["name_of"](one) == name)
    assert made["licence"](part) in {"Zlib", "BSD-3-Clause", "BSD-2-Clause"}
