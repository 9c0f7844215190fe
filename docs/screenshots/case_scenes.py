"""What stands on the page of a case after its outcome: closed fields, answers, dealing anew."""

from collections.abc import Callable
from functools import partial
from typing import Any

from meeting_scenes import asked
from scene import Scene


def _write(driver: Any, task: Callable[[Any], Any]) -> None:
    from casustafel.gui.work import Change

    work = driver.frame.context.work
    work.write(task, owner=driver.frame, changes=[Change("case"), Change("meeting")])
    driver.settle()


def _first(driver: Any, kind: str, table: str = "cpv", **where: object) -> Any:
    from casustafel.domain import cases, meetings

    found = getattr(cases, kind, None) or getattr(meetings, kind)
    return driver.read(lambda reader: reader.find(found, committee=table, **where))[0]


def _settled(driver: Any, *, mending: bool = False) -> Any:
    """Show a case that was told, or mend it."""
    from casustafel.domain.cases import CaseStatus

    states = [CaseStatus.REPORTED, CaseStatus.FOLLOW_UP, CaseStatus.CLOSED, CaseStatus.DECIDED]
    page = driver.open("case", _first(driver, "Case", status=states).id)
    if mending:
        page.settled._begin("Uren verkeerd overgenomen uit het onderzoeksverslag")
        driver.settle()
    return page


def _mended(driver: Any) -> None:
    _settled(driver, mending=True)


def _dialog(driver: Any, *, mend: bool) -> Any:
    page = _settled(driver)
    return asked(driver, page, page.settled._ask if mend else page.anew.click)


def _provisional(driver: Any) -> Any:
    """Let the meeting in session say something without its care expert, and return the case."""
    from casustafel.domain.meetings import AgendaItem, Attendance, MeetingState, Presence
    from casustafel.domain.outcomes import OutcomeInput
    from casustafel.services.meeting import outcomes, room

    meeting = _first(driver, "Meeting", state=MeetingState.IN_SESSION)
    seats = driver.read(lambda reader: reader.find(Attendance, meeting_id=meeting.id))
    for seat in seats:
        away = partial(
            room.set_presence,
            meeting_id=meeting.id,
            member_id=seat.member_id,
            presence=Presence.ABSENT,
        )
        _write(driver, away)
    items = driver.read(lambda reader: reader.find(AgendaItem, "position", meeting_id=meeting.id))
    given = OutcomeInput(
        choice="afgewezen",
        reasons=("AF1",),
        motivation="Er is passend aanbod dichtbij.",
        provisional=True,
    )
    case = next(one for one in reversed(items) if one.case_id)
    if driver.open("case", case.case_id)._shown.view.case.status.value == "scheduled":
        _write(driver, lambda uow: outcomes.record(uow, case.id, given))
    return case.case_id


def _waiting(driver: Any, page: str = "case") -> Any:
    case = _provisional(driver)
    return driver.open(page, case if page == "case" else "provisional")


def _shown(driver: Any, page: str) -> None:
    _waiting(driver, page)


def _answer(driver: Any) -> Any:
    page = _waiting(driver)
    return asked(driver, page, page.commands()[0].run)


CASE_SCENES = (
    Scene("settled-case", lambda driver: _settled(driver) and None),
    Scene("settled-case-mending", _mended),
    Scene("settled-dialog-mend", partial(_dialog, mend=True)),
    Scene("settled-dialog-anew", partial(_dialog, mend=False)),
    Scene("provisional-case", partial(_shown, page="case")),
    Scene("provisional-queue", partial(_shown, page="queue")),
    Scene("provisional-dialog", _answer),
    Scene("provisional-today", lambda driver: driver.open("today") and None),
)
