"""A form says yes only when the answer is in: what is refused stands in it, with its text (H23)."""

import ast
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from real_pages import Opened
from shiboken6 import isValid

import casustafel.gui
from casustafel.domain.outcomes import OutcomeInput
from casustafel.domain.records import Draft
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.dialogs.form import FormDialog, line
from casustafel.gui.theme import Tone
from casustafel.services.agenda import meetings
from casustafel.services.case import case_steps
from casustafel.services.meeting import outcomes, room
from casustafel.services.register import providers
from workspaces import Table

GUI = Path(casustafel.gui.__file__).parent


def asked(window: Opened, open_: Callable[[], object]) -> FormDialog[Any]:
    """Open a form and return it."""
    window.settle(open_)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    return dialog


def drafts_of(table: Table) -> list[object]:
    return [draft.value for draft in table.ask(lambda reader: reader.find(Draft))]


def withdraw_case(window: Opened, table: Table) -> tuple[FormDialog[Any], str]:
    case = table.case()
    page: Any = window.open("case", case.id)
    dialog = asked(window, page._withdraw)
    table.do(case_steps.withdraw, case.id, "al gedaan")
    return dialog, "reason"


def withdraw_from_queue(window: Opened, table: Table) -> tuple[FormDialog[Any], str]:
    case = table.case()
    page: Any = window.open("queue")
    page.table.selectRow(0)
    dialog = asked(window, page.withdraw.click)
    table.do(case_steps.withdraw, case.id, "al gedaan")
    return dialog, "reason"


def item_of_cancelled_meeting(window: Opened, table: Table) -> tuple[FormDialog[Any], str]:
    meeting = table.meeting()
    page: Any = window.open("agenda", meeting.id)
    dialog = asked(window, page._add_loose)
    table.do(meetings.cancel, meeting.id)
    return dialog, "title"


def reopen_once_more(window: Opened, table: Table) -> tuple[FormDialog[Any], str]:
    meeting, items = table.opened(1)
    item = next(one for one in items if one.case_id)
    table.do(room.go_to, item.id)
    given = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
    table.do(outcomes.record, item.id, given)
    page: Any = window.open("room", meeting.id)
    dialog = asked(window, lambda: page.questions.reopen(item.id))
    table.do(outcomes.reopen, item.id, "al gedaan")
    return dialog, "reason"


FORMS = (withdraw_case, withdraw_from_queue, item_of_cancelled_meeting, reopen_once_more)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_that_a_refused_form_stays_with_its_text_its_reason_and_its_draft(
    form: Callable[[Opened, Table], tuple[FormDialog[Any], str]],
    window: Opened,
    table: Table,
    qtbot: QtBot,
) -> None:
    dialog, key = form(window, table)
    control: Any = dialog.fields[key].control
    typed = "Ouders kiezen anders"
    if hasattr(control, "setPlainText"):
        control.setPlainText(typed)
    else:
        control.setText(typed)
    kept = form is not reopen_once_more
    if kept:
        qtbot.waitUntil(lambda: any(typed in str(one) for one in drafts_of(table)))
    window.settle(dialog.confirm)
    assert isValid(dialog)
    assert dialog.isVisible()
    assert dialog.text(key) == typed
    assert dialog._said.isVisible() or dialog.fields[key].error
    assert dialog.do.isEnabled()
    if kept:
        assert any(typed in str(one) for one in drafts_of(table))
    window.settle(dialog.reject)
    assert not any(typed in str(one) for one in drafts_of(table))


def test_that_a_meeting_at_a_taken_time_is_refused_beside_its_day(
    window: Opened, table: Table
) -> None:
    table.meeting(date(2026, 12, 10))
    page: Any = window.open("meetings")
    dialog: Any = asked(window, page._plan)
    dialog._day.set_day(date(2026, 12, 10))
    assert dialog.given.starts == time(9)
    window.settle(dialog.confirm)
    assert dialog.isVisible()
    assert "al een vergadering" in dialog.fields["day"].error
    dialog._day.set_day(date(2026, 12, 17))
    window.settle(dialog.confirm)
    assert not isValid(dialog)
    assert "17" in page.banner.text


def test_that_an_answered_form_says_what_was_done_and_leaves_no_draft(
    window: Opened, table: Table, qtbot: QtBot
) -> None:
    page: Any = window.open("providers")
    page.banner.say("Oud nieuws")
    dialog: Any = asked(window, page._add)
    dialog.fields["name"].line.setText("Rivierzorg")
    qtbot.waitUntil(lambda: drafts_of(table) != [])
    window.settle(dialog.confirm)
    assert not isValid(dialog)
    assert drafts_of(table) == []
    assert page.banner.text == ""  # what was said before outlives no success (H20)
    assert [row.name for row in table.ask(providers.listed).rows] == ["Rivierzorg"]


def test_that_a_success_without_a_form_lets_what_was_refused_go(window: Opened) -> None:
    """H20: "het spoedbesluit moet blijven" does not stand over what went well afterwards."""
    page: Any = window.open("providers")
    page.say("Dat kan niet.", Tone.BAD)
    window.settle(lambda: page.pane.write(lambda _uow: None))
    assert page.banner.text == ""
    page.say("Er mist iemand.", Tone.WARN)
    window.settle(lambda: page.write(lambda _uow: None))
    assert page.banner.text == "Er mist iemand."


class Naming(FormDialog[str]):
    """A form of one field."""

    def __init__(self, parent: Any) -> None:
        super().__init__("Naam", "Opslaan", parent)
        self.add("name", "&Naam", line("Rivierzorg"))

    @property
    def given(self) -> str:
        return self.text("name")


def test_that_enter_on_a_button_means_that_button(window: Opened, qtbot: QtBot) -> None:
    """2.4: who goes to Annuleren and presses Enter does not save."""
    page: Any = window.open("providers")
    asked: list[str] = []
    form = Naming(page)
    form.confirmed.connect(lambda: asked.append("saved"))
    form.open()
    qtbot.keyClick(form.cancel, Qt.Key.Key_Return)
    assert (asked, form.isVisible()) == ([], False)
    form = Naming(page)
    form.confirmed.connect(lambda: asked.append("saved"))
    form.open()
    qtbot.keyClick(form.fields["name"].control, Qt.Key.Key_Return)
    assert asked == ["saved"]


def test_that_a_form_that_was_closed_while_it_waited_still_says_what_came_of_it(
    window: Opened, table: Table
) -> None:
    table.do(providers.add, "Rivierzorg", "", [])
    page: Any = window.open("providers")
    dialog = Naming(page)
    page.ask(dialog, lambda uow, name: providers.add(uow, name, "", []))
    dialog.confirm()
    dialog.reject()
    window.settle()
    assert "Rivierzorg" in page.banner.text


def test_that_a_form_is_opened_in_one_way_only() -> None:
    """A page that hears `confirmed` itself would have to remember the contract."""
    found = []
    for path in sorted((GUI / "pages").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        forms = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            and any("FormDialog" in ast.unparse(base) for base in node.bases)
        }
        for node in ast.walk(tree):
            answers = isinstance(node, ast.Attribute) and node.attr in ("accept", "refuse")
            if answers and "dialog." in ast.unparse(node) and not forms:
                found.append(f"{path.name}: {ast.unparse(node)}")
    assert found == [], "use dialogs.ask"


def test_that_enter_cancels_what_cannot_be_taken_back_also_where_nothing_is_asked(
    qtbot: QtBot,
) -> None:
    """Seen by hand: Enter on «Pre-scan afronden» and Enter again deleted the reserve."""
    around, done = QWidget(), list[bool]()
    qtbot.addWidget(around)
    form = Form(around, "Pre-scan afronden", "Reserve verwijderen", careful=True)
    form.confirmed.connect(lambda: done.append(True))
    with qtbot.waitActive(form):
        form.show()
    assert form.focusWidget() is form.cancel
    qtbot.keyClick(form.cancel, Qt.Key.Key_Return)
    assert form.isHidden() and done == []
