"""Texts for a mail: shown, changed, copied, or saved as a draft that a mail program opens (H47)."""

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from casustafel import bootstrap
from casustafel.domain.errors import CasustafelError
from casustafel.gui.files import pick, pick_folder
from casustafel.gui.problems import explain
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, FilterChipBar
from casustafel.gui.widgets.layout import below, give_room, wrapping
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.outgoing.mail import draft


class MailDialog(QDialog):
    """Shows texts by who gets them; what is changed in one stays while the dialog is open."""

    def __init__(
        self,
        title: str,
        hint: str,
        texts: Sequence[tuple[str, str]],
        *more: QWidget,
        parent: QWidget,
        subject: str = "",
    ) -> None:
        """`texts` are of whom with what; `more` stands after the buttons, such as what is done.

        A `subject` names no case: it is readable on the way.
        """
        super().__init__(parent)
        self._title, self._texts = title, [text for _who, text in texts]
        self._subject = subject or title
        self.taken: set[int] = set()
        """Which of the texts were copied or saved."""
        self._shown = 0
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        give_room(self, 620, 460)
        self.chips = FilterChipBar(tr("Voor wie"), self)
        self.chips.set_chips([Chip(str(at), who) for at, (who, _text) in enumerate(texts)])
        self.chips.setHidden(len(texts) == 1)
        self.chips.chosen.connect(self._choose)
        self.text = QPlainTextEdit(self._texts[0])
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("Tekst van het bericht"))
        self.text.textChanged.connect(self._typed)
        self.said = label("", "hint")
        self.copy = button(tr("Kopiëren"), self._copy)
        self.save = button(tr("E-mailconcept opslaan…"), self._save)
        close = button(tr("Annuleren") if more else tr("Sluiten"), self.reject)
        self.save_all = button(tr("Alle concepten opslaan…"), self._save_all)
        self.save_all.setHidden(len(texts) == 1)
        row = wrapping(close, self.save_all, self.save, self.copy, *more)
        parts = (
            label(title, "title"),
            label(hint, "muted", wrap=True),
            self.chips,
            (self.text, 1),
            self.said,
        )
        below(*parts, row, gap=12, edges=(20, 16), of=self)
        self.finished.connect(self.deleteLater)

    def write(self, target: Path) -> None:
        """Write the text that is shown as a draft, and say so or say why not."""
        if self._written(target, self._shown):
            self.said.setText(tr("Opgeslagen als {file}.").format(file=target.name))

    def write_all(self, folder: Path) -> None:
        """Write each text as a draft of its own, in a folder where nothing is overwritten."""
        names = (folder / f"{self._subject} {at}.eml" for at in count(1))
        free = (path for path in names if not path.exists())
        if all(self._written(next(free), at) for at in range(len(self._texts))):
            said = tr("{n} concepten opgeslagen in {folder}.")
            self.said.setText(said.format(n=len(self._texts), folder=folder.name))

    def _written(self, target: Path, at: int) -> bool:
        try:
            bootstrap.write_alone(target, draft(self._subject, self._texts[at]))
        except CasustafelError as error:
            self.said.setText(explain(error))
            return False
        self.taken.add(at)
        return True

    def _save_all(self) -> None:
        if (folder := pick_folder(self, tr("Map voor de concepten"))) is not None:
            self.write_all(folder)

    def _choose(self, key: str) -> None:
        self._shown = int(key)
        self.text.setPlainText(self._texts[self._shown])
        self.said.setText("")

    def _typed(self) -> None:
        self._texts[self._shown] = self.text.toPlainText()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.taken.add(self._shown)
        self.said.setText(tr("Gekopieerd"))

    def _save(self) -> None:
        kind = tr("E-mail (*.eml)")
        target = pick(self, tr("E-mailconcept opslaan"), f"{self._subject}.eml", kind)
        if target is not None:
            self.write(target)


class ToSend(Protocol):
    """What one contact person is asked or told of some cases."""

    @property
    def who(self) -> str:
        """The contact person; may be empty."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the cases."""

    @property
    def text(self) -> str:
        """The text of the mail."""

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases that it is about."""


class SendingDialog(MailDialog):
    """A draft per contact person; something is done with the cases of those that were taken."""

    def __init__(
        self,
        title: str,
        hint: str,
        letters: Sequence[ToSend],
        verb: str,
        write: Callable[[list[str], Callable[[object], None]], object],
        *,
        parent: QWidget,
        subject: str,
    ) -> None:
        """`write` gets the ids of the cases, and what to call once it is done."""
        texts = [(each.who or ", ".join(each.numbers), each.text) for each in letters]
        do = button(verb, keys="Ctrl+Return", kind="primary")
        super().__init__(title, hint, texts, do, parent=parent, subject=subject)
        self._letters, self._do = letters, write
        do.clicked.connect(lambda _checked=False: self._confirm())

    def _confirm(self) -> None:
        if ids := [key for at in sorted(self.taken) for key in self._letters[at].case_ids]:
            self._do(ids, lambda _done: self.accept())
        else:
            self.said.setText(tr("Kopieer of bewaar eerst een tekst."))
