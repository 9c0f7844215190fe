"""The steps of norms and stops: asked in a form or not, written, and what came of them told."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.dialogs.ask import Asker, ask
from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.pages.register.notice import NoticeDialog
from casustafel.gui.pages.register.texts import told
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.work import Change, Work
from casustafel.services.register.rerouting import Rerouted

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
