"""A provider of dagbehandeling that is open longer: asked of several children in one go (T4)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal

from casustafel.domain.cases import Case
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


# The weeks are the provider's: they stand the same at each of its children.
@use_case(Right.EDIT_CASES, at=places.cases, sets=[(Case, "weeks_open")])
def fill_in(uow: UnitOfWork, asked: tuple[Case, ...], given: Opening) -> int:
    """Fill in at several children of one provider what is asked of its opening; return how many.

    An answer that stands at a child stays: it is about that child. Raises RuleError for children
    of more than one provider, or in other care.
    """
    providers = {case.provider_id for case in asked}
    if len(providers) != 1 or None in providers:
        raise RuleError("opening-one-provider")
    for case in asked:
        if case.care_form != CareForm.VDB:
            raise RuleError("opening-vdb-only", number=case.number)
        kept = case_form.edit_field.within(uow, Shown(case, case), "weeks_open", given.weeks)
        said = intake.answers_of(uow, [case.id]).get(case.id, {})
        for item, text in given.answers.items():
            if not filled(said.get(item)):
                cases.answer.within(uow, kept, item, text)
                kept = uow.get(Case, case.id)
    return len(asked)
