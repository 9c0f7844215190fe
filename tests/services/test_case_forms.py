"""The form of one case: it goes out empty per table, and comes back as a case."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from casustafel.domain.cases import Case, CaseAnswer, Client
from casustafel.domain.errors import FileError
from casustafel.domain.records import AuditEvent, ImportRecord
from casustafel.domain.registers import Provider
from casustafel.domain.selection import PRESCAN
from casustafel.excel.case_list import read_case_list
from casustafel.excel.columns import columns_for
from casustafel.services import importing
from casustafel.services.definitions import tables
from casustafel.services.importing import RowState, forms
from casustafel.services.importing.forms import FormAnswer
from filled_forms import ANSWER, WHOLE, fill
from office import ABSENT, FORMATS, Office
from workspaces import Table

TABLES = ("cpv", "zbo", "doorbraak")


@pytest.fixture
def form(table: Table, tmp_path: Path) -> Any:
    """Return what makes a filled form: of a table, under a name."""

    def make(
        answers: Mapping[str, object] = WHOLE, code: str = "cpv", name: str = "f.xlsx"
    ) -> Path:
        path = tmp_path / name
        table.ask(forms.save_form, code, path)
        return fill(path, answers)

    return make


def taken(table: Table, *paths: Path, code: str = "cpv") -> tuple[FormAnswer, ...]:
    """Read forms and take them in."""
    read = table.ask(forms.read_forms, code, paths)
    looked = table.do(forms.look, code, read)
    answers = table.do(forms.take_in, code, read)
    assert [one.state for one in looked] == [one.state for one in answers]
    return answers


def words(answer: FormAnswer) -> str:
    return " ".join(answer.sentences())


@pytest.mark.parametrize("code", TABLES)
def test_that_a_form_asks_what_the_gate_of_its_table_asks(table: Table, code: str) -> None:
    """L18."""
    form = table.ask(forms.form_of, code)
    asked = {one.field.key for one in form.questions}
    committee = table.ask(tables.committee, code)
    needs = {need for point in committee.points for need in (*point.needs, *point.instead)}
    # The route follows by itself from what is asked.
    needs.discard("case.route")
    needs -= PRESCAN if committee.selection is not None else set()
    of_case = {"case.provider_id": "provider", "case.school_id": "school"}
    for need in needs:
        key = of_case.get(need) or (
            need.removeprefix("case.") if need.startswith("case.") else f"answer.{need}"
        )
        assert key in asked
    assert {"bsn", "surname", "birth_date"} <= asked
    assert len(asked) == len(form.questions)


def test_that_a_form_is_protected_but_for_its_answers_and_prints_on_one_page(form: Any) -> None:
    """L18: help stands beside each question, and choices are offered."""
    page = openpyxl.load_workbook(form({})).worksheets[0]
    questions = [row for row in page.iter_rows(min_row=2) if row[0].value]
    open_cells = {cell.coordinate for row in page.iter_rows() for cell in row
                  if not cell.protection.locked}  # fmt: skip
    assert page.protection.sheet
    assert open_cells == {row[ANSWER - 1].coordinate for row in questions}
    setup = page.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToHeight) == ("portrait", 9, 1)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert all(row[3].value for row in questions)
    offered = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    care = next(row for row in questions if row[0].value == "care_form")
    assert "Begeleiding jeugd" in offered[care[ANSWER - 1].coordinate]


def test_that_no_volume_is_asked_of_a_huisarts(table: Table, form: Any) -> None:
    """L18, [001]: it is said beside the question, and the case is complete without."""
    asked = {one.field.key: one.help for one in table.ask(forms.form_of, "cpv").questions}
    for key in ("hours_per_week", "ends_on", "answer.volume_reasoned"):
        assert "huisarts hoeft dit niet in te vullen" in asked[key]
    spared = {"hours_per_week", "ends_on", "answer.volume_reasoned"}
    answers = {key: value for key, value in WHOLE.items() if key not in spared}
    (answer,) = taken(table, form(answers | {"referrer_type": "Huisarts"}))
    assert answer.missing == ()


def test_that_a_filled_form_becomes_a_case_that_is_complete(table: Table, form: Any) -> None:
    """L18: one case, an import of its own, in the log and to be undone as any."""
    (answer,) = taken(table, form())
    assert (answer.state, answer.missing) == (RowState.NEW, ())
    case = table.ask(lambda r: r.first(Case, number=answer.number))
    assert case is not None
    assert (case.hours_per_week, case.ends_on) == (Decimal(4), date(2027, 6, 1))
    assert case.points_met == case.points_of
    client = table.ask(lambda r: r.get(Client, case.client_id))
    assert (client.bsn, client.prefix, client.surname) == ("999900018", "van der", "Zilverroos")
    kept = {one.item: one.value for one in table.ask(lambda r: r.find(CaseAnswer, case_id=case.id))}
    assert kept["alternatives"] == [{"kind": "Jongerenwerk", "why_not": "geen begeleiding thuis"}]
    assert (kept["informed"], kept["ground"]) == ("2026-11-02", "jw740")
    (record,) = table.ask(lambda r: r.find(ImportRecord))
    assert record.file_name == "f.xlsx"
    assert table.ask(lambda r: r.find(AuditEvent, action="import"))
    table.do(importing.undo, record.id)
    assert table.ask(lambda r: r.find(Case)) == []


def test_that_looking_at_forms_keeps_nothing(table: Table, form: Any) -> None:
    read = table.ask(forms.read_forms, "cpv", [form()])
    (answer,) = table.do(forms.look, "cpv", read)
    assert answer.comes_in
    assert table.ask(lambda r: (r.find(Case), r.find(ImportRecord), r.find(Provider)))[0] == []
    assert table.ask(lambda r: r.find(ImportRecord)) == []


def test_that_a_form_that_is_read_twice_changes_nothing_more(
    table: Table, form: Any, tmp_path: Path
) -> None:
    """L18: the same bytes, and the same answers saved once more."""
    path = form()
    taken(table, path)
    (again,) = taken(table, path)
    assert again.state is RowState.UNCHANGED
    assert "al ingelezen" in words(again)
    saved = tmp_path / "kopie.xlsx"
    book = openpyxl.load_workbook(path)
    book.properties.title = "nog eens"
    book.save(saved)
    (copy,) = taken(table, saved)
    assert copy.state is RowState.UNCHANGED
    assert f"Staat al in casus {copy.number}" in words(copy)
    assert len(table.ask(lambda r: r.find(Case))) == 1


def test_that_two_forms_about_one_child_in_one_go_are_one_case(table: Table, form: Any) -> None:
    first = form(name="a.xlsx")
    second = form({**WHOLE, "hours_per_week": 6}, name="b.xlsx")
    answers = taken(table, first, second)
    assert [one.state for one in answers] == [RowState.NEW, RowState.UPDATED]
    (case,) = table.ask(lambda r: r.find(Case))
    assert case.hours_per_week == Decimal(6)


def test_that_a_later_form_adds_to_its_case(table: Table, form: Any) -> None:
    half = {key: value for key, value in WHOLE.items() if not key.startswith("answer.")}
    (first,) = taken(table, form(half))
    assert "Onderzoeksverslag, of hulpvraag en doelen" in first.missing
    (second,) = taken(table, form(name="b.xlsx"))
    assert (second.state, second.number, second.missing) == (RowState.UPDATED, first.number, ())
    assert f"Vult casus {first.number} aan." in words(second)


def test_that_each_form_has_its_own_sentence_and_the_others_come_in(
    table: Table, form: Any, tmp_path: Path
) -> None:
    """L18: another table, half filled, empty, a wrong BSN, a list, a later program, no file."""
    list_ = tmp_path / "lijst.xlsx"
    importing.files.save_template("cpv", list_)
    later = form({**WHOLE, "bsn": "999900031"}, name="later.xlsx")
    book = openpyxl.load_workbook(later)
    book.worksheets[0]["A1"] = "Casustafel aanvraagformulier 2"
    book.save(later)
    given = {
        form(name="goed.xlsx"): "Wordt een nieuwe casus.",
        form(
            {"answer.help_question": "Rust."}, "zbo", "zbo.xlsx"
        ): "formulier voor Commissie Zorg Binnen Onderwijs",
        form({"surname": "Roos"}, name="half.xlsx"): "niet duidelijk om wie het gaat",
        form({}, name="leeg.xlsx"): "nog niets ingevuld",
        form({**WHOLE, "bsn": "123456789"}, name="bsn.xlsx"): "BSN: Dit BSN",
        form({**WHOLE, "bsn": "999900018.5"}, name="b2.xlsx"): "BSN: Dit is geen BSN",
        list_: "geen aanvraagformulier",
        later: "nieuwere versie",
        tmp_path / "weg.xlsx": "weg.xlsx",
    }
    answers = taken(table, *given)
    for answer, (path, said) in zip(answers, given.items(), strict=True):
        assert answer.form.path == path
        assert said in words(answer), words(answer)
    assert [one.state is RowState.NEW for one in answers] == [True] + [False] * 8
    assert len(table.ask(lambda r: r.find(Case))) == 1


def test_that_a_form_is_known_whatever_its_file_is_called_and_holds(
    table: Table, form: Any, tmp_path: Path
) -> None:
    """L18: renamed, with sheets before and behind it."""
    path = form()
    book = openpyxl.load_workbook(path)
    book.create_sheet("Toelichting", 0)["A1"] = "zie volgend blad"
    book.create_sheet("Rooster")["B7"] = 4
    book.worksheets[1].title = "Blad van de huisarts"
    renamed = tmp_path / "Kopie van aanvraag (2) definitief.xlsx"
    book.save(renamed)
    assert forms.is_form(renamed)
    (answer,) = taken(table, renamed)
    assert (answer.state, answer.missing) == (RowState.NEW, ())


def test_that_a_question_that_is_no_longer_asked_is_told(table: Table, form: Any) -> None:
    """L18: a form of an earlier version of the questions comes in."""
    path = form()
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    at = page.max_row + 1
    page.cell(at, 1).value, page.cell(at, 2).value = "answer.old", "Vroegere vraag"
    page.cell(at, ANSWER).value = "ja"
    book.save(path)
    (answer,) = taken(table, path)
    assert answer.state is RowState.NEW
    assert "“Vroegere vraag” staat niet meer in het formulier" in words(answer)


def test_that_an_error_cell_on_a_form_is_told_at_its_question(table: Table, form: Any) -> None:
    path = form({**WHOLE, "house_number": "#N/A", "hours_per_week": "=2*"})
    (answer,) = taken(table, path)
    assert "Huisnummer: " in words(answer)


@pytest.mark.skipif(ABSENT, reason="no LibreOffice here")
@pytest.mark.parametrize("ending", ["ods", "xls", "xlsx"])
def test_that_a_form_saved_by_libreoffice_is_read(
    table: Table, form: Any, office: Office, tmp_path: Path, ending: str
) -> None:
    """L18."""
    path = form()
    office.convert([path], FORMATS[ending], tmp_path / "uit")
    (answer,) = taken(table, tmp_path / "uit" / f"{path.stem}.{ending}")
    assert (answer.state, answer.missing) == (RowState.NEW, ()), words(answer)


def test_that_at_the_doorbraakteam_a_form_is_a_case_that_waits_for_its_prescan(
    table: Table, form: Any
) -> None:
    """L18: no line of care that is summed; D6: who asks does not say that it is promising."""
    answers = {
        **{"bsn": "999900018", "surname": "Roos", "birth_date": "03-04-2010"},
        "answer.care_stack_seen": "ja",
        **{"annual_hours": 900, "answer.case_holder": "BJG"},
        **{"answer.laws": "Jeugdwet", "answer.ground": "Jeugdwet: artikel 7.4.0"},
        **{"answer.informed": "03-11-2026", "answer.resident_view": "Minder mensen over de vloer."},
    }
    asked = {one.field.key for one in table.ask(forms.form_of, "doorbraak").questions}
    assert asked.isdisjoint(f"answer.{item}" for item in PRESCAN)
    (answer,) = taken(table, form(answers, "doorbraak"), code="doorbraak")
    waits = ("Pre-scan gedaan", "Verblijf beoordeeld")
    assert (answer.state, answer.missing) == (RowState.NEW, waits), words(answer)
    case = table.ask(lambda r: r.first(Case, number=answer.number))
    assert case is not None
    assert case.annual_hours == 900


def test_that_a_form_among_lists_is_told_as_one(form: Any) -> None:
    with pytest.raises(FileError) as caught:
        read_case_list(form(), columns_for("cpv"), today=date(2026, 11, 26))
    assert caught.value.code == "list-is-form"


def test_that_twenty_forms_come_in_at_once(table: Table, form: Any) -> None:
    """L18."""

    def one(at: int) -> Path:
        person = {"surname": f"Voorbeeld{at}", "house_number": str(at)}
        answers = {key: value for key, value in WHOLE.items() if key != "bsn"}
        reason = {"no_bsn_reason": "nog niet toegekend"}
        return form({**answers, **person, **reason}, name=f"{at}.xlsx")  # type: ignore[no-any-return]

    answers = taken(table, *(one(at) for at in range(20)))
    assert {one.state for one in answers} == {RowState.NEW}
    numbers = [one.number for one in answers]
    assert numbers == sorted(set(numbers))
