"""The import, driven as a team member does: file, columns, check, done, and undone."""

from datetime import date
from pathlib import Path

import pytest
from accessibility import faults, stray_windows
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from real_pages import Opened

from casustafel.assets import asset
from casustafel.domain.cases import Case, Client
from casustafel.domain.records import AuditEvent, ImportProfile, ImportRecord
from casustafel.gui.pages.importing.page import ImportPage
from casustafel.gui.pages.importing.parts import CHECK, COLUMNS, DONE, FILE, HEADER
from casustafel.gui.pages.queue.page import QueuePage
from casustafel.gui.work import Ticket
from casustafel.services import importing
from casustafel.services.case import cases
from workspaces import Table

EXAMPLE = asset("resources", "examples", "cpv.xlsx")
HEAD = "Kenmerk;BSN;Achternaam;Geboortedatum;Postcode;Huisnr;Aanbieder;Einddatum;Zorgvorm;Gezegd"
#: BSNs of the test range that pass the elfproef.
FIRST, SECOND, THIRD = "999900006", "999900018", "999900031"
CTRL = Qt.KeyboardModifier.ControlModifier


def line(key: str, bsn: str, name: str, born: str = "13-01-2014", end: str = "31-12-2027") -> str:
    return f"{key};{bsn};{name};{born};6511AB;1;Zorggroep Waal;{end};begeleiding jeugd;ja"


PAGE = "import"


def at(page: ImportPage, step: int, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.step == step and page.work.idle, timeout=20_000)


def settle(page: ImportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.work.idle, timeout=20_000)


def on(page: ImportPage, qtbot: QtBot) -> None:
    """Go on by the key of the button that can be seen."""
    assert page.next.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)


def listed(folder: Path, *lines: str, head: str = HEAD, name: str = "lijst.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([head, *lines]), "utf-8")
    return path


def checked(page: ImportPage, path: Path, qtbot: QtBot) -> None:
    """Bring a list to the check."""
    page.take_file(path)
    at(page, COLUMNS, qtbot)
    on(page, qtbot)
    at(page, CHECK, qtbot)


def kept(page: ImportPage, path: Path, qtbot: QtBot) -> None:
    """Take a list in."""
    checked(page, path, qtbot)
    on(page, qtbot)
    at(page, DONE, qtbot)


def urls(path: Path) -> QMimeData:
    """The event of a drop only borrows these: the test holds them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def dropped(data: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def all_cases(table: Table) -> list[Case]:
    return table.ask(lambda reader: reader.find(Case, "number"))


def tile(page: ImportPage, key: str) -> str:
    return page.check.tiles.tiles[key].accessibleName()


def shown_rows(page: ImportPage) -> list[list[str]]:
    model = page.check.model
    assert model is not None
    columns = range(model.columnCount())
    return [[model.cell(row, place).text for place in columns] for row in range(model.total)]


def first_record(page: ImportPage, qtbot: QtBot) -> ImportRecord:
    """Return the newest of the lists that came in, once it is read."""
    qtbot.waitUntil(lambda: page.file.model.row_at(0) is not None)
    record = page.file.model.row_at(0)
    assert record is not None
    return record


def test_that_the_example_goes_from_file_to_queue_and_back_by_keys_alone(
    page: ImportPage, table: Table, qtbot: QtBot
) -> None:
    page.take_file(EXAMPLE)
    settle(page, qtbot)
    if page.step == FILE:
        on(page, qtbot)
    at(page, COLUMNS, qtbot)
    known, of = page.columns.known
    assert 10 < known <= of
    on(page, qtbot)
    at(page, CHECK, qtbot)
    assert page.check.model is not None
    QAbstractItemModelTester(page.check.model)
    assert all_cases(table) == []
    assert tile(page, "new") == f"Nieuw: {page.check.incoming}"
    on(page, qtbot)
    at(page, DONE, qtbot)
    assert len(all_cases(table)) == page.check.incoming
    record = first_record(page, qtbot)
    page.undo(record)
    at(page, FILE, qtbot)
    assert all_cases(table) == []
    assert "ongedaan gemaakt" in page.banner.text


def test_that_a_backup_stands_before_a_large_list_comes_in(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2.6: a list of 500 rows or more; here of two."""
    monkeypatch.setattr("casustafel.gui.pages.importing.page.LARGE", 2)
    rows = line("K1", FIRST, "Voorbeeld"), line("K2", SECOND, "Voorbeeld", "14-01-2014")
    kept(page, listed(tmp_path, *rows), qtbot)
    actions = [one.action for one in table.ask(lambda reader: reader.find(AuditEvent, "position"))]
    assert actions.index("backup-made") < actions.index("import")


def test_that_a_column_is_mapped_by_keys_and_the_choice_is_known_the_next_time(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(page.columns.model)
    page.take_file(listed(tmp_path, line("K1", FIRST, "Voorbeeld")))
    at(page, COLUMNS, qtbot)
    assert page.columns.known == (9, 10)
    page.columns.table.select_key("9")
    qtbot.keyClick(page.columns.table, Qt.Key.Key_Return)
    fields = page.columns.field
    qtbot.waitUntil(lambda: fields.view().isVisible())
    qtbot.keyClicks(fields.view(), "Opmerk")
    qtbot.keyClick(fields.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.columns.known == (10, 10))
    with qtbot.waitActive(page.window()):  # there is no window manager to give it back
        page.window().activateWindow()
    assert page.columns.table.hasFocus()
    on(page, qtbot)
    at(page, CHECK, qtbot)
    on(page, qtbot)
    at(page, DONE, qtbot)
    assert all_cases(table)[0].remark == "ja"
    assert "koppeling" in page.done.text.text()
    assert len(table.ask(lambda reader: reader.find(ImportProfile))) == 1
    page.take_file(listed(tmp_path, line("K2", SECOND, "Anders"), name="tweede.csv"))
    at(page, COLUMNS, qtbot)
    assert page.columns.known == (10, 10)
    assert "eerder ingelezen" in page.columns.note.text
    assert page.columns.model.cell(9, 4).text == "Zoals vorige keer"


def test_that_a_field_given_to_another_column_is_taken_from_the_first(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.take_file(listed(tmp_path, line("K1", FIRST, "Voorbeeld")))
    at(page, COLUMNS, qtbot)
    page.columns.table.select_key("9")
    page.columns.choose("sender_reference")
    assert page.columns.model.cell(9, 3).text == "Kenmerk"
    assert page.columns.model.cell(0, 4).text == "Wordt niet ingelezen"
    assert "Kolom A wordt niet meer ingelezen" in page.columns.note.text


def test_that_letters_in_the_closed_box_of_fields_change_nothing(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.take_file(listed(tmp_path, line("K1", FIRST, "Voorbeeld")))
    at(page, COLUMNS, qtbot)
    page.columns.table.select_key("9")
    qtbot.keyClicks(page.columns.field, "B")
    qtbot.keyClick(page.columns.field.view(), Qt.Key.Key_Escape)
    assert page.columns.known == (9, 10)


def test_that_the_order_of_dates_is_asked_for_a_column_that_does_not_tell(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    page.take_file(listed(tmp_path, line("K1", FIRST, "Voorbeeld", end="03-04-2027")))
    at(page, COLUMNS, qtbot)
    assert "maand vooraan" in page.columns.note.text
    page.columns.table.select_key("7")
    assert page.columns.order.isVisible()
    page.columns.choose_order("mdy")
    on(page, qtbot)
    at(page, CHECK, qtbot)
    on(page, qtbot)
    at(page, DONE, qtbot)
    assert all_cases(table)[0].ends_on == date(2027, 3, 4)


def test_that_faults_stand_in_their_cells_coloured_and_worded(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    wrong = line("K2", SECOND, "Fout", born="31-02-2011")
    checked(page, listed(tmp_path, line("K1", FIRST, "Goed"), wrong), qtbot)
    assert page.check.chips.key == "findings"
    assert tile(page, "refused") == "Fout, niet ingelezen: 1"
    assert tile(page, "new") == "Nieuw: 1"
    row = shown_rows(page)[0]
    assert row[:2] == ["3", "Fout"]
    assert "31-02-2011" in row
    assert row[-1] == "Deze datum bestaat niet."
    model = page.check.model
    assert model is not None
    cell = model.cell(0, row.index("31-02-2011"))
    assert cell.filled
    assert "Deze datum bestaat niet" in cell.spoken
    assert page.next.text() == "1 rij importeren"
    on(page, qtbot)
    at(page, DONE, qtbot)
    assert [case.sender_reference for case in all_cases(table)] == ["K1"]


def test_that_no_bsn_is_ever_shown_whole(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    head = HEAD.replace("Gezegd", "Nummer2")
    bad = line("K2", "123456789", "Fout")
    page.take_file(listed(tmp_path, line("K1", FIRST, "Goed")[:-2] + SECOND, bad, head=head))
    at(page, COLUMNS, qtbot)
    columns = page.columns.model
    texts = [columns.cell(row, place).text for row in range(columns.total) for place in range(6)]
    on(page, qtbot)
    at(page, CHECK, qtbot)
    page.check.chips.choose("all")
    texts += [text for row in shown_rows(page) for text in row]
    assert "•••••0006" in texts
    assert "•••••6789" in texts
    assert not any(bsn in text for text in texts for bsn in (FIRST, SECOND, "123456789"))


def test_that_a_field_edited_by_hand_is_only_taken_from_the_list_when_chosen(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    kept(page, listed(tmp_path, line("K1", FIRST, "Goed"), line("K2", SECOND, "Ook")), qtbot)
    for case in all_cases(table):
        table.do(cases.edit, case, {"ends_on": date(2027, 6, 1)})
    later = [line(key, bsn, name, end="31-12-2028") for key, bsn, name in (
        ("K1", FIRST, "Goed"), ("K2", SECOND, "Ook"))]  # fmt: skip
    checked(page, listed(tmp_path, *later, name="later.csv"), qtbot)
    assert page.check.incoming == 0
    assert page.next.text() == "Niets te importeren"
    page.check.chips.choose("changes")
    assert page.check.table is not None
    page.check.table.select_key("3")
    qtbot.keyClick(page.check.table, Qt.Key.Key_Return)
    (switch,) = page.check.detail.switches
    assert switch.key == "keep"
    switch.choose("take")
    assert page.check.incoming == 1
    on(page, qtbot)
    at(page, DONE, qtbot)
    assert [case.ends_on for case in all_cases(table)] == [date(2027, 6, 1), date(2028, 12, 31)]


def test_that_likeness_asks_and_a_row_can_be_left_out(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    kept(page, listed(tmp_path, line("K1", FIRST, "Voorbeeld")), qtbot)
    alike = line("K2", "", "Voorbeelt")
    checked(page, listed(tmp_path, alike, line("K3", THIRD, "Geheel"), name="b.csv"), qtbot)
    assert page.check.incoming == 2
    assert page.check.table is not None
    page.check.table.select_key("2")
    (switch,) = page.check.detail.switches
    switch.choose("leave")
    settle(page, qtbot)
    assert page.check.incoming == 1
    assert tile(page, "skipped") == "Overgeslagen: 1"
    on(page, qtbot)
    at(page, DONE, qtbot)
    assert [case.sender_reference for case in all_cases(table)] == ["K1", "K3"]


def test_that_the_same_file_again_is_told_and_changes_nothing(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    path = listed(tmp_path, line("K1", FIRST, "Goed"))
    kept(page, path, qtbot)
    checked(page, path, qtbot)
    assert "al ingelezen" in page.check.note.text
    assert not page.next.isEnabled()
    assert len(table.ask(lambda reader: reader.find(ImportRecord))) == 1


def test_that_a_block_is_pasted_from_excel(page: ImportPage, table: Table, qtbot: QtBot) -> None:
    rows = [HEAD, line("K1", FIRST, "Geplakt")]
    QGuiApplication.clipboard().setText("\n".join(rows).replace(";", "\t"))
    qtbot.keyClick(page, Qt.Key.Key_V, CTRL)
    at(page, COLUMNS, qtbot)
    on(page, qtbot)
    at(page, CHECK, qtbot)
    on(page, qtbot)
    at(page, DONE, qtbot)
    assert len(all_cases(table)) == 1


def test_that_a_block_is_pasted_on_the_queue_and_its_faults_come_back_as_a_workbook(
    window: Opened, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = window.open("queue")
    rows = [HEAD, line("K1", FIRST, "Goed"), line("K2", SECOND, "Fout", born="31-02-2011")]
    QGuiApplication.clipboard().setText("\n".join(rows).replace(";", "\t"))
    queue.setFocus()
    qtbot.keyClick(queue, Qt.Key.Key_V, CTRL)
    page = window.window.page
    assert isinstance(page, ImportPage)
    at(page, COLUMNS, qtbot)
    on(page, qtbot)
    at(page, CHECK, qtbot)
    target = tmp_path / "terug.xlsx"
    monkeypatch.setattr(
        "casustafel.gui.files.QFileDialog.getSaveFileName", lambda *_given: (str(target), "")
    )
    page.check.save.click()
    qtbot.waitUntil(lambda: "terug.xlsx" in page.banner.text and page.work.idle)
    sheet = load_workbook(target).worksheets[0]
    assert sheet["D3"].value == "31-02-2011"
    assert "datum bestaat niet" in sheet["D3"].comment.text
    assert importing.read_list(target, "cpv", today=date(2026, 11, 26)).rows[0].values["bsn"]


def test_that_an_empty_clipboard_on_the_queue_is_answered_in_words(
    window: Opened, qtbot: QtBot
) -> None:
    queue = window.open("queue")
    QGuiApplication.clipboard().setText("goedemorgen")
    queue.setFocus()
    qtbot.keyClick(queue, Qt.Key.Key_V, CTRL)
    assert "geen lijst op het klembord" in queue.banner.text


def test_that_a_list_without_a_known_header_is_mapped_by_keys_and_known_the_next_time(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    head = "Cijfers;Wie;Dag"
    path = listed(tmp_path, head, f"{FIRST};Voorbeeld;13-01-2014", head="Lijst van mei")
    page.take_file(path)
    at(page, HEADER, qtbot)
    assert "geen kop die Casustafel kent" in page.header.note.text
    assert page.header.model is not None
    QAbstractItemModelTester(page.header.model)
    assert faults(page) == []
    assert page.header.model.cell(2, 1).text == "•••••0006"
    rows = page.header.table
    assert rows is not None
    qtbot.keyClick(rows, Qt.Key.Key_Home, CTRL)
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    on(page, qtbot)
    at(page, COLUMNS, qtbot)
    assert page.columns.known == (0, 3)
    for field in ("bsn", "surname", "birth_date"):
        page.columns.choose(field)
        qtbot.keyClick(page.columns.table, Qt.Key.Key_Down)
    assert page.columns.known == (3, 3)
    on(page, qtbot)
    at(page, CHECK, qtbot)
    on(page, qtbot)
    at(page, DONE, qtbot)
    assert len(all_cases(table)) == 1
    later = listed(tmp_path, "", head, f"{SECOND};Ander;14-01-2014", head="Juni", name="juni.csv")
    page.take_file(later)
    at(page, COLUMNS, qtbot)
    assert page.columns.known == (3, 3)
    assert "eerder ingelezen" in page.columns.note.text
    page.columns.other_header.click()
    at(page, HEADER, qtbot)
    page.header.none.click()
    at(page, COLUMNS, qtbot)
    assert page.columns.known == (0, 3)
    qtbot.keyClick(page, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert page.step == FILE


def test_that_a_column_that_mixes_day_and_month_must_be_answered_once_and_is_remembered(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    ends = ("03-04-2027", "25-12-2027", "12-25-2027")
    people = zip((FIRST, SECOND, THIRD), ends, strict=True)
    lines = [line(f"K-{bsn}", bsn, "Voorbeeld", end=end) for bsn, end in people]
    page.take_file(listed(tmp_path, *lines))
    at(page, COLUMNS, qtbot)
    assert page.columns.unanswered
    assert not page.next.isEnabled()
    order = page.columns.order
    assert order.isVisible()
    assert order.itemText(1) == "maand-dag-jaar (4 maart)"
    page.columns.choose_order("mdy")
    on(page, qtbot)
    at(page, CHECK, qtbot)
    on(page, qtbot)
    at(page, DONE, qtbot)
    days = [case.ends_on for case in all_cases(table)]
    assert days == [date(2027, 3, 4), date(2027, 12, 25), date(2027, 12, 25)]
    page.take_file(listed(tmp_path, line("K9", FIRST, "Later", end="05-06-2027"), name="later.csv"))
    at(page, COLUMNS, qtbot)
    assert not page.columns.unanswered
    assert page.columns.choices.date_orders == {"ends_on": "mdy"}


def test_that_an_order_of_dates_that_was_seen_and_left_is_remembered_too(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    kept(page, listed(tmp_path, line("K1", FIRST, "Voorbeeld", end="03-04-2027")), qtbot)
    (profile,) = table.ask(lambda reader: reader.find(ImportProfile))
    assert profile.date_orders == {"ends_on": "dmy"}


def test_that_a_clipboard_without_a_list_is_answered_in_words(
    page: ImportPage, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("goedemorgen")
    qtbot.keyClick(page, Qt.Key.Key_V, CTRL)
    assert "geen lijst op het klembord" in page.banner.text
    assert page.step == FILE


def test_that_a_file_dropped_on_the_queue_opens_at_its_columns(
    window: Opened, tmp_path: Path, qtbot: QtBot
) -> None:
    queue = window.open("queue")
    assert isinstance(queue, QueuePage)
    data = urls(listed(tmp_path, line("K1", FIRST, "Goed")))
    queue.dropEvent(dropped(data))
    qtbot.waitUntil(lambda: isinstance(window.window.page, ImportPage))
    page = window.window.page
    assert isinstance(page, ImportPage)
    at(page, COLUMNS, qtbot)


def test_that_a_file_dropped_on_the_page_takes_the_place_of_the_one_in_hand(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    checked(page, listed(tmp_path, line("K1", FIRST, "Goed")), qtbot)
    data = urls(listed(tmp_path, line("K2", SECOND, "Ander"), name="ander.csv"))
    # Qt only delivers a drop to where its own drag entered, so it is handed over here.
    assert page.drop.eventFilter(page, dropped(data))
    at(page, COLUMNS, qtbot)
    assert page.columns.model.cell(0, 2).text == "K2"


def test_that_a_file_that_cannot_be_read_is_answered_in_words(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.take_file(tmp_path / "weg.xlsx")
    qtbot.waitUntil(lambda: "weg.xlsx" in page.banner.text)
    path = tmp_path / "brief.csv"
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    page.take_file(path)
    qtbot.waitUntil(lambda: "brief.csv" in page.banner.text)
    assert page.step == FILE
    assert page.progress.isHidden()


def test_that_reading_can_be_cancelled_and_begun_anew(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = listed(tmp_path, line("K1", FIRST, "Goed"))
    ticket = Ticket()
    page.progress.follow(ticket, "De lijst lezen")
    page.progress.findChild(type(page.next)).click()
    assert ticket.cancelled
    assert page.progress.isHidden()
    page.take_file(path)
    at(page, COLUMNS, qtbot)


def test_that_comparing_and_keeping_can_be_stopped_and_nothing_is_kept(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = listed(tmp_path, line("K1", FIRST, "Goed"))
    page.take_file(path)
    at(page, COLUMNS, qtbot)
    told = Ticket.tell

    def stop_first(ticket: Ticket, done: int, total: int) -> None:
        ticket.cancel()  # as somebody who was quicker
        told(ticket, done, total)

    with monkeypatch.context() as patched:
        patched.setattr(Ticket, "tell", stop_first)
        on(page, qtbot)
        settle(page, qtbot)
        page.progress.finish()
        page._stopped()
        assert page.step == COLUMNS
    on(page, qtbot)
    at(page, CHECK, qtbot)
    with monkeypatch.context() as patched:
        patched.setattr(Ticket, "tell", stop_first)
        on(page, qtbot)
        settle(page, qtbot)
        page.progress.finish()
        page._stopped()
        assert (page.step, all_cases(table)) == (CHECK, [])
    on(page, qtbot)
    at(page, DONE, qtbot)
    assert len(all_cases(table)) == 1


def test_that_a_list_that_was_kept_before_it_could_be_stopped_is_told(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    checked(page, listed(tmp_path, line("K1", FIRST, "Goed")), qtbot)
    on(page, qtbot)
    assert page._keeping is not None
    page._keeping.cancel()  # it may be too late, or just in time
    settle(page, qtbot)
    page.progress.finish()
    page._stopped()
    page.reload()
    settle(page, qtbot)
    assert ("al ingelezen toen u stopte" in page.banner.text) == bool(all_cases(table))
    assert page.step == (FILE if all_cases(table) else CHECK)


def test_that_other_data_of_a_client_are_shown_and_taken_when_chosen(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    kept(page, listed(tmp_path, line("K1", FIRST, "Voorbeeld")), qtbot)
    later = listed(tmp_path, line("K1", FIRST, "Zilverroos"), name="later.csv")
    checked(page, later, qtbot)
    assert page.check.incoming == 0
    assert page.check.table is not None
    page.check.table.select_key("2")
    (switch,) = page.check.detail.switches
    assert "Achternaam (cliënt)" in switch.accessibleName()
    switch.choose("take")
    assert page.check.incoming == 1
    on(page, qtbot)
    at(page, DONE, qtbot)
    (client,) = table.ask(lambda reader: reader.find(Client))
    assert client.surname == "Zilverroos"


def test_that_in_a_small_window_the_findings_of_a_row_stand_below_its_choices(
    page: ImportPage, window: Opened, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    kept(page, listed(tmp_path, line("K1", FIRST, "Voorbeeld")), qtbot)
    window.window.resize(683, 384)
    checked(page, listed(tmp_path, line("K1", FIRST, "Zilverroos"), name="later.csv"), qtbot)
    assert page.check.table is not None
    page.check.table.select_key("2")
    detail = page.check.detail
    qtbot.waitUntil(lambda: detail._columns is not None and detail._columns.stacked)
    qtbot.waitUntil(lambda: detail._scroll.horizontalScrollBar().maximum() == 0)
    window.window.resize(1366, 768)
    qtbot.waitUntil(lambda: detail._columns is not None and not detail._columns.stacked)


def test_that_the_check_counts_who_is_known_at_another_table(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    head = HEAD + ";School;BRIN"
    other = listed(tmp_path, line("Z1", FIRST, "V") + ";De Zevensprong;99AB00", head=head)
    given = importing.read_list(other, "zbo", today=date(2026, 11, 26))
    table.do(importing.run, "zbo", given)
    lines = (line("K1", FIRST, "V"), line("K2", SECOND, "W"))
    checked(page, listed(tmp_path, *lines, name="cpv.csv"), qtbot)
    assert "ZBO-commissie 1" in page.check.note.text


def test_that_a_sheet_is_chosen_where_there_are_several(
    page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    workbook = load_workbook(EXAMPLE)
    workbook.copy_worksheet(workbook.worksheets[0]).title = "Tweede"
    path = tmp_path / "twee.xlsx"
    workbook.save(path)
    page.take_file(path)
    qtbot.waitUntil(lambda: page.file.sheet.isVisible() and page.work.idle)
    assert page.step == FILE
    page.file.sheet.setCurrentIndex(page.file.sheet.findData("Tweede"))
    on(page, qtbot)
    at(page, COLUMNS, qtbot)
    assert page.reading.understood is not None
    assert page.reading.understood.given.sheet == "Tweede"


def test_that_undo_is_refused_in_words_once_a_case_has_moved_on(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    kept(page, listed(tmp_path, line("K1", FIRST, "Goed")), qtbot)
    table.do(cases.edit, all_cases(table)[0], {"ends_on": date(2027, 6, 1)})
    record = first_record(page, qtbot)
    page.undo(record)
    qtbot.waitUntil(lambda: "CPV-2026-0001" in page.banner.text)
    assert len(all_cases(table)) == 1


def test_that_lists_can_be_saved_empty_as_example_and_with_their_faults(
    page: ImportPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "bewaard.xlsx"

    def chosen(*_given: object) -> tuple[str, str]:
        return str(target), ""

    monkeypatch.setattr("casustafel.gui.files.QFileDialog.getSaveFileName", chosen)
    for wanted in (page.file.template_wanted, page.file.example_wanted):
        wanted.emit()
        qtbot.waitUntil(lambda: "bewaard.xlsx" in page.banner.text and page.work.idle)
        assert load_workbook(target).worksheets
        target.unlink()
        page.banner.clear()
    checked(page, listed(tmp_path, line("K1", FIRST, "F", born="31-02-2011")), qtbot)
    page.check.save.click()
    qtbot.waitUntil(lambda: "niet versleuteld" in page.banner.text and page.work.idle)
    texts = [cell.comment.text for row in load_workbook(target).worksheets[0] for cell in row
             if cell.comment]  # fmt: skip
    assert any("datum bestaat niet" in text for text in texts)


def test_that_earlier_lists_are_shown_with_their_counts(
    page: ImportPage, table: Table, tmp_path: Path, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(page.file.model)
    path = listed(tmp_path, line("K1", FIRST, "Goed"))
    given = importing.read_list(path, "cpv", today=date(2026, 11, 26))
    table.do(importing.run, "cpv", given)
    page.reload()
    qtbot.waitUntil(lambda: page.file.model.total == 1)
    texts = [page.file.model.cell(0, place).text for place in range(8)]
    assert texts[1] == "lijst.csv"
    assert texts[3:6] == ["1", "0", "0"]
    assert texts[7] == "Ingelezen"
    assert page.file.undo.isEnabled()


def test_that_every_step_can_be_used_with_a_screen_reader(
    window: Opened, page: ImportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    assert faults(page) == []
    wrong = line("K2", SECOND, "Fout", born="31-02-2011")
    page.take_file(listed(tmp_path, line("K1", FIRST, "Goed"), wrong))
    at(page, COLUMNS, qtbot)
    assert faults(page) == []
    on(page, qtbot)
    at(page, CHECK, qtbot)
    assert faults(page) == []
    on(page, qtbot)
    at(page, DONE, qtbot)
    assert faults(page) == []
    assert stray_windows(window.window) == []
