"""Commands on the workspace as a whole: init, backup, restore, check."""

import getpass
from pathlib import Path

import click

from casustafel import bootstrap
from casustafel.cli.common import Connection, connected
from casustafel.domain.errors import FaultFoundError
from casustafel.domain.wording import word
from casustafel.services.people import accounts, persons
from casustafel.services.upkeep import log_parts, upkeep
from casustafel.services.upkeep.log import LogFilter, head


@click.command("init")
@click.option("--municipality", default="Gemeente Voorbeeld", help="Name on paper.")
@connected
def init_command(connection: Connection, municipality: str) -> None:
    """Make a new encrypted workspace; the person is beheerder and holds all roles.

    In an empty PostgreSQL database its owner does so, whose account is that of the person.
    """
    person = connection.who() or getpass.getuser()
    secret = connection.password() if connection.shared else connection.passphrase()
    created = bootstrap.create_workspace(
        connection.database, secret, person, municipality=municipality
    )
    with created.workspace as workspace:
        click.echo(f"Made {workspace.shown} for {workspace.actor.name}.")
        _show_key(created)


def _show_key(made: bootstrap.Created) -> None:
    """Say what is kept on paper of a new workspace."""
    if made.recovery_key:
        click.echo(f"Recovery key (shown once; keep it in a safe): {made.recovery_key}")
        with made.workspace.reading() as reader:
            click.echo(f"Head of the log (for check --head): {head(reader)}")


@click.command("upgrade")
@connected
def upgrade_command(connection: Connection) -> None:
    """Bring a shared database to this version, as its owner; make a dump of it first."""
    former = bootstrap.upgrade_workspace(connection.database, connection.password())
    click.echo(f"Brought from {former} to this version." if former else "It is of this version.")


@click.command("restored")
@connected
def restored_command(connection: Connection) -> None:
    """Say in the log that an older copy of a shared database was put back on its server.

    Programs that saw more of it stop until a beheerder says so.
    """
    former = bootstrap.last_seen(connection.database)
    with connection.open(behind=True) as workspace, workspace.writing() as uow:
        upkeep.server_restored(uow, former)
    click.echo("Everybody can go on from what is there now.")


@click.command("move")
@click.argument("place", metavar="PATH-or-URL")
@click.option("--copy", is_flag=True, help="Leave it in use here: a backup that opens by itself.")
@click.option(
    "--new-passphrase-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Holds the passphrase of a new local file, or the password of your account.",
)
@connected
def move_command(
    connection: Connection, place: str, copy: bool, new_passphrase_file: Path | None
) -> None:
    """Move the workspace to an empty PostgreSQL database, or to a new local file.

    Everything is copied and compared; what is left behind is only read.
    """
    new = Connection(place, new_passphrase_file)
    secret = new.password() if new.shared else new.passphrase()
    with connection.open() as workspace:
        made = bootstrap.move_workspace(workspace, place, secret, stays=copy)
    with made.workspace as moved:
        left = "" if copy else " What stood here is only read from now on."
        click.echo(f"{'Copied' if copy else 'Moved'} to {moved.shown}.{left}")
        _show_key(made)


@click.command("people")
@click.option("--let-in", metavar="NAME", help="Let in, and add who is not there yet.")
@click.option("--keep-out", metavar="NAME", help="Let in no longer.")
@connected
def people_command(connection: Connection, let_in: str | None, keep_out: str | None) -> None:
    """List who has an account of a shared database; let somebody in or keep somebody out."""
    with connection.open() as workspace:
        for name, active in ((let_in, True), (keep_out, False)):
            if name:
                with workspace.writing() as uow:
                    accounts.set_account(uow, name, active=active)
        with workspace.reading() as reader:
            for person, _roles in persons.listed(reader):
                state = "" if person.active else "  (kept out)"
                click.echo(f"{person.name}: {person.login or '-'}{state}")


@click.command("roles")
@click.option("--sql", is_flag=True, required=True, help="As SQL, for psql.")
@connected
def roles_command(connection: Connection, sql: bool) -> None:
    """Print what makes the accounts of a shared database, for the keeper of its server."""
    with connection.open() as workspace, workspace.reading() as reader:
        click.echo(accounts.sql(reader))


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@connected
def backup_command(connection: Connection, file: Path) -> None:
    """Write an encrypted backup of the workspace to FILE, which must not exist yet."""
    with connection.open() as workspace:
        made = upkeep.back_up(workspace.storage, workspace.writing, file, workspace.clock())
    click.echo(f"Wrote {file} ({made.database_size} bytes, SHA-256 {made.database_sha256}).")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Put the workspace that is there now aside.")
@connected
def restore_command(connection: Connection, file: Path, yes: bool) -> None:
    """Put the workspace of backup FILE in place; it opens with the passphrases of that day.

    It asks one of those, of somebody who may make backups, and stands in the log.
    """
    done = bootstrap.restore_workspace(
        file, connection.database, connection.passphrase(), connection.who(), replace=yes
    )
    click.echo(f"Restored the backup of {done.made_at:%Y-%m-%d %H:%M} UTC.")
    if done.kept is not None:
        click.echo(f"What was there before is kept in {done.kept}.")


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--head", default="", metavar="SHA-256", help="A head of the log, from paper.")
@click.option("--whole", is_flag=True, help="Also the file, and the log from its beginning.")
@connected
def check_command(connection: Connection, files: tuple[Path, ...], head: str, whole: bool) -> None:
    """Check the workspace, or FILES: backups, and exported copies of adopted minutes.

    Without --whole: what came since the last head of the log that stands elsewhere too, in a
    backup or in adopted minutes.
    """
    with connection.open() as workspace:
        if not files:
            reach = workspace.storage, workspace.reading
            since = None if whole else upkeep.last_anchor(*reach)
            found = {"database": upkeep.check(*reach, head, since)}
            if since is not None:
                click.echo(f"database: from event {since.position} on; --whole checks all of it")
        else:
            with workspace.reading() as reader:
                found = {file.name: upkeep.check_file(reader, file) for file in files}
    for name, faults in found.items():
        if not faults:
            click.echo(f"{name}: sound")
        for fault in faults:
            click.echo(f"{name}: {word(fault.code, fault.values, 'en')}")
    count = sum(len(faults) for faults in found.values())
    if count:
        raise FaultFoundError("check-found-faults", count=count)


@click.command("log")
@click.option("--output", required=True, metavar="FILE.json", type=click.Path(path_type=Path))
@connected
def log_command(connection: Connection, output: Path) -> None:
    """Write the log to a file, in the terms of Logboek Dataverwerkingen."""
    with connection.open() as workspace, workspace.writing() as uow:
        count = log_parts.export(uow, output, LogFilter())
    click.echo(f"Wrote {output} ({count} events).")
