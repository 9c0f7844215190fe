"""The shipped tables and frameworks, read for tests."""

import json
from pathlib import Path
from typing import Any

from casustafel.assets import asset
from casustafel.domain import committee_file, framework_file
from casustafel.domain.committees import Committee
from casustafel.domain.frameworks import Framework

TABLES = ("cpv", "zbo", "doorbraak")


def committee_plain(code: str) -> dict[str, Any]:
    """Return the file of a shipped table, fresh to change."""
    found = json.loads(asset("resources", "committees", f"{code}.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def framework_plain(code: str) -> dict[str, Any]:
    """Return the file of a shipped framework, fresh to change."""
    found = json.loads(asset("resources", "frameworks", f"{code}.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def framework_plain_of(code: str, version: int) -> dict[str, Any]:
    """Return the file of a framework as an earlier version of the program shipped it."""
    file = Path(__file__).parents[1] / "data" / "frameworks" / f"{code}-{version}.json"
    found = json.loads(file.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def shipped_committee(code: str) -> Committee:
    return committee_file.parse(committee_plain(code))


def shipped_framework(code: str) -> Framework:
    return framework_file.from_plain(framework_plain(code))


def second_framework(code: str) -> Framework:
    """Return the second version of a framework, which many workspaces still weigh with."""
    return framework_file.from_plain(framework_plain_of(code, 2))
