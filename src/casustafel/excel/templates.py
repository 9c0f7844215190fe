"""Empty workbooks to fill in: headings, drop-down lists, input rules and an explanation.

A template is read again by the same column set it was made of, so its headings are the labels of
the fields. It has no example row, which somebody would send in; the examples stand on the sheet
"Uitleg". Lists of choices stand in the rules themselves, not on a hidden sheet.
"""

from collections.abc import Callable
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from casustafel.excel.columns import KIND_FORMS, ColumnSet, Field
from casustafel.excel.sheet_look import fill, font, height, on_paper, saved

FIRST_ROW, LAST_ROW = 2, 2_001
"""The rows that the rules hold for."""

EXPLANATION_SHEET = "Uitleg"
_ALWAYS, _AGENDA, _OPTIONAL = "157C68", "4B6A8B", "6B6B6B"
_NEEDED = {_ALWAYS: "altijd", _AGENDA: "voor de agenda", _OPTIONAL: "als het er is"}
_WIDE_KINDS = frozenset({"goals", "alternatives"})
_AS_TEXT = frozenset({"bsn", "agb", "brin", "postcode", "category", "code"})
_FORMATS = {"date": "dd-mm-yyyy", "decimal": "0.##", "integer": "0", "cents": '"€" #,##0.00'}
_INTRO = (
    "Vul één aanvraag per rij in op het eerste blad. Verander de kopjes niet; de volgorde van de "
    "kolommen mag u wel veranderen, en kolommen die u niet gebruikt mag u weghalen.",
    "Vul alleen in wat nodig is. Is een tekst niet van toepassing, schrijf dan 'n.v.t.' met de "
    "reden.",
    "In dit bestand komen persoonsgegevens. Bewaar en verstuur het alleen beveiligd.",
)
_HEADINGS = ("Kolom", "Nodig", "Wat vult u in?", "Vorm of keuze", "Voorbeeld")
_WIDTHS = (26, 16, 62, 44, 44)


def template(columns: ColumnSet) -> bytes:
    """Return an empty workbook (.xlsx) for the lists of one table."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = columns.sheet
    fields = [field for field in columns.fields if field.use != "none"]
    letters = {field.key: get_column_letter(index) for index, field in enumerate(fields, start=1)}
    for field in fields:
        _heading(page, field, letters[field.key])
        _rule(page, field, letters)
    page.row_dimensions[1].height = 32
    page.freeze_panes = "A2"
    page.page_setup.orientation = "landscape"
    page.print_title_rows = "1:1"
    _explain(book.create_sheet(EXPLANATION_SHEET), fields)
    return saved(book)


def _colour(field: Field) -> str:
    if field.needed or field.use == "always":
        return _ALWAYS
    return _AGENDA if field.use == "agenda" else _OPTIONAL


def _heading(page: Worksheet, field: Field, letter: str) -> None:
    cell = page[f"{letter}1"]
    cell.value = field.label
    cell.font = font(bold=True, colour="FFFFFF")
    cell.fill = fill(_colour(field))
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    wide = field.kind in _WIDE_KINDS or field.key.startswith("answer.")
    column = page.column_dimensions[letter]
    column.width = 42 if wide and field.kind != "choice" else max(12, len(field.label) + 4)
    # Of the whole column, so that Excel keeps zeros in front and no powers of codes.
    column.number_format = number_format(field)
    column.alignment = Alignment(wrap_text=wide, vertical="top")


def number_format(field: Field) -> str:
    """Return how a cell of a field is kept, so that Excel changes nothing of it."""
    return "@" if field.kind in _AS_TEXT else _FORMATS.get(field.kind, "General")


def choices_of(field: Field) -> tuple[str, ...]:
    """Return the texts of a drop-down list; none for a field that is typed freely."""
    if field.kind == "yes_no":
        return ("ja", "nee")
    if not field.choices:
        return ()
    fallback: dict[str, str] = {}
    for choice, code in field.choices.items():
        fallback.setdefault(code, choice)
    return field.offers or tuple(fallback.values())


def _rule(page: Worksheet, field: Field, letters: dict[str, str]) -> None:
    here = f"{letters[field.key]}{FIRST_ROW}"
    starts = f"{letters['starts_on']}{FIRST_ROW}" if "starts_on" in letters else ""
    rule = rule_of(field, here, starts)
    if rule is not None:
        rule.add(f"{here}:{letters[field.key]}{LAST_ROW}")
        page.add_data_validation(rule)


def rule_of(field: Field, here: str, starts: str = "") -> DataValidation | None:
    """Return what a cell of a field offers, checks and says; None for one that does nothing.

    `here` is the cell that formulas speak of, `starts` that of the first day of the help.
    """
    options = choices_of(field)
    if options:
        rule = DataValidation(type="list", formula1=f'"{",".join(options)}"')
        rule.error = "Kies een waarde uit de lijst."
    elif field.kind in _RULES:
        rule = _RULES[field.kind](here)
    else:
        rule = DataValidation()
    if field.key == "ends_on" and starts:
        rule.formula1 = starts
        rule.error = "Vul een datum in die niet vóór de ingangsdatum ligt."
    if field.key == "birth_date":
        rule.operator, rule.formula2 = "between", "TODAY()"
        rule.error = "Vul een geboortedatum in die niet in de toekomst ligt, als dd-mm-jjjj."
    if rule.type is None and not field.hint:
        return None
    rule.allow_blank = True
    rule.showErrorMessage = rule.type is not None
    rule.errorTitle = field.label[:31]
    rule.promptTitle = field.label[:31]
    rule.prompt = field.hint or KIND_FORMS.get(field.kind, "")
    rule.showInputMessage = True
    return rule


def _bsn(cell: str) -> DataValidation:
    """Nine digits that pass the elfproef: weights 9 to 2 and -1, a sum that 11 divides."""
    weighed = "+".join(f"{9 - n}*MID({cell},{n + 1},1)" for n in range(8))
    proof = f"MOD({weighed}-MID({cell},9,1),11)=0"
    formula = f"IF(LEN({cell})=9,IF(ISNUMBER(-{cell}),{proof},FALSE),FALSE)"
    return DataValidation(
        type="custom", formula1=formula, error="Dit BSN klopt niet. Controleer de 9 cijfers."
    )


def _of_length(*lengths: int, digits: bool, error: str) -> Callable[[str], DataValidation]:
    def rule(cell: str) -> DataValidation:
        bare = f'LEN(SUBSTITUTE({cell}," ",""))'
        fits = ",".join(f"{bare}={length}" for length in lengths)
        formula = f"AND(OR({fits}),ISNUMBER(-{cell}))" if digits else f"OR({fits})"
        return DataValidation(type="custom", formula1=formula, error=error)

    return rule


def _number(kind: str, error: str) -> Callable[[str], DataValidation]:
    def rule(_cell: str) -> DataValidation:
        return DataValidation(type=kind, operator="greaterThanOrEqual", formula1="0", error=error)

    return rule


_RULES: dict[str, Callable[[str], DataValidation]] = {
    "bsn": _bsn,
    "agb": _of_length(8, digits=True, error="Een AGB-code heeft 8 cijfers."),
    "postcode": _of_length(6, digits=False, error="Vul 4 cijfers en 2 letters in."),
    "brin": _of_length(4, 6, digits=False, error="Vul 4 tekens in, of 6 met de vestiging."),
    "category": _of_length(2, digits=True, error="Vul 2 cijfers in, bijvoorbeeld 02."),
    "date": _number("date", "Vul een datum in als dd-mm-jjjj."),
    "decimal": _number("decimal", "Vul een getal in van 0 of meer."),
    "integer": _number("whole", "Vul een heel getal in van 0 of meer."),
    "cents": _number("decimal", "Vul een bedrag in van 0 euro of meer."),
}


def _explain(page: Any, fields: list[Field]) -> None:
    page.append(["Uitleg bij deze lijst"])
    page["A1"].font = font(bold=True, size=14)
    for line in _INTRO:
        page.append([line])
        page.merge_cells(start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=5)
        page.cell(page.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        page.cell(page.max_row, 1).font = font()
        page.row_dimensions[page.max_row].height = height([line], [sum(_WIDTHS)])
    page.append([])
    page.append(_HEADINGS)
    header = page.max_row
    for cell, width in zip(page[header], _WIDTHS, strict=True):
        cell.font = font(bold=True)
        cell.border = Border(bottom=Side("medium"))
        page.column_dimensions[cell.column_letter].width = width
    for field in fields:
        form = ", ".join(choices_of(field)) or KIND_FORMS.get(field.kind, "tekst")
        needed = _NEEDED[_colour(field)]
        values = (field.label, needed, field.hint, form, field.example)
        page.append(values)
        page.row_dimensions[page.max_row].height = height(values, _WIDTHS)
        for cell in page[page.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(bottom=Side("hair", color="BBBBBB"))
            cell.font = font()
        colour = _colour(field)
        page.cell(page.max_row, 2).font = font(colour=colour, bold=colour != _OPTIONAL)
    page.freeze_panes = page.cell(header + 1, 1)
    on_paper(page, header)
