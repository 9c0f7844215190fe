"""The page of a case that is settled: nothing changes but by mending it with a reason (T3)."""

from datetime import date
from decimal import Decimal

import pytest
from accessibility import faults
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from real_pages import Opened, child

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import AgendaItem
from casustafel.domain.outcomes import OutcomeInput
from casustafel.domain.records import FieldChange
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.pages.case.page import CaseView
from casustafel.gui.settings import Settings
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.services.case import case_steps, cases
from casustafel.services.meeting import outcomes
from workspaces import Table

GRANTED = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))


@pytest.fixture
def item(table: Table) -> AgendaItem:
    """The item of a case under discussion in a meeting."""
    _, items = table.opened(1)
    return items[0]


@pytest.fixture
def before(item: AgendaItem) -> None:
    """What stands there before the window opens."""


@pytest.fixture
def page(window: Opened, table: Table, item: AgendaItem) -> CaseView:
    """The page of the case once the table granted it."""
    table.do(outcomes.record, item.id, GRANTED)
    shown = window.open("case", item.case_id or "")
    assert isinstance(shown, CaseView)
    return shown


def stored(table: Table, item: AgendaItem) -> Case:
    return table.ask(lambda reader: reader.get(Case, item.case_id))


def control(page: CaseView, key: str) -> QWidget:
    return page.form.fields[key].control


def opens(page: CaseView) -> set[str]:
    return {key for key, field in page.form.fields.items() if field.control.isEnabled()}


def mend(window: Opened, page: CaseView, reason: str) -> None:
    child(page.settled, KeyHintButton, "Gegevens herstellen…").click()
    (dialog,) = page.findChildren(Form)
    field = dialog.fields["reason"].control
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText(reason)
    assert faults(dialog) == []
    window.settle(dialog.confirm)


def leave(window: Opened, page: CaseView, key: str, text: str) -> None:
    field = page.form.fields[key].line
    field.setText(text)
    window.settle(field.editingFinished.emit)


def history(page: CaseView) -> str:
    return " | ".join(each.text() for each in page.side.findChildren(QLabel))


def test_that_of_a_decided_case_only_what_stays_open_can_be_typed_in(page: CaseView) -> None:
    assert opens(page) == {
        "case.dossier_number",
        "case.referrer_contact",
        *({"answer.informed", "answer.informed_how"} & page.form.fields.keys()),
    }
    assert "Uitkomst vastgesteld: wat is gevraagd, staat vast." in page.settled.text
    assert faults(page) == []


def test_that_neither_wheel_nor_enter_changes_a_decided_case(
    page: CaseView, window: Opened, table: Table, item: AgendaItem, qtbot: QtBot
) -> None:
    before = stored(table, item)
    box = control(page, "case.care_form")
    assert isinstance(box, QComboBox)
    chosen = box.currentIndex()
    down = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    window.settle(lambda: QApplication.sendEvent(box, down))
    for key in ("case.care_form", "case.hours_per_week"):
        window.settle(lambda key=key: qtbot.keyClick(control(page, key), Qt.Key.Key_Return))
        window.settle(lambda key=key: qtbot.keyClick(control(page, key), Qt.Key.Key_Down))
    assert box.currentIndex() == chosen
    assert stored(table, item) == before


def test_that_what_stays_open_is_kept_without_a_reason(
    page: CaseView, window: Opened, table: Table, item: AgendaItem
) -> None:
    leave(window, page, "case.dossier_number", "Z-2026-81")
    assert stored(table, item).dossier_number == "Z-2026-81"


def test_that_mending_asks_one_reason_that_stands_with_each_old_and_new_value(
    page: CaseView, window: Opened, table: Table, item: AgendaItem
) -> None:
    mend(window, page, "Verkeerd overgenomen uit het verslag")
    assert "Verkeerd overgenomen" in page.settled.text
    leave(window, page, "case.hours_per_week", "6")
    leave(window, page, "client.surname", "Voorbeeld-de Vries")
    provider = control(page, "case.provider")
    assert isinstance(provider, QComboBox)
    provider.setCurrentText("Rivierzorg")
    line = provider.lineEdit()
    assert line is not None
    window.settle(line.editingFinished.emit)
    goal = {"goal": "Rust in huis"}
    editor = page.form.entries["answer.goals"].control
    editor.widget.set_rows([goal])
    window.settle(editor.leave)

    kept = stored(table, item)
    assert kept.hours_per_week == Decimal(6)
    assert kept.status is CaseStatus.DECIDED
    changes = table.ask(lambda reader: reader.find(FieldChange, "-at", "-id", case_id=item.case_id))
    mended = [one for one in changes if one.reason]
    assert {one.field for one in mended} == {"hours_per_week", "surname", "provider_id", "value"}
    assert {one.reason for one in mended} == {"Verkeerd overgenomen uit het verslag"}
    words = history(page)
    why = "Secretaris · reden: Verkeerd overgenomen uit het verslag"
    assert f"uren per week: 4 → 6 · {why}" in words
    assert f"achternaam: Voorbeeld1 → Voorbeeld-de Vries · {why}" in words
    assert f"aanbieder: Zorggroep Waal → Rivierzorg · {why}" in words
    assert f"Rust in huis · {why}" in words


def test_that_mending_ends_with_its_button_and_what_is_being_typed_is_kept_first(
    page: CaseView, window: Opened, table: Table, item: AgendaItem
) -> None:
    mend(window, page, "Tikfout")
    page.form.fields["case.referrer_name"].line.setText("BJG Lent")
    window.settle(child(page.settled, KeyHintButton, "Klaar met herstellen").click)
    assert stored(table, item).referrer_name == "BJG Lent"
    assert not control(page, "case.referrer_name").isEnabled()


def test_that_another_visit_asks_its_own_reason(page: CaseView, window: Opened) -> None:
    mend(window, page, "Tikfout")
    assert control(page, "case.volume").isEnabled()
    key = page._id
    window.open("queue")
    window.open("case", key)
    assert not control(page, "case.volume").isEnabled()


def test_that_who_types_while_the_table_decides_is_told_beside_the_field(
    window: Opened, table: Table, item: AgendaItem
) -> None:
    page = window.open("case", item.case_id or "")
    assert isinstance(page, CaseView)
    table.do(outcomes.record, item.id, GRANTED)
    leave(window, page, "case.referrer_name", "BJG Lent")
    field = page.form.fields["case.referrer_name"]
    assert "afgerond" in field.error
    assert "Gegevens herstellen" in field.error
    assert stored(table, item).referrer_name == "BJG Noord"
    assert not field.control.isEnabled()

    mend(window, page, "Verwijzer belde")
    window.settle(field.line.editingFinished.emit)
    assert stored(table, item).referrer_name == "BJG Lent"
    assert field.error == ""


def test_that_a_withdrawn_case_is_closed_too(
    window: Opened, table: Table, settings: Settings
) -> None:
    case = table.case(9)
    table.do(case_steps.withdraw, case.id, "Ouders zien ervan af")
    page = window.open("case", case.id)
    assert isinstance(page, CaseView)
    assert "case.volume" not in opens(page)
    assert page.settled.text.startswith("Ingetrokken: ")


def test_that_a_case_before_its_outcome_is_open(window: Opened, table: Table) -> None:
    case = table.case(9)
    table.do(cases.answer, case.id, "help_question", "Structuur")
    page = window.open("case", case.id)
    assert isinstance(page, CaseView)
    assert opens(page) == set(page.form.fields)
    assert page.settled.text == ""
