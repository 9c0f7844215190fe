"""What stands beside the lists: one norm or one stop, what is due, and the steps to take."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from casustafel.domain.local_time import local_day
from casustafel.domain.norm_terms import Reminder
from casustafel.domain.norms import Instrument
from casustafel.domain.records import RegisterChange
from casustafel.domain.wording import word
from casustafel.domain.wording.catalogue import label as named
from casustafel.domain.wording.phrases import amount, percentage, spent
from casustafel.gui.pages.register.lines import STOP_TONES, norm_pill, period
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import KeyValues, SideCard
from casustafel.gui.widgets.layout import below, clear
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label
from casustafel.gui.words import day, tr
from casustafel.services.register.register import NormLine, NormStep, StopLine, StopStep

WIDTH = 306

Step = tuple[str, str]
"""The key of a step and the verb on its button."""


class Panel(SideCard):
    """A heading with a pill, facts, sentences and buttons. `did` is told which step is wanted."""

    def __init__(
        self, name: str, nothing: str, did: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._name, self._nothing, self._did = name, nothing, did
        self._heading = label("", "heading", wrap=True)
        self._pill = StatusPill("", Tone.NEUTRAL)
        self.inside.addWidget(self._heading)
        self.inside.addWidget(self._pill)
        self._facts = KeyValues()
        self.inside.addWidget(self._facts)
        self._notes_head = label("", "heading")
        self.inside.addWidget(self._notes_head)
        self._notes = below(gap=4)
        self.inside.addLayout(self._notes)
        self.inside.addStretch(1)
        self._buttons = below(gap=6)
        self.foot.addLayout(self._buttons)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that nothing is chosen."""
        self._show(self._nothing, "", Tone.NEUTRAL, [], "", [], [], "")

    def _show(
        self,
        heading: str,
        pill: str,
        tone: Tone,
        facts: Sequence[tuple[str, str]],
        notes_head: str,
        notes: Sequence[str],
        steps: Sequence[Step],
        first: str,
    ) -> None:
        self._heading.setText(heading)
        self._pill.show_status(pill, tone)
        self.setAccessibleName(f"{self._name}: {heading}")
        self._facts.clear()
        for name, value in facts:
            if value:
                self._facts.add_row(name, value)
        clear(self._notes)
        self._notes_head.setText(notes_head)
        self._notes_head.setVisible(bool(notes))
        for text in notes:
            self._notes.addWidget(label(text, wrap=True))
        clear(self._buttons)
        for key, verb in steps:
            made = button(verb, partial(self._did, key))
            made.set_kind("primary" if key == first else "secondary")
            policy = made.sizePolicy()
            policy.setHorizontalPolicy(policy.Policy.Expanding)
            made.setSizePolicy(policy)
            self._buttons.addWidget(made)


class NormPanel(Panel):
    """One norm with its percentage, its reminders and the steps that are allowed now."""

    def __init__(self, did: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(tr("Norm in het kort"), tr("Kies een norm"), did, parent)

    def show_line(self, line: NormLine, *, may_manage: bool, threshold: int) -> None:
        """Show a norm; without the right to manage there are no buttons."""
        norm, pill = line.norm, norm_pill(line)
        used = spent(norm)
        if used and norm.instrument is not Instrument.INTENSITEIT_DUUR:
            used = f"{percentage(norm)}\n{used}"
        analysis = ""
        if norm.analysis_on and norm.conclusion:
            analysis = f"{day(norm.analysis_on)}\n{named(norm.conclusion, 'nl')}"
        facts = [
            (tr("Zorgvorm"), named(norm.care_form, "nl")),
            (tr("Maatregel"), named(norm.instrument, "nl")),
            (tr("Periode"), period(norm)),
            (tr("Niveau"), named(norm.level, "nl")),
            (tr("Hoogte"), amount(norm.amount, norm.unit)),
            (tr("Besteed"), used),
            (tr("Melding"), day(norm.notice_on) if norm.notice_on else ""),
            (tr("Gesprek"), analysis),
            (tr("Plan"), day(norm.plan_on) if norm.plan_on else ""),
            (tr("Opmerking"), norm.remark),
        ]
        notes = due_notes(line, threshold)
        names = {
            NormStep.SPENT: tr("Stand bijwerken…"),
            NormStep.NOTICE: tr("Melding vastleggen…"),
            NormStep.ANALYSIS: tr("Analysegesprek vastleggen…"),
            NormStep.IMPOSE: tr("Toeleidingsstop opleggen…"),
            NormStep.PLAN: tr("Plan van aanpak ontvangen…"),
        }
        steps = [(step.value, names[step]) for step in line.steps] if may_manage else []
        first = line.next_step.value if line.next_step else ""
        self._show(
            line.provider,
            pill.text,
            pill.tone or Tone.NEUTRAL,
            facts,
            tr("Te doen"),
            notes,
            steps,
            first,
        )


def due_notes(line: NormLine, threshold: int) -> list[str]:
    """Return what is to be done for a norm, the nearest day first."""
    notes = []
    if line.next_step is NormStep.NOTICE:
        notes.append(
            tr("Meld dat {n} % is bereikt. Aanbieder en gemeente informeren elkaar.").format(
                n=threshold
            )
        )
    if line.plan_due:
        notes.append(tr("Vraag de aanbieder om een plan van aanpak."))
    return [*notes, *(reminder_text(one) for one in line.reminders)]


def reminder_text(reminder: Reminder) -> str:
    """Return a reminder in words."""
    return word(reminder.code, {"due": reminder.due}, "nl").what


class StopPanel(Panel):
    """One stop with its history and the steps that are allowed now."""

    def __init__(self, did: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(tr("Stop in het kort"), tr("Kies een toeleidingsstop"), did, parent)

    def show_line(
        self, line: StopLine, history: Sequence[RegisterChange], *, may_manage: bool
    ) -> None:
        """Show a stop; who may not manage can still read the notice for referrers."""
        stop = line.stop
        forecast = ""
        if stop.forecast_on:
            expected = stop.forecast_next_stop
            said = (
                tr("nieuwe stop op {day}").format(day=day(expected))
                if expected
                else tr("geen nieuwe stop")
            )
            forecast = f"{day(stop.forecast_on)}: {said}"
        facts = [
            (tr("Zorgvorm"), named(stop.care_form, "nl")),
            (tr("Vanwege"), named(stop.kind, "nl")),
            (tr("Geldt vanaf"), day(stop.starts_on) if stop.starts_on else ""),
            (tr("Opgeheven per"), day(stop.ends_on) if stop.ends_on else ""),
            (tr("Verwachting"), forecast),
            (tr("Opmerking"), stop.remark),
        ]
        names = {
            StopStep.ANALYSIS: tr("Analysegesprek vastleggen…"),
            StopStep.IMPOSE: tr("Opleggen…"),
            StopStep.DISMISS: tr("Geen stop nodig"),
            StopStep.FORECAST: tr("Verwachting vastleggen…"),
            StopStep.KEEP: tr("Stop laten gelden"),
            StopStep.LIFT: tr("Opheffen…"),
            StopStep.NOTICE_TEXT: tr("Bericht voor verwijzers…"),
            StopStep.DAYS: tr("Datums herstellen…"),
        }
        allowed = [step for step in line.steps if may_manage or step is StopStep.NOTICE_TEXT]
        self._show(
            line.provider,
            named(stop.state, "nl"),
            STOP_TONES[stop.state],
            facts,
            tr("Geschiedenis"),
            history_lines(history),
            [(step.value, names[step]) for step in allowed],
            line.next_step.value if line.next_step else "",
        )


def history_lines(changes: Sequence[RegisterChange]) -> list[str]:
    """Return what happened to a stop, newest first, one line per moment."""
    lines = []
    for change in changes:
        said = _happened(change)
        if said:
            lines.append(f"{day(local_day(change.at))} {said} ({change.person})")
    return list(dict.fromkeys(reversed(lines)))


def _happened(change: RegisterChange) -> str:
    states = {
        "notice": tr("melding gedaan"),
        "analysis": tr("analysegesprek"),
        "active": tr("stop geldt"),
        "lifting_considered": tr("opheffing overwogen"),
        "lifted": tr("opgeheven"),
        "none": tr("geen stop nodig"),
    }
    if change.field == "state":
        return states.get(str(change.new), "")
    days = {
        "starts_on": tr("begindatum {day}"),
        "ends_on": tr("opgeheven per {day}"),
        "forecast_next_stop": tr("nieuwe stop verwacht op {day}"),
    }
    if change.field in days and change.new:
        year, month, number = str(change.new).split("-")
        return days[change.field].format(day=f"{number}-{month}-{year}")
    return tr("vastgelegd") if change.field == "id" else ""
