"""The frame driven by keys and mouse: pages, tables, commands, status, what is remembered."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from accessibility import faults, names, stray_windows
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot
from window_fakes import PAGES, FakeWorkspace, QueuePage, actor, frame

from casustafel.domain.errors import RuleError
from casustafel.domain.people import Right, Role
from casustafel.domain.wording.catalogue import helping, parts
from casustafel.gui.assembly import facts
from casustafel.gui.frame.header import role_name, role_names
from casustafel.gui.frame.status_strip import StatusStrip
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.page import Page, PageSpec
from casustafel.gui.pages.about.page import AboutPage, versions
from casustafel.gui.pages.registry import PAGES as REAL_PAGES
from casustafel.gui.settings import Settings
from casustafel.gui.theme import theme
from casustafel.gui.theme.tokens import DARK
from casustafel.gui.work import Change, Saved, Work

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(work: Work, settings: Settings, qtbot: QtBot) -> Iterator[FrameWindow]:
    """A frame on invented pages, with the queue shown and read."""
    made = frame(work, settings)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    with qtbot.waitSignal(work.became_idle):
        made.start()
    yield made


def said(window: FrameWindow) -> list[str]:
    return [label.text() for label in window.status.findChildren(QLabel)]


def idle(work: Work, qtbot: QtBot, do: Callable[[], object]) -> None:
    with qtbot.waitSignal(work.became_idle):
        do()


def test_that_it_begins_at_the_first_page_with_the_tables_and_counts(window: FrameWindow) -> None:
    assert window.shown == "today"
    assert window.header.switch.keys == ["cpv", "zbo", "doorbraak"]
    assert window.context.committee == "cpv"
    assert window.navigation.keys == ["today", "queue", "people", "log"]
    assert window.navigation._items["queue"].accessibleName() == "Wachtrij, 38 wachtend"
    assert "Database: voorbeeld.db (SQLCipher)" in said(window)


def test_that_control_and_a_number_opens_a_page_that_reads_once(
    window: FrameWindow, work: Work, qtbot: QtBot
) -> None:
    idle(work, qtbot, lambda: qtbot.keyClick(window, Qt.Key.Key_2, CONTROL))

    page = window.page
    assert stray_windows(window) == []
    assert isinstance(page, QueuePage)
    assert page.reloads == 1
    assert page.model.rowCount() == 38
    assert "38 getoond" in said(window)
    qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert page.reloads == 1
    assert window.shown == "queue"
    qtbot.keyClick(window, Qt.Key.Key_9, CONTROL)
    assert window.shown == "queue"


def test_that_control_tab_switches_the_table_for_every_page_and_is_remembered(
    window: FrameWindow, work: Work, settings: Settings, qtbot: QtBot
) -> None:
    idle(work, qtbot, lambda: window.open("queue"))
    page = window.page
    assert isinstance(page, QueuePage)

    idle(work, qtbot, lambda: qtbot.keyClick(window, Qt.Key.Key_Tab, CONTROL))

    assert window.context.committee == "zbo"
    assert page.reloads == 2
    assert window.navigation._items["queue"].accessibleName() == "Wachtrij, 7 wachtend"
    assert settings.text("committee") == "zbo"


def test_that_a_hidden_page_reads_anew_only_when_it_is_seen_again(
    window: FrameWindow, work: Work, qtbot: QtBot
) -> None:
    idle(work, qtbot, lambda: window.open("queue"))
    page = window.page
    assert isinstance(page, QueuePage)
    window.open("today")

    idle(work, qtbot, lambda: work.write(lambda _uow: None, changes=[Change("case", "1")]))
    assert page.reloads == 1

    idle(work, qtbot, lambda: window.open("queue"))
    assert page.reloads == 2


def test_that_the_command_box_finds_pages_commands_and_cases(
    window: FrameWindow, work: Work, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    assert window.focusWidget() is window.header.search
    assert window.commands.shown
    qtbot.keyClicks(window.header.search, "log")
    qtbot.waitUntil(lambda: [hit.text for hit in window.commands.hits] == ["Logboek"])
    qtbot.keyClick(window.header.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shown == "log")
    assert not window.commands.shown

    window.commands.open()
    qtbot.keyClicks(window.header.search, "141")
    qtbot.waitUntil(lambda: [hit.text for hit in window.commands.hits] == ["CPV-2026-0141"])
    qtbot.keyClick(window.header.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.shown == "case")

    window.commands.open()
    qtbot.keyClicks(window.header.search, "donker")
    qtbot.waitUntil(lambda: len(window.commands.hits) == 1)
    qtbot.keyClick(window.header.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: theme().tokens is DARK)


def test_that_enter_before_the_answer_opens_what_was_typed_and_not_what_stood_there(
    window: FrameWindow, qtbot: QtBot
) -> None:
    """H12: who types on and presses Enter at once sees the list of an earlier text."""
    window.commands.open()
    qtbot.keyClicks(window.header.search, "log")
    qtbot.waitUntil(lambda: [hit.text for hit in window.commands.hits] == ["Logboek"])
    qtbot.keyClick(window.header.search, Qt.Key.Key_A, CONTROL)
    qtbot.keyClicks(window.header.search, "141")
    qtbot.keyClick(window.header.search, Qt.Key.Key_Return)
    assert window.shown != "log"
    qtbot.waitUntil(lambda: window.shown == "case")


def test_that_the_arrows_walk_the_results_past_headings_and_escape_closes(
    window: FrameWindow, qtbot: QtBot
) -> None:
    window.commands.open()
    assert window.commands.shown
    box = window.commands.list
    first = box.currentRow()
    assert first == 1

    for _each in range(len(window.commands.hits)):
        qtbot.keyClick(window.header.search, Qt.Key.Key_Down)
    assert box.currentRow() == first
    qtbot.keyClick(window.header.search, Qt.Key.Key_Up)
    assert box.currentRow() == box.count() - 1

    qtbot.keyClick(window.header.search, Qt.Key.Key_Escape)
    assert not window.commands.shown


def test_that_what_is_not_found_is_said(window: FrameWindow, qtbot: QtBot) -> None:
    window.commands.open()

    qtbot.keyClicks(window.header.search, "zzz")

    qtbot.waitUntil(lambda: window.commands.hits == [])
    assert window.commands.list.item(0).text() == "Niets gevonden"


def test_that_a_page_within_another_lights_that_one_and_alt_left_goes_back(
    window: FrameWindow, work: Work, qtbot: QtBot
) -> None:
    idle(work, qtbot, lambda: window.open("queue"))
    window.open("case", "c1")
    assert window.navigation._items["queue"].isChecked()

    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert window.shown == "queue"


def test_that_a_page_that_may_not_be_left_stays(
    window: FrameWindow, work: Work, qtbot: QtBot
) -> None:
    page = window.page
    assert page is not None
    page.can_leave = lambda: False  # type: ignore[method-assign]

    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    window.header.switch.choose("zbo")

    assert window.shown == "today"
    assert window.navigation._items["today"].isChecked()
    assert window.header.switch.key == "cpv"


def test_that_f1_shows_the_keys_of_the_page_and_of_the_window(
    window: FrameWindow, work: Work, qtbot: QtBot
) -> None:
    idle(work, qtbot, lambda: window.open("queue"))

    dialog = window.keys_dialog()
    qtbot.addWidget(dialog)
    dialog.show()

    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Nieuwe casus" in words
    assert "Ctrl N" in words
    assert "Zoeken en opdrachten" in words
    assert "Volgende commissie" in words
    assert "De gekozen regels kopiëren, voor Excel of een bericht" in words
    assert any(text.startswith("Hier staan de casussen die op de commissie") for text in words)
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert dialog.focusWidget() is area
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    assert faults(dialog) == []


def test_that_an_error_nobody_asked_for_is_told_above_the_page(
    window: FrameWindow, work: Work, qtbot: QtBot
) -> None:
    def refuse(_uow: object) -> None:
        raise RuleError("meeting-times-wrong", starts="10:30", ends="09:00")

    idle(work, qtbot, lambda: work.write(refuse))

    assert "10:30" in window.banner.text


def test_that_the_status_bar_says_when_everything_is_kept(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    words = lambda: " ".join(label.text() for label in strip.findChildren(QLabel))  # noqa: E731
    moment = datetime(2026, 11, 26, 14, 32, 8, tzinfo=UTC)

    strip.show_saved(Saved(2, None))
    assert "Bezig met opslaan" in words()
    strip.show_saved(Saved(0, moment))
    assert "Opgeslagen 14:32:08" in words()
    strip.show_backup(moment, date(2026, 11, 26))
    assert "Laatste back-up: vandaag 15:32" in words()
    strip.show_backup(moment, date(2026, 11, 27))
    assert "Laatste back-up: 26-11-2026" in words()
    strip.show_backup(None, date(2026, 11, 26))
    assert "Nog geen back-up" in words()


def test_that_the_backup_is_told_when_it_is_known_after_the_window_was_fitted(qtbot: QtBot) -> None:
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.set_compact(compact=False)

    strip.show_backup(None, date(2026, 11, 26))

    told = [each for each in strip.findChildren(QLabel) if each.text() == "Nog geen back-up"]
    assert [each.isHidden() for each in told] == [False]


def test_that_only_pages_that_the_person_may_see_are_in_the_navigation(
    work: Work, settings: Settings, qtbot: QtBot
) -> None:
    pages = (
        *PAGES,
        PageSpec("secret", "Geheim", PAGES[0].factory, section="", right=Right.MANAGE_TABLES),
    )
    made = frame(work, settings, actor((Role.MEMBER, "zbo")), pages)
    qtbot.addWidget(made)

    with qtbot.waitSignal(work.became_idle):
        made.start()

    assert "secret" not in made.navigation.keys


def test_that_a_small_window_keeps_everything_reachable(
    window: FrameWindow, work: Work, qtbot: QtBot
) -> None:
    idle(work, qtbot, lambda: window.open("queue"))

    window.resize(683, 384)

    assert window.width() == 683
    assert window.navigation.width() == 56
    assert window.navigation._items["queue"].accessibleName().startswith("Wachtrij")
    assert faults(window) == []


def test_that_every_control_of_the_frame_has_a_name_a_role_and_a_place(
    window: FrameWindow, work: Work, qtbot: QtBot
) -> None:
    idle(work, qtbot, lambda: window.open("queue"))

    assert faults(window) == []
    tree = names(window)
    assert ("EditableText", "Zoek casus, aanbieder, actie") in tree
    assert ("Table", "Wachtrij") in tree
    assert any(name == "Nieuwe casus" for _role, name in tree)


def test_that_every_role_has_a_dutch_name_and_the_busiest_comes_first() -> None:
    assert len({role_name(role) for role in Role}) == len(Role)
    who = actor((Role.ADMINISTRATOR, None), (Role.SECRETARY, "cpv"))
    assert role_names(who, "cpv") == ["Secretaris", "Beheerder"]
    assert role_names(who, "zbo") == ["Beheerder"]


def test_that_the_about_page_names_each_dependency_with_version_and_licence(
    window: FrameWindow, qtbot: QtBot
) -> None:
    import tomllib
    from importlib import metadata

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    asked = {re.split(r"[\[>=]", line)[0].casefold() for line in project["project"]["dependencies"]}
    named = {name.casefold() for name in parts()}

    assert asked - named == set()
    assert all(version == metadata.version(name) for name, version, _licence in versions())
    page = AboutPage(window.context)
    qtbot.addWidget(page)
    page.show()
    assert isinstance(page, Page)
    assert faults(page) == []


def test_that_a_size_of_text_is_chosen_at_once_and_remembered(
    window: FrameWindow, settings: Settings, qtbot: QtBot
) -> None:
    commands = {command.text: command.run for command in window._known()[1]}
    offered = [text.split()[-2] for text in commands if text.startswith("Tekstgrootte")]
    assert offered == ["100", "125", "150", "175", "200"]
    commands["Tekstgrootte 200 %"]()
    assert theme().scale == 2.0
    assert settings.number("scale", 100) == 200

    page = AboutPage(window.context)
    qtbot.addWidget(page)
    page.show()
    switch = page.size_card.switch
    assert (switch.key, switch.keys) == ("200", ["100", "125", "150", "175", "200"])
    switch.choose("150")
    assert theme().scale == 1.5
    assert settings.number("scale", 100) == 150
    commands["Tekst groter"]()
    assert (switch.key, switch.keys[3]) == ("160", "160")
    commands["Tekst kleiner"]()
    assert switch.keys == ["100", "125", "150", "175", "200"]
    assert settings.number("scale", 100) == 150
    assert faults(page) == []


def test_that_a_shared_database_is_not_called_encrypted() -> None:
    class Opened(FakeWorkspace):
        shown = "postgresql://databank/casus"
        actor = actor()

    class Local(Opened):
        shown = "/home/voorbeeld/casustafel.db"

    assert facts(Opened()).encrypted is False
    assert facts(Local()).database == "casustafel.db (SQLCipher)"


def test_that_f1_says_of_every_page_what_it_is_for() -> None:
    assert set(helping()["pages"]) == {"lists", "all", *(spec.key for spec in REAL_PAGES)}
    assert all(words.endswith(".") and len(words) > 40 for words in helping()["pages"].values())
