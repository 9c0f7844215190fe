"""What the tabs of the register share: one norm or one stop beside the list, with its steps.

A panel shows what is due; what came of a step is told, with the notice that follows from it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from casustafel.domain import terms
from casustafel.domain.local_time import local_day
from casustafel.domain.norms import Instrument, Norm, Reminder
from casustafel.domain.records import RegisterChange
from casustafel.domain.wording import word
from casustafel.domain.wording.catalogue import label as named
from casustafel.domain.wording.phrases import amount, percentage, spent
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.dialogs.mail import MailDialog
from casustafel.gui.lists import ListPane
from casustafel.gui.pages.register.lines import norm_pill, period, told
from casustafel.gui.tables import Cell
from casustafel.gui.theme import Tone, tone_of
from casustafel.gui.widgets.buttons import ButtonKind, button
from casustafel.gui.widgets.card import KeyValues, SideCard
from casustafel.gui.widgets.layout import STRETCH, below, clear, place
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label
from casustafel.gui.words import day, tr
from casustafel.gui.work import Change
from casustafel.services.register.register import (
    NormLine,
    NormStep,
    RegisterView,
    StopLine,
    StopStep,
)
from casustafel.services.register.rerouting import Rerouted
from casustafel.services.use_case import shown

WIDTH = 306
_NO_PILL = Cell("")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a panel shows: a heading with a pill, facts, sentences and the verb of each step."""

    heading: str
    pill: Cell = _NO_PILL
    facts: Iterable[tuple[str, str]] = ()
    notes_head: str = ""
    notes: Sequence[str] = ()
    steps: Iterable[tuple[str, str]] = ()
    first: str | None = None


class Panel(SideCard):
    """One row in short; `did` is told which step is wanted."""

    def __init__(
        self, name: str, nothing: str, did: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._name, self._nothing, self._did = name, nothing, did
        self._heading = label("", "heading", wrap=True)
        self._pill = StatusPill("", Tone.NEUTRAL)
        self._facts = KeyValues()
        self._notes_head = label("", "heading")
        place(self.inside, self._heading, self._pill, self._facts, self._notes_head)
        self._notes = below(gap=4)
        place(self.inside, self._notes, STRETCH)
        self._buttons = below(gap=6)
        self.foot.addLayout(self._buttons)
        self.show_row(None)

    def show_row(self, shown: Shown | None) -> None:
        """Show a row, or that none is chosen."""
        shown = shown or Shown(self._nothing)
        self._heading.setText(shown.heading)
        self._pill.show_status(shown.pill.text, shown.pill.tone or Tone.NEUTRAL)
        self.setAccessibleName(f"{self._name}: {shown.heading}")
        self._facts.fill(shown.facts)
        clear(self._notes)
        self._notes_head.setText(shown.notes_head)
        self._notes_head.setVisible(bool(shown.notes))
        for text in shown.notes:
            self._notes.addWidget(label(text, wrap=True))
        clear(self._buttons)
        for key, verb in shown.steps:
            weight: ButtonKind = "primary" if key == shown.first else "secondary"
            self._buttons.addWidget(button(verb, partial(self._did, key), kind=weight, fills=True))


def norm_shown(line: NormLine, threshold: int, *, may_manage: bool) -> Shown:
    """Return a norm with its reminders; without the right to manage there are no steps."""
    norm = line.norm
    if (used := spent(norm)) and norm.instrument is not Instrument.INTENSITEIT_DUUR:
        used = f"{percentage(norm)}\n{used}"
    analysis = ""
    if norm.analysis_on and norm.conclusion:
        analysis = f"{day(norm.analysis_on)}\n{named(norm.conclusion, 'nl')}"
    facts = (
        (tr("Zorgvorm"), named(norm.care_form, "nl")),
        (tr("Maatregel"), named(norm.instrument, "nl")),
        (tr("Periode"), period(norm)),
        (tr("Niveau"), named(norm.level, "nl")),
        (tr("Hoogte"), amount(norm.amount, norm.unit)),
        (tr("Besteed"), used),
        (tr("Melding"), day(norm.notice_on) if norm.notice_on else ""),
        (tr("Gesprek"), analysis),
        (tr("Plan"), day(norm.plan_on) if norm.plan_on else ""),
        *((name, day(on)) for name, on in steps_done(norm) if on),
        (tr("Bij het gesprek"), norm.analysis_with),
        (tr("Waarom deze hoogte"), norm.height_why),
        (tr("Dossier"), norm.dossier),
        (tr("Opmerking"), norm.remark),
    )
    steps = [(step.value, terms.NORM_STEP[step]) for step in line.steps if may_manage]
    notes, pill = due_notes(line, threshold), norm_pill(line)
    return Shown(line.provider, pill, facts, tr("Te doen"), notes, steps, line.next_step)


def steps_done(norm: Norm) -> tuple[tuple[str, date | None], ...]:
    """Return what goes before a norm, with the day on which it was done."""
    return (
        (tr("Aangekondigd"), norm.announced_on),
        (tr("Zienswijze"), norm.views_on),
        (tr("Hoogte bepaald"), norm.decided_on),
        (tr("Plan monitoring"), norm.monitoring_on),
    )


def due_notes(line: NormLine, threshold: int) -> list[str]:
    """Return what is to be done for a norm, the nearest day first."""
    notes = []
    if line.next_step is NormStep.NOTICE:
        words = tr("Meld dat {n} % is bereikt. Aanbieder en gemeente informeren elkaar.")
        notes.append(words.format(n=threshold))
    if line.plan_due:
        notes.append(tr("Vraag de aanbieder om een plan van aanpak."))
    return [*notes, *(reminder_text(one) for one in line.reminders)]


def reminder_text(reminder: Reminder) -> str:
    """Return a reminder in words."""
    return word(reminder.code, {"due": reminder.due}, "nl").what


def stop_shown(line: StopLine, history: Sequence[RegisterChange], *, may_manage: bool) -> Shown:
    """Return a stop with its history; who may not manage can still read the notice."""
    stop, forecast = line.stop, ""
    if stop.forecast_on:
        expected, said = stop.forecast_next_stop, tr("geen nieuwe stop")
        if expected:
            said = tr("nieuwe stop op {day}").format(day=day(expected))
        forecast = f"{day(stop.forecast_on)}: {said}"
    facts = (
        (tr("Zorgvorm"), named(stop.care_form, "nl")),
        (tr("Vanwege"), named(stop.kind, "nl")),
        (tr("Geldt vanaf"), day(stop.starts_on) if stop.starts_on else ""),
        (tr("Opgeheven per"), day(stop.ends_on) if stop.ends_on else ""),
        (tr("Verwachting"), forecast),
        (tr("Opmerking"), stop.remark),
    )
    allowed = [step for step in line.steps if may_manage or step is StopStep.NOTICE_TEXT]
    steps = [(step.value, terms.STOP_STEP[step]) for step in allowed]
    pill = Cell(named(stop.state, "nl"), tone_of(stop.state))
    past = history_lines(history)
    return Shown(line.provider, pill, facts, tr("Geschiedenis"), past, steps, line.next_step)


def history_lines(changes: Sequence[RegisterChange]) -> list[str]:
    """Return what happened to a stop, newest first, one line per moment."""
    told = ((change, _happened(change)) for change in changes)
    lines = [f"{day(local_day(one.at))} {said} ({one.person})" for one, said in told if said]
    return list(dict.fromkeys(reversed(lines)))


def _happened(change: RegisterChange) -> str:
    """Return what one change did, in words; empty for one that says nothing by itself."""
    words, new = terms.STOP_HISTORY, str(change.new or "")
    if change.field == "state":
        return words.get(new, "")
    if new and change.field in words:
        on = "" if change.field == "id" else day(date.fromisoformat(new))
        return words[change.field].format(day=on)
    return ""


R = TypeVar("R")


def notice_dialog(text: str, parent: QWidget) -> MailDialog:
    """Return the text for referrers, which holds no personal data."""
    hint = tr("Kopieer de tekst naar uw e-mail. Er staan geen persoonsgegevens in.")
    return MailDialog(tr("Bericht voor verwijzers"), hint, [("", text)], parent=parent)


class Step(Protocol):
    """What a step of the register answers; some have a notice to send too."""

    @property
    def rerouted(self) -> Rerouted:
        """The cases that go another way after it."""


class RegisterTab(ListPane[R]):
    """A list of a `RegisterView` with a panel beside it, in which steps are taken."""

    writes: ClassVar = (Change("register"), Change("case"))
    view: RegisterView | None = None

    @property
    def steps(self) -> Mapping[Any, Callable[[R], object]]:
        """What each step does with the row under the cursor."""
        raise NotImplementedError

    def show_current(self) -> None:
        """Show the row under the cursor in the panel."""
        raise NotImplementedError

    def stand_with(self, name: str, nothing: str) -> None:
        """Put the panel beside the list; `nothing` is said while no row is chosen."""
        self.panel = Panel(name, nothing, self.take_step, self)
        self.stand_beside(self.panel, WIDTH, 420)
        self.place_buttons(self.bar.add)
        self.row_changed.connect(lambda _row: self.show_current())
        self.shown_changed.connect(lambda _count: self.show_current())

    def manages(self) -> bool:
        """Say whether the person may take steps, as far as is known."""
        return self.view is not None and self.view.may_manage

    def take_step(self, key: str) -> None:
        """Take a step of the current row, or open its form."""
        if (row := self.current()) is not None and self.view is not None:
            self.steps[key](row)

    @property
    def today(self) -> date:
        """The day on which the register was read."""
        assert self.view is not None
        return self.view.today

    def about(self, row: R) -> str:
        """Return in words what a step is about."""
        raise NotImplementedError

    def ask_step(self, form: Form, task: Callable[..., Step], at: object, draft: str = "") -> None:
        """Ask what a step needs, and let a use case take it with what was given, in that order."""
        self.ask(form, lambda uow, given: task(uow, at, *given.values()), draft, then=self.told)

    def asks(
        self,
        key: str,
        task: Callable[..., Step],
        of: Callable[[R], Any],
        *seen: str,
        filled: Sequence[str] = (),
        drafts: bool = False,
        **more: Any,
    ) -> Callable[[R], None]:
        """Return a step that asks the form `key` about what `of` gives of a row, if that is there.

        `seen` are the fields that it writes over, `filled` those that the form shows as they are.
        """

        def ask(row: R) -> None:
            if (record := of(row)) is not None:
                known = {"day": self.today} | {name: getattr(record, name) for name in filled}
                form = Form.of(key, self, known, words={"about": self.about(row)}, **more)
                draft = f"{key}:{record.id}" if drafts else ""
                self.ask_step(form, task, shown(record, *seen), draft)

        return ask

    def told(self, answer: Step) -> None:
        """Say which cases changed way after a step, and show the notice, if any."""
        self.say(told(answer.rerouted), Tone.WARN if answer.rerouted.at_the_table else Tone.INFO)
        if notice := getattr(answer, "notice", ""):
            notice_dialog(notice, self).open()
