"""Casus: the whole case on one page; what is typed is kept per field when the field is left."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from casustafel.domain import terms
from casustafel.domain.cases import BEFORE, Case, CaseStatus
from casustafel.domain.errors import CasustafelError, ConflictError
from casustafel.gui.dialogs.ask import Undo, sure
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.draft_keeper import keeper_of
from casustafel.gui.page import Command, Context, Page
from casustafel.gui.pages.calendar_file import offer_cancellations
from casustafel.gui.pages.case.consent_card import consent_card
from casustafel.gui.pages.case.form import Entry, RequestForm
from casustafel.gui.pages.case.side import SidePanel, like_card, waiting_card
from casustafel.gui.pages.case.writing import (
    SettledBar,
    ask_anew,
    ask_written_answer,
    keeping,
    with_kept,
)
from casustafel.gui.pages.feedback.recording import feedback_card
from casustafel.gui.pages.queue.doing import ask_completion, withdrawal_words
from casustafel.gui.pages.queue.model import carried_label, carried_words
from casustafel.gui.pages.taking_back import taken_back
from casustafel.gui.pages.urgent import ask_urgent
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone, tone_of
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.scrolling import ScrollingColumn
from casustafel.gui.widgets.style import tip
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.case import case_desk, case_steps, cases
from casustafel.services.case.case_desk import CasePage

S = CaseStatus


class CaseView(Page):
    """A case by its id, given as the argument of `open`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Casus"))
        self._id = ""
        self._shown: CasePage | None = None
        self._logged = ""
        self._to_missing = False
        self._again: set[str] = set()
        self._conflict: Entry | None = None
        self.pill = StatusPill("", Tone.NEUTRAL, self)
        self.head.insertWidget(1, self.pill)
        self.ready = button(tr("Klaar voor agenda"), self._make_ready, kind="primary")
        self.again = button(tr("Weer in de wachtrij"), self._submit, kind="primary")
        self.completion = button(tr("Aanvulling vragen…"), self._ask_completion)
        self.not_needed = button(tr("Niet nodig…"), self._not_needed)
        self.withdraw = button(tr("Intrekken…"), self._withdraw)
        self.extend = button(tr("Verlenging…"), self._extend)
        self.urgent = button(tr("Spoeduitkomst…"), lambda: ask_urgent(self, self._id))
        tip(self.urgent, tr("Vastleggen wat buiten de vergadering is besloten"))
        self.anew = button(tr("Opnieuw behandelen…"), self._deal_anew)
        self.back = self.way_back()
        first = (self.back, self.anew, self.extend, self.withdraw, self.not_needed)
        for each in (*first, self.urgent, self.completion, self.again, self.ready):
            self.add_button(each)
        columns = Columns(self)
        self.form = RequestForm(self._field_left, self)
        self._keeper = keeper_of(self.work, case_desk.DRAFTS, self)
        self.form.typed.connect(lambda entry: self._keeper.typed(entry.key, entry.control.draft))
        self.form.unchanged.connect(lambda entry: self._keeper.let_go(entry.key))
        self.side = SidePanel(self._show_bsn, self._open_case, self)
        steps = (waiting_card, feedback_card, consent_card)
        self.side.steps = [partial(step, self) for step in steps]
        self.side.last = [partial(like_card, self)]
        self.settled = SettledBar(self, self.form.leave_all, self._mend)
        self.form.top.addWidget(self.settled)
        for part, stretch, needs in ((self.form, 3, 620), (self.side, 2, 280)):
            columns.add(ScrollingColumn(part), stretch, needs=needs)
        self.body.addWidget(columns, 1)

    def open(self, argument: str) -> None:
        """Show a case by its id; with "#missing" behind it the cursor goes to what is missing."""
        self.can_leave()
        self._id, _, wish = argument.partition("#")
        self._to_missing = wish == "missing"
        self._shown = None
        self.settled.forget()
        self._again = set()
        self.form.sent = set()
        self.banner.clear()

    def can_leave(self) -> bool:
        """Keep what is being typed; the page may always be left."""
        if self._shown is not None:
            self.form.leave_all()
        self._keeper.flush()
        return True

    def concerns(self, changes: frozenset[Change]) -> bool:
        return any(
            change.kind in {"meeting", "import", "register", "minutes"}
            or (change.kind == "case" and change.id in (None, self._id))
            for change in changes
        )

    def commands(self) -> Sequence[Command]:
        shown = self._shown
        offered = []
        if shown is not None and shown.may_answer:
            ask_answer = partial(ask_written_answer, self, self._id)
            offered.append(Command(tr("Schriftelijk antwoord vastleggen"), ask_answer))
        if shown is not None and shown.may_deal_anew:
            offered.append(Command(tr("Opnieuw behandelen"), self._deal_anew))
        return offered

    def reload(self) -> None:
        if not (key := self._id):
            return
        self.read(lambda reader: case_desk.page(reader, key), self._show, failed=self.refused)
        if self._logged != key:
            self._logged = key
            self.work.write(lambda uow: cases.opened(uow, key), owner=self)

    def _show(self, found: CasePage) -> None:
        if self._shown is None:
            self._keeper.begin(found.view.case.id, frozenset(found.typed))
        self._shown = found
        case = found.view.case
        self.set_title(case.number, self._subtitle_of(found))
        if found.detail.carried:
            self.pill.show_status(carried_label(), Tone.WARN)
            tip(self.pill, carried_words())
        else:
            self.pill.show_status(terms.STATUS[case.status], tone_of(case.status))
            tip(self.pill, "")
        self.settled.show_case(found)
        self.form.show_case(found, mending=bool(self.settled.reason))
        self.side.show_case(found)
        self._show_buttons(case, may_edit=found.may_edit)
        self.anew.setVisible(found.may_deal_anew)
        waits = any(one.ratified is None for one in found.urgent)
        self.urgent.setVisible(found.may_decide and case.status in BEFORE and not waits)
        words = tr("Velden worden bewaard als u ze verlaat")
        self.set_status(words if found.may_edit else tr("U kunt deze casus lezen"))
        if self._conflict is not None:
            self._tell_conflict(found, self._conflict)
            self._conflict = None
        if self._to_missing:
            self._to_missing = False
            self.form.focus_missing(found)

    def _mend(self) -> None:
        """Let the fields follow: the reason to mend them was given, or mending is done."""
        if self._shown is not None:
            self.form.show_case(self._shown, mending=bool(self.settled.reason))

    def _tell_conflict(self, found: CasePage, entry: Entry) -> None:
        """Say beside the field what somebody else put there; Tab keeps one's own value."""
        stands = self.form.words_of(found, entry) or tr("niets")
        words = tr("{error} Er staat nu: {stands}. Met Tab bewaart u uw eigen tekst.")
        error = entry.field.error.split(". ", 1)[0] + "."
        entry.field.show_error(words.format(error=error, stands=stands))
        self.form.saw(entry, found)

    def _subtitle_of(self, found: CasePage) -> str:
        who = found.view.client.short_name()
        if found.view.age is not None:
            who = tr("{who}, {n} jaar").format(who=who, n=found.view.age)
        return f"{who} · {found.detail.asked}"

    def _show_buttons(self, case: Case, *, may_edit: bool) -> None:
        complete = case.points_met >= case.points_of
        allowed = {
            self.ready: case.status is S.SUBMITTED and complete,
            self.again: case.status in (S.NOT_NEEDED, S.DEFERRED, S.DRAFT),
            self.completion: case.status in (S.SUBMITTED, S.INCOMPLETE, S.READY) and not complete,
            self.not_needed: case.status in (S.SUBMITTED, S.READY),
            self.withdraw: case_steps.withdrawable(self.context.actor, case.committee, case.status),
            self.extend: case.status in (S.DECIDED, S.REPORTED, S.FOLLOW_UP, S.CLOSED),
        }
        for each, fits in allowed.items():
            each.setVisible(may_edit and fits)

    def _field_left(self, entry: Entry) -> None:
        """Keep one field that was changed and left; a refusal stands beside it."""
        shown, key = self._shown, entry.key
        if shown is None:
            return
        if key in self.form.sent:
            self._again.add(key)  # the next value goes once this one is kept
            return
        self.form.sent.add(key)
        self.write(
            keeping(
                self.form.seen(entry, shown),
                entry.kind,
                entry.name,
                entry.control.value(),
                self.settled.reason,
            ),
            lambda kept: self._kept(entry, kept),
            failed=lambda error: self._not_kept(entry, error),
            changes=[Change("case", shown.view.case.id)],
        )

    def _kept(self, entry: Entry, kept: object) -> None:
        if self._shown is not None:
            self._shown = with_kept(self._shown, entry.name, kept)
            self.form.saw(entry, self._shown)
        self._keeper.let_go(entry.key)
        entry.field.clear_error()
        self._done(entry)

    def _not_kept(self, entry: Entry, error: CasustafelError) -> None:
        entry.control.refused()
        words = explain(error)
        if isinstance(error, ConflictError):
            named = entry.field.control.accessibleName().rstrip(" *").casefold()
            words = explain(ConflictError(error.code, **{**error.values, "field": named}))
            self._conflict = entry
            self.mark_stale()  # reads what stands there now, to be shown beside the field
        elif error.code == "case-read-only":
            self.mark_stale()  # the table spoke of it meanwhile: the fields are no longer open
        entry.field.show_error(words)
        self._done(entry)

    def _done(self, entry: Entry) -> None:
        self.form.sent.discard(entry.key)
        if entry.key in self._again:
            self._again.discard(entry.key)
            self._field_left(entry)

    def _move(
        self,
        step: Callable[[Any, str], Any],
        then: Callable[[Any], object] | None = None,
        said: str = "",
        undo: Callable[[Any], Undo] = lambda _case: None,
    ) -> None:
        key, said = self._id, said.format(number=self._number)
        changes = [Change("case", key)]
        self.write(lambda uow: step(uow, key), then, changes=changes, said=said, undo=undo)

    def _make_ready(self) -> None:
        self._move(
            case_steps.make_ready, None, tr("{number} is klaar voor agenda."), self._taken_back()
        )

    def _submit(self) -> None:
        if self._shown is not None:
            deferred = self._shown.view.case.status is S.DEFERRED
            step = case_steps.make_ready if deferred else case_steps.submit
            said = tr("{number} staat weer in de wachtrij.")
            self._move(step, None, said, self._taken_back())

    def _taken_back(self) -> Callable[[Case], Undo]:
        """Return what brings the case back from what a step makes of it to what it is now."""
        assert self._shown is not None
        before = self._shown.view.case
        return lambda made: taken_back([before.id], [before.status], made.status)

    def _extend(self) -> None:
        words = tr(
            "Er komt een nieuwe casus voor dezelfde cliënt, met de uren van toen. Het begin is "
            "de dag na het oude einde."
        )
        title = tr("Verlenging van {number}?").format(number=self._number)
        if sure(self, title, words, tr("Verlenging maken")):
            self._move(cases.extension_of, lambda made: self._open_case(made.id))

    def _ask_completion(self) -> None:
        if self._shown is not None:
            ask_completion(self, {self._id: self._shown.view.case.status})

    def _not_needed(self) -> None:
        said, use_case = tr("{number}: niet nodig."), case_steps.not_needed
        self._with_reason("not-needed", self._number, use_case, said, self._taken_back())

    def _withdraw(self) -> None:
        if self._shown is None:
            return
        case = self._shown.view.case
        self._with_reason(
            "withdraw",
            withdrawal_words([self._number], listed=case.status is S.SCHEDULED),
            case_steps.withdraw,
            tr("{number} is ingetrokken."),
            partial(taken_back, [case.id], [case.status], S.WITHDRAWN),
            lambda gone: offer_cancellations(self, gone),
        )

    @property
    def _number(self) -> str:
        return self._shown.view.case.number if self._shown is not None else ""

    def _with_reason(
        self,
        form: str,
        about: str,
        use_case: Callable[[Any, str, str], Any],
        said: str,
        undo: Callable[[Any], Undo],
        then: Callable[[Any], object] = lambda _result: None,
    ) -> None:
        key = self._id
        self.ask(
            Form.of(form, self, words={"about": about}),
            lambda uow, reason: use_case(uow, key, reason),
            f"{use_case.__name__}:{key}",
            changes=[Change("case", key), Change("meeting")],
            said=said.format(number=self._number),
            undo=undo,
            then=then,
        )

    def _deal_anew(self) -> None:
        ask_anew(self, self._id, self._number)

    def _open_case(self, case_id: str) -> None:
        self.frame.open("case", case_id)

    def _show_bsn(self, reason: str) -> None:
        key = self._id
        # Nothing is announced: reading the page anew would hide the BSN at once.
        self.write(lambda uow: case_desk.show_bsn(uow, key, reason), self.side.show_bsn)
