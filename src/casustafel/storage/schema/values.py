"""Column types for the small values that an outcome carries."""

from datetime import date
from typing import Any

from casustafel.domain.outcomes import Adjustment, AdjustmentKind, Contribution
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


adjustment_values = Listed(_dump_adjustment, _load_adjustment)
contribution_values = Listed(_dump_contribution, _load_contribution)
