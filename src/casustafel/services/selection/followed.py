"""What became of the help of cases that were chosen: by a later list, or by hand."""

from decimal import Decimal

from casustafel.domain.cases import Case
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.people import Right
from casustafel.domain.selection import Chosen, Standing
from casustafel.services import places
from casustafel.services.selection import freezing
from casustafel.services.use_case import use_case
from casustafel.storage.unit_of_work import UnitOfWork


@use_case(Right.PLAN_MEETINGS, at=places.table)
def take(uow: UnitOfWork, committee: str, period: str | None = None) -> tuple[int, int]:
    """Take the longlist as a follow-up: keep the lines of cases in hand, delete all others.

    Return how many cases were found on it and how many lines were deleted. Raises RuleError as
    `freezing.freeze`.
    """
    found = freezing.stand(uow, committee, period)
    cases, lines = freezing.forget_rest(uow, committee)
    uow.audit(
        "follow-up-taken",
        "committee",
        committee,
        committee=committee,
        found=found,
        cases=cases,
        lines=lines,
    )
    return found, lines


@use_case(Right.EDIT_CASES, at=places.case)
def fill_in(
    uow: UnitOfWork, case: Case, months: int, hours: Decimal | None, cents: int | None
) -> Standing:
    """Keep hours and euros per year after so many months, in place of what was filled in before.

    Raises RuleError: 'prescan-not-listed', 'follow-up-empty'.
    """
    if uow.first(Chosen, case_id=case.id, reserve=False) is None:
        raise RuleError("prescan-not-listed", number=case.number)
    if hours is None and cents is None:
        raise RuleError("follow-up-empty")
    before = uow.first(Standing, case_id=case.id, moment=months)
    if before is not None:
        uow.delete(Standing, id=before.id)
    made = Standing(
        id=new_id(),
        case_id=case.id,
        period="",
        seen_on=uow.today,
        annual_hours=hours,
        annual_cents=cents,
        moment=months,
    )
    uow.add(made)
    uow.log("follow-up-filled-in", case, {"hours": hours, "cents": cents}, number=case.number)
    return made
