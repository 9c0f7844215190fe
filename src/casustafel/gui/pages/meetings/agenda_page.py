"""The agenda of a planned meeting: left what stands on it, right what is ready for it."""

from collections.abc import Callable, Sequence
from datetime import time
from typing import Any, TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.domain.meetings import Invitee, MeetingState, Presence
from casustafel.domain.people import Right
from casustafel.gui.dates import long_day
from casustafel.gui.dialogs.ask import Undo
from casustafel.gui.page import Context, KeyHint, Page
from casustafel.gui.pages.calendar_file import ask_target, offer_cancellations, save_one
from casustafel.gui.pages.meetings.agenda_models import AgendaModel, ReadyModel, item_title
from casustafel.gui.pages.meetings.agenda_parts import (
    ExpectedCard,
    Guest,
    ItemEditor,
    end_words,
    sum_words,
    trouble_words,
)
from casustafel.gui.pages.meetings.dialogs import loose_item_form
from casustafel.gui.problems import explain
from casustafel.gui.shown import Shown, presence_of
from casustafel.gui.tables import TableView
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import EmptyState
from casustafel.gui.widgets.columns import FoldingSplitter
from casustafel.gui.widgets.layout import WrappingRow, below
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label, tip
from casustafel.gui.words import count_of, number, tr
from casustafel.gui.work import Change
from casustafel.services.agenda import agenda_desk, calendars, meetings
from casustafel.services.agenda.agenda_desk import AgendaDesk
from casustafel.services.meeting import room
from casustafel.services.use_case import seen

T = TypeVar("T")


class AgendaPage(Page):
    """Opened with the id of a meeting."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Agenda"))
        self._meeting = ""
        self._shown = Shown()
        self.desk: AgendaDesk | None = None
        self.back_button = button(
            tr("‹ Vergaderingen"), lambda: self.frame.open("meetings"), kind="link"
        )
        self.head.insertWidget(0, self.back_button)
        self.add_loose_button = button(tr("Agendapunt toevoegen…"), self._add_loose)
        self.room_button = button(
            tr("Naar de vergadering"), self._to_room, keys="Ctrl+Return", kind="primary"
        )
        self.add_button(self.add_loose_button)
        self.add_button(self.room_button)
        self._place = label("", "muted", wrap=True)
        self._place.hide()
        self.body.insertWidget(1, self._place)
        theme().changed.connect(self._show_place)
        self._make_tables(context)
        split = FoldingSplitter(self)
        split.add(self._left(), 640, 5, needs=480)
        split.add(self._right(), 480, 4, needs=380)
        self.body.addWidget(split, 1)
        self.add_key("Alt+Up", lambda: self._step(-1))
        self.add_key("Alt+Down", lambda: self._step(1))
        self.begin_at(self.table)

    def _make_tables(self, context: Context) -> None:
        self.model = AgendaModel(self)
        self.model.order_wanted.connect(self._order)
        self.table = TableView(self.model, tr("Agenda"), context.settings, "agenda", self)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.table.setDragDropOverwriteMode(False)
        self.table.setDropIndicatorShown(True)
        self.table.current_row_changed.connect(lambda _row: self._show_item())
        self.table.row_opened.connect(self._open_case)
        self.ready_model = ReadyModel(self)
        self.ready = TableView(
            self.ready_model, tr("Klaar voor de agenda"), context.settings, "ready", self
        )
        self.ready.selection_changed.connect(self._fit_buttons)
        self.ready.row_opened.connect(lambda _row: self._put_on())
        self.ready.set_empty(
            EmptyState(
                tr("Geen casussen klaar"),
                tr("Maak casussen compleet in de wachtrij; dan staan ze hier."),
                tr("Naar de wachtrij"),
                lambda: self.frame.open("queue"),
            )
        )

    def _left(self) -> QWidget:
        left = QWidget(self)
        line = WrappingRow()
        line.setSpacing(theme().px(8))
        self._sum = label("", "heading")
        # As high as the buttons that may stand beside it, so that both tables begin alike.
        self._sum.setMinimumHeight(theme().px(32))
        self._fits = StatusPill()
        line.addWidget(self._sum)
        line.addWidget(self._fits)
        line.addStretch(1)
        self.heavy_button = button(tr("Zwaarste eerst"), self._heavy_first)
        tip(self.heavy_button, tr("Zet casussen met de meeste tijd of de meeste uren vooraan."))
        line.addWidget(self.heavy_button)
        self.editor = ItemEditor(self._remove, left)
        self.editor.remove_button.serve(self.table)
        self.editor.timed.connect(self._timed)
        guests = self.editor.guests
        guests.invited.connect(self._invite)
        guests.uninvited.connect(self._uninvite)
        guests.calendar_wanted.connect(self._save_item)
        below(line, (self.table, 1), self.editor, gap=8, of=left)
        return left

    def _right(self) -> QWidget:
        right = QWidget(self)
        line = QHBoxLayout()
        line.addStrut(theme().px(32))
        self._ready_heading = label("", "heading")
        line.addWidget(self._ready_heading)
        line.addStretch(1)
        self.fill_button = button(tr("Vullen"), self._fill_room)
        self.put_button = button(tr("Op de agenda"), self._put_on, keys="A")
        self.put_button.serve(self.ready)
        line.addWidget(self.fill_button)
        line.addWidget(self.put_button)
        self.expected = ExpectedCard(right)
        self.expected.presence_chosen.connect(self._set_presence)
        below(line, (self.ready, 1), self.expected, gap=8, of=right)
        return right

    def keys(self) -> Sequence[KeyHint]:
        """Return the keys of this page."""
        return (
            KeyHint("Alt+Up", tr("Punt omhoog")),
            KeyHint("Alt+Down", tr("Punt omlaag")),
            KeyHint("Del", tr("Punt van de agenda halen")),
            KeyHint("A", tr("Gekozen casussen op de agenda zetten")),
            KeyHint("Ctrl+Return", tr("Naar de vergadering")),
        )

    def open(self, argument: str) -> None:
        """Show the agenda of this meeting."""
        self._meeting = argument

    def reload(self) -> None:
        """Read the agenda and what is ready."""
        meeting = self._meeting
        if meeting:
            self.read(lambda reader: agenda_desk.desk(reader, meeting), self._show)

    def _show(self, desk: AgendaDesk) -> None:
        self.desk = desk
        self._shown.read(
            {
                (item.id, name): getattr(item, name)
                for item in (one.line.item for one in desk.items)
                for name in ("budget", "starts")
            }
            | presence_of(desk.seats)
        )
        meeting = desk.meeting
        self.set_title(
            tr("Agenda {table} {day}").format(
                table=desk.committee.short_name, day=long_day(meeting.held_on)
            )
        )
        self._show_place()
        self.model.today = self.ready_model.today = desk.today
        self.model.movable = self._editable()
        self.model.set_rows(desk.items)
        self.ready_model.set_rows(desk.ready, len(desk.ready))
        if self.table.current_row() is None and desk.items:
            self.table.selectRow(0)
        self.expected.show_seats(desk.seats, editable=self._editable())
        self._show_sums(desk)
        self._show_item()
        self._warn(desk)
        self._fit_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_place()

    def _show_place(self) -> None:
        """Say when and where beside the heading; where goes below it if it does not fit there."""
        if self.desk is None:
            return
        meeting, edges = self.desk.meeting, self.body.contentsMargins()
        times = f"{meeting.starts:%H:%M}\N{EN DASH}{meeting.ends:%H:%M}"
        whole = f"{times}  {meeting.place}" if meeting.place else times
        gaps = edges.left() + edges.right() + self.head.spacing()
        self.head.invalidate()  # the heading may have become longer just now
        room = self.width() - gaps - self.head.least_width()
        fits = self._subtitle.fontMetrics().horizontalAdvance(whole) <= room
        self._subtitle.show_text(whole if fits else times)
        self._place.setText(tr("Plaats: {place}").format(place=meeting.place))
        self._place.setVisible(bool(meeting.place) and not fits)

    def _show_sums(self, desk: AgendaDesk) -> None:
        self._sum.setText(sum_words(desk))
        self._fits.show_status(end_words(desk), Tone.WARN if desk.over else Tone.GOOD)
        self._ready_heading.setText(
            tr("{n} klaar, ruimte voor {room}").format(n=number(desk.ready_total), room=desk.room)
        )

    def _warn(self, desk: AgendaDesk) -> None:
        """Say early what would go wrong at the table."""
        if words := trouble_words(desk):
            self.banner.say(words, Tone.WARN, closable=False)
        else:
            self.banner.clear()

    def _editable(self) -> bool:
        desk = self.desk
        return (
            desk is not None
            and desk.meeting.state in (MeetingState.PLANNED, MeetingState.IN_SESSION)
            and self.context.actor.may(Right.PLAN_MEETINGS, desk.meeting.committee)
        )

    def _show_item(self) -> None:
        self.editor.show_item(self.table.current_row(), editable=self._editable())

    def _fit_buttons(self) -> None:
        editable = self._editable()
        chosen = len(self.ready.selected_rows())
        self.put_button.setEnabled(editable and chosen > 0)
        self.fill_button.setEnabled(
            editable and self.desk is not None and min(self.desk.room, len(self.desk.ready)) > 0
        )
        if self.desk is not None:
            fits = min(self.desk.room, len(self.desk.ready))
            self.fill_button.setText(tr("Oudste {n} erbij").format(n=fits))
            self.fill_button.setAccessibleName(self.fill_button.text())
            self.fill_button.setVisible(fits > 0)
        self.add_loose_button.setEnabled(editable)
        self.heavy_button.setVisible(
            editable and self.desk is not None and bool(self.desk.heavy_first)
        )
        self.set_status(tr("{n} gekozen").format(n=chosen) if chosen else "")

    def _open_case(self, row: object) -> None:
        item = self.table.current_row()
        if item is not None and item.line.row is not None:
            self.frame.open("case", item.line.row.id)

    def _to_room(self) -> None:
        if self._meeting:
            self.frame.open("room", self._meeting)

    def _write(
        self,
        task: Callable[[Any], T],
        said: str = "",
        undo: Callable[[T], Undo] = lambda _answer: None,
        then: Callable[[T], object] | None = None,
    ) -> None:
        self.write(task, then, changes=self._told, said=said, undo=undo)

    @property
    def _told(self) -> list[Change]:
        return [Change("meeting", self._meeting), Change("case")]

    def _put_on(self) -> None:
        self._schedule([row.id for row in self.ready.selected_rows()])

    def _fill_room(self) -> None:
        if self.desk is not None:
            self._schedule([row.id for row in self.desk.ready[: self.desk.room]])

    def _schedule(self, ids: list[str]) -> None:
        meeting = self._meeting
        if ids and self._editable():
            self.ready.clearSelection()
            one = tr("1 casus op de agenda gezet.")
            self._write(
                lambda uow: [item.id for item in meetings.schedule(uow, meeting, ids)],
                count_of(len(ids), one, tr("{n} casussen op de agenda gezet.")),
                lambda made: lambda uow: meetings.unschedule_all(uow, meeting, made),
            )

    def _remove(self) -> None:
        item, meeting = self.table.current_row(), self._meeting
        if item is not None:
            item_id = item.line.item.id
            self._write(
                lambda uow: meetings.remove_item(uow, item_id),
                tr("Van de agenda gehaald: {item}.").format(item=item_title(item)),
                lambda gone: lambda uow: meetings.put_back(uow, meeting, gone),
                lambda gone: offer_cancellations(self, [gone]),
            )

    def _step(self, by: int) -> None:
        """Move the item under the cursor one place up or down."""
        at = self.table.currentIndex().row()
        if not self._editable() or not 0 <= at + by < self.model.total:
            return
        self._order(self.model.order_after(at, at + 2 if by > 0 else at - 1))

    def _order(self, ids: list[str]) -> None:
        if self.desk is None:
            return
        meeting, was = self._meeting, [item.line.item.id for item in self.desk.items]
        self._write(
            lambda uow: meetings.reorder(uow, meeting, ids),
            tr("De volgorde is gewijzigd."),
            lambda _done: lambda uow: meetings.reorder(uow, meeting, was),
        )

    def _heavy_first(self) -> None:
        """Take the suggested order over."""
        if self.desk is not None and self.desk.heavy_first:
            self._order(list(self.desk.heavy_first))

    def _timed(self, item_id: str, minutes: int, starts: time | None) -> None:
        self.overwrite(
            self._shown,
            item_id,
            {"budget": minutes, "starts": starts},
            lambda uow, at: meetings.set_budget(uow, at, minutes, starts),
            changes=self._told,
        )

    def _invite(self, guest: Guest) -> None:
        item = self.table.current_row()
        if item is not None:
            item_id = item.line.item.id
            self._write(
                lambda uow: meetings.invite(uow, item_id, *guest),
                tr("{who} is uitgenodigd.").format(who=guest.role_name),
                lambda made: lambda uow: meetings.uninvite(uow, made.id),
            )

    def _uninvite(self, gone: Invitee) -> None:
        self._write(
            lambda uow: meetings.uninvite(uow, gone.id),
            tr("{who} is niet meer uitgenodigd.").format(who=gone.role_name),
            lambda _done: (
                lambda uow: meetings.invite(
                    uow, gone.item_id, gone.role_name, gone.organisation, gone.email
                )
            ),
        )

    def _save_item(self) -> None:
        row = self.table.current_row()
        target = ask_target(self, f"{item_title(row)}.ics") if row is not None else None
        if row is not None and target is not None:
            save_one(self, target, calendars.export_item, row.line.item.id)

    def _set_presence(self, member_id: str, presence: Presence) -> None:
        meeting, seats = self._meeting, self.desk.seats if self.desk is not None else ()
        was = next(seat for seat in seats if seat.member.id == member_id)
        said = tr("{who} komt niet.")
        if presence is Presence.EXPECTED:
            said = tr("{who} wordt verwacht.")
        new: dict[str, Any] = {"presence": presence, "substitute": "", "left": None}
        before, after = was.attendance, seen(meeting, **new)
        self.overwrite(
            self._shown,
            meeting,
            new,
            lambda uow, at: room.set_presence(uow, at, member_id, presence),
            about=member_id,
            changes=self._told,
            said=said.format(who=was.label),
            undo=lambda uow: room.set_presence(
                uow, after, member_id, before.presence, substitute=before.substitute
            ),
        )

    def _add_loose(self) -> None:
        meeting = self._meeting
        self.ask(
            loose_item_form(self),
            lambda uow, new: meetings.add_item(uow, meeting, **new),
            f"item:{meeting}",
            changes=[Change("meeting", meeting)],
            said=tr("Het agendapunt is toegevoegd."),
            undo=lambda made: lambda uow: meetings.remove_item(uow, made.id),
        )

    def refused(self, error: CasustafelError) -> None:
        self.frame.say(explain(error), Tone.BAD)
        self.reload()
