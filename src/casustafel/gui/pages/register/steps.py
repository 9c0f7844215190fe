"""The steps of norms and stops: asked in a form or not, written, and what came of them told."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.dialogs.ask import Asker, ask
from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.pages.register.lines import told
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import below, beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.gui.work import Change, Work
from casustafel.services.register.rerouting import Rerouted


class NoticeDialog(QDialog):
    """Shows a text that holds no personal data; it may be changed before it is copied."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        title = tr("Bericht voor verwijzers")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(px(620), px(480))
        self.text = QPlainTextEdit(text)
        self.text.setAccessibleName(tr("Tekst van het bericht"))
        self.text.setTabChangesFocus(True)
        self.copied = label("", "hint")
        self.copy = button(tr("Kopiëren"), self._copy, kind="primary")
        self.copy.setDefault(True)
        row = beside((self.copied, 1), button(tr("Sluiten"), self.reject), self.copy)
        below(
            label(title, "title"),
            label(
                tr("Kopieer de tekst naar uw e-mail. Er staan geen persoonsgegevens in."), "muted"
            ),
            (self.text, 1),
            row,
            gap=10,
            edges=(20, 16),
            of=self,
        )
        self.finished.connect(self.deleteLater)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied.setText(tr("De tekst is gekopieerd."))


G = TypeVar("G")
_CHANGED = (Change("register"), Change("case"))


class Step(Protocol):
    """What a step of the register answers; some have a notice to send too."""

    @property
    def rerouted(self) -> Rerouted:
        """The cases that go another way after it."""


class RegisterSteps:
    """Takes steps for the tabs; says above the page, and opens dialogs over `parent`."""

    def __init__(self, home: Asker, parent: QWidget) -> None:
        self._home, self.parent = home, parent

    @property
    def work(self) -> Work:
        """The way to background work."""
        return self._home.work

    def say(self, text: str, tone: Tone) -> None:
        """Say a sentence above the page."""
        self._home.say(text, tone)

    def ask(self, dialog: FormDialog[G], task: Callable[[Any, G], Step], draft: str = "") -> None:
        """Ask for a step and write it; `tell` says what came of it."""
        ask(self._home, dialog, task, draft=draft, changes=_CHANGED, then=self.tell)

    def write(self, task: Callable[[Any], Step]) -> None:
        """Write a step that asks nothing."""
        self.work.write(
            task, then=self.tell, failed=self.say_error, owner=self.parent, changes=_CHANGED
        )

    def tell(self, answer: Step) -> None:
        """Say which cases changed way after a step, and show the notice, if any."""
        self.say(told(answer.rerouted), Tone.WARN if answer.rerouted.at_the_table else Tone.INFO)
        notice = getattr(answer, "notice", "")
        if notice:
            NoticeDialog(notice, self.parent).open()

    def say_error(self, error: CasustafelError) -> None:
        """Say above the lists why something was not done."""
        self.say(explain(error), Tone.BAD)
