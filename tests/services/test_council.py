"""The report to the council: frozen once made, without small numbers, on paper and as a workbook.

2.10: domain.md §8, Report and §9, Insight.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from casustafel.domain.cases import Client
from casustafel.domain.errors import FileError, RightError, RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.insight import paper, tables
from casustafel.domain.insight.indicators import CouncilReport
from casustafel.domain.insight.paper import Published
from casustafel.domain.insight.reports import Figure, Line, Section, from_plain, half_years
from casustafel.domain.people import Actor, Role
from casustafel.services.insight import by_hand, council, figures, monitoring
from generated_years import years
from workspaces import Table, new_table

FIRST, LAST = date(2025, 7, 1), date(2025, 12, 31)
BEFORE = (date(2025, 1, 1), date(2025, 6, 30))


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[Table]:
    """A workspace with two years of the CPV."""
    with new_table(tmp_path) as table:
        years(table.workspace, 5, 300)
        yield table


def made(table: Table, first: date = FIRST, last: date = LAST) -> tuple[Published, ...]:
    return table.do(council.make, "cpv", first, last)


def test_that_a_report_stays_as_it_was_made(counted: Table) -> None:
    (first,) = made(counted)
    assert first.frozen and first.section.hidden() > 0
    counted.case(1, received=date(2025, 8, 1))
    counted.do(council.set_hiding, 5, rounded=True)
    (again,) = made(counted)
    assert again.section == first.section
    now = counted.ask(figures.section, "cpv", FIRST, LAST)
    assert now.count("requests") == (first.section.count("requests") or 0) + 1
    (kept,) = counted.ask(council.reports, "cpv")
    assert kept == first.section


def test_that_a_later_report_stands_beside_the_one_before_as_that_was_made(counted: Table) -> None:
    (alone,) = made(counted)
    assert alone.earlier is None
    (before,) = made(counted, *BEFORE)
    (beside,) = made(counted)
    assert beside.earlier == before.section
    both = made(counted, BEFORE[0], LAST)
    assert [one.section for one in both] == [before.section, beside.section]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 7, 1), date(2025, 11, 30)),
        (date(2025, 4, 1), date(2025, 6, 30)),
        (date(2025, 7, 1), date(2025, 6, 30)),
    ],
)
def test_that_periods_that_overlap_cannot_be_subtracted(
    counted: Table, first: date, last: date
) -> None:
    """Two reports that differ by a month would say what happened in it."""
    with pytest.raises(RuleError, match="report-half-years"):
        made(counted, first, last)


def test_that_a_period_is_all_its_half_years() -> None:
    assert list(half_years(date(2025, 7, 1), date(2026, 12, 31))) == [
        (date(2025, 7, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 12, 31)),
    ]


def test_that_a_half_year_that_runs_has_a_concept_only(counted: Table) -> None:
    (found,) = made(counted, date(2026, 7, 1), date(2026, 12, 31))
    assert not found.frozen
    assert counted.ask(council.reports, "cpv") == ()
    assert paper.report([found], "Voorbeeld").classification == paper.CONCEPT


def test_that_a_duiding_is_frozen_with_its_report(counted: Table) -> None:
    text = "Meer aanvragen door de stop van augustus."
    counted.do(council.explain, "cpv", FIRST, LAST, "requests", text)
    assert counted.ask(council.explained, "cpv", FIRST, LAST) == {"requests": text}
    (found,) = made(counted)
    figure = found.section.figure("requests")
    assert figure is not None and figure.comment == text
    assert f"Duiding: {text}" in paper.report([found], "Voorbeeld").words()
    with pytest.raises(RuleError, match="report-frozen"):
        counted.do(council.explain, "cpv", FIRST, LAST, "requests", "Toch niet.")
    counted.do(council.explain, "cpv", *BEFORE, "requests", text)
    counted.do(council.explain, "cpv", *BEFORE, "requests", "")
    assert counted.ask(council.explained, "cpv", *BEFORE) == {}


def test_that_a_duiding_points_at_nobody(counted: Table) -> None:
    with counted.workspace.writing() as uow:
        uow.add(Client(id=new_id(), surname="Zonnedauw", search_name="zonnedauw"))
        uow.commit()
    for text in ("Vooral door Zonnedauw.", "BSN 999900006 kwam vaker."):
        with pytest.raises(RuleError, match="duiding-names"):
            counted.do(council.explain, "cpv", FIRST, LAST, "requests", text)


def test_that_reports_are_made_by_those_who_have_the_right(counted: Table) -> None:
    for role in (Role.CHAIR, Role.MEMBER, Role.ADMINISTRATOR):
        counted.workspace.actor = replace(counted.workspace.actor, roles=frozenset({(role, "cpv")}))
        with pytest.raises(RightError):
            made(counted)
    counted.workspace.actor = Actor(
        counted.workspace.actor.person_id, "Adviseur", frozenset({(Role.REPORTER, "cpv")})
    )
    assert made(counted)[0].frozen
    with pytest.raises(RightError):
        counted.do(council.make, "zbo", FIRST, LAST)


def shown_numbers(section: Section) -> list[int]:
    return [line.count for one in section.figures for line in one.lines if line.count is not None]


def test_that_a_workbook_holds_the_values_of_the_report_and_no_more(
    counted: Table, tmp_path: Path
) -> None:
    """domain.md §9: published workbooks hold values, no hidden sheets."""
    counted.do(by_hand.fill_in, "hand_ggz", FIRST, LAST, Decimal("12.5"), "ROB", counted.today)
    target = tmp_path / "rapport.xlsx"
    (found,) = counted.do(council.export, "cpv", FIRST, LAST, target)
    book = load_workbook(target)
    (sheet,) = book.worksheets
    assert sheet.sheet_state == "visible"
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    rows = list(sheet.iter_rows(values_only=True))[4:]
    counts = [row[2] for row in rows]
    assert [one for one in counts if isinstance(one, int)] == shown_numbers(found.section)
    assert counts.count(tables.HIDDEN) == found.section.hidden() > 0
    assert any(row[0] == "Wachtlijst jeugd-GGZ" and row[2] == 12.5 for row in rows)
    assert all(row[-1] for row in rows), "each says what it counts"
    shares = [row[4] for row in rows if row[4] is not None]
    assert shares and all(isinstance(one, int) and one <= 100 for one in shares)


def test_that_no_share_is_said_of_a_base_under_ten_and_no_bar_drawn_of_what_is_hidden() -> None:
    lines = (
        Line(key="a", label="Een", count=6),
        Line(key="b", label="Twee", count=None),
        Line(key="c", label="Drie", count=20, seen="36 %"),
    )
    figure = Figure(
        code="x",
        name="Proef",
        definition="Proef.",
        unit="casussen",
        of="alles",
        period="dag",
        source="bron",
        lines=lines,
        base=9,
        shows=("share",),
    )
    shown = tables.columns(figure)
    assert tables.rows(figure, shown) == [
        ("Een", "6", "–", ""),
        ("Twee", "niet getoond", "–", ""),
        ("Drie", "20", "–", "36 %"),
    ]
    assert tables.rows(replace(figure, base=30), shown)[2] == ("Drie", "20", "67 %", "36 %")
    assert tables.bars(figure) == [("Een", 6), ("Drie", 20)]
    assert tables.spoken(figure) == ("Staafdiagram van Proef: Een 6; Drie 20. Niet getoond: Twee.")
    assert tables.bars(replace(figure, lines=lines[:2])) == []


def test_that_hidden_numbers_stand_nowhere_in_what_is_kept(counted: Table) -> None:
    """What is frozen holds no number, hours, clients or days of a hidden line."""
    (found,) = made(counted)
    (kept,) = counted.ask(lambda reader: reader.find(CouncilReport))
    section = from_plain(kept.content)
    assert section == found.section
    for figure in section.figures:
        for line in figure.lines:
            assert line.clients == 0 and line.largest == ()
            if line.count is None:
                numbers = (line.hours, line.cents, line.advised, line.median, line.ninetieth)
                assert numbers == (None,) * 5


def test_that_a_report_goes_to_a_pdf_or_a_workbook_and_is_not_made_otherwise(
    counted: Table, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="report-file-kind"):
        counted.do(council.export, "cpv", FIRST, LAST, tmp_path / "rapport.docx")
    with pytest.raises(FileError):
        counted.do(council.export, "cpv", FIRST, LAST, tmp_path / "weg" / "rapport.pdf")
    assert counted.ask(council.reports, "cpv") == ()
    counted.do(council.export, None, FIRST, LAST, tmp_path / "rapport.pdf")
    assert (tmp_path / "rapport.pdf").read_bytes().startswith(b"%PDF")
    assert [len(counted.ask(council.reports, one)) for one in ("cpv", "zbo")] == [1, 1]


def test_that_what_is_hidden_is_ten_or_five(counted: Table) -> None:
    with pytest.raises(RuleError, match="report-least"):
        counted.do(council.set_hiding, 3, rounded=False)
    counted.do(council.set_hiding, 5, rounded=True)
    (found,) = made(counted)
    assert found.section.least == 5
    numbers = [
        line.count
        for one in found.section.figures
        for line in one.lines
        if one.persons and line.count is not None
    ]
    assert numbers and all(number % 5 == 0 for number in numbers)


def test_that_an_indicator_of_ones_own_is_filled_in_and_reported(counted: Table) -> None:
    own = counted.do(
        by_hand.keep_indicator, "Wachttijd", "Weken tot het eerste gesprek.", "weken", "Buurtteams"
    )
    given = (own.id, FIRST, LAST, Decimal(6))
    for wrong, code in (
        ((*given, "", counted.today), "hand-value-needs-source"),
        ((*given, "Kwartaalbericht", date(2030, 1, 1)), "hand-value-ahead"),
        ((*given[:3], Decimal("NaN"), "Bericht", counted.today), "hand-value-too-large"),
    ):
        with pytest.raises(RuleError, match=code):
            counted.do(by_hand.fill_in, *wrong)
    counted.do(by_hand.fill_in, *given, "Kwartaalbericht", counted.today)
    cells = counted.ask(by_hand.cells, FIRST, LAST)
    assert [one.indicator.name for one in cells if one.kept] == ["Wachttijd"]
    (found,) = made(counted)
    assert [(one.name, one.value, one.source) for one in found.section.by_hand] == [
        ("Wachttijd", "6", "Kwartaalbericht")
    ]
    words = paper.report([found], "Voorbeeld").words()
    assert "Wachttijd: Weken tot het eerste gesprek." in words
    with pytest.raises(RuleError, match="indicator-incomplete"):
        counted.do(by_hand.keep_indicator, "Naam", " ", "weken", "")
    mended = counted.do(
        by_hand.keep_indicator, "Wachttijd", own.definition, "dagen", "Buurtteams", before=own
    )
    cells = [one for one in counted.ask(by_hand.cells, FIRST, LAST) if one.own]
    assert [(one.own, one.indicator.unit) for one in cells] == [(mended, "dagen")]
    with pytest.raises(RuleError, match="unique-indicator"):
        counted.do(by_hand.keep_indicator, "klachten", "Wat.", "dagen", "", before=mended)


def test_that_numbers_of_others_stand_in_excel_too_where_they_are_known(
    counted: Table, tmp_path: Path
) -> None:
    """Issue 18: every table to Excel; a cell of others with its source and day."""
    counted.do(by_hand.fill_in, "hand_ggz", FIRST, LAST, Decimal("12.5"), "ROB", counted.today)
    target = tmp_path / "cijfers.xlsx"
    counted.do(monitoring.export, "cpv", FIRST, LAST, target, BEFORE)
    (sheet,) = load_workbook(target).worksheets
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert rows[0][:3] == ("Indicator", "Regel", "Aantal")
    (found,) = [row for row in rows if row[0] == "Wachtlijst jeugd-GGZ"]
    assert (found[2], *found[-3:-1]) == (12.5, "bekend op 26-11-2026", "ROB")
    earlier = counted.ask(figures.section, "cpv", *BEFORE)
    assert rows[1][rows[0].index("Eerder")] == earlier.count("requests") > 0
    assert found[-1] == "De ontwikkeling van de wachtlijst binnen de jeugd-GGZ."
    assert not [row for row in rows if row[0] == "Klachten"], "nobody filled it in"


def test_that_numbers_of_others_come_in_as_a_list_row_by_row(
    counted: Table, tmp_path: Path
) -> None:
    """Issue 18: by hand or imported, a cell with source and date; a wrong row says why."""
    path = tmp_path / "cijfers.csv"
    path.write_text(
        "Indicator;Cijfer;Bekend op;Bron\n"
        "wachtlijst jeugd-ggz;12,5;01-11-2026;ROB\n"
        "Klachten;31;02-11-2026;Klachtenrapportage\n"
        "Klachten;30;02-11-2026;Klachtenrapportage\n"
        "Geluk;7;02-11-2026;Buurt\n"
        "Totale kosten;€ 1.250.000;02-11-2030;Financiën\n"
        "Uitstroom uit de zorgvormen;veel;02-11-2026;Productie\n"
        "Maatwerkovereenkomsten;44;02-11-2026;\n",
        encoding="utf-8",
    )
    wrong = ("hand-row-twice", "hand-row-unknown", "hand-value-ahead", "hand-row-incomplete")
    for dry, kept, new in ((True, 0, 2), (False, 2, 2), (False, 2, 0)):
        answer = counted.do(by_hand.take_in, path, FIRST, LAST, dry_run=dry)
        assert (answer.rows["new"], answer.rows["unchanged"]) == (new, 2 - new)
        said = [one.code for one in answer.findings if one.severity == "error"]
        assert [one for one in said if one.startswith("hand-")] == [
            *wrong,
            "hand-value-needs-source",
        ]
        cells = [one for one in counted.ask(by_hand.cells, FIRST, LAST) if one.kept]
        assert len(cells) == kept
    assert {one.indicator.name: str(one.kept and one.kept.value) for one in cells} == {
        "Wachtlijst jeugd-GGZ": "12.5",
        "Klachten": "31",
    }


def test_that_a_small_number_of_others_that_counts_persons_is_hidden_too(counted: Table) -> None:
    """domain.md §9: all that leaves the municipality is suppressed; a wait in days may be small."""
    own = [
        counted.do(by_hand.keep_indicator, name, "Wat.", unit, "Bron", "wie zich meldde")
        for name, unit in (("Uit huis", "kinderen per week"), ("Wachten", "weken"))
    ]
    for code in ("hand_complaints", "hand_waiting_time", *(one.id for one in own)):
        counted.do(by_hand.fill_in, code, FIRST, LAST, Decimal(9), "Bron", counted.today)
    counted.do(by_hand.fill_in, "hand_ggz", FIRST, LAST, Decimal(10), "Bron", counted.today)
    (found,) = made(counted)
    assert {one.name: (one.value, one.unit) for one in found.section.by_hand} == {
        "Klachten": ("niet getoond", "klachten"),
        "Wachttijd bij de Buurtteams": ("9", "dagen"),
        "Wachtlijst jeugd-GGZ": ("10", "jeugdigen"),
        "Uit huis": ("niet getoond", "kinderen per week (basis: wie zich meldde)"),
        "Wachten": ("9", "weken (basis: wie zich meldde)"),
    }
