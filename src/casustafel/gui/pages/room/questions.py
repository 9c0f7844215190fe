"""What the room asks in a dialog, and what it does with the answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, TypeVar

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.advice import LearningPoint
from casustafel.domain.meetings import Attendance
from casustafel.domain.outcomes import Feedback, OutcomeInput, OutcomeKind
from casustafel.domain.wording.catalogue import label as named
from casustafel.gui.dates import AHEAD
from casustafel.gui.dialogs.drafting import Draft
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.dialogs.form import FormDialog, line
from casustafel.gui.page import Page
from casustafel.gui.pages.learning.asking import learning_form
from casustafel.gui.pages.room.attendance import PresenceChoice, seen_at
from casustafel.gui.pages.room.promises import promise_form
from casustafel.gui.pages.room.top_bar import return_words
from casustafel.gui.pages.room.urgent import JoinDialog
from casustafel.gui.pages.room.writing import RoomWriter
from casustafel.gui.pages.taking_back import undo_of
from casustafel.gui.theme import theme
from casustafel.gui.widgets.fields import ChoiceBox, DateField
from casustafel.gui.widgets.style import label
from casustafel.gui.words import day, tr
from casustafel.gui.work import Kind
from casustafel.services.definitions import learning
from casustafel.services.following import actions, feedback_desk
from casustafel.services.meeting import outcomes, room, room_desk, urgent
from casustafel.services.meeting.outcomes import OpenQuestions
from casustafel.services.meeting.room_desk import Board, ItemLine, Seated, Sitting

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
        for at, one in enumerate(waiting):
            self._add_line(grid, at, one)
        self.add_wide(held)
        self._back = label(tr("Zonder datum: {when}.").format(when=returns), "hint", wrap=True)
        self._back.hide()
        self.add_wide(self._back)
        self._name_open(still_open)
        self.do.setDefault(False)
        self.cancel.setDefault(True)
        self.first = next(iter(self.choices.values()), self.cancel)

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


G = TypeVar("G")
T = TypeVar("T")

#: Before the name of a dialog: the field of its draft.
DIALOG = "dialog:"
_DIALOGS = {"action": "een actie", "condition": "een voorwaarde", "learning": "een leerpunt"}


def _proposed(text: str) -> QLineEdit:
    """Return a line in which what is typed takes the place of what was proposed."""
    made = line(text)
    made.selectAll()
    return made


class RoomQuestions:
    """Opens dialogs over the page; what is refused stays in them, with what was typed."""

    def __init__(self, page: Page, writer: RoomWriter) -> None:
        self._page = page
        self._writer = writer

    def _ask(
        self,
        dialog: FormDialog[G],
        task: Callable[[Any, G], T],
        *,
        draft: Draft | str = "",
        changes: Sequence[Kind] = ("meeting",),
        **told: Any,
    ) -> None:
        """`told` are `said`, `undo` and `then`, as `Asking.ask` has them."""
        self._page.ask(dialog, task, draft, changes=self._writer.told(changes), **told)

    def recuse(self, item_id: str, seat: Seated) -> None:
        """Ask why a member does not take part."""
        proposed = _proposed(tr("werkt ook voor de aanbieder"))
        form = Form.of("recuse", self._page, words={"who": seat.label}, reason=proposed)
        member = seat.member.id
        self._ask(
            form,
            lambda uow, why: room.recuse(uow, item_id, member, why),
            said=tr("Neemt niet deel aan dit punt: {who}.").format(who=seat.label),
            undo=lambda _made: lambda uow: room.take_back_recusal(uow, item_id, member),
        )

    def substitute(self, seat: Seated) -> None:
        """Ask by which role a member is replaced; empty means by nobody."""
        attendance = seat.attendance
        proposed, words = _proposed(attendance.substitute), {"who": seat.label}
        form = Form.of("substitute", self._page, words=words, reason=proposed)
        before, key = PresenceChoice.of(attendance), self._writer.meeting

        def said(made: Attendance) -> str:
            who = made.substitute or tr("niemand")
            return tr("{seat}: vervangen door {who}").format(seat=seat.label, who=who)

        self._ask(
            form,
            lambda uow, role: replace(before, substitute=role).keep(seen_at(key, attendance), uow),
            said=said,
            undo=lambda made: partial(before.keep, seen_at(key, made)),
        )

    def promise(
        self,
        kind: ActionKind,
        shown: Sitting,
        before: Action | None = None,
        away: Callable[[Action], object] | None = None,
    ) -> None:
        """Ask for an action or a condition; or change one, or with `away` take it away."""
        if shown.line is None:
            return
        owners, near = self._owners(shown), shown.board.meeting.held_on
        form = promise_form(self._page, kind, owners, near, before)
        if before is not None and away is not None:
            form.offer_away(partial(away, before))
        item_id, committee = shown.line.item.id, self._writer.committee

        def write(uow: Any, given: dict[str, Any]) -> object:
            if before is None:
                return actions.add(uow, committee, **given, kind=kind, item_id=item_id)
            return actions.change(uow, before, replace(before, **given))

        said = tr("{what} gewijzigd.") if before else tr("{what} toegevoegd.")
        self._ask(
            form,
            write,
            draft=self._draft(shown, before.id if before else kind.value),
            changes=("meeting", "action"),
            said=said.format(what=named(kind)),
            undo=undo_of(before),
        )

    def _owners(
        self, shown: Sitting, others: Sequence[str] = ("Verwijzer", "Zorgaanbieder", "Secretaris")
    ) -> list[str]:
        """Offer roles and organisations: the referrer first, then who sits at the table."""
        case = shown.desk.view.case if shown.desk else None
        first = [case.referrer_name] if case and case.referrer_name else []
        seats = [seat.member.organisation or seat.label for seat in shown.board.seats]
        return list(dict.fromkeys([*first, *others, *seats]))

    def _draft(self, shown: Sitting, name: str) -> Draft:
        """Keep what is typed in a dialog as a draft of the item that is shown."""
        assert shown.line is not None
        item_id, field = shown.line.item.id, DIALOG + name
        return Draft(
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

    def learn(
        self,
        shown: Sitting,
        before: LearningPoint | None = None,
        away: Callable[[LearningPoint], object] | None = None,
    ) -> None:
        """Ask for a learning point; or mend one, or with `away` take it away."""
        if shown.line is None:
            return
        case_id, committee = shown.line.item.case_id, self._writer.committee
        themes = learning.themes_of(shown.board.committee)
        if before is not None:
            themes = {before.theme: themes.get(before.theme, before.theme), **themes}

        def write(uow: Any, new: dict[str, Any]) -> object:
            if before is None:
                return learning.add(uow, committee, **new, case_id=case_id)
            return learning.change(uow, before, **new)

        self._ask(
            learning_form(self._page, themes, before, away=away),
            write,
            draft=self._draft(shown, before.id if before else "learning"),
            changes=("meeting", "learning"),
            said=tr("Leerpunt gewijzigd.") if before else tr("Leerpunt toegevoegd."),
            undo=undo_of(before),
        )

    def reopen(self, item_id: str) -> None:
        """Ask why an outcome is taken back; who was told of it stands there (domain.md §9)."""

        def opened(told: Sequence[Feedback]) -> None:
            who = ", ".join(dict.fromkeys(f"{one.told_to} {day(one.told_on)}" for one in told))
            knows = tr("Al verteld aan: {who}. Vraag wat er al is begonnen.").format(who=who)
            self._ask(
                Form.of("reopen", self._page, words={"told": f" {knows}" if told else ""}),
                lambda uow, why: outcomes.reopen(uow, item_id, why),
                changes=("meeting", "case", "action"),
            )

        self._page.read(lambda reader: feedback_desk.told_of(reader, item_id), opened, "told")

    def reopen_meeting(self, then: Callable[[object], object]) -> None:
        """Ask why a closed meeting is opened again."""
        meeting = self._writer.meeting
        self._ask(
            Form.of("reopen-meeting", self._page),
            lambda uow, why: room.reopen_meeting(uow, meeting, why),
            changes=("meeting", "case", "minutes"),
            then=then,
        )

    def refuse(self, shown: Sitting) -> None:
        """Ask why an urgent decision is not ratified; the form for the table's own follows."""
        at, desk = shown.line, shown.desk
        if at is None or desk is None or desk.to_ratify is None:
            return
        item_id, owners = at.item.id, self._owners(shown, ("Verwijzer",))
        self._ask(
            Form.of(
                "refuse",
                self._page,
                {"owner": owners[0]},
                words={"number": desk.view.case.number},
                ends_on=With(near=shown.board.meeting.held_on),
                owner=owners,
            ),
            lambda uow, given: urgent.refuse(uow, item_id, **given),
            draft=f"refuse:{item_id}",
            changes=("meeting", "case", "action"),
        )

    def join(self, shown: Sitting) -> None:
        """Ask which case joins the meeting that is going on."""
        meeting, code = shown.board.meeting.id, shown.board.committee.code
        dialog = JoinDialog(self._page)

        def search(text: str) -> None:
            self._page.work.read(
                lambda reader: urgent.candidates(reader, code, text),
                lambda rows: dialog.show_cases(rows, shown.today),
                owner=dialog,
                lane="candidates",
            )

        dialog.searched.connect(search)
        self._ask(
            dialog,
            lambda uow, given: urgent.bring_to_table(uow, meeting, **given),
            draft=f"join:{meeting}",
            changes=("meeting", "case", "action"),
        )
        search("")

    def close_meeting(self, around: Board, closed: Callable[[object], object]) -> None:
        """Ask what happens to each undecided case, then close."""
        meeting = around.meeting.id
        self._page.read(
            lambda reader: outcomes.at_closing(reader, meeting),
            lambda found: self._close(around, found, closed),
            "closing",
        )

    def _close(
        self, around: Board, still_open: Sequence[OpenQuestions], closed: Callable[[object], object]
    ) -> None:
        held = next(
            (one.code for one in around.committee.outcomes if one.kind is OutcomeKind.HELD_OVER), ""
        )
        meeting = around.meeting.id
        dialog = ClosingDialog(
            room_desk.undecided(around), still_open, return_words(around), self._page
        )
        for field in dialog.days.values():
            field.set_near(around.meeting.held_on)
        self._ask(
            dialog,
            lambda uow, settled: outcomes.close_meeting(
                uow, meeting, {one.item_id: one.outcome(held) for one in settled}
            ),
            changes=("meeting", "case", "minutes"),
            then=closed,
        )
