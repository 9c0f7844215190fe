"""Which writes compare what their writer saw with what stands, and why a few do not."""

from datetime import date

import pytest

from casustafel.domain.cases import NOT_TYPED, Case
from casustafel.domain.errors import ConflictError
from casustafel.domain.meetings import Member
from casustafel.services.people import members
from casustafel.services.register import norm_steps
from casustafel.services.use_case import DECLARED, Declared, shown
from casustafel.storage.store import fields_of
from casustafel.storage.watch import SHOWN
from sample_keys import sample_keys
from use_cases import service_modules
from workspaces import Table

list(service_modules())

_OWN = "one person writes it: who has the seat, or the secretary for a seat without a person"
_RULE = "it follows from the step by rule; nobody types it"
_LIST = "what a list would change is compared with the last list and with what was typed since"
_TICK = "a tick is said anew by who looks at the people at the table: the last one holds"
_STEP = "a step of a stop is refused once the stop is in another state than the step begins in"

#: Writes that overwrite what people fill in without comparing it, each with the reason.
UNCOMPARED = {
    "advice.advice.answer": _OWN,
    "advice.advice.note": _OWN,
    "advice.advice.remark": _OWN,
    "advice.advice.submit": _OWN,
    "advice.advice.take_back": _OWN,
    "advice.advice_forms.take_in": _OWN,
    "agenda.meetings.set_present": _TICK,
    "agenda.meetings.set_budget": "a number that is stepped up and down: the last one holds",
    "agenda.calendars.export_moved": _RULE,
    "importing.again.look_again": _LIST,
    "importing.preview.look": _LIST,
    "importing.run.run": _LIST,
    "importing.undo.undo": _LIST,
    "meeting.room.close_meeting": _RULE,
    "meeting.room.open_meeting": _RULE,
    "meeting.room.set_presence": _TICK,
    "meeting.room.unopen": _RULE,
    "meeting.urgent.bring_to_table": _RULE,
    "meeting.urgent.record": _RULE,
    "register.norm_list.run": _LIST,
    "register.providers.merge": _RULE,
    "register.stop_steps.consider_lifting": _STEP,
    "register.stop_steps.dismiss": _STEP,
    "register.stop_steps.impose": _STEP,
    "register.stop_steps.keep": _STEP,
    "register.stop_steps.lift": _STEP,
}
#: They take the value as it was shown, and the store compares it field by field where it writes.
BY_THE_STORE = {"case.cases.edit_client", "case.case_fields.edit_client_field"}


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
