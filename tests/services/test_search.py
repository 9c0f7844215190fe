"""Finding cases, meetings, actions and providers by a few letters."""

from datetime import date

import pytest

from casustafel.services.case import cases_desk
from casustafel.services.following import actions
from workspaces import Table


@pytest.mark.parametrize("typed", ["CPV-2026-0001", "cpv-2026", "voorbeeld1", "ZORGGROEP", "vo"])
def test_that_a_case_is_found_by_number_name_and_provider(table: Table, typed: str) -> None:
    case = table.case(1)
    found = table.ask(cases_desk.find, typed)
    assert ("case", case.id) in [(hit.page, hit.argument) for hit in found]


def test_that_meetings_actions_and_providers_are_found_too(table: Table) -> None:
    meeting, _items = table.opened(1)
    table.do(actions.add, "cpv", "Startgesprek plannen", "BJG", due_on=date(2027, 1, 14))
    assert [hit.argument for hit in table.ask(cases_desk.find, "26-11-2026")] == [meeting.id]
    assert [hit.page for hit in table.ask(cases_desk.find, "startgesprek")] == ["actions"]
    pages = {hit.page for hit in table.ask(cases_desk.find, "zorggroep waal")}
    assert pages == {"case", "providers"}


@pytest.mark.parametrize("typed", ["", "   ", "bestaat niet"])
def test_that_nothing_is_found_for_nothing(table: Table, typed: str) -> None:
    table.case(1)
    assert table.ask(cases_desk.find, typed) == []
