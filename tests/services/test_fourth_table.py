"""A fourth table is data: added from two files, and a case walks through it to its minutes."""

import json
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from casustafel.domain.cases import Case, CaseStatus, Client
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Attendance, Member, Presence
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import OutcomeInput
from casustafel.services.advice import advice, advice_desk
from casustafel.services.agenda import meetings
from casustafel.services.case import cases
from casustafel.services.definitions import tables
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from fourth_table import COMMITTEE, FRAMEWORK
from workspaces import Table

CODE = "ggz_uitstroom"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    committee, framework = tmp_path / "commissie.json", tmp_path / "kader.json"
    committee.write_text(json.dumps(COMMITTEE), "utf-8")
    framework.write_text(json.dumps(FRAMEWORK), "utf-8")
    return committee, framework


@pytest.fixture
def fourth(table: Table, files: tuple[Path, Path]) -> Table:
    table.do(tables.import_committee, *files)
    with table.workspace.writing() as uow:
        for role, discipline in (("Voorzitter", "voorzitter"), ("Behandelaar", "behandelaar")):
            uow.add(
                Member(
                    id=new_id(),
                    committee=CODE,
                    role_name=role,
                    organisation="GGZ-instelling",
                    discipline=discipline,
                )
            )
        uow.commit()
    return table


def new_case(table: Table) -> Case:
    client = Client(
        id=new_id(), surname="Voorbeeld", given_names="Mila", birth_date=date(2012, 3, 4)
    )
    fields = {
        "law": "jeugd",
        "care_form": "jeugd_ggz",
        "starts_on": date(2026, 1, 5),
        "received": date(2026, 11, 13),
        "referrer_type": "bjg",
    }
    answers = {"stuck_because": "Er is geen vervolgplek."}
    made: Case = table.do(cases.new, CODE, client, fields, answers, provider="Zorggroep Waal")
    return made


def test_that_a_case_walks_through_a_fourth_table_to_its_minutes(
    fourth: Table, tmp_path: Path
) -> None:
    case = new_case(fourth)
    assert case.number == "GGZ-2026-0001"
    # No rule of the register speaks of this table: the case has no route and is ready at once.
    assert (case.route, case.status) == (None, CaseStatus.READY)
    meeting = fourth.do(
        meetings.plan, CODE, held_on=date(2026, 11, 26), starts=time(9), ends=time(10)
    )
    (item,) = fourth.do(meetings.schedule, meeting.id, [case.id])
    seats = fourth.ask(lambda reader: reader.find(Member, committee=CODE))
    for seat in seats:
        fourth.do(advice.answer, item.id, seat.id, "can_step_down", "ja")
        fourth.do(advice.submit, item.id, seat.id)
    assert fourth.ask(advice_desk.joint, item.id).lines[0].counts == (("ja", 2),)
    fourth.do(room.open_meeting, meeting.id)
    for one in fourth.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
        fourth.do(room.set_presence, meeting.id, one.member_id, Presence.PRESENT)
    fourth.do(room.go_to, item.id)
    fourth.do(room.answer, item.id, "can_step_down", "ja")
    given = OutcomeInput(choice="afschalen", reasons=("GU1",), motivation="Doelen zijn behaald.")
    fourth.do(outcomes.record, item.id, given)
    begun = fourth.do(room.close_meeting, meeting.id)
    assert begun.state is MinutesState.CONCEPT
    fourth.do(minutes.export, meeting.id, tmp_path / "notulen.pdf")
    assert (tmp_path / "notulen.pdf").read_bytes().startswith(b"%PDF")
    assert fourth.ask(lambda reader: reader.get(Case, case.id)).status is CaseStatus.DECIDED


def test_that_an_incomplete_case_of_a_fourth_table_is_new(fourth: Table) -> None:
    client = Client(
        id=new_id(), surname="Voorbeeld", given_names="Mila", birth_date=date(2012, 3, 4)
    )
    fields = {"law": "jeugd", "care_form": "jeugd_ggz", "received": date(2026, 11, 13)}
    made = fourth.do(cases.new, CODE, client, fields, {}, provider="Zorggroep Waal")
    assert (made.route, made.status, made.points_met) == (None, CaseStatus.SUBMITTED, 0)


def test_that_a_new_table_needs_its_framework(table: Table, files: tuple[Path, Path]) -> None:
    with pytest.raises(RuleError, match="committee-needs-framework"):
        table.do(tables.import_committee, files[0])
    assert CODE not in {one.code for one in table.ask(tables.all_committees)}


def test_that_two_tables_do_not_begin_their_numbers_alike(
    table: Table, files: tuple[Path, Path]
) -> None:
    files[0].write_text(json.dumps(COMMITTEE | {"prefix": "CPV"}), "utf-8")
    with pytest.raises(RuleError, match="committee-prefix-taken"):
        table.do(tables.import_committee, *files)


def test_that_a_point_over_an_item_that_is_not_asked_is_refused(
    fourth: Table, files: tuple[Path, Path]
) -> None:
    ours = fourth.ask(tables.committee, CODE)
    broken = replace(ours, points=(replace(ours.points[0], needs=("never_asked",)),))
    with pytest.raises(RuleError, match="point-need-unknown"):
        fourth.do(tables.save_committee, broken)
    key, concept = fourth.ask(tables.framework_versions, CODE)[0]
    emptied = replace(concept, sections=concept.sections[1:])
    with pytest.raises(RuleError, match="point-need-unknown"):
        fourth.do(tables.change_concept, key, emptied)


def test_that_a_framework_for_care_that_the_table_does_not_take_is_refused(
    fourth: Table, tmp_path: Path
) -> None:
    key, concept = fourth.ask(tables.framework_versions, CODE)[0]
    fourth.do(tables.adopt_version, key, date(2026, 12, 1))
    theirs = tmp_path / "ander.json"
    fourth.ask(tables.export_framework, key, theirs)
    plain = json.loads(theirs.read_text("utf-8"))
    plain["sections"][1]["applies"] = {"care_forms": ["vdb"]}
    theirs.write_text(json.dumps(plain), "utf-8")
    with pytest.raises(RuleError, match="framework-care-form-unknown"):
        fourth.do(tables.import_framework, CODE, theirs)
    assert concept.version == 1


def test_that_files_go_out_and_come_back_alike(fourth: Table, tmp_path: Path) -> None:
    ours = fourth.ask(tables.committee, CODE)
    fourth.ask(tables.export_committee, CODE, tmp_path / "uit.json")
    assert fourth.do(tables.import_committee, tmp_path / "uit.json") == ours
    key, concept = fourth.ask(tables.framework_versions, CODE)[0]
    fourth.do(tables.adopt_version, key, date(2026, 12, 1))
    fourth.ask(tables.export_framework, key, tmp_path / "kader-uit.json")
    again = fourth.do(tables.import_framework, CODE, tmp_path / "kader-uit.json")
    assert fourth.ask(tables.framework, again).sections == concept.sections
    assert fourth.ask(tables.framework, again).version == 2
