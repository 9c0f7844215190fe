"""Spoed: a decision outside the meeting, as it is written down."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.domain.outcomes import as_plain, from_plain
from casustafel.gui.dialogs.fields import Form, worded
from casustafel.gui.dialogs.form import Part
from casustafel.gui.page import Page
from casustafel.gui.pages.calendar_file import offer_new_time
from casustafel.gui.pages.room.outcome_form import OutcomeForm
from casustafel.gui.theme import theme
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.scrolling import Scroller
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.agenda import calendars
from casustafel.services.meeting import urgent
from casustafel.services.meeting.urgent import UrgentDesk, UrgentInput

_WIDTH, _LEAST, _MOST, _REST = 660, 200, 460, 470


class UrgentDialog(Form):
    """Asks why, who, when and what."""

    def __init__(self, desk: UrgentDesk, parent: QWidget) -> None:
        case = desk.view.case
        told, rest = worded(
            "urgent",
            {
                "reason": case.urgent_reason,
                "latest": case.urgent_before,
                "decided_on": desk.today,
                "decider": desk.deciders[0],
            },
            words={"number": case.number, "asked": desk.asked},
            makes=lambda **given: UrgentInput(given=self.outcome.given(), **given),
            decider=desk.deciders,
        )
        super().__init__(parent, *told, **rest)
        self.setMinimumWidth(theme().px(_WIDTH))
        self.outcome = OutcomeForm(outside=True)
        self.add_wide(label(tr("Wat is besloten?"), "heading"))
        self.add_wide(self._scrolling(self.outcome))
        # Outside a meeting there is no quorum that could be missing.
        self.outcome.offer_provisional(missing=())
        self._desk = desk
        self._show_outcome({})

    def _show_outcome(self, typed: Mapping[str, Any]) -> None:
        desk = self._desk
        self.outcome.show_case(desk.view, desk.committee, desk.today, from_plain(typed))

    @property
    def parts(self) -> dict[str, Part]:
        """What is typed beside the fields: the outcome."""
        form = self.outcome
        return {"outcome": Part(lambda: as_plain(form.given()), self._show_outcome, form.changed)}

    def _scrolling(self, form: QWidget) -> Scroller:
        content = QWidget()
        below(form, edges=(0, 0, 10, 0), of=content)
        area = Scroller(content)
        # What the screen leaves beside the other fields, so that the buttons stay in sight.
        left = self.screen().availableGeometry().height() - theme().px(_REST)
        area.setMinimumHeight(theme().px(_LEAST))
        area.setMaximumHeight(max(theme().px(_LEAST), min(theme().px(_MOST), left)))
        return area

    def refuse(self, error: CasustafelError) -> None:
        if self.outcome.show_error(error):
            self.do.setEnabled(True)
        else:
            super().refuse(error)


def ask_urgent(page: Page, case_id: str) -> None:
    """Ask what was decided on a case; what is refused stands in the dialog."""

    def made(_decision: object) -> None:
        page.read(
            lambda reader: calendars.moved(reader, case_id),
            lambda moved: offer_new_time(page, moved),
            "moved",
        )

    def opened(desk: UrgentDesk) -> None:
        words = tr("Spoeduitkomst over {number} vastgelegd. De vergadering bekrachtigt die.")
        page.ask(
            UrgentDialog(desk, page),
            lambda uow, given: urgent.record(uow, case_id, given),
            f"urgent:{case_id}",
            changes=[Change("case", case_id), Change("meeting")],
            said=words.format(number=desk.view.case.number),
            then=made,
        )

    desk = urgent.desk
    page.read(lambda reader: desk(reader, case_id), opened, "urgent", failed=page.refused)
