"""The register on trial over a real workspace: counts only, and nothing is kept (issue 18)."""

from datetime import date

import pytest

from casustafel.domain.cases import Case
from casustafel.domain.errors import RightError
from casustafel.domain.ids import new_id
from casustafel.domain.norms import CareForm
from casustafel.domain.outcomes import OutcomeInput
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import AuditEvent
from casustafel.domain.registers import Provider
from casustafel.domain.stops import StopKind
from casustafel.domain.what_if import Trial
from casustafel.services.learning import what_if
from casustafel.services.meeting import outcomes, room
from casustafel.services.register import norm_steps, providers
from workspaces import Table

GRANT = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))


def a_year(table: Table) -> str:
    """Hold a meeting of three cases that came by a stop, and bring in one that needed no table."""
    provider = table.do(providers.add, "Zorggroep Waal")
    stop = table.do(
        norm_steps.record_stop,
        provider.id,
        CareForm.BEGELEIDING_JEUGD,
        StopKind.BESTEDINGSRUIMTE,
        date(2026, 11, 1),
    ).stop
    table.case(9, provider="Steunpunt Oost")
    meeting, items = table.opened(3)
    for item in items:
        table.do(room.go_to, item.id)
        table.do(outcomes.record, item.id, GRANT)
    table.do(outcomes.close_meeting, meeting.id, {})
    assert stop is not None
    return stop.id


def test_that_a_lifted_stop_would_have_saved_the_cases_and_the_meeting(table: Table) -> None:
    """The issue: a stop lifted; from last year's cases how many would not have needed a table."""
    stop_id = a_year(table)
    before = (
        table.ask(lambda reader: reader.find(Case, "id")),
        table.ask(lambda reader: reader.find(AuditEvent, "id")),
    )
    as_it_is = table.ask(what_if.ask, None, Trial())
    assert (as_it_is.came, as_it_is.less, as_it_is.held, as_it_is.saved) == (3, 0, 1, 0)
    assert [(stop.id, name) for stop, name in as_it_is.stops] == [(stop_id, "Zorggroep Waal")]
    assert as_it_is.unknown == 1
    lifted = table.ask(what_if.ask, None, Trial(lifted=frozenset({stop_id})))
    assert (lifted.came, lifted.less, lifted.held, lifted.saved) == (3, 3, 1, 1)
    after = (
        table.ask(lambda reader: reader.find(Case, "id")),
        table.ask(lambda reader: reader.find(AuditEvent, "id")),
    )
    assert after == before, "nothing is kept"


def test_that_a_trial_is_for_who_reads_the_norms(table: Table) -> None:
    a_year(table)
    table.workspace.actor = Actor(new_id(), "Lid", frozenset({(Role.MEMBER, "cpv")}))
    with pytest.raises(RightError):
        table.ask(what_if.ask, None, Trial())
    contract = frozenset({(Role.CONTRACT_MANAGER, None)})
    table.workspace.actor = Actor(new_id(), "Contractmanager", contract)
    assert table.ask(what_if.ask, None, Trial()).came == 3
    assert table.ask(lambda reader: reader.find(Provider))
