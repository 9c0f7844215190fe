"""The page of norms and stops, driven as the contract manager would."""

from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from accessibility import faults, tab_stops
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, form_of, opened

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.ids import new_id
from casustafel.domain.norms import CareForm, Instrument, Norm, NormState, NormUnit
from casustafel.domain.people import Actor, Role
from casustafel.domain.stops import StopKind, StopState
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.dialogs.mail import MailDialog, SendingDialog
from casustafel.gui.pages.register.inflow_tab import row_key
from casustafel.gui.pages.register.lines import (
    inflow_columns,
    norm_columns,
    parse_amount,
    stop_columns,
    typed_amount,
)
from casustafel.gui.pages.register.list_import import ImportDialog
from casustafel.gui.pages.register.page import INFLOW, STOPS, RegisterPage
from casustafel.gui.settings import Settings
from casustafel.gui.tables import RowTableModel
from casustafel.services.register import inflow, norm_steps, register
from workspaces import Table

LEFT = Qt.MouseButton.LeftButton
D = TypeVar("D", bound=QDialog)


def room(amount: int = 120_000_000, **changes: object) -> Norm:
    base: dict[str, object] = {
        "id": new_id(),
        "provider_id": "",
        "care_form": CareForm.BEGELEIDING_JEUGD,
        "instrument": Instrument.BESTEDINGSRUIMTE,
        "unit": NormUnit.CENTS,
        "amount": amount,
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
    }
    return Norm(**(base | changes))  # type: ignore[arg-type]


@pytest.fixture
def filled(table: Table) -> Table:
    """Two norms, one of which asks for a notice; today is 26-11-2026."""
    hours = room(
        18,
        care_form=CareForm.VDB,
        instrument=Instrument.INTENSITEIT_DUUR,
        unit=NormUnit.HOURS_PER_WEEK,
    )
    table.do(norm_steps.add_norm, hours, "De Zonnehof")
    norm = table.do(norm_steps.add_norm, room(), "Zorggroep Waal").norm
    table.do(norm_steps.record_spent, norm.id, 90_000_000, date(2026, 10, 31))
    table.case(1, starts_on=date(2026, 11, 20), allocation_number=7)
    return table


@pytest.fixture
def before(filled: Table) -> None:
    """What stands there before the window opens."""


PAGE = "register"


def stop_now(table: Table, day: date = date(2026, 9, 1)) -> norm_steps.StopSaved:
    return table.do(
        norm_steps.record_stop,
        "",
        CareForm.BEGELEIDING_JEUGD,
        StopKind.BESTEDINGSRUIMTE,
        day,
        provider="Zorggroep Waal",
    )


def dialog_of(page: RegisterPage, kind: type[D]) -> D:
    found = [each for each in page.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def press(window: Opened, qtbot: QtBot, button: QPushButton) -> None:
    window.settle(lambda: qtbot.mouseClick(button, LEFT))


def take(page: RegisterPage, window: Opened, qtbot: QtBot, name: str) -> None:
    """Press the button of a step once the panel offers it."""
    panel = page.norms.panel if page.switch.key == "norms" else page.stops.panel

    def offered() -> list[QPushButton]:
        return [
            each
            for each in panel.findChildren(QPushButton)
            if not each.isHidden() and each.text() == name
        ]

    qtbot.waitUntil(lambda: bool(offered()))
    press(window, qtbot, offered()[0])


def texts(model: Any, column: str) -> list[str]:
    return [model.cell(at, model.at(column)).text for at in range(model.rowCount())]


def choose(dialog: Any, key: str, value: str) -> None:
    box = dialog.fields[key].control
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))


def test_that_norms_show_their_share_in_a_bar_and_their_state_in_words(page: RegisterPage) -> None:
    model = page.norms.model
    assert texts(model, "spent") == ["–", "75 %"]
    assert texts(model, "state") == ["Stand niet bekend", "Melding nodig"]
    assert texts(model, "amount") == ["18 uur/week", "€ 1.200.000"]
    assert model.cell(1, model.at("spent")).fraction == 0.75
    page.norms.bar.chips.choose("todo")
    assert texts(model, "state") == ["Melding nodig"]
    page.norms.bar.chips.choose("stop")
    assert model.rowCount() == 0


@pytest.mark.parametrize("tab", ["norms", STOPS, INFLOW])
def test_that_every_tab_can_be_used_by_keyboard_and_read_aloud(
    filled: Table, window: Opened, tab: str
) -> None:
    stop_now(filled)
    page = window.open("register", tab)
    window.settle()
    assert faults(page) == []


def test_that_the_models_keep_to_the_rules_of_models(filled: Table) -> None:
    stop_now(filled)
    view = filled.ask(register.view)
    listed = filled.ask(inflow.listed, date(2026, 9, 1), date(2026, 12, 31))
    for model, rows, columns in (
        (
            RowTableModel(norm_columns(), lambda line: line.norm.id),
            view.norms,
            ("amount", "spent", "period"),
        ),
        (
            RowTableModel(stop_columns(), lambda line: line.stop.id),
            view.stops,
            ("from", "provider"),
        ),
        (RowTableModel(inflow_columns(), row_key), listed.rows, ("case", "route")),
    ):
        mode = QAbstractItemModelTester.FailureReportingMode.Warning
        tester = QAbstractItemModelTester(model, mode)
        model.set_rows(rows)
        for column in columns:
            model.sort(model.at(column))
        assert model.rowCount() == len(rows) > 0
        assert tester.model() is model


def test_that_a_norm_goes_all_the_way_to_a_stop_that_cases_follow(
    page: RegisterPage, window: Opened, filled: Table, qtbot: QtBot
) -> None:
    page.norms.table.selectRow(1)
    take(page, window, qtbot, "Melding vastleggen…")
    notice = form_of(page)
    assert faults(notice) == []
    press(window, qtbot, notice.do)
    take(page, window, qtbot, "Analysegesprek vastleggen…")
    analysis = form_of(page)
    analysis.fields["day"].control.setText("25-11-2026")  # type: ignore[attr-defined]
    press(window, qtbot, analysis.do)
    assert analysis.fields["conclusion"].error
    choose(analysis, "conclusion", "overrun_likely")
    press(window, qtbot, analysis.do)
    assert "melding" in analysis.fields["day"].error
    analysis.fields["day"].control.setText("26112026")  # type: ignore[attr-defined]
    press(window, qtbot, analysis.do)
    assert texts(page.norms.model, "state")[1] == "Toeleidingsstop nodig"
    take(page, window, qtbot, "Toeleidingsstop opleggen…")
    imposing = form_of(page)
    imposing.fields["day"].control.setText("01-09-2026")  # type: ignore[attr-defined]
    press(window, qtbot, imposing.do)
    text = dialog_of(page, MailDialog)
    assert "1 september 2026" in text.text.toPlainText()
    qtbot.mouseClick(text.copy, LEFT)
    assert "Zorggroep Waal" in QGuiApplication.clipboard().text()
    text.reject()
    assert page.banner.text == "Van 1 casus is de route veranderd: 1 terug in de wachtrij."
    assert filled.ask(lambda reader: reader.find(Case))[0].route == "cpv"
    take(page, window, qtbot, "Plan van aanpak ontvangen…")
    press(window, qtbot, form_of(page).do)
    assert filled.ask(register.view).norms[1].norm.plan_on == date(2026, 11, 26)


def test_that_a_norm_is_added_with_what_is_wrong_beside_its_field(
    page: RegisterPage, window: Opened, filled: Table, qtbot: QtBot
) -> None:
    press(window, qtbot, child(page, QPushButton, "Nieuwe norm"))
    dialog = form_of(page)
    assert faults(dialog) == []
    provider = dialog.fields["provider"].control
    assert isinstance(provider, QComboBox)
    provider.setCurrentText("Zorggroep Waall")
    dialog.fields["amount"].control.setText("1,3 mln")  # type: ignore[attr-defined]
    choose(dialog, "instrument", "bestedingsruimte:cents")
    press(window, qtbot, dialog.do)
    assert "niet bekend" in dialog.fields["provider"].error
    provider.setCurrentText("Zorggroep Waal")
    press(window, qtbot, dialog.do)
    assert "staat er al zo'n norm" in dialog.fields["instrument"].error
    dialog.fields["starts_on"].control.setText("01-01-2027")  # type: ignore[attr-defined]
    press(window, qtbot, dialog.do)
    assert dialog.fields["ends_on"].error
    dialog.fields["ends_on"].control.setText("31-12-2027")  # type: ignore[attr-defined]
    dialog.fields["amount"].control.setText("veel")  # type: ignore[attr-defined]
    press(window, qtbot, dialog.do)
    assert "1,2 mln" in dialog.fields["amount"].error
    dialog.fields["amount"].control.setText("0")  # type: ignore[attr-defined]
    press(window, qtbot, dialog.do)
    assert "niet meer dan nul" in dialog.fields["amount"].error
    dialog.fields["amount"].control.setText("€ 1.300.000")  # type: ignore[attr-defined]
    press(window, qtbot, dialog.do)
    added = filled.ask(lambda r: r.find(Norm, starts_on=date(2027, 1, 1)))
    assert [one.amount for one in added] == [130_000_000]


def test_that_a_norm_is_changed_by_its_key_and_its_stand_kept_up(
    page: RegisterPage, window: Opened, filled: Table, qtbot: QtBot
) -> None:
    page.norms.table.selectRow(1)
    page.norms.table.setFocus()
    qtbot.keyClick(page.norms.table, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bool(page.findChildren(Form)))
    dialog = form_of(page)
    dialog.fields["amount"].control.setText("800.000")  # type: ignore[attr-defined]
    press(window, qtbot, dialog.do)
    assert texts(page.norms.model, "spent")[1] == "112,5 %"
    take(page, window, qtbot, "Stand bijwerken…")
    spent = form_of(page)
    spent.fields["spent"].control.setText("x")  # type: ignore[attr-defined]
    press(window, qtbot, spent.do)
    assert spent.fields["spent"].error
    spent.fields["spent"].control.setText("400.000")  # type: ignore[attr-defined]
    spent.fields["day"].control.setText("01-10-2026")  # type: ignore[attr-defined]
    press(window, qtbot, spent.do)
    assert "31-10-2026" in spent.fields["day"].error
    spent.fields["day"].control.setText("26-11-2026")  # type: ignore[attr-defined]
    press(window, qtbot, spent.do)
    assert filled.ask(register.view).norms[1].state is NormState.WITHIN


def test_that_a_stop_is_recorded_considered_and_lifted(
    page: RegisterPage, window: Opened, filled: Table, qtbot: QtBot
) -> None:
    page.switch.choose(STOPS)
    press(window, qtbot, child(page, QPushButton, "Lopende stop vastleggen…"))
    recording = form_of(page)
    recording.fields["provider"].control.setCurrentText("Thuis in de Wijk")  # type: ignore[attr-defined]
    recording.fields["day"].control.setText("01-06-2026")  # type: ignore[attr-defined]
    press(window, qtbot, recording.do)
    child(recording, QCheckBox, "Deze naam als nieuwe aanbieder toevoegen").setChecked(True)
    press(window, qtbot, recording.do)
    dialog_of(page, MailDialog).reject()
    page.stops.table.selectRow(0)
    window.settle()
    take(page, window, qtbot, "Verwachting vastleggen…")
    forecast = form_of(page)
    forecast.fields["forecast_next_stop"].control.setText("01-02-2027")  # type: ignore[attr-defined]
    press(window, qtbot, forecast.do)
    take(page, window, qtbot, "Opheffen…")
    lifting = form_of(page)
    press(window, qtbot, lifting.do)
    assert "01-02-2027" in lifting.fields["day"].error
    lifting.reject()
    take(page, window, qtbot, "Stop laten gelden")
    take(page, window, qtbot, "Verwachting vastleggen…")
    again = form_of(page)
    again.fields["forecast_next_stop"].control.clear()  # type: ignore[attr-defined]
    press(window, qtbot, again.do)
    waits = [
        filled.case(day, provider="Thuis in de Wijk", referrer_name=f"BJG {day % 2}")
        for day in (2, 3, 4)
    ]
    take(page, window, qtbot, "Opheffen…")
    press(window, qtbot, form_of(page).do)
    dialog_of(page, MailDialog).reject()
    assert page.banner.text == "3 verzoeken wachten alleen nog door deze stop."
    let_go(page, window, qtbot, 2)
    states = [filled.ask(lambda r, key=one.id: r.get(Case, key)).status for one in waits]
    assert states.count(CaseStatus.NOT_NEEDED) == 2
    (line,) = filled.ask(register.view).stops
    assert (line.stop.state, line.stop.ends_on) == (StopState.LIFTED, date(2026, 11, 26))
    page.stops.bar.chips.choose("over")
    window.settle()
    take(page, window, qtbot, "Datums herstellen…")
    mending = form_of(page)
    mending.fields["ends_on"].control.setText("01-05-2026")  # type: ignore[attr-defined]
    press(window, qtbot, mending.do)
    assert "voor het begin" in mending.fields["ends_on"].error


def let_go(page: RegisterPage, window: Opened, qtbot: QtBot, count: int) -> None:
    """R5: take the note to one contact person along, and let go what waited of them."""
    window.settle(child(page.banner, QPushButton, "Vrijgeven…").click)
    sending = dialog_of(page, SendingDialog)
    assert faults(sending) == []
    do = child(sending, QPushButton, "Vrijgeven")
    press(window, qtbot, do)
    assert sending.said.text() == "Kopieer of bewaar eerst een tekst."
    assert sending.text.toPlainText().count("- CPV-2026-") == count
    press(window, qtbot, sending.copy)
    press(window, qtbot, do)
    assert not [each for each in page.findChildren(SendingDialog) if each.isVisible()]


def test_that_it_can_be_asked_which_stop_held_on_a_day(
    page: RegisterPage, window: Opened, filled: Table, qtbot: QtBot
) -> None:
    stop_now(filled)
    window.settle(page.mark_stale)
    page.switch.choose(STOPS)
    qtbot.keyClicks(page.stops.asked, "31082026")
    assert texts(page.stops.model, "provider") == []
    assert not page.stops.bar.chips.isEnabled()
    page.stops.asked.clear()
    qtbot.keyClicks(page.stops.asked, "01092026")
    assert texts(page.stops.model, "provider") == ["Zorggroep Waal"]


def test_that_the_inflow_is_shown_and_exported(
    page: RegisterPage, window: Opened, filled: Table, tmp_path: Path
) -> None:
    stop_now(filled)
    window.settle(page.mark_stale)
    page.switch.choose(INFLOW)
    assert texts(page.inflow.model, "route") == ["nog niet bekend"]
    target = tmp_path / "instroom.xlsx"
    window.settle(lambda: page.inflow.export_to(target))
    assert load_workbook(target)["Instroom"].cell(5, 8).value == "nog niet bekend"
    assert "instroom.xlsx" in page.banner.text
    page.inflow.since.setText("25-11-2026")
    window.settle(page.inflow.read_period)
    assert texts(page.inflow.model, "route") == []


def test_that_a_list_of_begun_care_is_taken_in_and_its_open_line_answered(
    page: RegisterPage, window: Opened, filled: Table, qtbot: QtBot, tmp_path: Path
) -> None:
    """R1: the ground is asked, it says what it looked at, and a line is answered once."""
    stop_now(filled)
    window.settle(page.mark_stale)
    page.switch.choose(INFLOW)
    assert "zonder aanvraag" in page.inflow._looked_at.text()
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Toewijzingnr", "Aanbieder", "Zorgvorm", "Ingangsdatum"))
    sheet.append((4711, "Zorggroep Waal", "Begeleiding jeugd", date(2026, 11, 2)))
    path = tmp_path / "instroom.xlsx"
    book.save(path)
    window.settle(lambda: page.inflow.importing.look(path))
    dialog = dialog_of(page, ImportDialog)
    press(window, qtbot, dialog.do)
    assert "4711" not in texts(page.inflow.model, "case")
    assert "grondslag" in page.inflow._looked_at.text()
    page.inflow.ask_ground()
    source = form_of(page)
    assert faults(source) == []
    press(window, qtbot, source.do)
    assert source.fields["plan"].error
    source.fields["plan"].control.setText("CP-2026-03")  # type: ignore[attr-defined]
    press(window, qtbot, source.do)
    qtbot.waitUntil(lambda: "4711" in texts(page.inflow.model, "case"))
    row = next(row for row in page.inflow.rows if row.number == "4711")
    page.inflow.ask_answer(row)
    answer = form_of(page)
    assert faults(answer) == []
    choose(answer, "route", "regieteam")
    press(window, qtbot, answer.do)
    qtbot.waitUntil(lambda: "Regieteam" in texts(page.inflow.model, "route"))


def test_that_who_manages_norms_sets_how_long_open_lines_stay(
    page: RegisterPage, window: Opened, filled: Table, qtbot: QtBot
) -> None:
    """What a use case can set, the window can: at most six weeks."""
    page.inflow.ask_weeks()
    form = form_of(page)
    assert faults(form) == []
    weeks = form.fields["weeks"].control
    assert isinstance(weeks, QSpinBox)
    weeks.setValue(4)
    press(window, qtbot, form.do)
    assert filled.ask(lambda reader: reader.setting("inflow-weeks")) == 4
    assert "vastgelegd" in window.told


def test_that_a_list_is_looked_at_before_it_is_kept(
    page: RegisterPage, window: Opened, filled: Table, qtbot: QtBot, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(("Aanbieder", "Zorgsoort", "Type", "Jaar", "Hoogte", "Besteed"))
    sheet.append(("Rivierzorg", "Begeleiding jeugd", "Bestedingsruimte", 2026, 860000, 834200))
    sheet.append(("Rivierzorg", "VDB", "Instroomtarget", 2026, "4,5", ""))
    path = tmp_path / "normering.xlsx"
    book.save(path)
    window.settle(lambda: page.norms.importing.look(path))
    dialog = dialog_of(page, ImportDialog)
    assert faults(dialog) == []
    said = [dialog.findings.item(at).text() for at in range(dialog.findings.count())]
    assert any(text.startswith("Rij 3, geweigerd: 4,5 is geen heel aantal.") for text in said)
    assert page.norms.model.rowCount() == 2
    press(window, qtbot, dialog.do)
    assert texts(page.norms.model, "spent") == ["–", "97 %", "75 %"]
    window.settle(lambda: page.norms.importing.look(tmp_path / "weg.xlsx"))
    assert "weg.xlsx" in page.banner.text


def test_that_a_form_begins_at_its_first_field_and_ends_at_its_buttons(
    page: RegisterPage, qtbot: QtBot
) -> None:
    page.norms._add()
    dialog = form_of(page)
    qtbot.waitExposed(dialog)
    stops = tab_stops(dialog)
    assert stops[0] is dialog.fields["provider"].control
    assert stops[-2:] == [dialog.cancel, dialog.do]
    at = dialog.focusWidget()
    assert at is not None
    assert stops[0] is at or stops[0].isAncestorOf(at)
    dialog.reject()


def test_that_the_threshold_is_changed_from_the_command_box(
    page: RegisterPage, window: Opened, filled: Table, qtbot: QtBot, tmp_path: Path
) -> None:
    commands = {command.text: command.run for command in page.commands()}
    commands["Grens van de melding wijzigen"]()
    dialog = form_of(page)
    share = dialog.fields["share"].control
    for wrong in ("veel", "101"):
        share.setText(wrong)  # type: ignore[attr-defined]
        press(window, qtbot, dialog.do)
        assert "1" in dialog.fields["share"].error
    share.setText("80")  # type: ignore[attr-defined]
    press(window, qtbot, dialog.do)
    qtbot.waitUntil(lambda: texts(page.norms.model, "state")[1] == "Binnen de norm")
    commands["Toeleidingsstops tonen"]()
    assert page.switch.key == STOPS
    target = tmp_path / "normering.xlsx"
    window.settle(lambda: page.norms.importing.save_template(target))
    assert load_workbook(target).worksheets[0]["A1"].value == "Aanbieder"


def test_that_who_may_only_read_sees_no_steps(
    filled: Table, settings: Settings, qtbot: QtBot
) -> None:
    stop_now(filled)
    filled.workspace.actor = Actor(
        filled.workspace.actor.person_id, "Secretaris", frozenset({(Role.SECRETARY, None)})
    )
    with opened(filled, settings, qtbot) as window:
        page = window.open("register", STOPS)
        assert isinstance(page, RegisterPage)
        window.settle()
        assert all(
            each.isHidden() for each in (*page.norms.buttons.values(), *page.stops.buttons.values())
        )
        shown = [each.text() for each in page.stops.panel.findChildren(QPushButton)]
        assert shown == ["Bericht voor verwijzers…"]
        names = [command.text for command in page.commands()]
        assert names[3:] == ["Lijst exporteren naar Excel", "Lijst afdrukken"]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("€ 1.200.000,50", NormUnit.CENTS, 120_000_050),
        ("1,2 mln", NormUnit.CENTS, 120_000_000),
        ("1200", NormUnit.CENTS, 120_000),
        ("46", NormUnit.CHILDREN, 46),
        ("46,5", NormUnit.CHILDREN, None),
        ("-1", NormUnit.CENTS, None),
        ("", NormUnit.CENTS, None),
        ("NaN", NormUnit.CENTS, None),
        ("Infinity", NormUnit.WEEKS, None),
    ],
)
def test_that_amounts_are_read_as_people_type_them(
    text: str, unit: NormUnit, value: int | None
) -> None:
    assert parse_amount(text, unit) == value
    assert value is None or parse_amount(typed_amount(value, unit), unit) == value
