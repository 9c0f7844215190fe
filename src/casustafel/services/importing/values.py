"""From the cleaned values of a row to a case and its answers, and what a new list would change."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from casustafel.domain.case_routing import guess_care_form
from casustafel.domain.norms import CareForm, Law

#: Fields of a case that a list fills and a later list may update, each under its own name.
_LISTED = frozenset(
    {
        "received",
        "law",
        "care_form",
        "request_kind",
        "sender_reference",
        "dossier_number",
        "referrer_type",
        "referrer_name",
        "product_category",
        "product_code",
        "allocation_number",
        "starts_on",
        "ends_on",
        "volume",
        "unit",
        "frequency",
        "hours_per_week",
        "weeks_open",
        "list_trigger",
        "exemption",
        "exemption_reference",
        "exemption_on",
        "urgent",
        "urgent_reason",
        "urgent_before",
        "remark",
    }
)

#: What the field of a column begins with that holds an answer on an item of the framework.
ANSWER = "answer."


def fields_of_row(values: Mapping[str, Any], committee: str, today: date) -> dict[str, Any]:
    """Return the fields of a case that a row says something about."""
    given = {name: value for name, value in values.items() if name in _LISTED}
    if "hours_per_week" not in given and values.get("zbo_hours") is not None:
        given["hours_per_week"] = values["zbo_hours"]
    given.setdefault("received", today)
    form = _care_form(given, committee)
    given["care_form"] = form
    given.setdefault("law", _law_of(form))
    return given


def _care_form(given: Mapping[str, Any], committee: str) -> str:
    """Return the form of care; empty when nothing in the row tells it, which the router says."""
    if given.get("care_form"):
        return str(given["care_form"])
    return _guessed(given.get("law"), given.get("product_category"), committee)


# Asked for every row of a list, which holds a handful of different answers.
@lru_cache(maxsize=256)
def _guessed(law: str | None, category: str | None, committee: str) -> str:
    known = Law(law) if law in set(Law) else Law.JEUGD
    guessed = guess_care_form(known, category, committee)
    return guessed.value if guessed else ""


@lru_cache(maxsize=256)
def _law_of(form: str) -> str:
    law = CareForm(form).law if form in set(CareForm) else None
    return (law or Law.JEUGD).value


def answers_of_row(values: Mapping[str, Any], columns: Iterable[str]) -> dict[str, object]:
    """Return the answers on items of the framework that a row holds in these columns."""
    return {
        name.removeprefix(ANSWER): value
        for name in columns
        if (value := values.get(name)) is not None
    }


def answer_columns(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the fields of a list that are answers; most lists have none."""
    names: set[str] = set()
    for row in rows:
        names.update(row)
    return tuple(sorted(name for name in names if name.startswith(ANSWER)))
