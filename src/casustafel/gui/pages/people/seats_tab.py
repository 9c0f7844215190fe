"""The seats of the table that is switched on."""

from PySide6.QtWidgets import QWidget

from casustafel.gui.dialogs.ask import ask
from casustafel.gui.lists import Act, ChipOf, ListPane
from casustafel.gui.lists.pane import Home
from casustafel.gui.page import Context
from casustafel.gui.pages.people.dialogs import EndDialog, SeatDialog
from casustafel.gui.pages.people.models import seat_columns
from casustafel.gui.tables import RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.people import members
from casustafel.services.people.members import SeatLine, SeatList

_CHANGED = (Change("member"),)


class SeatsTab(ListPane[SeatLine]):
    """Reads itself when the page says so."""

    def __init__(self, context: Context, home: Home, parent: QWidget | None = None) -> None:
        self._context = context
        self._list: SeatList | None = None
        super().__init__(
            home,
            tr("Zetels"),
            "seats",
            RowTableModel(seat_columns(), lambda line: line.member.id),
            chips=(
                ChipOf("now", tr("Nu"), lambda line: line.now),
                ChipOf("past", tr("Niet nu"), lambda line: not line.now),
                ChipOf("all", tr("Alle"), lambda _line: True),
            ),
            acts=(
                Act(tr("Beëindigen…"), self._ask_end),
                Act(tr("Wijzigen…"), self._edit, keys="F2", hint=tr("Zetel wijzigen"), opens=True),
                Act(tr("Nieuwe zetel"), page=self._add, keys="Ctrl+N", kind="primary"),
            ),
            may=lambda: self._list is not None and self._list.may_manage,
            empty=(
                tr("Nog geen zetels"),
                tr("Een zetel is een rol van een organisatie aan deze commissie."),
            ),
            parent=parent,
        )
        self.missing = Banner(self)
        self.content.insertWidget(1, self.missing)
        self.place_buttons(self.bar.add)

    def reload(self) -> None:
        """Read the seats of the table that is switched on."""
        committee = self._context.committee
        self.switch(committee)
        self.work.read(
            lambda reader: members.listed(reader, committee),
            then=self._show,
            owner=self,
            lane="seats",
        )

    def _show(self, found: SeatList) -> None:
        self._list = found
        if found.missing and found.lines:
            self.missing.say(
                tr("Voor een deel van de casussen ontbreekt: {names}.").format(
                    names=", ".join(found.missing)
                ),
                Tone.WARN,
                closable=False,
            )
        else:
            self.missing.clear()
        self.show_rows(found.lines)

    def _add(self) -> None:
        if self._list is not None:
            ask(
                self,
                SeatDialog(self._list, parent=self),
                members.add,
                draft=f"new-seat:{self._list.committee}",
                changes=_CHANGED,
            )

    def _edit(self, line: SeatLine) -> None:
        if self._list is not None:
            ask(
                self,
                SeatDialog(self._list, line.member, self),
                lambda uow, seat: members.change(uow, line.member, seat),
                draft=f"seat:{line.member.id}",
                changes=_CHANGED,
            )

    def _ask_end(self, line: SeatLine) -> None:
        ask(
            self,
            EndDialog(f"{line.member.role_name}, {line.member.organisation}", self),
            lambda uow, on: members.end(uow, line.member.id, on),
            changes=_CHANGED,
        )
