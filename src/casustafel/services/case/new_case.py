"""A new case as somebody types it in: identifiers checked, then written by `cases.new`."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casustafel.domain import identifiers
from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import RuleError
from casustafel.domain.identifiers import split_prefix
from casustafel.domain.ids import new_id
from casustafel.domain.norms import CareForm
from casustafel.domain.people import Right
from casustafel.domain.volumes import WeeklyHours, hours_per_week
from casustafel.services import places
from casustafel.services.case import cases
from casustafel.services.case.case_fields import checked_bsn
from casustafel.services.readable import readable_of
from casustafel.services.use_case import read, use_case
from casustafel.storage.unit_of_work import Reading, UnitOfWork

_ADDRESS = re.compile(r"(\d{4}\s?[A-Za-z]{2})(?![A-Za-z])\s*,?\s*(.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """What was typed; texts may be empty. Hours are per week."""

    bsn: str = ""
    no_bsn_reason: str = ""
    initials: str = ""
    surname: str = ""
    birth_date: date | None = None
    postcode: str = ""
    house_number: str = ""
    care_form: str = "overig"
    provider: str = ""
    referrer_type: str = ""
    referrer_name: str = ""
    volume: Decimal | None = None
    unit: str = ""
    frequency: str = ""
    hours_per_week: Decimal | None = None
    request_kind: str = "nieuw"
    starts_on: date | None = None
    ends_on: date | None = None
    urgent: bool = False
    urgent_before: date | None = None
    urgent_reason: str = ""

    @property
    def weekly(self) -> WeeklyHours | None:
        """The hours per week that follow from volume, unit and frequency; None when they do not."""
        return hours_per_week(self.volume, self.unit, self.frequency, self.starts_on, self.ends_on)


@dataclass(frozen=True, slots=True)
class KnownClient:
    """A client who is kept already; `numbers` are those of cases that this person may read."""

    client: Client
    numbers: tuple[str, ...]


@read(Right.IMPORT_CASES, at=places.table)
def known(reader: Reading, committee: str, bsn: str) -> KnownClient | None:
    """Return the client with a BSN, so that nobody types twice what is known.

    None for an unknown or wrong BSN, and for a client whose cases are all of other tables:
    that somebody is known there is not told (domain.md §8). Raises RightError.
    """
    try:
        digits = checked_bsn(bsn)
    except RuleError:
        return None
    client = reader.first(Client, bsn=digits) if digits else None
    if client is None:
        return None
    cases = readable_of(reader, reader.find(Case, "-received", client_id=client.id))
    numbers = tuple(case.number for case in cases)
    return KnownClient(client, numbers) if numbers else None


def split_address(text: str) -> tuple[str, str]:
    """Return postcode and house number of one line: "6511 AB 12a" gives "6511 AB" and "12a"."""
    found = _ADDRESS.match(text.strip())
    return (found[1], found[2].strip()) if found else (text.strip(), "")


@use_case(Right.IMPORT_CASES, at=places.table)
def write(uow: UnitOfWork, committee: str, given: NewCase) -> Case:
    """Write a new case down.

    Raises RuleError: 'bsn-form', 'bsn-elfproef', 'value-no-postcode', 'birth-in-future',
    'period-reversed' or 'case-needs-identity'.
    """
    if given.birth_date is not None and given.birth_date > uow.today:
        raise RuleError("birth-in-future")
    if given.starts_on and given.ends_on and given.ends_on < given.starts_on:
        raise RuleError("period-reversed", start=given.starts_on, end=given.ends_on)
    prefix, surname = split_prefix(given.surname.strip())
    client = Client(
        id=new_id(),
        bsn=checked_bsn(given.bsn),
        no_bsn_reason=given.no_bsn_reason or None,
        surname=surname,
        prefix=prefix,
        initials=given.initials.strip(),
        birth_date=given.birth_date,
        postcode=_postcode(given.postcode),
        house_number=given.house_number.strip() or None,
    )
    form = CareForm(given.care_form) if given.care_form in set(CareForm) else CareForm.OVERIG
    fields = {
        "law": (form.law or "jeugd"),
        "care_form": given.care_form,
        "referrer_type": given.referrer_type or None,
        "referrer_name": given.referrer_name.strip(),
        "volume": given.volume,
        "unit": (given.unit or None) if given.volume is not None else None,
        "frequency": (given.frequency or None) if given.volume is not None else None,
        "hours_per_week": given.weekly.hours if given.weekly else given.hours_per_week,
        "request_kind": given.request_kind,
        "starts_on": given.starts_on,
        "ends_on": given.ends_on,
        "urgent": given.urgent,
        "urgent_before": given.urgent_before if given.urgent else None,
        "urgent_reason": given.urgent_reason.strip() or None if given.urgent else None,
    }
    return cases.new.within(uow, committee, client, fields, provider=given.provider)


def _postcode(text: str) -> str | None:
    if not text.strip():
        return None
    found = identifiers.postcode(text)
    if found is None:
        raise RuleError("value-no-postcode")
    return found
