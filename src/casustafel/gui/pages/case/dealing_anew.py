"""Letting the table deal anew with a case whose minutes were adopted."""

from casustafel.gui.dialogs.ask import ask
from casustafel.gui.page import Page
from casustafel.gui.pages.queue.bulk import ReasonDialog
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.case import case_outcomes


def ask_anew(page: Page, case_id: str, number: str) -> None:
    """Ask why, then make the case ready for a next item; both outcomes are kept."""
    words = tr("{number} is daarna klaar voor agenda. De eerdere uitkomst blijft bewaard.")
    dialog = ReasonDialog(
        tr("Opnieuw behandelen"),
        tr("Opnieuw behandelen"),
        words.format(number=number),
        page,
        tr("Wat is er veranderd? De reden staat bij de eerdere uitkomst."),
    )
    said = tr("{number} is klaar voor agenda. Zet de casus op een vergadering.")
    ask(
        page,
        dialog,
        lambda uow, reason: case_outcomes.deal_anew(uow, case_id, reason),
        draft=f"anew:{case_id}",
        changes=[Change("case", case_id), Change("minutes")],
        said=said.format(number=number),
    )
