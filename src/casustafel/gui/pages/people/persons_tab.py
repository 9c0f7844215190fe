"""The persons who work with the program: roles per table, own passphrases, the recovery key."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casustafel.domain.people import Person, PersonRole, Role
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.dialogs.sure import sure
from casustafel.gui.frame.roles import role_name
from casustafel.gui.page import Context
from casustafel.gui.pages.people.dialogs import (
    PassphraseDialog,
    RecoveryDialog,
    RolesDialog,
)
from casustafel.gui.pages.people.models import PersonLine, person_columns
from casustafel.gui.problems import explain
from casustafel.gui.tables import RowTableModel, TableView
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.wrapping_row import WrappingRow
from casustafel.gui.words import tr
from casustafel.gui.work import Change, Work
from casustafel.services import access, persons

_CHANGED = (Change("person"),)


class PersonsTab(QWidget):
    """Shown to who manages people. `context.keys` is None for a shared database."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        px = theme().px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, px(10), 0, 0)
        layout.setSpacing(px(10))
        self._new = button(tr("Persoon toevoegen…"), self._add, kind="primary")
        self._roles = button(tr("Rollen…"), self._edit_roles)
        self._access = button(tr("Toegang intrekken…"), self._change_access)
        self._recovery = button(tr("Herstelsleutel vernieuwen…"), self._renew)
        row = WrappingRow()
        row.setSpacing(px(8))
        row.addStretch(1)
        group = WrappingRow()
        group.setSpacing(px(8))
        for each in (self._recovery, self._access, self._roles, self._new):
            group.addWidget(each)
        row.addLayout(group)
        layout.addLayout(row)
        # Not before it has a parent: it would be a window of its own for a moment.
        self._recovery.setVisible(context.keys is not None)
        self._new.setVisible(context.keys is not None)
        self.model = RowTableModel(person_columns(), lambda line: line.person.id, self)
        self.table = TableView(self.model, tr("Personen"), context.settings, "persons", self)
        self.table.row_opened.connect(lambda _row: self._edit_roles())
        self.table.current_row_changed.connect(lambda _row: self._show_buttons())
        layout.addWidget(self.table, 1)
        self._show_buttons()

    @property
    def work(self) -> Work:
        """The way to background work."""
        return self._context.work

    def say(self, text: str, tone: Tone) -> None:
        """Say a sentence above the page."""
        if text:
            self._context.frame.say(text, tone)

    def reload(self) -> None:
        """Read the persons with their roles."""
        self.work.read(persons.listed, then=self._show, owner=self, lane="persons")

    def _show(self, found: Sequence[tuple[Person, list[PersonRole]]]) -> None:
        self.model.set_rows([self._line(person, roles) for person, roles in found])
        self._show_buttons()

    def _line(self, person: Person, roles: Sequence[PersonRole]) -> PersonLine:
        held = frozenset((one.role, one.committee) for one in roles)
        keys = self._context.keys
        return PersonLine(
            person=person,
            held=held,
            roles=self._words(held),
            access=None if keys is None else keys.holds(person.name),
            self_=person.id == self._context.actor.person_id,
        )

    def _words(self, held: frozenset[tuple[Role, str | None]]) -> str:
        names = {each.key: each.name for each in self._context.frame.committees()}
        if {role for role, at in held if at is None} == set(Role):
            return tr("alle rollen bij alle commissies")
        words = []
        for role in Role:
            places = sorted(at or "" for one, at in held if one is role)
            if "" in places:
                words.append(tr("{role} (alle)").format(role=role_name(role)))
            elif places:
                at = ", ".join(names.get(place, place) for place in places)
                words.append(f"{role_name(role)} ({at})")
        return " · ".join(words)

    def _show_buttons(self) -> None:
        line = self._current()
        self._roles.setEnabled(line is not None)
        keys = self._context.keys
        given = line is not None and line.person.active and line.access is not False
        words = tr("Toegang intrekken…") if given else tr("Wachtzin geven…")
        self._access.setText(words)
        self._access.setAccessibleName(words)
        self._access.setEnabled(line is not None and keys is not None and not line.self_)

    def _current(self) -> PersonLine | None:
        row = self.table.current_row()
        return row if isinstance(row, PersonLine) else None

    def _add(self) -> None:
        keys = self._context.keys
        if keys is None:
            return
        ask(
            self,
            PassphraseDialog(
                tr("Persoon toevoegen"),
                tr("Toevoegen"),
                self,
                tr("Laat de persoon de wachtzin zelf typen. Daarna kiest u de rollen."),
                name_asked=True,
            ),
            lambda uow, given: access.add_person(uow, keys, given.name, given.new),
            changes=_CHANGED,
        )

    def _edit_roles(self) -> None:
        line = self._current()
        if line is None:
            return
        person, committees = line.person, self._context.frame.committees()
        ask(
            self,
            RolesDialog(person.name, line.held, committees, self, own=line.self_),
            lambda uow, wanted: persons.set_roles(uow, person.id, wanted),
            changes=_CHANGED,
        )

    def _change_access(self) -> None:
        line, keys = self._current(), self._context.keys
        if line is None or keys is None:
            return
        if line.person.active and line.access:
            self._withdraw(line)
            return
        ask(
            self,
            PassphraseDialog(tr("Wachtzin geven"), tr("Opslaan"), self, line.person.name),
            lambda uow, given: access.give(uow, keys, line.person.id, given.new),
            changes=_CHANGED,
        )

    def _withdraw(self, line: PersonLine) -> None:
        keys = self._context.keys
        agreed = keys is not None and sure(
            self,
            tr("Toegang van {name} intrekken?").format(name=line.person.name),
            tr(
                "De wachtzin opent deze werkruimte dan niet meer. Een kopie die eerder is gemaakt, "
                "blijft er wel mee te openen."
            ),
            tr("Intrekken"),
        )
        if agreed and keys is not None:
            self.work.write(
                lambda uow: access.withdraw(uow, keys, line.person.id),
                owner=self,
                failed=lambda error: self.say(explain(error), Tone.BAD),
                changes=_CHANGED,
            )

    def _renew(self) -> None:
        keys = self._context.keys
        agreed = keys is not None and sure(
            self,
            tr("Herstelsleutel vernieuwen?"),
            tr("De oude herstelsleutel opent de werkruimte dan niet meer."),
            tr("Vernieuwen"),
        )
        if agreed and keys is not None:
            self.work.write(
                lambda uow: access.renew_recovery_key(uow, keys),
                then=self._show_key,
                owner=self,
                changes=[Change("log")],
            )

    def _show_key(self, recovery_key: str) -> None:
        RecoveryDialog(recovery_key, self).open()
