"""T18: the program has one clock and one day, that of Amsterdam; who asks otherwise is named.

Moments are kept in UTC: their own `.date()` is yesterday between midnight and one or two o'clock.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import casustafel
from casustafel.storage.schema import metadata
from casustafel.storage.schema.types import Instant

SOURCE = Path(casustafel.__file__).parent

#: What a moment is called: as a column, or where the clock was asked.
MOMENTS = {"now", "at"} | {
    column.name
    for table in metadata.tables.values()
    for column in table.columns
    if isinstance(column.type, Instant)
}
#: What of a moment is another one in Amsterdam than in UTC.
PARTS = {"date", "time", "year", "month", "day", "hour", "weekday", "isocalendar", "strftime"}

LOCAL_TIME = "domain/local_time.py"
#: Where the machine is asked, and where the clock becomes a day; who may act today is found before
#: there is a use case.
ASKS_THE_MACHINE = {"bootstrap.py"}
ASKS_THE_DAY = {"bootstrap.py", "storage/unit_of_work.py", "gui/dates.py"}
#: The cell of a sheet, or an answer that was typed: a day with a time of no meaning, no moment.
TAKES_A_DAY = {LOCAL_TIME, "excel/dates.py", "domain/framework_answers.py"}
#: Names of files, and a sentence that says UTC.
SHOWS_UTC = {"storage/workspace.py", "storage/restore.py", "cli/workspace.py"}


def name_of(node: ast.expr) -> str:
    """Return the last name of what is called or looked at: `uow.clock` is clock."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name.lstrip("_")
        case _:
            return ""


def is_clock(node: ast.expr) -> bool:
    """Say whether the clock is asked here."""
    return isinstance(node, ast.Call) and name_of(node.func) in {"clock", "utc_now"}


def is_moment(node: ast.expr) -> bool:
    """Say whether this is a moment in UTC, by its name."""
    name = name_of(node)
    return is_clock(node) or name in MOMENTS or name.endswith("_at")


def faults(source: str, path: str) -> Iterator[str]:
    """Yield file, line and what is wrong wherever a day or a time is taken in another way."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(value=asked, attr=("now" | "today" | "utcnow"))) if (
                name_of(asked) in {"datetime", "date"} and path not in ASKS_THE_MACHINE
            ):
                said = "asks the machine; take the clock of the workspace"
            case ast.Call(func=ast.Attribute(attr="astimezone"), args=zone) if (
                path != LOCAL_TIME and [name_of(one) for one in zone] != ["UTC"]
            ):
                said = f"changes zone; see {LOCAL_TIME}"
            case ast.Call(func=ast.Attribute(attr="date"), args=[]) if path not in TAKES_A_DAY:
                said = "takes the day of UTC; local_day() gives that of Amsterdam"
            case ast.Call(func=ast.Name(id="local_day"), args=[asked]) if (
                is_clock(asked) and path not in ASKS_THE_DAY
            ):
                said = "asks the clock for a day; that is the `today` of the use case"
            case ast.Attribute(value=asked, attr=part) if (
                is_moment(asked) and part in PARTS and path not in TAKES_A_DAY
            ):
                said = f"takes a part of a moment in UTC; see {LOCAL_TIME}"
            case ast.FormattedValue(value=shown, format_spec=ast.JoinedStr() as form) if (
                is_moment(shown) and "%" in ast.unparse(form) and path not in SHOWS_UTC
            ):
                said = f"shows a moment in UTC; see {LOCAL_TIME}"
            case _:
                continue
        yield f"{path}:{node.lineno} {said}"  # type: ignore[attr-defined]


def test_that_nothing_but_the_use_case_asks_which_day_it_is() -> None:
    """T18."""
    found = [
        fault
        for path in sorted(SOURCE.rglob("*.py"))
        if "_bundled" not in path.parts  # migrations, where the program is installed
        for fault in faults(path.read_text(encoding="utf-8"), path.relative_to(SOURCE).as_posix())
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now(UTC)",
        "datetime.datetime.now(tz=UTC)",
        "date.today()",
        "moment.astimezone(zone)",
        "moment.astimezone()",
        "reader.clock().date()",
        "anything.date()",
        "local_day(uow.clock())",
        "self._now.year",
        "outcome.decided_at.day",
        "row.imported_at.strftime('%d-%m-%Y')",
        "f'{outcome.decided_at:%d-%m-%Y}'",
        "f'{change.at:%H:%M}'",
    ],
)
def test_that_a_day_taken_in_another_way_is_found_with_its_line(source: str) -> None:
    """T18."""
    assert any(
        fault.startswith("somewhere.py:2 ") for fault in faults(f"\n{source}", "somewhere.py")
    )


@pytest.mark.parametrize(
    "source",
    [
        "reader.today",
        "local_day(outcome.decided_at)",
        "at.astimezone(UTC)",
        "f'{local(event.at):%d-%m-%Y %H:%M}'",
        "f'{meeting.starts:%H:%M}'",
        "case.received.year",
        "field.date",
    ],
)
def test_that_a_day_of_amsterdam_is_left_in_peace(source: str) -> None:
    """T18."""
    assert list(faults(source, "somewhere.py")) == []
