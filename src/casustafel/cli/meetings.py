"""Commands on meetings: the list of them, their minutes, and all their papers."""

import json
from pathlib import Path

import click

from casustafel.cli.common import Connection, as_table, connected, known_table, table_option
from casustafel.domain.passphrases import proposal
from casustafel.domain.wording import word_error
from casustafel.services.agenda import meetings_desk
from casustafel.services.documents import documents
from casustafel.services.minutes import minutes


@click.command("meetings")
@table_option()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@connected
def meetings_command(connection: Connection, table: str | None, as_json: bool) -> None:
    """List the meetings, newest first."""
    with connection.open() as workspace, workspace.reading() as reader:
        if table is not None:
            known_table(reader, table)
        found = meetings_desk.meetings(reader, table)
    if as_json:
        click.echo(json.dumps([line.as_json() for line in found], ensure_ascii=False, indent=1))
        return
    rows = [line.as_row() for line in found]
    click.echo(as_table(("Meeting", "Table", "Date", "State", "Cases", "Minutes"), rows))


@click.command("minutes")
@click.argument("meeting")
@click.option("--output", required=True, metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option("--extract", metavar="CASE", help="Only the item of this case number.")
@connected
def minutes_command(
    connection: Connection, meeting: str, output: Path, extract: str | None
) -> None:
    """Write the minutes of MEETING (as `meetings` names it) to a PDF file."""
    with connection.open() as workspace:
        with workspace.reading() as reader:
            chosen = meetings_desk.find_meeting(reader, meeting)
        with workspace.writing() as uow:
            minutes.export(uow, chosen.id, output, extract)
    click.echo(f"Wrote {output} ({output.stat().st_size} bytes).")


@click.command("documents")
@click.argument("meeting")
@click.option("--output", required=True, metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--seal", is_flag=True, help="Add sealed copies; their password is printed.")
@connected
def documents_command(connection: Connection, meeting: str, output: Path, seal: bool) -> None:
    """Write all papers of MEETING (as `meetings` names it) to a new folder."""
    password = proposal() if seal else None
    with connection.open() as workspace:
        with workspace.reading() as reader:
            chosen = meetings_desk.find_meeting(reader, meeting)
        with workspace.writing() as uow:
            written = documents.write_all(uow, chosen.id, output, password)
    click.echo(f"Wrote {written.files} files to {output}.")
    if written.unaddressed:
        click.echo(f"Drafts of mail without a known address: {written.unaddressed}.")
    if password is not None:
        click.echo(f"Password of the sealed copies: {password}")
    for sentence in dict.fromkeys(
        str(word_error(error, "en"))
        for error in (*(line.problem for line in written.waiting), written.no_archive)
        if error is not None
    ):
        click.echo(sentence, err=True)
