"""Above the form of a case that is settled: why its fields are closed, and how they are mended."""

from collections.abc import Callable

from casustafel.domain import terms
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.page import Page
from casustafel.gui.pages.queue.bulk import ReasonDialog
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.words import tr
from casustafel.services.case.case_desk import CasePage


class SettledBar(Banner):
    """Says why nothing can be changed, and asks the reason once for as long as the page is open.

    `left` is called before the fields are closed again, `changed` when they were opened or closed
    (domain.md §9, Correcting).
    """

    def __init__(
        self, page: Page, left: Callable[[], object], changed: Callable[[], object]
    ) -> None:
        super().__init__(page)
        self._page, self._left, self._changed = page, left, changed
        self._key = self._number = self._status = ""
        self.reason = ""
        """Why the data are mended; empty while they are not."""

    def show_case(self, found: CasePage) -> None:
        """Show what holds for a case; nothing while what was asked may still change."""
        case = found.view.case
        self._key, self._number = case.id, case.number
        self._status = terms.STATUS[case.status]
        if found.settled and found.may_edit:
            self._say()
        else:
            self.reason = ""
            self.clear()

    def forget(self) -> None:
        """Close the fields: another case, or the same another time, asks its own reason."""
        self.reason = ""

    def _say(self) -> None:
        if self.reason:
            words = tr("U herstelt gegevens. Reden: {reason}. De oude waarde blijft bewaard.")
            self.say(
                words.format(reason=self.reason.rstrip(".")),
                Tone.WARN,
                action=tr("Klaar met herstellen"),
                do=self._done,
                closable=False,
            )
            return
        words = tr(
            "{status}: wat is gevraagd, staat vast. Zaaknummer, contact verwijzer en wat de "
            "inwoner is verteld, kunt u nog invullen."
        )
        self.say(
            words.format(status=self._status),
            Tone.INFO,
            action=tr("Gegevens herstellen…"),
            do=self._ask,
            closable=False,
        )

    def _ask(self) -> None:
        self._say()  # its button hides it
        dialog = ReasonDialog(
            tr("Gegevens herstellen"),
            tr("Velden openen"),
            tr("{number}. De uitkomst verandert hier niet door.").format(number=self._number),
            self._page,
            tr("De reden komt bij elke wijziging te staan, met de oude en de nieuwe waarde."),
        )
        draft = f"mend:{self._key}"
        ask(self._page, dialog, lambda _uow, reason: reason, draft=draft, then=self._begin)

    def _begin(self, reason: str) -> None:
        self.reason = reason
        self._say()
        self._changed()

    def _done(self) -> None:
        self._left()
        self._begin("")
