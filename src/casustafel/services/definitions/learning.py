"""Learning points: what a table learns from a case, by theme, without personal data."""

from casustafel.domain import terms
from casustafel.domain.advice import LearningPoint
from casustafel.domain.cases import Case
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.people import Right
from casustafel.services import places
from casustafel.services.readable import require_readable
from casustafel.services.use_case import use_case
from casustafel.storage.unit_of_work import UnitOfWork


@use_case(Right.RUN_MEETINGS, at=places.table)
def add(
    uow: UnitOfWork, committee: str, theme: str, text: str, *, case_id: str | None = None
) -> LearningPoint:
    """Write down what was learned. Raises UsageError without text or for an unknown theme;
    RuleError for a case of another table.
    """
    require_readable(uow, [case_id] if case_id else [])
    case = uow.get(Case, case_id) if case_id else None
    if case is not None and case.committee != committee:
        raise RuleError("case-of-other-table", number=case.number)
    if theme not in terms.THEME or not text.strip():
        raise UsageError("learning-point-incomplete")
    point = LearningPoint(
        id=new_id(),
        committee=committee,
        theme=theme,
        text=text.strip(),
        at=uow.clock(),
        case_id=case_id,
    )
    uow.add(point)
    uow.log("learning-point-added", point, committee=committee, theme=theme)
    return point


@use_case(Right.RUN_MEETINGS, at=places.learning_point)
def delete(uow: UnitOfWork, point: LearningPoint) -> None:
    """Take away a learning point that was written down by mistake."""
    uow.delete(LearningPoint, id=point.id)
    uow.log("learning-point-deleted", point)
