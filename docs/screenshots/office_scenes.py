"""Pictures of what the office keeps: tables, frameworks, register, people, and their dialogs."""

from functools import partial
from typing import Any

from scene import Scene


def _press(
    driver: Any, page: str, words: str, argument: str = "", row: int | None = None, tab: int = 0
) -> Any:
    """Press a button of a page by its words and return the dialog that opens.

    With `row` that row of its list is chosen first.
    """
    from PySide6.QtWidgets import QDialog, QPushButton, QTableView, QTabWidget

    shown = driver.open(page, argument)
    _clear(driver, shown)
    for tabs in shown.findChildren(QTabWidget):
        tabs.setCurrentIndex(tab)
    if row is not None:
        tables = [each for each in shown.findChildren(QTableView) if each.isVisible()]
        tables[-1].selectRow(row)
        driver.settle()
    buttons = {
        each.text().replace("&", ""): each
        for each in shown.findChildren(QPushButton)
        if each.isVisible()
    }
    next(each for text, each in buttons.items() if text.startswith(words)).click()
    driver.settle()
    dialogs = [each for each in shown.findChildren(QDialog) if each.isVisible()]
    return dialogs[-1]


def _committees(driver: Any) -> None:
    driver.open("committees")


def _clear(driver: Any, shown: Any) -> None:
    """Take away what a scene before typed in the search field of a page."""
    from casustafel.gui.widgets.search_box import SearchBox

    for each in shown.findChildren(SearchBox):
        each.clear()
    driver.settle()


def _nothing(driver: Any, page: str) -> None:
    """Search for what is not there."""
    from casustafel.gui.widgets.search_box import SearchBox

    driver.open(page).findChild(SearchBox).setText("bestaat niet")
    driver.pause(300)
    driver.settle()


def _found(driver: Any) -> None:
    """Find something by the search field above all pages."""
    for page in ("queue", "cases"):
        _clear(driver, driver.open(page))
    driver.open("today")
    driver.frame.commands.open()
    driver.frame.header.search.setText("rivier")
    driver.pause(300)
    driver.settle()


def _second_version(driver: Any, tab: int) -> None:
    """Begin a version, change some of it, and show a tab: 0 contents, 1 difference, 2 trial."""
    driver.frame.commands.close()
    page = driver.open("frameworks")
    if page.desk is not None and len(page.desk.versions) < 2:
        page.begin_button.click()
        driver.settle()
        page.tabs.setCurrentIndex(0)
        for row in (3, 6):
            page.contents.table.selectRow(row)
            page.contents.move_row(1)
            driver.settle()
    page.tabs.setCurrentIndex(tab)
    driver.settle()


def _question(driver: Any) -> Any:
    from PySide6.QtWidgets import QDialog

    _second_version(driver, 0)
    page = driver.frame.page
    page.contents.table.selectRow(3)
    page.contents.change_row()
    driver.settle()
    return next(each for each in page.findChildren(QDialog) if each.isVisible())


def _completion(driver: Any) -> Any:
    from PySide6.QtWidgets import QDialog

    page = driver.open("queue", "submitted")
    page.table.selectAll()
    driver.settle()
    page.detail.ask.click()
    driver.settle()
    return next(each for each in page.findChildren(QDialog) if each.isVisible())


OFFICE_SCENES = (
    Scene("committees", _committees),
    Scene("queue-nothing", partial(_nothing, page="queue")),
    Scene("cases-nothing", partial(_nothing, page="cases")),
    Scene("commands-found", _found),
    Scene("office-framework-concept", partial(_second_version, tab=0)),
    Scene("office-framework-difference", partial(_second_version, tab=1)),
    Scene("office-framework-trial", partial(_second_version, tab=2)),
    Scene("office-dialog-question", _question),
    Scene("office-dialog-norm", partial(_press, page="register", words="Nieuwe", argument="norms")),
    Scene(
        "office-dialog-stop", partial(_press, page="register", words="Lopende", argument="stops")
    ),
    Scene("office-dialog-provider", partial(_press, page="providers", words="Nieuwe")),
    Scene("office-dialog-spellings", partial(_press, page="providers", words="Schrijfwijzen")),
    Scene("office-dialog-seat", partial(_press, page="people", words="Nieuw lid")),
    Scene("office-dialog-passphrase", partial(_press, page="people", words="Mijn wachtzin")),
    Scene("office-dialog-roles", partial(_press, page="people", words="Rollen", row=0, tab=1)),
    Scene(
        "queue-dialog-withdraw",
        partial(_press, page="queue", words="Intrekken", argument="submitted", row=0),
    ),
    Scene("queue-dialog-completion", _completion),
)
