"""Whatever stands in a cell is answered or refused, and what is accepted is read back the same."""

import os
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written_lists import ANNA, TODAY, read

from casustafel.domain.findings import SEVERITIES
from casustafel.excel.case_list import CleanRow, PastedText
from casustafel.excel.cells import cleaner_of
from casustafel.excel.columns import columns_for
from casustafel.excel.dates import DateColumn
from casustafel.excel.flaw import Flaw, Parts
from casustafel.excel.text import folded

# `HYPOTHESIS_EXAMPLES=20000 pytest tests/excel/test_any_cell.py` looks further, at random.
EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "300"))
DERANDOMIZE = "HYPOTHESIS_EXAMPLES" not in os.environ
TABLES = ("cpv", "zbo", "doorbraak")
IDENTIFYING = ("bsn", "surname")

# Cells as hands make them: digits, signs, words of the field, and any character at all.
_WORDS = st.sampled_from(
    (
        *("ja", "nee", "x", "uur", "dagdeel", "per week", "jeugdwet", "wmo", "bjg", "ggz"),
        *("totaal", "2x", "3", "€", "#N/B", "1-2-26", "31-02-2015", "2026-02-01", "12,5"),
        *("1.234,50", "4,5E+13", "45A48", "6511 AB", "99AB00", "n.v.t.", "-", "?"),
        *("van der Berg", "Berg, P."),
    )
)
_SIGNS = st.text(st.sampled_from("0123456789.,-/: €%xE+'\u00a0"), max_size=14)
_ANY = st.text(st.characters(exclude_characters='\t\r\n"', exclude_categories=["Cs"]), max_size=20)
CELLS = st.one_of(_SIGNS, _ANY, st.lists(_WORDS, max_size=4).map(" ".join))


def fields(table: str) -> list[Any]:
    return [f for f in columns_for(table).fields if f.key not in IDENTIFYING]


def row_of(table: str, label: str, cell: str) -> CleanRow | None:
    text = f"BSN\tAchternaam\tPostcode\t{label}\n{ANNA}\tRoos\t6511AB\t{cell}\n"
    rows = read(PastedText(text), table).rows
    return rows[0] if rows else None


def written(value: Any) -> str:
    """Return a value as a list would hold it."""
    match value:
        case bool():
            return "ja" if value else "nee"
        case datetime() | date():
            return f"{value.day:02d}-{value.month:02d}-{value.year:04d}"
        case Decimal():
            return f"{value:f}".replace(".", ",")
        case list():
            return "; ".join(next(iter(part.values())) for part in value)
        case _:
            return str(value)


@pytest.mark.parametrize("table", TABLES)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=DERANDOMIZE,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_that_any_cell_is_answered_or_refused_and_survives_a_round_trip(
    table: str, data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from(fields(table)), label="field")
    cell = data.draw(CELLS, label="cell")
    row = row_of(table, field.label, cell)
    if row is None:
        return
    value = row.values.get(field.key)
    said = [one for one in row.findings if one.field == field.key or one.column == field.label]
    assert not (row.refused and not row.findings)
    if value is None or value == "" or value == []:
        empty = not any(c.isalnum() for c in cell)
        silent = cell.strip().casefold().rstrip(".") in NOTHING
        silent = silent or (field.choices or {}).get(folded(cell)) == ""
        assert said or empty or silent or other_fields(row), (field.key, cell)
        return
    text = written(value)
    if field.kind == "cents":
        text = written(Decimal(value) / 100)
    again = row_of(table, field.label, text)
    assert again is not None
    assert again.values.get(field.key) == value, (field.key, cell, text)


NOTHING = {
    *("", "-", "--", "---", "?", "??", "nvt", "n.v.t", "n/a", "n.b", "leeg", "geen"),
    *("onbekend", "niet bekend", "nog niet bekend", "nog onbekend"),
}


#: What a cleaned cell may become.
KEPT = (str, bool, int, Decimal, date, list)


def other_fields(row: CleanRow) -> set[str]:
    return set(row.values) - {"bsn", "surname", "postcode"}


@settings(max_examples=EXAMPLES, deadline=None, derandomize=DERANDOMIZE)
@given(
    cell=st.one_of(
        CELLS,
        st.floats(allow_nan=True, allow_infinity=True),
        st.integers(-(10**30), 10**30),
        st.booleans(),
        st.dates(),
        st.datetimes(),
        st.times(),
        st.just(time(0, 0)),
        st.timedeltas(),
        st.none(),
    ),
    table=st.sampled_from((*TABLES, "normen")),
)
def test_that_no_value_of_a_workbook_makes_a_cleaner_fail(cell: Any, table: str) -> None:
    for field in columns_for(table).fields:
        answer = cleaner_of(field, DateColumn("dmy", False, TODAY))(cell)
        code = answer.code if isinstance(answer, Flaw | Parts) else None
        assert code is None or code in SEVERITIES, (field.key, cell)
        kept = answer.fields.values() if isinstance(answer, Parts) else [answer]
        for value in (one.value if isinstance(one, Flaw) else one for one in kept):
            assert value is None or isinstance(value, KEPT), (field.key, cell, value)


_NUMBERS = st.one_of(
    st.text(st.sampled_from("0123456789.,-' \u2013\u00a0\u200eaKE+/"), max_size=16),
    st.from_regex(r"(?:[0-9]{2,4}[ .-]){1,3}[0-9]{2,4}(?:\.0)?", fullmatch=True),
    st.from_regex(r"(?:NL-)?[0-9]{2,4} ?[A-Za-z]{2}(?:[0-9]{2})?", fullmatch=True),
    st.floats(0, 10**10),
    st.integers(0, 10**10),
    st.dates(),
    st.datetimes(),
    st.booleans(),
)


def signs(value: Any) -> str:
    """Return the letters and digits of a value, which are what identifies."""
    return "".join(sign for sign in str(value).upper() if sign.isalnum())


@settings(max_examples=EXAMPLES * 5, deadline=None, derandomize=DERANDOMIZE)
@given(cell=_NUMBERS)
@pytest.mark.parametrize("key", ["bsn", "agb", "allocation_number", "postcode", "brin"])
def test_that_no_cleaner_changes_a_number_that_identifies_unseen(key: str, cell: Any) -> None:
    """L5: what comes out has the digits that went in, but for ".0" and a zero that is told."""
    field = columns_for("zbo").field(key)
    assert field is not None
    answer = cleaner_of(field, None)(cell)
    value = answer.value if isinstance(answer, Flaw) else answer
    if value is None or isinstance(answer, Parts):
        return
    assert not isinstance(cell, date | bool)
    text = signs(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)
    kept = signs(value)
    if isinstance(answer, Flaw):
        assert answer.code in {"bsn-zero-mended", "agb-zero-mended"}
        kept = kept.removeprefix("0")
    if key == "postcode":
        text = text.removeprefix("NL")
    if key == "allocation_number":
        text, kept = text.lstrip("0"), kept.lstrip("0")
    assert text.startswith(kept)
    assert not text[len(kept) :].strip("0")


_NAMES = st.lists(
    st.sampled_from(
        ("Jansen", "van", "der", "den", "Berg", "P.", "A.B.", "de", "Ten", "O'Neill", ",", "Aydé",
         "-", "Vries", "'t", "JAN", "Şahin")
    ),
    max_size=6,
).map(" ".join)  # fmt: skip


@settings(max_examples=EXAMPLES * 3, deadline=None, derandomize=DERANDOMIZE)
@given(cell=_NAMES)
def test_that_a_name_loses_and_gains_no_letter(cell: str) -> None:
    """L5: a name that is split keeps all its letters."""
    field = columns_for("cpv").field("surname")
    assert field is not None
    answer = cleaner_of(field, None)(cell)
    parts = answer.fields.values() if isinstance(answer, Parts) else [answer]
    assert sorted("".join(map(signs, parts))) == sorted(signs(cell))


@settings(max_examples=EXAMPLES * 3, deadline=None, derandomize=DERANDOMIZE)
@given(day=st.dates(date(1930, 1, 1), date(2026, 11, 1)), moment=st.times())
def test_that_a_birth_date_with_a_time_is_that_day_or_told(day: date, moment: time) -> None:
    """L6."""
    for cell in (datetime.combine(day, moment), f"{day:%d-%m-%Y} {moment:%H:%M:%S}"):
        answer = DateColumn("dmy", True, TODAY, past=True).read(cell)
        told = isinstance(answer, Flaw)
        assert told or (answer == day and (moment.hour, moment.minute, moment.second) == (0, 0, 0))
