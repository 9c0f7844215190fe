"""The log as a table that is read a page at a time."""

from casustafel.domain.local_time import local
from casustafel.gui.tables import Cell, Column
from casustafel.gui.words import tr
from casustafel.services.upkeep.log import LogLine


def columns() -> list[Column[LogLine]]:
    """Return what is shown of each event; the order is the chain's own."""
    return [
        Column("at", tr("Wanneer"), 140, lambda line: line.at, show=_at, sortable=False, firm=True),
        Column("person", tr("Wie"), 130, lambda line: line.person, show=_person, sortable=False),
        Column("what", tr("Wat"), 220, lambda line: line.what, show=_what, sortable=False),
        Column("about", tr("Waarover"), 190, lambda line: line.about, sortable=False),
        Column("table", tr("Commissie"), 110, lambda line: line.table, sortable=False, firm=True),
        Column(
            "fields",
            tr("Gewijzigde velden"),
            240,
            lambda line: line.fields,
            show=_fields,
            sortable=False,
        ),
    ]


def _at(line: LogLine) -> str:
    return f"{local(line.at):%d-%m-%Y %H:%M:%S}"


def _person(line: LogLine) -> Cell:
    return Cell(line.person, tooltip=line.roles)


def _what(line: LogLine) -> Cell:
    return Cell(line.what, bold=True)


def _fields(line: LogLine) -> Cell:
    return Cell(line.fields, muted=True, tooltip=line.fields)
