"""A case as it is typed: a new one, and one field of a case or client at a time.

Each is checked, kept by `cases`, and followed up.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from casustafel.domain import identifiers
from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import RuleError
from casustafel.domain.identifiers import split_prefix
from casustafel.domain.ids import new_id
from casustafel.domain.norms import CareForm
from casustafel.domain.registers import School
from casustafel.domain.volumes import WeeklyHours, hours_per_week
from casustafel.services import places
from casustafel.services.case import cases
from casustafel.services.places import Shown
from casustafel.services.readable import readable_of
from casustafel.services.use_case import Reading, Right, UnitOfWork, read, use_case
from casustafel.storage.folding import fold

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


#: Texts that are never None.
_TEXTS = frozenset({"referrer_name", "referrer_contact", "remark"})
_CLIENT_TEXTS = frozenset({"given_names", "initials", "prefix", "surname"})
_DAYS = frozenset({"received", "starts_on", "ends_on", "urgent_before", "exemption_on"})
#: From these the hours per week are worked out.
_VOLUME = frozenset({"volume", "unit", "frequency", "starts_on", "ends_on"})
#: More than the hours of a week is a slip of the pen.
_HOURS_OF_A_WEEK = Decimal(168)
_HOURS_OF_A_YEAR = Decimal(366 * 24)
_WEEKS_OF_A_YEAR = Decimal(53)
_MOST_UNITS = Decimal(1_000_000)


@use_case(Right.EDIT_CASES, at=places.shown_case)
def edit_field(
    uow: UnitOfWork, at: Shown[Case], name: str, value: object, *, reason: str = ""
) -> Case:
    """Change one field of a case as it was shown; `reason` as in `cases.edit`.

    Raises RuleError: 'value-no-number', 'value-no-day', 'value-out-of-range', 'value-needed' or
    'period-reversed'; ConflictError when somebody else changed the same field.
    """
    changes = {name: _checked(at.shown, name, value)}
    changes |= _following(replace(at.shown, **changes), name)  # type: ignore[arg-type]
    return cases.edit.within(uow, at, changes, reason=reason)


def _following(after: Case, name: str) -> dict[str, object]:
    """Return what follows: hours from the volume, the law from the form of care, what to ask."""
    if name in _VOLUME:
        asked = (after.volume, after.unit, after.frequency, after.starts_on, after.ends_on)
        weekly = hours_per_week(*asked)
        return {"hours_per_week": weekly.hours} if weekly else {}
    if name == "care_form" and after.care_form in set(CareForm):
        law = CareForm(after.care_form).law
        return {"law": law} if law else {}
    if name == "referrer_type" and after.ordered is not None:
        # What one referrer answered does not hold for another.
        return {"ordered": None}
    return {}


@use_case(Right.EDIT_CASES, at=places.shown_case)
def set_provider(uow: UnitOfWork, at: Shown[Case], name: str, *, reason: str = "") -> Case:
    """Give a case another provider by name; an unknown one is added. Raises ConflictError."""
    provider = cases.provider_named(uow, name) if name.strip() else None
    return cases.edit.within(
        uow, at, {"provider_id": provider.id if provider else None}, reason=reason
    )


@use_case(Right.EDIT_CASES, at=places.shown_case)
def set_school(uow: UnitOfWork, at: Shown[Case], name: str, *, reason: str = "") -> Case:
    """Give a case another school by name; an unknown one is added. Raises ConflictError."""
    school = _school_named(uow, name.strip()) if name.strip() else None
    return cases.edit.within(uow, at, {"school_id": school.id if school else None}, reason=reason)


def _school_named(uow: UnitOfWork, name: str) -> School:
    found = uow.first(School, search_name=fold(name))
    if found is None:
        found = uow.add(School(id=new_id(), name=name, search_name=fold(name)))
    return found


def _checked(case: Case, name: str, value: object) -> object:
    if name == "volume":
        return _number(value, _MOST_UNITS)
    if name == "hours_per_week":
        return _number(value, _HOURS_OF_A_WEEK)
    if name in _TEXTS:
        return str(value or "")
    if name == "weeks_open":
        weeks = _number(value, _WEEKS_OF_A_YEAR)
        return None if weeks is None else int(weeks)
    if name == "annual_hours":
        return _number(value, _HOURS_OF_A_YEAR)
    if name == "urgent":
        return value is True
    if name == "ordered":
        return value if isinstance(value, bool) else None
    if name in _DAYS and isinstance(value, str):
        raise RuleError("value-no-day", value=value[:20])
    if name in ("care_form", "received", "request_kind") and value is None:
        raise RuleError("value-needed")
    if name in ("starts_on", "ends_on"):
        start = value if name == "starts_on" else case.starts_on
        end = value if name == "ends_on" else case.ends_on
        if isinstance(start, date) and isinstance(end, date) and end < start:
            raise RuleError("period-reversed", start=start, end=end)
    return value


def _number(value: object, highest: Decimal) -> Decimal | None:
    if value is None:
        return None
    if not isinstance(value, Decimal) or not value.is_finite():
        raise RuleError("value-no-number", value=str(value)[:20])
    if not 0 <= value <= highest:
        raise RuleError("value-out-of-range", low=0, high=highest)
    return value


@use_case(Right.EDIT_CASES, at=places.case, sets=[Client])
def edit_client_field(
    uow: UnitOfWork, case: Case, before: Client, name: str, value: object, *, reason: str = ""
) -> Client:
    """Change one field of a case's client. `before` is the client as it was shown.

    Raises RuleError: 'bsn-form', 'bsn-elfproef', 'bsn-of-another', 'value-no-postcode',
    'birth-in-future', or 'case-needs-identity' when nobody would be left to identify;
    ConflictError when somebody else changed the same field.
    """
    if name == "bsn":
        value = checked_bsn(str(value or ""))
    elif name == "postcode" and value:
        value = identifiers.postcode(str(value))
        if value is None:
            raise RuleError("value-no-postcode")
    elif name == "birth_date" and isinstance(value, str):
        raise RuleError("value-no-day", value=value[:20])
    elif name == "birth_date" and isinstance(value, date) and value > uow.today:
        raise RuleError("birth-in-future")
    elif name in _CLIENT_TEXTS:
        value = str(value or "")
    changes: dict[str, object] = {name: value}
    if name == "bsn" and value:
        changes["no_bsn_reason"] = None
    after = replace(before, **changes)  # type: ignore[arg-type]
    return cases.edit_client.within(uow, case, before, after, reason=reason)


def checked_bsn(text: str) -> str | None:
    """Return the nine digits of a BSN as typed; None for nothing. Raises RuleError."""
    if not text.strip():
        return None
    digits, _ = identifiers.padded(text, 9)
    if digits is None:
        raise RuleError("bsn-form")
    if not identifiers.passes_elfproef(digits):
        raise RuleError("bsn-elfproef")
    return digits
