"""A new case as somebody types it in: identifiers checked, then written by `cases.new`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casustafel.domain import identifiers
from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.names import split_prefix
from casustafel.domain.norms import CareForm
from casustafel.services import cases
from casustafel.storage.unit_of_work import UnitOfWork

#: Why somebody has no BSN (domain.md §3.0).
NO_BSN = {
    "asielzoeker": "Asielzoeker",
    "nog_niet_toegekend": "Nog niet toegekend",
    "spoed": "Spoed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """What was typed; texts may be empty. Hours are per week."""

    bsn: str = ""
    no_bsn_reason: str = ""
    initials: str = ""
    surname: str = ""
    birth_date: date | None = None
    postcode: str = ""
    care_form: str = "overig"
    provider: str = ""
    referrer_type: str = ""
    referrer_name: str = ""
    hours_per_week: Decimal | None = None
    request_kind: str = "nieuw"
    starts_on: date | None = None
    ends_on: date | None = None
    urgent: bool = False


def write(uow: UnitOfWork, committee: str, given: NewCase) -> Case:
    """Write a new case down.

    Raises RuleError: 'bsn-form', 'bsn-elfproef', 'value-no-postcode', 'birth-in-future',
    'period-reversed' or 'case-needs-identity'.
    """
    if given.birth_date is not None and given.birth_date > uow.clock().date():
        raise RuleError("birth-in-future", date=given.birth_date)
    if given.starts_on and given.ends_on and given.ends_on < given.starts_on:
        raise RuleError("period-reversed", start=given.starts_on, end=given.ends_on)
    prefix, surname = split_prefix(given.surname.strip())
    client = Client(
        id=new_id(),
        bsn=_bsn(given.bsn),
        no_bsn_reason=given.no_bsn_reason or None,
        surname=surname,
        prefix=prefix,
        initials=given.initials.strip(),
        birth_date=given.birth_date,
        postcode=_postcode(given.postcode),
    )
    form = CareForm(given.care_form) if given.care_form in set(CareForm) else CareForm.OVERIG
    fields = {
        "law": (form.law or "jeugd"),
        "care_form": given.care_form,
        "referrer_type": given.referrer_type or None,
        "referrer_name": given.referrer_name.strip(),
        "hours_per_week": given.hours_per_week,
        "request_kind": given.request_kind,
        "starts_on": given.starts_on,
        "ends_on": given.ends_on,
        "urgent": given.urgent,
    }
    return cases.new(uow, committee, client, fields, provider=given.provider)


def _bsn(text: str) -> str | None:
    if not text.strip():
        return None
    digits, _ = identifiers.padded(text, 9)
    if digits is None:
        raise RuleError("bsn-form")
    if not identifiers.passes_elfproef(digits):
        raise RuleError("bsn-elfproef")
    return digits


def _postcode(text: str) -> str | None:
    if not text.strip():
        return None
    found = identifiers.postcode(text)
    if found is None:
        raise RuleError("value-no-postcode")
    return found
