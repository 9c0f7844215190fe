"""Moving a case from state to state: one way for all use cases."""

from datetime import date

from casustafel.domain.cases import Case, CaseStatus, move
from casustafel.services.use_case import part
from casustafel.storage.unit_of_work import UnitOfWork


@part
def move_case(
    uow: UnitOfWork,
    case: Case,
    to: CaseStatus,
    *,
    reason: str | None = None,
    held_until: date | None = None,
    incomplete: bool = False,
) -> Case:
    """Move a case, keep its history and log one event; the caller commits. See `cases.move`.

    Raises RuleError when the table of moves does not allow it.
    """
    moved = move(
        case, to, at=uow.clock(), reason=reason, held_until=held_until, incomplete=incomplete
    )
    changes = uow.change(case, moved)
    uow.log(
        f"case-{to.value.replace('_', '-')}",
        case,
        changes,
        number=case.number,
        came_from=case.status.value,
    )
    return moved
