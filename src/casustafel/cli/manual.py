"""``casustafel manual``: the manual as a PDF."""

from pathlib import Path

import click

from casustafel.services.upkeep import manual


@click.command("manual")
@click.option("--output", required=True, metavar="FILE.pdf", type=click.Path(path_type=Path))
def manual_command(output: Path) -> None:
    """Save the manual (Dutch) as a PDF."""
    manual.save(output)
    click.echo(f"Wrote {output}.")
