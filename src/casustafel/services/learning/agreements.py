"""What was agreed at networks and quarterly talks, and what was done of it."""

from dataclasses import dataclass, replace
from datetime import date

from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.sizes import Text80, Text200
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
def add(
    uow: UnitOfWork,
    committee: str,
    network: Text80,
    agreed_on: date,
    text: str,
    owner: Text200,
    due_on: date | None = None,
) -> Agreement:
    """Write down what was agreed. Raises RuleError when something lacks, or it names somebody."""
    made = Agreement(
        id=new_id(),
        committee=committee,
        network=network.strip(),
        agreed_on=agreed_on,
        text=text.strip(),
        owner=owner.strip(),
        due_on=due_on,
    )
    _check(uow, made)
    uow.add(made)
    uow.log("agreement-added", made, committee=committee)
    return made


@use_case(Right.MAKE_REPORTS, at=shown_agreement)
def change(
    uow: UnitOfWork,
    before: Agreement,
    network: Text80,
    agreed_on: date,
    text: str,
    owner: Text200,
    due_on: date | None = None,
) -> Agreement:
    """Mend what was agreed. Raises as `add` does."""
    after = replace(
        before,
        network=network.strip(),
        agreed_on=agreed_on,
        text=text.strip(),
        owner=owner.strip(),
        due_on=due_on,
    )
    _check(uow, after)
    uow.log("agreement-changed", before, uow.change(before, after))
    return after


@use_case(Right.MAKE_REPORTS, at=shown_agreement)
def done(uow: UnitOfWork, before: Agreement, done_on: date, done_note: str) -> Agreement:
    """Write down what was done. Raises RuleError without a sentence or with a day to come."""
    after = replace(before, done_on=done_on, done_note=done_note.strip())
    if not after.done_note:
        raise RuleError("agreement-not-done")
    _check(uow, after)
    uow.log("agreement-changed", before, uow.change(before, after))
    return after


@use_case(Right.MAKE_REPORTS, at=agreement)
def delete(uow: UnitOfWork, made: Agreement) -> None:
    """Take away what was written down by mistake."""
    uow.delete(Agreement, id=made.id)
    uow.log("agreement-deleted", made)


def _check(uow: UnitOfWork, made: Agreement) -> None:
    if not (made.text and made.network and made.owner):
        raise RuleError("agreement-incomplete")
    for day in (made.agreed_on, made.done_on):
        if day is not None and day > uow.today:
            raise RuleError("agreement-ahead", date=day)
    check_named(uow, f"{made.text} {made.done_note}", [])
