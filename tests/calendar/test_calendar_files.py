"""Calendar files are read by readers that know nothing of who wrote them.

icalendar writes them; `strict_ics` is a reader of ours by the grammar alone, and `ical` is a
library of others, which checks what it reads.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import icalendar
import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from strict_ics import Component, moment, parse

from casustafel.calendar.entries import ActionEntry, MeetingEntry, action_ics, meeting_ics
from casustafel.domain.actions import ActionKind
from casustafel.domain.errors import RuleError
from casustafel.domain.meetings import AgendaItem, Meeting, MeetingState
from casustafel.domain.records import AuditEvent
from casustafel.services.agenda import calendars, meetings
from casustafel.services.following import actions
from workspaces import Table

STAMP = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
MEETING = Meeting(
    id="019a0000-0000-7000-8000-000000000001",
    committee="cpv",
    held_on=date(2026, 11, 26),
    starts=time(9),
    ends=time(10, 30),
    place="kamer 2.14; eerste verdieping, links",
)
NUMBERS = tuple(f"CPV-2026-{n:04}" for n in range(141, 150))


def event_of(content: bytes) -> Component:
    (event,) = parse(content).named("VEVENT")
    return event


def entry(**changes: object) -> MeetingEntry:
    return MeetingEntry(meeting=replace(MEETING, **changes), table="CPV", numbers=NUMBERS)


def test_that_a_meeting_says_when_and_where_and_which_cases() -> None:
    event = event_of(meeting_ics([entry()], STAMP))
    assert event.text("SUMMARY") == "Vergadering CPV"
    assert event.text("LOCATION") == "kamer 2.14; eerste verdieping, links"
    assert event.text("DESCRIPTION") == "Casussen: " + ", ".join(NUMBERS)
    assert event.value("DTSTAMP") == "20261122T080000Z"
    assert event.value("UID") == f"vergadering-{MEETING.id}@casustafel"
    assert event.value("STATUS") == "CONFIRMED"


def test_that_no_control_sign_stands_in_a_calendar_file() -> None:
    """S16a: RFC 5545 forbids them; they came from place, role and action."""
    made = meeting_ics([entry(place="kamer\x00 2\x0b.\x1f14")], STAMP)
    assert event_of(made).text("LOCATION") == "kamer 2.14"


@pytest.mark.parametrize(
    ("day", "hour"),
    [
        (date(2026, 11, 26), 8),
        (date(2026, 7, 2), 7),
        (date(2026, 3, 28), 8),
        (date(2026, 3, 30), 7),
        (date(2026, 10, 24), 7),
        (date(2026, 10, 26), 8),
        (date(2041, 7, 4), 7),
    ],
)
def test_that_both_readers_find_the_same_instant_in_summer_and_winter(day: date, hour: int) -> None:
    content = meeting_ics([entry(held_on=day)], STAMP)
    calendar = parse(content)
    ours = moment(calendar, calendar.named("VEVENT")[0], "DTSTART")
    (theirs,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    expected = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    assert ours == expected
    assert theirs["DTSTART"].dt.astimezone(UTC) == expected
    assert calendar.named("VTIMEZONE")[0].value("TZID") == "Europe/Amsterdam"


def test_that_a_changed_meeting_keeps_its_uid_and_counts_on(table: Table, tmp_path: Path) -> None:
    meeting = table.meeting()
    table.do(calendars.export_meeting, meeting.id, tmp_path / "een.ics")
    table.do(meetings.change_meeting, meeting, replace(meeting, starts=time(9, 30)))
    table.do(calendars.export_meeting, meeting.id, tmp_path / "twee.ics")
    one, two = (event_of((tmp_path / name).read_bytes()) for name in ("een.ics", "twee.ics"))
    assert one.value("UID") == two.value("UID")
    assert (one.value("SEQUENCE"), two.value("SEQUENCE")) == ("0", "1")
    assert two.value("DTSTART") == "20261126T093000"


def read_by_others(content: bytes) -> Calendar:
    return IcsCalendarStream.calendar_from_ics(content.decode("utf-8"))


def test_that_a_cancelled_meeting_goes_out_of_the_calendar(table: Table, tmp_path: Path) -> None:
    meeting, later = table.meeting(), table.meeting(date(2026, 12, 3))
    table.do(calendars.export_meetings, "cpv", tmp_path / "een.ics")
    table.do(meetings.cancel, meeting.id)
    table.do(calendars.export_meeting, meeting.id, tmp_path / "weg.ics")
    (before, _) = read_by_others((tmp_path / "een.ics").read_bytes()).events
    (gone,) = read_by_others((tmp_path / "weg.ics").read_bytes()).events
    assert gone.uid == before.uid == f"vergadering-{meeting.id}@casustafel"
    assert (before.status, before.sequence) == ("CONFIRMED", 0)
    assert (gone.status, gone.sequence) == ("CANCELLED", 1)
    assert parse((tmp_path / "weg.ics").read_bytes()).value("METHOD") == "CANCEL"
    event = event_of((tmp_path / "weg.ics").read_bytes())
    assert (event.value("STATUS"), event.value("SEQUENCE")) == ("CANCELLED", "1")
    assert table.do(calendars.export_meetings, "cpv", tmp_path / "twee.ics") == 2
    told = read_by_others((tmp_path / "twee.ics").read_bytes()).events
    assert [one.status for one in told] == ["CANCELLED", "CONFIRMED"]
    assert parse((tmp_path / "twee.ics").read_bytes()).value("METHOD") == "PUBLISH"
    assert told[1].uid.startswith(f"vergadering-{later.id}")


def test_that_a_cancelled_meeting_makes_room_for_another(table: Table) -> None:
    table.do(meetings.cancel, table.meeting().id)
    again = table.meeting()
    assert again.state is MeetingState.PLANNED
    with pytest.raises(RuleError, match="meeting-exists"):
        table.meeting()


def with_guests(table: Table) -> tuple[Meeting, AgendaItem]:
    meeting = table.meeting()
    (item,) = table.do(meetings.schedule, meeting.id, [table.case(5).id])
    table.do(meetings.invite, item.id, "Wijkverpleegkundige", "De Regenboog", "ib@voorbeeld.nl")
    table.do(meetings.invite, item.id, "Ouder", "")
    return meeting, item


def test_that_invitees_get_their_item_with_its_own_time_and_no_names(
    table: Table, tmp_path: Path
) -> None:
    _, item = with_guests(table)
    target = tmp_path / "punt.ics"
    with pytest.raises(RuleError, match="calendar-item-no-time"):
        table.do(calendars.export_item, item.id, target)
    table.do(meetings.set_budget, item.id, 20, time(9, 40))
    table.do(calendars.export_item, item.id, target)
    content = target.read_bytes()
    (theirs,) = read_by_others(content).events
    assert theirs.uid == f"agendapunt-{item.id}@casustafel"
    assert theirs.summary == f"CPV: {item.title}"
    assert theirs.dtstart.astimezone(UTC) == datetime(2026, 11, 26, 8, 40, tzinfo=UTC)
    assert theirs.dtend.astimezone(UTC) == datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    assert theirs.description == "Genodigd: Wijkverpleegkundige, De Regenboog; Ouder"
    assert moment(parse(content), event_of(content), "DTSTART") == theirs.dtstart.astimezone(UTC)
    assert "voorbeeld.nl" not in content.decode()
    assert "Voorbeeld5" not in content.decode()


def test_that_an_item_counts_on_when_it_or_its_meeting_moves(table: Table, tmp_path: Path) -> None:
    meeting, item = with_guests(table)
    seen = []

    def export() -> None:
        table.do(calendars.export_item, item.id, tmp_path / "punt.ics")
        (event,) = read_by_others((tmp_path / "punt.ics").read_bytes()).events
        seen.append((event.uid, event.sequence, event.status))

    table.do(meetings.set_budget, item.id, 20, time(9, 40))
    export()
    table.do(meetings.set_budget, item.id, 20, time(9, 50))
    export()
    table.do(meetings.change_meeting, meeting, replace(meeting, held_on=date(2026, 11, 27)))
    export()
    table.do(meetings.cancel, meeting.id)
    export()
    assert len({uid for uid, _, _ in seen}) == 1
    sequences = [sequence for _, sequence, _ in seen]
    assert sequences == sorted(set(sequences))
    assert [state for _, _, state in seen] == ["CONFIRMED"] * 3 + ["CANCELLED"]


def test_that_an_item_taken_off_goes_out_of_the_calendars_of_its_invitees(
    table: Table, tmp_path: Path
) -> None:
    _, item = with_guests(table)
    table.do(meetings.set_budget, item.id, 20, time(9, 40))
    table.do(calendars.export_item, item.id, tmp_path / "punt.ics")
    gone = table.do(meetings.remove_item, item.id)
    assert gone.in_calendars
    table.do(calendars.export_taken_off, gone, tmp_path / "weg.ics")
    before, after = ((tmp_path / name).read_bytes() for name in ("punt.ics", "weg.ics"))
    assert (parse(before).value("METHOD"), parse(after).value("METHOD")) == ("PUBLISH", "CANCEL")
    (was,), (now,) = read_by_others(before).events, read_by_others(after).events
    assert now.uid == was.uid
    assert now.sequence > was.sequence
    assert (was.status, now.status) == ("CONFIRMED", "CANCELLED")
    assert (now.dtstart, now.summary, now.description) == (
        was.dtstart,
        was.summary,
        was.description,
    )
    assert "voorbeeld.nl" not in after.decode()
    events = table.ask(lambda reader: reader.find(AuditEvent, action="calendar-exported"))
    assert [one.subject_id for one in events] == [item.id, item.id]


def test_that_an_item_without_a_time_was_in_no_calendar(table: Table) -> None:
    _, item = with_guests(table)
    gone = table.do(meetings.remove_item, item.id)
    assert not gone.in_calendars
    assert [guest.named for guest in gone.guests] == ["Wijkverpleegkundige, De Regenboog", "Ouder"]


@pytest.mark.parametrize("day", [date(2026, 7, 2), date(2026, 11, 26), date(2041, 7, 4)])
def test_that_a_library_of_others_finds_the_same_instant(day: date) -> None:
    content = meeting_ics([entry(held_on=day)], STAMP)
    (theirs,) = read_by_others(content).events
    calendar = parse(content)
    ours = moment(calendar, calendar.named("VEVENT")[0], "DTSTART")
    assert theirs.dtstart.astimezone(UTC) == ours
    assert theirs.location == MEETING.place


def test_that_an_action_is_a_free_day_with_case_number_and_owner() -> None:
    action = ActionEntry(
        id="1", kind="Voorwaarde", owner="BJG", due_on=date(2026, 12, 31), case_number=NUMBERS[0]
    )
    content = action_ics([action], STAMP)
    event = event_of(content)
    assert event.text("SUMMARY") == "Voorwaarde CPV-2026-0141: BJG"
    assert (event.value("DTSTART"), event.value("DTEND")) == ("20261231", "20270101")
    assert event.params("DTSTART") == {"VALUE": "DATE"}
    assert event.value("TRANSP") == "TRANSPARENT"
    (theirs,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert theirs["DTSTART"].dt == date(2026, 12, 31)


def test_that_no_name_leaves_the_program(table: Table, tmp_path: Path) -> None:
    case = table.case(5)
    table.do(meetings.schedule, table.meeting().id, [case.id])
    table.do(
        actions.add,
        "cpv",
        "Mila Voorbeeld5 bellen",
        "BJG",
        due_on=date(2026, 12, 3),
        kind=ActionKind.CONDITION,
        case_id=case.id,
    )
    table.do(actions.add, "cpv", "Zonder datum", "BJG")
    assert table.do(calendars.export_meetings, "cpv", tmp_path / "v.ics") == 1
    assert table.do(calendars.export_actions, "cpv", tmp_path / "a.ics") == 1
    said = (tmp_path / "v.ics").read_text("utf-8") + (tmp_path / "a.ics").read_text("utf-8")
    assert said.count(case.number) == 2
    assert "Mila" not in said
    assert "Voorbeeld5" not in said


def test_that_nothing_to_export_is_said(table: Table, tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="calendar-no-meetings"):
        table.do(calendars.export_meetings, "cpv", tmp_path / "v.ics")
    with pytest.raises(RuleError, match="calendar-no-actions"):
        table.do(calendars.export_actions, "cpv", tmp_path / "a.ics")
    assert list(tmp_path.glob("*.ics")) == []
