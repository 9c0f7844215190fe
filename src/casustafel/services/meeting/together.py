"""One outcome for several children of one provider, whose opening is asked of each (T4)."""

from collections.abc import Sequence

from casustafel.domain.at_table.saying import asks_opening
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import facts_from
from casustafel.domain.meetings import AgendaItem, CommitteeAnswer
from casustafel.domain.outcomes import Outcome, OutcomeInput
from casustafel.domain.routing_facts import Trigger
from casustafel.domain.wording import word_error
from casustafel.services import places
from casustafel.services.meeting import outcomes, room
from casustafel.services.meeting.room_desk import Board, ItemLine
from casustafel.services.places import AtPlace
from casustafel.services.use_case import Right, UnitOfWork, unseen, use_case


def _of_line(line: ItemLine) -> str:
    """Return at which provider the opening is asked in an item that waits; empty for others."""
    row = line.row
    if row is None or row.hidden or line.finished or line.to_ratify:
        return ""
    facts = facts_from(
        row.law, row.care_form, row.referrer_type, row.route_reasons, row.list_trigger
    )
    return row.provider if Trigger.T4 in facts.triggers else ""


def others_of(board: Board, here: ItemLine) -> tuple[AgendaItem, ...]:
    """Return the items of other children for whom the outcome of this one may hold too."""
    if not (provider := _of_line(here)):
        return ()
    others = (line for line in board.lines if line.item.id != here.item.id)
    return tuple(line.item for line in others if _of_line(line) == provider)


@use_case(Right.RECORD_OUTCOMES, at=places.at_place, when=[places.about_a_case])
def record(
    uow: UnitOfWork, here: AtPlace, given: OutcomeInput, others: Sequence[str]
) -> list[Outcome]:
    """Record one outcome for this case and for others of its provider: all of them or none.

    What the table answered here is its answer there too, but where it answered already. Raises
    RuleError where the opening is not asked of all of them at one provider, and
    'together-refused' with the number of the first for whom it cannot be.
    """
    if not others:
        return [outcomes.record.within(uow, here, given)]
    case, made, now = here.place.case, [], uow.clock()
    assert case is not None
    said = uow.find(CommitteeAnswer, "criterion", item_id=here.place.item.id)
    for item_id in others:
        place = here.at.place(item_id)
        alike = place.case is not None and place.case.provider_id == case.provider_id
        if not alike or not asks_opening(here.place) or not asks_opening(place):
            raise RuleError("together-opening-only")
        known = {one.criterion for one in uow.find(CommitteeAnswer, item_id=item_id)}
        try:
            for one in said:
                if one.criterion not in known:
                    at = unseen(item_id)
                    room.answer(uow, at, one.criterion, one.value, one.note)
            there = places.at_place(uow, item_id).value
            made.append(outcomes.record_at(uow, there, given, now))
        except RuleError as error:
            assert place.case is not None
            why = word_error(error, "nl").what
            raise RuleError("together-refused", number=place.case.number, why=why) from error
    # Last, so that this is the one at which all can be undone at the table.
    here = places.at_place(uow, here.item_id).value
    return [*made, outcomes.record_at(uow, here, given, now)]
