"""`casustafel demo`: an example workspace that was worked in, and then the window."""

from pathlib import Path

import click

from casustafel import bootstrap
from casustafel.cli import screen
from casustafel.domain.errors import FileError, UsageError

NAME = "casustafel.db"


@click.command("demo")
@click.argument("folder", default="casustafel-demo", type=click.Path(path_type=Path))
@click.option("--no-window", is_flag=True, help="Do not open the window afterwards.")
def demo_command(folder: Path, no_window: bool) -> int:
    """Make an example workspace in FOLDER: three lists, a meeting per table, minutes as PDF."""
    database = folder / NAME
    if database.exists():
        raise UsageError("demo-exists", folder=str(database))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError("file-unwritable", file=str(folder)) from error
    for line in bootstrap.make_example(database):
        click.echo(line)
    click.echo(f"Workspace:  {database}")
    click.echo(f"Person:     {bootstrap.EXAMPLE_PERSON}")
    click.echo(f"Passphrase: {bootstrap.EXAMPLE_PASSPHRASE}")
    if no_window:
        click.echo("The window was not opened (--no-window).")
        return 0
    if not screen.has_screen():
        click.echo("There is no screen here, so the window was not opened.")
        return 0
    return screen.open_window(str(database), passphrase=bootstrap.EXAMPLE_PASSPHRASE)
