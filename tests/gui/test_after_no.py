"""A no through the window: first which help there is, then who is told, then whether it began."""

from datetime import date

import pytest
from accessibility import faults
from pytestqt.qtbot import QtBot
from real_pages import Opened, form_of

from casustafel.domain.actions import Action
from casustafel.domain.outcomes import Feedback, OutcomeInput
from casustafel.gui.pages.feedback.page import FeedbackPage
from casustafel.services.meeting import outcomes, room
from workspaces import Table


@pytest.fixture
def before(table: Table) -> None:
    """A no in a meeting that was closed; its minutes are not adopted."""
    meeting, (item,) = table.opened(1)
    no = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp past.")
    table.do(outcomes.record, item.id, no)
    table.do(room.close_meeting, meeting.id)


def test_that_a_no_is_told_once_it_says_which_help_there_is(
    table: Table, window: Opened, qtbot: QtBot
) -> None:
    """R3, R8: from the closing of the meeting, with help and a caller, and looked at later."""
    page = window.open("feedback")
    assert isinstance(page, FeedbackPage)
    assert page.model.cell(0, 2).text == "geen uitzondering op de toeleidingsstop"
    page.table.selectAll()
    window.settle(page.report.click)
    landing = form_of(page)
    assert faults(landing) == []
    for key, words in (("help", "Basishulp"), ("place", "BJG"), ("phone", "024 000 00 00")):
        landing.fields[key].control.setText(words)  # type: ignore[attr-defined]
    landing.fields["calls"].control.setEditText("Gezinswerker BJG")  # type: ignore[attr-defined]
    window.settle(landing.confirm)
    told = form_of(page)
    assert faults(told) == []
    window.settle(told.confirm)
    assert table.ask(lambda reader: reader.find(Feedback))[0].told_to == "Verwijzer"
    (line,) = page.pane.rows
    window.settle(lambda: page._decide(line))
    decision = form_of(page)
    decision.fields["none"].control.click()  # type: ignore[attr-defined]
    assert not decision.fields["offered_on"].isHidden()
    decision.reject()
    acts = {act.text: act for act in page._offers()}
    acts["Is de andere hulp begonnen?…"].row(line)  # type: ignore[misc]
    asked = form_of(page)
    assert faults(asked) == []
    window.settle(asked.confirm)
    (action,) = table.ask(lambda reader: reader.find(Action))
    assert action.done_at is not None
    assert action.due_on is not None and action.due_on > date(2026, 12, 1)
