"""Opens the dialog for an urgent decision over a page and writes what was filled in."""

from casustafel.gui.dialogs.ask import ask
from casustafel.gui.page import Page
from casustafel.gui.pages.calendar_file import offer_new_time
from casustafel.gui.pages.urgent.dialog import UrgentDialog
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.agenda import moved_items
from casustafel.services.meeting import urgent
from casustafel.services.meeting.urgent import UrgentDesk


def ask_urgent(page: Page, case_id: str) -> None:
    """Ask what was decided on a case; what is refused stands in the dialog."""
    page.work.read(
        lambda reader: urgent.desk(reader, case_id),
        then=lambda desk: _open(page, desk),
        failed=lambda error: page.banner.say(explain(error), Tone.BAD),
        owner=page,
        lane="urgent",
    )


def _open(page: Page, desk: UrgentDesk) -> None:
    case = desk.view.case
    words = tr("Spoedbesluit over {number} vastgelegd. De vergadering bekrachtigt het.")
    ask(
        page,
        UrgentDialog(desk, page),
        lambda uow, given: urgent.record(uow, case.id, given),
        draft=f"urgent:{case.id}",
        changes=[Change("case", case.id), Change("meeting")],
        said=words.format(number=case.number),
        then=lambda _made: page.work.read(
            lambda reader: moved_items.moved(reader, case.id),
            then=lambda moved: offer_new_time(page, moved),
            owner=page,
        ),
    )
