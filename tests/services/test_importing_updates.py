"""A list that comes again: answers, states and search follow; what was treated or typed stays."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from case_lists import POINTS, again, cases, codes, counts, how_many, request, taken, write
from casustafel.domain.cases import Case, CaseAnswer, CaseStatus
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.norms import CareForm
from casustafel.domain.people import Actor, Right, Role
from casustafel.domain.registers import Provider, School
from casustafel.domain.stops import StopKind
from casustafel.services import importing
from casustafel.services.agenda import meetings
from casustafel.services.case import case_steps, cases_desk
from casustafel.services.case import cases as case_services
from casustafel.services.following import actions
from casustafel.services.meeting import room
from casustafel.services.register import norm_steps, providers
from workspaces import Table

WISH = "Structuur in de dag, thuis en op school."


def answers(table: Table) -> dict[str, CaseAnswer]:
    return {one.item: one for one in table.ask(lambda reader: reader.find(CaseAnswer))}


def found(table: Table, typed: str) -> list[str]:
    return [hit.argument for hit in table.ask(cases_desk.find, typed) if hit.page == "case"]


def act(table: Table, *roles: tuple[Role, str | None]) -> None:
    table.workspace.actor = Actor(
        "01940000-0000-7000-8000-0000000000a2", "Teamlid", frozenset(roles)
    )


def test_that_a_later_list_fills_the_points_that_were_missing_and_undo_takes_them_away(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(1)))
    before = cases(table)
    assert before[0].status is CaseStatus.SUBMITTED
    later = again(table, tmp_path, request(1, **POINTS))
    assert counts(later) == {"read": 1, "updated": 1}
    assert {one.field for one in later.lines[0].updates} == {
        f"answer.{item}" for item in answers(table)
    }
    assert cases(table)[0].status is CaseStatus.READY
    table.do(importing.undo, later.import_id)
    assert cases(table) == before
    assert answers(table) == {}
    assert how_many(table)["FieldChange"] == 0


def test_that_an_answer_of_a_list_changes_with_a_later_one_and_comes_back_by_undo(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(1, **POINTS)))
    kept = answers(table)
    later = again(table, tmp_path, request(1, **POINTS) | {"Hulpvraag": "Rust thuis."})
    update = later.lines[0].updates[0]
    assert (update.field, update.old, update.new) == ("answer.help_question", WISH, "Rust thuis.")
    assert answers(table)["help_question"].value == "Rust thuis."
    table.do(importing.undo, later.import_id)
    assert answers(table) == kept


def test_that_an_answer_typed_by_hand_stays_unless_somebody_chooses_the_list(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(1, **POINTS)))
    table.do(case_services.answer, cases(table)[0].id, "help_question", "Zelf getypt.")
    row = request(1, **POINTS) | {"Hulpvraag": "Uit de lijst."}
    answer = again(table, tmp_path, row, dry_run=True)
    assert [(one.field, one.by_hand) for one in answer.lines[0].updates] == [
        ("answer.help_question", True)
    ]
    assert "kept-by-hand" in codes(answer)
    chosen = again(table, tmp_path, row, overwrite=frozenset({(2, "answer.help_question")}))
    assert counts(chosen) == {"read": 1, "updated": 1}
    assert answers(table)["help_question"].value == "Uit de lijst."
    assert not answers(table)["help_question"].by_hand


def test_that_search_and_sorting_follow_another_provider_and_school(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(1, School="De Wilgen", BRIN="02QZ00")), "zbo")
    row = request(1, School="De Linde", BRIN="03QZ00", Aanbieder="Rivierzorg", Kenmerk="BJG-9")
    row |= {"Toewijzingnr": 77}
    again(table, tmp_path, request(1, Toewijzingnr=77), code="zbo")
    later = again(table, tmp_path, row, code="zbo")
    assert {one.field for one in later.lines[0].updates} == {
        "provider_id", "school_id", "sender_reference",
    }  # fmt: skip
    case = cases(table)[0]
    school = table.ask(lambda reader: reader.get(School, case.school_id or ""))
    assert (school.name, case.provider_sort) == ("De Linde", "rivierzorg")
    assert found(table, "rivierzorg") == found(table, "linde") == found(table, "bjg-9") == [case.id]
    assert found(table, "wilgen") == []


def test_that_two_rows_about_one_kept_case_count_once(table: Table, tmp_path: Path) -> None:
    taken(table, write(tmp_path, request(1, Toewijzingnr=77)))
    by_number = request(1, Toewijzingnr=77, Opmerking="Een")
    by_key = request(1, Opmerking="Twee")
    answer = again(table, tmp_path, by_number, by_key)
    assert counts(answer) == {"read": 2, "updated": 1, "duplicate": 1}
    assert cases(table)[0].remark == "Een"


def test_that_a_case_at_the_table_is_left_as_it_is_and_that_is_said(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(1, **POINTS)))
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [cases(table)[0].id])
    scheduled = again(table, tmp_path, request(1, **POINTS) | {"Opmerking": "Nog op tijd"})
    assert counts(scheduled) == {"read": 1, "updated": 1}
    table.do(room.open_meeting, meeting.id)
    items = table.ask(lambda reader: meetings.agenda(reader, meeting.id))
    item = next(one for one in items if one.case_id)
    table.do(room.go_to, item.id)
    before = cases(table)
    assert before[0].status is CaseStatus.IN_SESSION
    answer = again(table, tmp_path, request(1, **POINTS) | {"Opmerking": "Te laat"})
    assert counts(answer) == {"read": 1, "unchanged": 1}
    assert "case-treated" in codes(answer)
    assert cases(table) == before


def test_that_an_overlap_is_told_only_to_who_may_read_both_tables(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(1)))
    act(table, (Role.SUBMITTER, "zbo"))
    path = write(tmp_path, request(1), name="zbo.xlsx")
    blind = taken(table, path, "zbo", dry_run=True)
    assert "person-elsewhere" not in codes(blind)
    act(table, (Role.SUBMITTER, "zbo"), (Role.MEMBER, "cpv"))
    seeing = taken(table, path, "zbo")
    told = [one for one in seeing.findings if one.code == "person-elsewhere"]
    assert [one.values for one in told] == [{"number": "CPV-2026-0001", "table": "cpv"}]
    assert "person-elsewhere" in codes(taken(table, path, "zbo"))
    act(table, (Role.SUBMITTER, "zbo"))
    once_more = taken(table, path, "zbo")
    assert once_more.known_before
    assert "person-elsewhere" not in codes(once_more)


def test_that_who_may_not_import_at_a_table_can_neither_take_in_nor_undo(
    table: Table, tmp_path: Path
) -> None:
    path = write(tmp_path, request(1))
    act(table, (Role.MEMBER, "cpv"), (Role.SUBMITTER, "zbo"))
    assert not table.workspace.actor.may(Right.IMPORT_CASES, "cpv")
    with pytest.raises(RightError):
        taken(table, path, dry_run=True)
    act(table, (Role.SECRETARY, "cpv"))
    answer = taken(table, path)
    act(table, (Role.SUBMITTER, "zbo"))
    with pytest.raises(RightError):
        table.do(importing.undo, answer.import_id)
    act(table, (Role.SECRETARY, "cpv"))
    assert len(cases(table)) == 1


def extend(table: Table, case: Case) -> None:
    table.do(case_services.extension_of, case.id)


def plan_action(table: Table, case: Case) -> None:
    given = {"due_on": date(2026, 12, 1), "case_id": case.id}
    table.do(actions.add, "cpv", "Bellen met de school", "Secretaris", **given)


def ask_completion(table: Table, case: Case) -> None:
    table.do(case_steps.ask_completions, [case.id])


def type_answer(table: Table, case: Case) -> None:
    table.do(case_services.answer, case.id, "help_question", "Zelf getypt.")


@pytest.mark.parametrize("work", [extend, plan_action, ask_completion, type_answer])
def test_that_a_case_on_which_somebody_worked_keeps_its_import_from_being_undone(
    table: Table, tmp_path: Path, work: Callable[[Table, Case], None]
) -> None:
    answer = taken(table, write(tmp_path, request(1, **POINTS) if work is extend else request(1)))
    case = cases(table)[0]
    work(table, case)
    with pytest.raises(RuleError) as refused:
        table.do(importing.undo, answer.import_id)
    assert refused.value.code == "import-moved-on"
    assert refused.value.values == {"number": case.number}
    assert case.id in {one.id for one in cases(table)}


def test_that_a_provider_with_a_stop_or_another_name_outlives_the_undo(
    table: Table, tmp_path: Path
) -> None:
    rows = [request(1), request(2, Aanbieder="Rivierzorg"), request(3, Aanbieder="Oost")]
    answer = taken(table, write(tmp_path, *rows))
    made = {one.name: one for one in table.ask(lambda reader: reader.find(Provider))}
    stop = (CareForm.BEGELEIDING_JEUGD, StopKind.BESTEDINGSRUIMTE, date(2027, 1, 1))
    table.do(norm_steps.record_stop, made["Rivierzorg"].id, *stop)
    oost = made["Oost"]
    table.do(providers.change, oost.id, oost.name, "", ["Steunpunt Oost"], active=True)
    assert len(table.do(importing.undo, answer.import_id)) == 3
    left = table.ask(lambda reader: reader.find(Provider, "name"))
    assert [one.name for one in left] == ["Oost", "Rivierzorg"]


def test_that_undo_after_a_change_of_the_register_routes_by_the_register_of_now(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(1)))
    later = again(table, tmp_path, request(1, Opmerking="Later"))
    case = cases(table)[0]
    stop = (CareForm.BEGELEIDING_JEUGD, StopKind.BESTEDINGSRUIMTE, date(2026, 1, 1))
    table.do(norm_steps.record_stop, case.provider_id or "", *stop)
    assert cases(table)[0].route == "cpv"
    table.do(importing.undo, later.import_id)
    assert (cases(table)[0].route, cases(table)[0].remark) == ("cpv", "")


def test_that_a_later_list_brings_a_case_back_that_was_not_needed_and_undo_puts_it_aside(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(1)))
    (provider,) = table.ask(lambda reader: reader.find(Provider))
    kind = (CareForm.BEGELEIDING_JEUGD, StopKind.BESTEDINGSRUIMTE)
    table.do(norm_steps.record_stop, provider.id, *kind, date(2026, 11, 20))
    (needless,) = cases(table)
    assert (needless.status, needless.route) == (CaseStatus.NOT_NEEDED, "not_needed")
    later = again(table, tmp_path, request(1, Datum_aanvraag=date(2026, 11, 24)))
    (case,) = cases(table)
    assert (case.status, case.route, case.end_reason) == (CaseStatus.SUBMITTED, "cpv", None)
    assert later.import_id is not None
    table.do(importing.undo, later.import_id)
    (case,) = cases(table)
    assert (case.status, case.route) == (CaseStatus.NOT_NEEDED, "not_needed")
    assert case.end_reason == needless.end_reason
