"""What goes with a case that is destroyed, and what parts of one go before it.

What was said of a case stands in its own rows, which go with it. An item of an agenda stays, with
the number and nothing else: adopted minutes refer to it. That number then leads to nobody.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any

from casustafel.domain.advice import Advice
from casustafel.domain.alike import grouped
from casustafel.domain.cases import CareLine, Case
from casustafel.domain.involved import Involvement
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import (
    AgendaItem,
    CommitteeAnswer,
    Invitee,
    ItemKind,
    Meeting,
    MeetingState,
    Recusal,
)
from casustafel.domain.minutes import ItemText, Minutes, MinutesState
from casustafel.domain.records import Draft, ImportFinding, ImportRecord
from casustafel.domain.retention import LegalHold, RecordKind
from casustafel.domain.urgent import UrgentDecision
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import Reader, UnitOfWork, part

#: Of an item of a case: what was noted, answered and typed at it, who was invited or stood aside.
_OF_ITEMS = (CommitteeAnswer, ItemText, Recusal, Invitee, Involvement)


@part
def destroy_cases(uow: UnitOfWork, ids: Collection[str]) -> None:
    """Delete cases with all that is about them, and who is in no other case."""
    if not ids:
        return
    wanted = list(ids)
    cases = uow.find(Case, id=wanted)
    items = [item.id for item in uow.find(AgendaItem, case_id=wanted)]
    drafts.destroy(uow, wanted)
    uow.delete(Draft, subject_id=items)
    for kind in _OF_ITEMS:
        uow.delete(kind, item_id=items)
    uow.overwrite(AgendaItem, {"case_id": None, "notes": "", "kind": ItemKind.OTHER}, id=items)
    uow.overwrite(Case, {"previous_case_id": None}, previous_case_id=wanted)
    uow.delete(LegalHold, case_id=wanted)
    # What was settled about the list that brought them may name anybody in it.
    lists = {case.import_id for case in cases if case.import_id is not None}
    uow.overwrite(ImportRecord, {"mends": {}}, id=list(lists))
    # Of a household others may stand in the stack of care of a case, without one of their own.
    clients = {case.client_id for case in cases}
    clients |= {line.client_id for line in uow.find(CareLine, case_id=wanted)}
    uow.delete(Case, id=wanted)
    uow.forget_people(clients)


@part
def unadopted(reader: Reader) -> set[str]:
    """Return the ids of cases that stand in a meeting whose minutes are still to be adopted."""
    adopted = {one.meeting_id for one in reader.find(Minutes, state=MinutesState.ADOPTED)}
    held = [one for one in reader.find(Meeting) if one.state is not MeetingState.CANCELLED]
    waiting = [one.id for one in held if one.id not in adopted]
    return {item.case_id for item in reader.find(AgendaItem, meeting_id=waiting) if item.case_id}


def _advice(reader: Reader, committee: str, before: Callable[[date], bool]) -> list[str]:
    decided = _decided(reader, committee, before)
    return [one.id for one in reader.find(Advice, case_id=decided)]


def _urgent_notes(reader: Reader, committee: str, before: Callable[[date], bool]) -> list[str]:
    return [
        one.id
        for one in reader.find(UrgentDecision, committee=committee)
        if one.ratified is not None and one.consulted and before(one.decided_on)
    ]


def _notes(reader: Reader, committee: str, before: Callable[[date], bool]) -> list[str]:
    adopted = {one.meeting_id for one in reader.find(Minutes, state=MinutesState.ADOPTED)}
    held = [
        one.id
        for one in reader.find(Meeting, committee=committee)
        if one.id in adopted and before(one.held_on)
    ]
    return [one.id for one in reader.find(AgendaItem, meeting_id=held) if one.notes]


def _findings(reader: Reader, committee: str, before: Callable[[date], bool]) -> list[str]:
    lists = reader.find(ImportRecord, committee=committee)
    old = [one.id for one in lists if before(local_day(one.imported_at))]
    return [one.id for one in reader.find(ImportFinding, import_id=old)]


def _drafts(reader: Reader, _committee: str, before: Callable[[date], bool]) -> list[str]:
    return [one.id for one in reader.find(Draft) if before(local_day(one.at))]


def _decided(reader: Reader, committee: str, before: Callable[[date], bool]) -> list[str]:
    """Return the cases of a table that were last spoken of in a meeting long enough ago."""
    last: dict[str, date] = {}
    for meeting in reader.find(Meeting, committee=committee):
        for item in reader.find(AgendaItem, meeting_id=meeting.id):
            if item.case_id:
                last[item.case_id] = max(last.get(item.case_id, date.min), meeting.held_on)
    waiting = unadopted(reader)
    return [key for key, held_on in last.items() if key not in waiting and before(held_on)]


#: Parts that go before their case: which rows are old enough, what is done with them (a type is
#: deleted; a field is emptied), and by what a restore knows them.
_PARTS: dict[RecordKind, tuple[Callable[..., list[str]], type[Any], str, str]] = {
    RecordKind.ADVICE: (_advice, Advice, "", "id"),
    RecordKind.URGENT_NOTES: (_urgent_notes, UrgentDecision, "consulted", "id"),
    RecordKind.NOTES: (_notes, AgendaItem, "notes", "id"),
    RecordKind.DRAFTS: (_drafts, Draft, "", "id"),
    RecordKind.FINDINGS: (_findings, ImportFinding, "", "import_id"),
}


@part
def old_parts(
    reader: Reader, committee: str, kind: RecordKind, before: Callable[[date], bool]
) -> list[str]:
    """Return the ids of the rows of a kind that ended on a day that is long enough ago."""
    return _PARTS[kind][0](reader, committee, before) if kind in _PARTS else []


@part
def destroy_parts(uow: UnitOfWork, kind: RecordKind, ids: Collection[str]) -> None:
    """Delete rows of a kind, or empty the field that holds it."""
    _find, table, name, _known = _PARTS[kind]
    for some in _turns(list(ids)):
        if kind is RecordKind.FINDINGS:
            lists = {one.import_id for one in uow.find(ImportFinding, id=some)}
            uow.overwrite(ImportRecord, {"mends": {}}, id=list(lists))
        if name:
            uow.overwrite(table, {name: ""}, id=some)
        else:
            uow.delete(table, id=some)


@part
def keys_of_parts(reader: Reader, kind: RecordKind, ids: Collection[str]) -> dict[str, list[str]]:
    """Return by what a restore knows rows of a kind, each with their ids."""
    _find, table, _name, known = _PARTS[kind]
    return {
        f"{kind.value}:{key}": [one.id for one in some]
        for key, some in grouped(
            reader.find(table, id=list(ids)), lambda one: str(getattr(one, known))
        ).items()
    }


@part
def destroy_parts_again(uow: UnitOfWork, marked: Callable[[str], bool]) -> int:
    """Destroy the parts that are `marked` as destroyed before; return how many."""
    count = 0
    for kind, (_find, table, *_rest) in _PARTS.items():
        keys = keys_of_parts(uow, kind, [one.id for one in uow.find(table)])
        gone = [each for key, ids in keys.items() if marked(key) for each in ids]
        if gone:
            destroy_parts(uow, kind, gone)
            count += len(gone)
    return count


def _turns(ids: list[str], size: int = 500) -> Iterator[list[str]]:
    for at in range(0, len(ids), size):
        yield ids[at : at + size]
