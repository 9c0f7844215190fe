"""Background work: threads, order, routes of answers and faults, cancelling, closing."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot
from window_fakes import FakeWorkspace

from casustafel.domain.errors import CasustafelError, RuleError
from casustafel.domain.local_time import local
from casustafel.gui.work import Change, Saved, TaskCancelledError, Ticket, Work


def test_that_an_answer_comes_in_the_windows_thread_and_the_work_does_not(
    work: Work, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    answered: list[tuple[str, str]] = []

    def then(name: str) -> None:
        answered.append((name, threading.current_thread().name))

    with qtbot.waitSignal(work.became_idle):
        work.read(lambda _reader: threading.current_thread().name, then)

    assert answered[0][0].startswith("reader")
    assert answered[0][1] == "MainThread"


def test_that_writes_are_done_one_by_one_in_the_order_asked_by_one_thread(
    work: Work, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(work.became_idle):
        for number in range(20):
            work.write(lambda uow, number=number: uow.kept.append(str(number)))

    assert workspace.kept == [str(number) for number in range(20)]
    assert set(workspace.threads) == {"writer"}


def test_that_a_reader_works_while_a_write_is_under_way(work: Work, qtbot: QtBot) -> None:
    release = threading.Event()
    seen: list[str] = []
    work.write(lambda _uow: release.wait(10))

    work.read(lambda _reader: "read", seen.append)
    qtbot.waitUntil(lambda: seen == ["read"])

    assert work.saved.pending == 1
    with qtbot.waitSignal(work.became_idle):
        release.set()


def test_that_a_newer_read_in_a_lane_takes_the_place_of_the_older(work: Work, qtbot: QtBot) -> None:
    owner = QObject()
    hold, begun = threading.Event(), threading.Event()
    shown: list[str] = []

    def slow(_reader: Any) -> str:
        begun.set()
        hold.wait(10)
        return "older"

    work.read(slow, shown.append, owner=owner, lane="page")
    assert begun.wait(10)
    work.read(lambda _reader: "newer", shown.append, owner=owner, lane="page")
    qtbot.waitUntil(lambda: shown == ["newer"])
    with qtbot.waitSignal(work.became_idle):
        hold.set()

    assert shown == ["newer"]


def test_that_an_answer_to_a_page_that_is_gone_is_dropped(work: Work, qtbot: QtBot) -> None:
    import shiboken6

    owner = QObject()
    hold, begun = threading.Event(), threading.Event()
    shown: list[bool] = []

    def slow(_reader: Any) -> bool:
        begun.set()
        return hold.wait(10)

    work.read(slow, shown.append, owner=owner)
    assert begun.wait(10)

    shiboken6.delete(owner)
    with qtbot.waitSignal(work.became_idle):
        hold.set()

    assert shown == []


def test_that_after_a_write_is_said_what_changed_and_when_it_was_kept(
    workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    moment = datetime(2026, 11, 26, 14, 32, 8, tzinfo=UTC)
    workspace.moment = moment
    work = Work(workspace)
    states: list[Saved] = []
    work.saved_changed.connect(states.append)

    with qtbot.waitSignal(work.changed) as changed:
        work.write(lambda _uow: "c1", changes=lambda made: [Change("case", made)])

    assert changed.args == [frozenset({Change("case", "c1")})]
    assert states == [Saved(1, None), Saved(0, local(moment))]
    assert work.close(10)


def test_that_what_the_user_can_mend_goes_to_who_asked(work: Work, qtbot: QtBot) -> None:
    refused: list[CasustafelError] = []

    def task(_uow: Any) -> None:
        raise RuleError("case-move-refused")

    with qtbot.assertNotEmitted(work.failed_unheard), qtbot.waitSignal(work.became_idle):
        work.write(task, failed=refused.append, changes=[Change("case")])

    assert [error.code for error in refused] == ["case-move-refused"]
    assert work.saved == Saved(0, None)


def test_that_an_error_nobody_asked_for_is_told_and_a_fault_of_ours_reported(
    work: Work, qtbot: QtBot
) -> None:
    def refuse(_reader: Any) -> None:
        raise RuleError("nobody")

    def fail(_reader: Any) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(work.failed_unheard) as told:
        work.read(refuse)
    assert told.args[0].code == "nobody"

    with qtbot.waitSignal(work.broke) as broke:
        work.read(fail)
    assert isinstance(broke.args[0], ZeroDivisionError)


def test_that_a_write_nobody_waits_for_any_more_is_done_all_the_same(
    work: Work, workspace: FakeWorkspace, qtbot: QtBot
) -> None:
    shown: list[Any] = []
    ticket = Ticket()
    ticket.cancel()

    with qtbot.waitSignal(work.became_idle):
        work.write(lambda uow: uow.kept.append("kept"), shown.append, ticket=ticket)

    assert workspace.kept == ["kept"]
    assert shown == []


def test_that_progress_is_told_in_the_window_and_cancelling_stops_the_task(
    work: Work, qtbot: QtBot
) -> None:
    ticket = Ticket()
    told: list[tuple[int, int]] = []
    ticket.follow(lambda done, total: told.append((done, total)))
    go_on = threading.Event()
    stopped: list[bool] = []

    def task() -> None:
        ticket.tell(1, 10)
        go_on.wait(10)
        try:
            ticket.tell(2, 10)
        except TaskCancelledError:
            stopped.append(True)
            raise

    work.run(task, ticket=ticket)
    qtbot.waitUntil(lambda: told == [(1, 10)])
    ticket.cancel()
    with qtbot.assertNotEmitted(work.broke), qtbot.waitSignal(work.became_idle):
        go_on.set()

    assert stopped == [True]


def test_that_closing_waits_for_every_write_and_takes_no_more(workspace: FakeWorkspace) -> None:
    work = Work(workspace)
    for number in range(50):
        work.write(lambda uow, number=number: uow.kept.append(str(number)))

    assert work.close(10)

    assert len(workspace.kept) == 50
    with pytest.raises(RuntimeError):
        work.read(lambda _reader: None)


def test_that_nothing_of_qt_dies_in_another_thread_than_the_windows(
    work: Work, qtbot: QtBot
) -> None:
    """H49: the thread that ran a task held it, and all that its answer held, until the next."""
    died: list[str] = []

    def ask() -> None:
        held = QObject()
        held.destroyed.connect(
            lambda: died.append(threading.current_thread().name), Qt.ConnectionType.DirectConnection
        )
        work.read(lambda _reader: held, lambda answer: answer.setObjectName("seen"))

    for _ in range(20):
        with qtbot.waitSignal(work.became_idle):
            ask()
        with qtbot.waitSignal(work.became_idle):
            work.read(lambda _reader: None)
            work.read(lambda _reader: None)
    assert died == ["MainThread"] * 20
