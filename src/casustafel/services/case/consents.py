"""Consent to break secrecy, per recipient and giver: given, withdrawn, and who still lacks it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casustafel.domain.cases import Case, CaseAnswer, Client
from casustafel.domain.committees import Committee
from casustafel.domain.consent import (
    UNLESS_REFERRER,
    WITH_CONSENT,
    Consent,
    Giver,
    check_consent,
    kind_of,
    lacking,
    needs_consent,
)
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import filled, not_applicable
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Member
from casustafel.domain.outcomes import Feedback
from casustafel.domain.wording.catalogue import term
from casustafel.services import places
from casustafel.services.use_case import Found, Reading, Right, UnitOfWork, part, read, use_case
from casustafel.storage.store import Reader


def consent(reader: Reading, key: str) -> Found[Consent]:
    """Find what was given of consent by its id, at the table of its case."""
    kept = reader.get(Consent, key)
    table = reader.get(Case, kept.case_id).committee
    return Found(kept, (table,), (kept.case_id,))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentInput:
    """Who may hear of a case, as one giver said on a day; for `alone` see `Consent`."""

    recipient: str
    giver: Giver
    given_on: date
    alone: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """The register of one case: what was given, who lacks what of `recipients`, and what was told.

    `sent` is what each recipient was told, which stays so when consent is withdrawn.
    """

    given: tuple[Consent, ...]
    lacks: dict[str, tuple[str, ...]]
    sent: dict[str, tuple[Feedback, ...]]
    recipients: tuple[str, ...]


@read(Right.READ_CASES, at=places.case)
def of_case(reader: Reading, case: Case) -> Held:
    """Return the consent that was given at a case, by recipient and day."""
    given = tuple(reader.find(Consent, "recipient", "given_on", "id", case_id=case.id))
    usual = [one for one in (*WITH_CONSENT, *UNLESS_REFERRER) if _asked(case, one)]
    known = tuple(dict.fromkeys([*usual, *(one.recipient for one in given)]))
    told = reader.find(Feedback, "told_on", "id", case_id=case.id)
    return Held(
        given=given,
        lacks=lacks_for(reader, case, known, reader.today),
        sent={
            name: tuple(one for one in told if kind_of(one.told_to) == kind_of(name))
            for name in known
        },
        recipients=known,
    )


def _asked(case: Case, recipient: str) -> bool:
    return needs_consent(recipient, case.referrer_type)


@part
def require_informed(reader: Reader, case: Case) -> None:
    """Raise RuleError('household-not-informed') before partners see a household that heard nothing.

    It holds where a team chose the household itself from a list (domain.md §9, Doorbraak).
    """
    if case.phase is None:
        return
    said = reader.first(CaseAnswer, case_id=case.id, item="informed")
    if said is None or not filled(said.value) or not_applicable(said.value) is not None:
        raise RuleError("household-not-informed", number=case.number)


@part
def lacks_for(
    reader: Reader, case: Case, recipients: Iterable[str], on: date
) -> dict[str, tuple[str, ...]]:
    """Return in words who still has to consent that somebody hears of a case, by recipient.

    Who needs no consent, or has it on that day, is left out.
    """
    asked = {one for one in recipients if _asked(case, one)}
    if not asked:
        return {}
    born = reader.get(Client, case.client_id).birth_date
    given = reader.find(Consent, "recipient", "given_on", "id", case_id=case.id)
    return _lacking(case, asked, given, born, on)


@part
def require(reader: Reader, case: Case, recipients: Iterable[str], on: date) -> None:
    """Raise RuleError for the first who may hear of a case with consent only, and lacks it."""
    for name, who in sorted(lacks_for(reader, case, recipients, on).items()):
        raise RuleError("consent-missing", recipient=name, number=case.number, who=" en ".join(who))


@part
def withheld(
    reader: Reader, table: Committee, member: Member, case_ids: Sequence[str], on: date
) -> dict[str, tuple[str, ...]]:
    """Return of which cases a member gets nothing yet, with who still has to consent."""
    if not (recipient := table.recipient_of(member.discipline)):
        return {}
    found = lacking_at(reader, case_ids, [recipient], on)
    return {key: who[recipient] for key, who in found.items() if who}


@part
def lacking_at(
    reader: Reader, case_ids: Sequence[str], recipients: Sequence[str], on: date
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return what `lacks_for` says of several cases, by case."""
    cases = reader.by_ids(Case, case_ids)
    born = reader.by_ids(Client, [one.client_id for one in cases.values()])
    given = reader.find(Consent, "recipient", "given_on", "id", case_id=list(case_ids))
    return {
        key: _lacking(
            case,
            {one for one in recipients if _asked(case, one)},
            [one for one in given if one.case_id == key],
            born[case.client_id].birth_date,
            on,
        )
        for key, case in cases.items()
    }


def _lacking(
    case: Case, asked: Iterable[str], given: Sequence[Consent], born: date | None, on: date
) -> dict[str, tuple[str, ...]]:
    found = {}
    for name in asked:
        held = [one for one in given if kind_of(one.recipient) == kind_of(name)]
        missing = lacking(held, born, on, adult=case.law == "wmo")
        if missing:
            found[name] = tuple(term(one, "nl") for one in missing)
    return found


@use_case(Right.EDIT_CASES, at=places.case)
def give(uow: UnitOfWork, case: Case, given: ConsentInput) -> Consent:
    """Record that one giver consents. Raises RuleError when something is missing or lies ahead."""
    filled = replace(given, recipient=given.recipient.strip(), note=given.note.strip())
    made = Consent(
        id=new_id(),
        case_id=case.id,
        recipient=filled.recipient,
        giver=filled.giver,
        given_on=filled.given_on,
        alone=filled.alone,
        note=filled.note,
    )
    check_consent(made, uow.today)
    uow.add(made)
    uow.log("consent-given", case, {"recipient": made.recipient}, number=case.number)
    return made


@use_case(Right.EDIT_CASES, at=consent, overwrites=[(Consent, "withdrawn_on")])
def withdraw(uow: UnitOfWork, before: Consent, on: date) -> tuple[Feedback, ...]:
    """Record that consent was withdrawn; return what its recipient was told before that."""
    after = replace(before, withdrawn_on=on)
    check_consent(after, uow.today)
    uow.change(before, after, case_id=before.case_id)
    case = uow.get(Case, before.case_id)
    uow.log("consent-withdrawn", case, {"recipient": before.recipient}, number=case.number)
    kind = kind_of(before.recipient)
    told = uow.find(Feedback, "told_on", case_id=case.id)
    return tuple(one for one in told if kind_of(one.told_to) == kind and one.told_on <= on)
