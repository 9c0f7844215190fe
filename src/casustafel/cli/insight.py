"""`casustafel report`: the half-yearly report to the council."""

import json
from datetime import date
from pathlib import Path

import click

from casustafel.cli.common import Connection, connected, known_table, table_option
from casustafel.domain.insight.reports import as_plain
from casustafel.services.insight import council


def _a_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"'{text}' is no day: write 2026-01-01.") from None


@click.command("report")
@table_option(with_all=True, required=True)
@click.option(
    "--from", "first", type=_a_day, metavar="YYYY-MM-DD", required=True, help="1 January or 1 July."
)
@click.option(
    "--to", "last", type=_a_day, metavar="YYYY-MM-DD", required=True, help="30 June or 31 December."
)
@click.option("--output", metavar="FILE", type=click.Path(path_type=Path), help="A .pdf or .xlsx.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@connected
def report_command(
    connection: Connection, table: str, first: date, last: date, output: Path | None, as_json: bool
) -> None:
    """Make the report of a table, or of all, over half years; small numbers are left out.

    A half year that is over is frozen when it is made.
    """
    with connection.open() as workspace:
        if table != "all":
            with workspace.reading() as reader:
                known_table(reader, table)
        code = None if table == "all" else table
        with workspace.writing() as uow:
            if output is not None:
                parts = council.export(uow, code, first, last, output)
            else:
                parts = council.shown(uow, code, first, last)
    if as_json:
        found = [{**as_plain(one.section), "frozen": one.frozen} for one in parts]
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for one in parts:
        state = "made" if one.frozen else "concept"
        count = sum(len(each.lines) for each in one.section.figures)
        click.echo(f"{one.title}: {state}, {count} numbers, {one.section.hidden()} not shown.")
    if output is not None:
        click.echo(f"Wrote {output} ({output.stat().st_size} bytes).")
