"""The list of norms from Excel: new, updated, unchanged and refused rows, and what follows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RightError
from casustafel.domain.ids import new_id
from casustafel.domain.norms import Instrument, Level, Norm, NormUnit
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import RegisterChange
from casustafel.domain.stops import StopState, Toeleidingsstop
from casustafel.domain.wording import word
from casustafel.services import importing
from casustafel.services.register import norm_list
from casustafel.services.register.norm_list import NormsImported
from workspaces import Table

HEADS = (
    "Aanbieder",
    "Zorgsoort",
    "Type",
    "Jaar",
    "Hoogte",
    "Besteed",
    "Besteed t/m",
    "Stop van",
    "Stop tot",
)
ROOM = ("Zorggroep Waal", "Begeleiding jeugd", "Bestedingsruimte", 2026)


def write(folder: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    page = book.worksheets[0]
    for row in (HEADS, *rows):
        page.append(row)
    path = folder / "normering.xlsx"
    book.save(path)
    return path


def taken(table: Table, folder: Path, *rows: tuple[object, ...], **given: object) -> NormsImported:
    return taken_in(table, write(folder, *rows), **given)


def taken_in(table: Table, path: Path, **given: object) -> NormsImported:
    read = importing.read_list(path, norm_list.TABLE, today=date(2026, 11, 26))
    return table.do(norm_list.run, read, **given)


def codes(answer: NormsImported) -> set[str]:
    for one in answer.answer.findings:
        assert word(one.code, one.values, "nl").what
        assert word(one.code, one.values, "en").what
    return {one.code for one in answer.answer.findings}


def norms(table: Table) -> list[Norm]:
    return table.ask(lambda reader: reader.find(Norm))


def stops(table: Table) -> list[Toeleidingsstop]:
    return table.ask(lambda reader: reader.find(Toeleidingsstop, "starts_on"))


def test_that_every_instrument_comes_in_with_its_unit_and_stop(
    table: Table, tmp_path: Path
) -> None:
    case = table.case(1)
    answer = taken(
        table,
        tmp_path,
        (*ROOM, "€ 1.200.000,50", 840000, "31-10-2026", "01-09-2026"),
        ("De Zonnehof", "VDB", "Maximaal instroomtarget", 2026, 46, 46, None, None, None),
        ("De Zonnehof", "VDB", "Intensiteit/duur", 2026, 18),
        ("De Zonnehof", "VDB", "Intensiteit/duur", 2026, 47, 49),
        ("Steunpunt Oost", "Wmo-begeleiding", "Signaalplafond", 2026, 440000),
    )
    assert answer.answer.rows["new"] == 5
    found = {(one.instrument, one.unit): one for one in norms(table)}
    assert found[Instrument.BESTEDINGSRUIMTE, NormUnit.CENTS].amount == 120_000_050
    assert found[Instrument.INTENSITEIT_DUUR, NormUnit.HOURS_PER_WEEK].amount == 18
    assert found[Instrument.INTENSITEIT_DUUR, NormUnit.WEEKS].spent == 49
    (stop,) = stops(table)
    assert (stop.starts_on, stop.state) == (date(2026, 9, 1), StopState.ACTIVE)
    assert {"norm-hours-read", "norm-weeks-read", "provider-unknown"} <= codes(answer)
    routed = table.ask(lambda reader: reader.get(Case, case.id))
    assert (routed.route, routed.status) == ("cpv", CaseStatus.READY)
    assert len(answer.rerouted) == 1


def test_that_a_second_list_updates_and_the_same_list_changes_nothing(
    table: Table, tmp_path: Path
) -> None:
    first = (*ROOM, 1_200_000, 840_000, "31-08-2026", "01-09-2026")
    # One file, for a workbook that is written again holds another time.
    path = write(tmp_path, first)
    taken_in(table, path)
    again = taken_in(table, path)
    assert again.answer.rows["unchanged"] == 1
    assert again.answer.known_before
    newer = taken(table, tmp_path, (*ROOM, 1_250_000, 990_000, "31-10-2026", "01-09-2026"))
    assert newer.answer.rows["updated"] == 1
    assert {"norm-amount-new", "norm-spent-new"} <= codes(newer)
    said = next(one for one in newer.answer.findings if one.code == "norm-amount-new")
    assert said.values == {"old": "€ 1.200.000", "new": "€ 1.250.000"}
    kept = table.ask(lambda reader: reader.find(RegisterChange, entity="Norm", field="amount"))
    assert [(one.old, one.new) for one in kept] == [(120_000_000, 125_000_000)]
    older = taken(table, tmp_path, (*ROOM, 1_250_000, 100, "30-06-2026"))
    assert older.answer.rows["unchanged"] == 1
    assert "norm-spent-kept" in codes(older)
    lifted = taken(table, tmp_path, (*ROOM, None, None, None, "01-09-2026", "01-11-2026"))
    assert lifted.answer.rows["refused"] == 1
    lifted = taken(table, tmp_path, (*ROOM, 1_250_000, None, None, "01-09-2026", "01-11-2026"))
    assert lifted.answer.rows["updated"] == 1
    assert stops(table)[0].ends_on == date(2026, 11, 1)


def test_that_what_is_wrong_stays_out_with_its_reason(table: Table, tmp_path: Path) -> None:
    answer = taken(
        table,
        tmp_path,
        (*ROOM, 0),
        ("De Zonnehof", "VDB", "Instroomtarget", 2026, "46,5"),
        ("De Zonnehof", "VDB", "Instroomtarget", 26, 46),
        ("De Zonnehof", "VDB", "Instroomtarget", 2026, 46, 4, "01-12-2026"),
        ("", "VDB", "Instroomtarget", 2026, 46),
        ("De Zonnehof", "VDB", "Instroomtarget", 2026, 46),
        ("De Zonnehof", "VDB", "Instroomtarget", 2026, 47),
        ("De Zonnehof", "Wmo-begeleiding", "Signaalplafond", 2026, 9, None, None, "01-09-2026"),
    )
    rows = answer.answer.rows
    assert (rows["refused"], rows["duplicate"], rows["new"]) == (5, 1, 2)
    assert {
        "norm-amount-not-positive",
        "norm-not-whole",
        "norm-year-unlikely",
        "norm-spent-in-future",
        "norm-row-incomplete",
        "norm-row-twice",
        "norm-without-stop",
    } <= codes(answer)
    assert stops(table) == []


def test_that_another_first_day_of_a_running_stop_is_not_taken(
    table: Table, tmp_path: Path
) -> None:
    taken(table, tmp_path, (*ROOM, 100, None, None, "01-09-2026"))
    answer = taken(table, tmp_path, (*ROOM, 100, None, None, "01-10-2026"))
    assert "stop-kept" in codes(answer)
    assert [one.starts_on for one in stops(table)] == [date(2026, 9, 1)]


def test_that_level_unit_and_period_come_in_as_the_register_has_them(
    table: Table, tmp_path: Path
) -> None:
    heads = ("Aanbieder", "Zorgsoort", "Niveau", "Type", "Eenheid", "Jaar", "Periode van",
             "Periode tot en met", "Hoogte")  # fmt: skip
    book = Workbook()
    rows = (
        heads,
        ("De Zonnehof", "VDB", "Lokaal", "Intensiteit/duur", "Weken", 2026, None, None, 18),
        ("De Zonnehof", "Orthopedagogisch", "Regionaal", "Signaalplafond", "Euro", 2026,
         None, None, 900000),
        ("De Zonnehof", "VDB", None, "Instroomtarget", "Kinderen", None, "01-07-2026",
         "30-06-2027", 46),
        ("De Zonnehof", "VDB", None, "Instroomtarget", "Euro", 2027, None, None, 46),
        ("De Zonnehof", "VDB", None, "Instroomtarget", None, 2027, "01-07-2027",
         "30-06-2027", 46),
        ("De Zonnehof", "VDB", None, "Instroomtarget", None, 2027, None, None, 46),
    )  # fmt: skip
    for row in rows:
        book.worksheets[0].append(row)
    book.save(tmp_path / "normering.xlsx")
    read = importing.read_list(
        tmp_path / "normering.xlsx", norm_list.TABLE, today=date(2026, 11, 26)
    )
    answer = table.do(norm_list.run, read)
    assert (answer.answer.rows["new"], answer.answer.rows["refused"]) == (3, 3)
    assert {"norm-unit-wrong", "norm-period-reversed", "norm-exists"} <= codes(answer)
    assert not {"norm-hours-read", "norm-weeks-read"} & codes(answer)
    found = {(one.instrument, one.level): one for one in norms(table)}
    weeks = found[Instrument.INTENSITEIT_DUUR, Level.LOCAL]
    assert (weeks.unit, weeks.amount) == (NormUnit.WEEKS, 18)
    assert found[Instrument.SIGNAALPLAFOND, Level.REGIONAL].amount == 90_000_000
    target = found[Instrument.INSTROOMTARGET, Level.LOCAL]
    assert (target.starts_on, target.ends_on) == (date(2026, 7, 1), date(2027, 6, 30))
    book.worksheets[0]["H4"] = "31-03-2027"
    book.save(tmp_path / "normering.xlsx")
    read = importing.read_list(
        tmp_path / "normering.xlsx", norm_list.TABLE, today=date(2026, 11, 26)
    )
    assert "norm-ends_on-new" in codes(table.do(norm_list.run, read))
    target = next(one for one in norms(table) if one.instrument is Instrument.INSTROOMTARGET)
    assert target.ends_on == date(2027, 3, 31)


def test_that_a_row_without_level_is_about_the_one_line_there_is(
    table: Table, tmp_path: Path
) -> None:
    taken(table, tmp_path, (*ROOM, 100))
    (local,) = norms(table)

    def regional(uow):  # type: ignore[no-untyped-def]
        uow.replace(local, replace(local, level=Level.REGIONAL))
        uow.commit()

    table.do(regional)
    assert taken(table, tmp_path, (*ROOM, 200)).answer.rows["updated"] == 1
    assert [(one.level, one.amount) for one in norms(table)] == [(Level.REGIONAL, 20000)]


def test_that_a_dry_run_keeps_nothing_and_the_list_needs_the_right(
    table: Table, tmp_path: Path
) -> None:
    assert taken(table, tmp_path, (*ROOM, 100), dry_run=True).answer.rows["new"] == 1
    assert norms(table) == []
    read = importing.read_list(
        write(tmp_path, (*ROOM, 100)), norm_list.TABLE, today=date(2026, 11, 26)
    )
    secretary = Actor(new_id(), "Secretaris", frozenset({(Role.SECRETARY, None)}))

    def run(uow):  # type: ignore[no-untyped-def]
        uow.actor = secretary
        return norm_list.run(uow, read)

    with pytest.raises(RightError):
        table.do(run)


@pytest.mark.parametrize(
    ("heading", "free"),
    [
        ("Stop tot", date(2026, 11, 20)),
        ("Stop tot (eerste dag zonder stop)", date(2026, 11, 20)),
        ("Stop tot en met", date(2026, 11, 21)),
    ],
)
def test_that_the_heading_says_if_the_last_day_of_a_stop_is_with_it(
    table: Table, tmp_path: Path, heading: str, free: date
) -> None:
    """R16: "tot" is the first day without a stop, "tot en met" the last one with it."""
    book = Workbook()
    page = book.worksheets[0]
    page.append((*HEADS[:-1], heading))
    days = (date(2026, 9, 1), date(2026, 11, 20))
    page.append((*ROOM, 1_200_000, 9, date(2026, 8, 31), *days))
    path = tmp_path / "normering.xlsx"
    book.save(path)
    taken_in(table, path)
    (stop,) = table.ask(lambda reader: reader.find(Toeleidingsstop))
    assert stop.ends_on == free
