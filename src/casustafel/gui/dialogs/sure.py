"""Ask before something that cannot be taken back. The default is always Annuleren."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from casustafel.gui.words import tr


def confirmation(parent: QWidget | None, title: str, text: str, *verbs: str) -> QMessageBox:
    """Return the question with a button for each verb; Enter and Escape cancel."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(text)
    for verb in verbs:
        box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(tr("Annuleren"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    for each in box.buttons():
        each.setAccessibleName(each.text())
    return box


def sure(parent: QWidget | None, title: str, text: str, verb: str) -> bool:
    """Ask and say whether the user chose the verb."""
    return choose(parent, title, text, verb) == verb


def choose(parent: QWidget | None, title: str, text: str, *verbs: str) -> str:
    """Ask and return the verb that the user chose; empty when none."""
    box = confirmation(parent, title, text, *verbs)
    box.exec()
    clicked = box.clickedButton()
    accepted = box.buttonRole(clicked) == QMessageBox.ButtonRole.AcceptRole
    return clicked.accessibleName() if accepted else ""
