"""Leren: three lists of what the table learns, each behind its tab."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from casustafel.domain.framework_changes import Change as Changed
from casustafel.domain.people import Right
from casustafel.domain.taught import LEAST_CASES, LEAST_PEOPLE, Quarter, Spread
from casustafel.domain.wording.catalogue import label
from casustafel.domain.wording.phrases import changed_value, field_label
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.lists import Act, ListTab, TabsPage
from casustafel.gui.page import Context
from casustafel.gui.tables import Column, RowTableModel
from casustafel.gui.widgets.buttons import button
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.learning import board
from casustafel.services.learning.board import Board, Reason, ThemeRow, VersionChanged


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One thing that a version changed, or one reason why."""

    version: VersionChanged
    at: int
    changed: Changed | None = None
    reason: Reason | None = None

    @property
    def key(self) -> str:
        """What the row is known by."""
        return f"{self.version.id}:{self.at}"


def version_rows(versions: Sequence[VersionChanged]) -> list[VersionRow]:
    """Return the reasons of each version with what it changed below them."""
    rows = []
    for one in versions:
        said = [(None, reason) for reason in one.reasons]
        changed = [(change, None) for change in one.changes]
        for at, (change, reason) in enumerate([*said, *changed] or [(None, None)]):
            rows.append(VersionRow(one, at, change, reason))
    return rows


def theme_columns(quarters: Sequence[Quarter]) -> list[Column[ThemeRow]]:
    """Return a column per quarter between the theme and its sum."""

    def of(at: int, row: ThemeRow) -> int:
        return row.counts[at]

    return [
        Column("theme", tr("Thema"), 300, lambda row: row.label, bold=lambda row: any(row.counts)),
        *(
            Column(f"q{at}", quarter.label, 84, partial(of, at), right=True)
            for at, quarter in enumerate(quarters)
        ),
        Column("sum", tr("Samen"), 76, lambda row: sum(row.counts), right=True),
    ]


class BoardPage(TabsPage):
    """Counts of learning points per quarter, differences between disciplines, and frameworks."""

    about = frozenset({"learning", "meeting", "case", "table"})
    writes = (Change("learning"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Leren"))
        self.add_button(button(tr("Terug"), self.frame.back, keys="Esc"))
        self._board: Board | None = None
        self.themes: ListTab[ThemeRow] = ListTab(
            self, tr("Thema's"), "board-themes", theme_columns(()), lambda row: row.code
        )
        self.spreads: ListTab[Spread] = ListTab(
            self,
            tr("Verschillen"),
            "board-spreads",
            self._spread_columns(),
            lambda row: row.criterion,
        )
        self.versions: ListTab[VersionRow] = ListTab(
            self,
            tr("Afwegingskaders"),
            "board-versions",
            _version_columns(),
            lambda row: row.key,
            acts=(
                Act(
                    tr("Weghalen"),
                    self._remove_reason,
                    "Del",
                    tr("Aanleiding weghalen"),
                    when=lambda rows: rows[0].reason is not None,
                ),
                Act(
                    tr("Aanleiding…"),
                    page=self._ask_reason,
                    hint=tr("Vastleggen waarom een kader veranderde"),
                    kind="primary",
                ),
            ),
            may=lambda: bool(
                self._board and self._board.versions and self.context.may(Right.RUN_MEETINGS)
            ),
        )
        tabs = ((self.themes, tr("Thema's")), (self.spreads, tr("Disciplines")))
        self.lay_out(tr("Wat de commissie leert"), *tabs, (self.versions, tr("Kaders")))

    def reload(self) -> None:
        committee = self.context.committee
        self.read(lambda reader: board.desk(reader, committee), self._show)

    def _show(self, found: Board) -> None:
        if self._board is None or self._board.quarters != found.quarters:
            model = RowTableModel(theme_columns(found.quarters), lambda row: row.code, self)
            self.themes.use(model, "board-themes", ())
        self._board = found
        self.themes.show_rows(found.themes)
        self.spreads.show_rows(found.spreads)
        self.versions.show_rows(version_rows(found.versions))
        words = tr("Verschillen vanaf {people} leden en {cases} casussen per discipline")
        self.set_status(words.format(people=LEAST_PEOPLE, cases=LEAST_CASES))

    def _spread_columns(self) -> list[Column[Spread]]:
        return [
            Column("criterion", tr("Criterium"), 380, self._criterion, tip=self._criterion),
            Column("widest", tr("Verschil"), 84, lambda row: row.widest, right=True),
            Column("means", tr("Ja, van 0 tot 100"), 420, self._means, tip=self._means),
        ]

    def _criterion(self, row: Spread) -> str:
        known = self._board.criteria if self._board is not None else {}
        return known.get(row.criterion, row.criterion)

    def _means(self, row: Spread) -> str:
        seats = self._board.seats if self._board is not None else {}
        words = tr("{who} {n} ({cases} casussen)")
        return ", ".join(
            words.format(who=seats.get(one, one), n=mean, cases=row.cases[one])
            for one, mean in row.means.items()
        )

    def _ask_reason(self) -> None:
        if self._board is None:
            return
        current = self.versions.current()
        options = {
            one.id: tr("Versie {n}").format(n=one.framework.version) for one in self._board.versions
        }
        key = current.version.id if current is not None else ""
        form = Form.of("framework-reason", self, {"version": key}, version=options)
        self.ask(
            form,
            lambda uow, new: board.add_reason(uow, new.pop("version"), **new),
            said=tr("De aanleiding is vastgelegd."),
            undo=lambda made: lambda uow: board.delete_reason(uow, made.id),
        )

    def _remove_reason(self, row: VersionRow) -> None:
        if row.reason is not None:
            kept = row.reason.kept
            self.write(
                lambda uow: board.delete_reason(uow, kept.id),
                said=tr("De aanleiding is weggehaald."),
            )


def _version_columns() -> list[Column[VersionRow]]:
    return [
        Column("version", tr("Versie"), 74, _version, bold=lambda row: row.at == 0),
        Column("from", tr("Geldig vanaf"), 100, lambda row: row.version.framework.valid_from),
        Column("kind", tr("Wat"), 110, _kind),
        Column("text", tr("Vraag of aanleiding"), 420, _words, tip=_words),
        Column("case", tr("Casus"), 120, lambda row: row.reason.number if row.reason else ""),
    ]


def _version(row: VersionRow) -> str:
    return f"v{row.version.framework.version}"


def _kind(row: VersionRow) -> str:
    if row.changed is not None:
        return label(row.changed.kind)
    return tr("Aanleiding") if row.reason is not None else tr("Geen wijziging")


def _words(row: VersionRow) -> str:
    if row.reason is not None:
        return row.reason.kept.why
    if row.changed is None:
        return ""
    parts = (
        f"{field_label(one.field)}: {changed_value(one.field, one.old)} → "
        f"{changed_value(one.field, one.new)}"
        for one in row.changed.fields
    )
    return "; ".join([row.changed.text, *parts])
