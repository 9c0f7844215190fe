"""Spoed: a decision outside the meeting, as it is written down."""

from collections.abc import Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from casustafel.domain.errors import CasustafelError
from casustafel.domain.outcomes import as_plain, from_plain
from casustafel.gui.dates import AHEAD, PAST
from casustafel.gui.dialogs.ask import ask
from casustafel.gui.dialogs.form import FormDialog, Part, days, line, proposals
from casustafel.gui.page import Page
from casustafel.gui.pages.calendar_file import offer_new_time
from casustafel.gui.pages.room.outcome_form import OutcomeForm
from casustafel.gui.theme import theme
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.agenda import calendars
from casustafel.services.meeting import urgent
from casustafel.services.meeting.urgent import UrgentDesk, UrgentInput

_WIDTH, _LEAST, _MOST, _REST = 660, 200, 460, 470


class UrgentDialog(FormDialog[UrgentInput]):
    """Asks why, who, when and what."""

    places: ClassVar = {
        "urgent-needs-reason": "reason",
        "urgent-needs-decider": "decider",
        "urgent-decided-ahead": "decided_on",
    }

    def __init__(self, desk: UrgentDesk, parent: QWidget | None = None) -> None:
        case = desk.view.case
        super().__init__(
            tr("Spoed: besluit buiten de vergadering"),
            tr("Vastleggen"),
            parent,
            intro=tr(
                "{number} · {asked}. De volgende vergadering krijgt dit besluit ter bekrachtiging."
            ).format(number=case.number, asked=desk.asked),
        )
        self.setMinimumWidth(theme().px(_WIDTH))
        self.add(
            "reason",
            tr("&Waarom kon dit niet wachten?"),
            line(case.urgent_reason or ""),
            required=True,
        )
        self.add(
            "latest",
            tr("&Uiterlijk beslissen"),
            days(case.urgent_before, back=AHEAD),
            required=True,
            half=True,
        )
        self.add(
            "decided_on", tr("Besloten &op"), days(desk.today, back=PAST), required=True, half=True
        )
        self.add(
            "decider",
            tr("Wi&e besloot?"),
            proposals(desk.deciders, desk.deciders[0]),
            tr("Een rol, geen naam."),
            required=True,
            half=True,
        )
        self.add(
            "consulted",
            tr("&Met wie is overlegd?"),
            line(),
            tr("Rollen of organisaties."),
            half=True,
        )
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

    def _scrolling(self, form: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # What the screen leaves beside the other fields, so that the buttons stay in sight.
        left = self.screen().availableGeometry().height() - theme().px(_REST)
        area.setMinimumHeight(theme().px(_LEAST))
        area.setMaximumHeight(max(theme().px(_LEAST), min(theme().px(_MOST), left)))
        content = QWidget()
        below(form, edges=(0, 0, 10, 0), of=content)
        area.setWidget(content)
        return area

    @property
    def given(self) -> UrgentInput:
        """What was filled in."""
        latest = self.day("latest")
        assert latest is not None
        return UrgentInput(
            reason=self.text("reason"),
            latest=latest,
            decider=self.text("decider"),
            given=self.outcome.given(),
            consulted=self.text("consulted"),
            decided_on=self.day("decided_on"),
        )

    def refuse(self, error: CasustafelError) -> None:
        if self.outcome.show_error(error):
            self.do.setEnabled(True)
        else:
            super().refuse(error)


def ask_urgent(page: Page, case_id: str) -> None:
    """Ask what was decided on a case; what is refused stands in the dialog."""
    page.work.read(
        lambda reader: urgent.desk(reader, case_id),
        then=lambda desk: _open(page, desk),
        failed=page.refused,
        owner=page,
        lane="urgent",
    )


def _open(page: Page, desk: UrgentDesk) -> None:
    case = desk.view.case
    words = tr("Spoedbesluit over {number} vastgelegd. De vergadering bekrachtigt het.")
    ask(
        page,
        UrgentDialog(desk, page),
        lambda uow, given: urgent.record(uow, case.id, given),
        draft=f"urgent:{case.id}",
        changes=[Change("case", case.id), Change("meeting")],
        said=words.format(number=case.number),
        then=lambda _made: page.work.read(
            lambda reader: calendars.moved(reader, case.id),
            then=lambda moved: offer_new_time(page, moved),
            owner=page,
        ),
    )
