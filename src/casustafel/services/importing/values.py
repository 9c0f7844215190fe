"""From the cleaned values of a row to a case and its answers, and what a new list would change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import date
from functools import lru_cache
from typing import Any

from casustafel.domain.case_routing import guess_care_form
from casustafel.domain.cases import Case
from casustafel.domain.norms import CareForm, Law
from casustafel.excel.columns import COMMON

#: Fields of a case that a list fills and a later list may update, each under its own name, with
#: what a new case has there.
_LISTED: dict[str, Any] = {
    field.name: None if field.default is MISSING else field.default
    for field in fields(Case)
    if COMMON.field(field.name) is not None or field.name == "annual_hours"
}

#: What the field of a column begins with that holds an answer on an item of the framework.
ANSWER = "answer."


def said_of_row(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a case that a row says something about."""
    said = {name: value for name, value in values.items() if name in _LISTED}
    hours = _hours(values)
    return said if hours is None else said | {"hours_per_week": hours}


def columns_of_rows(
    rows: Sequence[Mapping[str, Any]], committee: str, today: date
) -> dict[str, list[Any]]:
    """Return the fields of the cases that rows bring, column by column.

    What a row does not say is as in a new case. The day of receipt is then today, and the form of
    care is what law and product tell; empty when nothing tells it, which the router says.
    """
    columns = {name: [row.get(name, blank) for row in rows] for name, blank in _LISTED.items()}
    if any("zbo_hours" in row for row in rows):
        columns["hours_per_week"] = [_hours(row) for row in rows]
    columns["received"] = [day or today for day in columns["received"]]
    laws = [row.get("law") for row in rows]
    said = [row.get("care_form") for row in rows]
    asked = zip(said, laws, columns["product_category"], strict=True)
    forms = [form or _guessed(law, category, committee) for form, law, category in asked]
    columns["care_form"] = forms
    columns["law"] = [law or _law_of(form) for law, form in zip(laws, forms, strict=True)]
    return columns


def _hours(values: Mapping[str, Any]) -> Any:
    hours = values.get("hours_per_week")
    return values.get("zbo_hours") if hours is None else hours


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
