"""The workbook of a member, with a form per case: it goes out, and a folder of them comes back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from casustafel.domain.errors import CasustafelError
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.files import pick, pick_folder
from casustafel.gui.page import Page
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.services.advice import advice

_LEAST = 12


def _short(password: str) -> str:
    short = 0 < len(password) < _LEAST
    return tr("Neem ten minste twaalf tekens, of laat het leeg.") if short else ""


class AdviceBooks:
    """What the page of vooradviezen does with workbooks."""

    def __init__(self, page: Page, member: Callable[[], str]) -> None:
        """`member` gives the id of the member whose forms they are; empty for nobody."""
        self._page, self._member = page, member

    def ask_book(self) -> None:
        """Ask for a password and a place, and write all forms of this member."""
        if not self._member():
            return
        form = Form.of("book", self._page, password=With(fault=_short))
        form.accepted.connect(lambda: self._choose_book(form.given))
        form.open()

    def _choose_book(self, password: str) -> None:
        kind = tr("Excel-werkmap (*.xlsx)")
        path = pick(self._page, tr("Werkmap opslaan"), "Vooradviezen.xlsx", kind)
        if path is not None:
            self.export_to(path, password)

    def export_to(self, target: Path, password: str = "") -> None:
        """Write all forms of the member to one workbook, with a draft of the mail beside it."""
        committee, member = self._page.context.committee, self._member()

        def said(made: tuple[int, tuple[str, ...]]) -> None:
            count, left_out = made
            words = tr("{n} formulieren staan in {name}; het concept van de mail staat ernaast.")
            words = words.format(n=count, name=target.name)
            words += " " + (
                tr("De werkmap is versleuteld.") if password else tr("Verstuur beveiligd.")
            )
            if left_out:
                lacks = tr("Niet erbij, want toestemming ontbreekt: {numbers}.")
                words += " " + lacks.format(numbers=", ".join(left_out))
            self._page.say(words, Tone.WARN if left_out else Tone.GOOD)

        self._page.write(
            lambda uow: advice.export_book(uow, committee, member, target, password or None), said
        )

    def ask_folder(self) -> None:
        settings = self._page.context.settings
        title = tr("Map met werkmappen inlezen")
        path = pick_folder(self._page, title, settings=settings, folder="advice-folder")
        if path is not None:
            form = Form.of("book-folder", self._page, password=With(fault=_short))
            form.accepted.connect(lambda: self.take_in_from(path, form.given))
            form.open()

    def take_in_from(self, folder: Path, password: str = "") -> None:
        """Read what came back file after file; one that is refused stops no other."""
        left, refused, taken = sorted(folder.glob("*.xlsx")), list[str](), [0]

        def next_() -> None:
            if not left:
                words = tr("{n} vooradviezen ingelezen.").format(n=taken[0])
                self._page.say(" ".join([words, *refused]), Tone.WARN if refused else Tone.GOOD)
                return
            file = left.pop(0)

            def failed(error: CasustafelError) -> None:
                refused.append(explain(error))
                next_()

            def done(found: Sequence[object]) -> None:
                taken[0] += len(found)
                next_()

            self._page.write(
                lambda uow: advice.take_in(uow, file, password or None), done, failed=failed
            )

        next_()
