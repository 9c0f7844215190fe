"""What the room asks in a dialog, and what it does with the answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.advice import LearningPoint
from casustafel.domain.outcomes import OutcomeKind
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.dialogs.drafting import Draft
from casustafel.gui.dialogs.form import FormDialog, line
from casustafel.gui.page import Page
from casustafel.gui.pages.learning.asking import learning_form
from casustafel.gui.pages.room.attendance import PresenceChoice
from casustafel.gui.pages.room.promises import PromiseDialog, PromiseGiven
from casustafel.gui.pages.room.steps import ClosingDialog
from casustafel.gui.pages.room.top_bar import return_words
from casustafel.gui.pages.room.urgent import JoinDialog, RefuseDialog
from casustafel.gui.pages.room.writing import RoomWriter
from casustafel.gui.words import tr
from casustafel.gui.work import Kind
from casustafel.services.definitions import learning
from casustafel.services.following import actions
from casustafel.services.meeting import outcomes, room, room_desk, urgent
from casustafel.services.meeting.outcomes import OpenQuestions
from casustafel.services.meeting.room_desk import Board, Seated, Sitting
from casustafel.services.use_case import seen


class ReasonDialog(FormDialog[str]):
    """Ask for one line; the answer is required unless it is said otherwise."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        verb: str,
        hint: str,
        suggestion: str = "",
        *,
        name: str = "",
        required: bool = True,
    ) -> None:
        super().__init__(title, verb, parent)
        self.line = line(suggestion)
        self.add("reason", name or tr("Reden"), self.line, hint, required=required)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible:
            # What is typed takes the place of what was proposed.
            self.line.selectAll()

    @property
    def given(self) -> str:
        return self.text("reason")


G = TypeVar("G")
T = TypeVar("T")

#: Before the name of a dialog: the field of its draft.
DIALOG = "dialog:"
_DIALOGS = {"action": "een actie", "condition": "een voorwaarde", "learning": "een leerpunt"}


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
        then: Callable[[T], object] | None = None,
    ) -> None:
        told = self._writer.told(changes)
        ask(self._page, dialog, task, draft=draft, changes=told, then=then)

    def recuse(self, item_id: str, seat: Seated, suggestion: str = "") -> None:
        """Ask why a member does not take part."""
        title, hint = tr("{who} neemt niet deel"), tr("Komt in de notulen, zonder namen.")
        proposed = suggestion or tr("werkt ook voor de aanbieder")
        dialog = ReasonDialog(
            self._page, title.format(who=seat.label), tr("Neemt niet deel"), hint, proposed
        )
        member = seat.member.id
        self._ask(dialog, lambda uow, why: room.recuse(uow, item_id, member, why))

    def substitute(self, seat: Seated) -> None:
        """Ask by which role a member is replaced; empty means by nobody."""
        attendance = seat.attendance
        dialog = ReasonDialog(
            self._page,
            tr("Vervanger van {who}").format(who=seat.label),
            tr("Opslaan"),
            tr("Een rol of organisatie, geen naam."),
            attendance.substitute,
            name=tr("Rol van de vervanger"),
            required=False,
        )
        was = (attendance.arrived, attendance.left)
        meeting = seen(
            self._writer.meeting,
            presence=attendance.presence,
            substitute=attendance.substitute,
            left=attendance.left,
        )

        def write(uow: Any, role: str) -> object:
            choice = PresenceChoice(seat.member.id, attendance.presence, role, *was)
            return choice.keep(meeting, uow)

        self._ask(dialog, write)

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
        dialog = PromiseDialog(
            kind, self._owners(shown), shown.board.meeting.held_on, before, self._page
        )
        if before is not None and away is not None:
            dialog.offer_away(partial(away, before))
        item_id, committee = shown.line.item.id, self._writer.committee

        def write(uow: Any, given: PromiseGiven) -> object:
            if before is None:
                return actions.add(uow, committee, **given._asdict(), kind=kind, item_id=item_id)
            return actions.change(uow, before, replace(before, **given._asdict()))

        draft = self._draft(shown, before.id if before else kind.value)
        self._ask(dialog, write, draft=draft, changes=("meeting", "action"))

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
        )

    def reopen(self, item_id: str) -> None:
        """Ask why an outcome is taken back."""
        hint = tr("De vastgelegde uitkomst vervalt; de vorige versie blijft bewaard.")
        self._ask(
            ReasonDialog(self._page, tr("Casus heropenen"), tr("Heropenen"), hint),
            lambda uow, why: outcomes.reopen(uow, item_id, why),
            changes=("meeting", "case", "action"),
        )

    def reopen_meeting(self, then: Callable[[object], object]) -> None:
        """Ask why a closed meeting is opened again."""
        hint = tr(
            "Komt in de notulen. Daarna kunt u een uitkomst heropenen; sluit de vergadering als u "
            "klaar bent."
        )
        meeting = self._writer.meeting
        self._ask(
            ReasonDialog(self._page, tr("Vergadering heropenen"), tr("Heropenen"), hint),
            lambda uow, why: room.reopen_meeting(uow, meeting, why),
            changes=("meeting", "case", "minutes"),
            then=then,
        )

    def refuse(self, shown: Sitting) -> None:
        """Ask why an urgent decision is not ratified; the form for the table's own follows."""
        line, desk = shown.line, shown.desk
        if line is None or desk is None or desk.to_ratify is None:
            return
        item_id, held_on = line.item.id, shown.board.meeting.held_on
        owners = self._owners(shown, ("Verwijzer",))
        self._ask(
            RefuseDialog(desk.view.case.number, held_on, owners, self._page),
            lambda uow, given: urgent.refuse(uow, item_id, **given._asdict()),
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
                then=lambda rows: dialog.show_cases(rows, shown.today),
                owner=dialog,
                lane="candidates",
            )

        dialog.searched.connect(search)
        self._ask(
            dialog,
            lambda uow, given: urgent.bring_to_table(
                uow, meeting, given.case_id, reason=given.reason, latest=given.latest
            ),
            draft=f"join:{meeting}",
            changes=("meeting", "case", "action"),
        )
        search("")

    def close_meeting(self, around: Board, closed: Callable[[object], object]) -> None:
        """Ask what happens to each undecided case, then close."""
        meeting = around.meeting.id
        self._page.work.read(
            lambda reader: outcomes.at_closing(reader, meeting),
            then=lambda found: self._close(around, found, closed),
            owner=self._page,
            lane="closing",
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
