"""The board of a table: themes over time, what disciplines differ in, what frameworks changed."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from casustafel.domain.advice import Advice, AdviceAnswer, LearningPoint
from casustafel.domain.cases import OPEN, Case
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_changes import Change, differences
from casustafel.domain.frameworks import Framework, FrameworkState
from casustafel.domain.ids import new_id
from casustafel.domain.leaks import leaks
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import Member
from casustafel.domain.people import Right
from casustafel.domain.taught import (
    FrameworkReason,
    Judged,
    Quarter,
    Spread,
    by_quarter,
    quarter_of,
    spreads,
)
from casustafel.services import places
from casustafel.services.definitions import learning, tables
from casustafel.services.definitions.tables import Version
from casustafel.services.readable import readable_of, require_readable
from casustafel.services.use_case import Found, part, read, use_case
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import Reading, UnitOfWork

#: So many quarters stand beside each other.
_QUARTERS = 6


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme with how many learning points came in each quarter."""

    code: str
    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a version changed something, with the number of the case that caused it, if any."""

    kept: FrameworkReason
    number: str


@dataclass(frozen=True, slots=True)
class VersionChanged:
    """A version that the table weighs with: what it changed of the one before, and why."""

    id: str
    framework: Framework
    changes: tuple[Change, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What the board shows; `criteria` words those of the spreads and `seats` the disciplines."""

    quarters: tuple[Quarter, ...]
    themes: tuple[ThemeRow, ...]
    spreads: tuple[Spread, ...]
    criteria: dict[str, str]
    seats: dict[str, str]
    versions: tuple[VersionChanged, ...]


@read(Right.READ_CASES, at=places.table)
def desk(reader: Reading, committee: str) -> Board:
    """Return the board of a table, of the cases that this person may read."""
    table = tables.committee(reader, committee)
    quarters = quarters_until(reader.today)
    changed = versions_of(reader, committee)
    words = {
        item.code: item.text
        for _, framework in reversed(tables.framework_versions(reader, committee))
        for item in framework.items()
    }
    return Board(
        quarters,
        themes_of(reader, committee, quarters),
        tuple(spreads(_judged(reader, committee))),
        words,
        {seat.code: seat.label for seat in table.seats},
        changed,
    )


def quarters_until(day: date) -> tuple[Quarter, ...]:
    """Return the last quarters up to that of a day, the oldest first."""
    now = quarter_of(day)
    return tuple(now.back(back) for back in reversed(range(_QUARTERS)))


@part
def themes_of(
    reader: Reading, committee: str, quarters: tuple[Quarter, ...]
) -> tuple[ThemeRow, ...]:
    """Return the table's own themes, those of its points, with how often each came."""
    points = points_of(reader, committee)
    counts = by_quarter(((one.theme, local_day(one.at)) for one in points), quarters)
    labels = learning.themes_of(tables.committee(reader, committee))
    labels |= {code: learning.theme_words(labels, code) for code in counts}
    nothing = (0,) * len(quarters)
    return tuple(ThemeRow(code, label, counts.get(code, nothing)) for code, label in labels.items())


@part
def points_of(reader: Reading, committee: str) -> list[LearningPoint]:
    """Return the learning points of a table, but of cases in which this person takes no part."""
    found = reader.find(LearningPoint, "at", "id", committee=committee)
    about = reader.by_ids(Case, [one.case_id for one in found if one.case_id])
    shown = {case.id for case in readable_of(reader, list(about.values()))}
    return [one for one in found if one.case_id is None or one.case_id in shown]


@part
def versions_of(reader: Reading, committee: str) -> tuple[VersionChanged, ...]:
    """Return the versions that a table weighed with, with what each changed, newest first."""
    known = tables.framework_versions(reader, committee)
    now = tables.framework_in_force(reader, committee, reader.today) if known else ""
    versions = [
        (key, one) for key, one in known if one.state is not FrameworkState.CONCEPT or key == now
    ]
    kept = reader.find(FrameworkReason, "id", framework_id=[key for key, _ in versions])
    cases = reader.by_ids(Case, [one.case_id for one in kept if one.case_id])
    numbers = {one.id: one.number for one in readable_of(reader, list(cases.values()))}
    said = [
        (one.framework_id, Reason(one, numbers.get(one.case_id or "", "")))
        for one in kept
        if one.case_id is None or one.case_id in numbers
    ]
    return tuple(
        VersionChanged(
            key, one, differences(former[1], one), tuple(reason for of, reason in said if of == key)
        )
        for (key, one), former in pairwise(versions)
    )


def _judged(reader: Reading, committee: str) -> list[Judged]:
    """Return the vooradviezen on cases that the table has dealt with."""
    members = {one.id: one for one in reader.find(Member, committee=committee)}
    given = [one for one in reader.find(Advice, member_id=list(members)) if one.submitted_at]
    about = reader.by_ids(Case, [one.case_id for one in given])
    done = [case for case in about.values() if case.status not in OPEN]
    shown = {case.id for case in readable_of(reader, done)}
    by_id = {one.id: one for one in given if one.case_id in shown}
    found = []
    for answer in reader.find(AdviceAnswer, advice_id=list(by_id)):
        advice = by_id[answer.advice_id]
        member = members[advice.member_id]
        person = member.person_id or member.id
        found.append(
            Judged(answer.criterion, member.discipline, person, advice.case_id, answer.value)
        )
    return found


@use_case(Right.RUN_MEETINGS, at=tables.version)
def add_reason(uow: UnitOfWork, at: Version, why: str, number: str = "") -> FrameworkReason:
    """Write down why a version changed, with the number of the case that caused it, if any.

    Raises RuleError without a reason, for a case that is not of this table, or when the text
    points at somebody.
    """
    case = uow.first(Case, number=number.strip().upper()) if number.strip() else None
    if number.strip() and (case is None or case.committee != at.framework.committee):
        raise RuleError("case-of-other-table", number=number.strip())
    require_readable(uow, [case.id] if case else [])
    if not why.strip():
        raise RuleError("reason-empty")
    check_named(uow, why, [case.id] if case else [])
    made = FrameworkReason(
        id=new_id(), framework_id=at.key, why=why.strip(), case_id=case.id if case else None
    )
    uow.add(made)
    return uow.log("framework-reason-added", made, committee=at.framework.committee)


def reason(reader: Reading, key: str) -> Found[FrameworkReason]:
    """A reason of a version by its id: a place of use cases."""
    found = reader.get(FrameworkReason, key)
    of = tables.version(reader, found.framework_id)
    return Found(found, of.tables, (found.case_id,) if found.case_id else ())


@use_case(Right.RUN_MEETINGS, at=reason)
def delete_reason(uow: UnitOfWork, made: FrameworkReason) -> None:
    """Take away a reason that was written down by mistake."""
    uow.delete(FrameworkReason, id=made.id)
    uow.log("framework-reason-deleted", made)


@part
def check_named(reader: Reader, text: str, case_ids: list[str]) -> None:
    """Refuse a text that points at somebody. Raises RuleError('agreement-names')."""
    found = leaks(text, learning.names_known(reader, case_ids, text))
    if found:
        raise RuleError("agreement-names", found=", ".join(found))
