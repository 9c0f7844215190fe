"""The case at a table: loading what a step rests on, and keeping what it changed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casustafel.domain.alike import alike, grouped
from casustafel.domain.at_table.promises import broken
from casustafel.domain.at_table.value import WAITING, AtTable, Elsewhere, Place
from casustafel.domain.cases import Case
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, Meeting, MeetingState
from casustafel.domain.minutes import AdoptedVersion, Minutes, MinutesState
from casustafel.domain.outcomes import Outcome
from casustafel.domain.urgent import UrgentDecision
from casustafel.services.readable import require_whole
from casustafel.services.use_case import Reader, UnitOfWork, part
from casustafel.storage.ahead import Asked, of
from casustafel.storage.queries import at_table as rows

#: A meeting in one of these still has its agenda before it.
_AHEAD = (MeetingState.PLANNED, MeetingState.IN_SESSION)


@part
def load(reader: Reader, *, meeting_id: str | None = None, item_id: str | None = None) -> AtTable:
    """Return a meeting with all on its agenda, by its own id or that of an item; two reads.

    Raises UsageError when there is none.
    """
    around = rows.around(reader.connection, meeting_id=meeting_id, item_id=item_id)
    agenda = of(AgendaItem, "case_id", meeting_id=around.meeting.id)
    reader.ahead(agenda, *asked_of(agenda))
    items = reader.find(AgendaItem, "position", "id", meeting_id=around.meeting.id)
    return AtTable(
        meeting=around.meeting,
        places=places_of(reader, items, around.meeting.id),
        minutes=around.minutes,
        adopted_before=around.adopted_versions > 0,
        next_day=around.next_day,
    )


def asked_of(cases: Asked | Sequence[str]) -> tuple[Asked, ...]:
    """Return what `places_of` asks for of cases, to be read at once."""
    waiting = of(AgendaItem, "meeting_id", case_id=cases, state=WAITING)
    return (
        of(Case, id=cases),
        of(Outcome, case_id=cases),
        of(UrgentDecision, case_id=cases),
        waiting,
        of(Meeting, id=waiting, state=_AHEAD),
    )


@part
def places_of(
    reader: Reader, items: Iterable[AgendaItem], meeting_id: str | None
) -> tuple[Place, ...]:
    """Return items, also new ones, with their cases and all that was said of those."""
    items = tuple(items)
    ids = [item.case_id for item in items if item.case_id]
    if not ids:
        return tuple(Place(item=item) for item in items)
    cases = reader.by_ids(Case, ids)
    outcomes = reader.find(Outcome, "decided_at", "revision", case_id=ids)
    said = grouped(outcomes, lambda one: one.case_id)
    decided = reader.find(UrgentDecision, "-recorded_at", case_id=ids)
    urgent = grouped(decided, lambda one: one.case_id)
    elsewhere = _elsewhere(reader, ids, meeting_id)
    return tuple(
        Place(
            item=item,
            case=cases.get(key),
            outcomes=tuple(one for one in said.get(key, ()) if one.item_id == item.id),
            earlier=tuple(
                one for one in said.get(key, ()) if one.current and one.item_id != item.id
            ),
            urgent=tuple(urgent.get(key, ())),
            elsewhere=elsewhere.get(key),
        )
        for item in items
        for key in [item.case_id or ""]
    )


def _elsewhere(reader: Reader, case_ids: list[str], meeting_id: str | None) -> dict[str, Elsewhere]:
    """Return on which other agenda cases still have to be dealt with."""
    waiting = reader.find(AgendaItem, case_id=case_ids, state=WAITING)
    ids = {one.meeting_id for one in waiting} - {meeting_id}
    ahead = {one.id: one for one in reader.find(Meeting, id=ids, state=_AHEAD)} if ids else {}
    return {
        one.case_id: Elsewhere(one.case_id, meeting.id, meeting.held_on, meeting.state)
        for one in waiting
        if one.case_id and (meeting := ahead.get(one.meeting_id))
    }


@part
def keep(uow: UnitOfWork, before: AtTable, after: AtTable, joined: Iterable[Place] = ()) -> None:
    """Write what a step changed; the caller logs it and commits.

    `joined` are the places of cases that came onto the agenda, as they were before.
    """
    # A workspace of an older version may hold what no step leaves any more.
    breaks = set(broken(after)) - set(broken(before))
    assert not breaks, breaks
    known = (*before.places, *joined)
    now = (*after.places, *after.gone)
    stood = {place.item.id: place for place in before.places}
    changed = [place for place in now if place is not stood.get(place.item.id)]
    blind = any(place.item.case_id and place.case is None for place in changed)
    moves = before.meeting.state is not after.meeting.state or _order(before) != _order(after)
    if blind or moves or before.minutes is not after.minutes:
        require_whole(uow, before.meeting)
    _keep_items(uow, before, after)
    cases = {one.case.id: one.case for one in known if one.case}
    for place in now:
        if place.case is not None and (case := cases[place.case.id]) is not place.case:
            uow.change(case, place.case)
    _keep_outcomes(uow, known, now)
    urgent = {one.id: one for place in known for one in place.urgent}
    for place in now:
        for decision in place.urgent:
            if urgent[decision.id] is not decision:
                uow.change(urgent[decision.id], decision, case_id=decision.case_id)
    if before.meeting is not after.meeting:
        uow.change(before.meeting, after.meeting)
    if before.minutes is not after.minutes or before.adopted_before != after.adopted_before:
        _keep_minutes(uow, after)


def _keep_items(uow: UnitOfWork, before: AtTable, after: AtTable) -> None:
    stood = {place.item.id: place.item for place in before.places}
    moved = []
    for number, place in enumerate(after.places, 1):
        item = place.item
        if item.id not in stood:
            uow.add(replace(item, position=number))
            continue
        if item is not stood[item.id]:
            uow.change(stood[item.id], item)
        if item.position != number:
            moved.append(replace(item, position=number))
    for place in after.gone:
        uow.delete(AgendaItem, id=place.item.id)
    if len(after.places) != len(before.places) or _order(before) != _order(after):
        uow.replace_all(moved, ["position"])


def _order(at: AtTable) -> list[str]:
    return [place.item.id for place in at.places]


def _keep_outcomes(uow: UnitOfWork, known: Iterable[Place], now: Iterable[Place]) -> None:
    stood = {one.id: one for place in known for one in (*place.outcomes, *place.earlier)}
    kept = {one.id: one for place in now for one in (*place.outcomes, *place.earlier)}
    for key in stood.keys() - kept.keys():
        uow.delete(Outcome, id=key)
    for key, outcome in kept.items():
        if key not in stood:
            uow.add(outcome)
        elif stood[key] is not outcome:
            uow.change(stood[key], outcome, case_id=outcome.case_id)


def _keep_minutes(uow: UnitOfWork, after: AtTable) -> None:
    """Begin the minutes at the first closing; later they go back to a concept of a next version."""
    now = uow.clock()
    kept = uow.first(Minutes, meeting_id=after.meeting.id)
    if kept is None:
        uow.add(
            Minutes(
                id=new_id(),
                meeting_id=after.meeting.id,
                state=MinutesState.CONCEPT,
                version=1,
                changed_at=now,
            )
        )
        return
    concept = replace(kept, state=MinutesState.CONCEPT, version=kept.version + 1, changed_at=now)
    if kept.state is MinutesState.ADOPTED:
        uow.add(_adopted(kept))
        concept = replace(
            concept,
            content=None,
            content_hash=None,
            pdf=None,
            pdf_hash=None,
            adopted_at=None,
            audit_head=None,
            adopted_versions=kept.adopted_versions + 1,
        )
    uow.replace(kept, concept)


def _adopted(kept: Minutes) -> AdoptedVersion:
    assert kept.content and kept.content_hash and kept.pdf and kept.pdf_hash
    assert kept.adopted_at and kept.audit_head
    return alike(AdoptedVersion, kept, id=new_id(), minutes_id=kept.id)
