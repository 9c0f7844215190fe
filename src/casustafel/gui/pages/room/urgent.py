"""Urgent cases in the room: a decision is ratified or not, a case joins the meeting."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton

from casustafel.domain.errors import CasustafelError
from casustafel.domain.meetings import MeetingState
from casustafel.domain.people import Right
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.page import Page
from casustafel.gui.pages.room.urgent_dialogs import JoinDialog, RefuseDialog
from casustafel.gui.pages.room.urgent_side import UrgentSide
from casustafel.gui.pages.room.writer import RoomWriter
from casustafel.services.meeting import urgent
from casustafel.services.meeting.room_desk import Sitting

_CHANGES = ("meeting", "case", "action")


class RoomUrgent:
    """Acts for the room; `side` shows what waits, `shown` gives what the room shows.

    `join` is the button that adds a case.
    """

    def __init__(
        self,
        page: Page,
        side: UrgentSide,
        join: QAbstractButton,
        writer: RoomWriter,
        shown: Callable[[], Sitting | None],
    ) -> None:
        self._page, self._side, self._writer, self._shown = page, side, writer, shown
        self._join = join
        side.refuse_wanted.connect(lambda: self.asked("X"))
        join.clicked.connect(lambda: self.asked("U"))

    def show(self, shown: Sitting) -> None:
        """Offer to add a case while the meeting is going on."""
        self._join.setVisible(self._may(shown))

    def ratify(
        self, then: Callable[[], object], failed: Callable[[CasustafelError], object]
    ) -> None:
        """Take the decision over as the table's outcome, and go on."""
        shown = self._shown()
        if shown is None or shown.line is None:
            return
        item_id = shown.line.item.id
        provisional = self._side.provisional.isChecked()

        def refused(error: CasustafelError) -> None:
            self._side.show_error(error)
            failed(error)

        self._writer.write(
            lambda uow: urgent.ratify(uow, item_id, provisional=provisional),
            lambda _outcome: then(),
            failed=refused,
            changes=_CHANGES,
        )

    def asked(self, letter: str) -> bool:
        """Ask what a letter stands for: U which case joins, X why not ratified; say if it did."""
        if letter not in ("U", "X"):
            return False
        shown = self._shown()
        if shown is not None and self._may(shown):
            (self.ask_joining if letter == "U" else self.ask_refusal)(shown)
        return True

    def _may(self, shown: Sitting) -> bool:
        meeting = shown.board.meeting
        runs = self._page.context.actor.may(Right.RUN_MEETINGS, meeting.committee)
        return runs and meeting.state is MeetingState.IN_SESSION

    def ask_refusal(self, shown: Sitting) -> None:
        """Ask why it is not taken over; the form for the table's own outcome follows."""
        line, desk = shown.line, shown.desk
        if line is None or desk is None or desk.to_ratify is None:
            return
        case = desk.view.case
        first = [case.referrer_name] if case.referrer_name else []
        seats = [seat.member.organisation or seat.label for seat in shown.board.seats]
        owners = list(dict.fromkeys([*first, "Verwijzer", *seats]))
        item_id = line.item.id
        ask(
            self._page,
            RefuseDialog(case.number, shown.board.meeting.held_on, owners, self._page),
            lambda uow, given: urgent.refuse(
                uow,
                item_id,
                why=given.why,
                ends_on=given.ends_on,
                bridging=given.bridging,
                owner=given.owner,
            ),
            draft=f"refuse:{item_id}",
            changes=self._writer.told(_CHANGES),
        )

    def ask_joining(self, shown: Sitting) -> None:
        """Ask which case joins the meeting that is going on."""
        page, around = self._page, shown.board
        meeting, code, today = around.meeting.id, around.committee.code, shown.today
        dialog = JoinDialog(page)

        def search(text: str) -> None:
            page.work.read(
                lambda reader: urgent.candidates(reader, code, text),
                then=lambda rows: dialog.show_cases(rows, today),
                owner=dialog,
                lane="candidates",
            )

        dialog.searched.connect(search)
        ask(
            page,
            dialog,
            lambda uow, given: urgent.bring_to_table(
                uow, meeting, given.case_id, reason=given.reason, latest=given.latest
            ),
            draft=f"join:{meeting}",
            changes=self._writer.told(_CHANGES),
        )
        search("")
