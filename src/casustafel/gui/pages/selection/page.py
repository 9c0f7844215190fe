"""Longlist en pre-scan: from a long list to the households that the team looks at, and after."""

from collections.abc import Sequence
from typing import Any

from casustafel.domain import terms
from casustafel.domain.people import Right
from casustafel.gui.dialogs.fields import Field, Form
from casustafel.gui.dialogs.form import choice, line
from casustafel.gui.lists import Act, ListPane
from casustafel.gui.page import Command, Context, KeyHint
from casustafel.gui.pages.selection import columns as cols
from casustafel.gui.pages.selection.panes import (
    CHANGED,
    CurvePane,
    FollowPane,
    Host,
    Pane,
    PrescanPane,
)
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import EmptyState
from casustafel.gui.widgets.layout import tabs
from casustafel.gui.words import count_of, day, number, tr
from casustafel.services.selection import desk, followed, freezing, prescan
from casustafel.services.selection.desk import Listed, SelectionDesk


class SelectionPage(Host):
    """Four tabs over what was frozen; a table that makes no lists says so."""

    about = frozenset({"case", "import", "meeting"})
    writes = CHANGED

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Longlist en pre-scan"))
        self.freezes = button(tr("Longlist vaststellen…"), self._ask_freeze, kind="primary")
        self.follows = button(tr("Lijst als opvolging nemen…"), self._ask_follow)
        self.ends = button(tr("Pre-scan afronden…"), self._ask_finish)
        for each in (self.ends, self.follows, self.freezes):
            self.add_button(each)
        self.tabs = tabs(tr("Onderdelen van de lijst"), self)
        self.prescan = PrescanPane(self)
        self.quarter = Pane(
            self,
            tr("Kwartaal naast kwartaal"),
            "selection-quarter",
            columns=cols.quarter_columns(),
            chips=cols.quarter_chips(lambda: self.found.last.id if self.found.last else ""),
            acts=(Act(tr("Naar casus"), self._open, opens=True),),
            empty=(tr("Nog geen lijst"), tr("Elke volgende lijst staat hier naast de vorige.")),
        )
        self.follow = FollowPane(self, (3, 6, 12))
        self.curves = CurvePane(self)
        named = (
            (self.prescan, tr("Pre-scan")),
            (self.quarter, tr("Kwartalen")),
            (self.follow, tr("Opvolging")),
            (self.curves, tr("Concentratie")),
        )
        for pane, name in named:
            self.tabs.addTab(pane, name)
        self.nothing = EmptyState(
            tr("Deze commissie werkt niet met een longlist"),
            tr("Kies het Doorbraakteam, of een andere commissie die cliënten van een lijst kiest."),
        )
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.nothing, 1)
        self.nothing.hide()
        self.begin_at(self.prescan.table)

    def reload(self) -> None:
        table = self.context.committee
        self.read(lambda reader: desk.desk(reader, table), self._show)

    def keys(self) -> Sequence[KeyHint]:
        return self._pane().keys()

    def commands(self) -> Sequence[Command]:
        return self._pane().commands()

    def _pane(self) -> ListPane[Any]:
        shown = self.tabs.currentWidget()
        return self.curves.pane if shown is self.curves else shown  # type: ignore[return-value]

    def _open(self, one: Listed) -> None:
        self.frame.open("case", one.case.id)

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
        for pane in (self.prescan, self.quarter, self.follow):
            pane.switch(self.context.committee)
            pane.show_rows(found.lines)
        self.curves.show_desk(found)
        self.set_title(tr("Longlist en pre-scan"), self._summary(found, waits))

    def _summary(self, found: SelectionDesk, waits: int) -> str:
        """Return in short what stands where: "12 te doen · reserve Jeugdwet 25"."""
        if found.terms is None:
            return found.name
        todo = sum(one.open for one in found.lines)
        said = [tr("{n} te doen").format(n=number(todo))] if found.lines else []
        said += [
            tr("reserve {law} {n}").format(law=terms.LAW.get(law, law), n=number(count))
            for law, count in found.reserve.items()
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
                law=terms.LAW.get(part.law, part.law),
                n=number(min(part.top, found.waiting.get(part.law, 0))),
                of=number(found.waiting.get(part.law, 0)),
            )
            for part in found.terms.parts
        ]
        intro = tr(
            "In de wachtrij komen {parts}, met een reserve van {percent} %. De andere casussen "
            "gaan weg met hun zorgregels, uit alle reservekopieën uiterlijk {day}. Dit is niet "
            "terug te draaien."
        ).format(
            parts=", ".join(parts),
            percent=found.terms.reserve_percent,
            day=day(found.out_of_backups),
        )
        hint = tr("Leeg: wie alleen langs de tweede route komt, gaat met de andere weg.")
        names = [(each or "", each or tr("zonder periode")) for each in found.periods]
        period = Field("period", tr("&Periode"), choice(names, names[-1][0] if names else ""))
        form = Form(
            self,
            tr("Longlist vaststellen"),
            tr("Vaststellen"),
            period if len(names) > 1 else None,
            Field("ground", tr("&Grondslag van de tweede route"), line(), hint),
            intro=intro,
            careful=True,
        )
        self.ask(
            form,
            lambda uow, given: freezing.freeze(uow, table, **given),
            then=lambda made: self.say(
                tr(
                    "{kept} casussen staan in de wachtrij, {reserve} in reserve. {deleted} "
                    "casussen en {lines} zorgregels zijn verwijderd, uit alle reservekopieën "
                    "uiterlijk {day}."
                ).format(
                    kept=number(made.kept),
                    reserve=number(made.reserve),
                    deleted=number(made.deleted),
                    lines=number(made.lines_deleted),
                    day=day(made.out_of_backups_on or self.found.out_of_backups),
                ),
                Tone.GOOD,
            ),
        )

    def _ask_follow(self) -> None:
        table = self.context.committee
        form = Form(
            self,
            tr("Lijst als opvolging nemen"),
            tr("Alleen lopende casussen houden"),
            intro=tr(
                "Van de laatste lijst blijven alleen de regels van casussen die het team in handen "
                "heeft. Alle andere regels worden verwijderd, uit alle reservekopieën uiterlijk "
                "{day}. Dit is niet terug te draaien."
            ).format(day=day(self.found.out_of_backups)),
            careful=True,
        )
        self.ask(
            form,
            lambda uow, _given: followed.take(uow, table),
            then=lambda done: self.say(
                tr(
                    "{n} lopende casussen staan op de lijst; {lines} regels zijn verwijderd."
                ).format(n=number(done[0]), lines=number(done[1])),
                Tone.GOOD,
            ),
        )

    def _ask_finish(self) -> None:
        table = self.context.committee
        form = Form(
            self,
            tr("Pre-scan afronden"),
            tr("Reserve verwijderen"),
            intro=tr(
                "De reserve wordt verwijderd met haar zorgregels, uit alle reservekopieën "
                "uiterlijk {day}. Daarna kan geen casus meer worden aangevuld."
            ).format(day=day(self.found.out_of_backups)),
            careful=True,
        )
        self.ask(
            form,
            lambda uow, _given: prescan.finish(uow, table),
            said=tr("De pre-scan is afgerond; de reserve is verwijderd."),
        )
