"""`check` looks at what was kept, byte for byte, and not at what would be written today."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from casustafel.domain import minutes_content
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import Meeting
from casustafel.domain.minutes import Minutes
from casustafel.domain.minutes_content import MinutesContent
from casustafel.domain.outcomes import OutcomeInput
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from casustafel.services.people import persons
from casustafel.services.upkeep import upkeep
from casustafel.storage.check import Fault
from workspaces import Table

GRANTED = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))


@pytest.fixture
def meeting(table: Table) -> Meeting:
    """A meeting of one case whose minutes were adopted."""
    meeting, items = table.opened(1)
    table.do(outcomes.record, items[0].id, GRANTED)
    table.do(room.close_meeting, meeting.id)
    table.do(minutes.put_up, meeting.id)
    table.do(minutes.adopt, meeting.id)
    return meeting


def faults(table: Table) -> list[Fault]:
    return upkeep.check(table.workspace.storage, table.workspace.reading)


def put(table: Table, statement: str, **values: object) -> None:
    with table.workspace.storage.engines.writer.begin() as connection:
        connection.execute(text(statement), values)


def kept(table: Table) -> Minutes:
    (found,) = table.ask(lambda reader: reader.find(Minutes))
    return found


def widen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program be one whose minutes have a field more."""
    wider = dataclasses.make_dataclass(
        "Wider",
        [("since_then", str, dataclasses.field(default=""))],
        bases=(MinutesContent,),
        frozen=True,
        kw_only=True,
    )
    monkeypatch.setattr(minutes_content, "MinutesContent", wider)


def test_that_a_field_that_minutes_got_since_is_no_fault_in_those_of_before(
    table: Table, meeting: Meeting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "notulen.pdf"
    table.do(minutes.export, meeting.id, copy)
    widen(monkeypatch)
    assert table.ask(minutes.build, meeting.id).since_then == ""
    assert faults(table) == []
    assert table.ask(upkeep.check_file, copy) == []


def test_that_an_extract_shows_the_hash_that_was_kept_and_not_one_of_today(
    table: Table, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = table.ask(minutes.build, meeting.id).decided[0][0].case_number
    widen(monkeypatch)
    paper = table.ask(minutes.pdf, meeting.id, case)
    digest = kept(table).content_hash or ""
    assert paper.count(b"<" + digest[:32].encode() + b">") == 2


def test_that_the_name_of_an_extract_leads_out_of_no_folder(table: Table, meeting: Meeting) -> None:
    """S16d: `../../x` was taken as it is."""
    name = table.ask(minutes.file_name, meeting.id, "../../CPV-2026-0001")
    assert name == "2026-11-26_CPV_uittreksel_CPV-2026-0001_v1.pdf"
    assert "/" not in name


def test_that_a_sign_holds_no_more_accents_than_one_can_read(table: Table) -> None:
    """S16e: 500 combining signs painted over other rows."""
    person = table.do(persons.add, "Zo" + "\u0301" * 500 + "lang")
    assert person.name.count("\u0301") <= 30


@pytest.mark.where("file", "it says so in the SQL of a file")
@pytest.mark.parametrize(
    "change",
    [
        "content = replace(content, 'toegekend', 'afgewezen')",
        "content = content || ' '",
        "content = NULL",
        "content_hash = pdf_hash",
        "pdf = CAST(pdf || x'00' AS BLOB)",
        "pdf = NULL",
    ],
)
def test_that_adopted_minutes_that_are_not_what_was_kept_are_a_fault(
    table: Table, meeting: Meeting, change: str
) -> None:
    put(table, f"UPDATE minutes SET {change}")
    values = {"table": "CPV", "date": meeting.held_on}
    assert faults(table) == [Fault("fault-minutes", values)]


def test_that_minutes_that_cannot_be_read_are_a_fault_also_with_their_own_hash(
    table: Table, meeting: Meeting
) -> None:
    """S7c: `check` names the minutes and does not stop at them."""
    put(
        table,
        "UPDATE minutes SET content = :content, content_hash = :hash",
        content="geen JSON",
        hash=minutes_content.kept_hash("geen JSON"),
    )
    assert [fault.code for fault in faults(table)] == ["fault-minutes"]


def test_that_a_copy_with_another_byte_is_not_known(
    table: Table, meeting: Meeting, tmp_path: Path
) -> None:
    copy = tmp_path / "notulen.pdf"
    copy.write_bytes(kept(table).pdf + b"\n")
    assert [fault.code for fault in table.ask(upkeep.check_file, copy)] == ["fault-copy-unknown"]


def test_that_signs_that_the_paper_lacks_are_said_before_minutes_are_made(table: Table) -> None:
    """T22: they became question marks in adopted minutes."""
    meeting, items = table.opened(1)
    table.do(outcomes.record, items[0].id, dataclasses.replace(GRANTED, motivation="Moeder: 漢"))
    table.do(room.close_meeting, meeting.id)
    points = table.ask(minutes.open_points, meeting.id)
    assert [(point.code, point.blocks) for point in points if point.blocks] == [
        ("minutes-signs", True)
    ]
    with pytest.raises(RuleError, match="minutes-blocked"):
        table.do(minutes.put_up, meeting.id)
