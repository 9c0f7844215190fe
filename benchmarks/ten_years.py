"""Ten years of a municipality: 14,200 cases and 710,000 rows of the log, in a local file.

The page of the log, its check of the last month, and a backup, which is to grow with the file and
with nothing else.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from casustafel import bootstrap
from casustafel.bootstrap import Workspace
from casustafel.domain.local_time import moment_of
from casustafel.services.upkeep import log, upkeep
from casustafel.storage import audit
from casustafel.storage.backup import back_up
from casustafel.storage.location import LocalFiles
from casustafel.storage.queries.log import LogFilter
from many_cases import CHEAP, PASSPHRASE, fill, median

Row = tuple[str, str, float, float, float]
_CASES, _EVENTS, _YEARS = 1_420, 71_000, 10
_ACTIONS = ("case-changed", "case-opened", "answer-changed", "outcome-recorded", "item-begun")
_PAGE, _MONTH = 0.2, 1.0
_AT_A_TIME = 5_000
_TODAY = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)


def _filled(folder: Path, years: int) -> Workspace:
    """Make a workspace of so many years, with 50 events to a case."""
    file = folder / f"{years}.db"
    clock = lambda: _TODAY  # noqa: E731
    made = bootstrap.create_workspace(str(file), PASSPHRASE, "Meter", clock=clock, cost=CHEAP)
    workspace = made.workspace
    fill(workspace, _CASES * years)
    with workspace.reading() as reader:
        query = "SELECT id FROM case_record"
        ids = [row[0] for row in reader.connection.exec_driver_sql(query)]
    begin = _TODAY - timedelta(days=365 * years)
    step = timedelta(days=365 * years) / (_EVENTS * years)
    for start in range(0, _EVENTS * years, _AT_A_TIME):
        with workspace.writing() as uow:
            for at in range(start, start + _AT_A_TIME):
                event = audit.Event(
                    actor=uow.actor,
                    at=begin + step * at,
                    action=_ACTIONS[at % len(_ACTIONS)],
                    committee="cpv",
                    subject="case",
                    subject_id=ids[at % len(ids)],
                    fields=("status",),
                    digest=audit.digest({"status": at}),
                    details={"number": "CPV-2026-0001"},
                )
                uow._events.append(event)  # as the program buffers them, at a moment of our own
            uow.commit()
    return workspace


def _log(workspace: Workspace) -> None:
    with workspace.reading() as reader:
        log.choices(reader)
        log.page(reader, LogFilter())


def _backed(workspace: Workspace, folder: Path) -> tuple[float, int]:
    """Return how long a backup takes, and how large it is: what the file holds of its log too."""
    files, unlocked = workspace.storage.location, workspace.storage.unlocked
    assert isinstance(files, LocalFiles)
    assert unlocked is not None
    target, sizes = folder / "proef.backup", [0]

    def once() -> None:
        back_up(files, unlocked.key, target, now=_TODAY)
        sizes.append(target.stat().st_size)
        target.unlink()

    return median(once, 3), sizes[-1]


def _measured(folder: Path) -> Iterator[Row]:
    with _filled(folder, 1) as small:
        small_took, small_size = _backed(small, folder)
    with _filled(folder, _YEARS) as workspace:
        events = _EVENTS * _YEARS
        yield (
            f"the log page of {events:,} events",
            "0.2 s",
            _PAGE,
            median(lambda: _log(workspace)),
            1,
        )
        month = moment_of((_TODAY - timedelta(days=31)).date())
        with workspace.reading() as reader:
            last = audit.last_before(reader.connection, audit.EVENTS, month)
        assert last is not None
        since = upkeep.Anchor(last[0], last[1], month)
        took = median(lambda: upkeep.check(workspace.storage, workspace.reading, since=since))
        yield ("check of the last month", "1 s", _MONTH, took, 1)
        took, size = _backed(workspace, folder)
        grown = size / small_size
        step = f"a backup of ten years ({grown:.1f} times the file)"
        yield (step, "that of one year, times the file", small_took * grown, took, 1.3)


def measure() -> list[Row]:
    """Measure ten years."""
    with TemporaryDirectory(prefix="casustafel-bench-") as name:
        return list(_measured(Path(name)))


if __name__ == "__main__":
    for row in measure():
        print(row, round(row[3] / row[2], 2), file=sys.stdout, flush=True)
