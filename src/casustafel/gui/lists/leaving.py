"""A list that leaves the window: as a workbook, or on paper. Both are logged."""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtGui import QPageLayout, QTextDocument
from PySide6.QtWidgets import QWidget

from casustafel.gui.dialogs.ask import Asking
from casustafel.gui.files import pick, unsealed
from casustafel.gui.settings import Settings
from casustafel.gui.tables import Column
from casustafel.gui.tables.model import Value
from casustafel.gui.theme import Tone
from casustafel.gui.words import count_of, tr
from casustafel.gui.work import Change
from casustafel.services.upkeep import listing

R = TypeVar("R")
_LOGGED = (Change("log"),)

Whole = Callable[[Any], Sequence[R]]
"""Reads all rows that a list asks for, whatever of them was read so far."""


def ask_target(parent: QWidget, settings: Settings, title: str) -> Path | None:
    """Ask where the workbook goes; None when the user thinks better of it."""
    asked = tr("Exporteren naar Excel"), f"{title}.xlsx", tr("Excel (*.xlsx)")
    return pick(parent, *asked, settings=settings, folder="lists/folder")


def export(
    host: Asking, target: Path, about: listing.About, columns: Sequence[Column[R]], whole: Whole[R]
) -> None:
    """Write all rows with these columns to a workbook, and say where it stands."""
    heads = [(column.title, column.width) for column in columns]

    def done(count: int) -> None:
        host.say(unsealed(target, count_of(count, tr("1 regel"), tr("{n} regels"))), Tone.GOOD)

    host.write(
        lambda uow: listing.export(uow, target, about, heads, values(columns, whole(uow))),
        done,
        changes=_LOGGED,
    )


def values(columns: Sequence[Column[R]], rows: Iterable[R]) -> Iterable[list[Value]]:
    """Give the true values of each row."""
    return ([column.worth(row) for column in columns] for row in rows)


def ask_print(
    host: Asking, about: listing.About, columns: Sequence[Column[R]], rows: Sequence[R]
) -> None:
    """Let the user choose a printer, print these rows, and log that."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    if not QPrintDialog(printer, host if isinstance(host, QWidget) else None).exec():
        return
    document = QTextDocument()
    document.setHtml(on_paper(about.title, columns, rows))
    document.print_(printer)
    keys, count = [column.key for column in columns], len(rows)
    host.write(
        lambda uow: listing.record_print(uow, about, keys, count),
        lambda _done: host.say(tr("De lijst is naar de printer gestuurd."), Tone.GOOD),
        changes=_LOGGED,
    )


def on_paper(title: str, columns: Sequence[Column[R]], rows: Iterable[R]) -> str:
    """Return the page as HTML, all texts as they stand."""
    head = "".join(f"<th align='left'>{escape(column.title)}</th>" for column in columns)
    lines = "".join(
        "<tr>"
        + "".join(f"<td>{escape(column.cell(row).text)}</td>" for column in columns)
        + "</tr>"
        for row in rows
    )
    return (
        f"<h3>{escape(title)}</h3><table width='100%' border='0.5' cellspacing='0' cellpadding='3'>"
        f"<thead><tr>{head}</tr></thead>{lines}</table>"
    )
