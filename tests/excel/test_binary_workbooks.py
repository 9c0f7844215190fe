"""Binary workbooks (.xlsb) come in like all others, with their error cells."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from written_lists import ANNA, everything, read

import binary_workbook
from casustafel.excel.case_list import list_sheets


def test_that_a_binary_workbook_is_a_list_like_any_other(tmp_path: Path) -> None:
    path = binary_workbook.write(
        tmp_path / "lijst.xlsb",
        "Aanvragen",
        [
            ["Aanvragen najaar"],
            ["BSN", "Achternaam", "Geboortedatum", "Volume", "Opmerking"],
            [ANNA, "Zilverroos", "3-4-2015", 12.5, None],
            [float(ANNA), "Berg, P. van den", 42000.0, "4,5", ValueError],
            ["Totaal", None, None, 17.0],
        ],
    )
    given = read(path)
    assert (given.sheet, given.header_row) == ("Aanvragen", 2)
    assert [(sheet.name, sheet.hidden) for sheet in list_sheets(path)] == [("Aanvragen", False)]
    first, second = given.rows
    assert first.values["volume"] == Decimal("12.5")
    assert second.values["bsn"] == ANNA
    assert second.values["birth_date"] == date(2014, 12, 27)
    errors = [(one.row, one.column) for one in everything(given) if one.code == "cell-error"]
    assert errors == [(4, "Opmerking")]
    assert not second.refused


def test_that_a_chart_on_a_sheet_of_its_own_does_not_stop_the_list(tmp_path: Path) -> None:
    """L3a: the reader raised OSError over it, which ended the command line as a fault."""
    rows = [["BSN", "Achternaam", "Aanbieder"], [ANNA, "Zilverroos", "Rivierzorg"]]
    path = binary_workbook.write(tmp_path / "lijst.xlsb", "Aanvragen", rows, chart="Grafiek")
    assert [row.values["surname"] for row in read(path).rows] == ["Zilverroos"]
    assert "Grafiek" not in [one.name for one in list_sheets(path)]
