"""Acties: what has to happen after the meetings, by whom and before which day."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from casustafel.domain.actions import Action, ActionKind
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.dialogs.sure import sure
from casustafel.gui.lists import Act, ChipOf, ListPage, ListPane, MenuOf
from casustafel.gui.page import Context
from casustafel.gui.pages.actions.dialogs import ActionDialog, DoneDialog, kind_name
from casustafel.gui.pages.actions.model import columns
from casustafel.gui.pages.calendar_file import calendar_button
from casustafel.gui.problems import explain
from casustafel.gui.tables import RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import day, number, told_apart, tr
from casustafel.gui.work import Change
from casustafel.services.agenda import calendars
from casustafel.services.following import actions, actions_desk
from casustafel.services.following.actions_desk import ActionLine, ActionList

_CHANGED = (Change("action"),)


def chips() -> tuple[ChipOf[ActionLine], ...]:
    """Return what the list may be narrowed to."""
    return (
        ChipOf("open", tr("Open"), lambda line: line.open),
        ChipOf("mine", tr("Van mij"), lambda line: line.open and line.mine),
        ChipOf("late", tr("Te laat"), lambda line: line.days_late > 0),
        ChipOf("undated", tr("Zonder datum"), lambda line: line.open and line.row.due_on is None),
        ChipOf("done", tr("Afgehandeld"), lambda line: not line.open),
    )


class ActionsPage(ListPage[ActionLine, ActionList]):
    """A list with chips; an argument is the id of an action to put the cursor on."""

    about = frozenset({"action", "meeting", "case"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Acties"))
        self._list = ActionList((), (), may_keep=False)
        meetings: MenuOf[ActionLine] = MenuOf(
            "meeting",
            tr("Vergadering"),
            tr("Alle vergaderingen"),
            _meeting,
            newest=lambda line: line.row.held_on,
        )
        kinds: MenuOf[ActionLine] = MenuOf("kind", tr("Soort"), tr("Alle soorten"), _kind)
        self.lay_out(
            ListPane(
                self,
                tr("Acties"),
                "actions",
                RowTableModel(columns(), lambda line: line.row.id, self),
                chips=chips(),
                menus=(kinds, meetings),
                acts=self._offers(),
                may=lambda: self._list.may_keep,
                empty=(tr("Geen acties"), tr("Acties maakt u hier of tijdens de vergadering.")),
                beside=(calendar_button(self, "Acties", calendars.export_actions),),
                parent=self,
            )
        )

    def _offers(self) -> tuple[Act[ActionLine], ...]:
        return (
            Act(tr("Verwijderen…"), self._remove),
            Act(
                tr("Naar casus"),
                lambda line: self.frame.open("case", line.row.case_id or ""),
                keys="Ctrl+Return",
                hint=tr("Naar de casus van de actie"),
                when=lambda rows: rows[0].row.case_id is not None,
                may=lambda: self.frame.has("case"),
            ),
            Act(
                tr("Wijzigen…"),
                self._edit,
                keys="F2",
                hint=tr("Actie wijzigen"),
                when=lambda rows: rows[0].open,
                opens=True,
            ),
            Act(
                tr("Afhandelen…"),
                self._finish,
                more_keys=("Space", "Ctrl+D"),
                hint=tr("Actie afhandelen of weer openen"),
                words=lambda rows: (
                    tr("Weer openen") if rows and not rows[0].open else tr("Afhandelen…")
                ),
            ),
            Act(tr("Nieuwe actie"), page=self._add, keys="Ctrl+N", kind="primary"),
        )

    def reading(self) -> Callable[[Any], ActionList]:
        committee = self.context.committee
        return lambda reader: actions_desk.listed(reader, committee)

    def show_answer(self, answer: ActionList) -> None:
        self._list = answer
        self.pane.show_rows(answer.lines)
        late = sum(line.days_late > 0 for line in answer.lines)
        open_ = sum(line.open for line in answer.lines)
        said = tr("{open} open, {late} te laat").format(open=number(open_), late=number(late))
        self.set_title(tr("Acties"), said)

    def _add(self) -> None:
        committee = self.context.committee
        ask(
            self,
            ActionDialog(self._list.owners, parent=self),
            lambda uow, new: actions.add(
                uow,
                committee,
                new.text,
                new.owner,
                due_on=new.due_on,
                kind=new.kind or ActionKind.ACTION,
                proof=new.proof,
            ),
            draft=f"new-action:{committee}",
            changes=_CHANGED,
        )

    def _edit(self, line: ActionLine) -> None:
        key = line.row.id
        self.work.read(
            lambda reader: reader.get(Action, key), then=self._edit_of, owner=self, lane="edit"
        )

    def _edit_of(self, action: Action) -> None:
        ask(
            self,
            ActionDialog(self._list.owners, action, self),
            lambda uow, new: actions.change(
                uow,
                action,
                replace(action, text=new.text, owner=new.owner, due_on=new.due_on, proof=new.proof),
            ),
            draft=f"action:{action.id}",
            changes=_CHANGED,
        )

    def _finish(self, line: ActionLine) -> None:
        key = line.row.id
        if not line.open:
            self._write(lambda uow: actions.take_up_again(uow, key))
            return
        ask(
            self,
            DoneDialog(line.row.text, line.row.kind, self),
            lambda uow, note: actions.finish(uow, key, note),
            draft=f"done:{key}",
            changes=_CHANGED,
        )

    def _remove(self, line: ActionLine) -> None:
        key = line.row.id
        agreed = sure(
            self,
            tr("Actie verwijderen?"),
            tr("Doe dit alleen met een actie die er nooit had moeten staan: {text}").format(
                text=line.row.text
            ),
            tr("Verwijderen"),
        )
        if agreed:
            self._write(lambda uow: actions.delete(uow, key))

    def _write(self, task: Callable[[Any], object]) -> None:
        self.work.write(
            task,
            owner=self,
            failed=lambda error: self.say(explain(error), Tone.BAD),
            changes=_CHANGED,
        )


def _kind(line: ActionLine) -> tuple[str, str]:
    return line.row.kind.value, kind_name(line.row.kind)


def _meeting(line: ActionLine) -> tuple[str, str] | None:
    row = line.row
    if not row.meeting_id or row.held_on is None:
        return None
    return row.meeting_id, told_apart(day(row.held_on), row.apart)
