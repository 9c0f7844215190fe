"""Every use case, asked by every role and by nobody, at the own table and at another one.

H50, S6, C32: what a use case asks is declared, so that one table holds for all of them.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import casustafel
from casustafel.domain.errors import CasustafelError, RightError
from casustafel.domain.people import Actor, Right, Role, holders
from casustafel.services import places
from casustafel.services.use_case import DECLARED, PARTS, Declared, Found, Free
from casustafel.storage.unit_of_work import Reading
from rights_page import PAGE, page
from sample_keys import sample_keys
from use_cases import service_modules
from workspaces import Table

TABLE, OTHER = "cpv", "zbo"
list(service_modules())


@dataclass(frozen=True)
class Sample:
    """A workspace with one of everything at the table, and a key of it for each finder."""

    table: Table
    keys: dict[Callable[..., object], object]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    from workspaces import new_table

    with new_table(tmp_path_factory.mktemp("rights")) as table:
        meeting, items = table.opened(2)
        yield Sample(table, dict(sample_keys(table, meeting, items)))


def refuses(sample: Sample, declared: Declared, *roles: tuple[Role, str | None]) -> bool:
    """Say whether somebody with these roles is refused all that goes before the body."""
    mine = sample.table.workspace.actor
    actor = Actor(mine.person_id, mine.name, frozenset(roles))
    with sample.table.workspace.storage.engines.reader.connect() as connection:
        reader = Reading(connection, actor, sample.table.clock)
        try:
            if declared.finder is None:
                Found(None).asked(actor, declared.right)
            else:
                declared.place(reader, sample.keys[declared.finder])
        except RightError:
            return True
        except CasustafelError:
            return False  # a rule of the place, which is tried after the right
        return False


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_that_a_use_case_is_for_those_who_hold_its_right_at_its_table(
    sample: Sample, name: str
) -> None:
    declared = DECLARED[name]
    if isinstance(declared.right, Free):
        assert declared.right.because
        assert not declared.case or not refuses(sample, declared, (Role.SECRETARY, None))
        return
    allowed = holders(declared.right)
    found = {role for role in Role if not refuses(sample, declared, (role, TABLE))}
    assert found == allowed
    elsewhere = {role for role in Role if not refuses(sample, declared, (role, OTHER))}
    assert elsewhere == (set() if _is_of_a_table(sample, declared) else allowed)
    assert refuses(sample, declared)


def _is_of_a_table(sample: Sample, declared: Declared) -> bool:
    if declared.finder in (None, places.own_tables):
        return False
    found = sample.table.ask(declared.finder, sample.keys[declared.finder])  # type: ignore[arg-type]
    return bool(found.tables)


def test_that_every_right_is_asked_by_some_use_case() -> None:
    asked = {one.right for one in DECLARED.values()}
    # Whose vooradvies somebody may write follows from the seat, which the body asks
    # (`advice_desk.may_write_for`).
    assert set(Right) - asked == {Right.GIVE_ADVICE}


def test_that_the_page_of_rights_says_what_is_declared() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python tests/rights_page.py"


def test_that_neither_window_nor_command_line_calls_a_part_of_a_use_case() -> None:
    parts = {tuple(name.rsplit(".", 2)[-2:]) for name in PARTS}
    found = []
    for layer in ("gui", "cli"):
        for path in sorted((Path(casustafel.__file__).parent / layer).rglob("*.py")):
            for module, name in _calls(path):
                if (module, name) in parts:
                    found.append(f"{path.name}: {module}.{name}")
    assert not found, found


def _calls(path: Path) -> Iterator[tuple[str, str]]:
    tree = ast.parse(path.read_text("utf-8"))
    named = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("casustafel.services")
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in named:
                yield named[node.value.id], node.attr
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.module.rsplit(".", 1)[-1], alias.name


def test_that_the_window_never_says_that_nothing_was_seen() -> None:
    gui = Path(casustafel.__file__).parent / "gui"
    called = {call for path in gui.rglob("*.py") for call in _calls(path)}
    assert ("use_case", "seen") in called
    assert ("use_case", "unseen") not in called
