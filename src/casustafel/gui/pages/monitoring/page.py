"""Monitoring: tiles, four cards, all figures as a list with bars beside it; report and Excel."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt

from casustafel.domain.insight.periods import Choice, beside, choices
from casustafel.domain.insight.reports import Figure, Section, is_half_years
from casustafel.domain.insight.tables import about
from casustafel.domain.people import Right
from casustafel.gui.dialogs.ask import sure
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.files import pick, unsealed
from casustafel.gui.lists import Act, ChipOf, ListPage, ListPane, MenuOf, SearchOf
from casustafel.gui.page import Context, KeyHint
from casustafel.gui.pages.monitoring.bars import Bar, BarsView, by_month
from casustafel.gui.pages.monitoring.behind import BehindDialog
from casustafel.gui.pages.monitoring.columns import columns
from casustafel.gui.pages.monitoring.overview import MONTHS, Overview, kinds
from casustafel.gui.pages.register.list_import import ListImport, ListOf, counts
from casustafel.gui.tables import RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.card import SideCard
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.fields import ChoiceBox
from casustafel.gui.widgets.layout import tabs, tabs_first
from casustafel.gui.widgets.style import label
from casustafel.gui.words import decimal, tr
from casustafel.gui.work import Change
from casustafel.services.importing import ImportAnswer
from casustafel.services.insight import by_hand, council, figures, monitoring
from casustafel.services.insight.monitoring import FigureLine, Monitoring

_LIST, _CARD = 520, 400
#: More lines than this have no bars: the list has them all.
_MOST_BARS = 24
#: Pages that a card leads to, for who has the right.
_LEADS = {"register": Right.READ_NORMS, "board": Right.READ_CASES}


class MonitoringPage(ListPage[FigureLine, Monitoring]):
    """The figures of the table that is switched on. An argument is the key of a line."""

    about = frozenset({"case", "meeting", "import", "register", "insight", "learning"})
    writes = (Change("insight"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Monitoring"))
        self._desk: Monitoring | None = None
        self._days: tuple[Choice, ...] = ()
        self.period, self.compared = ChoiceBox(), ChoiceBox()
        self.period.setAccessibleName(tr("Periode"))
        self.compared.setAccessibleName(tr("Vergelijken met"))
        self.compared.addItem(tr("periode ervoor"), "before")
        self.compared.addItem(tr("jaar eerder"), "year")
        self.compared.addItem(tr("niet vergelijken"), "")
        self.card = SideCard(tr("Cijfer"), self)
        self.about_text = label("", "muted", wrap=True)
        self.bars = BarsView()
        self.said = label("", wrap=True)
        for part in (self.about_text, self.bars, self.said):
            self.card.inside.addWidget(part)
        self.card.inside.addStretch(1)
        for box in (self.period, self.compared):
            self.add_button(box)
            box.currentIndexChanged.connect(lambda _at: self.reload())
        self.lay_out(self._list())
        self.numbers = ListImport(self.pane, self.settings, self._numbers())

    def lay_out(self, pane: ListPane[FigureLine]) -> None:
        """Show the list at the left and its figure at the right."""
        super().lay_out(pane)
        self.body.removeWidget(pane)
        columns = Columns(self)
        columns.add(pane, 5, needs=_LIST)
        columns.add(self.card, 3, needs=_CARD)
        self.overview = Overview(self._go)
        self.tabs = tabs(tr("Monitoring"), self)
        self.tabs.addTab(self.overview, tr("Overzicht"))
        self.tabs.addTab(columns, tr("Alle cijfers"))
        tabs_first(self.tabs)
        self.body.addWidget(self.tabs, 1)
        for keys, at in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", 0)):
            self.add_key(keys, partial(self._turn_to, at))
        self.begin_at(self.tabs.tabBar())
        pane.row_changed.connect(self._show_figure)

    def open(self, argument: str) -> None:
        if argument:
            self._turn_to(1)
        super().open(argument)

    def to_search(self) -> None:
        self._turn_to(1)
        super().to_search()

    def keys(self) -> Sequence[KeyHint]:
        return (KeyHint("Ctrl+PgDown", tr("Volgend onderdeel")), *super().keys())

    def _turn_to(self, at: int) -> None:
        self.tabs.setCurrentIndex(at)
        (self.pane.table if at else self.tabs.tabBar()).setFocus(Qt.FocusReason.TabFocusReason)

    def _go(self, to: str) -> None:
        """Show a figure in the list, or another page."""
        if to in _LEADS:
            if self.context.may(_LEADS[to]):
                self.frame.open(to)
            return
        row = next((one for one in self.pane.rows if one.figure.code == to), None)
        if row is not None:
            self.open(row.key)

    def _list(self) -> ListPane[FigureLine]:
        makes = partial(self.context.may, Right.MAKE_REPORTS)
        reads = partial(self.context.may, Right.READ_CASES)
        words, why = tr("Alle indicatoren"), tr("Hier is geen casus geteld.")
        cases = _first(lambda row: row.figure.persons and row.line.count)
        said, fill = tr("Casussen tonen"), tr("Cijfer invullen…")
        counted, ours = _first(lambda row: not row.hand), _first(lambda row: row.hand)
        own = _first(lambda row: row.hand and row.hand.own)
        return ListPane(
            self,
            tr("Monitoring"),
            "monitoring",
            RowTableModel(columns(), lambda row: row.key, self),
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
                Act(said, self._behind, opens=True, button=False, when=cases, may=reads, why=why),
                Act(tr("Duiding…"), self._explain, may=makes, button=False, when=counted),
                Act(fill, self._fill_in, opens=True, may=makes, button=False, when=ours),
                Act(tr("Indicator wijzigen…"), self._mend, may=makes, button=False, when=own),
                Act(tr("Nieuwe indicator…"), page=self._add, may=makes, button=False),
                Act(tr("Cijfers importeren…"), page=self._take_in, may=makes, button=False),
                Act(tr("Sjabloon voor cijfers…"), page=self._template, may=makes, button=False),
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
        self.overview.show_desk(answer)
        for to, right in _LEADS.items():
            self.overview.leads[to].setVisible(self.context.may(right))
        self._show_figure(self.pane.current())
        words = tr("Onder {n} niet in het rapport aan de raad · geteld op {day}")
        self.set_status(words.format(n=answer.least, day=f"{at.counted_on:%d-%m-%Y}"))

    def _offer(self, section: Section) -> None:
        """Offer the periods that end around the day of counting."""
        self._days = choices(section.counted_on)
        with QSignalBlocker(self.period):
            for at, one in enumerate(self._days):
                self.period.addItem(one.words, at)

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
        self._draw(figure, before)
        said = self._desk.said.get(figure.code, "")
        self.said.setText(said)
        self.said.setHidden(not said)

    def _draw(self, figure: Figure, before: Section | None) -> None:
        """Show the lines of a figure that are not 0."""
        bars = [
            Bar(one.label, one.count, before.count(figure.code, one.key) if before else None)
            for one in figure.lines
            if one.count
        ]
        parts: tuple[str, ...] = ()
        if figure.code == MONTHS and self._desk is not None:
            bars, parts = by_month(figure, kinds(self._desk.section))
        elif len(bars) > _MOST_BARS:
            bars = sorted(bars, key=lambda one: -one.value)[:_MOST_BARS]
        self.bars.show_bars(figure.name, bars, parts)
        self.bars.setHidden(not bars)

    def _chosen(self) -> tuple[date, date]:
        assert self._desk is not None
        return self._desk.section.first, self._desk.section.last

    def _behind(self, row: FigureLine) -> None:
        committee, days = self.context.committee, self._chosen()
        code, key = row.figure.code, row.line.key
        title = f"{row.figure.name}: {row.line.label}"

        def show(found: Sequence[figures.CaseNumber]) -> None:
            BehindDialog(title, found, lambda one: self.frame.open("case", one), self).open()

        def read(reader: Any) -> Sequence[figures.CaseNumber]:
            return figures.behind(reader, committee, *days, code, key)

        self.read(read, show, lane="behind", failed=self.refused)

    def _explain(self, row: FigureLine) -> None:
        committee, days, code = self.context.committee, self._chosen(), row.figure.code
        period = f"{days[0]:%d-%m-%Y} t/m {days[1]:%d-%m-%Y}"
        known = self._desk.said.get(code, "") if self._desk else ""
        words = {"name": row.figure.name, "period": period}
        self.ask(
            Form.of("duiding", self, {"text": known}, words=words),
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
        value = With(of=decimal, fault=_no_number)
        self.ask(
            Form.of("hand-value", self, known, words=words, value=value),
            lambda uow, new: by_hand.fill_in(uow, one.code, *days, **new),
            f"hand:{one.code}",
            said=tr("Het cijfer is bewaard."),
        )

    def _take_in(self) -> None:
        self.numbers.ask()

    def _template(self) -> None:
        self.numbers.ask_template()

    def _numbers(self) -> ListOf[ImportAnswer]:
        """Return what takes in a list for the period that is shown."""
        return ListOf(
            tr("Cijfers van anderen importeren"),
            by_hand.TABLE,
            "cijfers.xlsx",
            lambda uow, path, dry: by_hand.take_in(uow, path, *self._chosen(), dry_run=dry),
            lambda answer: answer,
            lambda answer: self.tell(counts(answer.rows)),
            (Change("insight"),),
        )

    def _add(self) -> None:
        self.ask(
            Form.of("indicator", self),
            lambda uow, new: by_hand.keep_indicator(uow, **new),
            "indicator:new",
            said=tr("De indicator is toegevoegd."),
        )

    def _mend(self, row: FigureLine) -> None:
        own = row.hand.own if row.hand else None
        assert own is not None
        self.ask(
            Form.of("change-indicator", self, own),
            lambda uow, new: by_hand.keep_indicator(uow, **new, before=own),
            f"indicator:{own.id}",
            said=tr("De indicator is gewijzigd."),
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
        other = beside(days, self.compared.currentData() or "")
        name, kind = f"{self.title_label.text()}.xlsx", tr("Excel (*.xlsx)")
        if (target := pick(self, tr("Exporteren naar Excel"), name, kind)) is not None:
            self.write(
                lambda uow: monitoring.export(uow, committee, *days, target, other),
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


def _first(holds: Callable[[FigureLine], object]) -> Callable[[Sequence[FigureLine]], bool]:
    return lambda rows: bool(rows and holds(rows[0]))


def _matching(rows: Sequence[FigureLine], text: str) -> Sequence[FigureLine]:
    wanted = text.casefold().strip()
    return [row for row in rows if wanted in f"{row.figure.name} {row.line.label}".casefold()]


def _no_number(text: str) -> str:
    return "" if decimal(text) is not None else tr("Vul een getal in, zoals 12 of 12,5.")
