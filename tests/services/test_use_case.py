"""One declaration per use case: the runner does what it says, whatever the body does."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from casustafel.domain.errors import ConflictError, RightError, RuleError
from casustafel.domain.meetings import AgendaItem, CommitteeAnswer, Member
from casustafel.domain.outcomes import OutcomeInput
from casustafel.domain.people import Actor, Right, Role
from casustafel.domain.records import AuditEvent, Setting
from casustafel.services import places
from casustafel.services.meeting import outcomes, room
from casustafel.services.use_case import DECLARED, Free, part, read, seen, unseen, use_case
from casustafel.storage.unit_of_work import Reading, UnitOfWork
from use_cases import undeclared
from workspaces import Table


@pytest.fixture(autouse=True)
def declared_here() -> Iterator[None]:
    """Take away what a test declares."""
    before = dict(DECLARED)
    yield
    DECLARED.clear()
    DECLARED.update(before)


def as_somebody(table: Table, *roles: tuple[Role, str | None]) -> None:
    actor = table.workspace.actor
    table.workspace.actor = Actor(actor.person_id, actor.name, frozenset(roles))


def test_that_every_function_over_the_store_is_declared_or_a_part_of_a_use_case() -> None:
    assert undeclared() == set()


def test_that_the_right_is_asked_before_any_rule_of_the_place(table: Table) -> None:
    meeting, _ = table.opened(1)
    opening = table.ask(lambda reader: reader.find(AgendaItem, "position", meeting_id=meeting.id))
    given = OutcomeInput(choice="akkoord")
    with pytest.raises(RuleError, match="item-has-no-case"):
        table.do(outcomes.record, opening[0].id, given)
    as_somebody(table, (Role.MEMBER, "cpv"))
    with pytest.raises(RightError, match="right-missing"):
        table.do(outcomes.record, opening[0].id, given)


def test_that_somebody_who_does_not_take_part_is_refused_the_case_under_every_role(
    table: Table,
) -> None:
    _, items = table.opened(2)
    with table.workspace.writing() as uow:
        own = uow.find(Member, role_name="Zorgexpert")[0]

        uow.replace(own, replace(own, person_id=table.workspace.actor.person_id))
        uow.commit()
    table.do(room.recuse, items[0].id, own.id, "familie")
    with pytest.raises(RightError, match="case-recused"):
        table.do(room.note, items[0].id, "Toch iets.")
    table.do(room.note, items[1].id, "Een ander geval.")
    # Going past the item and lifting it must stay possible for who runs the meeting.
    table.do(room.go_to, items[0].id)
    table.do(room.take_back_recusal, items[0].id, own.id)
    table.do(room.note, items[0].id, "Nu wel.")


def test_that_a_note_over_one_that_the_writer_did_not_see_is_a_conflict(table: Table) -> None:
    _, items = table.opened(1)
    key = items[0].id
    table.do(room.note, seen(key, notes=""), "Van de een.")
    with pytest.raises(ConflictError, match="field-changed-meanwhile"):
        table.do(room.note, seen(key, notes=""), "Van de ander.")
    # The same text twice is none, nor is going on from what stands there.
    table.do(room.note, seen(key, notes=""), "Van de een.")
    table.do(room.note, seen(key, notes="Van de een."), "Van beiden.")
    assert table.ask(lambda reader: reader.get(AgendaItem, key)).notes == "Van beiden."


def test_that_a_first_answer_of_two_people_is_a_conflict(table: Table) -> None:
    _, items = table.opened(1, weighed=False)
    nobody = seen(items[0].id, value=None, note="")
    table.do(room.answer, nobody, "c1_specific_care", "ja")
    with pytest.raises(ConflictError):
        table.do(room.answer, nobody, "c1_specific_care", "nee")
    table.do(room.note_answer, seen(items[0].id, note=""), "c1_specific_care", "Is gezocht.")
    of = {"item_id": items[0].id, "criterion": "c1_specific_care"}
    (kept,) = table.ask(lambda reader: reader.find(CommitteeAnswer, **of))
    assert (kept.value, kept.note) == ("ja", "Is gezocht.")


def test_that_a_field_that_people_fill_in_is_not_overwritten_undeclared(table: Table) -> None:
    _, items = table.opened(1)

    @use_case(Right.RUN_MEETINGS, at=places.item)
    def forgets(uow: UnitOfWork, at: places.AtItem) -> None:
        uow.overwrite(AgendaItem, {"notes": ""}, id=at.item.id)

        uow.change(at.item, replace(at.item, notes="Zomaar."))

    with pytest.raises(AssertionError, match=r"AgendaItem\.notes undeclared"):
        table.do(forgets, items[0].id)


def test_that_a_change_without_an_event_is_a_fault(table: Table) -> None:
    @use_case(Right.MANAGE_TABLES)
    def silent(uow: UnitOfWork) -> None:
        uow.add(Setting(name="stil", value=1))

    with pytest.raises(AssertionError, match="logged nothing"):
        table.do(silent)
    assert table.ask(lambda reader: reader.first(Setting, name="stil")) is None


def test_that_an_inner_use_case_leaves_the_commit_and_its_events_to_the_outermost(
    table: Table,
) -> None:
    _, items = table.opened(1)
    before = len(table.ask(lambda reader: reader.find(AuditEvent)))

    @use_case(Right.RUN_MEETINGS, at=places.item)
    def both(uow: UnitOfWork, at: places.AtItem, *, fail: bool) -> None:
        room.note(uow, unseen(at.item.id), "Van binnen.")
        uow.commit()
        if fail:
            raise RuleError("item-has-no-case", title="x")

    with pytest.raises(RuleError):
        table.do(both, items[0].id, fail=True)
    assert table.ask(lambda reader: reader.get(AgendaItem, items[0].id)).notes == ""
    assert len(table.ask(lambda reader: reader.find(AuditEvent))) == before
    table.do(both, items[0].id, fail=False)
    assert table.ask(lambda reader: reader.get(AgendaItem, items[0].id)).notes == "Van binnen."
    assert len(table.ask(lambda reader: reader.find(AuditEvent))) == before + 1


def test_that_an_inner_use_case_asks_its_own_right(table: Table) -> None:
    _, items = table.opened(1)

    @use_case(Right.READ_CASES, at=places.item)
    def outer(uow: UnitOfWork, at: places.AtItem) -> None:
        room.note(uow, unseen(at.item.id), "Mag dit?")

    as_somebody(table, (Role.MEMBER, "cpv"))
    with pytest.raises(RightError):
        table.do(outer, items[0].id)


def test_that_who_asks_for_all_tables_gets_the_own_ones(table: Table) -> None:
    @read(Right.READ_CASES, at=places.own_tables)
    def which(_reader: Reading, codes: tuple[str, ...]) -> tuple[str, ...]:
        return codes

    assert len(table.ask(which, None)) == 3
    as_somebody(table, (Role.MEMBER, "zbo"), (Role.ADMINISTRATOR, None))
    assert table.ask(which, None) == ("zbo",)
    with pytest.raises(RightError):
        table.ask(which, "cpv")
    as_somebody(table, (Role.ADMINISTRATOR, None))
    with pytest.raises(RightError):
        table.ask(which, None)


def test_that_what_is_only_tried_leaves_nothing(table: Table) -> None:
    @use_case(Right.MANAGE_TABLES)
    def tried(uow: UnitOfWork) -> str:
        uow.add(Setting(name="proef", value=1))
        uow.keep_nothing()
        return "tried"

    assert table.do(tried) == "tried"
    assert table.ask(lambda reader: reader.first(Setting, name="proef")) is None


def test_that_a_unit_of_work_holds_one_use_case(table: Table) -> None:
    _, items = table.opened(1)
    with table.workspace.writing() as uow:
        room.note(uow, unseen(items[0].id), "Een.")
        with pytest.raises(RuntimeError, match="one use case"):
            room.note(uow, unseen(items[0].id), "Twee.")


def test_that_a_use_case_cannot_yield() -> None:
    with pytest.raises(TypeError, match="yields"):

        @use_case(Free("a test"))
        def late(uow: UnitOfWork) -> object:
            yield uow


def test_that_a_part_stays_the_function_that_it_was() -> None:
    def block(reader: Reading) -> Reading:
        return reader

    assert part(block) is block
