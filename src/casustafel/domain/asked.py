"""What a case asks, in the words in which a table weighs and adjusts it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from casustafel.domain import terms
from casustafel.domain.cases import Case
from casustafel.domain.decided import Decided
from casustafel.domain.outcomes import AdjustmentKind, Contribution

_WEEK = 7


def amount_asked(case: Case | Decided) -> str:
    """Return the intensity: "4 uur per week", "520 uur per jaar"; empty when it is not said."""
    if case.volume is not None and case.unit and case.unit in terms.UNIT:
        per = terms.FREQUENCY.get(case.frequency or "", "")
        return f"{_plain(case.volume)} {terms.UNIT[case.unit]} {per}".strip()
    if case.hours_per_week is not None:
        return f"{_plain(case.hours_per_week)} uur per week"
    if case.annual_hours is not None:
        return f"{_plain(case.annual_hours)} uur per jaar"
    return ""


def period_asked(case: Case | Decided) -> str:
    """Return the duration: "26 weken" between two known days, else "tot 01-06-2027"."""
    if case.ends_on is None:
        return ""
    if case.starts_on is None:
        return f"tot {case.ends_on:%d-%m-%Y}"
    weeks = weeks_between(case.starts_on, case.ends_on)
    return "1 week" if weeks == 1 else f"{weeks} weken"


def weeks_between(starts_on: date, ends_on: date) -> int:
    """Return the length of a period in whole weeks, rounded; both border days count."""
    return max(1, round(((ends_on - starts_on).days + 1) / _WEEK))


def goals_asked(answers: Mapping[str, object]) -> list[str]:
    """Return the goals of a request; a list of rows and a bare text are both understood."""
    return _rows(answers.get("goals"), "goal")


def alternatives_tried(answers: Mapping[str, object]) -> list[str]:
    """Return what was tried before, as the request says it."""
    return _rows(answers.get("alternatives"), "kind")


def _rows(value: object, column: str) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if not isinstance(value, list | tuple):
        return []
    texts = [row.get(column) if isinstance(row, Mapping) else row for row in value]
    return [str(text) for text in texts if text]


def sentence(case: Case) -> str:
    """Return the request in one line without anything of the client: form, amount, period."""
    form = terms.CARE_FORM.get(case.care_form, case.care_form)
    parts = (form, amount_asked(case), period_asked(case))
    return " · ".join(part for part in parts if part)


def asked_values(case: Case, answers: Mapping[str, object]) -> dict[AdjustmentKind, str]:
    """Return what was asked of each of the five things a table may adjust ([002] §1.5)."""
    goals = goals_asked(answers)
    count = "" if not goals else "1 doel" if len(goals) == 1 else f"{len(goals)} doelen"
    return {
        AdjustmentKind.INTENSITY: amount_asked(case),
        AdjustmentKind.DURATION: period_asked(case),
        AdjustmentKind.GOALS: count,
        AdjustmentKind.TRANSFER_MANNER: str(answers.get("transfer_planned") or ""),
        AdjustmentKind.TRANSFER_TIMING: "",
    }


#: In what a number is meant where the request does not say it.
_UNITS = {
    AdjustmentKind.INTENSITY: "uur per week",
    AdjustmentKind.DURATION: "weken",
    AdjustmentKind.GOALS: "doelen",
}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WEEKS = re.compile(r"(\d{1,3})\s*(?:w|wk|wkn|week|weken)?\.?")


def unit_asked(kind: AdjustmentKind, asked: str) -> str:
    """Return the unit in which something was asked: "uur per week" of "4 uur per week"."""
    number, _, unit = asked.partition(" ")
    return unit if _NUMBER.fullmatch(number) and unit else _UNITS.get(kind, "")


def with_unit(text: str, unit: str) -> str:
    """Return a bare number with its unit, so that what is kept says what it means."""
    if not unit or not _NUMBER.fullmatch(text):
        return text
    if text == "1":
        unit = {"weken": "week", "doelen": "doel"}.get(unit, unit)
    return f"{text} {unit}"


def weeks_in(text: str) -> int | None:
    """Return the weeks that a duration names ("13", "13 wk", "13 weken"); None for another."""
    found = _WEEKS.fullmatch(text.strip().casefold())
    return int(found[1]) if found else None


def contribution_asked(case: Case, provider: str, until: date | None) -> Contribution:
    """Return the request as a line of who does what: what a plain grant comes down to."""
    return Contribution(
        party=provider or "Zorgaanbieder",
        task="Hulp zoals gevraagd",
        hours=_plain(case.hours_per_week) if case.hours_per_week is not None else "",
        until=until,
        law="wmo" if case.law == "wmo" else "jeugdwet",
    )


#: What of a case is kept with its outcome, since the case may be mended later.
_FROZEN = (
    *("law", "care_form", "request_kind", "product_category", "product_code", "volume", "unit"),
    *("frequency", "hours_per_week", "annual_hours", "weeks_open", "starts_on", "ends_on"),
    *("provider_id", "list_trigger", "route", "route_reasons", "reference_date"),
)


def frozen(case: Case, provider: str) -> dict[str, object]:
    """Return what a case asks now as JSON-able values, with the provider by name.

    Kept with each outcome (`Outcome.asked`): what was said rests on it, whatever is mended later.
    """
    kept = {name: _kept(getattr(case, name)) for name in _FROZEN}
    return {name: value for name, value in kept.items() if value is not None} | {
        "provider": provider
    }


def as_asked(case: Case, kept: Mapping[str, object]) -> Case:
    """Return a case as it asked when an outcome was recorded (see `frozen`)."""
    stood = {name: getattr(case, name) if name in _ALWAYS else None for name in _FROZEN}
    values = {name: _thawed(name, kept.get(name, stood[name])) for name in _FROZEN}
    return replace(case, **values)  # type: ignore[arg-type]


_ALWAYS = frozenset({"law", "care_form", "request_kind"})
_DAYS = frozenset({"starts_on", "ends_on", "reference_date"})
_AMOUNTS = frozenset({"volume", "hours_per_week", "annual_hours"})


def _thawed(name: str, value: object) -> object:
    if value is None:
        return None
    if name in _DAYS:
        return date.fromisoformat(str(value))
    return Decimal(str(value)) if name in _AMOUNTS else value


def _kept(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _plain(value: Decimal) -> str:
    """Return a number with a decimal comma, points per thousand and no needless zeros: 1.990,5."""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
