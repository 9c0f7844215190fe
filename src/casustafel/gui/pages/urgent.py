"""Spoed: a decision outside the meeting, as it is written down."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.domain.outcomes import as_plain, from_plain
from casustafel.gui.dates import AHEAD, PAST
from casustafel.gui.dialogs.fields import Field, Form
from casustafel.gui.dialogs.form import Part, days, line, proposals
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
        intro = tr(
            "{number} · {asked}. De volgende vergadering krijgt deze uitkomst ter bekrachtiging."
        )
        why, latest = line(case.urgent_reason or ""), days(case.urgent_before, back=AHEAD)
        on, who = days(desk.today, back=PAST), proposals(desk.deciders, desk.deciders[0])
        role, roles = tr("Een rol, geen naam."), tr("Rollen of organisaties.")
        must: dict[str, Any] = {"required": True, "half": True}
        super().__init__(
            parent,
            tr("Spoed: uitkomst buiten de vergadering"),
            tr("Vastleggen"),
            Field("reason", tr("&Waarom kon dit niet wachten?"), why, required=True),
            Field("latest", tr("&Uiterlijk beslissen"), latest, **must),
            Field("decided_on", tr("Besloten &op"), on, **must),
            Field("decider", tr("Wi&e besloot?"), who, role, **must),
            Field("consulted", tr("&Met wie is overlegd?"), line(), roles, half=True),
            intro=intro.format(number=case.number, asked=desk.asked),
            makes=lambda **given: UrgentInput(given=self.outcome.given(), **given),
        )
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
    page.read(
        lambda reader: urgent.desk(reader, case_id),
        lambda desk: _open(page, desk),
        "urgent",
        failed=page.refused,
    )


def _open(page: Page, desk: UrgentDesk) -> None:
    case = desk.view.case
    words = tr("Spoeduitkomst over {number} vastgelegd. De vergadering bekrachtigt die.")

    def made(_decision: object) -> None:
        page.read(
            lambda reader: calendars.moved(reader, case.id),
            lambda moved: offer_new_time(page, moved),
            "moved",
        )

    page.ask(
        UrgentDialog(desk, page),
        lambda uow, given: urgent.record(uow, case.id, given),
        f"urgent:{case.id}",
        changes=[Change("case", case.id), Change("meeting")],
        said=words.format(number=case.number),
        then=made,
    )
