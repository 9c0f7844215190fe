"""What the story in `make.py` is told with: short ways to do what people do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.local_time import AMSTERDAM
from casustafel.domain.meetings import AgendaItem, Attendance, Meeting, Member, Presence
from casustafel.domain.outcomes import (
    Adjustment,
    AdjustmentKind,
    Contribution,
    FormalDecision,
)
from casustafel.services import (
    feedback,
    meetings,
    minutes,
    outcomes,
    room,
    urgent,
)
from casustafel.services.feedback import FeedbackInput
from casustafel.services.outcomes import OutcomeInput
from casustafel.services.urgent import UrgentInput
from workspaces import Table

VALID = date(2027, 5, 13)

K = AdjustmentKind
GRANTED = OutcomeInput(choice="toegekend", valid_until=VALID)
REFUSED = OutcomeInput(
    choice="afgewezen", reasons=("AF1",), motivation="Het Buurtteam kan dit zelf bieden."
)
HELD = OutcomeInput(choice="aangehouden", motivation="De onderbouwing van de omvang ontbreekt.")
ADJUSTED = OutcomeInput(
    choice="toegekend_met_aanpassing",
    reasons=("TK1", "TK4"),
    motivation="Korter volstaat nu de gezinswerker aansluit.",
    adjustments=(
        Adjustment(kind=K.DURATION, asked="26 weken", advised="13 weken"),
        Adjustment(kind=K.INTENSITY, asked="4 uur per week", advised="3 uur per week"),
    ),
    valid_until=date(2027, 2, 11),
    evaluation_on=date(2027, 1, 28),
    transfer_to="BJG",
    transfer_on=date(2027, 2, 11),
)
SHARES = (
    Contribution(party="School", task="Vaste werkplek", hours="2", until=VALID, law="onderwijs"),
    Contribution(party="BJG", task="Gezinsgesprek", hours="1", until=VALID, law="jeugdwet"),
)
SCHOOL = OutcomeInput(choice="toegekend", reasons=("ZT1",), contributions=SHARES, valid_until=VALID)


class Story:
    """The work of one month, told in the order in which it happened."""

    def __init__(self, table: Table, folder: Path) -> None:
        self.table, self.folder = table, folder
        self.do, self.ask = table.do, table.ask

    def at(self, day: int, hour: int, minute: int = 0) -> None:
        """Put the clock on a day of November 2026, local time."""
        moment = datetime(2026, 11, day, hour, minute, tzinfo=AMSTERDAM).astimezone(UTC)
        assert moment > self.table.clock.now
        self.table.clock.now = moment

    def status(self, case: Case) -> CaseStatus:
        return self.ask(lambda reader: reader.get(Case, case.id).status)

    def members(self, committee: str) -> dict[str, Member]:
        found = self.ask(lambda reader: reader.find(Member, committee=committee))
        return {member.discipline: member for member in found}

    def experts(self) -> list[str]:
        found = self.ask(lambda r: r.find(Member, committee="cpv", discipline="zorgexpert"))
        return [member.id for member in found]

    def plan(self, committee: str, day: date, starts: time, chosen: Sequence[Case]) -> Meeting:
        ends = time(starts.hour + 2)
        made = self.do(
            meetings.plan, committee, held_on=day, starts=starts, ends=ends, place="kamer 2.14"
        )
        self.do(meetings.schedule, made.id, [case.id for case in chosen])
        return made

    def open(self, meeting: Meeting, *absent: str) -> dict[str, AgendaItem]:
        """Open a meeting with everybody there but some disciplines; items by case number."""
        self.do(room.open_meeting, meeting.id)
        away = {self.members(meeting.committee)[code].id for code in absent}
        for one in self.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
            there = Presence.EXCUSED if one.member_id in away else Presence.PRESENT
            self.do(room.set_presence, meeting.id, one.member_id, there)
        return {item.title: item for item in self.ask(meetings.agenda, meeting.id)}

    def decide(self, item: AgendaItem, given: OutcomeInput, note: str = "", **answers: str) -> None:
        """Speak of an item for five minutes and record its outcome."""
        self.do(room.go_to, item.id)
        for criterion, value in answers.items():
            self.do(room.answer, item.id, criterion, value, "Besproken.")
        if note:
            self.do(room.note, item.id, note)
        self.table.clock.forward(minutes=5)
        self.do(outcomes.record, item.id, given)

    def close(self, meeting: Meeting, *, adopt: bool = True) -> None:
        self.table.clock.forward(minutes=2)
        self.do(room.close_meeting, meeting.id)
        if adopt:
            self.table.clock.forward(hours=1)
            self.do(minutes.put_up, meeting.id)
            self.do(minutes.adopt, meeting.id)

    def tell(self, chosen: Sequence[Case], day: int) -> None:
        given = FeedbackInput(
            told_to=("Verwijzer", "Zorgaanbieder"), told_on=date(2026, 11, day), channel="email"
        )
        self.do(feedback.report, [case.id for case in chosen], given)

    def beschikking(self, case: Case, number: int, day: int) -> None:
        decided = date(2026, 11, day)
        given = FormalDecision(
            id="",
            case_id=case.id,
            reference=f"Z-2026-{number:04}",
            decided_on=decided,
            decided_by="Team Toegang",
            objection_until=decided + timedelta(weeks=6),
        )
        self.do(feedback.decide, case.id, given)

    def ready(self, committee: str) -> list[Case]:
        return self.ask(
            lambda reader: reader.find(Case, "number", committee=committee, status=CaseStatus.READY)
        )

    def spoed(self, case: Case, day: int) -> None:
        given = UrgentInput(
            reason="De plaatsing loopt af.",
            latest=date(2026, 11, day + 2),
            decider="Voorzitter",
            consulted="Zorgexpert, BJG",
            given=replace(GRANTED, motivation="Vier weken zoals gevraagd."),
        )
        self.do(urgent.record, case.id, given)
