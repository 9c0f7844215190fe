"""What waits after the meeting, as the page Terugkoppeling shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from casustafel.domain import terms
from casustafel.domain.alike import grouped
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.committees import Committee
from casustafel.domain.follow_up import to_tell_again
from casustafel.domain.outcomes import Feedback, FormalDecision, Landing
from casustafel.domain.people import Actor, Right
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.following.feedback import AFTER, open_promises
from casustafel.services.places import AtItem
from casustafel.services.use_case import Free, Reading, read
from casustafel.storage.queries import feedback as rows
from casustafel.storage.queries.feedback import ReportRow

#: More cases than this are not shown at once; a meeting has fewer.
_MOST = 500


class Step(StrEnum):
    """What a decided case waits for; the value is the key of its chip."""

    REPORT = "report"
    AGAIN = "again"
    """Somebody was told what does not stand any more."""
    DECISION = "decision"
    FOLLOW_UP = "follow_up"
    DONE = "done"


STEPS = {
    CaseStatus.DECIDED: Step.REPORT,
    CaseStatus.REPORTED: Step.DECISION,
    CaseStatus.FOLLOW_UP: Step.FOLLOW_UP,
    CaseStatus.CLOSED: Step.DONE,
}
_OPEN = tuple(status for status in AFTER if status is not CaseStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """One decided case: what waits, to whom it was told, and what became of it in words."""

    row: ReportRow
    step: Step
    outcome: str
    told: tuple[Feedback, ...]
    decision: str
    promises: int
    again: tuple[Feedback, ...] = ()
    landing: Landing | None = None
    today: date = date.min

    @property
    def days(self) -> int:
        """How many days it took from receipt until the outcome was told, or takes by now."""
        since = self.row.held_on
        told = [one.told_on for one in self.told if not one.provisional and one.told_on >= since]
        return max((min(told, default=self.today) - self.row.received).days, 0)

    @property
    def id(self) -> str:
        """The id of the case."""
        return self.row.case_id

    @property
    def needs_landing(self) -> bool:
        """Whether it is not yet said which other help there is after a no."""
        return self.row.kind.sends_elsewhere and self.landing is None

    @property
    def may_land(self) -> bool:
        """Whether it can be answered if the help after a no began."""
        return self.landing is not None and self.landing.landed is None


@dataclass(frozen=True, slots=True)
class FeedbackDesk:
    """The decided cases of a table, or of one meeting of it.

    `counts` and `meetings` (id, day, time where the day has two, how many) are of what waits,
    whatever is shown.
    """

    committee: Committee
    lines: tuple[FeedbackLine, ...]
    counts: dict[Step, int]
    meetings: tuple[tuple[str, date, time | None, int], ...]
    today: date


@read(Right.READ_CASES, at=places.table)
def desk(reader: Reading, committee: str, step: str = "", meeting_id: str = "") -> FeedbackDesk:
    """Return the cases that wait for a step ("" = all), of one meeting or of all."""
    table = tables.committee(reader, committee)
    stale = {one.case_id for one in rows.stale(reader.connection, reader.actor, [committee])}
    statuses: Sequence[CaseStatus] = _OPEN
    if step:
        statuses = [one for one in AFTER if step == Step.AGAIN or STEPS[one] == step]
    found = rows.reportable(
        reader.connection, reader.actor, committee, statuses, meeting_id=meeting_id, limit=_MOST
    )
    if step == Step.AGAIN:
        found = [row for row in found if row.case_id in stale]
    ids = [row.case_id for row in found]
    landings = {one.case_id: one for one in reader.find(Landing, case_id=ids)}
    told = grouped(reader.find(Feedback, "told_on", "id", case_id=ids), lambda one: one.case_id)
    promises = open_promises(reader, ids)
    counted = rows.counted(reader.connection, reader.actor, [committee], AFTER)[committee]
    return FeedbackDesk(
        committee=table,
        lines=tuple(
            FeedbackLine(
                row=row,
                step=Step.AGAIN if row.case_id in stale else STEPS[row.status],
                outcome=table.outcome(row.choice).on_paper,
                told=tuple(told.get(row.case_id, ())),
                decision=_decision_words(row),
                promises=promises.get(row.case_id, 0),
                again=to_tell_again(
                    told.get(row.case_id, ()), row.outcome_id, provisional=row.provisional
                ),
                landing=landings.get(row.case_id),
                today=reader.today,
            )
            for row in found
        ),
        counts={
            **{STEPS[status]: count for status, (count, _oldest) in counted.items()},
            Step.AGAIN: len(stale),
        },
        meetings=tuple(rows.meetings_with(reader.connection, reader.actor, committee, _OPEN)),
        today=reader.today,
    )


def _decision_words(row: ReportRow) -> str:
    if row.none_because:
        return f"geen: {row.none_because}"
    if row.reference is None or row.decided_on is None:
        return ""
    departs = ", wijkt af" if row.departs else ""
    return f"{row.reference}, {row.decided_on:%d-%m-%Y}{departs}"


def referrer_words(row: ReportRow) -> str:
    """Return who referred, by organisation or sort."""
    return row.referrer_name or terms.REFERRER_TYPE.get(row.referrer_type or "", "")


@read(Free("counts nothing without the right"))
def waiting(reader: Reading, *, actor: Actor, committee: str) -> int:
    """Return how many cases wait for terugkoppeling, for whoever records it; else 0."""
    if not actor.may(Right.RECORD_OUTCOMES, committee):
        return 0
    found = rows.counted(reader.connection, reader.actor, [committee], [CaseStatus.DECIDED])
    return found[committee].get(CaseStatus.DECIDED, (0, date.min))[0]


@read(Right.READ_CASES, at=places.item)
def told_of(reader: Reading, at: AtItem) -> tuple[Feedback, ...]:
    """Return what was told of the case of an item, by day: who takes it back has to tell anew."""
    if at.item.case_id is None:
        return ()
    return tuple(reader.find(Feedback, "told_on", "id", case_id=at.item.case_id))


@read(Right.READ_CASES, at=places.case)
def decision_of(reader: Reading, case: Case) -> FormalDecision | None:
    """Return the beschikking of a case as it was recorded, to change it."""
    return reader.first(FormalDecision, case_id=case.id)
