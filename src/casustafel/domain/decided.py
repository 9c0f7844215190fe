"""A case with what its table said, as cases are compared and counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from casustafel.domain.outcomes import Adjustment, OutcomeKind


@dataclass(frozen=True, slots=True)
class Decided:
    """A case and what its table said; `choice` is a code of that table's outcomes.

    `choice`, `reasons` and `decided_at` are None for a case that has no outcome yet.
    """

    case_id: str
    client_id: str
    number: str
    law: str
    care_form: str
    request_kind: str
    received: date
    birth_date: date | None
    provider_id: str | None
    provider: str | None
    referrer_type: str | None
    referrer_name: str
    route_reasons: str | None
    list_trigger: str | None
    volume: Decimal | None
    unit: str | None
    frequency: str | None
    hours_per_week: Decimal | None
    annual_hours: Decimal | None
    starts_on: date | None
    ends_on: date | None
    choice: str | None
    kind: OutcomeKind | None
    reasons: Sequence[str] | None
    adjustments: Sequence[Adjustment] | None
    decided_at: datetime | None
