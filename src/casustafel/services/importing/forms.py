"""Aanvraagformulieren: a form of one case goes out empty per table, and comes in as a list of one.

What a form asks is what the gate of its table asks (`domain.completeness`), and who it is about.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casustafel.domain.cases import Case, CaseAnswer, Client
from casustafel.domain.committees import Committee, CompletenessPoint
from casustafel.domain.completeness import CASE_FIELD, completeness
from casustafel.domain.errors import CasustafelError, FileError
from casustafel.domain.findings import Finding, Severity
from casustafel.domain.frameworks import Condition, Framework, Item, ItemKind
from casustafel.domain.registers import Provider
from casustafel.domain.selection import PRESCAN
from casustafel.domain.terms import CARE_FORM, REFERRER_TYPE
from casustafel.domain.wording import Language, word, word_error
from casustafel.excel import case_form
from casustafel.excel.case_form import CaseForm, Question
from casustafel.excel.case_list import CaseList
from casustafel.excel.columns import Field, columns_for
from casustafel.excel.rows import ReadingOptions
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.importing import aliases
from casustafel.services.importing.answer import RowState
from casustafel.services.importing.run import run
from casustafel.services.importing.values import ANSWER
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case
from casustafel.storage.leaving import write_out

#: No form comes near: a long list is not read to know that it is none.
_LARGEST = 256 * 1024
#: How the answer on an item is read; other kinds are taken as they are typed.
_KINDS = {ItemKind.DATE: "date", ItemKind.NUMBER: "decimal"}
_TABLES = {"goals": "goals", "alternatives": "alternatives"}
#: Not asked where a table has but one.
_ONE_OF = {"law": "laws", "care_form": "care_forms"}
#: What is said of a form that is read.
_SAID = {
    RowState.NEW: "form-new",
    RowState.UPDATED: "form-updated",
    RowState.UNCHANGED: "form-unchanged",
}


@dataclass(frozen=True, slots=True)
class GivenForm:
    """A form that was read, or the reason why it was not."""

    path: Path
    given: CaseList | None = None
    error: CasustafelError | None = None


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """What became of a form, or would: a case that is new or changed, or why there is none.

    `missing` are the points of the gate that its case does not meet.
    """

    form: GivenForm
    state: RowState = RowState.REFUSED
    number: str = ""
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def comes_in(self) -> bool:
        """Whether it brings something."""
        return self.state in (RowState.NEW, RowState.UPDATED)

    def sentences(self, language: Language = "nl") -> list[str]:
        """Return what is to be said beside the form, the gravest first."""
        if self.form.error is not None:
            return [str(word_error(self.form.error, language))]
        said = []
        known = any(one.code == "file-known" for one in self.findings)
        if self.state in _SAID and not known:
            said.append(str(word(_SAID[self.state], {"number": self.number}, language)))
        if self.missing:
            points = ", ".join(self.missing)
            said.append(str(word("form-incomplete", {"missing": points}, language)))
        for one in sorted(self.findings, key=lambda one: one.severity != Severity.ERROR):
            if one.severity != Severity.NOTICE or one.code == "file-known":
                text = str(word(one.code, one.values, language))
                named = not one.column or text.startswith(one.column)
                said.append(text if named else f"{one.column}: {text}")
        return said


def is_form(path: Path) -> bool:
    """Say whether a file is a form of one case; one that is large or cannot be read is none."""
    try:
        return path.stat().st_size < _LARGEST and case_form.is_form(path)
    except (CasustafelError, OSError):
        return False


@read(Right.IMPORT_CASES, at=places.table)
def save_form(reader: Reading, table: str, target: Path) -> None:
    """Write an empty form of a table to a file. Raises FileError."""
    write_out(target, case_form.write(form_of(reader, table)), personal=False)


@read(Right.IMPORT_CASES, at=places.table)
def read_forms(reader: Reading, table: str, paths: Sequence[Path]) -> tuple[GivenForm, ...]:
    """Read forms that came back, each with its answers or with why it cannot be read."""
    form = form_of(reader, table)
    options = ReadingOptions("dmy", {}, aliases.spellings(reader), reader.today)
    names = {one.code: one.name for one in tables.all_committees(reader)}
    found = []
    for path in paths:
        try:
            filled = case_form.opened(path)
            code = filled.marks[0]
            if code != table:
                meant = names.get(code, code)
                raise FileError("form-other-table", file=path.name, table=meant)
            found.append(GivenForm(path, case_form.read(path, filled, form, options)))
        except CasustafelError as error:
            found.append(GivenForm(path, error=error))
    return tuple(found)


@use_case(Right.IMPORT_CASES, at=places.table, sets=[Case, CaseAnswer, Client, Provider])
def look(uow: UnitOfWork, table: str, forms: Sequence[GivenForm]) -> tuple[FormAnswer, ...]:
    """Say what `take_in` would do; nothing is kept."""
    answers = tuple(_taken(uow, table, forms))
    uow.keep_nothing()
    return answers


@use_case(Right.IMPORT_CASES, at=places.table, sets=[Case, CaseAnswer, Client, Provider])
def take_in(uow: UnitOfWork, table: str, forms: Sequence[GivenForm]) -> tuple[FormAnswer, ...]:
    """Take forms in, each as an import of its own; one that is refused stops no other."""
    return tuple(_taken(uow, table, forms))


def _taken(uow: UnitOfWork, table: str, forms: Sequence[GivenForm]) -> Iterator[FormAnswer]:
    committee = tables.committee(uow, table)
    for form in forms:
        given = form.given
        if given is None:
            yield FormAnswer(form)
            continue
        refused = [row for row in given.rows if row.refused]
        if refused:
            yield FormAnswer(form, findings=(*refused[0].findings, *given.findings))
            continue
        answer = run.within(uow, table, given, one_case=True)
        findings = tuple(answer.findings)
        if answer.known_before:
            yield FormAnswer(form, RowState.UNCHANGED, findings=findings)
            continue
        (line,) = answer.lines
        case = uow.first(Case, committee=table, number=line.case_number)
        missing = _missing(uow, committee, case) if case is not None else ()
        yield FormAnswer(form, line.state, line.case_number or "", findings, missing)


def _missing(reader: Reader, committee: Committee, case: Case) -> tuple[str, ...]:
    kept = reader.find(CaseAnswer, case_id=case.id)
    committee = tables.committee(reader, committee.code, case.received)
    state = completeness(committee, case, {one.item: one.value for one in kept})
    return tuple(point.label for point in state.missing)


@part
def form_of(reader: Reading, table: str) -> CaseForm:
    """Return what the form of a table asks."""
    committee = tables.committee(reader, table)
    framework = tables.framework(reader, tables.framework_in_force(reader, table, reader.today))
    fields = {one.key: one for one in columns_for(table).fields}
    words = case_form.words()
    sections = [
        (
            one["title"],
            tuple(
                _of_field(fields[key])
                for key in one["fields"]
                if key in fields
                and (key not in _ONE_OF or len(getattr(committee, _ONE_OF[key])) != 1)
            ),
        )
        for one in words["sections"]
    ]
    known = {one.field.key for _, questions in sections for one in questions}
    asked: dict[str, Question] = {}
    for point in committee.points:
        for one in _of_point(committee, point, fields, framework):
            if one.field.key not in known:
                asked.setdefault(one.field.key, one)
    return CaseForm(
        table=table,
        name=committee.name,
        version=str(framework.version),
        sections=(*sections, (words["agenda"], tuple(asked.values()))),
    )


def _of_point(
    committee: Committee,
    point: CompletenessPoint,
    fields: Mapping[str, Field],
    framework: Framework,
) -> Iterator[Question]:
    """Yield what a point of the gate asks: fields of the case, and items of the framework."""
    words = case_form.words()
    items = {item.code: item for item in framework.items()}
    spares = point.condition.not_referrers
    referrers = (REFERRER_TYPE[one].lower().partition(" /")[0] for one in spares)
    spared = words["spared"].format(referrer=" of ".join(sorted(referrers)))
    only = _only(committee, point.condition)
    for need in point.asks:
        if need in PRESCAN and committee.selection is not None:
            continue  # who asks for a case does not say whether it is promising
        if need in items:
            questions = [_of_item(items[need], fields)]
        else:
            name = need.removeprefix(CASE_FIELD)
            keys = words["of_case"].get(name, [name])
            questions = [_of_field(fields[key]) for key in keys if key in fields]
        for one in questions:
            if one is not None and spares and spared not in one.help:
                one = replace(one, help=f"{one.help} {spared}".strip())
            if one is not None:
                yield replace(one, help=f"{only} {one.help}".strip())


def _only(committee: Committee, condition: Condition) -> str:
    """Say of which requests something is asked; nothing when of all."""
    words, forms = case_form.words(), condition.care_forms
    others = [one for one in committee.care_forms if one not in forms]
    if condition.triggers:
        return str(words["only_opening"])
    if not forms or not others:
        return ""
    fewer = "only" if len(forms) <= len(others) else "not"
    named = sorted(forms) if fewer == "only" else others
    return str(words[fewer]).format(forms=", ".join(CARE_FORM[one] for one in named))


def _of_field(field: Field) -> Question:
    return Question(field=field, help=case_form.words()["help"].get(field.key) or field.hint)


def _of_item(item: Item, fields: Mapping[str, Field]) -> Question | None:
    """Return the question of an item; None for a table, which is asked in no cell."""
    key = ANSWER + item.code
    if item.code in _TABLES and key in fields:
        return Question(
            field=Field(key=key, label=item.text, kind=_TABLES[item.code]), help=item.help
        )
    if item.kind is ItemKind.TABLE:
        return None
    field = Field(key=key, label=item.text, kind=_KINDS.get(item.kind, "text"))
    if item.kind is ItemKind.MULTI:
        several = "; ".join(option.label for option in item.options)
        return Question(field=field, help=case_form.words()["several"].format(options=several))
    yes_no = item.kind is ItemKind.YES_NO
    offered = ("ja", "nee") if yes_no else tuple(option.label for option in item.options)
    return Question(field=field, help=item.help, choices=offered)
