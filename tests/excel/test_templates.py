"""Empty workbooks to fill in, which the program reads again."""

import io
import re

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from casustafel.excel.columns import (
    COMMON,
    CPV,
    DOORBRAAK,
    NORMS,
    NUMBERS,
    ZBO,
    ColumnSet,
    header_key,
)
from casustafel.excel.templates import EXPLANATION_SHEET, LAST_ROW, choices_of, template
from casustafel.excel.text import folded

ALL = (CPV, ZBO, DOORBRAAK, NORMS, NUMBERS, COMMON)
every_set = pytest.mark.parametrize("columns", ALL, ids=lambda one: one.code or "common")


def _pages(columns: ColumnSet) -> tuple[Worksheet, Worksheet]:
    book = load_workbook(io.BytesIO(template(columns)))
    assert book.sheetnames == [book.active.title, EXPLANATION_SHEET]
    assert all(page.sheet_state == "visible" for page in book.worksheets)
    return book.worksheets[0], book.worksheets[1]


def _rule(columns: ColumnSet, key: str) -> DataValidation:
    page, _ = _pages(columns)
    field = columns.field(key)
    assert field is not None
    letter = next(cell.column_letter for cell in page[1] if cell.value == field.label)
    rules = page.data_validations.dataValidation
    return next(rule for rule in rules if f"{letter}2:{letter}{LAST_ROW}" == str(rule.sqref))


@every_set
def test_that_each_heading_is_known_again_by_name(columns: ColumnSet) -> None:
    page, _ = _pages(columns)
    fields = [columns.by_name[header_key(cell.value)] for cell in page[1]]
    assert len({field.key for field in fields}) == len(fields) == page.max_column
    assert all(field in fields or field.use == "none" for field in columns.fields)


@every_set
def test_that_a_template_holds_no_example_row_that_could_be_sent_in(columns: ColumnSet) -> None:
    page, _ = _pages(columns)
    assert page.max_row == 1


@every_set
def test_that_every_choice_offered_is_one_that_the_reader_knows(columns: ColumnSet) -> None:
    for field in columns.fields:
        options = choices_of(field)
        assert len(",".join(options)) <= 255, "Excel holds no longer list in a rule"
        assert not any("," in option or '"' in option for option in options)
        if field.choices:
            assert options
            assert {folded(option) for option in options} <= set(field.choices), field.key


@every_set
def test_that_the_explanation_names_each_column_with_its_form(columns: ColumnSet) -> None:
    page, explanation = _pages(columns)
    rows = list(explanation.iter_rows(values_only=True))
    start = next(index for index, row in enumerate(rows) if row[0] == "Kolom") + 1
    assert [row[0] for row in rows[start:]] == [cell.value for cell in page[1]]
    assert all(row[1] and row[3] for row in rows[start:])


@every_set
def test_that_rules_and_hints_keep_within_what_excel_holds(columns: ColumnSet) -> None:
    page, _ = _pages(columns)
    for rule in page.data_validations.dataValidation:
        assert len(rule.formula1 or "") <= 255
        assert len(rule.prompt or "") <= 255
        assert len(rule.error or "") <= 225
        assert len(rule.promptTitle or "") <= 32
        assert rule.allow_blank


def test_that_numbers_with_zeros_in_front_and_codes_stay_text() -> None:
    page, _ = _pages(CPV)
    for label, form in (("BSN", "@"), ("AGB", "@"), ("Productcode", "@"), ("Volume", "0.##")):
        letter = next(cell.column_letter for cell in page[1] if cell.value == label)
        assert page.column_dimensions[letter].number_format == form
    letter = next(cell.column_letter for cell in page[1] if cell.value == "Ingangsdatum")
    assert page.column_dimensions[letter].number_format == "dd-mm-yyyy"


def _bsn_rule_accepts(number: str) -> bool:
    """Work the formula of the rule out as Excel does, for nine digits."""
    formula = _rule(CPV, "bsn").formula1
    weights = [int(found) for found in re.findall(r"(\d)\*MID\(\w+,\d,1\)", formula)]
    assert weights == [9, 8, 7, 6, 5, 4, 3, 2]
    assert re.search(r"\+2\*MID\(\w+,8,1\)-MID\(\w+,9,1\),11\)=0", formula)
    digits = [int(digit) for digit in number]
    return (sum(w * d for w, d in zip(weights, digits[:8], strict=True)) - digits[8]) % 11 == 0


def test_that_the_rule_for_a_bsn_is_the_elfproef() -> None:
    assert _bsn_rule_accepts("999900006")
    assert not _bsn_rule_accepts("999900007")
    assert _rule(CPV, "bsn").error == "Dit BSN klopt niet. Controleer de 9 cijfers."


def test_that_an_end_date_may_not_lie_before_the_start() -> None:
    rule = _rule(CPV, "ends_on")
    page, _ = _pages(CPV)
    start = next(cell.column_letter for cell in page[1] if cell.value == "Ingangsdatum")
    assert (rule.type, rule.operator, rule.formula1) == ("date", "greaterThanOrEqual", f"{start}2")


def test_that_a_birth_date_may_not_lie_in_the_future() -> None:
    rule = _rule(CPV, "birth_date")
    assert (rule.operator, rule.formula1, rule.formula2) == ("between", "0", "TODAY()")


def test_that_the_example_bsn_in_the_explanation_comes_from_the_test_range() -> None:
    field = CPV.field("bsn")
    assert field is not None
    assert 999900006 <= int(field.example or "") <= 999999990
