"""The bar above: the tables, the search, and who works here."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QWidget

from casustafel.domain.people import Actor, Role
from casustafel.domain.wording.catalogue import label as named
from casustafel.gui.page import Committee
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.chips import Chip, SegmentedSwitch
from casustafel.gui.widgets.layout import STRETCH, beside
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.widgets.style import label, literal, tip
from casustafel.gui.words import tr

_ORDER = (
    Role.SECRETARY,
    Role.CHAIR,
    Role.MEMBER,
    Role.SUBMITTER,
    Role.CONTRACT_MANAGER,
    Role.REPORTER,
    Role.PRIVACY_OFFICER,
    Role.DATA_PROTECTION_OFFICER,
    Role.ADMINISTRATOR,
)


def role_name(role: Role) -> str:
    """Return a role as it stands on screen."""
    return "FG" if role is Role.DATA_PROTECTION_OFFICER else named(role, "nl")


def role_names(actor: Actor, committee: str) -> list[str]:
    """Return the roles of a person at a table, the one that does most of the work first."""
    held = actor.roles_at(committee or None)
    return [role_name(role) for role in _ORDER if role in held]


SEARCH_KEYS = "Ctrl+K"


class Header(QFrame):
    """Made once; the frame fills it."""

    committee_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        # The window may be narrower than all parts together; then the name is left out.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        px = theme().px
        self._brand = label("Casustafel", "brand")
        self._brand.setFixedWidth(px(164))
        self.switch = SegmentedSwitch(tr("Commissie"), self)
        self.switch.chosen.connect(self.committee_chosen)
        self.search = SearchBox(tr("Zoek casus, aanbieder, actie…"), SEARCH_KEYS, self)
        self.search.setMinimumWidth(px(130))
        self.search.setMaximumWidth(px(430))
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.who = ""
        self._encrypted = StatusPill("", Tone.GOOD, self)
        self.user = button("")
        self.user.setMenu(QMenu(self.user))
        beside(
            self._brand,
            self.switch,
            (self.search, 10),
            STRETCH,
            (self._encrypted, 0, Qt.AlignmentFlag.AlignVCenter),
            self.user,
            gap=14,
            edges=(16, 8),
            of=self,
        )
        self.show_encrypted(encrypted=False)

    def show_committees(self, committees: Sequence[Committee], key: str) -> None:
        """Offer the tables of the person; a single one needs no switch but is named."""
        self.switch.set_choices([Chip(each.key, each.name) for each in committees])
        self.switch.setVisible(bool(committees))
        if key in self.switch.keys:
            self.switch.show_choice(key)

    def show_encrypted(self, *, encrypted: bool) -> None:
        """Say that the file is encrypted; of a file that is not nothing is said here."""
        self._encrypted.show_status(tr("versleuteld") if encrypted else "", Tone.GOOD)

    def show_roles(self, roles: Sequence[str], person: str) -> None:
        """Show who works here; the roles are in the tip and in the menu."""
        self.who = f"{person}: {', '.join(roles) or tr('geen rol')}"
        metrics = self.user.fontMetrics()
        self.user.setText(
            literal(metrics.elidedText(person, Qt.TextElideMode.ElideRight, theme().px(150)))
        )
        tip(self.user, self.who)
        self.user.setAccessibleName(self.who)

    def set_compact(self, *, compact: bool) -> None:
        """Leave the name of the program out when there is little room."""
        self._brand.setHidden(compact)
        self.search.setPlaceholderText(
            tr("Zoeken…") if compact else tr("Zoek casus, aanbieder, actie…")
        )
        self._encrypted.setHidden(compact or not self._encrypted.text())
