"""The workbook of a member, with a form per case: it goes out, and a folder of them comes back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.gui.dialogs.fields import Field, Form
from casustafel.gui.dialogs.form import secret
from casustafel.gui.files import pick, pick_folder
from casustafel.gui.page import Page
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.services.advice import advice

_LEAST = 12


def password_form(parent: QWidget, title: str, verb: str, hint: str) -> Form:
    """Ask for a password, which may be left out."""

    def fault(password: str) -> str:
        short = 0 < len(password) < _LEAST
        return tr("Neem ten minste twaalf tekens, of laat het leeg.") if short else ""

    field = Field("password", tr("&Wachtwoord (mag leeg)"), secret(), hint, fault=fault)
    return Form(parent, title, verb, field)


class AdviceBooks:
    """What the page of vooradviezen does with workbooks."""

    def __init__(self, page: Page, member: Callable[[], str]) -> None:
        """`member` gives the id of the member whose forms they are; empty for nobody."""
        self._page, self._member = page, member

    def ask_book(self) -> None:
        """Ask for a password and a place, and write all forms of this member."""
        if not self._member():
            return
        form = password_form(
            self._page,
            tr("Werkmap opslaan"),
            tr("Opslaan…"),
            tr(
                "Leeg: de werkmap is niet versleuteld en bevat geen tekst uit de casussen. Met een "
                "wachtwoord is zij versleuteld en staat de tekst erin. Geef het wachtwoord langs "
                "een andere weg door."
            ),
        )
        form.accepted.connect(lambda: self._choose_book(form.given["password"]))
        form.open()

    def _choose_book(self, password: str) -> None:
        kind = tr("Excel-werkmap (*.xlsx)")
        path = pick(self._page, tr("Werkmap opslaan"), "Vooradviezen.xlsx", kind)
        if path is not None:
            self.export_to(path, password)

    def export_to(self, target: Path, password: str = "") -> None:
        """Write all forms of the member to one workbook, with a draft of the mail beside it."""
        committee, member = self._page.context.committee, self._member()

        def said(count: object) -> None:
            words = tr("{n} formulieren staan in {name}; het concept van de mail staat ernaast.")
            sealed = tr("De werkmap is versleuteld.") if password else tr("Verstuur beveiligd.")
            self._page.say(f"{words.format(n=count, name=target.name)} {sealed}", Tone.GOOD)

        self._page.write(
            lambda uow: advice.export_book(uow, committee, member, target, password or None), said
        )

    def ask_folder(self) -> None:
        settings = self._page.context.settings
        title = tr("Map met werkmappen inlezen")
        path = pick_folder(self._page, title, settings=settings, folder="advice-folder")
        if path is not None:
            hint = tr("Alleen nodig als er versleutelde werkmappen in staan.")
            form = password_form(self._page, title, tr("Inlezen"), hint)
            form.accepted.connect(lambda: self.take_in_from(path, form.given["password"]))
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
