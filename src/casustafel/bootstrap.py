"""Putting the parts together: a workspace is opened here, and nowhere at import time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from casustafel.domain.errors import DatabaseError, FileError, UsageError
from casustafel.domain.local_time import local_day
from casustafel.domain.people import Actor

if TYPE_CHECKING:
    from casustafel.storage.engine import Engines
    from casustafel.storage.keys import Cost
    from casustafel.storage.listening import Listener
    from casustafel.storage.restore import Restored
    from casustafel.storage.unit_of_work import Reading, UnitOfWork
    from casustafel.storage.workspace import OpenWorkspace

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment in UTC; the one place where the program asks the clock."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Workspace:
    """An open workspace with the person who acts in it."""

    storage: "OpenWorkspace"
    actor: Actor
    clock: Clock
    line: "Listener | None" = None

    @property
    def shown(self) -> str:
        """Return where the database is, as people may see it."""
        return self.storage.location.shown

    @contextmanager
    def reading(self) -> Iterator["Reading"]:
        """Give a read of one use case; many may run beside each other."""
        from casustafel.storage.unit_of_work import Reading

        with self.storage.engines.reader.connect() as connection:
            yield Reading(connection, self.actor, self.clock)

    @contextmanager
    def writing(self) -> Iterator["UnitOfWork"]:
        """Give the unit of work of one use case; there is one at a time."""
        from casustafel.storage.unit_of_work import UnitOfWork

        patience = self.line.patience if self.line is not None else None
        with (
            self.storage.engines.writer.connect() as connection,
            UnitOfWork(connection, self.actor, self.clock, patience) as uow,
        ):
            yield uow

    def listen(self, *ears: Callable[[Any], object]) -> "Listener | None":
        """Hear what others change, until this is closed; nobody else works on a local file."""
        from casustafel.storage.listening import Ears, listen

        self.line = listen(self.storage.engines, self.storage.location, Ears(*ears))
        return self.line

    def back_up(self, *, due: bool = True) -> Path | None:
        """Make a backup of the rota, only where it is `due`; return where it stands, if anywhere.

        Raises FileError and the like when it was not made where it was meant to be.
        """
        from casustafel.services.upkeep import rota

        make = rota.keep if due else rota.make
        return make(self.storage, self.reading, self.writing, self.clock())

    def let_expire(self) -> None:
        """Delete what was kept for a time that is over by now (domain.md §9)."""
        from casustafel.services.selection import prescan

        with self.writing() as uow:
            prescan.expire(uow)

    def close(self) -> None:
        """Close the database and let go of its lock."""
        if self.line is not None:
            self.line.stop()
        self.storage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class Created:
    """A new workspace, and the recovery key that is shown once."""

    workspace: Workspace
    recovery_key: str


def create_workspace(
    location: str | None,
    passphrase: str,
    person: str,
    *,
    municipality: str = "Gemeente Voorbeeld",
    clock: Clock = utc_now,
    cost: "Cost | None" = None,
    fill: "Callable[[Engines], None] | None" = None,
) -> Created:
    """Make a workspace with the three tables in it; `person` is beheerder and holds all roles.

    `location` is what `--database` takes. A shared one has no keys: `passphrase` is the password of
    the account, if it needs one. `fill` puts other rows in. Raises the errors of
    `storage.workspace`.
    """
    from casustafel.domain.passphrases import refuse_weak
    from casustafel.services.definitions import tables
    from casustafel.services.people.keyring import COUNTER
    from casustafel.storage import keys, workspace
    from casustafel.storage.engine import Engines
    from casustafel.storage.location import LocalFiles, locate
    from casustafel.storage.unit_of_work import UnitOfWork

    def new(engines: Engines) -> None:
        with (
            engines.writer.connect() as connection,
            UnitOfWork(connection, tables.founder(person), clock) as uow,
        ):
            tables.fill(uow, municipality)

    fill = fill or new
    files = locate(location)
    if not isinstance(files, LocalFiles):
        shared = workspace.create_shared(files, fill, passphrase)
        return Created(_acting_in(shared, None, clock), "")
    if passphrase.strip():
        refuse_weak(passphrase, [person, municipality])
    storage = workspace.create_workspace(
        files, person, passphrase, now=clock(), fill=fill, cost=cost
    )
    try:
        assert storage.unlocked is not None
        recovery, storage.unlocked = keys.renew_recovery_key(
            files.keys, storage.unlocked, now=clock(), cost=cost
        )
        with (
            storage.engines.writer.connect() as connection,
            UnitOfWork(connection, tables.founder(person), clock) as uow,
        ):
            uow.choose(COUNTER, storage.unlocked.counter)
            uow.commit()
    except BaseException:
        storage.close()
        raise
    return Created(_acting_in(storage, person, clock), recovery)


def open_workspace(
    location: str | None,
    passphrase: str,
    person: str | None = None,
    *,
    clock: Clock = utc_now,
    behind: bool = False,
) -> Workspace:
    """Open a workspace for a person; who is left out while there is one.

    `behind`: also a server that is behind what this computer saw of it.

    Raises the errors of `storage.workspace`, UsageError('person-needed') when the recovery key was
    used and there are more persons, and DatabaseError('keys-rolled-back').
    """
    from casustafel.storage import workspace
    from casustafel.storage.location import locate

    place = locate(location)
    storage = workspace.open_workspace(place, passphrase, person, now=clock(), behind=behind)
    known = storage.unlocked.person if storage.unlocked else None
    return _acting_in(storage, person or known, clock, passphrase)


def move_workspace(
    source: Workspace,
    target: str,
    passphrase: str,
    *,
    stays: bool = False,
    cost: "Cost | None" = None,
) -> Created:
    """Move a workspace to a server or to a new local file, which `source.actor` opens.

    `passphrase` is that of the new file, or the password of the account. What is left behind is
    only read, unless it `stays` in use: then what is made is a backup. Raises the errors of
    `create_workspace`, RightError, and DatabaseError('move-differs').
    """
    from casustafel.services.upkeep import moving
    from casustafel.storage.location import locate
    from casustafel.storage.moving import copy_all
    from casustafel.storage.unit_of_work import UnitOfWork

    made: list[Created] = []

    def copy(here: UnitOfWork) -> None:
        def fill(engines: "Engines") -> None:
            with engines.writer.connect() as connection:
                copy_all(here.connection, connection)
                with UnitOfWork(connection, source.actor, source.clock) as there:
                    moving.settle(there, source.shown)

        given = {"clock": source.clock, "cost": cost, "fill": fill}
        made.append(create_workspace(target, passphrase, source.actor.name, **given))  # type: ignore[arg-type]

    with source.writing() as uow:
        moving.move(uow, locate(target).shown, copy, stays=stays)
    return made[0]


def upgrade_workspace(location: str | None, password: str = "") -> str | None:
    """Migrate a shared database as its owner; return the revision that it had, if it was older.

    Raises the errors of `storage.workspace`, and UsageError('upgrade-of-local') for a file.
    """
    from casustafel.storage import workspace
    from casustafel.storage.location import SharedDatabase, locate

    place = locate(location)
    if not isinstance(place, SharedDatabase):
        raise UsageError("upgrade-of-local")
    return workspace.upgrade_shared(place, password)


def last_seen(location: str | None) -> tuple[int, str] | None:
    """Return how far this computer saw the log of a shared database: a position and its hash."""
    from casustafel.storage import heads
    from casustafel.storage.location import SharedDatabase, locate

    place = locate(location)
    known = heads.seen(place) if isinstance(place, SharedDatabase) else None
    return known[:2] if known else None


def is_shared(location: str | None) -> bool:
    """Say whether a place is a database on a server."""
    from casustafel.storage.location import SharedDatabase, locate

    return isinstance(locate(location), SharedDatabase)


def restore_workspace(
    file: Path,
    location: str | None,
    passphrase: str,
    person: str | None = None,
    *,
    clock: Clock = utc_now,
    replace: bool = False,
) -> "Restored":
    """Put a backup in place of the workspace at `location`, for whoever may make backups there.

    It is migrated, and logs that it was restored, before it is put in place.
    Raises the errors of `storage.restore`, RightError, and UsageError('person-needed').
    """
    from casustafel.services.people import persons
    from casustafel.services.upkeep import upkeep
    from casustafel.storage.engine import local_engines
    from casustafel.storage.location import LocalFiles, locate
    from casustafel.storage.migrations import bring_to_head
    from casustafel.storage.restore import Copy, restore
    from casustafel.storage.store import Reader
    from casustafel.storage.unit_of_work import UnitOfWork

    files = locate(location)
    if not isinstance(files, LocalFiles):
        raise UsageError("backup-of-shared-database")

    def prepare(copy: Copy) -> None:
        known = copy.unlocked
        with local_engines(copy.database, known.key) as engines:
            bring_to_head(engines.writer, name=file.name)
            with engines.reader.connect() as connection:
                name, today = person or known.person, local_day(clock())
                emergency = known.person is None
                actor = persons.acting(Reader(connection), name, today, emergency=emergency)
            with (
                engines.writer.connect() as connection,
                UnitOfWork(connection, actor, clock) as uow,
            ):
                upkeep.log_restored(
                    uow, known.workspace, copy.manifest, copy.former, copy.destroyed
                )

    return restore(file, files, passphrase, person, now=clock(), prepare=prepare, replace=replace)


def _acting_in(
    storage: "OpenWorkspace", person: str | None, clock: Clock, secret: str = ""
) -> Workspace:
    """Let a person act in a workspace, which is closed where that is refused."""
    try:
        return _acting(storage, person, clock, secret)
    except BaseException:
        storage.close()
        raise


def _acting(
    storage: "OpenWorkspace", person: str | None, clock: Clock, secret: str = ""
) -> Workspace:
    from casustafel.services.people import access, accounts, keyring, persons
    from casustafel.services.upkeep import log_parts, moving, rota
    from casustafel.storage.store import Reader

    ring = keyring.KeyRing(storage)
    with storage.engines.reader.connect() as connection:
        reader = Reader(connection)
        if ring.available and not ring.opened_with_recovery_key():
            access.refuse_rolled_back(reader, ring)
        emergency = ring.opened_with_recovery_key()
        today = local_day(clock())
        if reader.backend.accounts:
            actor = accounts.logged_in(reader, person, today)
        else:
            actor = persons.acting(reader, person, today, emergency=emergency)
    opened = Workspace(storage, actor, clock)
    with opened.reading() as reader:
        overtaken = rota.later(storage, reader)
        went = reader.setting(moving.MOVED)
    if went:
        storage.engines.stop_writing("workspace-moved", place=went)
    if overtaken is not None:
        file, manifest = overtaken
        storage.engines.stop_writing("database-overtaken", file=str(file), made=manifest.made_at)
    with suppress(FileError, DatabaseError):  # on a full disk one can still read
        with opened.writing() as uow:
            log_parts.opened(uow)
        if ring.available:
            from casustafel.opening import see_to_keys

            see_to_keys(opened, ring, secret)
    return opened


#: The example is invented throughout, so its passphrase may be known to all.
EXAMPLE_PASSPHRASE = "alleen voor het voorbeeld"
EXAMPLE_PERSON = "Voorbeeldgebruiker"


def example_database() -> Path:
    """Return where the window keeps its example workspace: in the user's own data folder."""
    from platformdirs import user_data_path

    return user_data_path("casustafel", appauthor=False) / "voorbeeld" / "casustafel.db"


def make_example(database: Path) -> Iterator[str]:
    """Make the example workspace and say, line by line, what was made.

    Minutes are written as PDF into the folder of `database`.
    """
    from casustafel.services import example

    clock = example.StoryClock(utc_now())
    made = create_workspace(str(database), EXAMPLE_PASSPHRASE, EXAMPLE_PERSON, clock=clock)
    with made.workspace as workspace:
        yield from example.work_in(workspace, clock, database.parent)


def database_exists(location: str | None) -> bool:
    """Say whether a local database stands at this place."""
    from casustafel.storage.location import LocalFiles, locate

    files = locate(location)
    return isinstance(files, LocalFiles) and files.database.exists()


def write_alone(path: Path, content: bytes) -> None:
    """Write what belongs to no open workspace, such as a recovery key, for its user only.

    Raises FileError.
    """
    from casustafel.storage.leaving import write_out

    write_out(path, content)


def database_folder(location: str | None) -> Path | None:
    """Return the folder of a local database; None for a shared one."""
    from casustafel.storage.location import LocalFiles, locate

    files = locate(location)
    return files.database.parent if isinstance(files, LocalFiles) else None
