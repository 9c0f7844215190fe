"""What `take.py` takes: a name, and a function that brings the window there.

A new page adds a `Scene` to `SCENES`. `driver.settle()` waits until all background work is done.
"""

from functools import partial
from pathlib import Path
from typing import Any

from case_scenes import CASE_SCENES
from follow_scenes import FOLLOW_SCENES
from meeting_scenes import MEETING_SCENES
from office_scenes import OFFICE_SCENES
from scene import Scene
from week_scenes import WEEK_SCENES

PLACE = "/home/voorbeeld/Documenten/casustafel.db"
LIST_NAME = "aanvragen-cpv-december.xlsx"
_FIRST_BSN = 999_900_000


def make_list(path: Path) -> None:
    """Write the example list of the CPV with half of its people changed, so that some are new."""
    from openpyxl import load_workbook

    from casustafel.assets import asset

    book = load_workbook(asset("resources", "examples", "cpv.xlsx"))
    numbers = (number for number in range(_FIRST_BSN, 10**9) if _passes(number))
    for row in range(6, book.active.max_row - 3, 2):
        book.active.cell(row, 1).value = f"BJG-2026-{row + 2000}"
        book.active.cell(row, 3).value = str(next(numbers))
        book.active.cell(row, 18).value = None
    book.active.cell(7, 24).value = 6
    book.active.cell(8, 3).value = "123456789"
    book.save(path)


def _passes(number: int) -> bool:
    digits = [int(digit) for digit in str(number)]
    weighed = sum(digit * weight for digit, weight in zip(digits, range(9, 1, -1), strict=False))
    return (weighed - digits[-1]) % 11 == 0


def _unlock(driver: Any) -> None:
    driver.shell.begin(driver.database)
    driver.shell.shown.place.setText(PLACE)


def _wrong(driver: Any) -> None:
    driver.shell.begin(driver.database)
    page = driver.shell.shown
    page.place.setText(PLACE)
    driver.shell.open_with("fout")
    driver.until(lambda: bool(page.passphrase.error))


def _first_run(driver: Any) -> None:
    driver.shell.show_first_run(PLACE)
    form = driver.shell.shown
    form.person.line.setText("Voorbeeld Persoon")
    form.passphrase.line.setText("groene fietsbel")


def _recovery(driver: Any) -> None:
    from casustafel.gui.start.recovery import RecoveryPage

    key = "AB12C-D34EF-56GH7-8JK90-LM12N-P34QR-56ST7-8VW90"
    driver.shell.show_page(RecoveryPage(key, driver.shell))


def _commands(driver: Any) -> None:
    driver.open("about")
    driver.frame.commands.open()
    driver.settle()


def _keys(driver: Any, page: str) -> Any:
    driver.frame.commands.close()
    driver.open(page)
    dialog = driver.frame.keys_dialog()
    dialog.show()
    return dialog


def _report(driver: Any) -> Any:
    from casustafel.gui.dialogs.ask import ReportDialog

    dialog = ReportDialog(ValueError("blijft buiten het verslag"), driver.shell)
    dialog.show()
    return dialog


def _page(driver: Any, page: str, argument: str = "", table: str = "cpv") -> None:
    driver.open(page, argument, table)


def _case(driver: Any, table: str) -> None:
    driver.open("queue", "", table)
    driver.open("case", driver.frame.page.model.row_at(2).id, table)


def _new_case(driver: Any) -> Any:
    from casustafel.gui.pages.case.new_case import NewCaseDialog

    page = driver.open("queue")
    page.new.click()
    driver.settle()
    return page.findChild(NewCaseDialog)


def _import(driver: Any, step: int) -> None:
    """Go through the steps as far as asked: 0 file, 1 columns, 2 check, 3 done."""
    page = driver.open("import")
    page.open("")
    if step:
        page.take_file(Path(driver.database).parent / LIST_NAME)
        driver.settle()
    for _ in range(step - 1):
        page.next.click()
        driver.settle()


def _import_unknown(driver: Any, *, mapped: bool) -> None:
    """Bring in a list whose headings nobody knows: its header is chosen, then its columns."""
    path = Path(driver.database).parent / "overzicht-wijkteam.csv"
    lines = ["Overzicht wijkteam Noord;;;;", "", "Cijfers;Wie;Dag;Wie levert;Tot en met"]
    ends = ("03-04-2027", "25-12-2027", "12-25-2027", "05-06-2027")
    for at, end in enumerate(ends):
        lines.append(f"{_FIRST_BSN + 6};Zilverroos;1{at}-03-2014;Rivierzorg;{end}")
    path.write_text("\n".join(lines), "utf-8")
    page = driver.open("import")
    page.open("")
    page.take_file(path)
    driver.settle()
    if not mapped:
        return
    page.next.click()
    driver.settle()
    for at, field in enumerate(("bsn", "surname", "birth_date", "provider", "ends_on")):
        page.columns.table.select_key(str(at))
        page.columns.choose(field)
    page.next.click()
    driver.settle()


def _people_seats(driver: Any) -> None:
    from PySide6.QtWidgets import QTabWidget

    page = driver.open("people")
    for tabs in page.findChildren(QTabWidget):
        tabs.setCurrentIndex(tabs.count() - 1)
    driver.settle()


def _scene(name: str, page: str, argument: str = "", table: str = "cpv") -> Scene:
    return Scene(name, partial(_page, page=page, argument=argument, table=table))


SCENES = (
    Scene("first-run", _first_run),
    Scene("recovery", _recovery),
    Scene("unlock", _unlock),
    Scene("unlock-wrong", _wrong),
    _scene("today", "today"),
    _scene("queue", "queue"),
    _scene("queue-zbo", "queue", table="zbo"),
    _scene("queue-doorbraak", "queue", table="doorbraak"),
    _scene("selection", "selection", table="doorbraak"),
    Scene("case", partial(_case, table="cpv")),
    Scene("case-doorbraak", partial(_case, table="doorbraak")),
    Scene("new-case", _new_case),
    *(Scene(f"import-{at + 1}", partial(_import, step=at)) for at in range(3)),
    Scene("import-header", partial(_import_unknown, mapped=False)),
    Scene("import-dates", partial(_import_unknown, mapped=True)),
    *MEETING_SCENES,
    *FOLLOW_SCENES,
    _scene("cases", "cases"),
    _scene("equal", "equal"),
    _scene("whatif", "whatif"),
    _scene("board", "board"),
    _scene("talks", "talks"),
    _scene("documents", "documents"),
    _scene("house", "house"),
    _scene("retention", "retention"),
    _scene("manual", "manual"),
    _scene("providers", "providers"),
    _scene("norms", "register", "norms"),
    _scene("stops", "register", "stops"),
    _scene("inflow", "register", "inflow"),
    _scene("people", "people"),
    Scene("people-seats", _people_seats),
    _scene("frameworks", "frameworks"),
    *OFFICE_SCENES,
    _scene("log", "log"),
    _scene("about", "about"),
    Scene("commands", _commands),
    Scene("keys", partial(_keys, page="queue")),
    Scene("keys-room", partial(_keys, page="minutes")),
    Scene("report", _report),
    Scene("import-4", partial(_import, step=3)),
    *CASE_SCENES,
    *WEEK_SCENES,
)
