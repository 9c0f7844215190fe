"""Longlist en pre-scan: from a long list to the households that the team looks at, and after."""

from datetime import date
from typing import Any

from casustafel.domain.people import Right
from casustafel.domain.selection import Freeze
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.lists import TabsPage
from casustafel.gui.page import Context
from casustafel.gui.pages.selection import panes
from casustafel.gui.pages.selection.columns import law
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import EmptyState
from casustafel.gui.words import count_of, day, number, tr
from casustafel.services.selection import desk, followed, freezing, prescan
from casustafel.services.selection.desk import SelectionDesk


class SelectionPage(TabsPage):
    """Tabs over what was frozen; a table that makes no lists says so."""

    about = frozenset({"case", "import", "meeting", "action"})
    writes = panes.CHANGED

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Longlist en pre-scan"))
        self.found = SelectionDesk("", None, date.min)
        self.freezes = button(tr("Longlist vaststellen…"), self._ask_freeze, kind="primary")
        self.follows = button(tr("Lijst als opvolging nemen…"), self._ask_follow)
        self.ends = button(tr("Pre-scan afronden…"), self._ask_finish)
        for each in (self.ends, self.follows, self.freezes):
            self.add_button(each)
        self.prescan, self.quarter = panes.PrescanPane(self), panes.QuarterPane(self)
        self.follow, self.curves = panes.FollowPane(self, (3, 6, 12)), panes.CurvePane(self)
        self.interventions = panes.InterventionPane(self)
        self.lay_out(
            tr("Onderdelen van de lijst"),
            (self.prescan, tr("Pre-scan")),
            (self.quarter, tr("Kwartalen")),
            (self.follow, tr("Opvolging")),
            (self.interventions, tr("Interventies")),
            (self.curves, tr("Concentratie")),
        )
        self.nothing = EmptyState(
            tr("Deze commissie werkt niet met een longlist"),
            tr("Kies het Doorbraakteam, of een andere commissie die cliënten van een lijst kiest."),
        )
        self.body.addWidget(self.nothing, 1)
        self.nothing.hide()
        self.begin_at(self.prescan.table)

    def reload(self) -> None:
        table = self.context.committee
        self.read(lambda reader: desk.desk(reader, table), self._show)

    def _show(self, found: SelectionDesk) -> None:
        self.found = found
        self.tabs.setVisible(found.terms is not None)
        self.nothing.setVisible(found.terms is None)
        may = self.context.may(Right.PLAN_MEETINGS) and found.terms is not None
        waits = sum(found.waiting.values())
        self.freezes.setVisible(may)
        self.freezes.setEnabled(waits > 0)
        self.follows.setVisible(may and bool(found.lists))
        self.ends.setVisible(may and found.last is not None and not found.last.reserve_gone_on)
        for pane in (self.prescan, self.quarter, self.follow, self.curves, self.interventions):
            pane.show_desk(found)
        self.set_title(tr("Longlist en pre-scan"), self._summary(found, waits))

    def _summary(self, found: SelectionDesk, waits: int) -> str:
        """Return in short what stands where: "12 te doen · reserve Jeugdwet 25"."""
        if found.terms is None:
            return found.name
        todo = sum(one.open for one in found.lines)
        said = [tr("{n} te doen").format(n=number(todo))] if found.lines else []
        said += [
            tr("reserve {law} {n}").format(law=law(code), n=number(count))
            for code, count in found.reserve.items()
        ]
        if found.reserve and found.last is not None and found.last.reserve_until is not None:
            said.append(tr("bewaard tot {day}").format(day=day(found.last.reserve_until)))
        if waits:
            said.append(count_of(waits, tr("1 op de longlist"), tr("{n} op de longlist")))
        return " · ".join(said)

    def _ask_freeze(self) -> None:
        found, table = self.found, self.context.committee
        if found.terms is None:
            return
        parts = [
            tr("{law}: {n} van de {of}").format(
                law=law(part.law),
                n=number(min(part.top, found.waiting.get(part.law, 0))),
                of=number(found.waiting.get(part.law, 0)),
            )
            for part in found.terms.parts
        ]
        words = {
            "parts": ", ".join(parts),
            "percent": found.terms.reserve_percent,
            "day": day(found.out_of_backups),
        }
        names = [(each or "", each or tr("zonder periode")) for each in found.periods]
        more: dict[str, Any] = {"period": names if len(names) > 1 else None}
        ring = self.context.keys
        self.ask(
            self._form("freeze", words, {"period": names[-1][0] if names else ""}, **more),
            lambda uow, given: freezing.freeze(uow, table, ring=ring, **given),
            then=self._say_frozen,
        )

    def _form(
        self, key: str, words: dict[str, Any], known: dict[str, Any] | None = None, **more: Any
    ) -> Form:
        """Ask for what cannot be taken back, and who agrees that care lines are deleted."""
        others = self.context.keys.others if self.context.keys else []
        people = [("", tr("niemand: er is een getekende lijst")), *((one, one) for one in others)]
        first = {"second": next(iter(others), ""), **(known or {})}
        return Form.of(key, self, first, words=words, second=people, **more)

    def _say_frozen(self, made: Freeze) -> None:
        said = tr(
            "In de wachtrij: {kept}, in reserve: {reserve}. Verwijderd: {deleted} en {lines}, uit "
            "alle reservekopieën uiterlijk {day}."
        ).format(
            kept=number(made.kept),
            reserve=number(made.reserve),
            deleted=count_of(made.deleted, tr("1 casus"), tr("{n} casussen")),
            lines=count_of(made.lines_deleted, tr("1 zorgregel"), tr("{n} zorgregels")),
            day=day(made.out_of_backups_on or self.found.out_of_backups),
        )
        self.say(said, Tone.GOOD)

    def _ask_follow(self) -> None:
        table, ring = self.context.committee, self.context.keys
        words = tr("Lopende casussen op de lijst: {n}; regels verwijderd: {lines}.")

        def told(done: tuple[int, int]) -> None:
            self.say(words.format(n=number(done[0]), lines=number(done[1])), Tone.GOOD)

        self.ask(
            self._form("follow-list", {"day": day(self.found.out_of_backups)}),
            lambda uow, given: followed.take(uow, table, ring=ring, **given),
            then=told,
        )

    def _ask_finish(self) -> None:
        table = self.context.committee
        self.ask(
            Form.of("finish-prescan", self, words={"day": day(self.found.out_of_backups)}),
            lambda uow, _given: prescan.finish(uow, table),
            said=tr("De pre-scan is afgerond; de reserve is verwijderd."),
        )
