"""One field of a case or its client at a time, as it is typed: checked, kept, and followed up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from casustafel.domain import identifiers
from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.norms import CareForm
from casustafel.domain.people import Right
from casustafel.domain.registers import School
from casustafel.domain.volumes import hours_per_week
from casustafel.services import places
from casustafel.services.case import cases
from casustafel.services.places import Shown
from casustafel.services.use_case import use_case
from casustafel.storage.folding import fold
from casustafel.storage.unit_of_work import UnitOfWork

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
        found = School(id=new_id(), name=name, search_name=fold(name))
        uow.add(found)
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
