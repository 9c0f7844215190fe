"""A list of the kind that secretaries get, settled on Controle and taken in without leaving it."""

from pathlib import Path

from accessibility import faults
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casustafel.domain.cases import Case
from casustafel.domain.records import Draft
from casustafel.gui.pages.importing.page import ImportPage
from casustafel.gui.pages.importing.parts import CHECK, COLUMNS, DONE
from casustafel.gui.pages.importing.row_detail import FieldBox
from casustafel.gui.widgets.line_field import LineField
from workspaces import Table

PAGE = "import"
HEAD = "Kenmerk;BSN;Achternaam;Geboortedatum;Aanbieder;Einddatum;Uren p/w;Zorgvorm;Wijk"
ROWS = (
    "Locatie Noord;;;;;;;;",
    "K1;999900006;Een;13-01-2014;Zorggroep Waal;24-11;4;begeleiding jeugd;Oost",
    "K2;volgt;Twee;14-01-2014;Rivierzorg;01-12;nader te bepalen;Dagbehandeling (VDB);",
    "K3;asielzoeker, geen bsn;Drie;15-01-2014;Rivierzorg;einde schooljaar;5;Dagbehandeling (VDB);",
    "Subtotaal;;;;;;9;;",
    "K4;999900018;Vier;16-01-2014;Zorggroep Waal;31-02-2027;6;begeleiding jeugd;West",
    "K5;;Vijf;17-01-2014;Zorgroep Waal;31-12-2027;nader te bepalen;Dagbehandeling (VDB);",
    "K6;999900031;Zes;18-01-2014;Rivierzorg;31-12-2027;4;begeleiding jeugd;",
    "Totaal;;;;;;19;;",
)
CTRL = Qt.KeyboardModifier.ControlModifier


def at(page: ImportPage, step: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.step == step and page.work.idle, timeout=20_000)


def checked(page: ImportPage, folder: Path, qtbot: QtBot, *rows: str) -> None:
    path = folder / "lijst.csv"
    path.write_text("\n".join([HEAD, *(rows or ROWS)]), "utf-8")
    page.take_file(path)
    at(page, COLUMNS, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    at(page, CHECK, qtbot)


def ask(page: ImportPage, value: str, kind: str = "") -> None:
    """Put the cursor on a question."""
    page.check.chips.choose("asks")
    found = (one for one in page.check._asks if one.value == value and kind in one.kind)
    assert page.check.asks.select_key(next(found).key)


def settled(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.mending.busy and page.work.idle, timeout=20_000)


def typed(page: ImportPage, text: str, qtbot: QtBot) -> None:
    """Answer by the keyboard: Enter in the list goes to the field, Enter in it takes it."""
    shown = page.check.shown
    assert shown is not None
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    field = page.window().focusWidget()
    assert isinstance(field, LineField)
    field.setText(text)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled(page, qtbot)


def chosen(page: ImportPage, text: str, qtbot: QtBot) -> None:
    box = next(one for one in page.check.detail.fields if isinstance(one, FieldBox))
    at_text = box.findText(text)
    assert at_text >= 0, [box.itemText(each) for each in range(box.count())]
    box.setCurrentIndex(at_text)
    box.activated.emit(at_text)
    settled(page, qtbot)


def pressed(page: ImportPage, text: str, qtbot: QtBot) -> None:
    found = (one for one in page.check.detail.fields if getattr(one, "text", str)() == text)
    qtbot.keyClick(next(found), Qt.Key.Key_Space)
    settled(page, qtbot)


def test_that_a_list_of_the_findings_is_settled_and_taken_in_without_leaving_the_window(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    """L9, L10, L16, L17: dates without a year, words, an own code, a slip, a value per group."""
    checked(page, tmp_path, qtbot)
    assert page.check.chips.key == "asks"
    assert faults(page) == []
    ask(page, "", "date-without-year")
    typed(page, "2027", qtbot)
    ask(page, "nader te bepalen")
    pressed(page, "Leeg laten", qtbot)
    ask(page, "einde schooljaar")
    typed(page, "16-07-2027", qtbot)
    ask(page, "Dagbehandeling (VDB)")
    chosen(page, "VDB", qtbot)
    ask(page, "", "value-once-per-group")
    pressed(page, "Omlaag aanvullen", qtbot)
    ask(page, "Rivierzorg")
    pressed(page, "Nieuwe aanbieder", qtbot)
    ask(page, "Zorgroep Waal")
    chosen(page, "Zorggroep Waal", qtbot)
    page.check.chips.choose("findings")
    assert page.check.table is not None
    page.check.table.select_key("7")
    typed(page, "28-02-2027", qtbot)
    assert page.check.tiles.tiles["refused"].accessibleName().endswith(": 0")
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    at(page, DONE, qtbot)
    cases = table.ask(lambda reader: reader.find(Case, "number"))
    assert [one.sender_reference for one in cases] == ["K1", "K2", "K3", "K4", "K5", "K6"]
    assert QApplication.focusWidget() is not None


def test_that_a_row_is_left_out_and_taken_back_by_keys_and_each_step_is_undone(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    """2.3: any row; Ctrl+Z takes back what was done last."""
    checked(page, tmp_path, qtbot)
    page.check.chips.choose("all")
    rows = page.check.table
    assert rows is not None
    rows.setFocus()
    rows.select_key("4")
    incoming = page.check.incoming
    qtbot.keyClick(rows, Qt.Key.Key_Delete, CTRL)
    settled(page, qtbot)
    assert page.check.incoming == incoming - 1
    assert rows.current_row().row == 4
    assert page.check.mends.left_out == {4}
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, CTRL)
    settled(page, qtbot)
    assert page.check.incoming == incoming
    assert not page.check.mends


def test_that_any_cell_of_a_row_can_be_changed_and_given_back(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    """L9: also one in which nothing was found; what was sent stays in sight."""
    checked(page, tmp_path, qtbot)
    page.check.chips.choose("all")
    assert page.check.table is not None
    page.check.table.select_key("9")
    box = next(one for one in page.check.detail.fields if isinstance(one, FieldBox))
    box.activated.emit(box.findText("Achternaam"))
    field = page.window().focusWidget()
    assert isinstance(field, LineField)
    assert field.text() == "Zes"
    field.setText("Zeven")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled(page, qtbot)
    assert "Zeven" in [page.check.model.cell(5, at).text for at in range(5)]  # type: ignore[union-attr]
    pressed(page, "Terug naar “Zes”", qtbot)
    assert not page.check.mends


def test_that_what_was_mended_is_there_again_after_the_program_was_killed(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    """L9: what is settled stays a draft until the list comes in, and goes with it."""
    checked(page, tmp_path, qtbot)
    page.check.chips.choose("all")
    page.check.toggle_row()
    settled(page, qtbot)
    mends = page.check.mends
    assert mends.left_out
    page.take_file(tmp_path / "lijst.csv")  # as a program does that begins anew
    at(page, COLUMNS, qtbot)
    assert page.reading.understood is not None
    assert page.reading.understood.given.mends == mends
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    at(page, CHECK, qtbot)
    assert page.check.mends == mends
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    at(page, DONE, qtbot)
    assert not table.ask(lambda reader: reader.find(Draft))


def test_that_findings_are_filtered_by_kind_and_the_cursor_keeps_its_place(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    """L17: what is mended leaves the list, and the next row takes its place."""
    checked(page, tmp_path, qtbot)
    page.check.chips.choose("Datums")
    rows = page.check.table
    assert rows is not None
    assert [rows.model().row_at(at).row for at in range(3)] == [3, 4, 7]
    rows.select_key("4")
    typed(page, "01-12-2027", qtbot)
    assert page.check.chips.key == "Datums"
    assert rows.current_row().row == 7


def test_that_a_wanted_field_without_a_column_is_asked_at_the_columns(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    """L7: said before anything comes in, and answered by choosing its column."""
    path = tmp_path / "zonder.csv"
    path.write_text("Kenmerk;BSN;Wie;Geboortedatum\nK1;999900006;Een;13-01-2014", "utf-8")
    page.take_file(path)
    at(page, COLUMNS, qtbot)
    columns = page.columns
    assert "geen kolom gekozen voor: Achternaam" in columns.note.text
    texts = [columns.model.cell(row, 3).text for row in range(columns.model.total)]
    assert texts[4:] == ["Achternaam", "Datum aanvraag", "Hulpvraag", "Zorgvorm"]
    assert faults(page) == []
    columns.table.select_key("-1")
    assert columns.source.isVisible()
    columns.source.activated.emit(2)
    assert columns.choices.mapping == {
        **{0: "sender_reference", 1: "bsn"},
        **{2: "surname", 3: "birth_date"},
    }
    assert columns.model.total == 7
    assert "Achternaam" not in columns.note.text
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    at(page, CHECK, qtbot)
    page.check.chips.choose("asks")
    asked = [page.check.asks_model.cell(at, 0).text for at in range(page.check.asks_model.total)]
    assert asked == ["Datum aanvraag", "Hulpvraag", "Zorgvorm"]


def test_that_undoing_a_list_says_which_numbers_stay_unused(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    """L16: they are never given again."""
    checked(page, tmp_path, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
    at(page, DONE, qtbot)
    record = page.file.model.row_at(0)
    assert record is not None
    page.undo(record)
    qtbot.waitUntil(lambda: "Ongebruikt" in page.banner.text)
    assert "CPV-2026-0001 t/m CPV-2026-0005" in page.banner.text


def test_that_the_keyboard_goes_to_the_field_of_a_finding_and_back_to_the_list(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    """2.3: Enter and Escape; what was typed and not taken changes nothing."""
    checked(page, tmp_path, qtbot)
    page.check.chips.choose("findings")
    rows = page.check.table
    assert rows is not None
    rows.setFocus()
    rows.select_key("7")
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    field = page.window().focusWidget()
    assert isinstance(field, LineField)
    assert field.text() == "31-02-2027"
    field.selectAll()
    qtbot.keyClicks(field, "1-3")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert page.window().focusWidget() is rows
    assert not page.check.mends
