"""Vooradviezen: left the cases of the coming meetings, right the form of the chosen one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QComboBox

from casustafel.gui.draft_keeper import keeper_of
from casustafel.gui.files import pick
from casustafel.gui.lists import Act, ChipOf, ListPane
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.advice.books import AdviceBooks
from casustafel.gui.pages.advice.form_pane import FormPane, columns
from casustafel.gui.shown import Shown
from casustafel.gui.tables import RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.columns import FoldingSplitter
from casustafel.gui.widgets.fields import ChoiceBox
from casustafel.gui.words import count_of, tr
from casustafel.gui.work import Change
from casustafel.services.advice import advice, advice_desk
from casustafel.services.advice.advice_desk import (
    AdviceDesk,
    AdviceForm,
    AdviceLine,
    AdviceState,
    JointView,
)
from casustafel.services.case import cases
from casustafel.services.use_case import Seen

_LIST_WIDTH, _FORM_WIDTH = 440, 680
_OPEN = (AdviceState.TO_DO, AdviceState.DRAFT)


@dataclass(frozen=True, slots=True)
class _FormShown:
    """One form with what others handed in; `joint` is None for whoever may not see that."""

    form: AdviceForm
    joint: JointView | None


def _read_form(reader: Any, item_id: str, member_id: str) -> _FormShown:
    form = advice_desk.form(reader, item_id, member_id)
    return _FormShown(form, advice_desk.joint(reader, item_id))


class AdvicePage(Page):
    """An argument is the id of an item of an agenda to begin with."""

    about = frozenset({"advice", "meeting", "case", "member"})
    writes = (Change("advice"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Vooradviezen"))
        self._wanted = self._item = self._member = ""
        self._form = ""
        self._shown = Shown()
        self._showing = False
        self._viewed: set[str] = set()
        self.desk = AdviceDesk((), None, own=False, lines=())
        self.seat = ChoiceBox(self)
        self.seat.setAccessibleName(tr("Namens welk lid"))
        self.seat.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.seat.activated.connect(lambda _at: self._choose_seat())
        self.add_button(self.seat)
        self.books = AdviceBooks(self, lambda: self.member)
        self.list = self._make_list()
        self.list.place_buttons(self.add_button)
        self.model, self.table = self.list.model, self.list.table
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.pane = FormPane(self)
        self.list.row_changed.connect(self._selected)
        self.pane.criteria.answered.connect(self._answered)
        self.pane.criteria.noted.connect(self._noted)
        self.pane.remarked.connect(self._remarked)
        self._keeper = keeper_of(self.work, advice_desk.DRAFTS, self)
        self.pane.criteria.typed.connect(
            lambda code: self._keeper.typed(f"note:{code}", lambda: self.pane.criteria.line_text)
        )
        self.pane.remark.textEdited.connect(
            lambda _text: self._keeper.typed("remark", self.pane.remark.text)
        )
        self.pane.remark.editingFinished.connect(self._remark_left)
        self.pane.submit_wanted.connect(self._submit)
        self.pane.take_back_wanted.connect(self._take_back)
        self.pane.export_wanted.connect(self._export)
        self.pane.case_wanted.connect(lambda key: self.frame.open("case", key))
        self.pane.open_case.setVisible(self.frame.has("case"))
        self.pane.show_nothing()
        split = FoldingSplitter(self)
        split.add(self.list, _LIST_WIDTH, 2, needs=280)
        split.add(self.pane, _FORM_WIDTH, 3, needs=500)
        self.body.addWidget(split, 1)
        self.add_foot(self.pane.take_back, self.pane.submit, row=self.pane.foot)
        self.add_key("Ctrl+J", self._next_open)
        self.begin_at(self.table)

    def _make_list(self) -> ListPane[AdviceLine]:
        chips: tuple[ChipOf[AdviceLine], ...] = (
            ChipOf("", tr("Alle"), lambda _line: True),
            ChipOf("open", tr("Te doen"), lambda line: line.state in _OPEN),
            ChipOf("given", tr("Ingediend"), lambda line: line.state is AdviceState.SUBMITTED),
        )
        hint = tr("Alle formulieren van dit lid in een werkmap")
        ask_folder = tr("Alle werkmappen en formulieren uit een map inlezen")
        text = tr("Naar de criteria van deze casus")
        take_in = tr("Ingevuld formulier of werkmap van een lid inlezen")
        acts: tuple[Act[AdviceLine], ...] = (
            Act(text, lambda _line: self.pane.focus_criteria(), opens=True, button=False),
            Act(tr("Formulier inlezen…"), page=self._take_in, keys="Ctrl+O", hint=take_in),
            Act(tr("Werkmap opslaan…"), page=self.books.ask_book, hint=hint),
            Act(tr("Map inlezen…"), page=self.books.ask_folder, hint=ask_folder),
        )
        return ListPane(
            self,
            tr("Casussen"),
            "advice",
            RowTableModel(columns(), lambda line: line.item.id, self),
            chips=chips,
            acts=acts,
        )

    def keys(self) -> Sequence[KeyHint]:
        return self.list.keys()

    def commands(self) -> Sequence[Command]:
        return self.list.commands()

    def open(self, argument: str) -> None:
        self._wanted = argument

    def can_leave(self) -> bool:
        self.pane.confirm()
        self._keeper.flush()
        return True

    def _remark_left(self) -> None:
        """A remark that was left as it had been needs no draft."""
        if (form := self.pane.form) is not None and self.pane.remark.text() == form.remark:
            self._keeper.let_go("remark")

    def reload(self) -> None:
        committee, member = self.context.committee, self._member
        self.read(lambda reader: advice_desk.desk(reader, committee, member), self._show)

    def _show(self, desk: AdviceDesk) -> None:
        self.desk = desk
        self._member = desk.member.id if desk.member else ""
        self.seat.clear()
        for member, words in desk.seats:
            own = member.person_id == self.context.actor.person_id
            text = tr("{role} (u)") if own else tr("namens {role}")
            self.seat.addItem(text.format(role=words), member.id)
        self.seat.setCurrentIndex(max(0, self.seat.findData(self._member)))
        self.seat.setMinimumWidth(self.seat.sizeHint().width())
        self.seat.setVisible(len(desk.seats) > 1 or (bool(desk.seats) and not desk.own))
        self.list.empty = _nothing_words(desk)
        self.list.switch(self.context.committee)
        ids = [line.item.id for line in desk.lines]
        first = next((one.item.id for one in desk.lines if one.state in _OPEN), "")
        wanted = self._wanted if self._wanted in ids else "" if self._item in ids else first
        if wanted:
            self.list.select(wanted)
        self._showing = True
        self.list.show_rows(desk.lines)
        self._showing, self._wanted = False, ""
        if (line := self.list.current()) is not None:
            self._read(line.item.id)
        else:
            self._item = ""
            self.pane.show_nothing()
        open_ = sum(line.state in _OPEN for line in desk.lines)
        self.set_title(tr("Vooradviezen"), self._subtitle_words(desk, open_))
        self.set_status(count_of(len(desk.lines), tr("1 casus"), tr("{n} casussen")))

    def _subtitle_words(self, desk: AdviceDesk, open_: int) -> str:
        if not desk.lines:
            return ""
        if not open_:
            return tr("alles ingediend")
        return tr("nog {n} te doen voor {day}").format(
            n=open_, day=f"{desk.lines[0].meeting.held_on:%d-%m-%Y}"
        )

    @property
    def member(self) -> str:
        """The id of the member whose list is shown; empty for nobody."""
        return self.desk.member.id if self.desk.member else ""

    def _choose_seat(self) -> None:
        self.pane.confirm()
        self._member = str(self.seat.currentData() or "")
        self._item = ""
        self.reload()

    def _selected(self, line: AdviceLine | None) -> None:
        if line is not None and line.item.id != self._item and not self._showing:
            self.pane.confirm()
            self._read(line.item.id)

    def _read(self, item_id: str) -> None:
        fresh = item_id != self._item
        self._item, member = item_id, self._member
        if (line := self._line()) is not None and line.state is AdviceState.RECUSED:
            self.pane.show_nothing()
            words = tr("Neemt niet deel aan {number}, en geeft dus geen vooradvies.")
            self.banner.say(words.format(number=line.row.number))
            return
        if fresh:
            self.banner.clear()
        self.read(
            lambda reader: _read_form(reader, item_id, member),
            self._show_form,
            "form",
            failed=self.refused,
        )

    def _show_form(self, shown: _FormShown) -> None:
        form = shown.form
        fields: dict[object, object] = {
            (f"{form.item_id}:{code}", name): getattr(one, name)
            for code, one in form.answers.items()
            for name in ("value", "note")
        }
        typing = (each.partition(":") for each in self._keeper.typing)
        self._shown.read(
            fields | {(f"{form.item_id}:", "remark"): form.remark},
            [(f"{form.item_id}:{code}", name) for name, _, code in typing],
        )
        shown_now = advice_desk.draft_key(form.item_id, form.member.id)
        if fresh := shown_now != self._form:
            self._form = shown_now
            self._keeper.begin(shown_now, frozenset(form.typed))
        self.pane.show_form(form, shown.joint, fresh=fresh)
        self.pane.show()
        if (key := form.view.case.id) not in self._viewed:
            # What is shown was looked at: the log says so once per stay on this page.
            self._viewed.add(key)
            self.work.write(lambda uow: cases.opened(uow, key), owner=self)

    def _line(self) -> AdviceLine | None:
        return next((one for one in self.desk.lines if one.item.id == self._item), None)

    def _next_open(self) -> None:
        ids = [line.item.id for line in self.desk.lines]
        at = ids.index(self._item) + 1 if self._item in ids else 0
        for line in (*self.desk.lines[at:], *self.desk.lines[:at]):
            if line.state in _OPEN and line.item.id != self._item:
                self.list.select(line.item.id)
                self.pane.focus_criteria()
                return

    def _answered(self, code: str, value: object) -> None:
        self._keeper.confirmed(f"note:{code}")
        self._overwrite(
            code, "value", value, lambda uow, at, who: advice.answer(uow, at, who, code, value)
        )

    def _noted(self, code: str, text: str) -> None:
        self._keeper.confirmed(f"note:{code}")
        self._overwrite(
            code, "note", text, lambda uow, at, who: advice.note(uow, at, who, code, text)
        )

    def _remarked(self, text: str) -> None:
        self._keeper.confirmed("remark")
        self._overwrite("", "remark", text, lambda uow, at, who: advice.remark(uow, at, who, text))

    def _submit(self) -> None:
        self._do(advice.submit, then=lambda _advice: self._handed_in())

    def _handed_in(self) -> None:
        self.table.setFocus()  # the button that had the keyboard is gone
        words = tr("Ingediend. Terugnemen kan tot de casus op tafel ligt.")
        self.banner.say(words, Tone.GOOD, action=tr("Volgende casus"), do=self._next_open)

    def _take_back(self) -> None:
        self.banner.clear()
        self._do(advice.take_back)

    def _export(self) -> None:
        if (form := self.pane.form) is None:
            return
        self.pane.confirm()
        name, kind = advice.file_name(form), tr("Excel-werkmap (*.xlsx)")
        if (path := pick(self, tr("Formulier opslaan"), name, kind)) is not None:
            self.export_to(path)

    def export_to(self, target: Path) -> None:
        """Write the form under the cursor to a file."""
        words = tr(
            "Opgeslagen als {name}, zonder naam of BSN. Het bestand is niet versleuteld: het noemt "
            "casusnummer, geboortejaar en wat wordt gevraagd. Verstuur het beveiligd."
        ).format(name=target.name)
        self._do(advice.export, target, then=lambda _done: self.say(words, Tone.GOOD))

    def _take_in(self) -> None:
        title, kind = tr("Formulier inlezen"), tr("Excel-werkmap (*.xlsx)")
        if (path := pick(self, title, "", kind, there=True)) is not None:
            self.take_in_from(path)

    def take_in_from(self, source: Path) -> None:
        """Read a form that came back."""
        words = tr("{name} is ingelezen en ingediend.").format(name=source.name)
        self.write(partial(advice.take_in, path=source), lambda _advice: self.say(words, Tone.GOOD))

    def _overwrite(
        self, code: str, name: str, value: object, task: Callable[[Any, Seen[str], str], object]
    ) -> None:
        """Write a field of a criterion, or of the form, comparing it with what was shown."""
        item, member = self._item, self._member
        about = f"{item}:{code}"
        self.overwrite(
            self._shown, item, {name: value}, lambda uow, at: task(uow, at, member), about=about
        )

    def _do(
        self,
        use_case: Callable[..., object],
        *given: object,
        then: Callable[[object], object] | None = None,
    ) -> None:
        """Run a use case on the vooradvies of this member at this item."""
        item, member = self._item, self._member
        self.write(lambda uow: use_case(uow, item, member, *given), then)


def _nothing_words(desk: AdviceDesk) -> tuple[str, str]:
    """Say why there is nothing to do: no case, or no seat."""
    if desk.seats:
        return (
            tr("Geen casussen"),
            tr("Op de komende agenda's staat geen casus waarvoor dit lid is uitgenodigd."),
        )
    return (
        tr("U bent geen lid van deze commissie"),
        tr("De beheerder koppelt u aan een lid bij Leden en rollen."),
    )
