"""What must hold of the meetings of a table and their cases after each step, whatever it was."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import AgendaItem, ItemState, Meeting, MeetingState
from casustafel.domain.outcomes import Outcome, OutcomeKind
from casustafel.storage.store import Reader

#: An item that still has to be dealt with.
WAITING = (ItemState.OPEN, ItemState.CURRENT)

#: A meeting that can still deal with an item.
AHEAD = (MeetingState.PLANNED, MeetingState.IN_SESSION)

#: What the table said of such a case stands.
SETTLED = (CaseStatus.DECIDED, CaseStatus.REPORTED, CaseStatus.FOLLOW_UP, CaseStatus.CLOSED)


@dataclass
class Facts:
    """All that is kept of the meetings of a workspace, read at once."""

    meetings: dict[str, Meeting]
    items: list[AgendaItem]
    cases: list[Case]
    outcomes: list[Outcome]
    of_case: dict[str, list[AgendaItem]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.items:
            if item.case_id:
                self.of_case.setdefault(item.case_id, []).append(item)

    def meeting(self, item: AgendaItem) -> Meeting:
        return self.meetings[item.meeting_id]

    def waiting(self, case: Case) -> list[AgendaItem]:
        return [item for item in self.of_case.get(case.id, ()) if item.state in WAITING]

    def in_force(self, case: Case) -> list[Outcome]:
        """Return what was said of a case and stands: not held over, and not dealt with anew."""
        return [
            one
            for one in self.outcomes
            if one.case_id == case.id
            and one.current
            and one.kind is not OutcomeKind.HELD_OVER
            and one.followed_at is None
        ]


def facts(reader: Reader) -> Facts:
    """Read what the promises are about."""
    return Facts(
        meetings={one.id: one for one in reader.find(Meeting)},
        items=reader.find(AgendaItem, "position", "id"),
        cases=reader.find(Case, "number"),
        outcomes=reader.find(Outcome, "decided_at", "revision"),
    )


Promise = Callable[[Facts], Iterator[str]]


def one_current_item(at: Facts) -> Iterator[str]:
    """One item of a meeting is current, and it is the meeting's own."""
    for meeting in at.meetings.values():
        mine = [item for item in at.items if item.meeting_id == meeting.id]
        current = [item for item in mine if item.state is ItemState.CURRENT]
        if len(current) > 1 or any(item.id != meeting.current_item_id for item in current):
            yield f"{meeting.held_on}: current are {[item.title for item in current]}"
        known = [item for item in mine if item.id == meeting.current_item_id]
        if meeting.current_item_id and not known:
            yield f"{meeting.held_on}: the current item is not on its agenda"
        if meeting.current_item_id and meeting.state is not MeetingState.IN_SESSION:
            yield f"{meeting.held_on}: has a current item and does not sit"


def one_clock(at: Facts) -> Iterator[str]:
    """Time runs for the current item of a meeting that sits and is not paused, and only there."""
    for item in at.items:
        meeting = at.meeting(item)
        if item.current_since is None:
            if item.state is ItemState.CURRENT and not meeting.paused_at:
                yield f"{item.title}: is current and its clock stands still"
        elif item.id != meeting.current_item_id or meeting.paused_at:
            yield f"{item.title}: its clock runs"


def one_outcome(at: Facts) -> Iterator[str]:
    """A decided case has one outcome in force, which is final; it was not dealt with anew."""
    for case in at.cases:
        said = at.in_force(case)
        if case.status in SETTLED and [one.provisional for one in said] != [False]:
            yield f"{case.number} is {case.status}: {[one.choice for one in said]}"


def provisional_both(at: Facts) -> Iterator[str]:
    """A case is provisional if and only if its outcome in force is; unless it was withdrawn."""
    for case in at.cases:
        if case.status is CaseStatus.WITHDRAWN:
            continue
        provisional = [one.provisional for one in at.in_force(case)] == [True]
        if provisional != (case.status is CaseStatus.PROVISIONAL):
            yield f"{case.number} is {case.status}, and its outcome is provisional: {provisional}"


def unsaid_while_open(at: Facts) -> Iterator[str]:
    """Of a case that still waits for a table nothing is in force."""
    for case in at.cases:
        spoken = case.status in (*SETTLED, CaseStatus.PROVISIONAL, CaseStatus.WITHDRAWN)
        if not spoken and (said := at.in_force(case)):
            yield f"{case.number} is {case.status}, and it was {[one.choice for one in said]}"


def closed_is_done(at: Facts) -> Iterator[str]:
    """A meeting that was closed or called off has no open case."""
    for item in at.items:
        if item.case_id and item.state in WAITING and at.meeting(item).state not in AHEAD:
            yield f"{item.title} is {item.state} in a meeting that is {at.meeting(item).state}"


def one_agenda(at: Facts) -> Iterator[str]:
    """A case is open on one agenda at most."""
    for case in at.cases:
        if len(waiting := at.waiting(case)) > 1:
            yield f"{case.number}: on {[str(at.meeting(item).held_on) for item in waiting]}"


def listed_is_open(at: Facts) -> Iterator[str]:
    """A case that is open on an agenda is scheduled or in discussion, and nothing else."""
    for case in at.cases:
        if at.waiting(case) and case.status not in (CaseStatus.SCHEDULED, CaseStatus.IN_SESSION):
            yield f"{case.number} is {case.status} and open on an agenda"


def scheduled_is_listed(at: Facts) -> Iterator[str]:
    """A scheduled case is open on an agenda, or was left over and waits for the next one."""
    for case in at.cases:
        items = at.of_case.get(case.id, ())
        if case.status is not CaseStatus.SCHEDULED or at.waiting(case):
            continue
        if not any(item.state is ItemState.CARRIED_OVER for item in items):
            yield f"{case.number} is scheduled and stands on no agenda"


def discussed_where_one_sits(at: Facts) -> Iterator[str]:
    """A case is in discussion only where a meeting sits that has it open."""
    for case in at.cases:
        if case.status is CaseStatus.IN_SESSION and not any(
            at.meeting(item).state is MeetingState.IN_SESSION for item in at.waiting(case)
        ):
            yield f"{case.number} is in discussion where no meeting sits"


def times_in_order(at: Facts) -> Iterator[str]:
    """No meeting ends before it began, and no item took less than no time."""
    for one in at.meetings.values():
        if one.closed_at and (one.opened_at is None or one.closed_at < one.opened_at):
            yield f"{one.held_on}: closed at {one.closed_at}, opened at {one.opened_at}"
    for item in at.items:
        if item.spent_seconds < 0:
            yield f"{item.title}: {item.spent_seconds} s"


PROMISES: tuple[Promise, ...] = (
    one_current_item,
    one_clock,
    one_outcome,
    provisional_both,
    unsaid_while_open,
    closed_is_done,
    one_agenda,
    listed_is_open,
    scheduled_is_listed,
    discussed_where_one_sits,
    times_in_order,
)

#: What is promised of the steps themselves.
WORDED = "no error but a worded one"
WAY_OUT = "a way to adopted minutes of every meeting that began"
WAY_ON = "a way to an outcome of every case that was not withdrawn"


def sentence(promise: Promise) -> str:
    """Return what a promise says."""
    return (promise.__doc__ or promise.__name__).strip()


def broken(reader: Reader) -> dict[str, list[str]]:
    """Return the promises that do not hold, each with what was found."""
    return not_held(facts(reader))


def not_held(at: Facts) -> dict[str, list[str]]:
    """Return the promises that do not hold of what is given, each with what was found."""
    found = {sentence(promise): list(promise(at)) for promise in PROMISES}
    return {name: said for name, said in found.items() if said}
