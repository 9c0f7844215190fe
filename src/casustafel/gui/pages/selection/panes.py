"""The four tabs of the page: the grid of the pre-scan, quarters, follow-up and concentration."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.domain import terms
from casustafel.domain.people import Right
from casustafel.domain.selection import Concentration, Selection, Verdict
from casustafel.gui.dialogs.fields import Field, Form
from casustafel.gui.dialogs.form import choice, line
from casustafel.gui.lists import Act, ListPane
from casustafel.gui.page import Page
from casustafel.gui.pages.selection import columns as cols
from casustafel.gui.pages.selection.curve import CurveView, percent, sentence
from casustafel.gui.tables import Column, RowTableModel
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import number, tr
from casustafel.gui.work import Change
from casustafel.services.selection import followed, prescan
from casustafel.services.selection.desk import Listed, SelectionDesk

CHANGED = (Change("case"), Change("import"))
_PERCENTS = (5.0, 7.5, 10.0, 25.0)


class Host(Page):
    """What the tabs ask of their page: the table's way of choosing, and a word when it was done."""

    found = SelectionDesk("", None, date.min)

    @property
    def terms(self) -> Selection | None:
        """How the table makes its list."""
        return self.found.terms

    def ground(self, code: str) -> str:
        """Return the words of a ground of the pre-scan."""
        found = self.terms.ground(code) if self.terms else None
        return found.label if found else code

    def tell_judged(self, one: Listed, judged: prescan.Judged) -> None:
        """Say what became of a case, and who came in its place."""
        words = tr("{number} is beoordeeld.").format(number=one.case.number)
        if judged.called is not None:
            next_one = tr("{number} komt in de plaats.").format(number=judged.called.number)
            words = f"{words} {next_one}"
        self.tell(words)


class Pane(ListPane[Listed]):
    """A list of the cases of frozen lists, each with its own columns and acts."""

    writes = CHANGED

    def __init__(self, page: Host, title: str, memory: str, **given: Any) -> None:
        self.page = page
        columns = given.pop("columns")
        model = RowTableModel(columns, lambda one: one.case.id, page)
        super().__init__(page, title, memory, model, menus=(cols.lists(), cols.laws()), **given)
        self.place_buttons(self.bar.add)

    def opening(self) -> Act[Listed]:
        """Return the way to a case."""
        return Act(
            tr("Naar casus"),
            lambda one: self.page.frame.open("case", one.case.id),
            "Ctrl+Return",
            button=False,
        )


class PrescanPane(Pane):
    """The grid: J, T or N of the row under the cursor; the next is there at once."""

    def __init__(self, page: Host) -> None:
        super().__init__(
            page,
            tr("Pre-scan"),
            "prescan",
            columns=cols.prescan_columns(page.ground),
            chips=cols.prescan_chips(),
            acts=(
                Act(tr("Kansrijk"), self._says(Verdict.YES), "J", when=_judged),
                Act(tr("Twijfel"), self._says(Verdict.DOUBT), "T", when=_judged),
                Act(tr("Nee…"), self._no, "N", when=_judged),
                Act(tr("Toelichting…"), self._note, "F2", when=_said, button=False),
                Act(tr("Volgende"), lambda _one: self.go_on(), opens=True, button=False),
                self.opening(),
            ),
            may=lambda: page.context.may(Right.EDIT_CASES),
            empty=(
                tr("Geen vastgestelde lijst"),
                tr("Lees een lijst in en stel de longlist vast; dan staan de casussen hier."),
            ),
            none_left=(tr("Niets meer te doen"), tr("Alle casussen van de lijst zijn beoordeeld.")),
        )

    def go_on(self) -> None:
        """Put the cursor on the next case that was not judged."""
        at = self.table.currentIndex().row()
        rows = [*range(at + 1, self.model.total), *range(at)]
        for each in rows:
            row = self.model.row_at(each)
            if row is not None and row.open:
                self.table.selectRow(each)
                return

    def _says(self, verdict: Verdict) -> Any:
        return lambda one: self._judge(one, verdict)

    def _judge(self, one: Listed, verdict: Verdict, why: str = "", note: str = "") -> None:
        self.go_on()
        self.write(
            lambda uow: prescan.judge(uow, one.case.id, verdict, why, note),
            then=lambda judged: self.page.tell_judged(one, judged),
        )

    def _no(self, one: Listed) -> None:
        found = self.page.terms.grounds if self.page.terms else ()
        why = choice([("", tr("Kies een reden")), *((each.code, each.label) for each in found)],
                     one.chosen.why)  # fmt: skip
        form = Form(
            self,
            tr("Nu geen aanknopingspunt"),
            tr("Vastleggen"),
            Field("why", tr("&Reden"), why, required=True),
            Field("note", tr("&Toelichting"), line(one.chosen.note)),
            intro=tr(
                "{number}. De casus gaat van de lijst en de volgende komt in de plaats."
            ).format(number=one.case.number),
        )
        self.ask(
            form,
            lambda uow, given: prescan.judge(uow, one.case.id, Verdict.NO, **given),
            then=lambda judged: self.page.tell_judged(one, judged),
        )

    def _note(self, one: Listed) -> None:
        verdict, why = one.chosen.verdict or Verdict.DOUBT, one.chosen.why
        note = Field("note", tr("&Toelichting"), line(one.chosen.note), required=True)
        self.ask(
            Form(self, tr("Toelichting"), tr("Opslaan"), note, intro=one.case.number),
            lambda uow, given: prescan.judge(uow, one.case.id, verdict, why, **given),
            said=tr("De toelichting is bewaard."),
        )


def _judged(rows: Sequence[Listed]) -> bool:
    return bool(rows) and (rows[0].open or rows[0].chosen.verdict is not None)


def _said(rows: Sequence[Listed]) -> bool:
    return bool(rows) and rows[0].chosen.verdict is not None


class FollowPane(Pane):
    """Hours and euros before and after, per moment."""

    def __init__(self, page: Host, months: tuple[int, ...]) -> None:
        self._months = months
        super().__init__(
            page,
            tr("Opvolging"),
            "selection-follow",
            columns=cols.follow_columns(months),
            chips=cols.follow_chips(),
            acts=(
                Act(tr("Cijfers invullen…"), self._fill_in, "F2", opens=True, when=_decided),
                self.opening(),
            ),
            may=lambda: page.context.may(Right.EDIT_CASES),
            empty=(
                tr("Nog geen uitkomsten"),
                tr("Na de vergadering staan hier de uren en kosten van voor en na."),
            ),
        )

    def _fill_in(self, one: Listed) -> None:
        months = [(str(n), tr("na {n} maanden").format(n=n)) for n in self._months]
        due = next((each for each in one.after if each.hours is None), None)
        at = choice(months, str(due.months) if due else "")

        def made(months: str, hours: str, euros: str) -> tuple[int, Decimal | None, int | None]:
            cents = _figure(euros)
            return int(months), _figure(hours), None if cents is None else int(cents * 100)

        form = Form(
            self,
            tr("Cijfers na de uitkomst"),
            tr("Opslaan"),
            Field("months", tr("&Moment"), at, required=True),
            Field("hours", tr("&Uren per jaar"), line(longest=12), half=True, fault=_fault),
            Field("euros", tr("&Euro per jaar"), line(longest=12), half=True, fault=_fault),
            intro=one.case.number,
            makes=made,
        )
        self.ask(
            form,
            lambda uow, given: followed.fill_in(uow, one.case.id, *given),
            said=tr("De cijfers zijn bewaard."),
        )


def _decided(rows: Sequence[Listed]) -> bool:
    return bool(rows) and bool(rows[0].after)


def _figure(text: str) -> Decimal | None:
    plain = text.strip().replace(".", "").replace(",", ".")
    return Decimal(plain) if plain else None


def _fault(text: str) -> str:
    plain = text.strip().replace(".", "").replace(",", "", 1)
    return "" if not plain or plain.isdecimal() else tr("Vul een getal in, zoals 1.250.")


def curve_columns() -> list[Column[Concentration]]:
    """Return the shares of a curve as figures."""

    def share(percents: float) -> Column[Concentration]:
        title = tr("Zwaarste {n}").format(n=percent(percents))
        return Column(
            f"share{percents}",
            title,
            104,
            lambda one: round(one.share(percents), 1),
            show=lambda one: percent(one.share(percents)),
            right=True,
        )

    return [
        Column("law", tr("Wet"), 90, lambda one: terms.LAW.get(one.law, one.law)),
        Column("provider", tr("Aanbieder"), 180, lambda one: one.provider or tr("alle"),
               bold=lambda one: not one.provider),
        Column("clients", tr("Cliënten"), 80, lambda one: one.clients, right=True),
        *(share(each) for each in _PERCENTS),
    ]  # fmt: skip


class CurvePane(QWidget):
    """The curve per law, the table per provider, and the numbers of both routes."""

    def __init__(self, page: Host) -> None:
        super().__init__(page)
        self.curve = CurveView(self)
        self.told = label("", wrap=True)
        self.pane: ListPane[Concentration] = ListPane(
            page,
            tr("Concentratie"),
            "selection-curve",
            RowTableModel(curve_columns(), lambda one: f"{one.law}:{one.provider}", page),
            empty=(tr("Nog geen lijst"), tr("Bij het vaststellen wordt dit geteld en bewaard.")),
            parent=self,
        )
        below(self.told, (self.curve, 2), (self.pane, 3), gap=10, of=self)

    def show_desk(self, found: SelectionDesk) -> None:
        """Show what was counted when the last list was frozen."""
        whole = [one for one in found.curves if not one.provider]
        self.curve.show_curves(whole)
        self.curve.setVisible(bool(whole))
        self.pane.show_rows(found.curves)
        last = found.last
        said = [sentence(one) + "." for one in whole]
        if last is not None:
            routes = tr("Op rang {top}, tweede route {schemes}, beide {both}.")
            figures = {name: number(_count(last.figures, name)) for name in _ROUTES}
            said.append(routes.format(**figures))
        if found.elsewhere:
            parts = ", ".join(f"{name} {count}" for name, count in found.elsewhere.items())
            said.append(tr("Ook bij: {tables}.").format(tables=parts))
        if found.grounds:
            parts = ", ".join(f"{name} {count}" for name, count in found.grounds.items())
            said.append(tr("Afgevallen in de pre-scan: {grounds}.").format(grounds=parts))
        self.told.setText(" ".join(said))
        self.told.setVisible(bool(said))


_ROUTES = ("top", "schemes", "both")


def _count(figures: dict[str, object], name: str) -> int:
    found = figures.get(name, 0)
    return found if isinstance(found, int) else 0
