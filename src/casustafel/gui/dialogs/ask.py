"""Questions: a dialog that is written when it is confirmed, and one that only asks whether."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QPlainTextEdit, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.dialogs.drafting import Draft, keep_draft, keep_form
from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.problems import explain, report
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import STRETCH, below, beside, give_room
from casustafel.gui.widgets.style import label, restyle
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
        self.setWindowTitle(tr("Onverwachte fout"))
        intro = tr(
            "Wat opgeslagen was, is bewaard. Wat u het laatst deed, is misschien niet gelukt: "
            "controleer dat. U kunt een verslag opslaan en aan de beheerder geven. Er staan geen "
            "persoonsgegevens in."
        )
        text = QPlainTextEdit(self._text)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(tr("Verslag"))
        self.said = label("", "hint", wrap=True)
        save, close = button(tr("Verslag opslaan…"), self._save), button(tr("Sluiten"), self.reject)
        close.setDefault(True)
        below(
            label(tr("Er ging iets mis in het programma"), "heading"),
            label(intro, wrap=True),
            text,
            self.said,
            beside(STRETCH, save, close, gap=None),
            gap=10,
            edges=None,
            of=self,
        )
        self.said.hide()
        self.setTabOrder(close, save)
        self.setTabOrder(save, text)
        give_room(self, _WIDTH, _HEIGHT)
        close.setFocus()

    def write(self, path: Path) -> None:
        """Write the report, and say so or say why not."""
        from casustafel.gui.files import write

        self.said.setText(write(path, self._text))
        self.said.show()

    def _save(self) -> None:
        from casustafel.gui.files import pick

        asked = tr("Verslag opslaan"), "casustafel-verslag.txt", tr("Tekst (*.txt)")
        if (path := pick(self, *asked)) is not None:
            self.write(path)


G = TypeVar("G")
T = TypeVar("T")
Undo = Callable[[Any], object] | None
"""The use case that takes something back, or None."""
Changes = Callable[[T], Iterable[Change]] | Iterable[Change]


def _tell(
    page: "Asking",
    answer: T,
    said: str | Callable[[T], str],
    undo: Callable[[T], Undo],
    changes: Changes[T],
) -> None:
    if words := said(answer) if callable(said) else said:
        page.tell(words, undo(answer), changes(answer) if callable(changes) else changes)


class Asking:
    """A page, or a list in one: what it reads, writes and asks comes back to it while it lives."""

    writes: ClassVar[tuple[Change, ...]] = ()
    """What its writes change, where one does not say."""

    work: Work
    """The way to background work."""

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
        ticket: Ticket | None = None,
    ) -> Ticket:
        """Read beside the window; a newer read in the same lane takes the place of this one."""
        owner = self._owner
        return self.work.read(task, then, failed=failed, owner=owner, lane=lane, ticket=ticket)

    def write(
        self,
        task: Callable[[Any], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[CasustafelError], object] | None = None,
        changes: Changes[T] | None = None,
        said: str | Callable[[T], str] = "",
        undo: Callable[[T], Undo] = lambda _answer: None,
        ticket: Ticket | None = None,
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

        failed, owner = failed or self.refused, self._owner
        self.work.write(task, done, failed=failed, owner=owner, changes=told, ticket=ticket)

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
        """Open a form; when it is confirmed run `task` with a unit of work and what the form gives.

        `draft` names what is kept while somebody types (the dialog with its subject, such as
        ``provider:<id>``), or says how it is kept; empty keeps nothing. Afterwards `changes` is
        announced, `said` is told with the use case that takes it back, and `then` gets the answer.
        """
        if isinstance(draft, Draft):
            keep_draft(dialog, draft)
        elif draft:
            keep_form(dialog, self.work, draft)
        told: Changes[T] = self.writes if changes is None else changes
        closed: list[int] = []

        def answered(answer: T) -> None:
            if not closed:
                dialog.accept()
            self.say("", Tone.GOOD)  # what stood there is settled
            _tell(self, answer, said, undo, told)
            if then is not None:
                then(answer)

        def refused(error: CasustafelError) -> None:
            if closed:  # while it waited
                self.say(explain(error), Tone.BAD)
            else:
                dialog.refuse(error)

        def write() -> None:
            try:
                given = dialog.given
            except CasustafelError as error:
                dialog.refuse(error)
                return
            self.work.write(
                lambda uow: task(uow, given),
                then=answered,
                failed=refused,
                owner=dialog.parent(),
                changes=told,
            )

        dialog.confirmed.connect(write)
        dialog.finished.connect(closed.append)
        dialog.open()
