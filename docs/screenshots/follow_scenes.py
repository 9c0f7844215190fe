"""What stands beside the meetings: spoed, terugkoppeling, beschikking and their dialogs."""

from functools import partial
from typing import Any

from meeting_scenes import asked, room_dialog, show_meeting
from scene import Scene


def _page(driver: Any, chip: str = "") -> Any:
    page = driver.open("feedback", chip)
    page.table.selectRow(0)
    driver.settle()
    return page


def _shown(driver: Any, chip: str) -> None:
    _page(driver, chip)


def _told(driver: Any) -> Any:
    page = _page(driver, "report")
    return asked(driver, page, page.report.click)


def _decision(driver: Any, *, departs: bool = False, none: bool = False) -> Any:
    page = _page(driver, "report")
    dialog = asked(driver, page, page.decide.click)
    dialog.fields["departs"].control.setChecked(departs)
    dialog.fields["none"].control.setChecked(none)
    return dialog


def _case(driver: Any) -> None:
    """Show the page of a case that was told and waits for its beschikking."""
    page = _page(driver, "decision")
    driver.open("case", page.table.current_row().id)


def _urgent(driver: Any, *, chosen: str) -> Any:
    page = driver.open("queue", "ready")
    page.table.selectRow(0)
    driver.settle()
    dialog = asked(driver, page, page.detail.urgent.click)
    if chosen:
        dialog.outcome.choose(chosen)
    return dialog


def _to_ratify(driver: Any) -> Any:
    page = show_meeting(driver, "room", "in_session", "cpv")
    page.go_to(next(line.item.id for line in page.sitting.board.lines if line.to_ratify))
    driver.settle()
    return page


def _ratify(driver: Any) -> None:
    _to_ratify(driver)


def _refuse(driver: Any) -> Any:
    page = _to_ratify(driver)
    return asked(driver, page, page.ground.urgent_side.refuse.click)


def _item(driver: Any) -> Any:
    page = show_meeting(driver, "agenda", "planned", "cpv")
    return asked(driver, page, page.add_loose_button.click)


FOLLOW_SCENES = (
    Scene("agenda-dialog-item", _item),
    Scene("feedback", partial(_shown, chip="")),
    Scene("feedback-report", partial(_shown, chip="report")),
    Scene("feedback-dialog-told", _told),
    Scene("feedback-dialog-decision", _decision),
    Scene("feedback-dialog-departs", partial(_decision, departs=True)),
    Scene("feedback-dialog-none", partial(_decision, none=True)),
    Scene("feedback-case", _case),
    Scene("urgent-dialog", partial(_urgent, chosen="")),
    Scene("urgent-dialog-adjusted", partial(_urgent, chosen="toegekend_met_aanpassing")),
    Scene("urgent-room", _ratify),
    Scene("urgent-room-refuse", _refuse),
    Scene("urgent-room-join", partial(room_dialog, do=lambda page: page.ask_urgent("U"))),
)
