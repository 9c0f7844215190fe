"""Who came in during a stop: the list, what it looked at, and what was answered."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from casustafel.domain.inflow import ANSWERS, LawfulRoute
from casustafel.domain.wording.catalogue import label as named
from casustafel.gui.dates import PAST
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.dialogs.form import FormDialog, choice, days, line
from casustafel.gui.lists import Act, ChipOf, ListPane
from casustafel.gui.lists.pane import Home
from casustafel.gui.pages.register.lines import inflow_columns
from casustafel.gui.pages.register.list_import import ListImport, ListOf, counts
from casustafel.gui.pages.register.steps import RegisterSteps
from casustafel.gui.tables import RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.card import Tile
from casustafel.gui.widgets.fields import DateField
from casustafel.gui.widgets.layout import wrapping
from casustafel.gui.widgets.style import label
from casustafel.gui.words import number, tr
from casustafel.gui.work import Change
from casustafel.services.importing import ImportAnswer
from casustafel.services.register import inflow, inflow_list
from casustafel.services.register.inflow import InflowAnswer, InflowRow
from casustafel.services.register.inflow_list import Ground
from casustafel.services.register.register import RegisterView

_FOLDER = "register/folder"
_CHANGED = (Change("register"), Change("log"))
_MESSAGES, _PROVIDER = "messages", "provider"


def row_key(row: InflowRow) -> str:
    """Return what tells a row from the others."""
    return row.entry.id if row.entry else f"{row.number} {row.shown_by} {row.came_in_on}"


class SourceGiven(NamedTuple):
    """On what ground lists come in, and whether this one comes from a provider."""

    ground: Ground
    from_provider: bool


class SourceDialog(FormDialog[SourceGiven]):
    """Where a list comes from, and on what ground; that is kept, and proposed the next time."""

    places: ClassVar[Mapping[str, str]] = {
        "inflow-needs-plan": "plan",
        "inflow-provider-plan": "plan",
        "inflow-published-ahead": "published",
    }

    def __init__(
        self, verb: str, known: Ground | None, today: date | None, parent: QWidget | None = None
    ) -> None:
        intro = tr(
            "De controle rust op Jeugdwet 7.4.0 lid 1 d en gebruikt alleen berichten die de "
            "gemeente al heeft. Regels met een bekende route worden na de controle verwijderd."
        )
        super().__init__(tr("Lijst instroom inlezen"), verb, parent, intro)
        sources = [
            (_MESSAGES, tr("Berichtenverkeer van de gemeente")),
            (_PROVIDER, tr("Een aanbieder, met een specifiek controleplan")),
        ]
        self.add("source", tr("&Waar komt de lijst vandaan?"), choice(sources), required=True)
        plan = line(known.plan if known else "", longest=120)
        self.add("plan", tr("&Kenmerk van het controleplan"), plan, required=True)
        day = days(known.published_on if known else today, back=PAST)
        self.add("published", tr("&Inwoners konden dit lezen sinds"), day, required=True)

    @property
    def provider_plan(self) -> str | None:
        """The controleplan of a list that comes from a provider."""
        return self.text("plan") if self.text("source") == _PROVIDER else None

    @property
    def given(self) -> SourceGiven:
        ground = Ground(self.text("plan"), self.sure_day("published"))
        return SourceGiven(ground, self.provider_plan is not None)


class AnswerGiven(NamedTuple):
    """By which route a client came in, with a kenmerk where that is asked; None for none."""

    route: LawfulRoute | None
    reference: str


class AnswerDialog(FormDialog[AnswerGiven]):
    """What the provider answered; it is asked once and remembered."""

    places: ClassVar[Mapping[str, str]] = {"inflow-answer-reference": "reference"}

    def __init__(self, intro: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Antwoord vastleggen"), tr("Vastleggen"), parent, intro)
        routes = [(one.value, named(one, "nl")) for one in ANSWERS]
        routes.append(("none", tr("er is geen route; besproken met de aanbieder")))
        self.add("route", tr("&Langs welke weg kwam de cliënt?"), choice(routes), required=True)
        self.add("reference", tr("&Kenmerk"), line(longest=80), tr("Alleen bij een RET-advies."))

    @property
    def given(self) -> AnswerGiven:
        chosen = self.text("route")
        route = None if chosen == "none" else LawfulRoute(chosen)
        return AnswerGiven(route, self.text("reference"))


class InflowTab(ListPane[InflowRow]):
    """A period, figures, and one line per client; those of which no route is known stand first."""

    def __init__(self, home: Home, steps: RegisterSteps) -> None:
        self._steps, self._settings = steps, home.settings
        self._may_manage = False
        self._today: date | None = None
        self._plan: str | None = None
        self.importing = ListImport(home, steps, self._list())
        self._answer: InflowAnswer | None = None
        self.since = DateField(tr("Ingestroomd vanaf"), back=PAST)
        self.until = DateField(tr("Ingestroomd tot en met"), back=PAST)
        beside: list[QWidget] = []
        for words, field in ((tr("&Van"), self.since), (tr("&tot en met"), self.until)):
            named = label(words, "label")
            named.setBuddy(field)
            beside += (named, field)
            field.editingFinished.connect(self.read)
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
                Act(
                    tr("Grondslag vastleggen…"),
                    page=self.ask_ground,
                    may=lambda: self._may_manage and self._hidden > 0,
                ),
                Act(
                    tr("Antwoord vastleggen…"),
                    self.ask_answer,
                    hint=tr("Antwoord op de navraag vastleggen"),
                    when=lambda rows: rows[0].entry is not None,
                    may=lambda: self._may_manage,
                    opens=True,
                ),
                Act(
                    tr("Exporteren naar Excel…"),
                    page=self.ask_export,
                    keys="Ctrl+E",
                    hint=tr("Instroomlijst exporteren"),
                ),
            ),
            empty=(
                tr("Niemand gevonden"),
                tr("In wat is bekeken, begon bij de aanbieders met een stop geen hulp."),
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
        self.place_buttons(self.bar.add)

    def show_view(self, view: RegisterView) -> None:
        """Propose the period since the oldest stop that holds, and read the list."""
        self._may_manage, self._today = view.may_manage, view.today
        if self.since.day is None:
            starts = [line.stop.starts_on for line in view.stops if line.holds]
            oldest = min((on for on in starts if on), default=date(view.today.year, 1, 1))
            self.since.set_day(oldest)
            self.until.set_day(view.today)
        self.read()

    def read(self) -> None:
        """Read the list of the period that stands in the fields."""
        since, until = self.since.day, self.until.day
        if since is None or until is None:
            return
        self.work.read(
            lambda reader: inflow.listed(reader, since, until),
            then=self._show_answer,
            owner=self,
            lane="inflow",
        )

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
            hidden = tr("{n} regels wachten: leg eerst de grondslag vast.")
            looked_at += " " + hidden.format(n=number(answer.hidden))
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
            lambda answer: self._steps.say(counts(answer.rows), Tone.GOOD),
        )

    def ask_list(self) -> None:
        """Ask where a list comes from and on what ground, then which file it is."""
        self._ask_source(tr("Bestand kiezen…"), then=self.importing.ask)

    def ask_ground(self) -> None:
        """Ask on what ground lists come in, so that the lines of one can be shown."""
        self._ask_source(tr("Vastleggen"), then=lambda: None)

    def _ask_source(self, verb: str, then: Callable[[], None]) -> None:
        known = self._answer.ground if self._answer else None

        def keep(uow: Any, new: SourceGiven) -> None:
            if new.ground != known:
                inflow_list.record_ground(uow, new.ground)
            else:
                uow.keep_nothing()

        def taken(dialog: SourceDialog) -> None:
            self._plan = dialog.provider_plan
            then()

        dialog = SourceDialog(verb, known, self._today, self)
        ask(self, dialog, keep, changes=_CHANGED, then=lambda _done: taken(dialog))

    def ask_answer(self, row: InflowRow) -> None:
        """Ask what was answered of a line; it is asked once."""
        entry = row.entry
        if entry is None:
            return
        key = entry.id
        ask(
            self,
            AnswerDialog(f"{row.provider}, {row.number}", self),
            lambda uow, new: inflow_list.settle(uow, key, new.route, new.reference),
            changes=_CHANGED,
            said=tr("Het antwoord is vastgelegd."),
        )

    def ask_export(self) -> None:
        """Ask where the workbook goes, with the count per provider, and write it."""
        answer = self._answer
        if answer is None:
            return
        settings = self._settings
        folder = Path(settings.text(_FOLDER, str(Path.home())))
        name = f"instroom-{answer.since:%Y%m%d}-{answer.until:%Y%m%d}.xlsx"
        path, _kind = QFileDialog.getSaveFileName(
            self, tr("Exporteren naar Excel"), str(folder / name), tr("Excel (*.xlsx)")
        )
        if path:
            settings.keep(_FOLDER, str(Path(path).parent))
            self.export_to(Path(path))

    def export_to(self, target: Path) -> None:
        """Write the list of the period beside the window and say where it stands."""
        answer = self._answer
        if answer is None:
            return
        since, until = answer.since, answer.until
        self.work.write(
            lambda uow: inflow.export(uow, target, since, until),
            then=lambda _done: self.say(
                tr(
                    "Opgeslagen als {file}. Dit bestand is niet versleuteld: bewaar het op een "
                    "veilige plek."
                ).format(file=target.name),
                Tone.GOOD,
            ),
            failed=self._steps.say_error,
            owner=self,
            changes=[Change("log")],
        )
