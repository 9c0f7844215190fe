"""What is typed in a form of the office is found back when the program ended in between."""

from collections.abc import Callable
from typing import Any

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from real_pages import Opened

from casustafel.domain.records import Draft
from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.pages.frameworks.dialogs import ConditionEditor
from casustafel.services.register import providers
from casustafel.services.upkeep import drafts
from workspaces import Table

Open = Callable[[Any], object]


@pytest.fixture
def before(table: Table) -> None:
    """What stands there before the window opens."""
    table.case()
    table.do(providers.add, "Rivierzorg", "06012345", [])


def ask(window: Opened, open_: Callable[[], object]) -> FormDialog:
    """Open a form, and return it when what was typed earlier stands in it."""
    window.settle(open_)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    return dialog


def edit_provider(page: Any) -> None:
    page.table.select_key(next(row.id for row in page.pane.rows if row.name == "Rivierzorg"))
    page.pane.buttons["Wijzigen…"].click()


def new_stop(page: Any) -> None:
    page.switch.choose("stops")
    page.stops._record()


def withdraw(page: Any) -> None:
    page.table.selectRow(0)
    page.withdraw.click()


def new_question(page: Any) -> None:
    page.contents.table.selectRow(0)
    page.contents.add_item_below()


def edit_seat(page: Any) -> None:
    page.seats.table.selectRow(0)
    page.seats.buttons["Wijzigen…"].click()


FORMS: dict[str, tuple[str, Open, str]] = {
    "norm": ("register", lambda page: page.norms._add(), "remark"),
    "stop": ("register", new_stop, "remark"),
    "provider": ("providers", lambda page: page._add(), "name"),
    "edited provider": ("providers", edit_provider, "aliases"),
    "spellings": ("providers", lambda page: page._ask_spellings(), "aliases"),
    "group": ("frameworks", lambda page: page.contents.add_section_below(), "title"),
    "question": ("frameworks", new_question, "help"),
    "seat": ("people", lambda page: page.seats._add(), "organisation"),
    "edited seat": ("people", edit_seat, "role_name"),
    "withdrawing": ("queue", withdraw, "reason"),
}


def typed_in(dialog: FormDialog, key: str) -> str:
    control = dialog.fields[key].control
    assert isinstance(control, QLineEdit | QPlainTextEdit)
    return control.text() if isinstance(control, QLineEdit) else control.toPlainText()


@pytest.mark.parametrize("form", FORMS)
def test_that_what_was_typed_in_a_form_is_there_again_until_it_is_answered(
    form: str, window: Opened, table: Table, qtbot: QtBot
) -> None:
    page_name, open_, key = FORMS[form]
    page = window.open(page_name)
    dialog = ask(window, lambda: open_(page))
    control = dialog.fields[key].control
    assert isinstance(control, QLineEdit | QPlainTextEdit)
    qtbot.keyClicks(control, "Getypt en niet opgeslagen")
    typed = typed_in(dialog, key)
    qtbot.waitUntil(lambda: bool(table.ask(lambda reader: reader.find(Draft))))
    window.settle()
    shiboken6.delete(dialog)  # as a kill does: nobody answered it

    again = ask(window, lambda: open_(page))
    assert typed_in(again, key) == typed
    window.settle(again.reject)
    assert table.ask(lambda reader: reader.find(Draft)) == []
    fresh = ask(window, lambda: open_(page))
    assert "Getypt" not in typed_in(fresh, key)
    window.settle(fresh.reject)


def test_that_ticks_and_chips_of_a_form_come_back_too(
    window: Opened, table: Table, qtbot: QtBot
) -> None:
    page: Any = window.open("frameworks")
    dialog: Any = ask(window, page.contents.add_section_below)
    dialog.fields["folded"].control.click()
    applies = dialog.findChild(ConditionEditor)
    applies.set_opened(True)
    law = applies._chips["laws"]
    law.show_on(["wmo"])
    qtbot.waitUntil(lambda: bool(table.ask(lambda reader: reader.find(Draft))))
    window.settle()
    shiboken6.delete(dialog)
    again: Any = ask(window, page.contents.add_section_below)
    applies = again.findChild(ConditionEditor)
    assert again.fields["folded"].control.isChecked()
    assert applies.opened
    assert applies.condition.laws == frozenset({"wmo"})
    window.settle(again.reject)


def test_that_the_reason_typed_about_a_case_goes_with_the_case(table: Table) -> None:
    case = table.case()
    for about in ("withdraw", "not_needed"):
        table.do(drafts.keep, "dialog", f"{about}:{case.id}", "typed", {"reason": "Verhuisd"})

    def destroy(uow: Any) -> None:
        drafts.destroy(uow, [case.id])
        uow.commit()

    table.do(destroy)
    assert table.ask(lambda reader: reader.find(Draft)) == []
