"""What is settled about a list before it comes in: in its cells, of its columns, of its rows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from casustafel.domain.cases import Case, Client
from casustafel.domain.records import ImportProfile, ImportRecord
from casustafel.domain.registers import Provider
from casustafel.excel.case_list import PastedText
from casustafel.excel.mending import lasting
from casustafel.services import importing
from casustafel.services.importing import aliases, preview, profiles
from casustafel.services.importing.again import look_again
from casustafel.services.importing.preview import Preview
from casustafel.services.importing.profiles import Choices, Mends, Understood
from casustafel.services.upkeep.destroying import destroy_cases
from workspaces import Table

HEAD = "Kenmerk\tBSN\tAchternaam\tGeboortedatum\tAanbieder\tEinddatum\tUren p/w\tZorgvorm\tWijk"
KEY, BSN, NAME, BORN, PROVIDER, END, HOURS, FORM, DISTRICT = range(9)
ROWS = (
    "K1\t999900006\tEen\t13-01-2014\tZorggroep Waal\t24-11\t4\tbegeleiding jeugd\tOost",
    "K2\tvolgt\tTwee\t14-01-2014\tRivierzorg\t01-12\tnader te bepalen\tKlusjes\t",
    "K3\tasielzoeker, geen bsn\tDrie\t15-01-2014\tRivierzorg\teinde schooljaar\t5\tKlusjes\t",
    "K4\t999900018\tVier\t16-01-2014\tZorggroep Waal\t31-02-2027\t6\tbegeleiding jeugd\tWest",
    "K5\t\tVijf\t17-01-2014\tzorgroep waal\t31-12-2027\t6\tKlusjes\t",
    "K1\t999900006\tEen\t13-01-2014\tZorggroep Waal\t24-11\t4\tbegeleiding jeugd\t",
)
#: What each row says of its end.
END_OF = {row: row.split("\t")[END] for row in ROWS}


def read(table: Table, *rows: str, mends: Mends | None = None) -> Understood:
    source = PastedText("\n".join([HEAD, *(rows or ROWS)]))
    return table.ask(profiles.understand, "cpv", source, mends=mends)


def codes(understood: Understood, row: int) -> list[str]:
    return [one.code for line in understood.given.rows if line.row == row for one in line.findings]


def values(understood: Understood, row: int) -> dict[str, Any]:
    return next(line.values for line in understood.given.rows if line.row == row)


def test_that_a_cell_is_mended_where_its_finding_stands(table: Table) -> None:
    """L9: a row that was refused comes in."""
    assert "date-invalid" in codes(read(table), 5)
    mended = read(table, mends=Mends().cell(5, END, "28-02-2027"))
    assert values(mended, 5)["ends_on"] == date(2027, 2, 28)
    assert codes(mended, 5) == []


def test_that_a_value_is_settled_once_for_its_column(table: Table) -> None:
    """L9: what "volgt", "nader te bepalen" and an own word for a form of care mean."""
    mends = Mends().value(FORM, "Klusjes", "Begeleiding jeugd").value(HOURS, "nader te bepalen", "")
    mended = read(table, mends=mends.value(END, "einde schooljaar", "16-07-2027"))
    assert values(mended, 3)["care_form"] == values(mended, 6)["care_form"] == "begeleiding_jeugd"
    assert values(mended, 4)["ends_on"] == date(2027, 7, 16)
    assert "value-in-words" not in codes(mended, 3)[1:]


def test_that_the_year_of_dates_is_given_once_for_their_column(table: Table) -> None:
    """L9: a date without a year lacks the year and nothing else."""
    mended = read(table, mends=Mends().year(END, 2027))
    assert values(mended, 2)["ends_on"] == date(2027, 11, 24)
    assert values(mended, 3)["ends_on"] == date(2027, 12, 1)


def test_that_a_value_above_a_group_holds_for_the_rows_below_it(table: Table) -> None:
    """L16: the column is told, and filled where somebody says so."""
    told = [one.field for one in read(table).given.findings if one.code == "value-once-per-group"]
    assert told == ["district"]
    mended = read(table, mends=Mends().fill(DISTRICT, down=True))
    assert [values(mended, row)["district"] for row in range(2, 8)] == [
        *("Oost", "Oost", "Oost"),
        *("West", "West", "West"),
    ]


def test_that_a_date_that_is_typed_is_read_as_people_here_write_it(table: Table) -> None:
    """L9: also in a column of which the list writes the month first, which stays as it was."""
    days = {"24-11": "11-24-2026", "01-12": "12-01-2026", "31-02-2027": "", "31-12-2027": ""}
    rows = [row.replace(END_OF[row], days.get(END_OF[row], "")) for row in ROWS]
    mended = read(table, *rows, mends=Mends().cell(2, END, "03-04-2027"))
    assert values(mended, 2)["ends_on"] == date(2027, 4, 3)
    assert values(mended, 3)["ends_on"] == date(2026, 12, 1)


def test_that_the_same_file_reads_as_it_was_settled_the_time_before(table: Table) -> None:
    """L9: an import that is undone and read again asks nothing twice."""
    mends = Mends().cell(5, END, "28-02-2027").row(2, out=True).year(END, 2027)
    mended = read(table, mends=mends)
    answer = table.do(importing.run, "cpv", mended.given)
    assert answer.rows["skipped"] == 1
    assert answer.import_id is not None
    (record,) = table.ask(lambda reader: reader.find(ImportRecord))
    assert Mends.of_json(record.mends) == mends
    table.do(importing.undo, answer.import_id)
    assert read(table).given == mended.given


def test_that_what_was_settled_of_columns_holds_for_the_next_list_of_this_shape(
    table: Table,
) -> None:
    """L9: names and codes hold for all lists, other values for lists with these columns."""
    mends = Mends().value(FORM, "Klusjes", "Begeleiding jeugd").value(HOURS, "nader te bepalen", "")
    mends = mends.value(PROVIDER, "zorgroep waal", "Zorggroep Waal").cell(2, END, "24-11-2027")
    first = read(table, mends=mends)
    shape = first.given.header_fingerprint
    table.do(profiles.keep, "cpv", "a.xlsx", shape, Choices({}), first.given)
    spellings = {one.spelling: one.name for one in table.ask(aliases.listed)}
    assert spellings["Klusjes"] == "Begeleiding jeugd"
    assert spellings["zorgroep waal"] == "Zorggroep Waal"
    (kept,) = table.ask(lambda reader: reader.find(ImportProfile))
    assert Mends.of_json(kept.mends) == Mends().value(HOURS, "nader te bepalen", "")
    other = "Wet\tZorgvorm\tAanbieder\tAchternaam\nJeugdwet\tklusjes\tZorgroep Waal\tAnders"
    again = table.ask(profiles.understand, "cpv", PastedText(other))
    assert values(again, 2)["care_form"] == "begeleiding_jeugd"
    assert values(again, 2)["provider"] == "Zorggroep Waal"


def test_that_the_workbook_that_goes_back_holds_what_was_settled(
    table: Table, tmp_path: Path
) -> None:
    """2.3: the sender sees what was understood, and reading it again asks nothing twice."""
    source = PastedText("\n".join([HEAD, *ROWS]))
    mends = Mends().cell(5, END, "28-02-2027").year(END, 2027).value(HOURS, "nader te bepalen", "")
    given = read(table, mends=mends.fill(DISTRICT, down=True).row(7, out=True)).given
    answer = table.do(preview.look, "cpv", given).answer
    path = tmp_path / "terug.xlsx"
    path.write_bytes(importing.returned_workbook(source, given, answer))
    again = table.ask(profiles.understand, "cpv", path).given
    ends = [row.values.get("ends_on") for row in again.rows]
    assert ends[0] == date(2027, 11, 24)
    assert ends[3] == date(2027, 2, 28)
    assert [row.values.get("district") for row in again.rows][:5] == [*["Oost"] * 3, *["West"] * 2]
    assert "hours_per_week" not in again.rows[1].values


def test_that_mends_of_another_list_change_nothing(table: Table) -> None:
    """Rows, columns and values that are not there are passed over."""
    mends = Mends().cell(99, 1, "x").cell(2, 40, "x").row(77, out=True).fill(30, down=True)
    mended = read(table, mends=mends.value(21, "a", "b").year(22, 2027))
    assert mended.given.rows == read(table).given.rows
    assert Mends.of_json(Mends().as_json()) == Mends()


CELLS = ("", "24-11", "31-12-2027", "4", "Rivierzorg", "999900006", "999900031", "volgt", "Een")
MENDS = some.one_of(
    some.tuples(
        some.just("cell"), some.integers(2, 8), some.integers(0, 9), some.sampled_from(CELLS)
    ),
    some.tuples(
        some.just("value"),
        some.integers(0, 8),
        some.sampled_from((*CELLS, "Klusjes", "einde schooljaar", "Zorggroep Waal")),
        some.sampled_from((*CELLS, None)),
    ),
    some.tuples(some.just("row"), some.integers(2, 8), some.booleans()),
    some.tuples(some.just("fill"), some.integers(0, 8), some.booleans()),
    some.tuples(some.just("year"), some.integers(0, 8), some.sampled_from((2026, 2027, None))),
)


def mended_by(mends: Mends, step: tuple[Any, ...]) -> Mends:
    kind, *said = step
    match kind:
        case "row":
            return mends.row(said[0], out=said[1])
        case "fill":
            return mends.fill(said[0], down=said[1])
        case "year":
            return mends.year(*said)
        case "value":
            return mends.value(*said)
    return mends.cell(*said)


def seen(of: Preview) -> tuple[object, ...]:
    """Return what is shown of a list; ids and numbers of what was only tried differ each time."""
    answer = of.answer
    lines = [
        (one.row, one.state, one.findings, of.updates(one), one.state == "new" or one.case_number)
        for one in of.lines
    ]
    return answer.rows, answer.columns, answer.findings, answer.overlap, of.overlap, lines


@pytest.fixture
def kept(table: Table) -> Table:
    """A list that came in before: two people with a case, and providers."""
    rows = [ROWS[0].replace("24-11", "01-02-2027"), ROWS[3].replace("31-02-2027", "")]
    table.do(importing.run, "cpv", read(table, *rows).given)
    return table


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(some.lists(MENDS, min_size=1, max_size=6))
def test_that_any_mends_show_what_comparing_all_shows_and_are_taken_back_whole(
    kept: Table, steps: list[tuple[Any, ...]]
) -> None:
    """2.3: only what hangs together with a change is compared, and nobody sees a difference."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("casustafel.services.importing.again._SHARE", 0)
        first = read(kept)
        looked = kept.do(preview.look, "cpv", first.given)
        mends, now = Mends(), looked
        for step in steps:
            mends = mended_by(mends, step)
            given = profiles.mend(first.given, "cpv", mends)
            now = kept.do(look_again, "cpv", now, given)
            assert seen(now) == seen(kept.do(preview.look, "cpv", given))
            assert Mends.of_json(mends.as_json()) == mends
        back = profiles.mend(now.given, "cpv", Mends())
        assert back == first.given
        assert seen(kept.do(look_again, "cpv", now, back)) == seen(looked)
    assert len(kept.ask(lambda reader: reader.find(Case))) == 2
    assert len(kept.ask(lambda reader: reader.find(Client))) == 2
    assert len(kept.ask(lambda reader: reader.find(Provider))) == 1


def test_that_what_was_settled_goes_with_the_cases_of_the_list(table: Table) -> None:
    """2.3: a cell that somebody typed may name a person."""
    mended = read(table, mends=Mends().cell(2, NAME, "Anders"))
    table.do(importing.run, "cpv", mended.given)
    ids = [case.id for case in table.ask(lambda reader: reader.find(Case))]
    with table.workspace.writing() as uow:
        destroy_cases(uow, ids)
        assert [one.mends for one in uow.find(ImportRecord)] == [{}]


def test_that_nothing_of_a_person_is_remembered_for_the_next_list(table: Table) -> None:
    """2.3: only what words and codes of a column stand for."""
    mends = Mends().value(NAME, "Een", "Eén").value(BSN, "volgt", "").value(END, "24-11", "")
    assert lasting(read(table, mends=mends).given) == Mends().value(END, "24-11", "")
