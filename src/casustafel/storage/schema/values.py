"""Column types for the small values that outcomes and meetings carry."""

from datetime import date, datetime
from typing import Any

from casustafel.domain.meetings import Reopening
from casustafel.domain.outcomes import Adjustment, AdjustmentKind, Confirmation, Contribution
from casustafel.storage.schema.base import Listed


def _dump_adjustment(value: Adjustment) -> object:
    return {
        "kind": value.kind.value,
        "asked": value.asked,
        "advised": value.advised,
        "reason": value.reason,
    }


def _load_adjustment(value: dict[str, Any]) -> Adjustment:
    return Adjustment(**{**value, "kind": AdjustmentKind(value["kind"])})


def _dump_contribution(value: Contribution) -> object:
    return {
        "party": value.party,
        "task": value.task,
        "hours": value.hours,
        "until": value.until,
        "law": value.law,
    }


def _load_contribution(value: dict[str, Any]) -> Contribution:
    until = value["until"]
    return Contribution(**{**value, "until": date.fromisoformat(until) if until else None})


def _dump_confirmation(value: Confirmation) -> object:
    return {"by": value.by, "on": value.on, "agrees": value.agrees, "text": value.text}


def _load_confirmation(value: dict[str, Any]) -> Confirmation:
    return Confirmation(**{**value, "on": date.fromisoformat(value["on"])})


def _dump_reopening(value: Reopening) -> object:
    return {"at": value.at, "reason": value.reason, "closed_at": value.closed_at}


def _load_reopening(value: dict[str, Any]) -> Reopening:
    closed = value["closed_at"]
    return Reopening(
        at=datetime.fromisoformat(value["at"]),
        reason=value["reason"],
        closed_at=datetime.fromisoformat(closed) if closed else None,
    )


adjustment_values = Listed(_dump_adjustment, _load_adjustment)
contribution_values = Listed(_dump_contribution, _load_contribution)
confirmation_values = Listed(_dump_confirmation, _load_confirmation)
reopening_values = Listed(_dump_reopening, _load_reopening)
