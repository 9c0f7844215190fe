"""Acties: what was promised at the tables, and what is done of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.wording.catalogue import label
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.lists import Act, ChipOf, ListPage, MenuOf
from casustafel.gui.page import Context
from casustafel.gui.pages.calendar_file import calendar_button
from casustafel.gui.pages.taking_back import put_back, undo_of
from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone, tone_of
from casustafel.gui.words import day, number, told_apart, tr
from casustafel.gui.work import Change
from casustafel.services.agenda import calendars
from casustafel.services.following import actions, actions_desk
from casustafel.services.following.actions_desk import ActionLine, ActionList


def columns() -> list[Column[ActionLine]]:
    """Return what is shown of each action."""
    return [
        Column("text", tr("Wat"), 330, _text),
        Column("due", tr("Uiterlijk"), 90, lambda line: line.row.due_on, firm=True, sort=_lateness),
        Column("owner", tr("Wie"), 130, lambda line: line.row.owner, bold=lambda line: line.mine),
        Column("kind", tr("Soort"), 105, lambda line: label(line.row.kind), tone=_tone),
        Column("state", tr("Stand"), 130, state, sort=_lateness),
        Column("case", tr("Casus"), 115, lambda line: line.row.case_number),
        Column("meeting", tr("Uit vergadering"), 110, lambda line: line.row.held_on),
    ]


def _text(line: ActionLine) -> Cell:
    text = line.row.text
    return Cell(text, bold=line.days_late > 0, muted=not line.open, tooltip=text)


def _tone(line: ActionLine) -> Tone:
    return tone_of(line.row.kind)


def _lateness(line: ActionLine) -> tuple[bool, date] | None:
    """Open ones before those that are done, the first to come first; without a day last."""
    return (not line.open, line.row.due_on) if line.row.due_on else None


def state(row: ActionLine) -> Cell:
    """Return how an action stands, in words: colour only helps."""
    if not row.open:
        return Cell(tr("afgehandeld"), Tone.GOOD, tooltip=row.row.done_note)
    if row.days_late:
        words = tr("1 dag te laat") if row.days_late == 1 else tr("{n} dagen te laat")
        return Cell(words.format(n=row.days_late), Tone.BAD)
    if row.row.due_on is None:
        return Cell(tr("geen datum"), Tone.WARN)
    return Cell(tr("open"), Tone.NEUTRAL)


def action_form(parent: QWidget, owners: Sequence[str], action: Action | None = None) -> Form:
    """Ask for a new action, or what changes of `action`; its kind stays as it was made."""
    if action is not None:
        return Form.of("action", parent, action, owner=owners, kind=None)
    return Form.of("new-action", parent, owner=owners, kind=ActionKind)


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
    writes = (Change("action"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Acties"))
        self._list = ActionList((), (), may_keep=False)
        words = tr("Alle vergaderingen")
        meetings: MenuOf[ActionLine] = MenuOf(
            "meeting", tr("Vergadering"), words, _meeting, newest=lambda line: line.row.held_on
        )
        kinds: MenuOf[ActionLine] = MenuOf("kind", tr("Soort"), tr("Alle soorten"), _kind)
        hint, text = tr("Actie wijzigen"), tr("Wijzigen…")
        self.show_list(
            "actions",
            columns(),
            lambda line: line.row.id,
            chips=chips(),
            menus=(kinds, meetings),
            acts=(
                Act(tr("Verwijderen"), self._remove),
                Act(
                    tr("Naar casus"),
                    lambda line: self.frame.open("case", line.row.case_id or ""),
                    "Ctrl+Return",
                    tr("Naar de casus van de actie"),
                    when=lambda rows: rows[0].row.case_id is not None,
                    may=lambda: self.frame.has("case"),
                ),
                Act(text, self._edit, "F2", hint, when=lambda rows: rows[0].open, opens=True),
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
            ),
            may=lambda: self._list.may_keep,
            beside=(calendar_button(self, "Acties", calendars.export_actions),),
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
        self.ask(
            action_form(self, self._list.owners),
            lambda uow, new: actions.add(uow, committee, **new),
            f"new-action:{committee}",
            said=tr("De actie is toegevoegd."),
            undo=undo_of(),
        )

    def _edit(self, line: ActionLine) -> None:
        key = line.row.id
        self.read(lambda reader: reader.get(Action, key), self._edit_of, "edit")

    def _edit_of(self, action: Action) -> None:
        self.ask(
            action_form(self, self._list.owners, action),
            lambda uow, new: actions.change(uow, action, replace(action, **new)),
            f"action:{action.id}",
            said=tr("De actie is gewijzigd."),
            undo=undo_of(action),
        )

    def _finish(self, line: ActionLine) -> None:
        key = line.row.id
        if not line.open:
            note = line.row.done_note
            self.write(
                lambda uow: actions.take_up_again(uow, key),
                said=tr("De actie is weer open."),
                undo=lambda _made: lambda uow: actions.finish(uow, key, note),
            )
            return
        condition = line.row.kind is ActionKind.CONDITION
        done = "done-condition" if condition else "done-action"
        self.ask(
            Form.of(done, self, words={"text": line.row.text}),
            lambda uow, given: actions.finish(uow, key, **given),
            f"done:{key}",
            said=tr("De actie is afgehandeld."),
            undo=lambda _made: lambda uow: actions.take_up_again(uow, key),
        )

    def _remove(self, line: ActionLine) -> None:
        key, said = line.row.id, tr("De actie is verwijderd.")
        self.write(lambda uow: actions.delete(uow, key), said=said, undo=put_back)


def _kind(line: ActionLine) -> tuple[str, str]:
    return line.row.kind.value, label(line.row.kind)


def _meeting(line: ActionLine) -> tuple[str, str] | None:
    row = line.row
    if not row.meeting_id or row.held_on is None:
        return None
    return row.meeting_id, told_apart(day(row.held_on), row.apart)
