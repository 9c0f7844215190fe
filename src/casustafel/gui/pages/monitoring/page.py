"""Monitoring: tiles, all figures as a list, the one under the cursor as bars; report and Excel."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from casustafel.domain.insight.periods import Choice, beside, choices
from casustafel.domain.insight.reports import Figure, Line, Section, is_half_years
from casustafel.domain.insight.tables import about
from casustafel.domain.people import Right
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.files import pick, unsealed
from casustafel.gui.lists import Act, ChipOf, ListPage, ListPane, MenuOf, SearchOf
from casustafel.gui.page import Context
from casustafel.gui.pages.monitoring.bars import Bar, BarsView, by_month
from casustafel.gui.pages.monitoring.behind import BehindDialog
from casustafel.gui.pages.monitoring.columns import columns
from casustafel.gui.tables import RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.card import SideCard, Tile
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.fields import ChoiceBox
from casustafel.gui.widgets.layout import wrapping
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, decimal, number, tr
from casustafel.gui.work import Change
from casustafel.services.insight import by_hand, council, figures, monitoring
from casustafel.services.insight.monitoring import FigureLine, Monitoring

_LIST, _CARD = 520, 400
#: More lines than this have no bars: the list has them all.
_MOST_BARS = 24
#: What stands below the figure under the cursor.
_MONTHS = "months"
_BELOW = ("months", "reasons_granted", "reasons_refused")
_TILES = ("requests", "granted", "adjusted", "told", "stops")


class MonitoringPage(ListPage[FigureLine, Monitoring]):
    """The figures of the table that is switched on. An argument is the key of a line."""

    about = frozenset({"case", "meeting", "import", "register", "insight"})
    writes = (Change("insight"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Monitoring"))
        self._desk: Monitoring | None = None
        self._days: tuple[Choice, ...] = ()
        self.period, self.compared = ChoiceBox(), ChoiceBox()
        self.period.setAccessibleName(tr("Periode"))
        self.compared.setAccessibleName(tr("Vergelijken met"))
        for key, words in (
            ("before", tr("periode ervoor")),
            ("year", tr("jaar eerder")),
            ("", tr("niet vergelijken")),
        ):
            self.compared.addItem(words, key)
        self.tiles = {
            code: Tile(title, self)
            for code, title in zip(
                _TILES,
                (
                    tr("Aanvragen"),
                    tr("Toegekend"),
                    tr("Met aanpassing"),
                    tr("Tot verteld"),
                    tr("Toeleidingsstops"),
                ),
                strict=True,
            )
        }
        self.body.addLayout(wrapping(*((tile, 1) for tile in self.tiles.values()), gap=10))
        self.card = SideCard(tr("Cijfer"), self)
        self.about_text = label("", "muted", wrap=True)
        self.bars = BarsView()
        self.said = label("", wrap=True)
        for part in (self.about_text, self.bars, self.said):
            self.card.inside.addWidget(part)
        self.others = {code: (label("", "heading"), BarsView()) for code in _BELOW}
        for parts in self.others.values():
            for part in parts:
                self.card.inside.addWidget(part)
        self.card.inside.addStretch(1)
        self.lay_out(self._list())
        for box in (self.period, self.compared):
            box.currentIndexChanged.connect(lambda _at: self.reload())

    def lay_out(self, pane: ListPane[FigureLine]) -> None:
        """Show the list at the left and its figure at the right."""
        super().lay_out(pane)
        self.body.removeWidget(pane)
        columns = Columns(self)
        columns.add(pane, 3, needs=_LIST)
        columns.add(self.card, 2, needs=_CARD)
        self.body.addWidget(columns, 1)
        pane.row_changed.connect(self._show_figure)

    def _list(self) -> ListPane[FigureLine]:
        def makes() -> bool:
            return self.context.may(Right.MAKE_REPORTS)

        def reads() -> bool:
            return self.context.may(Right.READ_CASES)

        words = tr("Alle indicatoren")
        said, fill = tr("Casussen tonen"), tr("Cijfer invullen…")
        return ListPane(
            self,
            tr("Monitoring"),
            "monitoring",
            RowTableModel(columns(), lambda row: row.key, self),
            lead=(self.period, self.compared),
            chips=(
                ChipOf("", tr("Met een aantal"), lambda row: bool(row.line.count or row.hand)),
                ChipOf("all", tr("Ook 0")),
            ),
            menus=(
                MenuOf(
                    "figure", tr("Indicator"), words, lambda row: (row.figure.code, row.figure.name)
                ),
            ),
            search=SearchOf(tr("Zoek een indicator"), _matching),
            acts=(
                Act(*(said, self._behind), opens=True, button=False, when=_has_cases, may=reads),
                Act(tr("Duiding…"), self._explain, may=makes, button=False, when=_is_counted),
                Act(fill, self._fill_in, opens=True, may=makes, button=False, when=_by_hand),
                Act(tr("Nieuwe indicator…"), page=self._add, may=makes, button=False),
                Act(tr("Kleine aantallen…"), page=self._ask_hiding, may=makes, button=False),
                Act(tr("Excel…"), page=self._to_excel, keys="Ctrl+E"),
                Act(tr("Rapport raad…"), page=self._report, may=makes, kind="primary"),
            ),
        )

    def reading(self) -> Callable[[Any], Monitoring]:
        committee, at, other = self.context.committee, self.period.currentData(), None
        other = self.compared.currentData() or ""
        days = self._days

        def read(reader: Any) -> Monitoring:
            known = days or choices(reader.today)
            chosen = known[at or 0].days
            return monitoring.desk(reader, committee, *chosen, beside(chosen, other))

        return read

    def show_answer(self, answer: Monitoring) -> None:
        self._desk = answer
        if not self._days:
            self._offer(answer.section)
        self.pane.show_rows(answer.lines)
        at = answer.section
        period = f"{at.first:%d-%m-%Y} t/m {at.last:%d-%m-%Y}"
        self.set_title(tr("Monitoring {table}").format(table=answer.short_name), period)
        self._show_tiles(answer)
        self._show_figure(self.pane.current())
        words = tr("Onder {n} niet in het rapport aan de raad · geteld op {day}")
        self.set_status(words.format(n=answer.least, day=f"{at.counted_on:%d-%m-%Y}"))

    def _offer(self, section: Section) -> None:
        """Offer the periods that end around the day of counting."""
        self._days = choices(section.counted_on)
        self.period.blockSignals(True)
        for at, one in enumerate(self._days):
            self.period.addItem(one.words, at)
        self.period.blockSignals(False)

    def _show_tiles(self, shown: Monitoring) -> None:
        at, before = shown.section, shown.earlier
        requests = at.count("requests") or 0
        earlier = before.count("requests") if before else None
        change = (
            "" if earlier is None else tr("{n} t.o.v. eerder").format(n=f"{requests - earlier:+d}")
        )
        self.tiles["requests"].show_value(number(requests), change)
        for code, notes in (("granted", ()), ("adjusted", ("adjusted_of_granted",))):
            count = at.count(code)
            self.tiles[code].setHidden(count is None)
            parts = [_of(at, one) for one in (code, *notes)]
            self.tiles[code].show_value(_share(at, code), " · ".join(filter(None, parts)))
        told = at.figure("told")
        line = told.lines[0] if told else Line(key="", label="", count=0)
        value = "–" if line.median is None else count_of(line.median, tr("1 dag"), tr("{n} dagen"))
        late = "" if line.ninetieth is None else tr("9 van 10 binnen {n}").format(n=line.ninetieth)
        self.tiles["told"].show_value(value, late)
        stops = at.figure("stops")
        held = sum(one.count or 0 for one in stops.lines) if stops else 0
        under = at.count("exceptions", "yes") or 0
        words = count_of(under, tr("1 uitzondering"), tr("{n} uitzonderingen"))
        self.tiles["stops"].show_value(number(held), words)

    def _show_figure(self, row: FigureLine | None) -> None:
        if row is None or self._desk is None:
            return
        figure, before = row.figure, self._desk.earlier
        self.card.set_title(figure.name)
        seen = "; ".join(f"{one.label}: {one.seen}" for one in figure.lines if one.seen)
        words = about(figure)
        if seen:
            words += " " + tr("Eerder gezien, geen streefcijfer: {seen}.").format(seen=seen)
        self.about_text.setText(words)
        self._draw(self.bars, figure, before)
        said = self._desk.said.get(figure.code, "")
        self.said.setText(said)
        self.said.setHidden(not said)
        for code, (heading, view) in self.others.items():
            other = self._desk.section.figure(code)
            shown = other is not None and code != figure.code and self._draw(view, other, before)
            heading.setText(other.name if other is not None else "")
            for part in (heading, view):
                part.setHidden(not shown)

    def _draw(self, view: BarsView, figure: Figure, before: Section | None) -> bool:
        """Show the lines of a figure that are not 0; return whether there are any."""
        bars = [
            Bar(one.label, one.count, before.count(figure.code, one.key) if before else None)
            for one in figure.lines
            if one.count
        ]
        kinds: tuple[str, ...] = ()
        if figure.code == _MONTHS:
            bars, kinds = by_month(figure, self._kinds())
        elif len(bars) > _MOST_BARS:
            bars = sorted(bars, key=lambda one: -one.value)[:_MOST_BARS]
        view.show_bars(figure.name, bars, kinds)
        view.setHidden(not bars)
        return bool(bars)

    def _kinds(self) -> list[str]:
        outcomes = self._desk.section.figure("outcomes") if self._desk else None
        return [one.label for one in outcomes.lines] if outcomes else []

    def _chosen(self) -> tuple[date, date]:
        assert self._desk is not None
        return self._desk.section.first, self._desk.section.last

    def _behind(self, row: FigureLine) -> None:
        committee, days = self.context.committee, self._chosen()
        code, key = row.figure.code, row.line.key
        title = f"{row.figure.name}: {row.line.label}"

        def show(found: Sequence[figures.CaseNumber]) -> None:
            BehindDialog(title, found, lambda one: self.frame.open("case", one), self).open()

        self.read(
            lambda reader: figures.behind(reader, committee, *days, code, key),
            show,
            lane="behind",
            failed=self.refused,
        )

    def _explain(self, row: FigureLine) -> None:
        committee, days, code = self.context.committee, self._chosen(), row.figure.code
        period = f"{days[0]:%d-%m-%Y} t/m {days[1]:%d-%m-%Y}"
        known = self._desk.said.get(code, "") if self._desk else ""
        self.ask(
            Form.of(
                "duiding", self, {"text": known}, words={"name": row.figure.name, "period": period}
            ),
            lambda uow, new: council.explain(uow, committee, *days, code, new["text"]),
            f"duiding:{committee}:{code}",
            said=tr("De duiding is bewaard."),
        )

    def _fill_in(self, row: FigureLine) -> None:
        assert row.hand is not None
        one, kept, days = row.hand.indicator, row.hand.kept, self._chosen()
        known = {
            "value": f"{kept.value:f}".replace(".", ",") if kept else "",
            "source": kept.source if kept else one.source,
            "known_on": kept.known_on if kept else None,
        }
        words = {"name": one.name, "definition": one.definition, "unit": one.unit}
        self.ask(
            Form.of(
                "hand-value", self, known, words=words, value=With(of=decimal, fault=_no_number)
            ),
            lambda uow, new: by_hand.fill_in(uow, one.code, *days, **new),
            f"hand:{one.code}",
            said=tr("Het cijfer is bewaard."),
        )

    def _add(self) -> None:
        self.ask(
            Form.of("indicator", self),
            lambda uow, new: by_hand.add_indicator(uow, **new),
            "indicator:new",
            said=tr("De indicator is toegevoegd."),
        )

    def _ask_hiding(self) -> None:
        assert self._desk is not None
        known = {"least": str(self._desk.least), "rounded": self._desk.rounded}
        self.ask(
            Form.of("report-hiding", self, known, least=With(of=int)),
            lambda uow, new: council.set_hiding(uow, **new),
            said=tr("Dat geldt voor het volgende rapport."),
        )

    def _to_excel(self) -> None:
        committee, days = self.context.committee, self._chosen()
        name, kind = f"{self.title_label.text()}.xlsx", tr("Excel (*.xlsx)")
        if (target := pick(self, tr("Exporteren naar Excel"), name, kind)) is not None:
            self.write(
                lambda uow: monitoring.export(uow, committee, *days, target),
                lambda _count: self.say(unsealed(target), Tone.GOOD),
                changes=(Change("log"),),
            )

    def _report(self) -> None:
        committee, days = self.context.committee, self._chosen()
        if not is_half_years(*days):
            self.say(tr("Een rapport gaat over hele halve jaren: kies een halfjaar of een jaar."))
            return
        assert self._desk is not None
        if days[1] < self._desk.section.counted_on and not sure(
            self,
            tr("Rapport maken"),
            tr(
                "Cijfers en duiding liggen daarna vast. Wat dit halfjaar later nog wordt "
                "vastgelegd, komt niet meer in dit rapport."
            ),
            tr("Rapport maken"),
        ):
            return
        name = tr("Rapport raad {table}").format(table=self._desk.short_name)
        kinds = tr("PDF (*.pdf);;Excel (*.xlsx)")
        target = pick(self, tr("Rapport aan de raad"), f"{name} {days[0]:%Y-%m}.pdf", kinds)
        if target is not None:
            said = tr("Opgeslagen als {file}.").format(file=target.name)
            self.write(
                lambda uow: council.export(uow, committee, *days, target),
                lambda _made: self.say(said, Tone.GOOD),
                changes=(Change("insight"), Change("log")),
            )


def _has_cases(rows: Sequence[FigureLine]) -> bool:
    return bool(rows) and rows[0].figure.persons and bool(rows[0].line.count)


def _is_counted(rows: Sequence[FigureLine]) -> bool:
    return bool(rows) and rows[0].hand is None


def _by_hand(rows: Sequence[FigureLine]) -> bool:
    return bool(rows) and rows[0].hand is not None


def _matching(rows: Sequence[FigureLine], text: str) -> Sequence[FigureLine]:
    wanted = text.casefold().strip()
    return [row for row in rows if wanted in f"{row.figure.name} {row.line.label}".casefold()]


def _share(section: Section, code: str) -> str:
    figure = section.figure(code)
    share = figure.lines[0].share(figure.base) if figure else None
    return "–" if share is None else f"{share} %"


def _of(section: Section, code: str) -> str:
    figure = section.figure(code)
    if figure is None or figure.lines[0].count is None or figure.base is None:
        return ""
    return tr("{n} van {of}").format(n=number(figure.lines[0].count), of=number(figure.base))


def _no_number(text: str) -> str:
    return "" if decimal(text) is not None else tr("Vul een getal in, zoals 12 of 12,5.")
