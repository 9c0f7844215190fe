"""What is shown of a list before it is kept, and how its columns are remembered."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from casustafel.assets import asset
from casustafel.domain.cases import Case
from casustafel.domain.errors import FileError, RightError
from casustafel.domain.findings import Severity
from casustafel.domain.people import Actor
from casustafel.domain.records import AuditEvent, ImportProfile
from casustafel.excel.mending import Mends
from casustafel.services.importing import RowState, files, on_screen, preview, profiles, run
from casustafel.services.importing.preview import PastedText
from casustafel.services.importing.profiles import Choices, Understood
from workspaces import Table

HEAD = "Kenmerk\tBSN\tAchternaam\tVoorletters\tGeboortedatum\tAanbieder\tEinddatum\tZomaar"
ROW = "K1\t999900006\tVoorbeeld\tM\t13-01-2014\tZorggroep Waal\t31-12-2027\tiets"


def pasted(*rows: str) -> PastedText:
    return PastedText("\n".join([HEAD, *rows]))


def understood(table: Table, *rows: str, choices: Choices | None = None) -> Understood:
    return table.ask(profiles.understand, "cpv", pasted(*rows), choices=choices)


def test_that_looking_keeps_nothing(table: Table) -> None:
    before = len(table.ask(lambda reader: reader.find(AuditEvent)))
    given = understood(table, ROW).given
    seen = table.do(preview.look, "cpv", given)
    assert seen.answer.rows["new"] == 1
    assert table.ask(lambda reader: reader.find(Case)) == []
    assert len(table.ask(lambda reader: reader.find(AuditEvent))) == before


def test_that_a_cell_with_a_fault_shows_what_was_written(table: Table) -> None:
    wrong = ROW.replace("13-01-2014", "31-02-2014")
    seen = table.do(preview.look, "cpv", understood(table, wrong).given)
    (line,) = seen.answer.lines
    cells = dict(zip([one.field for one in seen.columns], seen.cells(line), strict=True))
    assert line.state is RowState.REFUSED
    assert cells["birth_date"].text == "31-02-2014"
    assert cells["birth_date"].severity is Severity.ERROR
    assert cells["surname"].text == "M. Voorbeeld"
    assert cells["bsn"].text == "•••••0006"
    assert cells["bsn"].severity is None


def test_that_an_update_shows_the_names_of_providers_old_and_new(table: Table) -> None:
    case = table.case(1, sender_reference="K1")
    key = "Kenmerk\tAchternaam\tVoornamen\tGeboortedatum\tPostcode\tHuisnr\tAanbieder\tEinddatum"
    row = "K1\tVoorbeeld1\tMila\t01-01-2014\t6511AB\t1\tZorggroep Waal\t30-06-2028"
    source = PastedText(f"{key}\n{row}")
    given = table.ask(profiles.understand, "cpv", source).given
    seen = table.do(preview.look, "cpv", given)
    (line,) = seen.answer.lines
    assert line.case_number == case.number
    changes = {one.label: (one.old, one.new) for one in seen.updates(line)}
    assert changes["Einddatum"] == ("01-06-2027", "30-06-2028")


def test_that_rows_left_out_count_as_skipped(table: Table) -> None:
    given = understood(table, ROW, ROW.replace("999900006", "999900018")).given
    rest = profiles.mend(given, "cpv", Mends(left_out=frozenset({3})))
    assert [row.row for row in rest.rows] == [2]
    assert [(one.row, one.reason) for one in rest.skipped] == [(3, "left-out")]
    assert profiles.mend(rest, "cpv", Mends()) == given


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("bsn", "999900006", "•••••0006"),
        ("birth_date", date(2014, 1, 13), "13-01-2014"),
        ("hours_per_week", Decimal("4.50"), "4,5"),
        ("annual_cents", 4_800_000, "€ 48.000"),
        ("urgent", True, "ja"),
        ("care_form", "begeleiding_jeugd", "Begeleiding jeugd"),
        ("answer.goals", [{"goal": "Rust"}, {"goal": "Ritme"}], "Rust; Ritme"),
        ("volume", Decimal(100), "100"),
        ("remark", None, ""),
    ],
)
def test_that_values_are_shown_as_the_dutch_write_them(
    field: str, value: object, text: str
) -> None:
    assert on_screen.shown(field, value) == text


@pytest.mark.parametrize(
    ("field", "text", "typed", "shown"),
    [
        ("bsn", "12345", True, "•••••2345"),
        ("remark", "999900006", True, "•••••0006"),
        (None, "99990018", False, "99990018"),
        (None, "9999.00.006", False, "•••••0006"),
        ("starts_on", "2026-02-01", True, "01-02-2026"),
        ("starts_on", "2026-02-01", False, "2026-02-01"),
        ("birth_date", "2016-11-16", True, "16-11-2016"),  # passes the elfproef as a number
        ("hours_per_week", "5.5", True, "5,5"),
        ("birth_date", "20080104", True, "20080104"),  # H46: passes the elfproef by chance
        (None, "20080104", True, "•••••0104"),
        ("birth_date", "999900006", True, "•••••0006"),
        ("allocation_number", "999900006", True, "999900006"),
    ],
)
def test_that_examples_of_columns_are_masked_where_they_hold_a_bsn(
    field: str | None, text: str, typed: bool, shown: str
) -> None:
    assert on_screen.shown_example(field, text, typed=typed) == shown


def test_that_chosen_columns_are_used_again_for_a_list_of_the_same_shape(table: Table) -> None:
    first = understood(table, ROW)
    mapping = {one.index: one.field or "" for one in first.given.columns} | {7: "remark"}
    choices = Choices(mapping, {"ends_on": "mdy"})
    table.do(profiles.keep, "cpv", "lijst.xlsx", first.given.header_fingerprint, choices)
    again = understood(table, ROW.replace("31-12-2027", "03-04-2027"))
    assert again.profile == "lijst.xlsx"
    assert again.choices == choices
    assert again.given.rows[0].values["remark"] == "iets"
    assert again.given.rows[0].values["ends_on"] == date(2027, 3, 4)


def test_that_a_newer_choice_takes_the_place_of_the_older_and_is_logged(table: Table) -> None:
    for field in ("remark", ""):
        table.do(profiles.keep, "cpv", "lijst.xlsx", "f" * 64, Choices({7: field}))
    (kept,) = table.ask(lambda reader: reader.find(ImportProfile))
    assert kept.columns == {"7": ""}
    logged = table.ask(lambda reader: reader.find(AuditEvent, action="import-profile-kept"))
    assert len(logged) == 2


def test_that_columns_are_kept_only_by_who_may_import(table: Table) -> None:
    table.workspace.actor = Actor("0" * 32, "Lezer", frozenset())
    with pytest.raises(RightError):
        table.do(profiles.keep, "cpv", "lijst.xlsx", "f" * 64, Choices({7: "remark"}))


def test_that_what_somebody_chose_wins_over_what_was_kept(table: Table) -> None:
    first = understood(table, ROW)
    fingerprint = first.given.header_fingerprint
    table.do(profiles.keep, "cpv", "lijst.xlsx", fingerprint, Choices({7: "remark"}))
    given = understood(table, ROW, choices=Choices({0: "", 2: "surname"})).given
    assert "sender_reference" not in given.rows[0].values


def test_that_a_file_that_cannot_be_written_is_an_error_to_be_mended(tmp_path: Path) -> None:
    assert files.has_example("cpv")
    assert not files.has_example("eigen")
    with pytest.raises(FileError):
        files.save_template("cpv", tmp_path / "geen" / "lijst.xlsx")


def test_that_a_longlist_that_was_looked_at_is_then_kept(table: Table) -> None:
    path = asset("resources", "examples", "doorbraak.xlsx")
    given = table.ask(profiles.understand, "doorbraak", path).given
    seen = table.do(preview.look, "doorbraak", given)
    answer = table.do(run, "doorbraak", given)
    assert answer.rows == seen.answer.rows
    assert answer.rows["new"] > 100
