"""The queue: its table and filters, its pages, one case at a glance, and the whole list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from casustafel.domain import terms
from casustafel.domain.asked import sentence
from casustafel.domain.case_routing import for_bjg, route_from_text
from casustafel.domain.cases import OPEN, Case, CaseAnswer, CaseStatus, age_on, short_name
from casustafel.domain.committees import Committee
from casustafel.domain.completeness import APPLIED_ON, applied_on
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import Meeting, MeetingState
from casustafel.domain.outcomes import Outcome
from casustafel.domain.urgent import UrgentDecision
from casustafel.domain.wording import word
from casustafel.domain.wording.phrases import word_route, word_triggers
from casustafel.services import places
from casustafel.services.case import case_outcomes, cases
from casustafel.services.case.case_outcomes import Said
from casustafel.services.case.cases import CaseView
from casustafel.services.case.intake import days_waiting
from casustafel.services.definitions import tables
from casustafel.services.register.register import StopLabel, stop_label
from casustafel.services.use_case import Found, Reader, Reading, Right, part, read
from casustafel.storage.queries import queue as rows
from casustafel.storage.queries.queue import MEDICAL_REFERRERS as MEDICAL_REFERRERS
from casustafel.storage.queries.queue import QueueQuery as QueueQuery
from casustafel.storage.queries.queue import QueueRow as QueueRow

#: What stands in the queue when nobody asks for a state: all that wait for the table.
QUEUE = OPEN | {CaseStatus.DRAFT}


@dataclass(frozen=True, slots=True)
class QueueAnswer:
    """One page of the queue with the counts of its chips; `today` is what waiting counts to.

    `carried` of those that are scheduled were carried over and stand on no agenda yet: the next
    meeting takes them, once it is planned.
    """

    rows: tuple[QueueRow, ...]
    total: int
    counts: dict[CaseStatus, int]
    oldest: date | None
    today: date
    carried: int = 0


def of_table(reader: Reading, query: QueueQuery) -> Found[QueueQuery]:
    """A list of cases of one table; without one of all tables at which they may be read."""
    if query.committee is not None:
        return Found(query, (query.committee,))
    codes = places.own_tables(reader, None).tables
    return Found(query, codes, narrowed=lambda own: replace(query, committees=frozenset(own)))


@read(Right.READ_CASES, at=of_table)
def page(
    reader: Reading,
    query: QueueQuery,
    *,
    offset: int = 0,
    limit: int = 100,
    known: QueueAnswer | None = None,
) -> QueueAnswer:
    """Return one page (at most `limit` rows from `offset`), oldest first unless asked otherwise.

    `known` is an earlier answer whose counts still hold: another chip, filter, sort or search
    changes none of them, so they are not counted again.
    """
    if not query.statuses:
        query = replace(query, statuses=QUEUE)
    connection = reader.connection
    query = rows.looked_up(connection, reader.actor, query)
    counts = (
        known.counts
        if known
        else rows.count_by_status(connection, reader.actor, query.committee or "")
    )
    unfiltered = query == QueueQuery(
        committee=query.committee,
        statuses=query.statuses,
        sort=query.sort,
        descending=query.descending,
    )
    return QueueAnswer(
        rows=_dated(reader, rows.page(connection, query, offset=offset, limit=limit)),
        total=sum(counts.get(status, 0) for status in query.statuses)
        if unfiltered
        else rows.count(connection, query),
        counts=counts,
        oldest=known.oldest
        if known
        else rows.oldest(connection, reader.actor, query.committee or "", OPEN),
        today=reader.today,
        carried=known.carried
        if known
        else carried_over(reader, query.committee or "", counts.get(CaseStatus.SCHEDULED, 0)),
    )


def _dated(reader: Reader, found: Sequence[QueueRow]) -> tuple[QueueRow, ...]:
    """Return rows with the day of each Wmo application, from which another term runs."""
    asked = [row.id for row in found if row.law == "wmo"]
    if not asked:
        return tuple(found)
    said = reader.find(CaseAnswer, case_id=asked, item=APPLIED_ON)
    days = {one.case_id: applied_on({APPLIED_ON: one.value}) for one in said}
    return tuple(replace(row, applied_on=days[row.id]) if row.id in days else row for row in found)


@part
def carried_over(reader: Reading, committee: str, scheduled: int) -> int:
    """Return how many of the scheduled cases of a table wait for a meeting to be planned."""
    return scheduled - rows.count_listed(reader.connection, committee) if scheduled else 0


@read(Right.READ_CASES, at=places.table)
def waiting(reader: Reading, committee: str) -> int:
    """Return how many cases wait for a table."""
    counts = rows.count_by_status(reader.connection, reader.actor, committee)
    return sum(count for status, count in counts.items() if status in OPEN)


@read(Right.READ_CASES, at=of_table)
def rows_of(reader: Reading, query: QueueQuery, *, offset: int, limit: int) -> list[QueueRow]:
    """Return a further page of a list whose counts are known."""
    if not query.statuses:
        query = replace(query, statuses=QUEUE)
    query = rows.looked_up(reader.connection, reader.actor, query)
    return list(_dated(reader, rows.page(reader.connection, query, offset=offset, limit=limit)))


@read(Right.READ_CASES, at=places.table)
def all_rows(
    reader: Reading, committee: str, statuses: Iterable[CaseStatus] = ()
) -> list[QueueRow]:
    """Return the whole queue of a table, oldest first."""
    query = QueueQuery(committee=committee, statuses=frozenset(statuses) or QUEUE)
    query = rows.looked_up(reader.connection, reader.actor, query)
    return rows.page(reader.connection, query, offset=0, limit=10_000_000)


def client_label(row: QueueRow, today: date) -> str:
    """Return how a list shows a client: initials and age, as J.M. (12), or why it does not."""
    if row.hidden:
        return "neemt niet deel" if row.hidden == "recused" else "niet van uw team"
    letters = short_name(row.initials, row.given_names, row.surname)
    age = age_on(row.birth_date, today)
    return f"{letters} ({age})" if age is not None else letters


def trigger_label(row: QueueRow | Case) -> str:
    """Return why the case is here: the router's triggers, or what the list said."""
    if row.route_reasons:
        triggers = route_from_text(row.route_reasons).triggers
        if triggers:
            return word_triggers(triggers, "nl")
    given = row.list_trigger or ""
    return terms.TRIGGER.get(given.upper(), given)


def route_sentence(row_reasons: str | None, language: str = "nl") -> str:
    """Return the route with its reasons in one sentence; empty while there is none."""
    if not row_reasons:
        return ""
    return word_route(route_from_text(row_reasons), "nl" if language == "nl" else "en")


def as_json(row: QueueRow, today: date) -> dict[str, object]:
    """Return what `queue --json` prints of a case."""
    return {
        "case_number": row.number,
        "table": row.committee,
        "status": row.status.value,
        "phase": row.phase.value if row.phase else None,
        "route": row.route,
        "reason": row.end_reason or route_sentence(row.route_reasons, "en") or None,
        "care_form": row.care_form,
        "provider": row.provider or None,
        "referrer": row.referrer_name or row.referrer_type,
        "received": row.received.isoformat(),
        "days_waiting": days_waiting(row.received, today),
        "urgent": row.urgent,
        "held_until": row.held_until.isoformat() if row.held_until else None,
        "completeness": {"met": row.met, "of": row.of},
    }


@dataclass(frozen=True, slots=True)
class Desk:
    """A table with the choices of its filters and the meeting that cases can be put on."""

    committee: Committee
    care_forms: tuple[str, ...]
    providers: tuple[tuple[str, str], ...]
    referrers: tuple[str, ...]
    next_meeting: Meeting | None
    apart: time | None = None
    """When the next meeting begins, where another is planned on that day."""


@read(Right.READ_CASES, at=places.table)
def desk(reader: Reading, committee: str) -> Desk:
    """Return what the queue page of a table shows besides its list."""
    ahead = _ahead(reader, committee)
    asks = reader.connection, reader.actor
    twice = len(ahead) > 1 and ahead[0].held_on == ahead[1].held_on
    return Desk(
        committee=tables.committee(reader, committee),
        care_forms=tuple(rows.distinct(*asks, "care_form", committee)),
        providers=tuple(rows.providers_of(*asks, committee)),
        referrers=tuple(rows.distinct(*asks, "referrer_name", committee)),
        next_meeting=ahead[0] if ahead else None,
        apart=ahead[0].starts if twice else None,
    )


def _ahead(reader: Reading, committee: str) -> list[Meeting]:
    """Return the planned meetings of a table that are today or later."""
    today = reader.today
    planned = reader.find(
        Meeting, "held_on", "starts", committee=committee, state=MeetingState.PLANNED
    )
    return [meeting for meeting in planned if meeting.held_on >= today]


@dataclass(frozen=True, slots=True)
class QueueDetail:
    """One case at a glance. `stop`: one that holds or starts soon; `earlier` in words.

    `urgent` is a decision outside a meeting that waits for ratification; `carried` says that the
    case was carried over and stands on no agenda yet. `said` are its outcomes, the newest first;
    `again` is the one after which it waits for the table anew.
    """

    view: CaseView
    route: str
    stop: StopLabel | None
    earlier: str
    asked: str
    today: date
    urgent: UrgentDecision | None = None
    carried: bool = False
    said: tuple[Said, ...] = ()

    @property
    def again(self) -> Outcome | None:
        """The outcome after which the case waits for the table anew; None when none does."""
        return case_outcomes.again(self.said)


def _route_words(case: Case) -> str:
    """Return the route in words, with a hint for a herindicatie that BJG takes ([000]).

    Why somebody withdrew a case is no route (H46).
    """
    why = case.end_reason if case.status is not CaseStatus.WITHDRAWN else None
    said = why or route_sentence(case.route_reasons)
    hint = word("route-hint-bjg", {}, "nl").what if for_bjg(case) else ""
    return f"{said} {hint}".strip()


@read(Right.READ_CASES, at=places.case)
def detail(reader: Reading, case: Case) -> QueueDetail:
    """Return a case as the detail pane shows it; this is no opening, so it is not logged."""
    view = cases.view.within(reader, case)
    return QueueDetail(
        view=view,
        route=_route_words(view.case),
        stop=stop_label.within(reader, view.case),
        earlier=_earlier(reader, view),
        asked=sentence(view.case),
        today=reader.today,
        urgent=reader.first(UrgentDecision, case_id=case.id, ratified=None),
        carried=rows.carried(reader.connection, case.id),
        said=case_outcomes.said_of(reader, view.case),
    )


def _earlier(reader: Reader, view: CaseView) -> str:
    if not view.others:
        return ""
    count = len(view.others)
    words = "1 casus" if count == 1 else f"{count} casussen"
    outcomes = reader.find(
        Outcome, "-decided_at", case_id=[one.id for one in view.others], current=True
    )
    if not outcomes:
        return words
    last = outcomes[0]
    label = tables.committee(reader, last.committee).outcome(last.choice).label
    return f"{words}, laatst {local_day(last.decided_at):%d-%m-%Y} {label}"
