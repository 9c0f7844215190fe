"""Which writes compare what their writer saw with what stands, and why a few do not."""

from datetime import date

import pytest

from casustafel.domain.cases import NOT_TYPED, Case
from casustafel.domain.errors import ConflictError, RuleError
from casustafel.domain.meetings import Attendance, Member, Presence
from casustafel.services.advice import advice, advice_desk
from casustafel.services.agenda import meetings
from casustafel.services.meeting import room
from casustafel.services.people import members
from casustafel.services.register import norm_steps
from casustafel.services.use_case import DECLARED, Declared, seen, shown
from casustafel.storage.store import fields_of
from casustafel.storage.watch import SHOWN
from sample_keys import sample_keys
from use_cases import service_modules
from workspaces import Table

list(service_modules())

_OWN = "the form that came back is what its member says now, whatever was typed in the program"
_RULE = "it follows from the step by rule; nobody types it"
_LIST = "what a list would change is compared with the last list and with what was typed since"

#: Writes that overwrite what people fill in without comparing it, each with the reason.
UNCOMPARED = {
    "advice.advice.take_in": _OWN,
    "agenda.calendars.export_moved": _RULE,
    "case.opening.fill_in": "the weeks are those of the provider, and an answer that stands stays",
    "case.opening.take_back": "the case is compared as it was left; the answers go that it gave",
    "following.after_no.landed": "the last answer holds, and its action is done once",
    "importing.again.look_again": _LIST,
    "importing.forms.look": _LIST,
    "importing.forms.take_in": _LIST,
    "importing.preview.look": _LIST,
    "importing.run.run": _LIST,
    "importing.undo.undo": _LIST,
    "meeting.room.close_meeting": _RULE,
    "meeting.room.open_meeting": _RULE,
    "meeting.room.unopen": _RULE,
    "meeting.urgent.bring_to_table": _RULE,
    "meeting.urgent.record": _RULE,
    "register.norm_list.run": _LIST,
    "register.providers.merge": _RULE,
    "register.releasing.release": _RULE,
    "upkeep.requests.rectify": "what the person asks for holds, whatever stands there now",
    "selection.prescan.judge": "the last verdict holds until the case is on an agenda",
}
#: They take the value as it was shown, and the store compares it field by field where it writes.
BY_THE_STORE = {"case.cases.edit_client", "case.case_form.edit_client_field"}


def _whole(declared: Declared) -> bool:
    """Say whether the key is the value as it was shown."""
    return declared.finder is not None and declared.finder.__name__.startswith("shown_")


def test_that_every_write_over_what_people_fill_in_compares_it_or_says_why_not() -> None:
    writes = {name: one for name, one in DECLARED.items() if not one.reads}
    compare = {name for name, one in writes.items() if one.overwrites or _whole(one)}
    others = {name for name, one in writes.items() if one.sets} - compare - BY_THE_STORE
    print(f"{len(compare) + len(BY_THE_STORE)} writes compare, {len(others)} need not")
    assert others == set(UNCOMPARED)
    # A field that is declared by neither is a fault of the program in any test that runs it.
    for name in compare:
        for field, kind in writes[name].overwrites.items():
            assert field in SHOWN[kind], f"{name} overwrites {field}"


def test_that_what_forms_fill_in_of_a_case_is_what_is_compared() -> None:
    typed = set(fields_of(Case)) - NOT_TYPED
    # Numbers of a list that no form shows, and what a case is made with.
    assert typed - SHOWN[Case] == {"phase", "rank", "annual_cents", "previous_case_id"}
    for kind, names in SHOWN.items():
        assert names <= set(fields_of(kind))


def test_that_a_tick_a_budget_and_a_step_of_a_stop_are_compared(table: Table) -> None:
    """Weak point: of presence, invitees, budgets and stops the last value held unseen."""
    meeting, items = table.opened(1)
    keys = {finder.__name__: key for finder, key in sample_keys(table, meeting, items)}
    seat = table.ask(lambda reader: reader.find(Attendance, "id", meeting_id=meeting.id))[0]
    at = seen(meeting.id, presence=seat.presence, substitute="", left=None)
    table.do(room.set_presence, at, seat.member_id, Presence.ABSENT)
    table.do(room.set_presence, at, seat.member_id, Presence.ABSENT)
    with pytest.raises(ConflictError):
        table.do(room.set_presence, at, seat.member_id, Presence.EXCUSED)
    at = shown(items[0], "budget", "starts")
    table.do(meetings.set_budget, at, 20)
    with pytest.raises(ConflictError):
        table.do(meetings.set_budget, at, 30)
    guest = seen(keys["invitee"], present=False)
    table.do(meetings.set_present, guest, present=True)
    assert table.do(meetings.set_present, guest, present=True).present
    stop = keys["shown_stop"]
    forecast = shown(stop, "forecast_on", "forecast_next_stop")
    table.do(norm_steps.consider_lifting, forecast, date(2026, 11, 20), None)
    with pytest.raises(ConflictError):
        table.do(norm_steps.consider_lifting, forecast, date(2026, 11, 21), None)
    table.do(norm_steps.lift, shown(stop, "ends_on"), date(2026, 12, 1))
    with pytest.raises(RuleError):
        table.do(norm_steps.lift, shown(stop, "ends_on"), date(2026, 12, 2))


def test_that_an_own_vooradvies_is_compared(table: Table) -> None:
    """Weak point: the secretary and a member, or two windows, overwrote each other's words."""
    meeting = table.meeting()
    (item,) = table.do(meetings.schedule, meeting.id, [table.case(1).id])
    member = table.ask(lambda reader: reader.first(Member, discipline="bjg"))
    assert member is not None
    criterion = table.ask(advice_desk.form, item.id, member.id).criteria[0].code
    first = seen(item.id, value=None, note="")
    table.do(advice.answer, first, member.id, criterion, "ja")
    with pytest.raises(ConflictError):
        table.do(advice.answer, first, member.id, criterion, "nee")
    table.do(advice.note, seen(item.id, note=""), member.id, criterion, "Al eens geprobeerd.")
    with pytest.raises(ConflictError):
        table.do(advice.note, seen(item.id, note=""), member.id, criterion, "Nog niet.")
    table.do(advice.remark, seen(item.id, remark=""), member.id, "Zie het dossier.")
    with pytest.raises(ConflictError):
        table.do(advice.remark, seen(item.id, remark=""), member.id, "Niets.")


def test_that_steps_of_a_norm_and_the_end_of_a_seat_are_compared(table: Table) -> None:
    meeting, items = table.opened(1)
    keys = {finder.__name__: key for finder, key in sample_keys(table, meeting, items)}
    norm = keys["shown_norm"]
    day = date(2026, 11, 20)
    at = shown(norm, "spent", "spent_on")
    table.do(norm_steps.record_spent, at, 100, day)
    table.do(norm_steps.record_spent, at, 100, day)
    with pytest.raises(ConflictError):
        table.do(norm_steps.record_spent, at, 200, day)
    table.do(norm_steps.record_notice, shown(norm, "notice_on"), day)
    with pytest.raises(ConflictError):
        table.do(norm_steps.record_notice, shown(norm, "notice_on"), date(2026, 11, 21))
    seat = table.ask(lambda reader: reader.find(Member, "id"))[-1]
    table.do(members.end, shown(seat, "valid_to"), date(2027, 1, 1))
    with pytest.raises(ConflictError):
        table.do(members.end, shown(seat, "valid_to"), date(2027, 2, 1))
