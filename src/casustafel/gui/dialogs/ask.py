"""Questions: a dialog that is written when it is confirmed, and one that only asks whether."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.dialogs.drafting import Draft, keep_draft, keep_form
from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.drawn import draw
from casustafel.gui.forms.ui_report import Ui_ReportForm
from casustafel.gui.problems import explain, report
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.layout import give_room
from casustafel.gui.widgets.style import restyle
from casustafel.gui.words import tr
from casustafel.gui.work import Change, Ticket, Work


def confirmation(
    parent: QWidget | None, title: str, text: str, *verbs: str, no: str = ""
) -> QMessageBox:
    """Return the question with a button for each verb; Enter and Escape cancel.

    `no` says what that is called where "Annuleren" could mean the verb.
    """
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(text)
    made = [box.addButton(verb, QMessageBox.ButtonRole.AcceptRole) for verb in verbs]
    restyle(made[0], "kind", "primary")
    cancel = box.addButton(no or tr("Annuleren"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)
    for each in box.buttons():
        each.setAccessibleName(each.text())
    return box


def sure(parent: QWidget | None, title: str, text: str, verb: str, *, no: str = "") -> bool:
    """Ask and say whether the user chose the verb."""
    return choose(parent, title, text, verb, no=no) == verb


def choose(parent: QWidget | None, title: str, text: str, *verbs: str, no: str = "") -> str:
    """Ask and return the verb that the user chose; empty when none."""
    box = confirmation(parent, title, text, *verbs, no=no)
    box.exec()
    clicked = box.clickedButton()
    accepted = box.buttonRole(clicked) == QMessageBox.ButtonRole.AcceptRole
    return clicked.accessibleName() if accepted else ""


_WIDTH, _HEIGHT = 560, 400


class ReportDialog(QDialog):
    """Enter and Escape close it; saving the report is a choice."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = report(error)
        self.form = draw(Ui_ReportForm(), self)
        self.form.text.setPlainText(self._text)
        self.form.text.setAccessibleName(tr("Verslag"))
        self.form.cancel.clicked.connect(lambda _checked=False: self.reject())
        self.form.save.clicked.connect(lambda _checked=False: self._save())
        self.form.said.hide()
        give_room(self, _WIDTH, _HEIGHT)
        self.form.cancel.setFocus()

    def write(self, path: Path) -> None:
        """Write the report, and say so or say why not."""
        from casustafel.gui.files import write

        said = write(path, self._text)
        self.form.said.setText(said)
        self.form.said.show()

    def _save(self) -> None:
        from casustafel.gui.files import pick

        asked = tr("Verslag opslaan"), "casustafel-verslag.txt", tr("Tekst (*.txt)")
        path = pick(self, *asked)
        if path is not None:
            self.write(path)


G = TypeVar("G")
T = TypeVar("T")
Undo = Callable[[Any], object] | None
"""The use case that takes something back, or None."""
Changes = Callable[[T], Iterable[Change]] | Iterable[Change]


class Asker(Protocol):
    """What asks: a page, or a list in one."""

    @property
    def work(self) -> Work:
        """The way to background work."""

    def say(self, text: str, tone: Tone) -> None:
        """Say a sentence above what asked; an empty one takes away what stands there."""

    def past(self) -> None:
        """Something went well: what was said to be wrong before is past (H20)."""

    def tell(self, text: str, undo: Undo = None, changes: Iterable[Change] = ()) -> None:
        """Say what was done, and how it is taken back."""


def _tell(
    page: Asker,
    answer: T,
    said: str | Callable[[T], str],
    undo: Callable[[T], Undo],
    changes: Changes[T],
) -> None:
    if words := said(answer) if callable(said) else said:
        page.tell(words, undo(answer), changes(answer) if callable(changes) else changes)


class Home(Asker, Protocol):
    """What a list stands in: it says, works, and remembers."""

    @property
    def settings(self) -> Settings:
        """What the window remembers."""


def ask(
    page: Asker,
    dialog: FormDialog[G],
    task: Callable[[Any, G], T],
    *,
    draft: str | Draft = "",
    changes: Changes[T] = (),
    said: str | Callable[[T], str] = "",
    undo: Callable[[T], Undo] = lambda _answer: None,
    then: Callable[[T], object] | None = None,
) -> None:
    """Open a form; when it is confirmed run `task` with a unit of work and what the form gives.

    `draft` names what is kept while somebody types (the dialog with its subject, such as
    ``provider:<id>``), or says how it is kept; empty keeps nothing. Afterwards `changes` is
    announced, `said` is told with the use case that takes it back, and `then` gets the answer.
    """
    if isinstance(draft, Draft):
        keep_draft(dialog, draft)
    elif draft:
        keep_form(dialog, page.work, draft)

    closed = False

    def close(_result: int) -> None:
        nonlocal closed
        closed = True

    def answered(answer: T) -> None:
        if not closed:
            dialog.accept()
        page.say("", Tone.GOOD)  # what stood there is settled
        _tell(page, answer, said, undo, changes)
        if then is not None:
            then(answer)

    def refused(error: CasustafelError) -> None:
        if closed:  # while it waited
            page.say(explain(error), Tone.BAD)
        else:
            dialog.refuse(error)

    def write() -> None:
        try:
            given = dialog.given
        except CasustafelError as error:
            dialog.refuse(error)
            return
        page.work.write(
            lambda uow: task(uow, given),
            then=answered,
            failed=refused,
            owner=dialog.parent(),
            changes=changes,
        )

    dialog.confirmed.connect(write)
    dialog.finished.connect(close)
    dialog.open()


class Asking:
    """A page, or a list in one: what it reads, writes and asks comes back to it while it lives."""

    writes: ClassVar[tuple[Change, ...]] = ()
    """What its writes change, where one does not say."""

    @property
    def work(self) -> Work:
        """The way to background work."""
        raise NotImplementedError

    def say(self, text: str, tone: Tone) -> None:
        """Say a sentence above the page; an empty one takes away what stands there."""
        raise NotImplementedError

    def past(self) -> None:
        """Something went well: what was said to be wrong before is past."""
        raise NotImplementedError

    def tell(self, text: str, undo: Undo = None, changes: Iterable[Change] = ()) -> None:
        """Say what was done. `undo` is the use case that takes it back, if somebody wants it."""
        raise NotImplementedError

    @property
    def _owner(self) -> QObject:
        assert isinstance(self, QObject)
        return self

    def refused(self, error: CasustafelError) -> None:
        """Say above the page why something was not done."""
        self.say(explain(error), Tone.BAD)

    def read(
        self,
        task: Callable[[Any], T],
        then: Callable[[T], object] | None = None,
        lane: str = "page",
        *,
        failed: Callable[[CasustafelError], object] | None = None,
    ) -> Ticket:
        """Read beside the window; a newer read in the same lane takes the place of this one."""
        return self.work.read(task, then, failed=failed, owner=self._owner, lane=lane)

    def write(
        self,
        task: Callable[[Any], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[CasustafelError], object] | None = None,
        changes: Changes[T] | None = None,
        said: str | Callable[[T], str] = "",
        undo: Callable[[T], Undo] = lambda _answer: None,
    ) -> None:
        """Run a use case that belongs here; `refused` says why it was not done, or `failed`.

        Afterwards `said` is told, with the use case that takes it back.
        """
        told: Changes[T] = self.writes if changes is None else changes

        def done(answer: T) -> None:
            self.past()
            _tell(self, answer, said, undo, told)
            if then is not None:
                then(answer)

        failed = failed or self.refused
        self.work.write(task, done, failed=failed, owner=self._owner, changes=told)

    def ask(
        self,
        dialog: FormDialog[G],
        task: Callable[[Any, G], T],
        draft: str | Draft = "",
        *,
        changes: Changes[T] | None = None,
        said: str | Callable[[T], str] = "",
        undo: Callable[[T], Undo] = lambda _answer: None,
        then: Callable[[T], object] | None = None,
    ) -> None:
        """Open a form and write what it gives, as `ask`."""
        told: Changes[T] = self.writes if changes is None else changes
        ask(self, dialog, task, draft=draft, changes=told, said=said, undo=undo, then=then)
