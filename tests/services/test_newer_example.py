"""A newer example of a table is offered, and taken over from a day on that somebody chooses."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from casustafel import bootstrap
from casustafel.domain import framework_file
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.committees import CompletenessPoint
from casustafel.domain.errors import RuleError
from casustafel.domain.frameworks import Condition
from casustafel.domain.meetings import AgendaItem
from casustafel.services.agenda import meetings
from casustafel.services.case import cases
from casustafel.services.definitions import examples, tables
from casustafel.storage import committees as kept
from kept_workspaces import copied, folders, kept_in
from workspaces import CPV_ANSWERS, Clock, Table

SECOND = Path(__file__).parents[1] / "data" / "frameworks"
#: What the second example asked of every case.
OLD_NEEDS = (
    ("question", ("help_question", "goals")),
    ("provider", ("case.provider_id", "why_this_provider")),
    ("alternatives", ("alternatives",)),
    ("basic_help", ("basic_help_weighed",)),
    ("volume", ("volume_reasoned", "case.hours_per_week", "case.ends_on")),
    ("transfer", ("transfer_planned",)),
)


@pytest.fixture
def older(table: Table) -> Table:
    """A workspace whose CPV still works as the second example did, with a point of its own."""
    cpv = table.ask(tables.committee, "cpv")
    points = tuple(
        CompletenessPoint(code=code, label=code, needs=needs) for code, needs in OLD_NEEDS
    )
    own = replace(cpv.reasons[0], code="EIGEN", label="Eigen argument", default_for_grant=False)
    second = framework_file.load((SECOND / "cpv-2.json").read_text("utf-8"))
    with table.workspace.writing() as uow:
        ((key, _),) = tables.framework_versions(uow, "cpv")
        kept.delete_framework(uow.connection, key)
        kept.add_framework(uow.connection, second)
        older = replace(cpv, points=points, reasons=(*cpv.reasons, own), example=1)
        kept.save_committee(uow.connection, older, None)
        uow.commit()
    return table


def answered(**changed: object) -> dict[str, object]:
    known = {code: value for code, value in CPV_ANSWERS.items() if not code.startswith("vdb_")}
    return {**known, **changed}


def test_that_an_older_workspace_is_offered_the_example_with_its_differences(older: Table) -> None:
    """R4, R6: and nothing changes until somebody takes it over."""
    offer = older.ask(examples.offers)["cpv"]

    said = {(one.part, one.kind.value, one.label) for one in offer.table}
    assert ("points", "removed", "basic_help") in said
    assert ("points", "added", "Inwoner geïnformeerd, grondslag en visie") in said
    assert not [one for one in offer.table if one.label == "Eigen argument"]
    assert "report" in {one.item for one in offer.framework}
    case = older.case(1, answered(informed=None, ground=None, resident_view=None))
    assert (case.status, case.points_met, case.points_of) == (CaseStatus.READY, 6, 6)
    assert "zbo" not in older.ask(examples.offers)


def test_that_what_was_received_before_keeps_its_gate_and_framework(older: Table) -> None:
    """R4: a case of before stays ready and is weighed as it was asked; a new one is asked anew."""
    without = answered(informed=None, ground=None, resident_view=None)
    before = older.case(1, without)

    after = older.do(examples.take_over, "cpv", older.today)

    assert "Eigen argument" in {one.label for one in after.reasons}
    assert older.ask(examples.offers).keys() == set()
    older.do(cases.answer, before.id, "current_help", "Ambulante hulp.")
    kept_case = older.ask(cases.by_number, before.number)
    assert (kept_case.status, kept_case.points_of) == (CaseStatus.READY, 6)
    new = older.case(2, {**without, "goals": None}, received=older.today)
    assert new.status is CaseStatus.SUBMITTED
    missing = older.ask(cases.view, new.id).completeness.missing
    assert [point.code for point in missing] == ["resident"]
    meeting = older.meeting()
    older.do(meetings.schedule, meeting.id, [before.id])
    (item,) = older.ask(lambda reader: reader.find(AgendaItem, case_id=before.id))
    framework = older.ask(tables.framework, item.framework_id or "")
    assert "goals" in {one.code for one in framework.items()}
    assert not [one for one in framework.items() if one.code == "report"]


def test_that_a_scheduled_case_never_falls_back(older: Table) -> None:
    """R4: what stands on an agenda stays there, whatever its gate asks by now."""
    case = older.case(1, answered(informed=None))
    meeting = older.meeting()
    older.do(meetings.schedule, meeting.id, [case.id])
    older.do(examples.take_over, "cpv", older.today)

    older.do(cases.answer, case.id, "transfer_planned", None)

    assert older.ask(cases.by_number, case.number).status is CaseStatus.SCHEDULED


def test_that_it_holds_from_the_day_that_was_chosen(older: Table) -> None:
    """R4: also of a day to come; until then nobody is asked anything else."""
    later = older.today + timedelta(days=7)
    older.do(examples.take_over, "cpv", later)

    assert older.ask(tables.committee, "cpv").example == 1
    older.clock.forward(days=8)
    assert older.ask(tables.committee, "cpv").example == 3
    assert older.case(1, {}, received=later).points_of == 6
    assert {point.condition == Condition() for point in older.ask(tables.committee, "cpv").points}


@pytest.mark.parametrize(
    ("code", "day", "refused"),
    [
        ("cpv", date(2026, 11, 25), "example-in-the-past"),
        ("zbo", date(2026, 12, 1), "example-not-newer"),
    ],
)
def test_that_a_day_that_has_been_and_no_offer_are_refused(
    older: Table, code: str, day: date, refused: str
) -> None:
    """R4: with what to do in words."""
    with pytest.raises(RuleError, match=refused):
        older.do(examples.take_over, code, day)


@pytest.fixture
def first_version(tmp_path: Path) -> Iterator[Table]:
    """The workspace that version 0.1 left, opened by the program of today."""
    folder = folders()[0]
    known = kept_in(folder)
    clock = Clock(datetime(2026, 12, 1, 9, tzinfo=UTC))
    path = copied(folder, tmp_path)
    with bootstrap.open_workspace(
        str(path), known.passphrase, known.person, clock=clock
    ) as workspace:
        yield Table(workspace, clock, path)


def test_that_the_first_version_is_offered_all_three_and_takes_them(first_version: Table) -> None:
    """R4: with cases that stand as they stood: no state, no count and no framework moves."""
    table = first_version
    before = table.ask(lambda reader: reader.find(Case, "id"))

    offered = table.ask(examples.offers)
    assert offered.keys() == {"cpv", "zbo", "doorbraak"}
    for code in offered:
        table.do(examples.take_over, code, table.today)

    assert table.ask(examples.offers) == {}
    assert table.ask(lambda reader: reader.find(Case, "id")) == before
    assert json.dumps([one.points_of for one in before])
