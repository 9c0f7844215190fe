"""Day before month or the other way round: decided per column, never guessed in silence."""

from datetime import date
from pathlib import Path

from written_lists import bsns, codes, everything, read, workbook

HEADER = ["BSN", "Achternaam", "Datum aanvraag"]


def dates(tmp_path: Path, *written: str, **options: object):  # type: ignore[no-untyped-def]
    rows = [[bsn, "Roos", text] for bsn, text in zip(bsns(len(written)), written, strict=True)]
    given = read(workbook(tmp_path / "l.xlsx", HEADER, *rows), **options)
    return given, [row.values.get("received") for row in given.rows]


def test_that_dd_mm_is_assumed_and_said_once(tmp_path: Path) -> None:
    given, days = dates(tmp_path, "01/02/2026", "03/04/2026")
    assert days == [date(2026, 2, 1), date(2026, 4, 3)]
    assert [one.code for one in everything(given)].count("date-order-assumed") == 1


def test_that_nothing_is_said_where_a_value_proves_dd_mm(tmp_path: Path) -> None:
    given, days = dates(tmp_path, "01/02/2026", "25/02/2026")
    assert days == [date(2026, 2, 1), date(2026, 2, 25)]
    assert "date-order-assumed" not in codes(given)


def test_that_a_value_that_proves_mm_dd_turns_the_whole_column(tmp_path: Path) -> None:
    _, days = dates(tmp_path, "01/02/2026", "02/25/2026", "05/04/2026")
    assert days == [date(2026, 1, 2), date(2026, 2, 25), date(2026, 5, 4)]


def test_that_the_given_order_is_used(tmp_path: Path) -> None:
    _, days = dates(tmp_path, "01/02/2026", "03/04/2026", date_order="mdy")
    assert days == [date(2026, 1, 2), date(2026, 3, 4)]


def test_that_a_column_that_proves_both_is_said_once_and_read_dd_mm(tmp_path: Path) -> None:
    written = ("01/02/2026", "25/02/2026", "02/26/2026", "03/04/2026", "05/06/2026")
    given, days = dates(tmp_path, *written)
    (said,) = [one for one in everything(given) if one.code == "date-order-mixed"]
    assert (said.row, said.field, said.values) == (0, "received", {"order": "dd-mm", "count": 3})
    assert days[:3] == [date(2026, 2, 1), date(2026, 2, 25), date(2026, 2, 26)]
    assert days[3:] == [date(2026, 4, 3), date(2026, 6, 5)]


def test_that_a_mixed_column_is_read_in_the_order_that_somebody_chose(tmp_path: Path) -> None:
    given, days = dates(
        tmp_path,
        "01/02/2026",
        "25/02/2026",
        "02/26/2026",
        date_orders_per_column={"received": "mdy"},
    )
    assert days == [date(2026, 1, 2), date(2026, 2, 25), date(2026, 2, 26)]
    assert not any(code.startswith("date-order") for code in codes(given))


def test_that_an_order_may_be_given_per_column(tmp_path: Path) -> None:
    _, days = dates(
        tmp_path, "01/02/2026", "03/04/2026", date_orders_per_column={"received": "mdy"}
    )
    assert days == [date(2026, 1, 2), date(2026, 3, 4)]


def test_that_serial_numbers_of_1904_are_known(tmp_path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append([*HEADER, "Ingangsdatum"])
    one = bsns(1)[0]
    sheet.append([one, "Roos", 46054 - 1462, date(2026, 2, 1)])
    book.save(tmp_path / "l.xlsx")
    (row,) = read(tmp_path / "l.xlsx").rows
    assert row.values["received"] == row.values["starts_on"] == date(2026, 2, 1)
