"""A case, the states it walks through, and the moves that are allowed.

The tables of moves are the one of design.md, "State of a case". Every change of state in the
program goes through `move`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from casustafel.domain.errors import RuleError
from casustafel.domain.sizes import (
    Between,
    Large,
    Small,
    Text10,
    Text20,
    Text40,
    Text60,
    Text80,
    Text200,
    UpTo,
    Whole,
)


class CaseStatus(StrEnum):
    """Where a case stands. The value is what the command line and JSON say."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    INCOMPLETE = "incomplete"
    READY = "ready"
    SCHEDULED = "scheduled"
    IN_SESSION = "in_session"
    PROVISIONAL = "provisional"
    DEFERRED = "deferred"
    DECIDED = "decided"
    REPORTED = "reported"
    FOLLOW_UP = "follow_up"
    NOT_NEEDED = "not_needed"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


S = CaseStatus

#: Moves that a person or a rule makes beside the table.
MOVES: dict[CaseStatus, frozenset[CaseStatus]] = {
    S.DRAFT: frozenset({S.SUBMITTED}),
    S.SUBMITTED: frozenset({S.READY, S.INCOMPLETE, S.NOT_NEEDED, S.WITHDRAWN}),
    S.INCOMPLETE: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.READY: frozenset({S.INCOMPLETE, S.NOT_NEEDED, S.WITHDRAWN}),
    S.SCHEDULED: frozenset({S.WITHDRAWN}),
    S.IN_SESSION: frozenset(),
    S.PROVISIONAL: frozenset({S.WITHDRAWN}),
    S.DEFERRED: frozenset({S.READY, S.WITHDRAWN}),
    S.DECIDED: frozenset({S.REPORTED}),
    S.REPORTED: frozenset({S.FOLLOW_UP, S.CLOSED}),
    S.FOLLOW_UP: frozenset({S.CLOSED}),
    S.NOT_NEEDED: frozenset({S.SUBMITTED}),
    S.WITHDRAWN: frozenset(),
    S.CLOSED: frozenset(),
}

#: Moves that follow from a step at a table and are made nowhere else (see `at_table`). What was
#: decided in urgency is listed from any state before the meeting; what the table said is taken
#: up again in the meeting itself, or anew on a next item once its minutes were adopted.
AT_TABLE: dict[CaseStatus, frozenset[CaseStatus]] = {
    **dict.fromkeys((S.SUBMITTED, S.INCOMPLETE, S.READY), frozenset({S.SCHEDULED})),
    S.SCHEDULED: frozenset({S.IN_SESSION, S.READY}),
    S.IN_SESSION: frozenset({S.DECIDED, S.PROVISIONAL, S.DEFERRED, S.SCHEDULED}),
    S.PROVISIONAL: frozenset({S.DECIDED, S.READY, S.SCHEDULED, S.IN_SESSION}),
    S.DEFERRED: frozenset({S.SCHEDULED, S.IN_SESSION}),
    **dict.fromkeys((S.DECIDED, S.REPORTED), frozenset({S.IN_SESSION, S.READY})),
    **dict.fromkeys((S.FOLLOW_UP, S.CLOSED), frozenset({S.READY})),
}

#: States in which what was asked no longer changes: the table spoke of it, or nobody asks it any
#: more. A slip is mended with a reason (domain.md §9, Correcting).
READ_ONLY = frozenset({S.PROVISIONAL, S.DECIDED, S.REPORTED, S.FOLLOW_UP, S.WITHDRAWN, S.CLOSED})

#: What stays open of a case that is settled: where it is kept, and whom to reach.
OPEN_AFTER = frozenset({"dossier_number", "referrer_contact"})

#: States in which the table has not discussed the case yet.
BEFORE = frozenset({S.SUBMITTED, S.INCOMPLETE, S.READY, S.SCHEDULED, S.DEFERRED})

#: States in which the table has not yet given its outcome: these are routed anew when the
#: register changes (domain.md §8, Route) and stand in the queue.
OPEN = BEFORE | {S.IN_SESSION, S.PROVISIONAL, S.NOT_NEEDED}

#: States that may keep a day: until when a case is held over, or may be completed.
_HELD = frozenset({S.DEFERRED, S.INCOMPLETE, S.READY})

#: Moves that need a reason in words.
_NEEDS_REASON = frozenset({S.NOT_NEEDED, S.WITHDRAWN})


class Phase(StrEnum):
    """Phases of a Doorbraak case, a second field beside the status (design.md)."""

    LONGLIST = "longlist"
    PRE_SCAN = "pre_scan"
    ANALYSIS = "analyse"
    PLAN = "interventieplan"
    FOLLOW_UP = "opvolging"
    DONE = "afgerond"


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Clients who live together; `key` is the Huishoud-id of the list it came from."""

    id: str
    key: Text80 | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The person the help is for.

    `bsn` is optional: children of asylum seekers have none ([004] §5.2.1); then Jeugdwet 7.2.4
    asks name, birth date, postcode and house number. `no_bsn_reason`: asielzoeker,
    nog_niet_toegekend or spoed. `search_name` is the surname folded for search. `key` stands for
    the person in lists without BSN or name, until one names those who were chosen (domain.md §9).
    """

    id: str
    bsn: Annotated[str, UpTo(9)] | None = None
    no_bsn_reason: Text40 | None = None
    surname: Text200 = ""
    prefix: Text40 = ""
    given_names: Text200 = ""
    initials: Text40 = ""
    birth_date: date | None = None
    postcode: Annotated[str, UpTo(6)] | None = None
    house_number: Text20 | None = None
    district: Text80 | None = None
    household_id: str | None = None
    search_name: Text200 = ""
    key: Text80 | None = None

    def short_name(self) -> str:
        """Return the initials as lists show them: J.M."""
        return short_name(self.initials, self.given_names, self.surname)


def short_name(initials: str, given_names: str, surname: str) -> str:
    """Return the initials of somebody as lists show them: J.M."""
    first = initials.replace(".", "") or "".join(name[0] for name in given_names.split())
    return "".join(f"{letter}." for letter in (first[:1] + surname[:1]).upper())


def age_on(birth_date: date | None, day: date) -> int | None:
    """Return the age in whole years on a day; None without birth date."""
    if birth_date is None:
        return None
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (not had_birthday)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One request at one table.

    `law`: jeugd or wmo. `care_form`: a code of the table's care forms (domain.md §3.0).
    `request_kind`: nieuw, opnieuw, verlenging, ophoging. `unit` and `frequency` are the codes
    of iJw WJ756 and WMO757; `volume` counts units. `hours_per_week` is computed from them.
    Amounts are euro cents. `reference_date` is the peildatum of the route; None means the day
    of receipt. `measure` is what a longlist is ranked by (`selection`).
    `exemption`: regieteam or ret. `crisis` bypasses a stop; `ordered` is help ordered
    by a court, or chosen by a GI under a kinderbeschermingsmaatregel or jeugdreclassering, which
    no table refuses (domain.md §9; None: not answered). `delivery`: natura or pgb, which a stop
    does not bind; `responsible`: another municipality that is (Jeugdwet 2.3, by woonplaats).
    `entered_by` is the id of who brought it
    in, None when that is not known. `search_text`, `client_sort` and `provider_sort` are derived
    from client and provider whenever a case is written.
    """

    id: str
    committee: Text20
    year: Small
    sequence: Annotated[int, Between(1, 999_999_999)]
    number: Annotated[str, UpTo(24)]
    client_id: str
    status: CaseStatus
    received: date
    created_at: datetime
    changed_at: datetime
    law: Text10 = "jeugd"
    care_form: Text40 = "overig"
    phase: Phase | None = None
    request_kind: Text20 = "nieuw"
    reference_date: date | None = None
    sender_reference: Text80 | None = None
    dossier_number: Text80 | None = None
    provider_id: str | None = None
    delivery: Text20 | None = None
    responsible: Text80 | None = None
    referrer_type: Text40 | None = None
    referrer_name: Text200 = ""
    referrer_contact: Text200 = ""
    school_id: str | None = None
    product_category: Text10 | None = None
    product_code: Text20 | None = None
    allocation_number: Large | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    volume: Decimal | None = None
    unit: Text10 | None = None
    frequency: Text10 | None = None
    hours_per_week: Decimal | None = None
    weeks_open: Small | None = None
    list_trigger: Text40 | None = None
    route: Text20 | None = None
    route_reasons: Whole | None = None
    exemption: Text20 | None = None
    exemption_reference: Text80 | None = None
    exemption_on: date | None = None
    crisis: bool = False
    ordered: bool | None = None
    urgent: bool = False
    urgent_reason: str | None = None
    urgent_before: date | None = None
    held_until: date | None = None
    end_reason: str | None = None
    points_met: Annotated[int, Between(0, 20)] = 0
    points_of: Small = 6
    rank: int | None = None
    measure: Large | None = None
    annual_hours: Decimal | None = None
    annual_cents: Large | None = None
    previous_case_id: str | None = None
    import_id: str | None = None
    entered_by: str | None = None
    remark: str = ""
    search_text: Whole = ""
    client_sort: Text200 = ""
    provider_sort: Text200 = ""


#: Fields of a case that its own steps change and that nobody types.
NOT_TYPED = frozenset(
    {
        *("id", "committee", "year", "sequence", "number", "client_id", "status", "created_at"),
        *("changed_at", "route", "route_reasons", "points_met", "points_of", "measure"),
        *("import_id", "entered_by", "search_text", "client_sort", "provider_sort"),
        *("held_until", "end_reason"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAnswer:
    """What a request says on one item of the framework; `value` is JSON-able (see frameworks)."""

    id: str
    case_id: str
    item: Text60
    value: object
    by_hand: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CareLine:
    """A zorgregel of a Doorbraak list: one provision of one client. Amounts are euro cents."""

    id: str
    client_id: str
    import_id: str
    case_id: str | None = None
    row: int = 0
    law: Text10 = "jeugd"
    product_category: Text10 | None = None
    product_code: Text20 | None = None
    allocation_number: int | None = None
    provider_id: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    volume: Decimal | None = None
    unit: Text10 | None = None
    frequency: Text10 | None = None
    hours_per_week: Decimal | None = None
    annual_hours: Decimal | None = None
    annual_cents: Large | None = None
    residential: bool = False
    schemes: Small | None = None
    law_count: Small | None = None
    money_worries: bool | None = None
    period: Text80 | None = None
    first_help_on: date | None = None


_PHASES = {
    S.DRAFT: Phase.LONGLIST,
    **dict.fromkeys((S.READY, S.SCHEDULED, S.IN_SESSION), Phase.ANALYSIS),
    **dict.fromkeys((S.DECIDED, S.REPORTED), Phase.PLAN),
    S.FOLLOW_UP: Phase.FOLLOW_UP,
    **dict.fromkeys((S.NOT_NEEDED, S.WITHDRAWN, S.CLOSED), Phase.DONE),
}


def phase_in(case: Case, status: CaseStatus) -> Phase | None:
    """Return the phase of a case in a state; a case without one has none.

    What waits for the pre-scan goes on when that was done (`services.selection.prescan`). What is
    followed already, by its figures, stays so when its outcome is told.
    """
    if case.phase is None:
        return None
    if status is S.SUBMITTED and case.phase in (Phase.LONGLIST, Phase.DONE):
        return Phase.PRE_SCAN
    if status in (S.REPORTED, S.FOLLOW_UP) and case.phase in (Phase.FOLLOW_UP, Phase.DONE):
        return case.phase
    return _PHASES.get(status, case.phase)


def move(
    case: Case,
    to: CaseStatus,
    *,
    at: datetime,
    reason: str | None = None,
    held_until: date | None = None,
    incomplete: bool = False,
    at_table: bool = False,
) -> Case:
    """Return the case in its new state.

    `reason` is required for not_needed and withdrawn; `held_until` is required for deferred
    (domain.md §7: aangehouden always carries a date), and is otherwise the last day for completing
    it. `incomplete` lets a case be ready however complete it is: the table dealt with it before, or
    that day passed. `at_table` says that the move follows from a
    step at a table. Raises RuleError with the reason in words.
    """
    allowed = AT_TABLE.get(case.status, frozenset()) if at_table else MOVES[case.status]
    if to not in allowed:
        raise RuleError("case-move-refused", number=case.number, status=case.status, to=to)
    if to in _NEEDS_REASON and not (reason or "").strip():
        raise RuleError("case-move-needs-reason", number=case.number)
    if to is S.DEFERRED and held_until is None:
        raise RuleError("case-held-needs-date", number=case.number)
    if to is S.READY and case.points_met < case.points_of and not incomplete:
        raise RuleError(
            "case-not-complete", number=case.number, met=case.points_met, of=case.points_of
        )
    return replace(
        case,
        status=to,
        phase=phase_in(case, to),
        changed_at=at,
        held_until=held_until if to in _HELD else None,
        end_reason=reason if to in _NEEDS_REASON else None,
    )


#: What goes with the state of a case, as its history names it.
OF_STATE = ("status", "phase", "held_until", "end_reason")


def take_back(
    case: Case, was: CaseStatus, to: CaseStatus, *, at: datetime, old: Mapping[str, Any]
) -> Case:
    """Return a case as it was before somebody moved it from `was` to `to` beside the table.

    `old` holds what the move changed of `OF_STATE`, as its history tells it. A complete case that
    is submitted is ready at once. Raises RuleError when it moved on since.
    """
    leads = MOVES[was] | (MOVES[S.SUBMITTED] & {S.READY} if S.SUBMITTED in MOVES[was] else set())
    if case.status is not to or to not in leads:
        raise RuleError("case-moved-since", number=case.number, status=case.status)
    phase, until = old.get("phase", case.phase), old.get("held_until", case.held_until)
    return replace(
        case,
        status=was,
        phase=None if phase is None else Phase(phase),
        changed_at=at,
        held_until=date.fromisoformat(until) if isinstance(until, str) else until,
        end_reason=old.get("end_reason", case.end_reason),
    )


def returns_to_queue(case: Case, today: date) -> bool:
    """Say whether a case that was held over is due back in the queue."""
    return case.status is S.DEFERRED and case.held_until is not None and case.held_until <= today


def require_open(case: Case, reason: str = "") -> None:
    """Raise RuleError when what was asked no longer changes, unless a reason mends it.

    Source: domain.md §9, Correcting: a settled case is read-only; "gegevens herstellen" keeps both
    values and the reason.
    """
    if case.status in READ_ONLY and not reason.strip():
        raise RuleError("case-read-only", number=case.number)
