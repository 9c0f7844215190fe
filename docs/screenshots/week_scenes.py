"""A week in the window, each picture where the one before it left: what is told, who was there,
who may hear of it, what was learnt, and which clients came in without a known route.
"""

from functools import partial
from pathlib import Path
from typing import Any

from meeting_scenes import asked, show_meeting
from scene import Scene

_STRANGERS = ("4711", "4712", "4713")


def _today(driver: Any) -> None:
    driver.open("today")


def _tell(driver: Any, *, done: bool) -> Any:
    """Tell all full grants of the last meeting to who hears it first."""
    page = driver.open("feedback", "report")
    page.table.selectRow(0)
    driver.settle()
    if page.pane.selected() and page.pane.selected()[0].needs_landing:
        page.table.selectRow(1)
        driver.settle()
    dialog = asked(driver, page, page.report.click)
    for name in ("Inwoner", "School"):
        dialog.fields[name].control.setChecked(True)
    if not done:
        return dialog
    dialog.fields["School"].control.setChecked(False)
    dialog.confirm()
    driver.settle()
    return None


def _zbo_room(driver: Any) -> Any:
    page = show_meeting(driver, "room", "in_session", "zbo")
    page.go_to(next(line.item.id for line in page.sitting.board.lines if line.item.case_id))
    driver.settle()
    return page


def _involved(driver: Any) -> Any:
    page = _zbo_room(driver)
    dialog = asked(driver, page, page.attendance.involved_button.click)
    for party, part in (("school", "present"), ("ouders", "heard"), ("aanbieder", "not")):
        control = dialog.fields[f"part:{party}"].control
        control.setCurrentIndex(control.findData(part))
    return dialog


def _agenda(driver: Any) -> None:
    page = show_meeting(driver, "agenda", "planned", "zbo")
    page.list.table.selectRow(page.list.model.rowCount() - 2)
    driver.settle()


def _consent(driver: Any, *, ask: bool) -> Any:
    from PySide6.QtWidgets import QPushButton

    case = _zbo_room(driver).sitting.line.item.case_id
    page = driver.open("case", case, "zbo")
    give = next(
        each
        for each in page.findChildren(QPushButton)
        if each.accessibleName() == "Toestemming vastleggen"
    )
    if ask:
        return asked(driver, page, give.click)
    bars = page.side.parent().parent().verticalScrollBar()
    bars.setValue(bars.maximum() // 2)
    return None


def _learning(driver: Any, *, ask: bool) -> Any:
    from casustafel.services.definitions import learning

    page = driver.open("learning")
    if not page.model.rowCount():
        said = (
            ("grens_basishulp", "Basishulp kan eerder beginnen als BJG bij de start aansluit."),
            ("doelen", "Doelen zonder streefdatum leiden tot verlenging."),
        )
        for theme, text in said:
            page.write(partial(_learn, learning, theme, text))
            driver.settle()
        page = driver.open("learning")
    page.table.selectRow(0)
    return asked(driver, page, page.pane.buttons["Wijzigen…"].click) if ask else None


def _learn(learning: Any, theme: str, text: str, uow: Any) -> object:
    return learning.add(uow, "cpv", theme, text, tags=("basishulp",))


def _inflow(driver: Any, *, ask: bool) -> Any:
    """Read a list of begun care in: three clients have no known route."""
    page = driver.open("register", "inflow")
    tab = page.inflow
    path = Path(driver.database).parent / "instroom.csv"
    if not path.exists():
        head = "Toewijzingnummer;Cliëntsleutel;Aanbieder;Zorgvorm;Ingangsdatum"
        rows = [f"{n};K-{n};Zorggroep Waal;Begeleiding jeugd;2026-11-20" for n in _STRANGERS]
        path.write_text("\n".join([head, *rows]), "utf-8")
        taken = asked(driver, page, partial(tab.importing.look, path))
        taken.do.click()
        driver.settle()
    return asked(driver, page, tab.ask_ground) if ask else None


def _lifting(driver: Any, *, done: bool) -> Any:
    """Lift a stop; then the requests that waited for it alone go, with a note to who referred."""
    from casustafel.services.register import norm_steps, register

    page = driver.open("register", "stops")
    tab = page.stops
    tab.choose("all")
    found = driver.read(register.view)
    key = next(one.stop.id for one in found.stops if one.provider == "Zorggroep Waal")
    if not done:
        tab.write(lambda uow: norm_steps.consider_lifting(uow, key, found.today, None))
        driver.settle()
        tab.write(lambda uow: norm_steps.lift(uow, key, found.today))
        driver.settle()
    tab.table.select_key(key)
    driver.settle()

    return asked(driver, page, lambda: tab._release(tab.current())) if done else None


WEEK_SCENES = (
    Scene("week-1-vandaag", _today),
    Scene("week-2-vertellen", partial(_tell, done=False)),
    Scene("week-3-verteld", partial(_tell, done=True)),
    Scene("week-4-betrokkenen", _involved),
    Scene("week-5-agenda", _agenda),
    Scene("week-6-toestemming", partial(_consent, ask=True)),
    Scene("week-7-casus", partial(_consent, ask=False)),
    Scene("monitoring", lambda driver: driver.open("monitoring") and None),
    Scene("monitoring-all", lambda driver: driver.open("monitoring").to_search()),
    Scene("week-8-leerpunten", partial(_learning, ask=False)),
    Scene("week-9-leerpunt", partial(_learning, ask=True)),
    Scene("week-10-instroom", partial(_inflow, ask=False)),
    Scene("week-11-grondslag", partial(_inflow, ask=True)),
    Scene("week-12-opgeheven", partial(_lifting, done=False)),
    Scene("week-13-vrijgegeven", partial(_lifting, done=True)),
)
