"""Commands on cases: import a list, list the queue, save an empty template."""

import json
from pathlib import Path

import click

from casustafel.cli.common import Connection, as_table, connected, known_table, table_option
from casustafel.domain.cases import CaseStatus
from casustafel.domain.errors import UsageError
from casustafel.domain.wording import word
from casustafel.services import importing
from casustafel.services.importing import ImportAnswer, RowState, forms, profiles
from casustafel.services.queue import queue
from casustafel.services.register import inflow_list, norm_list
from casustafel.services.upkeep.rota import LARGE
from casustafel.storage.leaving import refuse_unwritable, write_out

_REFUSED = 3


@click.command("import")
@click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@table_option(required=True)
@click.option("--sheet", metavar="NAME", help="Which sheet; the first that holds a list otherwise.")
@click.option("--dry-run", is_flag=True, help="Say what would come in and change nothing.")
@click.option(
    "--date-order",
    type=click.Choice(["dmy", "mdy"]),
    default="dmy",
    show_default=True,
    help="How to read 01-02-2026 where the column does not tell.",
)
@click.option(
    "--provider-plan",
    metavar="KENMERK",
    help="With --table instroom: the list is a provider's, under this controleplan.",
)
@click.option("--findings", metavar="OUT.xlsx", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@connected
def import_command(
    connection: Connection,
    files: tuple[Path, ...],
    table: str,
    sheet: str | None,
    dry_run: bool,
    date_order: profiles.DateOrder,
    provider_plan: str | None,
    findings: Path | None,
    as_json: bool,
) -> int:
    """Take the list FILE in; rows with an error stay out and are listed (exit 3).

    Each FILE may be a form of one case; one that is refused stops no other (exit 3).

    A list whose columns were chosen in the window is read that way here too. Ctrl+C ends the import
    (exit 130) and nothing of the list is kept.

    With --table normen it is the list of norms of the register, with --table instroom one of begun
    care; of that no line is shown before its ground is recorded in the window.
    """
    file = files[0]
    if len(files) > 1 or forms.is_form(file):
        if sheet or findings or table == norm_list.TABLE:
            raise UsageError("forms-options")
        return _take_forms(connection, table, files, dry_run=dry_run, as_json=as_json)
    if findings is not None:
        _refuse_unfit(findings, file)
    with connection.open() as workspace:
        with workspace.reading() as reader:
            if table == inflow_list.TABLE:
                given = inflow_list.read(reader, file, sheet=sheet, date_order=date_order)
            else:
                if table != norm_list.TABLE:
                    known_table(reader, table)
                given = profiles.understand(
                    reader, table, file, sheet=sheet, date_order=date_order
                ).given
        if len(given.rows) >= LARGE and not dry_run:
            workspace.back_up(due=False)
        with workspace.writing() as uow:
            if table == norm_list.TABLE:
                answer = norm_list.run(uow, given, dry_run=dry_run).answer
            elif table == inflow_list.TABLE:
                answer = inflow_list.run(uow, given, dry_run=dry_run, provider_plan=provider_plan)
            else:
                answer = importing.run(uow, table, given, dry_run=dry_run)
    if findings is not None:
        write_out(findings, importing.returned_workbook(file, given, answer))
    if as_json:
        click.echo(json.dumps(answer.as_json(), ensure_ascii=False, indent=1))
    else:
        _tell(answer, dry_run=dry_run)
    return 0 if answer.known_before or not answer.refused else _REFUSED


def _take_forms(
    connection: Connection, table: str, files: tuple[Path, ...], *, dry_run: bool, as_json: bool
) -> int:
    with connection.open() as workspace:
        with workspace.reading() as reader:
            known_table(reader, table)
            read = forms.read_forms(reader, table, files)
        with workspace.writing() as uow:
            answers = (forms.look if dry_run else forms.take_in)(uow, table, read)
    if as_json:
        told = [
            {
                "file": one.form.path.name,
                "state": str(one.state),
                "case": None if dry_run and one.state is RowState.NEW else one.number or None,
                "messages": one.sentences("en"),
            }
            for one in answers
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for one in answers:
            click.echo(f"{one.form.path.name}: {one.state}")
            click.echo("".join(f"  {sentence}\n" for sentence in one.sentences("en")), nl=False)
    return _REFUSED if any(one.state is RowState.REFUSED for one in answers) else 0


def _refuse_unfit(findings: Path, file: Path) -> None:
    """Refuse a place for the findings before the list comes in, and never overwrite the list."""
    if findings.exists() and file.exists() and findings.samefile(file):
        raise UsageError("findings-over-list", file=str(file))
    refuse_unwritable(findings)


def _tell(answer: ImportAnswer, *, dry_run: bool) -> None:
    said = "Would read" if dry_run else "Read"
    counts = ", ".join(f"{count} {name}" for name, count in answer.rows.items() if name != "read")
    click.echo(f"{said} {answer.rows['read']} rows of {answer.file}: {counts}.")
    for code, count in answer.overlap.items():
        click.echo(f"  list: {count} clients also have an open case at {code}.")
    for finding in answer.findings:
        place = f"row {finding.row}" + (f", {finding.column}" if finding.column else "")
        where = place if finding.row else "list"
        click.echo(f"  {where}: {finding.severity}: {word(finding.code, finding.values, 'en')}")


@click.command("queue")
@table_option(required=True)
@click.option("--status", metavar="S", type=click.Choice([status.value for status in CaseStatus]))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@connected
def queue_command(connection: Connection, table: str, status: str | None, as_json: bool) -> None:
    """List the queue of a table, oldest first."""
    wanted = [CaseStatus(status)] if status else []
    with connection.open() as workspace, workspace.reading() as reader:
        known_table(reader, table)
        rows = queue.all_rows(reader, table, wanted)
    listed = [queue.as_json(row, reader.today) for row in rows]
    if as_json:
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    heads = ("Case", "Status", "Route", "Care", "Provider", "Received", "Days", "Complete")
    click.echo(
        as_table(
            heads,
            [
                (
                    row.number,
                    row.status.value,
                    row.route or "-",
                    row.care_form or "-",
                    row.provider or "-",
                    row.received.isoformat(),
                    str(one["days_waiting"]),
                    f"{row.met}/{row.of}",
                )
                for row, one in zip(rows, listed, strict=True)
            ],
        )
    )


@click.command("template")
@table_option(required=True)
@click.option("--output", required=True, metavar="FILE.xlsx", type=click.Path(path_type=Path))
@connected
def template_command(connection: Connection, table: str, output: Path) -> None:
    """Save an empty list for a table (cpv, zbo, doorbraak, normen, instroom, cijfers).

    A table of your own is looked up in the workspace; the others need none.
    """
    if not importing.has_template(table):
        with connection.open() as workspace, workspace.reading() as reader:
            known_table(reader, table)
    write_out(output, importing.empty_template(table), personal=False)
    click.echo(f"Wrote {output}.")


@click.command("form")
@table_option(required=True)
@click.option("--output", required=True, metavar="FILE.xlsx", type=click.Path(path_type=Path))
@connected
def form_command(connection: Connection, table: str, output: Path) -> None:
    """Save an empty form of one case for a table; what it asks is what its agenda asks."""
    with connection.open() as workspace, workspace.reading() as reader:
        known_table(reader, table)
        forms.save_form(reader, table, output)
    click.echo(f"Wrote {output}.")
