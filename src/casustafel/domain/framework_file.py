"""A framework as a file, so that municipalities can share it; read strictly."""

import json
from typing import Any

from casustafel.domain.errors import RuleError
from casustafel.domain.framework_check import check_framework
from casustafel.domain.frameworks import Condition, Framework, Item, Option
from casustafel.domain.plain import Shape, UnfitError, from_json

_FORMAT = "casustafel-framework/1"
_SHAPE = Shape(
    names={"condition": "applies", "for_outcomes": "outcome"},
    sparse={Item, Condition},
    pairs={Option},
    said=True,
)


def dump(framework: Framework) -> str:
    """Return the framework as a file that another municipality can load."""
    return json.dumps(to_plain(framework), ensure_ascii=False, indent=2) + "\n"


def load(text: str) -> Framework:
    """Read what `dump` wrote. Raises RuleError that says what is wrong in it."""
    try:
        plain = from_json(text)
    except ValueError as error:
        raise RuleError("framework-no-json") from error
    return from_plain(plain)


def to_plain(framework: Framework) -> dict[str, Any]:
    """Return the framework in what JSON can say.

    Raises RuleError for one that `from_plain` would refuse: what is kept can be read again.
    """
    check_framework(framework)
    plain = _SHAPE.plain(framework)
    _read(plain)
    return {"format": _FORMAT, **plain}


def from_plain(plain: Any) -> Framework:
    """Read a framework and check it whole. Raises RuleError."""
    if not isinstance(plain, dict) or plain.get("format") != _FORMAT:
        raise RuleError("framework-other-format")
    rest = {name: value for name, value in plain.items() if name != "format"}
    framework = _read(rest)
    check_framework(framework)
    return framework


def _read(plain: object) -> Framework:
    try:
        return _SHAPE.typed(plain, Framework)
    except UnfitError as error:
        raise RuleError("framework-part-wrong", part=error.where) from error
