"""The process that is killed while somebody types in it.

Arguments: database, passphrase, story, table, page, argument of the page. It says
``kept <milliseconds>`` when everything that was typed is in the database, counted from the last
key, and goes on typing until it is killed.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from casustafel import bootstrap
from casustafel.domain.records import Draft
from casustafel.gui import sources
from casustafel.gui.app import make_application
from casustafel.gui.frame.facts import Facts, Sources
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.pages.registry import PAGES
from casustafel.gui.settings import Settings
from casustafel.gui.theme import Mode, install
from casustafel.gui.work import Work


def until(holds: Callable[[], object]) -> None:
    """Serve the window until something holds."""
    loop = QEventLoop()
    look, end = QTimer(), QTimer()
    look.timeout.connect(lambda: loop.quit() if holds() else None)
    end.timeout.connect(lambda: loop.exit(1))
    look.start(1)
    end.start(20_000)
    if loop.exec():
        raise SystemExit("nothing came of it")


#: What was typed last.
LAST = [""]


def into(field: QWidget, text: str) -> QWidget:
    """Type a text in a field, which keeps the keyboard."""
    field.setFocus()
    QTest.keyClicks(field, text)
    LAST[0] = text.strip()
    return field


def kept(workspace: bootstrap.Workspace) -> bool:
    """Say whether what was typed last is a draft in the database."""
    with workspace.reading() as reader:
        return any(LAST[0] in json.dumps(draft.value) for draft in reader.find(Draft))


def outcome(page: Any) -> QWidget:
    until(lambda: page.sitting is not None and page.sitting.desk is not None)
    QTest.keyClick(page, Qt.Key.Key_3)
    into(page.panel.form.motivation, "Basishulp past beter.")
    return into(page.pane.notes.field, "De commissie ziet een alternatief.")


def correction(page: Any) -> QWidget:
    page.panel.begin_correction()
    into(page.panel.correction, "Verkeerd verstaan")
    return into(page.panel.form.motivation, "Er is geen ander aanbod.")


def condition(page: Any) -> QWidget:
    page.go_to_part("W")
    until(lambda: QApplication.activeModalWidget() is not None)
    dialog: Any = QApplication.activeModalWidget()
    into(dialog.fields["proof"].control, "Plan in het dossier")
    return into(dialog.fields["text"].control, "Overdrachtsplan maken")


def contributions(page: Any) -> QWidget:
    QTest.keyClick(page, Qt.Key.Key_1)
    rows = page.panel.form.contributions
    into(rows.field(1, "task"), "Hulp bij overgangen")
    return into(rows.field(1, "party"), "Zorgaanbieder")


def intervention(page: Any) -> QWidget:
    rows = page.pane.extra.editors["intervention"]
    page.go_to_part("I")
    into(rows.field(0, "owner"), "BJG")
    into(rows.field(0, "by"), "2901")
    return into(rows.field(0, "what"), "Een plan maken")


def advice(page: Any) -> QWidget:
    until(page.pane.isVisible)
    into(page.pane.remark, "Graag eerst met de school overleggen")
    return into(page.pane.criteria.line, "Alleen deze aanbieder kan dit")


def request(page: Any) -> QWidget:
    until(lambda: page.form.entries)
    fields = page.form.entries
    into(fields["case.remark"].control.widget, "Ouders zijn bereikbaar na vier uur.")
    return into(fields["answer.why_this_provider"].control.widget, " En dichtbij huis.")


def minutes(page: Any) -> QWidget:
    until(lambda: page.cards)
    return into(next(iter(page.cards.values())).text, "De voorzitter opent.")


def asked(press: Callable[[], object]) -> Any:
    """Press what asks, and return the dialog once it keeps what is typed."""
    press()
    until(lambda: QApplication.activeModalWidget() is not None)
    return QApplication.activeModalWidget()


def told(page: Any) -> QWidget:
    until(page.table.selected_rows)
    dialog = asked(page.report.click)
    until(lambda: page.work.idle)
    dialog.fields["School"].control.click()
    return into(dialog.fields["other"].control, "Huisarts")


def beschikking(page: Any) -> QWidget:
    until(page.table.selected_rows)
    page.table.selectRow(0)
    dialog = asked(page.decide.click)
    until(lambda: page.work.idle)
    into(dialog.fields["decided_on"].control, "26112026")
    into(dialog.fields["objection_until"].control, "\b" * 10 + "15012027")
    dialog.fields["departs"].control.click()
    return into(dialog.fields["departs_why"].control, "Nieuwe informatie")


def spoed(page: Any) -> QWidget:
    until(page.detail.urgent.isEnabled)
    dialog = asked(page.detail.urgent.click)
    until(lambda: page.work.idle)
    dialog.outcome.choices.buttons["toegekend"].click()
    into(dialog.outcome.motivation, "Vier weken hulp thuis.")
    return into(dialog.fields["reason"].control, "Plaatsing loopt af")


STORIES = {
    story.__name__: story
    for story in (
        outcome,
        correction,
        condition,
        contributions,
        intervention,
        advice,
        request,
        minutes,
        told,
        beschikking,
        spoed,
    )
}


def main(database: str, passphrase: str, story: str, table: str, page: str, argument: str) -> None:
    app = make_application()
    install(app, Mode.LIGHT)
    workspace = bootstrap.open_workspace(database, passphrase)
    settings = Settings(Path(database).with_suffix(".ini"))
    settings.keep("committee", table)
    work = Work(workspace)
    frame = FrameWindow(
        work,
        workspace.actor,
        Facts("proef.db", True),
        Sources(committees=sources.committees),
        PAGES,
        settings,
    )
    frame.resize(1366, 768)
    frame.show()
    frame.activateWindow()
    frame.start("meetings")
    until(lambda: work.idle and frame.page is not None)
    frame.open(page, argument)
    until(lambda: work.idle)
    field = STORIES[story](frame.page)
    watch = QElapsedTimer()
    watch.start()
    until(lambda: kept(workspace))
    print(f"kept {watch.elapsed()}", flush=True)
    while True:
        QTest.keyClicks(field, " en")
        QApplication.processEvents()


if __name__ == "__main__":
    main(*sys.argv[1:])
