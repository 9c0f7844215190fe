"""H4: whatever has the keyboard shows a ring in the colour of the focus."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casustafel.gui.pages.minutes.cards import ChecksCard
from casustafel.gui.pages.room.outcome_fields import ChoiceButton
from casustafel.gui.pages.room.promises import PromiseButton
from casustafel.gui.tables import Column, RowTableModel, TableView
from casustafel.gui.theme import Theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import FilterChip
from casustafel.gui.widgets.fields import ChoiceBox, DateField, GrowingText
from casustafel.gui.widgets.folded import FoldButton
from casustafel.gui.widgets.layout import below


def icon_button() -> QToolButton:
    made = QToolButton()
    made.setObjectName("roomMore")
    made.setText("⋯")
    return made


def cells() -> TableView:
    model = RowTableModel([Column("name", "Naam", 120, lambda row: row)], str)
    made = TableView(model, "Namen")
    model.setParent(made)
    model.set_rows(["een", "twee"])
    made.selectRow(0)
    return made


def day() -> DateField:
    made = DateField("Dag")
    made.set_near(date(2026, 11, 30))
    return made


def tabs() -> QWidget:
    made = QTabWidget()
    made.addTab(QWidget(), "Dossier")
    made.setFocusProxy(made.tabBar())
    return made


def stack() -> QWidget:
    made = QScrollArea()
    made.setObjectName("timeLine")
    made.setMinimumSize(60, 40)
    return made


KINDS = {
    "button": lambda: button("Opslaan"),
    "link": lambda: button("De uitkomst is onder voorbehoud", kind="link"),
    "icon": icon_button,
    "chip": lambda: FilterChip("Consensus"),
    "outcome": lambda: ChoiceButton(1, "Toekennen"),
    "promise": lambda: PromiseButton("Warme overdracht", "", "BTV"),
    "fold": lambda: FoldButton("Overdracht"),
    "box": lambda: QCheckBox("Voorzitter"),
    "line": QLineEdit,
    "day": day,
    "list": ChoiceBox,
    "text": lambda: GrowingText("Motivering", framed=True),
    "cells": cells,
    "tabs": tabs,
    "time line": stack,
}


def ring(image: QImage, theme: Theme) -> int:
    """Count the pixels in the colour of the focus."""
    wanted = theme.colour("focus").rgb()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixel(x, y) == wanted for x, y in places)


@pytest.mark.parametrize("kind", KINDS)
def test_that_what_has_the_keyboard_shows_it(qtbot: QtBot, look: Theme, kind: str) -> None:
    around, part, other = QWidget(), KINDS[kind](), QPushButton("Anders")
    below(part, other, edges=10, of=around)
    qtbot.addWidget(around)
    around.show()
    with qtbot.waitActive(around):
        around.activateWindow()
    other.setFocus()
    before = ring(part.grab().toImage(), look)
    part.setFocus(Qt.FocusReason.TabFocusReason)
    # Two sides of the smallest of them are some thirty pixels.
    assert ring(part.grab().toImage(), look) >= before + 30


def test_that_a_link_in_the_checks_of_the_minutes_shows_it_too(qtbot: QtBot, look: Theme) -> None:
    card, part = ChecksCard(), button("De uitkomst is onder voorbehoud", kind="link")
    card.body.addWidget(part)
    qtbot.addWidget(card)
    card.show()
    with qtbot.waitActive(card):
        card.activateWindow()
    part.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring(part.grab().toImage(), look) >= 30
