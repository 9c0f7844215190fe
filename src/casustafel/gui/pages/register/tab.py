"""What the tabs of the register share: the steps beside a list, and telling what came of them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar, Protocol, TypeVar

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from casustafel.gui.dialogs.fields import Form
from casustafel.gui.lists import ListPane
from casustafel.gui.pages.register.lines import told
from casustafel.gui.pages.register.panel import WIDTH, Panel
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import below, beside
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.register.register import RegisterView
from casustafel.services.register.rerouting import Rerouted

R = TypeVar("R")


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
        hint = tr("Kopieer de tekst naar uw e-mail. Er staan geen persoonsgegevens in.")
        parts = (label(title, "title"), label(hint, "muted"), (self.text, 1), row)
        below(*parts, gap=10, edges=(20, 16), of=self)
        self.finished.connect(self.deleteLater)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied.setText(tr("De tekst is gekopieerd."))


class Step(Protocol):
    """What a step of the register answers; some have a notice to send too."""

    @property
    def rerouted(self) -> Rerouted:
        """The cases that go another way after it."""


class RegisterTab(ListPane[R]):
    """A list of a `RegisterView` with a panel beside it, in which steps are taken."""

    writes: ClassVar = (Change("register"), Change("case"))
    view: RegisterView | None = None

    @property
    def steps(self) -> Mapping[Any, Callable[[R], object]]:
        """What each step does with the row under the cursor."""
        raise NotImplementedError

    def show_current(self) -> None:
        """Show the row under the cursor in the panel."""
        raise NotImplementedError

    def stand_with(self, name: str, nothing: str) -> None:
        """Put the panel beside the list; `nothing` is said while no row is chosen."""
        self.panel = Panel(name, nothing, self.take_step, self)
        self.stand_beside(self.panel, WIDTH, 420)
        self.place_buttons(self.bar.add)
        self.row_changed.connect(lambda _row: self.show_current())
        self.shown_changed.connect(lambda _count: self.show_current())

    def manages(self) -> bool:
        """Say whether the person may take steps, as far as is known."""
        return self.view is not None and self.view.may_manage

    def take_step(self, key: str) -> None:
        """Take a step of the current row, or open its form."""
        row = self.current()
        if row is not None and self.view is not None:
            self.steps[key](row)

    @property
    def today(self) -> date:
        """The day on which the register was read."""
        assert self.view is not None
        return self.view.today

    def ask_step(
        self, form: Form, task: Callable[..., Step], about: object, draft: str = ""
    ) -> None:
        """Ask what a step needs, and let a use case take it with what was given, in that order."""
        self.ask(form, lambda uow, given: task(uow, about, *given.values()), draft, then=self.told)

    def told(self, answer: Step) -> None:
        """Say which cases changed way after a step, and show the notice, if any."""
        self.say(told(answer.rerouted), Tone.WARN if answer.rerouted.at_the_table else Tone.INFO)
        notice = getattr(answer, "notice", "")
        if notice:
            NoticeDialog(notice, self).open()
