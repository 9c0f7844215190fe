"""What the room asks in a dialog, and what it does with the answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QDialog, QWidget

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.errors import CasustafelError
from casustafel.domain.outcomes import OutcomeKind
from casustafel.gui.dialogs.drafting import keep_typed
from casustafel.gui.pages.room.attendance import PresenceChoice
from casustafel.gui.pages.room.closing import ClosingDialog
from casustafel.gui.pages.room.dialogs import (
    LearningDialog,
    PromiseDialog,
    Question,
    ReasonDialog,
)
from casustafel.gui.pages.room.writer import RoomWriter
from casustafel.gui.words import tr
from casustafel.services import learning, sitting
from casustafel.services.sitting import Board, Seated, Sitting

#: Before the name of a dialog: the field of its draft.
DIALOG = "dialog:"
_DIALOGS = {"action": "een actie", "condition": "een voorwaarde", "learning": "een leerpunt"}
_GENERAL_OWNERS = ("Verwijzer", "Zorgaanbieder", "Secretaris")


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


class RoomQuestions:
    """Opens dialogs over `parent`; the answers go to the writer."""

    def __init__(self, parent: QWidget, writer: RoomWriter) -> None:
        self._parent = parent
        self._writer = writer

    def recuse(self, item_id: str, seat: Seated, suggestion: str = "") -> None:
        """Ask why a member does not take part."""
        dialog = ReasonDialog(
            tr("{who} neemt niet deel").format(who=seat.label),
            tr("Neemt niet deel"),
            tr("Reden"),
            hint=tr("Komt in de notulen, zonder namen."),
            suggestion=suggestion or tr("werkt ook voor de aanbieder"),
            parent=self._parent,
        )
        member = seat.member.id
        dialog.accepted.connect(lambda: self._writer.recuse(item_id, member, dialog.reason))
        _open(dialog)

    def substitute(self, seat: Seated) -> None:
        """Ask by which role a member is replaced; empty means by nobody."""
        attendance = seat.attendance
        dialog = ReasonDialog(
            tr("Vervanger van {who}").format(who=seat.label),
            tr("Opslaan"),
            tr("Rol van de vervanger"),
            hint=tr("Een rol of organisatie, geen naam."),
            suggestion=attendance.substitute,
            required=False,
            parent=self._parent,
        )
        dialog.accepted.connect(
            lambda: self._writer.presence(
                PresenceChoice(
                    seat.member.id,
                    attendance.presence,
                    dialog.reason,
                    attendance.arrived,
                    attendance.left,
                )
            )
        )
        _open(dialog)

    def promise(self, kind: ActionKind, shown: Sitting, before: Action | None = None) -> None:
        """Ask for an action or a condition, or change one."""
        if shown.line is None:
            return
        dialog = PromiseDialog(
            kind, self._owners(shown), shown.board.meeting.held_on, before, self._parent
        )
        item_id = shown.line.item.id
        self._keep_typed(dialog, shown, before.id if before else kind.value)

        def save() -> None:
            given = dialog.given
            if before is None:
                self._writer.promise(item_id, kind, given)
            else:
                after = replace(
                    before,
                    text=given.text,
                    owner=given.owner,
                    due_on=given.due_on,
                    proof=given.proof,
                )
                self._writer.change_promise(before, after)

        dialog.accepted.connect(save)
        _open(dialog)

    def _owners(self, shown: Sitting) -> list[str]:
        """Offer roles and organisations: the referrer first, then who sits at the table."""
        case = shown.desk.view.case if shown.desk else None
        first = [case.referrer_name] if case and case.referrer_name else []
        seats = [seat.member.organisation or seat.label for seat in shown.board.seats]
        return list(dict.fromkeys([*first, *_GENERAL_OWNERS, *seats]))

    def _keep_typed(self, dialog: Question, shown: Sitting, name: str) -> None:
        """Keep what is typed in a dialog as a draft of the item that is shown."""
        assert shown.line is not None
        item_id, field = shown.line.item.id, DIALOG + name
        keep_typed(
            dialog,
            dialog.controls,
            shown.typed.get(field),
            keep=lambda value: self._writer.keep(item_id, field, value),
            drop=lambda: self._writer.drop(item_id, field),
        )

    def unfinished(self, shown: Sitting) -> tuple[str, str] | None:
        """Return the dialog in which somebody was typing when the program stopped, and its words.

        What was typed to change an older action waits in the dialog of that action.
        """
        for field in shown.typed:
            name = field.removeprefix(DIALOG)
            if field.startswith(DIALOG) and name in _DIALOGS:
                return name, _DIALOGS[name]
        return None

    def learn(self, shown: Sitting) -> None:
        """Ask for a learning point."""
        if shown.line is None:
            return
        case_id = shown.line.item.case_id
        dialog = LearningDialog(learning.THEMES, self._parent)
        self._keep_typed(dialog, shown, "learning")
        dialog.accepted.connect(lambda: self._writer.learn(*dialog.given, case_id))
        _open(dialog)

    def reopen(self, item_id: str, failed: Callable[[CasustafelError], object]) -> None:
        """Ask why an outcome is taken back."""
        dialog = ReasonDialog(
            tr("Casus heropenen"),
            tr("Heropenen"),
            tr("Reden"),
            hint=tr("De vastgelegde uitkomst vervalt; de vorige versie blijft bewaard."),
            parent=self._parent,
        )
        dialog.accepted.connect(lambda: self._writer.reopen(item_id, dialog.reason, failed))
        _open(dialog)

    def close_meeting(self, around: Board, closed: Callable[[object], object]) -> None:
        """Ask what happens to each undecided case, then close."""
        held = next(
            (one.code for one in around.committee.outcomes if one.kind is OutcomeKind.HELD_OVER),
            "",
        )
        days = around.committee.terms.held_over_days
        returns_on = around.meeting.held_on + timedelta(days=days)
        dialog = ClosingDialog(sitting.undecided(around), returns_on, self._parent)
        dialog.accepted.connect(lambda: self._writer.settle_and_close(dialog.settled, held, closed))
        _open(dialog)
