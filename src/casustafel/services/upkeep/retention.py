"""Terms, legal holds, and destruction: proposed by one, approved by another, replayed at a restore.

Nothing is destroyed of a kind of record whose category the archivist has not confirmed.
"""

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from casustafel.domain.alike import alike
from casustafel.domain.cases import CareLine, Case, Phase
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import AgendaItem
from casustafel.domain.outcomes import Outcome
from casustafel.domain.records import AuditEvent, ImportRecord
from casustafel.domain.retention import (
    DestroyedLine,
    Destruction,
    LegalHold,
    Proposal,
    RecordKind,
    RetentionRule,
    ended_on,
    mark_of,
    over_on,
    proposed,
    record_kind,
    require_second,
)
from casustafel.domain.terms import action_words
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.places import stored
from casustafel.services.upkeep import log_parts
from casustafel.services.upkeep.destroying import (
    destroy_cases,
    destroy_parts,
    destroy_parts_again,
    keys_of_parts,
    old_parts,
    unadopted,
)
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case

#: How long a backup is kept at most (domain.md §9).
BACKUP_WEEKS = 13

destruction = stored(Destruction, "destruction")
legal_hold = stored(LegalHold, "legal_hold")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A kind of record of a table: what is proposed, and what the archivist confirmed if he did."""

    committee: str
    table: str
    kind: RecordKind
    proposal: Proposal
    rule: RetentionRule | None


@dataclass(frozen=True, slots=True)
class Due:
    """What may go by now: whole cases, and rows of a kind."""

    line: DestroyedLine
    ids: tuple[str, ...]


@read(Right.MANAGE_RETENTION)
def rules(reader: Reading) -> list[RuleLine]:
    """Return each kind of record of each table, in their order."""
    confirmed = {(rule.committee, rule.kind): rule for rule in reader.find(RetentionRule)}
    return [
        RuleLine(one.code, one.short_name, kind, proposal, confirmed.get((one.code, kind)))
        for one in tables.all_committees(reader)
        for kind, proposal in proposed(one.selection is not None).items()
    ]


@use_case(Right.MANAGE_RETENTION, at=places.table)
def confirm(
    uow: UnitOfWork, committee: str, kind: RecordKind, term: Proposal, reference: str
) -> RetentionRule:
    """Record the category and the term that the archivist gave, by the kenmerk of that word.

    Raises RuleError: 'retention-needs-reference', 'retention-needs-term'.
    """
    if not reference.strip():
        raise RuleError("retention-needs-reference")
    if not term.category.strip() or (not term.permanent and term.years + term.days <= 0):
        raise RuleError("retention-needs-term")
    before = uow.first(RetentionRule, committee=committee, kind=kind)
    after = alike(
        RetentionRule,
        term,
        id=before.id if before else new_id(),
        committee=committee,
        kind=kind,
        reference=reference,
        confirmed_on=uow.today,
        confirmed_by=uow.actor.name,
    )
    if before:
        uow.replace(before, after)
    else:
        uow.add(after)
    return uow.log("retention-confirmed", after, kind=kind.value, category=term.category)


@use_case(Right.MANAGE_RETENTION, at=places.numbered_case, case=False)
def hold(uow: UnitOfWork, case: Case, reason: str) -> LegalHold:
    """Keep a case whatever its term, as for a bezwaar. Raises RuleError('hold-needs-reason')."""
    if not reason.strip():
        raise RuleError("hold-needs-reason")
    made = LegalHold(
        id=new_id(), case_id=case.id, reason=reason, since=uow.today, set_by=uow.actor.name
    )
    uow.add(made)
    return uow.log("hold-set", made, committee=case.committee, number=case.number)


@use_case(Right.MANAGE_RETENTION, at=legal_hold, case=False)
def lift(uow: UnitOfWork, kept: LegalHold) -> LegalHold:
    """Lift a legal hold: from now on the term counts again."""
    after = replace(kept, lifted_on=uow.today, lifted_by=uow.actor.name)
    uow.replace(kept, after)
    return uow.log("hold-lifted", after)


@read(Right.MANAGE_RETENTION)
def due(reader: Reading) -> list[Due]:
    """Return what may go today, of the kinds whose category is confirmed."""
    return list(_due(reader))


def _due(reader: Reading) -> Iterator[Due]:
    confirmed = {(rule.committee, rule.kind): rule for rule in reader.find(RetentionRule)}
    if not confirmed:
        return
    spared = {one.case_id for one in reader.find(LegalHold) if one.lifted_on is None}
    spared |= unadopted(reader)
    outcomes = {one.case_id: one for one in reader.find(Outcome, "decided_at", current=True)}
    for case in reader.find(Case, "committee", "number"):
        outcome = outcomes.get(case.id)
        kind = record_kind(case, outcome)
        rule = confirmed.get((case.committee, kind)) if kind else None
        if rule is None or case.id in spared:
            continue
        over = over_on(rule, ended_on(case, local_day(case.changed_at), outcome))
        if over is not None and over <= reader.today:
            line = DestroyedLine(rule.kind.value, case.committee, rule.category, case.number)
            yield Due(line, (case.id,))
    for rule in sorted(confirmed.values(), key=lambda one: (one.committee, one.kind)):
        ids = old_parts(reader, rule.committee, rule.kind, _long_ago(rule, reader.today))
        if ids:
            line = DestroyedLine(rule.kind.value, rule.committee, rule.category, count=len(ids))
            yield Due(line, tuple(ids))


def _long_ago(rule: RetentionRule, today: date) -> Callable[[date], bool]:
    """Return what says of a day whether the term of a rule that began then is over."""

    def over(ended: date) -> bool:
        first = over_on(rule, ended)
        return first is not None and first <= today

    return over


@use_case(Right.MANAGE_RETENTION)
def propose(uow: UnitOfWork) -> Destruction:
    """Freeze what may go today as a list for somebody else to approve.

    Raises RuleError('destruction-empty').
    """
    found = due(uow)
    if not found:
        raise RuleError("destruction-empty")
    made = _listed(
        uow, [one.line for one in found], [one.ids[0] for one in found if one.line.number]
    )
    return uow.log("destruction-proposed", made, count=_counted(made))


@use_case(Right.MANAGE_RETENTION, at=destruction)
def approve(uow: UnitOfWork, listed: Destruction, reference: str = "") -> Destruction:
    """Destroy what is on a list and is still due, and return it as its statement.

    A case that was put on hold, or that ran on, since it was proposed is left alone. Logs whose
    term is over go too.
    Raises RuleError: 'destruction-needs-second', 'destruction-done', 'destruction-changed'.
    """
    require_second(listed, uow.actor.person_id)
    wanted = set(listed.lines)
    numbers = {line.number for line in wanted if line.number}
    kinds = {(line.committee, line.kind) for line in wanted if not line.number}
    going = [
        one
        for one in due(uow)
        if one.line.number in numbers
        or (not one.line.number and (one.line.committee, one.line.kind) in kinds)
    ]
    if not going:
        raise RuleError("destruction-changed")
    cases = [one.ids[0] for one in going if one.line.number]
    left, keys = _left(uow, cases), [*cases]
    for one in going:
        if not one.line.number:
            kind = RecordKind(one.line.kind)
            keys += keys_of_parts(uow, kind, one.ids)
            destroy_parts(uow, kind, one.ids)
    destroy_cases(uow, cases)
    log_parts.remove_expired(uow)
    after = replace(
        listed,
        lines=tuple(one.line for one in going),
        marks=tuple(mark_of(listed.salt, key) for key in keys),
        approved_by=uow.actor.name,
        approved_at=uow.clock(),
        reference=reference,
        left=left,
        out_of_backups_on=uow.today + timedelta(weeks=BACKUP_WEEKS),
    )
    uow.replace(listed, after)
    uow.log("destroyed", after, count=_counted(after), cases=len(cases))
    uow.wipe()
    return after


@part
def stated(
    uow: UnitOfWork, committee: str, approved_by: str, counts: Collection[int], keys: Iterable[str]
) -> Destruction:
    """Keep the statement of what went of a list of care: cases and lines are only counted.

    `keys` are what a restore knows it by: ids of cases, or those of `of_list` and `of_kept`.
    """
    rule = uow.first(RetentionRule, committee=committee, kind=RecordKind.RESERVE)
    category = rule.category if rule else proposed(True)[RecordKind.RESERVE].category
    kind = RecordKind.RESERVE.value
    return _listed(
        uow,
        [DestroyedLine(kind, committee, category, count=count) for count in counts],
        keys,
        approved_by=approved_by[:120],
        approved_at=uow.clock(),
        out_of_backups_on=uow.today + timedelta(weeks=BACKUP_WEEKS),
    )


def _listed(
    uow: UnitOfWork, lines: Iterable[DestroyedLine], keys: Iterable[str], **approved: Any
) -> Destruction:
    """Keep a list to destroy; `keys` are the ids of what goes."""
    salt = secrets.token_hex(32)
    made = Destruction(
        id=new_id(),
        proposed_by_id=uow.actor.person_id,
        proposed_by=uow.actor.name,
        proposed_at=uow.clock(),
        salt=salt,
        lines=tuple(lines),
        marks=tuple(mark_of(salt, key) for key in keys),
        **approved,
    )
    uow.add(made)
    return made


def of_list(key: str) -> str:
    """Return what a list is marked by of which all went that nobody kept."""
    return f"list:{key}"


def of_kept(key: str) -> str:
    """Return what a case of such a list is marked by that was kept."""
    return f"kept:{key}"


@part
def replay(uow: UnitOfWork, done: Collection[tuple[str, str]]) -> int:
    """Destroy again what a backup brings back; `done` are the salts and marks. Return how many."""
    marks: dict[str, set[str]] = {}
    for salt, mark in done:
        marks.setdefault(salt, set()).add(mark)

    def marked(key: str) -> bool:
        return any(mark_of(salt, key) in some for salt, some in marks.items())

    found = [case.id for case in uow.find(Case) if marked(case.id)]
    lists = [one.id for one in uow.find(ImportRecord) if marked(of_list(one.id))]
    listed = {one.case_id for one in uow.find(CareLine, import_id=lists)} - {None}
    found += [
        case.id
        for case in uow.find(Case, id=list(listed), phase=Phase.LONGLIST)
        if not marked(of_kept(case.id))
    ]
    destroy_cases(uow, found)
    loose = uow.delete(CareLine, import_id=lists, case_id=None) if lists else 0
    parts = destroy_parts_again(uow, marked)
    if found or loose or parts:
        uow.audit("destruction-replayed", "destruction", "", count=len(found))
        uow.wipe()
    return len(found)


@read(Right.MANAGE_RETENTION)
def destructions(reader: Reading) -> list[Destruction]:
    """Return the lists and statements, newest first."""
    return reader.find(Destruction, "-proposed_at")


@read(Right.MANAGE_RETENTION)
def holds(reader: Reading) -> list[tuple[LegalHold, str]]:
    """Return the legal holds in force with the number of the case."""
    found = [one for one in reader.find(LegalHold, "since") if one.lifted_on is None]
    cases = reader.by_ids(Case, [one.case_id for one in found])
    # A server keeps a case from who takes no part in it.
    return [(one, cases[one.case_id].number) for one in found if one.case_id in cases]


def _left(reader: Reader, cases: Collection[str]) -> tuple[str, ...]:
    """Return in words which copies of these cases left the program, by the log."""
    items = reader.find(AgendaItem, case_id=list(cases))
    about = {*cases, *(item.id for item in items), *(item.meeting_id for item in items)}
    events = reader.find(AuditEvent, "position", subject_id=list(about))
    return tuple(
        f"{action_words(one.action)}, {local_day(one.at):%d-%m-%Y}"
        for one in events
        if one.action.endswith(("-exported", "-printed"))
    )


def _counted(listed: Destruction) -> int:
    return sum(line.count for line in listed.lines)
