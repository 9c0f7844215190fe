"""The tabs of the page: pre-scan, quarters, follow-up, interventions and concentration."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Unpack

from casustafel.domain.concentration import Concentration
from casustafel.domain.effects import BOTH, RANK, SECOND, Route
from casustafel.domain.people import Right
from casustafel.domain.selection import Verdict
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.lists import Act, Given, ListTab
from casustafel.gui.page import Page
from casustafel.gui.pages.selection import columns as cols
from casustafel.gui.pages.selection.curve import CurveView, percent, sentence
from casustafel.gui.tables import Column
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, number, tr
from casustafel.gui.work import Change
from casustafel.services.selection import followed, prescan
from casustafel.services.selection.desk import Intervention, Listed, SelectionDesk

CHANGED = (Change("case"), Change("import"))
_PERCENTS = (5.0, 7.5, 10.0, 25.0)


class Pane(ListTab[Listed]):
    """A list of the cases of frozen lists, each with its own columns and acts."""

    writes = CHANGED
    found = SelectionDesk("", None, date.min)

    def __init__(
        self,
        page: Page,
        title: str,
        memory: str,
        columns: Sequence[Column[Listed]],
        **given: Unpack[Given[Listed]],
    ) -> None:
        given["menus"] = (cols.lists(), cols.laws())
        super().__init__(page, title, memory, columns, lambda one: one.case.id, **given)

    def show_desk(self, found: SelectionDesk) -> None:
        """Show the cases of the lists of a table."""
        self.found = found
        self.switch(self.page.context.committee)
        self.show_rows(found.lines)

    def ground(self, code: str) -> str:
        """Return the words of a ground of the pre-scan."""
        found = self.found.terms.ground(code) if self.found.terms else None
        return found.label if found else code

    def to_case(self, *, opens: bool = False) -> Act[Listed]:
        """Return the way to a case."""
        return Act(
            tr("Naar casus"),
            lambda one: self.page.frame.open("case", one.case.id),
            "" if opens else "Ctrl+Return",
            button=opens,
            opens=opens,
        )


class QuarterPane(Pane):
    """Where a case stood, and where it stands on the last later list."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            tr("Kwartaal naast kwartaal"),
            "selection-quarter",
            cols.quarter_columns(),
            chips=cols.quarter_chips(lambda: self.found.last.id if self.found.last else ""),
            acts=(self.to_case(opens=True),),
        )


class PrescanPane(Pane):
    """The grid: J, T or N of the row under the cursor; the next is there at once."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            tr("Pre-scan"),
            "prescan",
            cols.prescan_columns(self.ground),
            chips=cols.prescan_chips(),
            acts=(
                Act(tr("Kansrijk"), partial(self._judge, Verdict.YES), "J", when=_judged),
                Act(tr("Twijfel"), partial(self._judge, Verdict.DOUBT), "T", when=_judged),
                Act(tr("Nee…"), self._no, "N", when=_judged),
                Act(tr("Toelichting…"), self._note, "F2", when=_said, button=False),
                Act(tr("Volgende"), lambda _one: self.go_on(), opens=True, button=False),
                self.to_case(),
            ),
            may=lambda: page.context.may(Right.EDIT_CASES),
        )

    def go_on(self) -> None:
        """Put the cursor on the next case that was not judged."""
        at = self.table.currentIndex().row()
        for each in (*range(at + 1, self.model.total), *range(at)):
            if (row := self.model.row_at(each)) is not None and row.open:
                self.table.selectRow(each)
                return

    def _judge(self, verdict: Verdict, one: Listed) -> None:
        self.go_on()
        self.write(
            lambda uow: prescan.judge(uow, one.case.id, verdict),
            then=lambda judged: self._tell_judged(one, judged),
        )

    def _tell_judged(self, one: Listed, judged: prescan.Judged) -> None:
        """Say what became of a case, and who came in its place."""
        words = tr("{number} is beoordeeld.").format(number=one.case.number)
        if judged.called is not None:
            next_one = tr("{number} komt in de plaats.").format(number=judged.called.number)
            words = f"{words} {next_one}"
        self.tell(words)

    def _no(self, one: Listed) -> None:
        found = self.found.terms.grounds if self.found.terms else ()
        ways, words = [(each.code, each.label) for each in found], {"number": one.case.number}
        form = Form.of("no-lead", self, one.chosen, words=words, why=ways)
        self.ask(
            form,
            lambda uow, given: prescan.judge(uow, one.case.id, Verdict.NO, **given),
            then=lambda judged: self._tell_judged(one, judged),
        )

    def _note(self, one: Listed) -> None:
        verdict, why = one.chosen.verdict or Verdict.DOUBT, one.chosen.why
        words = {"number": one.case.number}
        self.ask(
            Form.of("prescan-note", self, one.chosen, words=words),
            lambda uow, given: prescan.judge(uow, one.case.id, verdict, why, **given),
            said=tr("De toelichting is bewaard."),
        )


def _said(rows: Sequence[Listed]) -> bool:
    return rows[0].chosen.verdict is not None


def _judged(rows: Sequence[Listed]) -> bool:
    return rows[0].open or _said(rows)


class FollowPane(Pane):
    """Hours and euros before and after, per moment."""

    def __init__(self, page: Page, months: tuple[int, ...]) -> None:
        self._months = months
        text = tr("Cijfers invullen…")
        super().__init__(
            page,
            tr("Opvolging"),
            "selection-follow",
            cols.follow_columns(months, lambda: self.found.today),
            chips=cols.follow_chips(),
            acts=(
                Act(text, self._fill_in, "F2", opens=True, when=lambda rows: bool(rows[0].after)),
                Act(tr("Terugkoppelen aan tafel…"), self._tell, when=lambda rows: rows[0].to_tell),
                self.to_case(),
            ),
            may=lambda: page.context.may(Right.EDIT_CASES),
        )

    def _fill_in(self, one: Listed) -> None:
        months = [(str(n), tr("na {n} maanden").format(n=n)) for n in self._months]
        due = next((each for each in one.after if each.hours is None), None)
        form = Form.of(
            "figures-after",
            self,
            {"months": str(due.months) if due else ""},
            words={"number": one.case.number},
            months=With(months, of=int),
            hours=With(of=_figure, fault=_fault),
            cents=With(of=_cents, fault=_fault),
        )
        self.ask(
            form,
            lambda uow, given: followed.fill_in(uow, one.case.id, *given.values()),
            said=tr("De cijfers zijn bewaard."),
        )

    def _tell(self, one: Listed) -> None:
        words = {"number": one.case.number}
        self.ask(
            Form.of("told-table", self, {"told_on": self.found.today}, words=words),
            lambda uow, given: followed.tell(uow, one.case.id, **given),
            said=tr("De terugkoppeling aan wie aan tafel zat, is vastgelegd."),
        )


class InterventionPane(ListTab[Intervention]):
    """Who does what before when; and what changed of the help since, and what did not."""

    def __init__(self, page: Page) -> None:
        super().__init__(
            page,
            tr("Interventies"),
            "selection-interventions",
            cols.intervention_columns(),
            lambda one: one.action.id,
            chips=cols.intervention_chips(),
            acts=(
                Act(
                    tr("Naar casus"),
                    lambda one: page.frame.open("case", one.of.case.id),
                    opens=True,
                ),
            ),
        )
        self.told = label("", wrap=True)
        self.content.insertWidget(0, self.told)

    def show_desk(self, found: SelectionDesk) -> None:
        """Show each intervention, and what changed by outcome."""
        self.show_rows(found.interventions)
        said = [f"{name}, {cols.effect_words(one)}." for name, one in found.changes.items()]
        self.told.setText(" ".join(said))
        self.told.setVisible(bool(said))


def _figure(text: str) -> Decimal | None:
    plain = text.strip().replace(".", "").replace(",", ".")
    return Decimal(plain) if plain else None


def _cents(text: str) -> int | None:
    euros = _figure(text)
    return None if euros is None else int(euros * 100)


def _fault(text: str) -> str:
    plain = text.strip().replace(".", "").replace(",", "", 1)
    return "" if not plain or plain.isdecimal() else tr("Vul een getal in, zoals 1.250.")


def curve_columns() -> list[Column[Concentration]]:
    """Return the shares of a curve as figures."""

    def share(of: float) -> Column[Concentration]:
        title = tr("Zwaarste {n}").format(n=percent(of))
        return Column(
            f"share{of}", title, 104, lambda one: round(one.share(of), 1),
            show=lambda one: percent(one.share(of)), right=True,
        )  # fmt: skip

    provider, clients = tr("Aanbieder"), tr("Cliënten")
    return [
        Column("law", tr("Wet"), 90, lambda one: cols.law(one.law)),
        Column("provider", provider, 180, lambda one: one.provider or tr("alle"), bold=_whole),
        Column("clients", clients, 80, lambda one: one.clients, right=True),
        *map(share, _PERCENTS),
    ]


def _whole(one: Concentration) -> bool:
    return not one.provider


class CurvePane(ListTab[Concentration]):
    """The curve per law and of the chosen provider, the table, and the numbers of both routes."""

    def __init__(self, page: Page) -> None:
        name, key = tr("Concentratie"), "selection-curve"
        super().__init__(page, name, key, curve_columns(), lambda one: f"{one.law}:{one.provider}")
        self.curve, self.told = CurveView(self), label("", wrap=True)
        self._laws: list[Concentration] = []
        self.content.insertWidget(0, self.told)
        self.content.insertWidget(1, self.curve, 2)
        self.content.setStretchFactor(self.table, 3)
        self.table.current_row_changed.connect(self._show_chosen)

    def show_desk(self, found: SelectionDesk) -> None:
        """Show what was counted when the last list was frozen."""
        self._laws = whole = list(filter(_whole, found.curves))
        self.curve.show_curves(whole)
        self.curve.setVisible(bool(whole))
        self.show_rows(found.curves)
        last = found.last
        said = [sentence(one) + "." for one in whole]
        if last is not None:
            routes = tr("Op de laatste lijst: op rang {top}, tweede route {schemes}, beide {both}.")
            figures = {name: number(_count(last.figures, name)) for name in _ROUTES}
            said.append(routes.format(**figures))
        said += map(_route_words, found.routes.items())
        households = sum(one.households for one in found.routes.values())
        if households and found.terms is not None and found.terms.fte_tenths:
            fte = found.terms.fte_tenths
            each = round(households * 10 / fte)
            homes = count_of(each, tr("1 huishouden"), tr("{n} huishoudens"))
            shown = f"{fte / 10:.1f}".replace(".", ",")
            said.append(tr("Bij {fte} fte: {homes} per fte.").format(fte=shown, homes=homes))
        for words, counted in (
            (tr("Ook bij: {counts}."), found.elsewhere),
            (tr("Afgevallen in de pre-scan: {counts}."), found.grounds),
        ):
            counts = ", ".join(f"{name} {count}" for name, count in counted.items())
            said += [words.format(counts=counts)] if counted else []
        self.told.setText(" ".join(said))
        self.told.setVisible(bool(said))

    def _show_chosen(self, row: Concentration | None) -> None:
        """Show the curve of the provider under the cursor beside those of the laws."""
        own = [row] if row is not None and row.provider else []
        self.curve.show_curves([*self._laws[: 3 - len(own)], *own])


def _route_words(route: tuple[str, Route]) -> str:
    """Return what a way onto the list brought, for the question how many people it takes."""
    names = {RANK: tr("Alleen op rang"), SECOND: tr("Alleen tweede route"), BOTH: tr("Beide")}
    words = tr("{way}: {n}, {promising} kansrijk, {decided} met een uitkomst, {less} "
               "uur per jaar minder.")  # fmt: skip
    way, one = route
    homes = count_of(one.households, tr("1 huishouden"), tr("{n} huishoudens"))
    less = number(round(one.effect.hours_less))
    return words.format(way=names[way], n=homes, promising=number(one.promising),
                        decided=number(one.decided), less=less)  # fmt: skip


_ROUTES = ("top", "schemes", "both")


def _count(figures: dict[str, object], name: str) -> int:
    found = figures.get(name, 0)
    return found if isinstance(found, int) else 0
