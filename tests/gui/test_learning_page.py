"""The page of learning points: read, mended, tagged, taken away, and naming nobody."""

import pytest
from accessibility import faults
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from real_pages import Opened, form_of

from casustafel.domain.advice import LearningPoint
from casustafel.gui.pages.learning.page import LearningPage
from casustafel.services.definitions import learning
from workspaces import Table

PAGE = "learning"


@pytest.fixture
def before(table: Table) -> None:
    """Two learning points, the second about a case."""
    table.do(learning.add, "cpv", "toeleiding", "Eerder bellen.")
    table.clock.forward(minutes=5)
    case = table.case(1)
    table.do(learning.add, "cpv", "doelen", "Doelen meetbaar maken.", case_id=case.id)


def texts(page: LearningPage) -> list[str]:
    return [page.model.cell(at, 2).text for at in range(page.model.rowCount())]


def kept(table: Table) -> dict[str, LearningPoint]:
    return {one.text: one for one in table.ask(lambda reader: reader.find(LearningPoint))}


def test_that_learning_points_are_read_mended_and_tagged(
    table: Table, page: LearningPage, window: Opened
) -> None:
    """R11: what went in comes out, and a name in it is refused beside the field."""
    assert texts(page) == ["Doelen meetbaar maken.", "Eerder bellen."]
    assert faults(page) == []
    page.table.selectRow(0)
    window.settle(page.pane.buttons["Wijzigen…"].click)
    form = form_of(page)
    text, tags = form.fields["text"].control, form.fields["tags"].control
    assert isinstance(text, QPlainTextEdit) and isinstance(tags, QLineEdit)
    text.setPlainText("Doelen van Mila meetbaar maken.")
    window.settle(form.confirm)
    assert form.fields["text"].error.startswith("Dit leerpunt wijst naar iemand: Mila.")
    text.setPlainText("Doelen meetbaar maken met de verwijzer.")
    tags.setText("verwijzer, doelen")
    window.settle(form.confirm)
    after = kept(table)["Doelen meetbaar maken met de verwijzer."]
    assert after.tags == ("verwijzer", "doelen")
    assert page.model.cell(0, 3).text == "verwijzer, doelen"


def test_that_a_learning_point_is_taken_away_and_comes_back(
    table: Table, page: LearningPage, window: Opened
) -> None:
    """R11: taking one away can be undone."""
    page.table.selectRow(1)
    window.settle(page.pane.buttons["Weghalen"].click)
    assert set(kept(table)) == {"Doelen meetbaar maken."}
    window.settle(window.undo)
    assert "Eerder bellen." in kept(table)
