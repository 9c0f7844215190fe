"""The step to kinds of outcome per table, on workspaces with data of the version before it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from casustafel.assets import asset
from casustafel.domain import committee_file, framework_file
from casustafel.domain.cases import Case
from casustafel.domain.errors import UsageError
from casustafel.domain.frameworks import FrameworkState
from casustafel.domain.local_time import local_day
from casustafel.domain.outcomes import Outcome, OutcomeInput, OutcomeKind
from casustafel.services.definitions import tables
from casustafel.services.meeting import outcomes, room
from casustafel.storage.migrations import downgrade, upgrade
from casustafel.storage.schema.types import to_json
from workspaces import Table

BEFORE = "0003"
REFUSED = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp kan dit.")

#: The kinds that shipped before, where going down cannot know them.
OLD_REASONS = ("DB1", "DB2", "DB3")
PILOT = "basishulp_pilot"


@contextmanager
def older(table: Table) -> Iterator[Connection]:
    """Take a workspace down to what the version before left, change it there, and bring it up."""
    writer = table.workspace.storage.engines.writer
    downgrade(writer, BEFORE)
    with writer.begin() as connection:
        for code in OLD_REASONS:
            change(connection, "doorbraak", "reason", code, kinds=["granted_adjusted", "other"])
        for code in ("cpv", "zbo", "doorbraak"):
            put_framework(connection, code, first_example(code))
        # What came later than that version, and going down does not take away.
        connection.execute(text(f"DELETE FROM committee_part WHERE code = '{PILOT}'"))
        connection.execute(
            text("UPDATE committee SET definition = replace(definition, :now, :then)"),
            {"now": '"selection":{', "then": '"doorbraak":{'},
        )
        yield connection
    upgrade(writer)


def change(connection: Connection, committee: str, part: str, code: str, **fields: object) -> None:
    where = {"committee": committee, "part": part, "code": code}
    these = " WHERE committee = :committee AND kind = :part AND code = :code"
    query = text("SELECT definition FROM committee_part" + these)
    plain = json.loads(connection.execute(query, where).scalar_one()) | fields
    connection.execute(
        text("UPDATE committee_part SET definition = :said" + these),
        where | {"said": to_json(plain)},
    )


def first_example(code: str) -> dict[str, Any]:
    raw = second_example(code)
    asked = {i["code"]: i["required"] for s in raw["sections"] for i in s["items"]}
    plain = framework_file.to_plain(framework_file.from_plain(raw)) | {"version": 1}
    for section in plain["sections"]:
        for item in section["items"]:
            item.pop("outcome", None)
            if asked[item["code"]] == "agenda":
                item["required"] = "agenda"
    return plain


def second_example(code: str) -> dict[str, Any]:
    file = Path(__file__).parents[1] / "data" / "frameworks" / f"{code}-2.json"
    found = json.loads(file.read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def put_framework(connection: Connection, code: str, plain: dict[str, Any]) -> None:
    connection.execute(
        text("UPDATE framework SET version = 1, definition = :said WHERE committee = :code"),
        {"code": code, "said": to_json(plain)},
    )


def shipped(folder: str, code: str) -> dict[str, Any]:
    found = json.loads(asset("resources", folder, f"{code}.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("code", ["cpv", "zbo", "doorbraak"])
def test_that_an_untouched_table_becomes_the_one_that_ships(table: Table, code: str) -> None:
    with older(table):
        pass

    kept = table.ask(tables.committee, code)
    now = committee_file.parse(shipped("committees", code))
    # What an example got later is offered, and not put into a table that is in use.
    known = tuple(one for one in now.outcomes if one.code != PILOT)
    expected = replace(now, outcomes=known, involved=(), themes=(), proposed_until=None)
    # The selection is read as it was said before; `test_selection` holds what that means.
    assert (kept.selection is None) is (now.selection is None)
    assert kept == replace(expected, selection=kept.selection)


@pytest.mark.parametrize("code", ["cpv", "zbo", "doorbraak"])
def test_that_an_untouched_example_gets_a_second_version_from_today(
    table: Table, code: str
) -> None:
    with older(table):
        pass

    (second_key, second), (first_key, first) = table.ask(tables.framework_versions, code)
    today = local_day(datetime.now(UTC))
    example = framework_file.from_plain(second_example(code))
    assert second == replace(example, valid_from=today)
    assert (second.version, second.label) == (2, "voorbeeld")
    assert (first.version, first.valid_from) == (1, None)
    assert table.ask(tables.framework_in_force, code, today) == second_key
    assert table.ask(tables.framework_in_force, code, date(2020, 1, 1)) == first_key


def test_that_versions_of_a_municipality_are_left_alone(table: Table) -> None:
    with older(table) as connection:
        own = first_example("cpv")
        own["sections"][0]["title"] = "Onze eigen vraag"
        put_framework(connection, "cpv", own)
        query = "SELECT definition FROM framework WHERE committee = 'zbo'"
        begun = json.loads(connection.execute(text(query)).scalar_one()) | {"version": 2}
        connection.execute(
            text(
                "INSERT INTO framework (id, committee, version, state, definition)"
                " VALUES (:id, 'zbo', 2, 'concept', :said)"
            ),
            {"id": "0" * 32, "said": to_json(begun)},
        )

    ((_, cpv),) = table.ask(tables.framework_versions, "cpv")
    zbo = [one for _, one in table.ask(tables.framework_versions, "zbo")]
    assert cpv.sections[0].title == "Onze eigen vraag"
    assert [(one.version, one.valid_from) for one in zbo] == [(2, None), (1, None)]
    assert not any(item.for_outcomes for one in (cpv, *zbo) for item in one.items())


def test_that_what_a_table_chose_comes_before_an_example_that_arrived_later(table: Table) -> None:
    with older(table) as connection:
        connection.execute(text("DELETE FROM committee_part WHERE kind = 'point'"))
    _, (first, _) = table.ask(tables.framework_versions, "cpv")

    table.do(tables.adopt_version, first, date(2027, 1, 1))

    assert table.ask(tables.framework_in_force, "cpv", date(2027, 1, 1)) == first
    states = [one.state for _, one in table.ask(tables.framework_versions, "cpv")]
    assert states == [FrameworkState.CONCEPT, FrameworkState.ADOPTED]


@pytest.mark.parametrize(
    ("committee", "choice", "before", "after"),
    [
        ("doorbraak", "extensiveren", "granted_adjusted", OutcomeKind.CHANGED),
        ("doorbraak", "andere_wet", "other", OutcomeKind.CHANGED),
        ("doorbraak", "geen_wijziging", "other", OutcomeKind.UNCHANGED),
        ("doorbraak", "weg_uit_de_lijst", "granted", OutcomeKind.CHANGED),
        ("doorbraak", "aangehouden", "held_over", OutcomeKind.HELD_OVER),
        ("zbo", "onderwijs", "other", OutcomeKind.ELSEWHERE),
        ("zbo", "gezinsgericht", "other", OutcomeKind.ELSEWHERE),
        ("zbo", "toegekend_met_aanpassing", "granted_adjusted", OutcomeKind.GRANTED_ADJUSTED),
        ("cpv", "afgewezen", "refused", OutcomeKind.REFUSED),
    ],
)
def test_that_what_was_recorded_gets_the_kind_of_its_table(
    table: Table, committee: str, choice: str, before: str, after: OutcomeKind
) -> None:
    _, (item,) = table.opened(1)
    table.do(room.go_to, item.id)
    table.do(outcomes.record, item.id, REFUSED)
    with older(table) as connection:
        connection.execute(
            text("UPDATE outcome SET committee = :of, choice = :choice, kind = :kind"),
            {"of": committee, "choice": choice, "kind": before},
        )

    (found,) = table.ask(lambda reader: reader.find(Outcome))
    assert (found.choice, found.kind) == (choice, after)


def test_that_a_team_with_outcomes_of_its_own_is_read_again(table: Table) -> None:
    with older(table) as connection:
        change(connection, "doorbraak", "outcome", "afronden", kind="granted")
        change(connection, "doorbraak", "outcome", "samenwerking", kind="refused")
        change(connection, "doorbraak", "reason", "DB1", kinds=["granted", "refused"])
        change(connection, "zbo", "outcome", "voorveld", kind="refused")

    team = table.ask(tables.committee, "doorbraak")
    assert team.outcome("afronden").kind is OutcomeKind.CHANGED
    assert team.outcome("samenwerking").kind is OutcomeKind.OTHER
    (reason,) = (one for one in team.reasons if one.code == "DB1")
    assert reason.kinds == {OutcomeKind.CHANGED, OutcomeKind.OTHER}
    zbo = table.ask(tables.committee, "zbo")
    assert zbo.outcome("voorveld").kind is OutcomeKind.REFUSED


@pytest.mark.where("file", "ids of a server have a form of their own")
def test_that_the_database_still_guards_the_kinds_and_votes(table: Table) -> None:
    _, (item,) = table.opened(1)
    table.do(room.go_to, item.id)
    table.do(outcomes.record, item.id, REFUSED)
    with older(table):
        pass

    writer = table.workspace.storage.engines.writer
    for wrong in ("kind = 'fijn'", "vote = 'luid'", "item_id = '1'"):
        with pytest.raises((IntegrityError, UsageError)), writer.begin() as connection:
            connection.execute(text(f"UPDATE outcome SET {wrong}"))


def test_that_a_tick_that_nobody_could_set_is_a_question_not_asked(table: Table) -> None:
    plain, ticked = table.case(1), table.case(2)
    with older(table) as connection:
        connection.execute(
            text("UPDATE case_record SET ordered = TRUE WHERE number = :number"),
            {"number": ticked.number},
        )

    cases = {one.number: one for one in table.ask(lambda reader: reader.find(Case))}
    assert cases[plain.number] == plain
    assert cases[plain.number].ordered is None
    assert cases[ticked.number].ordered is True
