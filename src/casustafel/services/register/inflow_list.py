"""Lists of begun care come in, are matched, and leave nothing but what is still to be asked.

Ground: Jeugdwet 7.4.0 lid 1 d, from messages that the college has already (domain.md §9,
Instroom). What stays of a list is one `InflowList` with counts, and a line for whoever has no known
route: until it is answered, or its term is over.
"""

import hashlib
import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from casustafel.domain.case_routing import referrer_of
from casustafel.domain.errors import RuleError
from casustafel.domain.findings import Finding, said
from casustafel.domain.ids import new_id
from casustafel.domain.inflow import (
    ANSWERS,
    InflowEntry,
    InflowFacts,
    InflowList,
    LawfulRoute,
    same_help,
    stop_of,
)
from casustafel.domain.local_time import local_day
from casustafel.domain.norms import CareForm, Norm
from casustafel.domain.routing_facts import Exemption, RequestKind
from casustafel.domain.stops import Register, Toeleidingsstop
from casustafel.excel.case_list import CaseList, CleanRow
from casustafel.excel.remarks import remark
from casustafel.services.importing.aliases import spellings
from casustafel.services.importing.answer import ImportAnswer, RowAnswer, RowState, answer_of
from casustafel.services.importing.known import Created, Providers
from casustafel.services.importing.run import read_list
from casustafel.services.register.inflow_facts import Requests
from casustafel.services.use_case import Found, Reader, Reading, Right, UnitOfWork, part, use_case
from casustafel.services.use_case import read as declared_read

TABLE = "instroom"
OPEN, OUTSIDE, SETTLED, LINES = "open", "outside", "settled", "lines"
_GROUND, _SALT, _WEEKS = "inflow-ground", "inflow-salt", "inflow-weeks"
#: The longest that an open line is kept (domain.md §9, Instroom).
MOST_WEEKS = 6


@dataclass(frozen=True, slots=True)
class Ground:
    """The controleplan by its kenmerk, and the day since when residents could read of it."""

    plan: str
    published_on: date


@declared_read(Right.MANAGE_NORMS)
def read(
    reader: Reading, path: Path, *, sheet: str | None = None, date_order: str = "dmy"
) -> CaseList:
    """Read and clean a list of begun care."""
    given = read_list(
        path,
        TABLE,
        sheet=sheet,
        date_order=date_order,
        aliases=spellings(reader),
        today=reader.today,
    )
    remark(given, TABLE)
    return given


@part
def ground_of(reader: Reader) -> Ground | None:
    """Return on what ground lists come in; None until somebody recorded it."""
    kept = reader.setting(_GROUND)
    if not isinstance(kept, dict):
        return None
    return Ground(kept["plan"], date.fromisoformat(kept["published_on"]))


@part
def in_term(reader: Reading) -> list[InflowEntry]:
    """Return the lines that are settled, or open and within their term."""
    lists = {one.id: one for one in reader.find(InflowList)}
    first = reader.today - timedelta(weeks=_weeks(reader))
    entries = reader.find(InflowEntry, "came_in_on", "id")
    return [
        one
        for one in entries
        if one.settled_on or local_day(lists[one.list_id].imported_at) >= first
    ]


def _weeks(reader: Reader) -> int:
    kept = reader.setting(_WEEKS)
    return kept if isinstance(kept, int) else MOST_WEEKS


@use_case(Right.MANAGE_NORMS)
def record_ground(uow: UnitOfWork, ground: Ground) -> None:
    """Record on what ground lists come in. Raises RuleError without kenmerk, or for a later day."""
    if not ground.plan.strip():
        raise RuleError("inflow-needs-plan")
    if ground.published_on > uow.today:
        raise RuleError("inflow-published-ahead", day=ground.published_on)
    value = {"plan": ground.plan.strip(), "published_on": ground.published_on.isoformat()}
    uow.choose(_GROUND, value)
    uow.audit("inflow-ground", "register", "inflow", changes=value)


@use_case(Right.MANAGE_NORMS)
def set_weeks(uow: UnitOfWork, weeks: int) -> None:
    """Set how many weeks open lines are kept, at most six. Raises RuleError('inflow-weeks')."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise RuleError("inflow-weeks", most=MOST_WEEKS)
    uow.choose(_WEEKS, weeks)
    uow.audit("inflow-term", "register", "inflow", weeks=weeks)
    forget(uow)


@use_case(Right.MANAGE_NORMS)
def run(
    uow: UnitOfWork, given: CaseList, *, dry_run: bool = False, provider_plan: str | None = None
) -> ImportAnswer:
    """Match a list of begun care and keep what is to be asked, or only say so. Raises RightError.

    `provider_plan`: the list comes from a provider, under this specific controleplan. Raises
    RuleError when it names none (Regeling Jeugdwet 6b). The same file again changes nothing.
    """
    if provider_plan is not None and not provider_plan.strip():
        raise RuleError("inflow-provider-plan")
    forget(uow)
    known = uow.first(InflowList, file_hash=given.file_sha256) is not None
    work = _Matching(uow, given)
    lines = [work.row(row) for row in given.rows]
    counts = dict(work.counts) | {LINES: work.counts.total()}
    told = _told(work.counts, known=known, ground=ground_of(uow) is not None)
    answer = answer_of(given, TABLE, lines, told)
    answer.known_before = known
    if dry_run:
        uow.keep_nothing()
    elif not known and work.days:
        made = InflowList(
            id=work.list_id,
            file_name=given.file_name,
            file_hash=given.file_sha256,
            imported_at=uow.clock(),
            imported_by=uow.actor.name,
            since=min(work.days),
            until=max(work.days),
            counts=counts,
            not_begun=work.not_begun(),
            plan=(provider_plan or "").strip(),
        )
        uow.add(made)
        work.keep()
        uow.audit("inflow-imported", "register", made.id, file_hash=made.file_hash, rows=counts)
    return answer


def _told(counts: Counter[str], *, known: bool, ground: bool) -> list[Finding]:
    told = [said(0, "inflow-known-list")] if known else []
    if not ground:
        told.append(said(0, "inflow-ground-missing"))
    for route in LawfulRoute:
        if counts[route]:
            values = {"route": route, "count": counts[route]}
            told.append(said(0, "inflow-counted", **values))
    for code in (OPEN, OUTSIDE, SETTLED):
        if counts[code]:
            told.append(said(0, f"inflow-counted-{code}", count=counts[code]))
    return told


class _Matching:
    """One list against the register and the requests; gathers what is to be kept."""

    def __init__(self, uow: UnitOfWork, given: CaseList) -> None:
        self.list_id = new_id()
        self.counts: Counter[str] = Counter()
        self.days: list[date] = []
        self._uow = uow
        self._register = Register(uow.find(Norm), uow.find(Toeleidingsstop))
        values = [row.values for row in given.rows if not row.refused]
        self._requests = Requests(uow, self._register, {v["bsn"] for v in values if v.get("bsn")})
        self._created = Created()
        self._providers = Providers(uow, self._created)
        self._salt = str(uow.setting(_SALT) or secrets.token_hex(16))
        self._kept = {one.mark: one for one in uow.find(InflowEntry)}
        self._seen: set[str] = set()
        self._begun: set[tuple[str, str]] = set()
        self._added: list[InflowEntry] = []
        self._gone: list[InflowEntry] = []
        self._earlier: defaultdict[str, list[InflowFacts]] = defaultdict(list)
        self._ended: dict[int, date | None] = {}
        for row in given.rows:
            facts = self._facts(row)
            if facts is not None:
                self._earlier[facts.client].append(facts)
                self._ended[id(facts)] = row.values.get("ends_on")

    def row(self, row: CleanRow) -> RowAnswer:
        """Say what becomes of one row, and gather it."""
        facts = self._facts(row)
        if facts is None:
            missing = said(row.row, "inflow-row-incomplete")
            found = [] if row.refused else [missing]
            return RowAnswer(row.row, RowState.REFUSED, (*row.findings, *found))
        bsn, number = row.values.get("bsn"), row.values.get("allocation_number")
        mark = self._mark(row)
        if mark in self._seen:
            twice = said(row.row, "inflow-row-twice")
            return RowAnswer(row.row, RowState.DUPLICATE, (*row.findings, twice))
        self._seen.add(mark)
        self.days.append(facts.came_in_on)
        owner = self._requests.owner(bsn, number)
        if owner is not None:
            self._begun.add((owner, facts.provider_id))
        kept = self._kept.get(mark)
        line = self._requests.line(self._renewed(facts), bsn, number)
        if line is None:
            state, counted_as = RowState.UNCHANGED, OUTSIDE
        elif line.route is not None:
            state, counted_as = RowState.UNCHANGED, line.route
        elif kept is not None and kept.settled_on:
            state, counted_as = RowState.UNCHANGED, kept.route or SETTLED
        else:
            state, counted_as = RowState.NEW if kept is None else RowState.UNCHANGED, OPEN
            self._added.append(self._entry(row, facts, mark))
        if kept is not None and not kept.settled_on:
            self._gone.append(kept)
        self.counts[counted_as] += 1
        return RowAnswer(row.row, state, tuple(row.findings))

    def not_begun(self) -> tuple[str, ...]:
        """Return the cases that were granted for these days, of which no care began."""
        first, last = min(self.days), max(self.days)
        return tuple(
            case.number
            for case in self._requests.granted()
            if (case.client_id, case.provider_id) not in self._begun
            and first <= (case.starts_on or self._requests.granted_on(case)) <= last
        )

    def keep(self) -> None:
        """Write the lines that are to be asked, in place of what an older list said of them."""
        self._uow.choose(_SALT, self._salt)
        self._drop_known()
        for one in self._gone:
            self._uow.delete(InflowEntry, id=one.id)
            self._uow.wipe()
        self._uow.add_all(self._added)

    def _drop_known(self) -> None:
        """Let go what older lists left open and what has a route by now."""
        for one in self._kept.values():
            line = None if one.settled_on else self._requests.entry_line(one)
            if line is not None and line[1].route is not None and one not in self._gone:
                self._gone.append(one)

    def _facts(self, row: CleanRow) -> InflowFacts | None:
        """Return what a row says; None for one that cannot be matched."""
        get = row.values.get
        starts_on, name, agb = get("starts_on"), get("provider") or "", get("agb")
        who = get("bsn") or get("client_key") or get("allocation_number")
        if row.refused or starts_on is None or not (name or agb) or not who:
            return None
        provider, _made = self._providers.named(name, agb)
        assert provider is not None
        reference = get("exemption_reference")
        return InflowFacts(
            client=str(who),
            case_number="",
            provider_id=provider.id,
            care_form=CareForm(row.values["care_form"]) if get("care_form") else None,
            came_in_on=starts_on,
            request_kind=RequestKind(get("request_kind") or RequestKind.NIEUW),
            referrer=referrer_of(get("referrer_type")),
            exemption=Exemption.RET if reference else Exemption.NONE,
            ret_reference=reference,
            crisis=get("crisis") is True,
        )

    def _renewed(self, facts: InflowFacts) -> InflowFacts:
        """Return running care as a renewal: it follows on care that began before the stop."""
        stop = stop_of(self._register, facts.provider_id, facts.care_form, facts.came_in_on)
        day = timedelta(days=1)
        for one in self._earlier[facts.client]:
            ended = self._ended[id(one)]
            same = one.provider_id == facts.provider_id and same_help(
                one.care_form, facts.care_form
            )
            runs_on = one.came_in_on < facts.came_in_on <= (ended or facts.came_in_on) + day
            if stop and stop.starts_on and same and runs_on and one.came_in_on < stop.starts_on:
                return replace(facts, request_kind=RequestKind.VERLENGING)
        return facts

    def _mark(self, row: CleanRow) -> str:
        get = row.values.get
        number = get("allocation_number")
        told = str(number) if number else f"{get('bsn') or get('client_key')} {get('starts_on')}"
        return hashlib.sha256(
            f"{self._salt} {told} {get('agb') or get('provider')}".encode()
        ).hexdigest()

    def _entry(self, row: CleanRow, facts: InflowFacts, mark: str) -> InflowEntry:
        get = row.values.get
        return InflowEntry(
            id=new_id(),
            list_id=self.list_id,
            mark=mark,
            allocation_number=get("allocation_number"),
            bsn=get("bsn"),
            client_key=get("client_key") or "",
            provider_id=facts.provider_id,
            care_form=facts.care_form,
            came_in_on=facts.came_in_on,
        )


def entry(reader: Reading, key: str) -> Found[InflowEntry]:
    """A line of a list by its id: a place of use cases."""
    return Found(reader.get(InflowEntry, key))


@use_case(Right.MANAGE_NORMS, at=entry)
def settle(
    uow: UnitOfWork, entry: InflowEntry, route: LawfulRoute | None, reference: str = ""
) -> None:
    """Record what was answered of a line, once; what tells who it is about goes. Raises RuleError.

    `route` None: there is none, and that was spoken of. RET is answered with its kenmerk.
    """
    if entry.settled_on is not None:
        raise RuleError("inflow-settled", day=entry.settled_on)
    if route is not None and route not in ANSWERS:
        raise RuleError("inflow-answer-unfit", route=route)
    if route is LawfulRoute.RET and not reference.strip():
        raise RuleError("inflow-answer-reference")
    after = replace(
        entry,
        route=route,
        reference=reference.strip() if route is LawfulRoute.RET else "",
        settled_on=uow.today,
        settled_by=uow.actor.name,
        bsn=None,
        client_key="",
    )
    uow.replace(entry, after)
    uow.audit("inflow-settled", "register", entry.id, route=route or "")
    uow.wipe()
    forget(uow)


@part
def forget(uow: UnitOfWork) -> None:
    """Delete the open lines whose term is over."""
    kept = {one.id for one in in_term(uow)}
    over: Iterable[InflowEntry] = [o for o in uow.find(InflowEntry) if o.id not in kept]
    for one in over:
        uow.delete(InflowEntry, id=one.id)
        uow.wipe()
