"""One field of a case or its client at a time, as it is typed: checked, kept, and followed up."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from casustafel.domain import identifiers
from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import RuleError
from casustafel.services import cases
from casustafel.storage.unit_of_work import UnitOfWork

#: Texts that are never None.
_TEXTS = frozenset({"referrer_name", "referrer_contact", "remark"})
_NUMBERS = frozenset({"hours_per_week", "volume"})
_CLIENT_TEXTS = frozenset({"given_names", "initials", "prefix", "surname"})
#: More than the hours of a week is a slip of the pen.
_HOURS_OF_A_WEEK = Decimal(168)


def edit_field(uow: UnitOfWork, before: Case, name: str, value: object) -> Case:
    """Change one field of a case. `before` is the case as it was shown.

    Raises RuleError: 'value-no-number', 'value-out-of-range', 'value-needed' or
    'period-reversed'; ConflictError when somebody else changed the same field.
    """
    checked = _checked(before, name, value)
    return cases.edit(uow, before, {name: checked})


def _checked(case: Case, name: str, value: object) -> object:
    if name in _NUMBERS:
        return _hours(value)
    if name in _TEXTS:
        return str(value or "")
    if name == "urgent":
        return value == "ja"
    if name in ("care_form", "received", "request_kind") and value is None:
        raise RuleError("value-needed")
    if name in ("starts_on", "ends_on"):
        start = value if name == "starts_on" else case.starts_on
        end = value if name == "ends_on" else case.ends_on
        if isinstance(start, date) and isinstance(end, date) and end < start:
            raise RuleError("period-reversed", start=start, end=end)
    return value


def _hours(value: object) -> Decimal | None:
    if value is None:
        return None
    if not isinstance(value, Decimal):
        raise RuleError("value-no-number", value=str(value)[:20])
    if not 0 <= value <= _HOURS_OF_A_WEEK:
        raise RuleError("value-out-of-range", low=0, high=_HOURS_OF_A_WEEK)
    return value


def edit_client_field(uow: UnitOfWork, case_id: str, name: str, value: object) -> Client:
    """Change one field of a case's client.

    Raises RuleError: 'value-no-postcode', 'birth-in-future', or 'case-needs-identity' when
    nobody would be left to identify.
    """
    before = uow.get(Client, uow.get(Case, case_id).client_id)
    if name == "postcode" and value:
        found = identifiers.postcode(str(value))
        if found is None:
            raise RuleError("value-no-postcode")
        value = found
    if name == "birth_date" and isinstance(value, date) and value > uow.clock().date():
        raise RuleError("birth-in-future", date=value)
    if name in _CLIENT_TEXTS:
        value = str(value or "")
    changes: dict[str, object] = {name: value}
    return cases.edit_client(uow, case_id, before, replace(before, **changes))  # type: ignore[arg-type]
