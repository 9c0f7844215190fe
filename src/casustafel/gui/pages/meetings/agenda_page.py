"""The agenda of a planned meeting: left what stands on it, right what is ready for it."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.domain.meetings import Invitee, MeetingState, Presence
from casustafel.domain.people import Right
from casustafel.gui.dates import long_day
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.lists import Act, ListPane
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.pages.calendar_file import ask_target, offer_cancellations, save_one
from casustafel.gui.pages.meetings import agenda_parts
from casustafel.gui.pages.meetings.agenda_models import AgendaModel, ReadyModel, is_case, item_title
from casustafel.gui.pages.meetings.involved import ask_of_item
from casustafel.gui.problems import explain
from casustafel.gui.shown import Shown, presence_of
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.columns import FoldingSplitter
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, number, tr
from casustafel.gui.work import Change
from casustafel.services.agenda import agenda_desk, calendars, meetings
from casustafel.services.agenda.agenda_desk import AgendaDesk, PlannedItem
from casustafel.services.meeting import room
from casustafel.services.queue.queue import QueueRow
from casustafel.services.use_case import seen


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
        self._make_lists()
        self.add_button(self.list.buttons[tr("Zwaarste eerst")])
        self.add_button(self.add_loose_button)
        self.add_button(self.room_button)
        self._place = label("", "muted", wrap=True)
        self._place.hide()
        self.body.insertWidget(1, self._place)
        theme().changed.connect(self._show_place)
        self.body.addWidget(self._sides(), 1)
        self.begin_at(self.table)

    def _make_lists(self) -> None:
        self.model = AgendaModel(self)
        self.model.order_wanted.connect(self._order)
        self._sum, self._fits = label("", "heading"), StatusPill()
        self.list = ListPane(
            self,
            tr("Agenda"),
            "agenda",
            self.model,
            acts=self._of_items(),
            may=self._editable,
            empty=(tr("Geen agendapunten"), tr("Zet casussen op de agenda of voeg een punt toe.")),
            lead=(self._sum, self._fits),
        )
        self.table = self.list.table
        self.table.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.table.setDragDropOverwriteMode(False)
        self.table.setDropIndicatorShown(True)
        self.list.row_changed.connect(lambda _row: self._show_item())
        self.ready_model = ReadyModel(self)
        self._ready_heading = label("", "heading")
        hint = tr("Gekozen casussen op de agenda zetten")
        words = tr("Maak casussen compleet in de wachtrij; dan staan ze hier.")
        said = tr("Geen casussen klaar")
        self.ready_list = ListPane(
            self,
            tr("Klaar voor de agenda"),
            "ready",
            self.ready_model,
            acts=(
                Act(
                    tr("Oudste erbij"),
                    page=lambda: self._schedule(self._fitting()),
                    words=lambda _rows: tr("Oudste {n} erbij").format(n=len(self._fitting())),
                    may=lambda: self._editable() and bool(self._fitting()),
                ),
                Act(tr("Op de agenda"), keys="A", hint=hint, rows=self._schedule, opens=True),
            ),
            may=self._editable,
            empty=(said, words, tr("Naar de wachtrij"), lambda: self.frame.open("queue")),
            lead=(self._ready_heading,),
        )
        self.ready = self.ready_list.table
        self.ready_list.place_buttons(self.ready_list.bar.add)
        self.ready_list.selection_changed.connect(self._count_chosen)

    def _of_items(self) -> tuple[Act[PlannedItem], ...]:
        return (
            Act(
                tr("Casus openen"),
                lambda item: self.frame.open("case", item.line.row.id if item.line.row else ""),
                when=lambda items: is_case(items[0]),
                opens=True,
                button=False,
                may=lambda: True,
            ),
            Act(
                tr("Zwaarste eerst"),
                page=lambda: self._order(list(self.desk.heavy_first) if self.desk else []),
                tip=lambda _items: tr("Zet casussen met de meeste tijd of de meeste uren vooraan."),
                may=lambda: self._editable() and bool(self.desk and self.desk.heavy_first),
            ),
            Act(tr("Punt omhoog"), lambda _item: self._step(-1), "Alt+Up", button=False),
            Act(tr("Punt omlaag"), lambda _item: self._step(1), "Alt+Down", button=False),
            Act(tr("Van de agenda halen"), self._remove, "Del", tr("Punt van de agenda halen")),
        )

    def _sides(self) -> FoldingSplitter:
        left, right = QWidget(self), QWidget(self)
        self.editor = agenda_parts.ItemEditor(self.list.buttons[tr("Van de agenda halen")], left)
        self.editor.timed.connect(self._timed)
        guests = self.editor.guests
        guests.invited.connect(self._invite)
        guests.uninvited.connect(self._uninvite)
        guests.calendar_wanted.connect(self._save_item)
        guests.involved_wanted.connect(lambda: ask_of_item(self, self.list.current()))
        below((self.list, 1), self.editor, gap=8, of=left)
        self.expected = agenda_parts.ExpectedCard(right)
        self.expected.presence_chosen.connect(self._set_presence)
        below((self.ready_list, 1), self.expected, gap=8, of=right)
        split = FoldingSplitter(self)
        split.add(left, 600, 5, needs=480)
        split.add(right, 520, 4, needs=380)
        return split

    def keys(self) -> Sequence[KeyHint]:
        return (*self.list.keys(), *self.ready_list.keys())

    def commands(self) -> Sequence[Command]:
        """Return what the command box offers: of the agenda, and what can be put on it."""
        return [*self.list.commands(), *self.ready_list.commands_of_acts()]

    def open(self, argument: str) -> None:
        self._meeting = argument

    def reload(self) -> None:
        if meeting := self._meeting:
            self.read(lambda reader: agenda_desk.desk(reader, meeting), self._show)

    def _show(self, desk: AgendaDesk) -> None:
        self.desk = desk
        self._shown.read(
            {
                (item.id, name): getattr(item, name)
                for item in (one.line.item for one in desk.items)
                for name in ("budget", "starts")
            }
            | presence_of(desk.seats),
            [(self.editor.typing, name) for name in ("budget", "starts")],
        )
        day = long_day(desk.meeting.held_on)
        self.set_title(tr("Agenda {table} {day}").format(table=desk.committee.short_name, day=day))
        self._show_place()
        self.model.today = self.ready_model.today = desk.today
        self.model.movable = self._editable()
        self.list.title = self.title_label.text()
        self.list.switch(desk.committee.code)
        self.ready_list.switch(desk.committee.code)
        self.list.show_rows(desk.items)
        self.ready_list.show_rows(desk.ready)
        self.expected.show_seats(desk.seats, editable=self._editable())
        self._sum.setText(agenda_parts.sum_words(desk))
        self._fits.show_status(agenda_parts.end_words(desk), Tone.WARN if desk.over else Tone.GOOD)
        self._ready_heading.setText(
            tr("{n} klaar, ruimte voor {room}").format(n=number(desk.ready_total), room=desk.room)
        )
        self._show_item()
        # Say early what would go wrong at the table.
        if words := agenda_parts.trouble_words(desk):
            self.banner.say(words, Tone.WARN, closable=False)
        else:
            self.banner.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_place()

    def _show_place(self) -> None:
        """Say when and where beside the heading, or below it if that does not fit there."""
        if self.desk is None:
            return
        meeting, edges = self.desk.meeting, self.body.contentsMargins()
        times = f"{meeting.starts:%H:%M}\N{EN DASH}{meeting.ends:%H:%M}"
        whole = f"{times}  {meeting.place}" if meeting.place else times
        gaps = edges.left() + edges.right() + self.head.spacing()
        self.head.invalidate()  # the heading may have become longer just now
        room = self.width() - gaps - self.head.least_width()
        fits = self._subtitle.fontMetrics().horizontalAdvance(whole) <= room
        self._say_beside(whole if fits else "")
        self._place.setText(whole)
        self._place.setVisible(not fits)

    def _editable(self) -> bool:
        desk = self.desk
        return (
            desk is not None
            and desk.meeting.state in (MeetingState.PLANNED, MeetingState.IN_SESSION)
            and self.context.actor.may(Right.PLAN_MEETINGS, desk.meeting.committee)
        )

    def _show_item(self) -> None:
        involves = self.desk is not None and bool(self.desk.committee.involved)
        self.editor.show_item(self.list.current(), editable=self._editable(), involves=involves)

    def _fitting(self) -> Sequence[QueueRow]:
        """Return the oldest of what is ready, as far as there is room for it."""
        return self.desk.ready[: self.desk.room] if self.desk is not None else ()

    def _count_chosen(self) -> None:
        chosen = len(self.ready_list.selected())
        self.set_status(tr("{n} gekozen").format(n=chosen) if chosen else "")

    def _to_room(self) -> None:
        if self._meeting:
            self.frame.open("room", self._meeting)

    @property
    def _told(self) -> list[Change]:
        return [Change("meeting", self._meeting), Change("case")]

    def _schedule(self, rows: Sequence[QueueRow]) -> None:
        meeting, ids = self._meeting, [row.id for row in rows]
        self.ready.clearSelection()
        one = tr("1 casus op de agenda gezet.")
        self.write(
            lambda uow: [item.id for item in meetings.schedule(uow, meeting, ids)],
            changes=self._told,
            said=count_of(len(ids), one, tr("{n} casussen op de agenda gezet.")),
            undo=lambda made: lambda uow: meetings.unschedule_all(uow, meeting, made),
        )

    def _remove(self, item: PlannedItem) -> None:
        meeting, item_id = self._meeting, item.line.item.id
        self.write(
            lambda uow: meetings.remove_item(uow, item_id),
            lambda gone: offer_cancellations(self, [gone]),
            changes=self._told,
            said=tr("Van de agenda gehaald: {item}.").format(item=item_title(item)),
            undo=lambda gone: lambda uow: meetings.put_back(uow, meeting, gone),
        )

    def _step(self, by: int) -> None:
        """Move the item under the cursor one place up or down."""
        at = self.table.currentIndex().row()
        if 0 <= at + by < self.model.total:
            self._order(self.model.order_after([at], at + 2 if by > 0 else at - 1))

    def _order(self, ids: list[str]) -> None:
        meeting, was = self._meeting, self.model.ids()
        self.write(
            lambda uow: meetings.reorder(uow, meeting, ids),
            changes=self._told,
            said=tr("De volgorde is gewijzigd."),
            undo=lambda _done: lambda uow: meetings.reorder(uow, meeting, was),
        )

    def _timed(self, item_id: str, minutes: int, starts: time | None) -> None:
        self.overwrite(
            self._shown,
            item_id,
            {"budget": minutes, "starts": starts},
            lambda uow, at: meetings.set_budget(uow, at, minutes, starts),
            changes=self._told,
        )

    def _invite(self, guest: agenda_parts.Guest) -> None:
        if (item := self.list.current()) is not None:
            item_id = item.line.item.id
            self.write(
                lambda uow: meetings.invite(uow, item_id, *guest),
                changes=self._told,
                said=tr("{who} is uitgenodigd.").format(who=guest.role_name),
                undo=lambda made: lambda uow: meetings.uninvite(uow, made.id),
            )

    def _uninvite(self, gone: Invitee) -> None:
        again = gone.role_name, gone.organisation, gone.email
        self.write(
            lambda uow: meetings.uninvite(uow, gone.id),
            changes=self._told,
            said=tr("{who} is niet meer uitgenodigd.").format(who=gone.role_name),
            undo=lambda _done: lambda uow: meetings.invite(uow, gone.item_id, *again),
        )

    def _save_item(self) -> None:
        row = self.list.current()
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
            Form.of("loose-item", self, {"minutes": 5}),
            lambda uow, new: meetings.add_item(uow, meeting, **new),
            f"item:{meeting}",
            changes=[Change("meeting", meeting)],
            said=tr("Het agendapunt is toegevoegd."),
            undo=lambda made: lambda uow: meetings.remove_item(uow, made.id),
        )

    def refused(self, error: CasustafelError) -> None:
        self.frame.say(explain(error), Tone.BAD)
        self.reload()
