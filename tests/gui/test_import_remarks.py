"""What the import says of a list as a whole: another table's list, no rows, misread letters."""

from dataclasses import replace
from pathlib import Path

from accessibility import faults, stray_windows
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from real_pages import Opened, child

from casustafel.assets import asset
from casustafel.domain.cases import Case, Client
from casustafel.gui.pages.importing.page import ImportPage
from casustafel.gui.pages.importing.parts import CHECK, COLUMNS, DONE
from casustafel.gui.pages.register.list_import import ImportDialog
from casustafel.gui.widgets.buttons import KeyHintButton
from casustafel.gui.widgets.card import EmptyState
from casustafel.services.case import cases
from workspaces import Table

HEAD = "Kenmerk;BSN;Achternaam;Geboortedatum;Aanbieder;Zorgvorm"
LINE = "K1;999900006;Voorbeeld;13-01-2014;Zorggroep Waal;begeleiding jeugd"
ZBO = asset("resources", "examples", "zbo.xlsx")


PAGE = "import"


def at(page: ImportPage, step: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.step == step and page.work.idle, timeout=20_000)


def listed(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "lijst.csv"
    path.write_text("\n".join([head, *lines]), "utf-8")
    return path


def to_columns(page: ImportPage, path: Path, qtbot: QtBot) -> None:
    page.take_file(path)
    qtbot.waitUntil(lambda: page.work.idle, timeout=20_000)
    if page.step != COLUMNS:
        qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at(page, COLUMNS, qtbot)


def on(page: ImportPage, step: int, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at(page, step, qtbot)


def press(page: ImportPage, name: str, qtbot: QtBot) -> None:
    qtbot.keyClick(child(page.columns.note, KeyHintButton, name), Qt.Key.Key_Space)


def test_that_a_zbo_list_at_the_cpv_is_warned_of_and_read_at_the_zbo_by_one_key(
    page: ImportPage, window: Opened, table: Table, qtbot: QtBot
) -> None:
    to_columns(page, ZBO, qtbot)
    assert "Dit lijkt een lijst voor de ZBO-commissie" in page.columns.note.text
    assert not faults(page)
    press(page, "Inlezen bij ZBO-commissie", qtbot)
    at(page, COLUMNS, qtbot)
    assert window.window.context.committee == page.table == "zbo"
    assert "lijkt een lijst voor" not in page.columns.note.text
    on(page, CHECK, qtbot)
    on(page, DONE, qtbot)
    cases = table.ask(lambda reader: reader.find(Case))
    assert cases
    assert {case.committee for case in cases} == {"zbo"}


def test_that_a_list_for_another_table_can_be_read_here_all_the_same(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    to_columns(page, listed(tmp_path, LINE + ";A;99AB00", head=HEAD + ";School;BRIN"), qtbot)
    assert "lijst voor de ZBO-commissie" in page.columns.note.text
    on(page, CHECK, qtbot)
    on(page, DONE, qtbot)
    (case,) = table.ask(lambda reader: reader.find(Case))
    assert case.committee == "cpv"


def test_that_a_pasted_block_goes_along_to_the_other_table(
    page: ImportPage, window: Opened, qtbot: QtBot
) -> None:
    block = f"{HEAD};School;BRIN\n{LINE};De Zevensprong;99AB00".replace(";", "\t")
    QGuiApplication.clipboard().setText(block)
    qtbot.mouseClick(page.file.paste, Qt.MouseButton.LeftButton)
    at(page, COLUMNS, qtbot)
    QGuiApplication.clipboard().clear()
    press(page, "Inlezen bij ZBO-commissie", qtbot)
    at(page, COLUMNS, qtbot)
    assert page.table == "zbo"
    assert page.columns.known == (8, 8)
    window.settle()
    assert not stray_windows(window.window)


def test_that_a_list_of_norms_is_taken_to_the_register(
    page: ImportPage, window: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    head = "Aanbieder;AGB;Zorgsoort;Type;Jaar;Hoogte"
    path = listed(tmp_path, "Zorggroep Waal;;VDB;Instroomtarget;2026;12", head=head)
    to_columns(page, path, qtbot)
    assert page._subtitle.text().endswith(" · 1 rij")
    press(page, "Naar Normen en stops", qtbot)
    qtbot.waitUntil(lambda: bool(window.window.findChildren(ImportDialog)))
    (dialog,) = window.window.findChildren(ImportDialog)
    assert window.window.shown == "register"
    assert dialog.do.isEnabled()
    dialog.reject()


def test_that_a_list_with_only_a_header_is_answered_in_a_sentence(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    to_columns(page, listed(tmp_path), qtbot)
    assert "De lijst heeft een kopregel maar geen rijen" in page.columns.note.text
    on(page, CHECK, qtbot)
    assert "De lijst heeft een kopregel maar geen rijen" in page.check.note.text
    assert not page.next.isEnabled()
    assert not faults(page)


def test_that_letters_that_were_misread_stand_coloured_in_their_cell(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "gemengd.csv"
    one, other = LINE.replace("Voorbeeld", "Zoë"), LINE.replace("K1", "K2").replace("06;", "18;")
    path.write_bytes("\n".join([HEAD, one]).encode() + b"\n" + (other + "ë").encode("cp1252"))
    to_columns(page, path, qtbot)
    on(page, CHECK, qtbot)
    model = page.check.model
    assert model is not None
    page.check.chips.choose("findings")
    row = [model.cell(0, place) for place in range(model.columnCount())]
    assert any(cell.filled and "verkeerd zijn gelezen: “Ã«”" in cell.tooltip for cell in row)


def test_that_a_filter_without_rows_says_why_it_is_empty(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    to_columns(page, listed(tmp_path, LINE), qtbot)
    on(page, CHECK, qtbot)
    assert page.check.table is not None
    empty = page.check.table.findChild(EmptyState)
    assert isinstance(empty, EmptyState)
    qtbot.waitUntil(empty.isHidden)
    page.check.chips.choose("changes")
    assert empty.accessibleName() == "Geen wijzigingen"
    qtbot.waitUntil(empty.isVisible)
    page.check.chips.choose("all")
    qtbot.waitUntil(empty.isHidden)


def test_that_all_that_a_list_says_of_clients_is_taken_or_kept_by_one_key(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    people = [("K1", "06", "Goed"), ("K2", "18", "Ook"), ("K3", "31", "Derde")]
    lines = [LINE.replace("K1", key).replace("06;", f"{end};") for key, end, _name in people]
    to_columns(page, listed(tmp_path, *lines), qtbot)
    on(page, CHECK, qtbot)
    assert not page.check.clients.isVisible()
    on(page, DONE, qtbot)
    third = table.ask(lambda reader: reader.find(Case, "number"))[2]
    kept = table.ask(lambda reader: reader.get(Client, third.client_id))
    table.do(cases.edit_client, third.id, kept, replace(kept, surname="Zelfgetypt"))
    names = [name for _key, _end, name in people]
    new = [one.replace("Voorbeeld", name) for one, name in zip(lines, names, strict=True)]
    to_columns(page, listed(tmp_path, *new), qtbot)
    on(page, CHECK, qtbot)
    clients = page.check.clients
    assert clients.text.text() == "Cliëntgegevens: 0 van 2 uit de lijst"
    assert page.check.incoming == 0
    assert not faults(page)
    qtbot.keyClick(clients.take, Qt.Key.Key_Space)
    assert clients.text.text() == "Cliëntgegevens: 2 van 2 uit de lijst"
    assert page.check.incoming == 2
    qtbot.keyClick(clients.keep, Qt.Key.Key_Space)
    assert page.check.incoming == 0
    qtbot.keyClick(clients.take, Qt.Key.Key_Space)
    assert page.check.table is not None
    page.check.table.select_key("2")
    (switch,) = page.check.detail.switches
    assert switch.key == "take"
    on(page, DONE, qtbot)
    named = {one.surname for one in table.ask(lambda reader: reader.find(Client))}
    assert named == {"Goed", "Ook", "Zelfgetypt"}
