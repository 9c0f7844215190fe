"""The one way to background work: one writer, a few readers, answers in the window's thread.

    work.read(lambda reader: queue.page(reader, ...), then=self._show, owner=self, lane="page")
    work.write(lambda uow: cases.edit(uow, ...), then=self._saved, owner=self,
               failed=self._refuse, changes=[Change("case", case_id)])
    work.run(lambda: excel.read(path), then=..., ticket=ticket)

`then` is called with the result, in the window's thread, unless the ticket was cancelled, a newer
task took the same `lane`, or `owner` is gone. A `CasustafelError` goes to `failed`, or without one
to `failed_unheard`, which the frame words in a banner. Anything else is a fault of the program and
goes to `broke`, which the frame reports.
"""

import itertools
import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from casustafel.domain.errors import CasustafelError
from casustafel.domain.local_time import local
from casustafel.gui.changes import Change as Change
from casustafel.gui.changes import Kind as Kind
from casustafel.gui.changes import changes_of
from casustafel.gui.dates import go_by
from casustafel.gui.line import Line, patiently
from casustafel.gui.start.actions import OpenedWorkspace

T = TypeVar("T")
READERS = 2


class Saved(NamedTuple):
    """What the status bar says: writes under way, and when (local time) the last one was kept.

    `cut` says that they wait for a server that cannot be reached.
    """

    pending: int
    at: datetime | None
    cut: bool = False


class TaskCancelledError(Exception):
    """The user cancelled; raised inside the task by `Ticket.tell`."""


class Ticket:
    """Progress and cancelling of one task.

    No QObject: whoever lets go of it last may be a thread in which none may die.
    """

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._listener: Callable[[int, int], object] | None = None
        self.post: Callable[[Ticket, int, int], object] = Ticket.hear
        """How progress comes into the window's thread; the work sets it."""

    @property
    def cancelled(self) -> bool:
        """Whether somebody cancelled."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the task to stop; its result is not delivered any more."""
        self._cancelled.set()

    def follow(self, listener: Callable[[int, int], object] | None) -> None:
        """Let a listener hear done and total, in the window's thread; None lets nobody."""
        self._listener = listener

    def hear(self, done: int, total: int) -> None:
        """Pass progress on; called in the window's thread."""
        if self._listener is not None:
            self._listener(done, total)

    def tell(self, done: int, total: int) -> None:
        """Say from inside the task how far it is. Raises TaskCancelledError when cancelled."""
        if self._cancelled.is_set():
            raise TaskCancelledError
        self.post(self, done, total)


def _nothing() -> None:
    """What a task does once it was delivered."""


@dataclass(slots=True)
class _Task:
    """One piece of work with where its answer goes."""

    run: Callable[[], Any]
    then: Callable[[Any], object] | None
    failed: Callable[[CasustafelError], object] | None
    owner: QObject | None
    ticket: Ticket
    writes: bool = False
    changes: Callable[[Any], Iterable[Change]] | Iterable[Change] = ()
    result: Any = None
    error: Exception | None = field(default=None)

    def empty(self) -> None:
        """Let go of all that was delivered: the thread that ran it holds the task a while yet."""
        self.run, self.then, self.failed, self.changes = _nothing, None, None, ()
        self.owner, self.result, self.error = None, None, None

    def counts(self) -> bool:
        """Whether it is to be done: a write is, also when nobody waits for its answer any more."""
        return self.writes or self.wanted()

    def wanted(self) -> bool:
        alive = self.owner is None or shiboken6.isValid(self.owner)
        return alive and not self.ticket.cancelled


class Work(QObject):
    """Runs tasks beside the window. One per workspace; `close` waits until all is kept.

    While the window is locked it rests: the workspace is closed, and what is asked waits.
    """

    changed = Signal(object)
    """A frozenset of `Change`, after a write. Each page decides whether to read anew."""
    saved_changed = Signal(object)
    """The `Saved` of now."""
    failed_unheard = Signal(object)
    """A `CasustafelError` that nobody asked for."""
    broke = Signal(object)
    """An exception that is a fault of the program."""
    became_idle = Signal()
    """No task is under way any more."""
    line_changed = Signal(object)
    """A `CasustafelError`: the server cannot be reached, and why. None: it can again."""
    led = Signal(object)
    """The meeting that this window leads, and by whom it is led if by somebody else."""
    _heard = Signal(object)
    _cut = Signal(object)
    _led = Signal(object)
    _done = Signal(object)
    _told = Signal(object, int, int)

    def __init__(self, workspace: OpenedWorkspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        go_by(workspace.clock)
        self._lanes: dict[tuple[int, str], Ticket] = {}
        self._under_way = 0
        self._pending_writes = 0
        self._saved_at: datetime | None = None
        self._closed = False
        self._done.connect(self._deliver)
        self._told.connect(Ticket.hear)
        self.line: Line | None = None
        self.cut: CasustafelError | None = None
        """Why the server cannot be reached, if it cannot."""
        self._heard.connect(self._tell_heard)
        self._cut.connect(self._tell_cut)
        self._led.connect(self.led)
        self._writes: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._reads: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._begin()

    def _begin(self) -> None:
        """Start one writer and the readers, and listen to a server."""
        self.line = self._workspace.listen(self._heard.emit, self._cut.emit, self._led.emit)
        names = itertools.count(1)
        self._threads = [
            threading.Thread(target=self._serve, args=(line,), name=name, daemon=True)
            for line, name in [
                (self._writes, "writer"),
                *((self._reads, f"reader {next(names)}") for _ in range(READERS)),
            ]
        ]
        for thread in self._threads:
            thread.start()

    @property
    def saved(self) -> Saved:
        """Writes under way, and when the last one was kept."""
        return Saved(self._pending_writes, self._saved_at, self.cut is not None)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return self._under_way == 0

    def read(
        self,
        task: Callable[[Any], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[CasustafelError], object] | None = None,
        owner: QObject | None = None,
        lane: str = "",
        ticket: Ticket | None = None,
    ) -> Ticket:
        """Read beside the window. A newer read of the same owner and `lane` replaces this one."""

        def run() -> T:
            with self._workspace.reading() as reader:
                return task(reader)

        return self._start(self._reads, _Task(run, then, failed, owner, ticket or Ticket()), lane)

    def write(
        self,
        task: Callable[[Any], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[CasustafelError], object] | None = None,
        owner: QObject | None = None,
        changes: Callable[[T], Iterable[Change]] | Iterable[Change] = (),
        ticket: Ticket | None = None,
    ) -> Ticket:
        """Write, one after the other in the order asked. `changes` is announced afterwards."""

        def run() -> T:
            with self._workspace.writing() as unit_of_work:
                return task(unit_of_work)

        made = _Task(run, then, failed, owner, ticket or Ticket(), writes=True, changes=changes)
        self._pending_writes += 1
        self.saved_changed.emit(self.saved)
        return self._start(self._writes, made, "")

    def back_up(
        self,
        then: Callable[[Any], object] | None = None,
        *,
        failed: Callable[[CasustafelError], object] | None = None,
        owner: QObject | None = None,
    ) -> Ticket:
        """Make a backup after what was asked to be written, and before what is asked next."""

        def run() -> Any:
            return self._workspace.back_up(due=False)

        return self._start(self._writes, _Task(run, then, failed, owner, Ticket()), "")

    def run(
        self,
        task: Callable[[], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[CasustafelError], object] | None = None,
        owner: QObject | None = None,
        lane: str = "",
        ticket: Ticket | None = None,
    ) -> Ticket:
        """Do work without the database beside the window: read a file, make a document."""
        return self._start(self._reads, _Task(task, then, failed, owner, ticket or Ticket()), lane)

    def rest(self, seconds: float = 30) -> bool:
        """Do what was asked, then nothing until `resume`; say whether that ended in time."""
        for thread in self._threads:
            (self._writes if thread.name == "writer" else self._reads).put(None)
        for thread in self._threads:
            thread.join(seconds)
        ended = not any(thread.is_alive() for thread in self._threads)
        self._threads = []
        return ended

    def resume(self, workspace: OpenedWorkspace) -> None:
        """Go on with the workspace, which was opened again; what was asked meanwhile is done."""
        self._workspace = workspace
        go_by(workspace.clock)
        self._begin()

    def close(self, seconds: float = 30) -> bool:
        """Take no more work, wait for the writes, and say whether all threads ended in time.

        A server that cannot be reached is not waited for.
        """
        self._closed = True
        if self.line is not None and self.cut is not None:
            self.line.stop()
        ended = self.rest(seconds)
        if self.line is not None:
            self.line.stop()
        return ended

    def _start(self, line: "queue.SimpleQueue[_Task | None]", task: _Task, lane: str) -> Ticket:
        if self._closed:
            raise RuntimeError("work was closed")
        if lane:
            place = (id(task.owner), lane)
            if (older := self._lanes.get(place)) is not None:
                older.cancel()
            self._lanes[place] = task.ticket
        self._under_way += 1
        ticket = task.ticket
        ticket.post = self._told.emit
        line.put(task)
        return ticket

    def _serve(self, line: "queue.SimpleQueue[_Task | None]") -> None:
        while (task := line.get()) is not None:
            if task.writes or (task.wanted() and not self._closed):
                try:
                    task.result = patiently(task.run, self.line, task.counts)
                except Exception as error:  # noqa: BLE001 - routed to the window, never swallowed
                    task.error = error
            self._done.emit(task)

    def _tell_heard(self, subjects: frozenset[tuple[str, str]] | None) -> None:
        if not self._closed:
            self.changed.emit(changes_of(subjects))

    def _tell_cut(self, error: CasustafelError | None) -> None:
        if not self._closed:
            self.cut = error
            self.line_changed.emit(error)
            self.saved_changed.emit(self.saved)

    def _deliver(self, task: _Task) -> None:
        self._under_way -= 1
        if task.writes:
            self._pending_writes -= 1
            if task.error is None:
                self._saved_at = local(self._workspace.clock())
            self.saved_changed.emit(self.saved)
        try:
            self._hand_over(task)
        finally:
            task.empty()
            if self._under_way == 0:
                self._lanes.clear()
                self.became_idle.emit()

    def _hand_over(self, task: _Task) -> None:
        error = task.error
        if isinstance(error, TaskCancelledError):
            return
        if self._closed and error is None:
            return  # the pages are going; what was written is kept
        if isinstance(error, CasustafelError):
            if task.failed is not None and task.wanted():
                task.failed(error)
            elif task.writes or task.wanted():
                self.failed_unheard.emit(error)
            return
        if error is not None:
            self.broke.emit(error)
            return
        if task.writes:
            changes = task.changes(task.result) if callable(task.changes) else task.changes
            if announced := frozenset(changes):
                self.changed.emit(announced)
        if task.then is not None and task.wanted():
            task.then(task.result)
