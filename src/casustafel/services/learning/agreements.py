"""What was agreed at networks and quarterly talks, and what was done of it."""

from dataclasses import dataclass, replace
from datetime import date

from casustafel.domain.errors import RuleError
from casustafel.domain.taught import Agreement
from casustafel.services import places
from casustafel.services.learning.board import check_named
from casustafel.services.use_case import Reading, Right, UnitOfWork, read, use_case


@dataclass(frozen=True, slots=True)
class AgreementList:
    """What a table agreed, the newest first."""

    agreements: tuple[Agreement, ...]
    today: date

    @property
    def networks(self) -> tuple[str, ...]:
        """At what meetings, the latest first."""
        return tuple(dict.fromkeys(one.network for one in self.agreements))


agreement = places.stored(Agreement, "agreement")
shown_agreement = places.as_shown(Agreement, "shown_agreement")


@read(Right.READ_FIGURES, at=places.table)
def listed(reader: Reading, committee: str) -> AgreementList:
    """Return what was agreed."""
    found = reader.find(Agreement, "-agreed_on", "due_on", "id", committee=committee)
    return AgreementList(tuple(found), reader.today)


@use_case(Right.MAKE_REPORTS, at=places.table)
def add(uow: UnitOfWork, committee: str, given: Agreement) -> Agreement:
    """Write down what was agreed. Raises RuleError when something lacks, or it names somebody."""
    made = uow.add(_checked(uow, replace(given, committee=committee)))
    return uow.log("agreement-added", made, committee=committee)


@use_case(Right.MAKE_REPORTS, at=shown_agreement)
def change(uow: UnitOfWork, before: Agreement, given: Agreement) -> Agreement:
    """Mend what was agreed, or say what was done. Raises as `add` does."""
    after = _checked(uow, replace(given, id=before.id, committee=before.committee))
    uow.log("agreement-changed", before, uow.change(before, after))
    return after


@use_case(Right.MAKE_REPORTS, at=agreement)
def delete(uow: UnitOfWork, made: Agreement) -> None:
    """Take away what was written down by mistake."""
    uow.delete(Agreement, id=made.id)
    uow.log("agreement-deleted", made)


def _checked(uow: UnitOfWork, given: Agreement) -> Agreement:
    texts = {name: getattr(given, name).strip() for name in ("network", "text", "owner")}
    if not all(texts.values()):
        raise RuleError("agreement-incomplete")
    if given.done_on is not None and not given.done_note.strip():
        raise RuleError("agreement-not-done")
    for day in (given.agreed_on, given.done_on):
        if day is not None and day > uow.today:
            raise RuleError("agreement-ahead", date=day)
    check_named(uow, f"{given.text} {given.done_note}", [])
    return replace(given, **texts, done_note=given.done_note.strip())
