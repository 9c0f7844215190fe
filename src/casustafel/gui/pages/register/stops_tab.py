"""The tab Toeleidingsstops: which stop holds or held on a day, and the steps of a stop."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

from casustafel.domain.norms import Conclusion, Norm
from casustafel.domain.records import RegisterChange
from casustafel.domain.stops import StopState, Toeleidingsstop
from casustafel.domain.wording.catalogue import label as named
from casustafel.gui.dates import PAST
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.dialogs.mail import SendingDialog
from casustafel.gui.lists import Act, ChipOf
from casustafel.gui.page import Page
from casustafel.gui.pages.register.forms import stop_form
from casustafel.gui.pages.register.lines import stop_columns
from casustafel.gui.pages.register.tab import RegisterTab, Step, notice_dialog, stop_shown
from casustafel.gui.tables import RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.fields import DateField
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, tr
from casustafel.services.case.case_steps import Request
from casustafel.services.register import norm_steps, register, releasing
from casustafel.services.register.register import RegisterView, StopLine, StopStep

_OVER = frozenset({StopState.LIFTED, StopState.NONE})


def chips() -> tuple[ChipOf[StopLine], ...]:
    """Return what the list may be narrowed to."""

    def over(line: StopLine) -> bool:
        return line.stop.state in _OVER

    return (
        ChipOf("holds", tr("Geldt nu"), lambda line: line.holds),
        ChipOf("coming", tr("In voorbereiding"), lambda line: not (line.holds or over(line))),
        ChipOf("over", tr("Opgeheven of afgezien"), lambda line: not line.holds and over(line)),
        ChipOf("all", tr("Alle"), lambda _line: True),
    )


class StopsTab(RegisterTab[StopLine]):
    """The stops of the register, or those that held on a day."""

    def __init__(self, home: Page) -> None:
        asked = label(tr("Welke stop &gold op"), "label")
        self.asked = DateField(tr("Welke stop gold op"), back=PAST)
        self.asked.day_changed.connect(lambda _day: self._ask_day())
        asked.setBuddy(self.asked)
        record = tr("Lopende stop vastleggen…")
        super().__init__(
            home,
            tr("Toeleidingsstops"),
            "stops",
            RowTableModel(stop_columns(), lambda line: line.stop.id),
            chips=chips(),
            acts=(Act(record, page=self._record, keys="Ctrl+N", kind="primary"),),
            may=self.manages,
            beside=(asked, self.asked),
        )
        self.stand_with(tr("Stop in het kort"), tr("Kies een toeleidingsstop"))

    def show_view(self, view: RegisterView) -> None:
        """Show the register as it was read."""
        self.view = view
        self._ask_day()

    def _ask_day(self) -> None:
        """Show what held on the day that is asked for, whatever the chips say."""
        if self.view is None:
            return
        on = self.asked.day
        if self.bar.chips is not None:
            self.bar.chips.setEnabled(on is None)
        stops = self.view.stops
        held = [line for line in stops if on is not None and line.stop.holds_on(on)]
        if on is not None:
            self.choose("all")
        self.show_rows(stops if on is None else held)

    def show_current(self) -> None:
        if (line := self.current()) is None:
            self.panel.show_row(None)
            return
        key = line.stop.id
        self.read(
            lambda reader: register.history(reader, key),
            lambda changes: self._show_current(key, changes),
            "history",
        )

    def _show_current(self, key: str, changes: list[RegisterChange]) -> None:
        if (line := self.current()) is not None and line.stop.id == key:
            self.panel.show_row(stop_shown(line, changes, may_manage=self.manages()))

    def _record(self) -> None:
        def record(uow: Any, new: dict[str, Any]) -> Step:
            about = (new.pop("care_form"), new.pop("kind"), new.pop("day"))
            return norm_steps.record_stop(uow, "", *about, **new)

        if self.view is not None:
            form = stop_form(self, self.view.providers, self.today)
            self.ask(form, record, "new-stop", then=self.told)

    @property
    def steps(self) -> dict[StopStep, Callable[[StopLine], object]]:
        stop, analysis = attrgetter("stop"), ("analysis_on", "conclusion")
        forecast = ("forecast_on", "forecast_next_stop")
        return {
            StopStep.ANALYSIS: self.asks(
                "analysis", norm_steps.record_analysis, self._norm, *analysis, conclusion=Conclusion
            ),
            StopStep.IMPOSE: self.asks("impose", norm_steps.impose, stop, "starts_on"),
            StopStep.DISMISS: partial(self._take, norm_steps.dismiss),
            StopStep.FORECAST: self.asks(
                "forecast", norm_steps.consider_lifting, stop, *forecast, filled=forecast[1:]
            ),
            StopStep.KEEP: partial(self._take, norm_steps.keep),
            StopStep.LIFT: self.asks("lift", norm_steps.lift, stop, "ends_on"),
            StopStep.RELEASE: self._release,
            StopStep.DAYS: self._days,
            StopStep.NOTICE_TEXT: self._notice,
        }

    def _take(self, task: Callable[[Any, str], Step], line: StopLine) -> None:
        self.write(lambda uow: task(uow, line.stop.id), self.told)

    def about(self, row: StopLine) -> str:
        return f"{row.provider}, {named(row.stop.care_form)}"

    def _norm(self, line: StopLine) -> Norm | None:
        norms = (one.norm for one in self.view.norms) if self.view is not None else ()
        return next((norm for norm in norms if norm.id == line.stop.norm_id), None)

    def told(self, answer: Step) -> None:
        """Say what a step did; once a stop is lifted also what waits for it alone."""
        super().told(answer)
        stop: Toeleidingsstop | None = getattr(answer, "stop", None)
        noticed: str = getattr(answer, "notice", "")
        if stop is not None and stop.ends_on is not None and noticed:
            self._waiting(stop.id, partial(self._say_waiting, stop.id))

    def _say_waiting(self, key: str, letters: Sequence[Request]) -> None:
        if count := sum(len(each.numbers) for each in letters):
            one, more = tr("1 verzoek wacht"), tr("{n} verzoeken wachten")
            words = tr("{waits} alleen nog door deze stop.").format(
                waits=count_of(count, one, more)
            )
            do = partial(self._offer_release, key, letters)
            self._home.banner.say(words, Tone.WARN, action=tr("Vrijgeven…"), do=do)

    def _waiting(self, key: str, then: Callable[[list[Request]], object]) -> None:
        self.read(lambda reader: releasing.waiting(reader, key), then, "release")

    def _release(self, line: StopLine) -> None:
        """List the requests that a lifted stop holds for nothing, and offer to let them go."""
        self._waiting(line.stop.id, partial(self._offer_release, line.stop.id))

    def _offer_release(self, key: str, letters: Sequence[Request]) -> None:
        """Show each contact person's note, and let go the requests of those that were taken."""
        if not letters:
            self.say(tr("Geen verzoek wacht alleen nog op deze stop."), Tone.INFO)
            return

        def write(ids: list[str], then: Callable[[object], None]) -> None:
            def done(saved: Step) -> None:
                then(saved)
                self.told(saved)

            self.write(lambda uow: releasing.release(uow, key, ids), done)

        text = tr(
            "Alleen door deze stop wacht nog: {numbers}. Met de dag van opheffing als peildatum "
            "hoeft de commissie er niet over te adviseren. Kopieer of bewaar de berichten; met "
            "Vrijgeven gaan de verzoeken waarvan u het bericht meenam."
        )
        numbers = ", ".join(number for each in letters for number in each.numbers)
        title, verb = tr("Wachtende verzoeken vrijgeven"), tr("Vrijgeven")
        hint, subject = text.format(numbers=numbers), tr("Uw verzoek aan de commissie")
        SendingDialog(title, hint, letters, verb, write, parent=self, subject=subject).open()

    def _days(self, line: StopLine) -> None:
        def correct(uow: Any, stop: Toeleidingsstop, start: date, end: date | None = None) -> Step:
            return norm_steps.correct_days(uow, stop, start, end)

        until: dict[str, Any] = {} if line.stop.ends_on else {"ends_on": None}
        form = Form.of("stop-days", self, line.stop, words={"about": self.about(line)}, **until)
        self.ask_step(form, correct, line.stop)

    def _notice(self, line: StopLine) -> None:
        self.read(
            lambda reader: norm_steps.notice_of(reader, line.stop),
            lambda text: notice_dialog(text, self).open(),
            "notice",
        )
