"""Forms stand in `forms.toml`: what it words is asked, and what is asked there is known."""

import ast
from functools import cache
from pathlib import Path

import pytest

import casustafel.gui
from casustafel.domain import terms
from casustafel.domain.wording.catalogue import forms

ROOT = Path(casustafel.gui.__file__).parent
KINDS = {
    *("line", "lines", "day", "tick", "secret", "number", "choice", "proposals"),
    *("part", "heading", "text", "yes-no"),
}
SAID = {
    *("name", "hint", "kind", "required", "half", "after", "when", "longest", "back", "first"),
    *("options", "terms", "most", "suffix", "span"),
}


@cache
def named() -> frozenset[str]:
    """Every text that stands in a module of the window."""
    return frozenset(
        node.value
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_that_no_form_is_worded_that_nothing_asks() -> None:
    assert forms().keys() - named() == set()


@pytest.mark.parametrize("key", sorted(forms()))
def test_that_a_form_says_only_what_is_known_of_its_fields(key: str) -> None:
    fields = forms()[key]["fields"]
    assert {name for one in fields.values() for name in one} <= SAID
    assert {one.get("kind", "line") for one in fields.values()} <= KINDS
    assert all(one.get("name") for one in fields.values() if one.get("kind") != "part")
    assert all(hasattr(terms, one["terms"]) for one in fields.values() if "terms" in one)
    assert {one["after"] for one in fields.values() if "after" in one} <= fields.keys()
    asked = {each.removeprefix("not ") for one in fields.values() for each in one.get("when", ())}
    assert asked <= fields.keys()
