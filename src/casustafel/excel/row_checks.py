"""What only a whole row tells: who it is about, its period, its hours, and how things are spelled.

Run after all cells were read, because the order of dates in a column is known only then.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from casustafel.domain.cases import age_on
from casustafel.domain.findings import Finding, Severity, found
from casustafel.domain.volumes import WeeklyHours, hours_per_week
from casustafel.excel.choices import REFERRERS, first_word_choice
from casustafel.excel.numbers import shown
from casustafel.excel.text import folded

#: Youth help may run on until 23 ([004] §3.3.3).
_YOUTH_UNTIL = 23
_OLDEST = 110
_YOUTH = range(_YOUTH_UNTIL + 1)
_ANYBODY = range(_OLDEST + 1)
_PER_WEEK = "2"
#: Hours and volume may differ by what rounding to quarters makes.
_ERROR = Severity.ERROR
_ROUNDING = Decimal("0.25")
#: The bound of what is typed by hand.
_HOURS_OF_A_WEEK = 168
_BRIN_WITHOUT_LOCATION = 4


class RowChecks:
    """Checks the values of one row after another; `headers` names the columns by field."""

    def __init__(self, headers: Mapping[str, str], today: date) -> None:
        self._headers = headers
        self._today = today
        self._hours: dict[tuple[object, ...], WeeklyHours | None] = {}

    def check(self, row: int, values: dict[str, Any], findings: list[Finding]) -> None:
        """Complete the values of a row and add what is wrong with them to its findings."""
        if "written_unit" in values:
            self._unit_in_volume(row, values, findings)
        if "referrer_type" not in values and "referrer_name" in values:
            guessed = first_word_choice(folded(values["referrer_name"]), REFERRERS)
            if guessed is not None:
                values["referrer_type"] = guessed
        if "location" in values and len(values.get("brin", "")) == _BRIN_WITHOUT_LOCATION:
            location = str(values["location"]).zfill(2)
            if len(location) == 2 and location.isdecimal():
                values["brin"] += location
        start, end = values.get("starts_on"), values.get("ends_on")
        if start is not None and end is not None and end < start:
            findings.append(self._found(row, "ends_on", "period-reversed", start=start, end=end))
        received = values.get("received")
        if received is not None and received > self._today:
            findings.append(self._found(row, "received", "received-in-future", date=received))
        self._person(row, values, findings)
        if "volume" in values:
            if "hours_per_week" not in values:
                self._compute_hours(row, values, findings)
            elif values.get("frequency") == _PER_WEEK:
                self._compare_hours(row, values, findings)
        self._hours_of_a_week(row, "hours_per_week", values, findings)
        if "zbo_hours" in values:
            self._hours_of_a_week(row, "zbo_hours", values, findings)

    def _hours_of_a_week(
        self, row: int, field: str, values: dict[str, Any], findings: list[Finding]
    ) -> None:
        hours = values.get(field)
        if hours is not None and hours > _HOURS_OF_A_WEEK:
            findings.append(self._found(row, field, "hours-over-week", hours=shown(hours)))

    def _found(self, row: int, field: str, code: str, **values: object) -> Finding:
        return found(row, self._headers.get(field, ""), field, code, **values)

    def _unit_in_volume(self, row: int, values: dict[str, Any], findings: list[Finding]) -> None:
        """Let "90 minuten" be minutes, also beside a column that says otherwise."""
        written = values.pop("written_unit")
        if values.setdefault("unit", written) != written:
            values["unit"] = written
            findings.append(self._found(row, "unit", "unit-conflict"))

    def _person(self, row: int, values: dict[str, Any], findings: list[Finding]) -> None:
        born = values.get("birth_date")
        if born is not None:
            if born > self._today:
                findings.append(self._found(row, "birth_date", "birth-in-future"))
            elif values.get("law") == "jeugd":
                if born.year < self._today.year - _YOUTH_UNTIL:
                    self._age(row, born, _YOUTH, findings)
            elif born.year < self._today.year - _OLDEST:
                self._age(row, born, _ANYBODY, findings)
        if "bsn" in values or any(
            one.field == "bsn" and one.severity == _ERROR for one in findings
        ):
            return  # what is wrong with a BSN was said already
        if values.get("client_key"):
            return  # who it is comes in a second list, of who was chosen (domain.md §9)
        if born is None or not values.get("surname"):
            findings.append(self._found(row, "bsn", "identity-missing"))

    def _age(self, row: int, born: date, likely: range, findings: list[Finding]) -> None:
        age = age_on(born, self._today) or 0
        if age not in likely:
            findings.append(self._found(row, "birth_date", "age-unlikely", age=age))

    def _compare_hours(self, row: int, values: dict[str, Any], findings: list[Finding]) -> None:
        """Say where hours and volume contradict each other: the norm of 18 hours hangs on it.

        Only a volume per week is compared; the others give hours by an assumption.
        """
        computed = self._hours_of(values)
        given = values["hours_per_week"]
        if computed is not None and abs(computed.hours - given) > _ROUNDING:
            hours, from_volume = shown(given), shown(computed.hours)
            findings.append(
                self._found(
                    row, "hours_per_week", "hours-differ", hours=hours, computed=from_volume
                )
            )

    def _hours_of(self, values: dict[str, Any]) -> WeeklyHours | None:
        get = values.get
        key: tuple[Any, ...] = (get("volume"), get("unit"), get("frequency"), None, None)
        if key[2] == "6":
            key = (*key[:3], get("starts_on"), get("ends_on"))
        if key not in self._hours:
            self._hours[key] = hours_per_week(*key)
        return self._hours[key]

    def _compute_hours(self, row: int, values: dict[str, Any], findings: list[Finding]) -> None:
        computed = self._hours_of(values)
        if computed is None:
            findings.append(self._found(row, "hours_per_week", "hours-unknown"))
            return
        values["hours_per_week"] = computed.hours
        if computed.assumption is not None:
            code = f"hours-{computed.assumption}"
            hours = shown(computed.hours)
            findings.append(self._found(row, "hours_per_week", code, hours=hours))
