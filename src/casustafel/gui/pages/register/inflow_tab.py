"""Who came in during a stop: the list, what it looked at, and what was answered."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.domain.inflow import ANSWERS, LawfulRoute
from casustafel.domain.wording.catalogue import label as named
from casustafel.gui.dates import PAST
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.files import unsealed
from casustafel.gui.lists import Act, ChipOf, ListPane
from casustafel.gui.page import Page
from casustafel.gui.pages.register.lines import inflow_columns
from casustafel.gui.pages.register.list_import import ListImport, ListOf, counts
from casustafel.gui.tables import RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.card import Tile
from casustafel.gui.widgets.fields import DateField
from casustafel.gui.widgets.layout import wrapping
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, number, tr
from casustafel.gui.work import Change
from casustafel.services.importing import ImportAnswer
from casustafel.services.register import inflow, inflow_list
from casustafel.services.register.inflow import InflowAnswer, InflowRow
from casustafel.services.register.inflow_list import Ground
from casustafel.services.register.register import RegisterView

_PROVIDER, _NONE = "provider", "none"


def row_key(row: InflowRow) -> str:
    """Return what tells a row from the others."""
    return row.entry.id if row.entry else f"{row.number} {row.shown_by} {row.came_in_on}"


class InflowTab(ListPane[InflowRow]):
    """A period, figures, and one line per client; those of which no route is known stand first."""

    writes = (Change("register"), Change("log"))

    def __init__(self, home: Page) -> None:
        self._may_manage = False
        self._today: date | None = None
        self._plan: str | None = None
        self._answer: InflowAnswer | None = None
        self.since = DateField(tr("Ingestroomd vanaf"), back=PAST)
        self.until = DateField(tr("Ingestroomd tot en met"), back=PAST)
        beside: list[QWidget] = []
        for words, field in ((tr("&Van"), self.since), (tr("&tot en met"), self.until)):
            named = label(words, "label")
            named.setBuddy(field)
            beside += (named, field)
            field.editingFinished.connect(self.read_period)
        text = tr("Grondslag vastleggen…")
        weeks = tr("Hoe lang open regels blijven…")
        super().__init__(
            home,
            tr("Instroom"),
            "inflow",
            RowTableModel(inflow_columns(), row_key),
            chips=(
                ChipOf("all", tr("Alle"), lambda _row: True),
                ChipOf("without", tr("Navragen"), lambda row: not row.lawful),
                ChipOf("waits", tr("Nog niet begonnen"), lambda row: row.not_begun),
            ),
            acts=(
                Act(
                    tr("Lijst inlezen…"),
                    page=self.ask_list,
                    keys="Ctrl+I",
                    hint=tr("Lijst instroom inlezen"),
                    may=lambda: self._may_manage,
                ),
                Act(text, page=self.ask_ground, may=lambda: self._may_manage and self._hidden > 0),
                Act(weeks, page=self.ask_weeks, may=lambda: self._may_manage, button=False),
                Act(
                    tr("Antwoord vastleggen…"),
                    self.ask_answer,
                    hint=tr("Antwoord op de navraag vastleggen"),
                    when=lambda rows: rows[0].entry is not None,
                    may=lambda: self._may_manage,
                    opens=True,
                ),
            ),
            beside=beside,
        )
        self._providers = Tile(tr("Aanbieders met een stop"))
        self._clients = Tile(tr("Ingestroomde cliënten"))
        self._without = Tile(tr("Route nog niet bekend"))
        tiles = ((self._providers, 1), (self._clients, 1), (self._without, 1))
        self._looked_at = label("", "muted", wrap=True)
        self.content.insertLayout(1, wrapping(*tiles, gap=12))
        self.content.insertWidget(2, self._looked_at)
        self.importing = ListImport(self, home.settings, self._list())
        self.place_buttons(self.bar.add)

    def show_view(self, view: RegisterView) -> None:
        """Propose the period since the oldest stop that holds, and read the list."""
        self._may_manage, self._today = view.may_manage, view.today
        if self.since.day is None:
            starts = [line.stop.starts_on for line in view.stops if line.holds]
            oldest = min((on for on in starts if on), default=date(view.today.year, 1, 1))
            self.since.set_day(oldest)
            self.until.set_day(view.today)
        self.read_period()

    def read_period(self) -> None:
        """Read the list of the period that stands in the fields."""
        since, until = self.since.day, self.until.day
        if since is not None and until is not None:
            self.read(lambda reader: inflow.listed(reader, since, until), self._show_answer)

    def _show_answer(self, answer: InflowAnswer) -> None:
        self._answer = answer
        without = answer.without_route
        clients = sum(one.clients for one in answer.providers)
        self._providers.show_value(number(len(answer.providers)), tr("in deze periode"))
        lawful = sum(row.lawful and not row.not_begun for row in answer.rows)
        routed = tr("van {n} is een route bekend").format(n=number(lawful))
        self._clients.show_value(number(clients), routed)
        note = tr("navragen") if without else tr("bij elke cliënt is een route bekend")
        self._without.show_value(number(without), note, Tone.WARN if without else Tone.NEUTRAL)
        looked_at = answer.looked_at
        if answer.hidden:
            waits = count_of(answer.hidden, tr("1 regel wacht"), tr("{n} regels wachten"))
            looked_at += " " + tr("{waits}: leg eerst de grondslag vast.").format(waits=waits)
        self._looked_at.setText(looked_at)
        self.show_rows(answer.rows)

    @property
    def _hidden(self) -> int:
        return self._answer.hidden if self._answer else 0

    def _list(self) -> ListOf[ImportAnswer]:
        return ListOf(
            tr("Lijst instroom inlezen"),
            inflow_list.TABLE,
            "instroom.xlsx",
            lambda uow, path, dry: inflow_list.run(
                uow, inflow_list.read(uow, path), dry_run=dry, provider_plan=self._plan
            ),
            lambda answer: answer,
            lambda answer: self.say(counts(answer.rows), Tone.GOOD),
        )

    def ask_list(self) -> None:
        """Ask where a list comes from and on what ground, then which file it is."""
        self._ask_source("inflow-source", then=self.importing.ask)

    def ask_ground(self) -> None:
        """Ask on what ground lists come in, so that the lines of one can be shown."""
        self._ask_source("inflow-ground", then=lambda: None)

    def ask_weeks(self) -> None:
        """Ask how many weeks lines without an answer are kept."""
        said = tr("De termijn is vastgelegd.")
        form = Form.of("inflow-weeks", self, {"weeks": inflow_list.MOST_WEEKS})
        self.ask(form, lambda uow, new: inflow_list.set_weeks(uow, **new), said=said)

    def _ask_source(self, key: str, then: Callable[[], None]) -> None:
        """Ask the ground, which is kept and proposed next time.

        A list of a provider goes by its controleplan.
        """
        known = self._answer.ground if self._answer else None

        def keep(uow: Any, new: dict[str, Any]) -> str | None:
            if (ground := Ground(new["plan"], new["published_on"])) != known:
                inflow_list.record_ground(uow, ground)
            else:
                uow.keep_nothing()
            return ground.plan if new["source"] == _PROVIDER else None

        def taken(plan: str | None) -> None:
            self._plan = plan
            then()

        self.ask(Form.of(key, self, known or {"published_on": self._today}), keep, then=taken)

    def ask_answer(self, row: InflowRow) -> None:
        """Ask what was answered of a line; it is asked once."""
        routes = [(one.value, named(one)) for one in ANSWERS]
        routes.append((_NONE, tr("er is geen route; besproken met de aanbieder")))
        way = With(routes, of=lambda key: None if key == _NONE else LawfulRoute(key))
        if row.entry is not None:
            key, words = row.entry.id, {"about": f"{row.provider}, {row.number}"}
            self.ask(
                Form.of("inflow-answer", self, words=words, route=way),
                lambda uow, new: inflow_list.settle(uow, key, **new),
                said=tr("Het antwoord is vastgelegd."),
            )

    @property
    def file_name(self) -> str:
        answer = self._answer
        period = f"-{answer.since:%Y%m%d}-{answer.until:%Y%m%d}" if answer else ""
        return f"instroom{period}"

    def export_to(self, target: Path) -> None:
        """Write the list of the period, with the count per provider, and say where it stands."""
        if (answer := self._answer) is not None:
            since, until = answer.since, answer.until
            self.write(
                lambda uow: inflow.export(uow, target, since, until),
                lambda _done: self.say(unsealed(target), Tone.GOOD),
                changes=[Change("log")],
            )
