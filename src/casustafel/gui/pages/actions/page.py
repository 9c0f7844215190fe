"""Acties: what has to happen after the meetings, by whom and before which day."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from casustafel.domain.actions import Action, ActionKind
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.dialogs.sure import sure
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.actions.dialogs import ActionDialog, DoneDialog, kind_name
from casustafel.gui.pages.actions.model import columns
from casustafel.gui.pages.calendar_file import calendar_button
from casustafel.gui.problems import explain
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, FilterChipBar, MenuChip
from casustafel.gui.widgets.empty_state import EmptyState
from casustafel.gui.widgets.wrapping_row import WrappingRow
from casustafel.gui.words import day, number, tr
from casustafel.gui.work import Change
from casustafel.services import action_list, actions, calendars
from casustafel.services.action_list import ActionLine, ActionList

_CHANGED = (Change("action"),)

#: What the chips stand for.
CHIPS: dict[str, Callable[[ActionLine], bool]] = {
    "open": lambda line: line.open,
    "mine": lambda line: line.open and line.mine,
    "late": lambda line: line.days_late > 0,
    "undated": lambda line: line.open and line.row.due_on is None,
    "done": lambda line: not line.open,
}


class ActionsPage(Page):
    """A list with chips; an argument is the id of an action to put the cursor on."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Acties"))
        self._list = ActionList((), (), may_keep=False)
        self._wanted = ""
        self._new = button(tr("Nieuwe actie"), self._add, keys="Ctrl+N", kind="primary")
        self._done = button(tr("Afhandelen…"), self._finish)
        self._change = button(tr("Wijzigen…"), self._edit, keys="F2")
        self._delete = button(tr("Verwijderen…"), self._remove)
        self._case = button(tr("Naar casus"), self._open_case, keys="Ctrl+Return")
        for each in (self._delete, self._case, self._change, self._done, self._new):
            self.add_button(each)
        self._case.setVisible(self.frame.has("case"))
        self._chips = FilterChipBar(tr("Stand"), self)
        self._chips.chosen.connect(lambda _key: self._filter())
        self._kind = MenuChip(tr("Soort"), tr("Alle soorten"), self)
        self._meeting = MenuChip(tr("Vergadering"), tr("Alle vergaderingen"), self)
        for menu in (self._kind, self._meeting):
            menu.chosen.connect(lambda _key: self._filter())
        self._kind.set_choices([Chip(kind.value, kind_name(kind)) for kind in ActionKind])
        row, right = WrappingRow(), WrappingRow()
        for line in (row, right):
            line.setSpacing(theme().px(8))
        row.addWidget(self._chips, 1, Qt.AlignmentFlag.AlignVCenter)
        right.addWidget(self._kind)
        right.addWidget(self._meeting)
        right.addWidget(calendar_button(self, "Acties", calendars.export_actions))
        row.addLayout(right)
        self.body.addLayout(row)
        self.model = RowTableModel(columns(), lambda line: line.row.id, self)
        self.table = TableView(self.model, tr("Acties"), context.settings, "actions", self)
        self.table.row_opened.connect(lambda _row: self._edit())
        self.table.current_row_changed.connect(lambda _row: self._show_buttons())
        self.table.set_empty(
            EmptyState(
                tr("Geen acties"),
                tr("Acties maakt u hier of tijdens de vergadering."),
            )
        )
        self.body.addWidget(self.table, 1)
        for keys in ("Space", "Ctrl+D"):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._finish)
        self._show_buttons()

    def open(self, argument: str) -> None:
        self._wanted = argument

    def reload(self) -> None:
        committee = self.context.committee
        self.work.read(
            lambda reader: action_list.listed(reader, committee),
            then=self._show,
            owner=self,
            lane="page",
        )

    def concerns(self, changes: frozenset[Change]) -> bool:
        return any(change.kind in {"action", "meeting", "case"} for change in changes)

    def keys(self) -> Sequence[KeyHint]:
        return (
            KeyHint("Ctrl+N", tr("Nieuwe actie")),
            KeyHint("F2", tr("Actie wijzigen")),
            KeyHint("Ctrl+Return", tr("Naar de casus van de actie")),
            KeyHint("Space", tr("Actie afhandelen of weer openen")),
        )

    def commands(self) -> Sequence[Command]:
        return (Command(tr("Nieuwe actie"), self._add, "Ctrl+N"),)

    def _show(self, answer: ActionList) -> None:
        self._list = answer
        names = {
            "open": tr("Open"),
            "mine": tr("Van mij"),
            "late": tr("Te laat"),
            "undated": tr("Zonder datum"),
            "done": tr("Afgehandeld"),
        }
        self._chips.set_chips(
            [
                Chip(key, names[key], sum(fits(line) for line in answer.lines))
                for key, fits in CHIPS.items()
            ]
        )
        held = {
            line.row.meeting_id: line.row.held_on
            for line in answer.lines
            if line.row.meeting_id and line.row.held_on
        }
        newest = sorted(held.items(), key=lambda each: each[1], reverse=True)
        self._meeting.set_choices([Chip(key, day(on)) for key, on in newest])
        self._new.setVisible(answer.may_keep)
        self._filter()

    def _filter(self) -> None:
        fits = CHIPS.get(self._chips.key, CHIPS["open"])
        if self._wanted and not any(
            fits(line) for line in self._list.lines if line.row.id == self._wanted
        ):
            done = any(line.row.id == self._wanted and not line.open for line in self._list.lines)
            self._chips.choose("done" if done else "open")
            fits = CHIPS[self._chips.key]
        kind, meeting = self._kind.key, self._meeting.key
        shown = [
            line
            for line in self._list.lines
            if fits(line)
            and (not kind or line.row.kind.value == kind)
            and (not meeting or line.row.meeting_id == meeting)
        ]
        self.model.set_rows(shown)
        if self._wanted:
            self.table.select_key(self._wanted)
            self._wanted = ""
        late = sum(line.days_late > 0 for line in self._list.lines)
        open_ = sum(line.open for line in self._list.lines)
        self.set_title(
            tr("Acties"),
            tr("{open} open, {late} te laat").format(open=number(open_), late=number(late)),
        )
        self.set_status(tr("{n} getoond").format(n=number(len(shown))))
        self._show_buttons()

    def _show_buttons(self) -> None:
        line = self._current()
        some = line is not None and self._list.may_keep
        for each in (self._done, self._change, self._delete):
            each.setVisible(self._list.may_keep)
            each.setEnabled(some)
        done = line is not None and not line.open
        words = tr("Weer openen") if done else tr("Afhandelen…")
        self._done.setText(words)
        self._done.setAccessibleName(words)
        self._change.setEnabled(some and not done)
        self._case.setEnabled(line is not None and line.row.case_id is not None)

    def _current(self) -> ActionLine | None:
        row = self.table.current_row()
        return row if isinstance(row, ActionLine) else None

    def _open_case(self) -> None:
        line = self._current()
        if line is not None and line.row.case_id is not None:
            self.frame.open("case", line.row.case_id)

    def _add(self) -> None:
        committee = self.context.committee
        if self._list.may_keep:
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

    def _edit(self) -> None:
        line = self._current()
        if line is None or not self._list.may_keep or not line.open:
            return
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

    def _finish(self) -> None:
        line = self._current()
        if line is None or not self._list.may_keep:
            return
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

    def _remove(self) -> None:
        line = self._current()
        if line is None:
            return
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
