"""What somebody typed is shown as it stands: no markup, no letters that vanish as Alt keys."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from real_pages import Opened, opened
from sqlalchemy import Connection, String, Text, select, update
from sqlalchemy import Table as SqlTable

import casustafel.gui
from casustafel import bootstrap
from casustafel.domain.cases import Case
from casustafel.domain.meetings import Meeting, MeetingState
from casustafel.gui.dialogs.ask import confirmation
from casustafel.gui.settings import Settings
from casustafel.gui.tables import TableView
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.style import literal, tip_text
from casustafel.storage.schema import metadata
from workspaces import Clock, Table

GUI = Path(casustafel.gui.__file__).parent

#: What is put behind every text that a person, a list or a municipality gave.
MARK = ' <b>x</b><img src="x.png"> R&D'

#: Columns of text that hold no text of people: keys, codes, hashes, sorting.
CODES = {
    *("id", "subject", "subject_id", "field", "fields", "digest", "previous", "hash", "action"),
    *("committee", "roles", "details", "prefix", "key", "bsn", "no_bsn_reason", "postcode", "agb"),
    *("brin", "entity", "entity_id", "state", "fingerprint", "file_hash", "columns", "date_orders"),
    *("summary", "created", "law", "care_form", "request_kind", "referrer_type", "unit", "content"),
    *("product_category", "product_code", "frequency", "list_trigger", "route", "exemption"),
    *("severity", "code", "values", "content_hash", "pdf_hash", "audit_head", "item", "channel"),
    *("choice", "reasons", "adjustments", "contributions", "missing", "criterion", "number"),
    *("discipline", "route_reasons", "search_text", "search_name", "client_sort", "email"),
    *("provider_sort", "house_number", "volume", "hours_per_week", "annual_hours", "value"),
}
#: Texts inside the definitions of committees and frameworks, and answers.
WORDS = {"label", "verb", "text", "title", "name", "short_name", "help", "goal", "answer"}


def marked(value: object, key: str) -> object:
    """Put the mark behind the words in a JSON value."""
    if isinstance(value, dict):
        return {one: marked(each, one) for one, each in value.items()}
    if isinstance(value, list):
        return [marked(each, key) for each in value]
    return value + MARK if isinstance(value, str) and key in WORDS else value


def spoil(table: SqlTable, connection: Connection) -> None:
    """Put the mark behind every text of a table of the database."""
    for column in table.columns:
        plain = type(column.type) in (String, Text) and column.name not in CODES
        if plain and not column.primary_key and not column.foreign_keys:
            connection.execute(
                update(table).where(column != "").values({column.name: column + MARK})
            )
    for name in {"definition", "value"} & set(table.columns.keys()):
        for row in connection.execute(select(table)).mappings().all():
            here = [each == row[each.name] for each in table.primary_key]
            given = marked(row[name], "answer" if " " in str(row[name]) else name)
            connection.execute(update(table).where(*here).values({name: given}))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example workspace with the mark behind all texts of people and municipality."""
    database = tmp_path_factory.mktemp("example") / "casustafel.db"
    for _line in bootstrap.make_example(database):
        pass
    with (
        bootstrap.open_workspace(str(database), bootstrap.EXAMPLE_PASSPHRASE) as workspace,
        workspace.storage.engines.writer.begin() as connection,
    ):
        for table in metadata.sorted_tables:
            if table.name not in ("audit_event", "setting", "draft", "person"):
                spoil(table, connection)
    return database


@pytest.fixture
def window(example: Path, settings: Settings, qtbot: QtBot) -> Iterator[Opened]:
    """A window on the example."""
    with (
        bootstrap.open_workspace(str(example), bootstrap.EXAMPLE_PASSPHRASE) as workspace,
        opened(Table(workspace, Clock(), example), settings, qtbot) as made,
    ):
        yield made


def mistaken(widget: QWidget) -> Iterator[str]:
    """Give each text of a widget that Qt shows otherwise than it was written."""
    tips, names = [widget.toolTip()], [widget.accessibleName(), widget.accessibleDescription()]
    letters = [each.text() for each in widget.actions()]
    if isinstance(widget, QLabel):
        plain = widget.textFormat() is Qt.TextFormat.PlainText
        if not plain and GuiQt.mightBeRichText(widget.text()):
            yield f"markup: {widget.text()}"
        (names if widget.buddy() is None else letters).append(widget.text())
    if isinstance(widget, QAbstractButton):
        letters.append(widget.text())
    if isinstance(widget, QTabBar):
        tips += [widget.tabToolTip(at) for at in range(widget.count())]
        letters += [widget.tabText(at) for at in range(widget.count())]
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        tips += tips_of(widget.model())
    yield from (f"tip: {each}" for each in tips if MARK in each)
    yield from (f"letter: {each}" for each in letters if re.search("R&(?!&)", each))
    yield from (f"escaped: {each}" for each in names if "&&" in each or "&lt;" in each)


def columns_of(model: QAbstractItemModel) -> int:
    """Return the number of columns; a list has one and does not let it be asked."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount()


def tips_of(model: QAbstractItemModel) -> list[str]:
    """Return the tips of all cells."""
    places = (
        model.index(row, column)
        for row in range(min(model.rowCount(QModelIndex()), 200))
        for column in range(columns_of(model))
    )
    return [str(model.data(each, Qt.ItemDataRole.ToolTipRole) or "") for each in places]


def holds_mark(widget: QWidget) -> bool:
    """Say whether a text of people stands in a widget."""
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        return any(
            MARK.strip() in str(model.data(model.index(row, column)))
            for row in range(min(model.rowCount(QModelIndex()), 50))
            for column in range(columns_of(model))
        )
    said = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return "<b>" in said or "<b>" in widget.accessibleName()


PAGES = (
    *(("today", "", "cpv"), ("queue", "", "cpv"), ("queue", "", "zbo"), ("queue", "", "doorbraak")),
    *(("case", "case", "cpv"), ("case", "case", "zbo"), ("case", "case", "doorbraak")),
    *(("cases", "", "cpv"), ("providers", "", "cpv"), ("register", "norms", "cpv")),
    *(("register", "stops", "cpv"), ("register", "inflow", "cpv"), ("people", "", "cpv")),
    *(("committees", "", "cpv"), ("frameworks", "", "cpv"), ("log", "", "cpv")),
    *(("meetings", "", "cpv"), ("meetings", "", "doorbraak"), ("import", "", "cpv")),
    *(("agenda", "planned", "cpv"), ("room", "closed", "cpv"), ("room", "closed", "zbo")),
    *(("room", "closed", "doorbraak"), ("minutes", "closed", "cpv"), ("minutes", "closed", "zbo")),
    *(("actions", "", "cpv"), ("feedback", "", "cpv"), ("advice", "", "cpv")),
)
#: Where the example has nothing that a person wrote.
BARE = {"import", "log", "advice"}


def subject(window: Opened, kind: str, committee: str) -> str:
    """Return the id of a case or meeting of a table."""
    with window.table.workspace.reading() as reader:
        if kind == "case":
            return reader.find(Case, committee=committee)[0].id
        state = MeetingState.CLOSED if kind == "closed" else MeetingState.PLANNED
        return reader.find(Meeting, committee=committee, state=state)[0].id


@pytest.mark.parametrize(("page", "argument", "committee"), PAGES)
def test_that_a_page_shows_what_people_wrote_as_it_stands(
    window: Opened, page: str, argument: str, committee: str
) -> None:
    """S3: 215 tooltips of cells held markup, and loaded files."""
    if argument in ("case", "planned", "closed"):
        argument = subject(window, argument, committee)
    window.settle(lambda: window.window.choose_committee(committee))
    shown = window.open(page, argument)
    faults, seen = set(), 0
    for tabs in shown.findChildren(QTabWidget) or [None]:
        for at in range(tabs.count() if tabs else 1):
            if tabs:
                window.settle(lambda tabs=tabs, at=at: tabs.setCurrentIndex(at))
            for table in shown.findChildren(TableView):
                window.settle(lambda table=table: table.selectRow(0))
            widgets = window.window.findChildren(QWidget)
            faults |= {f"{type(each).__name__} {say}" for each in widgets for say in mistaken(each)}
            seen += sum(holds_mark(each) for each in widgets)
    assert faults == set()
    assert seen > 0 or page in BARE


def test_that_a_question_shows_names_as_they_stand(qtbot: QtBot) -> None:
    box = confirmation(None, f"Waal{MARK} verwijderen?", f"Dat is{MARK}.", "Verwijderen")
    qtbot.addWidget(box)
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert all(label.text().count("&lt;") == 0 for label in box.findChildren(QLabel))


def test_that_a_tip_says_what_was_written_and_an_ordinary_one_holds_no_tags() -> None:
    assert tip_text("Zorg & Co < 3 weken") == "Zorg & Co < 3 weken"
    document = QTextDocument()
    document.setHtml(tip_text(f"Waal{MARK}\nregel"))
    assert document.toPlainText() == f"Waal{MARK}\nregel"


def test_that_data_on_a_button_keeps_its_ampersand_and_words_keep_their_letter(
    qtbot: QtBot,
) -> None:
    """S3b: "Jeugd & Gezin" lost its & and got an Alt key."""
    data, words = button(literal("R&D · 3")), button("&Opslaan")
    for each in (data, words):
        qtbot.addWidget(each)
    assert data.accessibleName() == "R&D · 3"
    assert data.shortcut().isEmpty()
    assert words.accessibleName() == "Opslaan"
    assert words.shortcut().toString() == "Alt+O"


def names_of(tree: ast.AST) -> Iterator[str]:
    for each in ast.walk(tree):
        if isinstance(each, ast.Call):
            yield ast.unparse(each.func)
        elif isinstance(each, ast.ClassDef):
            yield from (ast.unparse(base) for base in each.bases)


@pytest.mark.parametrize("path", sorted(GUI.rglob("*.py")), ids=lambda path: path.name)
def test_that_labels_and_tips_are_made_in_one_place(path: Path) -> None:
    if path == GUI / "widgets" / "style.py" or path.parent.name == "forms":
        return  # what Designer draws says itself that it is plain text
    used = list(names_of(ast.parse(path.read_text("utf-8"))))
    assert "QLabel" not in used, "use label() or PlainLabel of widgets/style.py"
    assert not [each for each in used if each.endswith("setToolTip")], "use tip()"
    assert not [each for each in used if each.endswith("setTextFormat") and "box" not in each]


def test_that_forms_of_the_designer_show_text_as_it_stands() -> None:
    drawn = sorted((GUI / "forms").glob("ui_*.py"))
    assert drawn
    for path in drawn:
        made = path.read_text("utf-8")
        assert made.count("QLabel(") == made.count("setTextFormat(Qt.TextFormat.PlainText)")
