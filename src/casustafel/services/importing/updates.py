"""What a list that comes again changes in cases that are kept already, and writing it.

Empty cells never take anything away. What somebody edited by hand is only overwritten when they
choose so. A case that the table has treated stays as it was treated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from casustafel.domain.cases import Case, CaseAnswer, CaseStatus, Client, move
from casustafel.domain.ids import new_id
from casustafel.domain.routing_facts import Decision
from casustafel.services.case import intake
from casustafel.services.importing import history
from casustafel.services.importing.answer import FieldUpdate
from casustafel.services.importing.people import Names
from casustafel.services.importing.values import ANSWER
from casustafel.services.register.rerouting import TO_BE_JUDGED, next_moves
from casustafel.services.use_case import UnitOfWork, part

#: States in which the request may still change by a list.
_CHANGEABLE = frozenset(
    {
        *(CaseStatus.DRAFT, CaseStatus.SUBMITTED, CaseStatus.INCOMPLETE, CaseStatus.READY),
        *(CaseStatus.SCHEDULED, CaseStatus.DEFERRED, CaseStatus.NOT_NEEDED),
    }
)

Answers = dict[str, CaseAnswer]


def changeable(case: Case) -> bool:
    """Say whether a list may still change a case: not once the table treats or treated it."""
    return case.status in _CHANGEABLE


@dataclass(slots=True)
class Change:
    """A kept case that a list changes: as it was, the fields and the answers that are taken."""

    before: Case
    fields: dict[str, Any]
    answers: dict[str, object] = field(default_factory=dict)


class Kept:
    """What is kept of the cases that a list may be about, read once."""

    def __init__(self, uow: UnitOfWork, case_ids: Iterable[str]) -> None:
        ids = list(case_ids)
        self.by_hand = history.edited_by_hand(uow, ids)
        self.answers: dict[str, Answers] = {}
        for one in uow.find(CaseAnswer, case_id=ids):
            self.answers.setdefault(one.case_id, {})[one.item] = one

    def updates(
        self,
        case: Case,
        wanted: Mapping[str, Any],
        answers: Mapping[str, object],
        chosen: frozenset[str],
    ) -> tuple[FieldUpdate, ...]:
        """Return what differs; `chosen` names fields whose value of the list was chosen."""
        by_hand = self.by_hand.get(case.id, frozenset()) - chosen
        found = [
            FieldUpdate(name, old, new, by_hand=name in by_hand)
            for name, new in wanted.items()
            if (old := getattr(case, name)) != new
        ]
        kept = self.answers.get(case.id, {})
        for item, value in answers.items():
            before, name = kept.get(item), ANSWER + item
            if before is None:
                found.append(FieldUpdate(name, None, value, by_hand=False))
            elif before.value != value:
                typed = before.by_hand and name not in chosen
                found.append(FieldUpdate(name, before.value, value, by_hand=typed))
        return tuple(found)


def taken(case: Case, updates: Iterable[FieldUpdate]) -> Change | None:
    """Return what is to be written of these updates; None when nothing is."""
    new = {one.field: one.new for one in updates if not one.waits}
    if not new:
        return None
    answers = {name.removeprefix(ANSWER): new[name] for name in new if name.startswith(ANSWER)}
    fields = {name: value for name, value in new.items() if not name.startswith(ANSWER)}
    return Change(case, fields, answers)


@part
def write(
    uow: UnitOfWork, context: intake.Context, kept: Kept, changes: list[Change], import_id: str
) -> None:
    """Write changes with their old values; route, points, search and state follow."""
    if not changes:
        return
    clients = uow.by_ids(Client, [one.before.client_id for one in changes])
    names = Names(uow)
    for one in changes:
        answers = kept.answers.setdefault(one.before.id, {})
        for item, value in one.answers.items():
            answers[item] = _write_answer(
                uow, answers.get(item), one.before.id, item, value, import_id
            )
        after = replace(one.before, changed_at=uow.clock(), **one.fields)
        was = Decision(after.route) if after.route else None
        after, route = intake.routed(after, context)
        after = intake.judged(after, context, {item: a.value for item, a in answers.items()})
        after = intake.search_columns(after, clients[after.client_id], *names.of(after))
        for state, reason in next_moves(after, was, route, back=TO_BE_JUDGED):
            after = move(after, state, at=uow.clock(), reason=reason)
        while (to := intake.next_state(after)) is not None:
            after = move(after, to, at=uow.clock())
        history.replaced(uow, one.before, after, after.id, import_id)


def _write_answer(
    uow: UnitOfWork,
    before: CaseAnswer | None,
    case_id: str,
    item: str,
    value: object,
    import_id: str,
) -> CaseAnswer:
    if before is None:
        made = uow.add(CaseAnswer(id=new_id(), case_id=case_id, item=item, value=value))
        # Before it there was none, as the undo reads.
        uow.remember(made, {"value": (None, value)}, case_id, import_id=import_id)
        return made
    after = replace(before, value=value, by_hand=False)
    history.replaced(uow, before, after, case_id, import_id)
    return after
