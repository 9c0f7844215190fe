"""The seats of a table: which role of which organisation sits there, for what, from when."""

from dataclasses import dataclass, replace
from datetime import date

from casustafel.domain import terms
from casustafel.domain.committees import Committee
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.meetings import Member
from casustafel.domain.people import Person, Right
from casustafel.domain.registers import Provider
from casustafel.services import places
from casustafel.services.agenda import composition
from casustafel.services.definitions import tables
from casustafel.services.use_case import Free, Reading, UnitOfWork, read, use_case


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat as a list shows it; `now` says whether it holds today."""

    member: Member
    discipline: str
    required: bool
    scope: str
    person: str
    provider: str
    now: bool


@dataclass(frozen=True, slots=True)
class SeatList:
    """The seats of a table with what a seat can be made of, as (key, words)."""

    committee: str
    lines: tuple[SeatLine, ...]
    missing: tuple[str, ...]
    disciplines: tuple[tuple[str, str], ...]
    scopes: tuple[tuple[str, str], ...]
    persons: tuple[tuple[str, str], ...]
    providers: tuple[tuple[str, str], ...]
    may_manage: bool


@read(Free("the seats of a table are no secret in the house"), at=places.table)
def listed(reader: Reading, committee: str) -> SeatList:
    """Return the seats of a table in the order of its composition, those of today first."""
    table = tables.committee(reader, committee)
    today = reader.today
    manage = reader.actor.may(Right.MANAGE_PEOPLE)
    persons = {one.id: one.name for one in reader.find(Person, "name")} if manage else {}
    providers = {one.id: one.name for one in reader.find(Provider, "name")}
    order = {seat.code: place for place, seat in enumerate(table.seats)}
    found = reader.find(Member, "role_name", committee=committee)
    lines = [
        SeatLine(
            member=member,
            discipline=table.seat_label(member.discipline),
            required=any(s.code == member.discipline and s.required for s in table.seats),
            scope=_scope_words(member.scope),
            person=persons.get(member.person_id or "", ""),
            provider=providers.get(member.provider_id or "", ""),
            now=member.sits_on(today),
        )
        for member in sorted(found, key=lambda one: order.get(one.discipline, len(order)))
    ]
    return SeatList(
        committee=committee,
        lines=tuple(sorted(lines, key=lambda line: not line.now)),
        missing=_missing(table, lines, today),
        disciplines=tuple((seat.code, seat.label) for seat in table.seats),
        scopes=_scopes(table),
        persons=tuple(persons.items()),
        providers=tuple(providers.items()),
        may_manage=manage,
    )


@use_case(Right.MANAGE_PEOPLE)
def add(uow: UnitOfWork, member: Member) -> Member:
    """Add a seat. Raises UsageError or RuleError for one that is not whole; RightError."""
    _require_whole(uow, member)
    uow.add(member)
    composition.seat_planned(uow, member.committee)
    return uow.log("member-added", member)


@use_case(Right.MANAGE_PEOPLE, at=places.shown_member)
def change(uow: UnitOfWork, before: Member, after: Member) -> Member:
    """Change a seat. A seat that others sat in before is better ended and made anew."""
    _require_whole(uow, after)
    changes = uow.change(before, after)
    composition.seat_planned(uow, before.committee)
    uow.log("member-changed", before, changes)
    return after


@use_case(Right.MANAGE_PEOPLE, at=places.member, overwrites=[(Member, "valid_to")])
def end(uow: UnitOfWork, before: Member, on: date) -> Member:
    """End a seat: `on` is the last day on which it holds. Past meetings keep it."""
    after = replace(before, valid_to=on)
    _require_whole(uow, after)
    changes = uow.change(before, after)
    composition.seat_planned(uow, before.committee)
    uow.log("member-ended", before, changes)
    return after


def _require_whole(uow: UnitOfWork, member: Member) -> None:
    table = tables.committee(uow, member.committee)
    if not member.role_name.strip() or not member.organisation.strip():
        raise UsageError("member-incomplete")
    if member.discipline not in {seat.code for seat in table.seats}:
        raise RuleError("member-discipline-unknown", discipline=member.discipline)
    if member.valid_from and member.valid_to and member.valid_to < member.valid_from:
        raise RuleError("member-dates-wrong")


def _missing(table: Committee, lines: list[SeatLine], today: date) -> tuple[str, ...]:
    """Return the disciplines that are asked today for some case, and that nobody has."""
    there = {line.member.discipline for line in lines if line.now}
    return tuple(
        seat.label
        for seat in table.seats
        if seat.required
        and seat.code not in there
        and (seat.valid_from is None or seat.valid_from <= today)
    )


def _scopes(table: Committee) -> tuple[tuple[str, str], ...]:
    laws = [(law, terms.LAW.get(law, law)) for law in table.laws]
    forms = [(form, terms.CARE_FORM.get(form, form)) for form in table.care_forms]
    return (*laws, *forms)


def _scope_words(scope: str) -> str:
    words = [terms.LAW.get(one) or terms.CARE_FORM.get(one, one) for one in scope.split()]
    return ", ".join(words)
