"""What the chair fills in for an outcome, also as JSON: what is being filled in is kept so."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from casustafel.domain.outcomes import Adjustment, AdjustmentKind, Contribution, Outcome, Vote


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeInput:
    """What the chair fills in. Codes are those of the table; see `Outcome` for the fields.

    `held_until` left empty means the next planned meeting, or the table's own term while none is
    planned, for a case that is held over.
    """

    choice: str
    reasons: tuple[str, ...] = ()
    motivation: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    vote: Vote = Vote.CONSENSUS
    dissent: str = ""
    valid_until: date | None = None
    evaluation_on: date | None = None
    transfer_to: str = ""
    transfer_on: date | None = None
    held_until: date | None = None
    provisional: bool = False


_DAYS = ("valid_until", "evaluation_on", "transfer_on", "held_until")


def as_plain(given: OutcomeInput) -> dict[str, object]:
    """Return the input as JSON-able values."""
    plain = asdict(given)
    for name in _DAYS:
        plain[name] = plain[name].isoformat() if plain[name] else None
    for row in plain["contributions"]:
        row["until"] = row["until"].isoformat() if row["until"] else None
    plain["reasons"] = list(given.reasons)
    plain["adjustments"] = list(plain["adjustments"])
    plain["contributions"] = list(plain["contributions"])
    return plain


def from_plain(plain: Mapping[str, Any]) -> OutcomeInput:
    """Return the input again. What an older version of the program kept is read as far as known."""
    known = {field.name for field in fields(OutcomeInput)}
    given = {name: value for name, value in plain.items() if name in known}
    for name in _DAYS:
        given[name] = _day(given.get(name))
    given["reasons"] = tuple(given.get("reasons", ()))
    given["vote"] = Vote(given.get("vote", Vote.CONSENSUS))
    given["adjustments"] = tuple(
        Adjustment(**{**row, "kind": AdjustmentKind(row["kind"])})
        for row in given.get("adjustments", ())
    )
    given["contributions"] = tuple(
        Contribution(**{**row, "until": _day(row.get("until"))})
        for row in given.get("contributions", ())
    )
    return OutcomeInput(**{"choice": "", **given})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def input_of(outcome: Outcome) -> OutcomeInput:
    """Return what was filled in for an outcome that was recorded, to correct it."""
    return OutcomeInput(
        **{field.name: getattr(outcome, field.name) for field in fields(OutcomeInput)}
    )
