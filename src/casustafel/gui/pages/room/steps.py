"""The steps of a meeting, one at a time, and what is asked before it begins and before it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.domain.meetings import MeetingState
from casustafel.domain.outcomes import OutcomeInput
from casustafel.gui.dates import AHEAD, day_and_month
from casustafel.gui.dialogs.ask import choose
from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.fields import ChoiceBox, DateField
from casustafel.gui.widgets.style import label
from casustafel.gui.words import day, tr
from casustafel.services.meeting import urgent
from casustafel.services.meeting.outcomes import OpenQuestions
from casustafel.services.meeting.room_desk import Board, ItemLine, Sitting


def day_to_open(parent: QWidget, shown: Sitting) -> date | None:
    """Return the day on which the meeting counts as held; None when it is not opened.

    Nothing is asked on the planned day with enough people. The default is Annuleren.
    """
    planned, today = shown.board.meeting.held_on, shown.today
    people = _people(shown.board)
    if planned == today:
        opens = not people or choose(
            parent, people + " " + tr("Toch openen?"), "", tr("Toch openen")
        )
        return planned if opens else None
    now, later = tr("Vandaag houden"), tr("Achteraf vastleggen")
    text = tr("Vandaag houden: de vergadering krijgt de datum van vandaag, {day}.").format(
        day=day(today)
    )
    if planned < today:
        text += "\n" + tr("Achteraf vastleggen: de datum blijft {day}.").format(day=day(planned))
    asked = tr("Deze vergadering is op {day}. Vandaag houden?")
    chosen = choose(
        parent,
        asked.format(day=day_and_month(planned, today)),
        "\n".join(part for part in (text, people) if part),
        *((now, later) if planned < today else (now,)),
    )
    return {now: today, later: planned}.get(chosen)


def _people(board: Board) -> str:
    """Say that too few are there; empty when there are enough."""
    there, needed = board.present, board.committee.minimum_members
    if not there:
        return tr("Nog niemand is aanwezig gemeld.")
    if there >= needed:
        return ""
    return tr("{there} aanwezig, {needed} nodig: er is nog geen quorum.").format(
        there=there, needed=needed
    )


CARRY = "carry"
HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Settled:
    """What happens to one undecided case: carried over, or with `hold` held over.

    Held over without a day it comes back with the next meeting.
    """

    item_id: str
    hold: bool
    held_until: date | None

    def outcome(self, held: str) -> OutcomeInput | None:
        """Return what is recorded of it, `held` being the table's own code; None carries over."""
        return OutcomeInput(choice=held, held_until=self.held_until) if self.hold else None


class ClosingDialog(FormDialog[list[Settled]]):
    """Lists the undecided cases; the default button is Annuleren."""

    keys = "Ctrl+Return"

    def __init__(
        self,
        waiting: Sequence[ItemLine],
        still_open: Sequence[OpenQuestions],
        returns: str,
        parent: QWidget | None = None,
    ) -> None:
        words = (
            tr("Alle casussen hebben een uitkomst. Hierna maakt u de notulen af.")
            if not waiting
            else tr(
                "Nog niet besproken: {n}. Kies per casus wat er gebeurt. Doorgeschoven casussen "
                "komen vanzelf op de volgende agenda."
            ).format(n=len(waiting))
        )
        super().__init__(tr("Vergadering sluiten"), tr("Vergadering sluiten"), parent, words)
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(12))
        grid.setColumnStretch(0, 1)
        self.choices: dict[str, QComboBox] = {}
        self.days: dict[str, DateField] = {}
        for at, line in enumerate(waiting):
            self._add_line(grid, at, line)
        self.add_wide(held)
        self._back = label(tr("Zonder datum: {when}.").format(when=returns), "hint", wrap=True)
        self._back.hide()
        self.add_wide(self._back)
        self._name_open(still_open)
        self.do.setDefault(False)
        self.cancel.setDefault(True)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible:
            next(iter(self.choices.values()), self.cancel).setFocus()

    def _name_open(self, still_open: Sequence[OpenQuestions]) -> None:
        """Name what was not answered; it never keeps a meeting open (domain.md §9, Forms)."""
        if not still_open:
            return
        self.add_wide(label(tr("Nog niet beantwoord (sluiten kan toch)"), "label"))
        for one in still_open:
            asked = [item.text for item in one.items]
            if one.parties:
                words = tr("was er bij, of waarom niet: {who}")
                asked.append(words.format(who=", ".join(one.parties)))
            self.add_wide(label(f"{one.number}: {'; '.join(asked)}", "muted", wrap=True))

    def _add_line(self, grid: QGridLayout, at: int, line: ItemLine) -> None:
        name = line.row.number if line.row else line.item.title
        choice = ChoiceBox(self)
        choice.setAccessibleName(tr("Wat gebeurt er met {case}").format(case=name))
        choice.addItem(tr("Doorschuiven"), CARRY)
        if not line.to_ratify:  # what was decided in urgency cannot wait longer than that
            choice.addItem(tr("Aanhouden"), HOLD)
        day_field = DateField(tr("{case} aanhouden tot").format(case=name), self, back=AHEAD)
        day_field.setEnabled(False)
        choice.currentIndexChanged.connect(lambda _at: self._chosen())
        grid.addWidget(label(name, "label"), at, 0)
        grid.addWidget(choice, at, 1)
        grid.addWidget(day_field, at, 2)
        self.choices[line.item.id] = choice
        self.days[line.item.id] = day_field

    def _holds(self, key: str) -> bool:
        return bool(self.choices[key].currentData() == HOLD)

    def _chosen(self) -> None:
        for key, field in self.days.items():
            field.setEnabled(self._holds(key))
        self._back.setVisible(any(map(self._holds, self.choices)))

    @property
    def given(self) -> list[Settled]:
        return [
            Settled(key, self._holds(key), field.day if self._holds(key) else None)
            for key, field in self.days.items()
        ]

    def check(self) -> bool:
        for key, field in self.days.items():
            if self._holds(key) and field.unreadable:
                self.say(tr("Dit is geen datum. Schrijf die als dd-mm-jjjj."))
                field.setFocus()
                return False
        return True


if TYPE_CHECKING:
    from casustafel.gui.pages.room.page import RoomPage


class OneAtATime:
    """Lets the next step through once the room shows what the one before it did."""

    def __init__(self) -> None:
        self._taken = self._written = False

    def take(self) -> bool:
        """Begin a step; False while another is under way."""
        if self._taken:
            return False
        self._taken, self._written = True, False
        return True

    def written(self, _answer: object = None) -> None:
        """What the step did is kept; the room will show it."""
        self._written = True

    def free(self) -> None:
        """The step was refused or not taken."""
        self._taken = False

    def shown(self) -> None:
        """The room was read anew."""
        if self._written:
            self._taken = False


class RoomSteps:
    """Acts for the room on its buttons and keys."""

    def __init__(self, page: "RoomPage") -> None:
        self._page = page
        self.guard = OneAtATime()

    @property
    def _in_session(self) -> bool:
        shown = self._page.sitting
        return shown is not None and shown.board.meeting.state is MeetingState.IN_SESSION

    def advance(self) -> None:
        """Do what comes next: open the meeting, record, correct or ratify, and go on."""
        page = self._page
        shown = page.sitting
        if shown is None or not page.may_run or not self.guard.take():
            return
        page.writer.confirm_all()
        if shown.board.meeting.state is MeetingState.PLANNED:
            self._open(shown)
        elif page.panel.correcting and shown.desk is not None:
            self._correct()
        elif page.ground.to_ratify and self._in_session:
            self._ratify()
        elif shown.desk is None or page.panel.outcome is not None or not self._in_session:
            self._go_on()
        else:
            self._record(shown)

    def _open(self, shown: Sitting) -> None:
        day = day_to_open(self._page, shown)
        if day is None:
            self.guard.free()
        else:
            self._page.writer.open_meeting(day, then=self.guard.written)

    def _record(self, shown: Sitting) -> None:
        page = self._page
        given = page.panel.given()
        if not given.choice:
            count = len(shown.board.committee.outcomes)
            page.panel.error.say(
                tr("Kies eerst een uitkomst: cijfer 1 tot en met {n}.").format(n=count), Tone.WARN
            )
        if not given.choice or not page.panel.form.days_read():
            self.guard.free()
            return
        page.writer.record(
            given,
            then=self._recorded,
            failed=self._not_recorded,
            last=shown.board.next_open(page.item) is None,
        )

    def _correct(self) -> None:
        page = self._page
        if not page.panel.form.days_read():
            self.guard.free()
            return
        page.writer.correct(
            page.panel.given(),
            page.panel.correction.text(),
            then=self.guard.written,
            failed=self._not_recorded,
        )

    def _ratify(self) -> None:
        """Take the decision from outside the meeting over as the table's outcome, and go on."""
        side, item_id = self._page.ground.urgent_side, self._page.item
        provisional = side.provisional.isChecked()
        self._page.writer.write(
            lambda uow: urgent.ratify(uow, item_id, provisional=provisional),
            self._recorded,
            failed=self._not_ratified,
            changes=("meeting", "case", "action"),
        )

    def _recorded(self, _outcome: object = None) -> None:
        if not self._went_on():
            self.guard.written()

    def _go_on(self) -> None:
        """Go on without an outcome; of a meeting that does not sit the next item is shown."""
        if not self._in_session:
            self.guard.free()
            self._page.step(1)
        elif not self._went_on():
            self.guard.free()

    def _went_on(self) -> bool:
        """Go to the next open item; after the last one offer to close, and say False."""
        page = self._page
        assert page.sitting is not None
        following = page.sitting.board.next_open(page.item)
        if following is not None:
            page.go_to(following.id)
            return True
        page.telling.offer_close()
        return False

    def _not_recorded(self, error: CasustafelError) -> None:
        self.guard.free()
        page = self._page
        page.writer.outcome_typed()
        if not page.show_unanswered(error):
            page.panel.show_error(error)

    def _not_ratified(self, error: CasustafelError) -> None:
        self.guard.free()
        self._page.ground.urgent_side.show_error(error)
        self._page.show_unanswered(error)

    def refused(self, error: CasustafelError) -> None:
        """Say why something else was not kept, and read anew how it stands."""
        self.guard.free()
        self._page.refused(error)
        self._page.reload()

    def close_meeting(self) -> None:
        """Ask what happens to what was not decided, close, and open the minutes."""
        page = self._page
        if page.sitting is not None and self._in_session and page.may_run:
            page.writer.confirm_all()
            page.questions.close_meeting(page.sitting.board, lambda _minutes: page.open_minutes())

    def reopen_meeting(self) -> None:
        """Ask why a closed meeting is opened again; the item that is shown comes to the table."""
        page = self._page
        if page.may.reopen:
            page.questions.reopen_meeting(self._to_shown)

    def _to_shown(self, _meeting: object) -> None:
        page = self._page
        if page.item:
            page.writer.go_to(page.item, self.guard.written)

    def unopen(self) -> None:
        """Take the opening back, while nothing was said yet."""
        if self._page.may.unopen and self.guard.take():
            self._page.writer.unopen(then=self.guard.written)

    def undo(self) -> None:
        """Take back what was recorded last; its form holds it again."""
        page = self._page
        item = page.may.undo
        if item and self.guard.take():
            page.writer.flush()
            page.writer.undo(item, then=self._undone)

    def _undone(self, _case: object) -> None:
        self.guard.written()
        self._page.back_at_table()
