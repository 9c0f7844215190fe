"""A provider of dagbehandeling that is open longer: asked of several children in one go (T4)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from casustafel.domain.cases import Case, CaseAnswer
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import filled
from casustafel.domain.norms import CareForm
from casustafel.services import places
from casustafel.services.case import case_form, cases, intake
from casustafel.services.places import Shown
from casustafel.services.use_case import Right, UnitOfWork, use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is asked of T4: the weeks a year, and the answers by their item of the framework."""

    weeks: Decimal
    open_more: str = ""
    open_harm: str = ""
    open_parents: str = ""

    @property
    def answers(self) -> Mapping[str, str]:
        """The answers that were given."""
        return {name: said for name, said in asdict(self).items() if name != "weeks" and said}


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in at one child: how it is kept by then, and the weeks that stood there."""

    case: Case
    weeks: int | None
    items: tuple[str, ...]


# The weeks are the provider's: they stand the same at each of its children.
@use_case(Right.EDIT_CASES, at=places.cases, sets=[(Case, "weeks_open")])
def fill_in(uow: UnitOfWork, asked: tuple[Case, ...], given: Opening) -> list[Filled]:
    """Fill in at several children of one provider what is asked of its opening; return what.

    An answer that stands at a child stays: it is about that child. Raises RuleError for children
    of more than one provider, or in other care.
    """
    providers = {case.provider_id for case in asked}
    if len(providers) != 1 or None in providers:
        raise RuleError("opening-one-provider")
    made = []
    for case in asked:
        if case.care_form != CareForm.VDB:
            raise RuleError("opening-vdb-only", number=case.number)
        kept = case_form.edit_field.within(uow, Shown(case, case), "weeks_open", given.weeks)
        said = intake.answers_of(uow, [case.id]).get(case.id, {})
        items = tuple(item for item in given.answers if not filled(said.get(item)))
        for item in items:
            cases.answer.within(uow, kept, item, given.answers[item])
            kept = uow.get(Case, case.id)
        made.append(Filled(kept, case.weeks_open, items))
    return made


@use_case(Right.EDIT_CASES, at=places.cases, sets=[(Case, "weeks_open"), (CaseAnswer, "value")])
def take_back(uow: UnitOfWork, asked: tuple[Case, ...], made: Sequence[Filled]) -> None:
    """Take back what `fill_in` filled in. Raises ConflictError where the weeks changed since."""
    for case, one in zip(asked, made, strict=True):
        kept = case_form.edit_field.within(uow, Shown(one.case, case), "weeks_open", one.weeks)
        for item in one.items:
            cases.answer.within(uow, kept, item, None)
            kept = uow.get(Case, case.id)
