"""The form of a vooradvies as a workbook, for a member without the program; written and read.

It names the case by its number, with initials and year of birth and nothing else of the person
(domain.md §5: packs for members). What is typed in is checked by the use case, not here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casustafel.domain.errors import FileError, RuleError
from casustafel.domain.framework_answers import filled, shown_answer
from casustafel.domain.frameworks import SCALE, Item, ItemKind
from casustafel.excel import form_sheet
from casustafel.excel.form_sheet import ANSWER, NOTE, Filled, FormSheet
from casustafel.excel.sealed_book import is_sealed, seal
from casustafel.excel.sealed_book import sheets as sealed_sheets

SHEET = "Vooradvies"
_KIND, _VERSION = "Casustafel vooradvies", "1"
_REMARK = "opmerking"
_WIDTHS = (4, 62, 24, 56)
_HEADINGS = ("Criterium", "Uw antwoord", "Toelichting (alleen wat nodig is)")
_HINT = (
    "Geef bij elk criterium uw antwoord. Schrijf in de toelichting alleen wat nodig is, zonder "
    "namen. Sla het bestand op en stuur het beveiligd terug aan het secretariaat. Uw vooradvies "
    "blijft voor de andere leden verborgen tot de casus wordt besproken."
)
_ERROR = "Kies een antwoord uit de lijst, of schrijf n.v.t. met de reden."


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceSheet:
    """What stands on a form. `facts` are pairs of name and value; `member` is the role on it.

    `text` is what the case says itself, which only leaves in a workbook that asks for a password.
    """

    case_number: str
    member_id: str
    member: str
    framework_id: str
    framework: str
    facts: tuple[tuple[str, str], ...]
    criteria: tuple[Item, ...]
    answers: Mapping[str, tuple[object, str]]
    remark: str = ""
    text: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAdvice:
    """What came back: answers and notes by criterion, as typed. `rows` says where each stands."""

    case_number: str
    member_id: str
    framework_id: str
    answers: Mapping[str, tuple[object, str]]
    rows: Mapping[str, int]
    remark: str


def write(sheets: Sequence[AdviceSheet], password: str = "") -> bytes:
    """Return the forms of a member (.xlsx), a sheet per case; with a password sealed by it.

    Only the cells to fill in can be changed.
    """
    first: FormSheet | None = None
    for sheet in sheets:
        made = _page(sheet, SHEET if len(sheets) == 1 else sheet.case_number, first)
        first = first or made
        made.finish(one_page=False)
    if first is None:
        raise RuleError("advice-no-forms")
    content = first.content(one_page=False)
    return seal(content, password) if password else content


def _page(sheet: AdviceSheet, name: str, beside: FormSheet | None) -> FormSheet:
    marks = (f"{_KIND} {_VERSION}", sheet.case_number, sheet.member_id, sheet.framework_id)
    form = FormSheet(name, _WIDTHS, marks, beside)
    form.line(f"Vooradvies {sheet.case_number}", bold=True, size=14)
    for name, text in (*sheet.facts, ("Lid", sheet.member), ("Afwegingskader", sheet.framework)):
        form.line(f"{name}: {text}")
    for name, text in sheet.text:
        form.line(f"{name}: {text}")
    form.line(_HINT, colour="4B5563")
    form.row += 1
    form.headings(*_HEADINGS)
    for number, item in enumerate(sheet.criteria, 1):
        text = f"{number}. {item.text}" + (f"\n{item.help}" if item.help else "")
        value, note = sheet.answers.get(item.code, (None, ""))
        shown = shown_answer(item, value)
        cell = form.question(item.code, text, shown, note, note_filled_in=True)
        form.offer(cell, _choices(item), _ERROR)
    form.row += 1
    form.question(
        _REMARK, "Opmerking bij de hele casus (mag leeg)", sheet.remark, over_note=True, least=60
    )
    return form


def _choices(item: Item) -> tuple[str, ...]:
    if item.kind is ItemKind.SCALE:
        return SCALE
    if item.kind is ItemKind.YES_NO:
        return ("ja", "nee")
    return tuple(option.label for option in item.options) if item.kind is ItemKind.CHOICE else ()


def read(path: Path, password: str = "") -> list[ReadAdvice]:
    """Read the forms in a file that came back: the one that there is, or those filled in.

    Raises FileError for a file that is no such form, or whose password is missing or wrong.
    """
    if is_sealed(path) and password:
        pages = (form_sheet.filled_from(rows, _KIND) for rows in sealed_sheets(path, password))
        forms = [one for one in pages if one is not None]
    else:
        forms = list(form_sheet.read_all(path, _KIND))
    found = [_read(one) for one in forms if one.version == _VERSION]
    if not found:
        raise FileError("advice-form-other", file=path.name)
    answered = [one for one in found if any(filled(value) for value, _ in one.answers.values())]
    return answered if len(found) > 1 else found


def _read(found: Filled) -> ReadAdvice:
    case_number, member_id, framework_id = (*found.marks, "", "", "")[:3]
    answered = {code: row for code, row in found.cells.items() if code != _REMARK}
    return ReadAdvice(
        case_number=case_number,
        member_id=member_id,
        framework_id=framework_id,
        answers={
            code: (row[ANSWER - 1] if len(row) >= ANSWER else None, found.text(code, NOTE))
            for code, row in answered.items()
        },
        rows={code: found.rows[code] for code in answered},
        remark=found.text(_REMARK, ANSWER),
    )
