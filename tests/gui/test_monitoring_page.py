"""Monitoring in the window: tiles, figures beside an earlier period, what is behind them, reports.

2.10: readable without colour, by keyboard and screen reader; cases for those who may read them.
"""

from pathlib import Path

import pytest
from accessibility import faults
from openpyxl import load_workbook
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QPlainTextEdit
from pytest import MonkeyPatch
from real_pages import Opened, form_of

from casustafel.domain.insight.indicators import CouncilReport, Duiding, HandValue, OwnIndicator
from casustafel.domain.norms import Norm
from casustafel.domain.people import Actor, Right, Role
from casustafel.gui.pages.monitoring import page as module
from casustafel.gui.pages.monitoring.behind import BehindDialog
from casustafel.gui.pages.monitoring.page import MonitoringPage
from casustafel.gui.pages.register.list_import import ImportDialog
from casustafel.services.definitions import learning
from casustafel.services.insight import council, figures
from generated_years import years
from workspaces import Table

PAGE = "monitoring"


@pytest.fixture
def before(table: Table) -> None:
    """Two years of the CPV, and a learning point."""
    years(table.workspace, 5, 160)
    table.do(learning.add, "cpv", "toeleiding", "Eerder bellen.")


def cursor_on(page: MonitoringPage, window: Opened, code: str, key: str = "all") -> None:
    window.settle(lambda: page.pane.select(f"{code}.{key}"))
    current = page.pane.current()
    assert current is not None and current.key == f"{code}.{key}"


def act(page: MonitoringPage, window: Opened, text: str) -> None:
    """Do an act of the list on the row under the cursor."""
    found = next(one for one in page.pane.acts if one.text == text)
    current = page.pane.current()
    if found.row is not None:
        assert current is not None
        window.settle(lambda: found.row(current) if found.row else None)
    else:
        window.settle(lambda: found.page() if found.page else None)


def test_that_figures_are_shown_with_their_base_beside_the_half_year_before(
    table: Table, page: MonitoringPage, window: Opened
) -> None:
    section = table.ask(figures.section, "cpv", *page._chosen())
    earlier = table.ask(figures.section, "cpv", *page._days[1].days)
    assert page.title_label.text() == "Monitoring CPV"
    row = next(one for one in page.pane.rows if one.key == "granted.all")
    assert (row.line.count, row.figure.base) == (section.count("granted"), section.count("decided"))
    assert row.earlier == earlier.count("granted")
    assert faults(page) == []
    requests = page.overview.tiles["requests"].accessibleName()
    change = (section.count("requests") or 0) - (earlier.count("requests") or 0)
    assert requests == f"Aanvragen: {section.count('requests')}, {change:+d} t.o.v. eerder"
    under = section.count("exceptions", "yes")
    assert page.overview.tiles["stops"].accessibleName().endswith(f", {under} uitzonderingen")
    window.settle(lambda: page.compared.setCurrentIndex(2))
    assert all(one.earlier is None for one in page.pane.rows)
    window.settle(lambda: page.period.setCurrentIndex(1))
    assert page._chosen() == page._days[1].days


def test_that_four_cards_show_the_period_and_lead_to_their_numbers(
    table: Table, page: MonitoringPage, window: Opened
) -> None:
    """ux/monitoring.png: months, what was argued, rooms and themes, beside each other."""
    section = table.ask(figures.section, "cpv", *page._chosen())
    shown = page.overview
    said = shown.months.accessibleDescription()
    assert said.startswith(f"{page._chosen()[0]:%m-%Y} ") and "toegekend " in said
    argued = map(section.figure, ("reasons_granted", "reasons_refused"))
    most = max(one.count or 0 for figure in argued if figure for one in figure.lines)
    assert shown.reasons.bars[0].value == most and len(shown.reasons.bars) <= 8
    assert shown.themes.bars[0] == ("Toeleiding", 1, None, ())
    assert page.tabs.currentIndex() == 0 and faults(page) == []
    assert shown.cards["register"].isHidden(), "no room holds this half year"
    window.settle(lambda: page.period.setCurrentIndex(2))
    norms = table.ask(lambda reader: reader.find(Norm))
    assert shown.rooms.rowCount() == len(norms) and not shown.cards["register"].isHidden()
    assert faults(page) == []
    window.settle(lambda: page._go("reasons_granted"))
    row = page.pane.current()
    assert page.tabs.currentIndex() == 1 and row and row.figure.code == "reasons_granted"
    page.context.actor = Actor("x", "Adviseur", frozenset({(Role.REPORTER, "cpv")}))
    window.settle(page.reload)
    assert [to for to, on in shown.leads.items() if on.isHidden()] == ["register", "board"]
    window.settle(lambda: page._go("board"))
    assert window.window.page is page


def test_that_bars_say_their_numbers_to_who_does_not_see_them(
    table: Table, page: MonitoringPage, window: Opened
) -> None:
    cursor_on(page, window, "requests_stream", "jeugd")
    section = table.ask(figures.section, "cpv", *page._chosen())
    said = page.bars.accessibleDescription()
    assert page.bars.accessibleName() == "Aanvragen per wet en VDB"
    assert said.startswith(f"Jeugdwet {section.count('requests_stream', 'jeugd')}, eerder ")
    assert page.bars.grab().width() > 0
    cursor_on(page, window, "granted")
    assert "Eerder gezien, geen streefcijfer: " in page.about_text.text()


def test_that_the_cases_behind_a_number_open_by_enter(
    table: Table, page: MonitoringPage, window: Opened
) -> None:
    cursor_on(page, window, "decided")
    act(page, window, "Casussen tonen")
    dialog = page.findChild(BehindDialog)
    assert isinstance(dialog, QDialog)
    number = dialog.list.item(0).text()
    section = table.ask(figures.section, "cpv", *page._chosen())
    assert dialog.list.count() == section.count("decided")
    window.settle(dialog._open)
    assert window.window.page is not page
    assert number.startswith("CPV-")


def test_that_who_only_makes_reports_sees_numbers_and_no_case(
    page: MonitoringPage, window: Opened
) -> None:
    """domain.md §9: the adviser is no member; the case stays with the table."""
    show = next(one for one in page.pane.acts if one.text == "Casussen tonen")
    assert show.may is not None and show.may()
    person = page.context.actor.person_id
    page.context.actor = Actor(person, "Adviseur", frozenset({(Role.REPORTER, "cpv")}))
    assert not show.may() and page.context.may(Right.READ_FIGURES)


def test_that_a_duiding_and_numbers_of_others_are_filled_in_by_a_form(
    table: Table, page: MonitoringPage, window: Opened
) -> None:
    cursor_on(page, window, "requests")
    act(page, window, "Duiding…")
    form = form_of(page)
    text = form.fields["text"].control
    assert isinstance(text, QPlainTextEdit)
    text.setPlainText("Meer aanvragen dan vorig halfjaar.")
    window.settle(form.confirm)
    (kept,) = table.ask(lambda reader: reader.find(Duiding))
    assert kept.text == "Meer aanvragen dan vorig halfjaar."
    cursor_on(page, window, "requests")
    assert page.said.text() == kept.text
    act(page, window, "Nieuwe indicator…")
    form = form_of(page)
    for name, words in (("name", "Wachttijd"), ("unit", "weken"), ("source", "Buurtteams")):
        field = form.fields[name].control
        assert isinstance(field, QLineEdit)
        field.setText(words)
    lines = form.fields["definition"].control
    assert isinstance(lines, QPlainTextEdit)
    lines.setPlainText("Weken tot het eerste gesprek.")
    window.settle(form.confirm)
    (own,) = table.ask(lambda reader: reader.find(OwnIndicator))
    cursor_on(page, window, own.id, "")
    act(page, window, "Cijfer invullen…")
    form = form_of(page)
    value, known = form.fields["value"].control, form.fields["known_on"].control
    assert isinstance(value, QLineEdit) and isinstance(known, QLineEdit)
    known.setText("26-11-2026")
    for no_number in ("zes", "NaN", "1e5", "1.000.5"):
        value.setText(no_number)
        window.settle(form.confirm)
        assert form.fields["value"].error
    value.setText("6,5")
    window.settle(form.confirm)
    (number,) = table.ask(lambda reader: reader.find(HandValue))
    assert (str(number.value), number.source) == ("6.5", "Buurtteams")


def test_that_a_list_of_numbers_says_first_what_it_does(
    table: Table, page: MonitoringPage, window: Opened, tmp_path: Path
) -> None:
    """Issue 18: numbers of others by hand or imported."""
    path = tmp_path / "cijfers.csv"
    lines = ("Indicator;Cijfer;Bekend op;Bron", "Klachten;31;13-11-2026;KCC", "Geluk;7;13-11-2026;")
    path.write_text("\n".join(lines), encoding="utf-8")
    window.settle(lambda: page.numbers.look(path))
    dialog = page.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    assert "Geluk" in dialog.findings.item(dialog.findings.count() - 1).text()
    assert table.ask(lambda reader: reader.find(HandValue)) == []
    window.settle(dialog.confirm)
    (kept,) = table.ask(lambda reader: reader.find(HandValue))
    assert (kept.indicator, kept.value, kept.source) == ("hand_complaints", 31, "KCC")
    assert window.told == "1 nieuw, 1 geweigerd"


def test_that_what_a_report_hides_and_rounds_is_chosen_here(
    table: Table, page: MonitoringPage, window: Opened
) -> None:
    """Issue 18: n < 10 or 5, and rounding to fives, by who makes the report."""
    act(page, window, "Kleine aantallen…")
    form = form_of(page)
    box, tick = form.fields["least"].control, form.fields["rounded"].control
    assert isinstance(box, QComboBox) and isinstance(tick, QCheckBox)
    assert box.currentText() == "aantallen onder 10" and not tick.isChecked()
    box.setCurrentIndex(1)
    tick.setChecked(True)
    window.settle(form.confirm)
    assert table.ask(council.hiding) == (5, True)
    assert "Onder 5 niet" in page.status


def test_that_a_report_is_made_after_a_question_and_excel_has_formulas(
    table: Table, page: MonitoringPage, window: Opened, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_at: object, title: str, *_rest: object) -> bool:
        asked.append(title)
        return True

    monkeypatch.setattr(module, "sure", answer)
    target = tmp_path / "cijfers.xlsx"
    monkeypatch.setattr(module, "pick", lambda *_given: target)
    act(page, window, "Excel…")
    sheet = load_workbook(target).active
    assert sheet is not None
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas and formulas[0] == '=IF(D5>0,C5/D5,"")'
    assert sheet["A5"].value == "Aanvragen per wet en VDB"
    monkeypatch.setattr(module, "pick", lambda *_given: tmp_path / "rapport.pdf")
    act(page, window, "Rapport raad…")
    assert asked == [] and table.ask(lambda reader: reader.find(CouncilReport)) == []
    window.settle(lambda: page.period.setCurrentIndex(1))
    act(page, window, "Rapport raad…")
    assert asked == ["Rapport maken"]
    assert len(table.ask(lambda reader: reader.find(CouncilReport))) == 1
    assert (tmp_path / "rapport.pdf").read_bytes().startswith(b"%PDF")
