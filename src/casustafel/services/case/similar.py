"""Earlier cases that are like the one at the table, with what was said of them."""

from dataclasses import dataclass
from datetime import date

from casustafel.domain.case_routing import route_from_text
from casustafel.domain.cases import Case
from casustafel.domain.local_time import local_day
from casustafel.services.use_case import part
from casustafel.storage.queries import similar as rows
from casustafel.storage.queries.similar import DecidedRow
from casustafel.storage.unit_of_work import Reading

#: So many are shown, out of so many decided cases that came last.
MOST, _LOOKED_AT = 5, 200


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A decided case of another client with the same form of care.

    `choice` is a code of the table's outcomes. `same_provider` and `same_reason` (of coming to
    the table) say what else is alike; one of them is.
    """

    case_id: str
    number: str
    choice: str
    decided_on: date
    same_provider: bool
    same_reason: bool


@part
def similar(reader: Reading, case: Case) -> tuple[SimilarCase, ...]:
    """Return the earlier cases of the same table that are most alike, then the latest; at most 5.

    Alike is the form of care, with the provider, the reason of coming to the table, or both.
    """
    reasons = _reasons(case)
    decided = rows.decided(
        reader.connection,
        reader.actor,
        case.committee,
        case.care_form,
        case.client_id,
        limit=_LOOKED_AT,
    )
    found = [
        SimilarCase(
            case_id=row.case_id,
            number=row.number,
            choice=row.choice,
            decided_on=local_day(row.decided_at),
            same_provider=case.provider_id is not None and row.provider_id == case.provider_id,
            same_reason=bool(reasons & _reasons(row)),
        )
        for row in decided
        if row.case_id != case.id
    ]
    alike = [one for one in found if one.same_provider or one.same_reason]
    alike.sort(
        key=lambda one: (one.same_provider + one.same_reason, one.decided_on, one.number),
        reverse=True,
    )
    return tuple(alike[:MOST])


def _reasons(case: Case | DecidedRow) -> frozenset[str]:
    """Return why a case came to the table: the triggers of its route, else what its list said."""
    triggers = route_from_text(case.route_reasons).triggers if case.route_reasons else ()
    given = (case.list_trigger,) if case.list_trigger else ()
    return frozenset(triggers or given)
