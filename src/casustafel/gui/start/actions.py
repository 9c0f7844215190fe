"""What the first pages do, as a port: the program opens real workspaces, tests invented ones."""

from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from casustafel.domain.errors import CasustafelError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from casustafel.domain.people import Actor
    from casustafel.gui.line import Line


class OpenedWorkspace(Protocol):
    """A workspace that is open for a person."""

    @property
    def actor(self) -> "Actor":
        """Who works."""

    @property
    def shown(self) -> str:
        """Where the database is, as people may see it."""

    @property
    def clock(self) -> "Callable[[], datetime]":
        """Tells the present moment in UTC."""

    def reading(self) -> AbstractContextManager[Any]:
        """Give a reader."""

    def writing(self) -> AbstractContextManager[Any]:
        """Give a unit of work."""

    def back_up(self, *, due: bool = True) -> Any:
        """Make a backup, only where it is `due`."""

    def listen(
        self,
        heard: "Callable[[Any], object]",
        cut: "Callable[[Any], object]",
        led: "Callable[[Any], object]",
    ) -> "Line | None":
        """Hear what others change on a server; None on a local file."""

    def close(self) -> None:
        """Close the database and let go of its lock."""


def put_away(workspace: OpenedWorkspace) -> None:
    """Close a workspace, after a backup where that is due; one that fails holds nothing up."""
    with suppress(CasustafelError):
        workspace.back_up()
    workspace.close()


class Made(NamedTuple):
    """A new workspace with the recovery key that is shown once."""

    workspace: OpenedWorkspace
    recovery_key: str
    municipality: str = ""
    head: str = ""


class Example(NamedTuple):
    """Where the example workspace is, and the passphrase that opens it."""

    location: str
    passphrase: str


class StartActions(Protocol):
    """Each may be called beside the window and raises a `CasustafelError`."""

    def exists(self, location: str | None) -> bool:
        """Say whether there is a workspace; None is the user's own place."""

    def shown(self, location: str | None) -> str:
        """Return the place as people may see it."""

    def open(self, location: str | None, passphrase: str, person: str | None) -> OpenedWorkspace:
        """Open a workspace with a passphrase or a recovery key."""

    def reach(self, location: str, password: str) -> str:
        """Look whether a shared database can be opened, and return who would work in it."""

    def make(
        self, location: str | None, passphrase: str, person: str, municipality: str, backups: str
    ) -> Made:
        """Make a workspace; `backups` is the folder for backups, empty for none chosen."""

    def make_example(self) -> Example:
        """Make the example workspace, or find the one that was made before."""


class BootstrapActions:
    """The real ones. The heavy modules are imported when they are needed, or before, beside the
    typing of the passphrase (`preload`)."""

    def exists(self, location: str | None) -> bool:
        from casustafel import bootstrap

        return True if location and "://" in location else bootstrap.database_exists(location)

    def shown(self, location: str | None) -> str:
        from casustafel import bootstrap

        if location and "://" in location:
            return location.rpartition("@")[2].partition("?")[0]
        folder = bootstrap.database_folder(location)
        return location or str(folder or "")

    def open(self, location: str | None, passphrase: str, person: str | None) -> OpenedWorkspace:
        from casustafel import bootstrap

        workspace = bootstrap.open_workspace(location, passphrase, person)
        with suppress(CasustafelError):  # the bar below says of which day the last backup is
            workspace.let_expire()
            workspace.back_up()
        return workspace

    def reach(self, location: str, password: str) -> str:
        from casustafel import bootstrap

        with bootstrap.open_workspace(location, password) as workspace:
            return workspace.actor.name

    def make(
        self, location: str | None, passphrase: str, person: str, municipality: str, backups: str
    ) -> Made:
        from casustafel import bootstrap
        from casustafel.services.upkeep import log, rota

        made = bootstrap.create_workspace(location, passphrase, person, municipality=municipality)
        if backups:
            with suppress(CasustafelError), made.workspace.writing() as uow:
                rota.choose_place(uow, backups)  # else it is asked under Over Casustafel
        with made.workspace.reading() as reader:
            return Made(made.workspace, made.recovery_key, head=log.head(reader))

    def make_example(self) -> Example:
        from casustafel import bootstrap

        database = bootstrap.example_database()
        if not database.exists():
            for _line in bootstrap.make_example(database):
                pass
        return Example(str(database), bootstrap.EXAMPLE_PASSPHRASE)
