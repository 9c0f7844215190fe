"""One use case, one transaction: what is not committed is rolled back."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Self, TypeVar, cast

from sqlalchemy import Connection, insert, select, update

from casustafel.domain.cases import Case
from casustafel.domain.errors import DatabaseError
from casustafel.domain.ids import new_id
from casustafel.domain.local_time import local_day
from casustafel.domain.people import Actor
from casustafel.domain.records import Draft, FieldChange, RegisterChange, Setting
from casustafel.storage import audit
from casustafel.storage.schema.tables import case_counter
from casustafel.storage.store import Changes, Columns, Reader, Writer
from casustafel.storage.watch import Watch

T = TypeVar("T")
Clock = Callable[[], datetime]
Patience = Callable[[], bool]
"""Waits a while for a line that was cut; says whether to go on trying."""


class Reading(Reader):
    """A read of one use case: who asks, at what time, over a connection that cannot write."""

    def __init__(self, connection: Connection, actor: Actor, clock: Clock) -> None:
        super().__init__(connection)
        self.clock = clock
        self.actor = actor if actor.until is None else actor.on(self.today)

    @property
    def today(self) -> date:
        """The day that it is in Amsterdam: the one place where the program learns it."""
        return local_day(self.clock())


class UnitOfWork(Reading, Writer):
    """A write of one use case, which may read too. What is not committed is rolled back."""

    def __init__(
        self, connection: Connection, actor: Actor, clock: Clock, patience: Patience | None = None
    ) -> None:
        super().__init__(connection, actor, clock)
        self._transaction = connection.begin()
        self._queued_up = False
        self._mark, self._patience = "", patience or _brief()
        self._events: list[audit.Event] = []
        self._logged = False
        self._kept = True
        self._wiping = False
        self._watch: Watch | None = None
        self._beside: list[tuple[str, str, str, Callable[[], Mapping[str, object]]]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._transaction.is_active:
            self._transaction.rollback()

    def commit(self) -> None:
        """Make everything so far last; on return it survives a kill of the process.

        Within a declared use case this is left to the outermost of them, which commits at its end.
        """
        if self._watch is None:
            self._commit()

    def _commit(self) -> None:
        self._chain()
        try:
            self._transaction.commit()
        except DatabaseError as error:
            if error.code != "connection-lost" or not (self._mark and self._came_in()):
                raise
        if self._wiping:
            self.backend.wiped(self.connection)

    def _came_in(self) -> bool:
        """The line was cut before the answer: ask whether this is kept, so as not to do it twice.

        Raises DatabaseError('commit-unknown') where nobody waits for the line any longer.
        """
        while True:
            try:
                known = self.backend.came_in(self.connection, self._mark)
            except DatabaseError:
                known = None
            if known is not None:
                return known
            if not self._patience():
                raise DatabaseError("commit-unknown")

    def beside(
        self, action: str, subject: str, subject_id: str, work: Callable[[], Mapping[str, object]]
    ) -> None:
        """Do something beside the database, as in the file of keys, once this transaction lasts.

        That it begins is logged with the transaction and that it was done after it: a kill between
        leaves the log true. `work` returns what is to be chosen then, by name.
        """
        self.audit(f"{action}-begun", subject, subject_id)
        self._beside.append((action, subject, subject_id, work))

    def _do_beside(self) -> None:
        todo, self._beside = self._beside, []
        for action, subject, subject_id, work in todo:
            kept = work()
            self._transaction = self.connection.begin()
            self._queued_up = False
            for name, value in kept.items():
                self.choose(name, value)
            self.audit(action, subject, subject_id)
            self._commit()

    def wipe(self) -> None:
        """Leave nothing of what is deleted here in the write-ahead log, once this lasts.

        What was deleted in the database itself is overwritten already (`secure_delete`, and that
        of the search index); in the log the former pages would stand until it is folded in.
        """
        self._wiping = True

    def keep_nothing(self) -> None:
        """Let everything be rolled back at the end, for a use case that only tries something."""
        self._kept = False

    @contextmanager
    def step(self, watch: Watch, *, logged: bool) -> Iterator[None]:
        """Run a declared use case. The outermost one commits at its end, once.

        `watch` looks at what it overwrites; `logged` says that it logs whatever it changes.
        """
        outer, self._watch = self._watch, watch
        if outer is None and not self._transaction.is_active:
            raise RuntimeError("a unit of work holds one use case: open another one")
        if logged:
            self._queue_up()
        try:
            yield
        finally:
            self._watch = outer
        if outer is not None:
            return
        if not self._kept:
            self._transaction.rollback()
            return
        silent = logged and not self._logged and self.touched - _SILENT
        assert not silent, f"{watch.name} logged nothing of {silent}"
        self._commit()
        self._do_beside()

    def _queue_up(self) -> None:
        """Let nobody else write until the end, so that what is read from now on holds."""
        if not self._queued_up:
            self._queued_up = True
            self._mark = self.backend.queue_up(self.connection)

    def _touch(self, *kinds: type) -> None:
        # What somebody is typing is theirs alone, and waits for nobody.
        if not {Draft}.issuperset(kinds):
            self._queue_up()
        super()._touch(*kinds)

    def changing(self, before: object, changes: Changes) -> None:
        """Let the use case at hand say whether its writer saw what is overwritten."""
        if self._watch is not None:
            self._watch.changing(before, changes)

    def add(self, value: T) -> T:
        """Insert one value and return it. Raises ConflictError when the writer saw another one."""
        if self._watch is not None:
            self._watch.adding(value)
        return super().add(value)

    def audit(
        self,
        action: str,
        subject: str,
        subject_id: str,
        *,
        committee: str | None = None,
        changes: Mapping[str, object] | None = None,
        **details: object,
    ) -> None:
        """Log one event with this transaction; `details` hold no personal data.

        `changes` are new values by field: only the names and a salted hash are kept. Events are
        chained in the order of these calls, all at once before the commit.
        """
        self._logged = True
        self._events.append(
            audit.Event(
                actor=self.actor,
                at=self.clock(),
                action=action,
                committee=committee,
                subject=subject,
                subject_id=subject_id,
                fields=tuple(sorted(changes or {})),
                digest=audit.digest(changes or {}),
                details=audit.as_kept(details),
            )
        )

    def log(
        self,
        action: str,
        about: T,
        changes: Mapping[str, object] | None = None,
        /,
        *,
        committee: str | None = None,
        **details: object,
    ) -> T:
        """Log one event about a stored value, at its own table unless another is said; return it.

        See `audit`; its subject is the name of its type, as "agenda_item".
        """
        subject, value = _CAPITALS.sub("_", type(about).__name__).lower(), cast("Any", about)
        table = committee or getattr(about, "committee", None)
        self.audit(action, subject, value.id, committee=table, changes=changes, **details)
        return about

    def audit_head(self) -> str:
        """Return the hash of the last event of the log, with what this transaction logged."""
        self._chain()
        return audit.head(self.connection)

    def _chain(self) -> None:
        events, self._events = self._events, []
        audit.append(self.connection, events)

    def change(
        self, before: T, after: T, *, case_id: str | None = None, reason: str = ""
    ) -> dict[str, Any]:
        """Write the changed fields, keep their old values as history, and return the new ones.

        `case_id` says with which case the history dies; a case itself needs none. `reason` is why
        a case that is settled is mended.
        """
        changes = self.replace(before, after)
        owner = before.id if isinstance(before, Case) else case_id
        if owner is not None:
            told = {name: both for name, both in changes.items() if name not in _UNTOLD}
            self.remember(before, told, owner, reason=reason)
        return {name: new for name, (_, new) in changes.items()}

    def remember(self, value: object, changes: Changes, case_id: str, **more: str) -> None:
        """Keep old and new values of a stored value's fields as the history of a case.

        `more`: the reason why a settled case is mended, or the import that changed it.
        """
        self._remember(FieldChange, value, changes, case_id=case_id, **more)

    def change_register(self, before: T, after: T) -> dict[str, Any]:
        """Write the changed fields of a norm or a stop and keep its history for good."""
        changes = self.replace(before, after)
        self._remember(RegisterChange, before, changes)
        return {name: new for name, (_, new) in changes.items()}

    def choose(self, name: str, value: object) -> None:
        """Write a choice of the municipality, by name."""
        before = self.first(Setting, name=name)
        if before is None:
            self.add(Setting(name=name, value=value))
        else:
            self.replace(before, Setting(name=name, value=value))

    def add_to_register(self, value: Any) -> None:
        """Insert a norm or a stop, and keep in its history that it began."""
        self.add(value)
        self._remember(RegisterChange, value, {"id": (None, value.id)})

    def _remember(self, kind: type, value: Any, changes: Changes, **more: object) -> None:
        made = {"entity": type(value).__name__, "entity_id": value.id}
        made |= {"at": self.clock(), "person": self.actor.name, **more}
        self.add_all(
            [
                kind(id=new_id(), field=name, old=old, new=new, **made)
                for name, (old, new) in changes.items()
            ]
        )

    def add_cases(self, flow: Iterable[Sequence[tuple[type, Columns]]]) -> None:
        """Insert many cases with what they refer to and what belongs to them; see `add_flow`.

        While they flow in, cases may not be searched or changed.
        """
        one = self.connection
        self.backend.importing(one)
        with self.backend.roomy(one), self.backend.filled_at_the_end(one):
            self.add_flow(flow)

    def next_numbers(self, committee: str, year: int, count: int = 1) -> range:
        """Give out `count` sequence numbers of a table and year; none is ever given out twice."""
        self._queue_up()
        where = (case_counter.c.committee == committee) & (case_counter.c.year == year)
        last = self.connection.execute(select(case_counter.c.last).where(where)).scalar()
        if last is None:
            self.connection.execute(
                insert(case_counter), [{"committee": committee, "year": year, "last": count}]
            )
            return range(1, count + 1)
        self.connection.execute(update(case_counter).where(where).values(last=last + count))
        return range(last + 1, last + count + 1)


#: How often a command asks for a line that was cut, and how long it waits each time, in seconds.
_TRIES, _BETWEEN = 10, 1.0


def _brief() -> Patience:
    """Return the patience of a command, which ends; a window waits as long as it is open."""
    left = iter(range(_TRIES))

    def wait() -> bool:
        time.sleep(_BETWEEN)
        return next(left, None) is not None

    return wait


#: Where a word begins within the name of a type.
_CAPITALS = re.compile(r"(?<!^)(?=[A-Z])")
#: What no event tells of: what is being typed, and the history that goes with a change.
_SILENT = frozenset({Draft, FieldChange, RegisterChange})
#: Fields that are derived or that change with every change: they tell nothing in a history.
_UNTOLD = frozenset({"changed_at", "search_text", "client_sort", "provider_sort", "search_name"})
