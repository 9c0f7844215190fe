"""The menu of the user, and the command box that knows every button."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot
from real_pages import Opened
from window_fakes import actor, frame

from casustafel.domain.people import Role
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.pages.registry import PAGES
from casustafel.gui.settings import Settings, text_size
from casustafel.gui.theme import theme
from casustafel.gui.theme.tokens import DARK
from casustafel.gui.widgets.buttons import OF_LIST, KeyHintButton
from casustafel.gui.widgets.style import spoken
from casustafel.gui.work import Work


@pytest.fixture
def window_of_fakes(work: Work, settings: Settings, qtbot: QtBot) -> Iterator[FrameWindow]:
    """A frame on invented pages, with the queue shown and read."""
    made = frame(work, settings, actor((Role.SECRETARY, "cpv")))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    with qtbot.waitSignal(work.became_idle):
        made.start("queue")
    yield made


def opened_menu(window: FrameWindow) -> QMenu:
    menu = window.header.user.menu()
    menu.aboutToShow.emit()
    return menu


def entries(menu: QMenu) -> dict[str, object]:
    return {each.text().split("\t")[0]: each for each in menu.actions() if each.text()}


def test_that_the_header_names_who_works_here_and_opens_a_menu(
    window_of_fakes: FrameWindow, qtbot: QtBot
) -> None:
    """H43: own name, roles, lock and another person in one place."""
    header = window_of_fakes.header
    assert header.user.text() == "Voorbeeld Persoon"
    found = entries(opened_menu(window_of_fakes))
    assert "Voorbeeld Persoon: Secretaris" in found
    with qtbot.waitSignal(window_of_fakes.closed):
        found["Vergrendelen"].trigger()
    with qtbot.waitSignal(window_of_fakes.closed):
        found["Iemand anders aan het werk"].trigger()


def test_that_theme_and_size_of_text_are_in_the_menu(window_of_fakes: FrameWindow) -> None:
    """H45: own settings are found without knowing a command."""
    found = entries(opened_menu(window_of_fakes))
    entries(found["Thema"].menu())["Donker thema"].trigger()
    assert theme().tokens is DARK
    entries(found["Tekstgrootte"].menu())["Tekstgrootte 125 %"].trigger()
    assert text_size() == 125


def test_that_the_command_box_offers_all_pages_and_what_buttons_do(window: Opened) -> None:
    """H18: the pages of the menu with the log, and on every page each button that can be used."""
    near = window.window._finder.near
    pages = [hit.text for hit in near("") if hit.group == "Pagina's"]
    assert len(pages) == len(window.window.navigation.keys)
    assert "Logboek" in pages
    for spec in (each for each in PAGES if each.section is not None):
        page = window.open(spec.key)
        offered = {hit.text for hit in near("") if hit.group == "Opdrachten"}
        assert len(offered) == len([hit for hit in near("") if hit.group == "Opdrachten"])
        missing = [
            each.accessibleName()
            for each in page.findChildren(KeyHintButton)
            if each.isVisible()
            and each.isEnabled()
            and not each.menu()
            and not each.property(OF_LIST)
            and spoken(each.accessibleName()).rstrip("…") not in offered
        ]
        assert missing == []


def test_that_a_command_of_a_button_does_what_the_button_does(window: Opened) -> None:
    """H18: chosen by name it acts."""
    window.open("meetings")
    planning = next(
        hit for hit in window.window._finder.near("plannen") if hit.group == "Opdrachten"
    )
    planning.run()
    assert window.window.page is not None
    assert window.window.page.findChildren(QDialog)


def test_that_a_word_that_no_page_is_called_leads_to_the_page_where_it_lies(window: Opened) -> None:
    """Somebody who types "notulen" finds the meetings, where the minutes are opened."""
    found = [hit.text for hit in window.window._finder.near("notulen")]
    assert "Vergaderingen" in found
    assert window.window._finder.near("xyzzy") == []
