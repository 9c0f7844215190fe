"""The scenes of the meetings: agenda, room, second screen, vooradviezen, minutes and actions.

`prepare` brings the example where they begin: of each table a meeting is going on, of the CPV one
with vooradviezen that were handed in, and of each the meeting after it is planned.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from scene import Scene

_TABLES = ("cpv", "zbo", "doorbraak")
_ADVICES = (("ja", "deels", "ja", "ja", "nee"), ("ja", "nee", "deels", "ja"), ("ja", "ja", "ja"))
#: Row of a vooradvies and its tab: the second case is at the table, the last is still to do.
_FORMS = ((1, 0), (1, 1), (-1, 0))
_NOTE = (
    "De commissie ziet dat begeleiding nodig blijft zolang de nieuwe dagstructuur niet staat. "
    "Basishulp kan na 13 weken overnemen als de gezinswerker vanaf week 8 aansluit."
)


def prepare(workspace: Any) -> None:
    """Put the planned meeting of each table in session and plan the one after it."""
    from casustafel.domain.meetings import Attendance, Meeting, MeetingState, Presence
    from casustafel.services.agenda import meetings
    from casustafel.services.meeting import room

    for table in _TABLES:
        with workspace.reading() as reader:
            planned = reader.find(Meeting, committee=table, state=MeetingState.PLANNED)[0]
        with workspace.writing() as uow:
            following = meetings.plan_next(uow, planned.id)
        _fill_agenda(workspace, table, following.id)
        _advise(workspace, table)
        with workspace.writing() as uow:
            room.open_meeting(uow, planned.id, uow.today)
        with workspace.reading() as reader:
            seats = reader.find(Attendance, meeting_id=planned.id)
        for seat in seats[:-1]:
            with workspace.writing() as uow:
                room.set_presence(uow, planned.id, seat.member_id, Presence.PRESENT)


def _fill_agenda(workspace: Any, table: str, meeting_id: str) -> None:
    """Put half of what is ready on an agenda, so that both halves of its page show something."""
    from casustafel.domain.cases import Case, CaseStatus
    from casustafel.services.agenda import meetings

    with workspace.reading() as reader:
        ready = [each.id for each in reader.find(Case, committee=table, status=CaseStatus.READY)]
    if half := ready[: (len(ready) + 1) // 2]:
        with workspace.writing() as uow:
            meetings.schedule(uow, meeting_id, half)


def _advise(workspace: Any, table: str) -> None:
    """Hand in some vooradviezen on the coming cases, and leave one half done."""
    from casustafel.domain.frameworks import ItemKind
    from casustafel.services.advice import advice, advice_desk

    with workspace.reading() as reader:
        seats = [member.id for member, _words in advice_desk.desk(reader, table).seats]
    for at, member in enumerate(seats[: len(_ADVICES)]):
        with workspace.reading() as reader:
            desk = advice_desk.desk(reader, table, member)
            items = [line.item.id for line in desk.lines[:2]]
        for item in items:
            with workspace.reading() as reader:
                criteria = advice_desk.form(reader, item, member).criteria
            plain = [each for each in criteria if each.kind is ItemKind.SCALE]
            for criterion, said in zip(plain, _ADVICES[at], strict=False):
                why = "Eerder bij een andere aanbieder geprobeerd." if said == "nee" else None
                with workspace.writing() as uow:
                    advice.answer(uow, item, member, criterion.code, said, why)
            if plain and at < len(_ADVICES) - 1:
                with workspace.writing() as uow:
                    advice.submit(uow, item, member)


def show_meeting(driver: Any, page: str, state: str, table: str) -> Any:
    """Open a page on a meeting of a table in this state."""
    from casustafel.domain.meetings import Meeting, MeetingState

    found = driver.read(
        lambda reader: reader.find(Meeting, committee=table, state=MeetingState(state))
    )
    return driver.open(page, found[0].id, table)


def _at_case(driver: Any, table: str, tab: int = 0) -> Any:
    """Bring the first case that the meeting in session still decides on to the table."""
    page = show_meeting(driver, "room", "in_session", table)
    _go_on(driver, page)
    cases = (line for line in page.sitting.board.lines if line.item.case_id)
    page.go_to(next(line.item.id for line in cases if not line.to_ratify))
    driver.settle()
    page.pane.tabs.setCurrentIndex(tab)
    driver.settle()
    return page


def _case(driver: Any, table: str, tab: int) -> None:
    _at_case(driver, table, tab)


def _outcome(driver: Any, table: str, number: int) -> None:
    page = _at_case(driver, table)
    page.choose_outcome(number)
    driver.settle()


def _notes(driver: Any) -> None:
    page = _at_case(driver, "cpv")
    page.ground.reveal(page.pane.notes)
    page.pane.notes.field.setFocus()
    page.pane.notes.field.setPlainText(_NOTE)
    driver.settle()


def _paused(driver: Any) -> None:
    page = _at_case(driver, "cpv")
    page.writer.pause()
    driver.settle()


def _go_on(driver: Any, page: Any) -> None:
    if page.sitting.board.meeting.paused_at is not None:
        page.writer.pause()
    driver.settle()


def _loose(driver: Any) -> None:
    """Show an item that is no case."""
    page = show_meeting(driver, "room", "in_session", "cpv")
    page.go_to(page.sitting.board.lines[0].item.id)
    driver.settle()


def _second(driver: Any, *, at_case: bool) -> Any:
    page = _at_case(driver, "cpv")
    if not at_case:
        page.go_to(page.sitting.board.lines[0].item.id)
        driver.settle()
    page.second.show()
    return page.second


def room_dialog(driver: Any, do: Callable[[Any], object], table: str = "cpv") -> Any:
    """Do something in the room that asks a question and return the question."""
    page = _at_case(driver, table)
    return asked(driver, page, lambda: do(page))


def asked(driver: Any, page: Any, do: Callable[[], object]) -> Any:
    """Do what asks a question and return the dialog with it."""
    from PySide6.QtWidgets import QApplication, QDialog

    before = set(page.findChildren(QDialog))
    do()
    driver.settle()
    QApplication.processEvents()
    return next(each for each in page.findChildren(QDialog) if each not in before)


def _recuse(page: Any) -> None:
    page.attendance.wanted.emit("recuse", next(iter(page.attendance.rows)))


def _substitute(page: Any) -> None:
    page.attendance.wanted.emit("substitute", next(iter(page.attendance.rows)))


def _plan(driver: Any) -> Any:
    page = driver.open("meetings")
    return asked(driver, page, page.pane.buttons["Vergadering plannen…"].click)


def _advice(driver: Any, *, tab: int, row: int, table: str = "cpv") -> None:
    page = driver.open("advice", "", table)
    page.table.select_key(page.desk.lines[row].item.id)
    driver.settle()
    page.pane.tabs.setCurrentIndex(tab)
    driver.settle()


def _minutes(driver: Any, table: str) -> None:
    driver.open("minutes", "", table)
    driver.pause(1200)


def _new_action(driver: Any) -> Any:
    page = driver.open("actions")
    return asked(driver, page, page.pane.buttons["Nieuwe actie"].click)


def _action_row(driver: Any) -> Any:
    page = driver.open("actions")
    page.table.selectRow(0)
    driver.settle()
    return page


def _change_action(driver: Any) -> Any:
    page = _action_row(driver)
    return asked(driver, page, page.pane.buttons["Wijzigen…"].click)


def _done_action(driver: Any) -> Any:
    page = _action_row(driver)
    return asked(driver, page, page.pane.buttons["Afhandelen…"].click)


def _search(driver: Any) -> None:
    _at_case(driver, "cpv")
    driver.frame.search()
    driver.settle()


def _locked(driver: Any) -> None:
    _at_case(driver, "cpv")
    driver.shell.lock()


def _page(driver: Any, page: str, table: str = "cpv") -> None:
    driver.open(page, "", table)


def _closing(page: Any) -> None:
    page.steps.close_meeting()


def _agenda(driver: Any, table: str) -> None:
    show_meeting(driver, "agenda", "planned", table)


def _closed(driver: Any, table: str) -> None:
    show_meeting(driver, "room", "closed", table)


def _planned(driver: Any) -> None:
    show_meeting(driver, "room", "planned", "zbo")


def _opening(driver: Any) -> Any:
    """Ask on which day a meeting counts that is planned on another."""
    from casustafel.domain.meetings import MeetingState
    from casustafel.gui.dialogs.ask import confirmation

    page = show_meeting(driver, "room", MeetingState.PLANNED.value, "zbo")
    box = confirmation(
        page,
        "Deze vergadering is op 3-12. Vandaag houden?",
        "Vandaag houden: de vergadering krijgt de datum van vandaag.\n"
        "Nog niemand is aanwezig gemeld.",
        "Vandaag houden",
    )
    box.show()  # which gives a long question its lines
    box.show()
    return box


def _grant(driver: Any) -> Any:
    """Fill in a plain grant of the case at the table, up to the reason that is proposed."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    page = _at_case(driver, "cpv")
    page.pane.criteria.focus_criteria()
    for _ in range(2):
        QTest.keyClick(page.pane.criteria.table, Qt.Key.Key_J)
        driver.settle()
    page.choose_outcome(1)
    driver.settle()
    return page


def _proposed(driver: Any) -> None:
    _grant(driver)


def _refused(driver: Any) -> None:
    """Record a grant without the criteria that it needs."""
    page = _at_case(driver, "cpv")
    page.choose_outcome(1)
    page.panel.form.reasons.chips["TK4"].click()
    page.steps.advance()
    driver.settle()


def _undo(driver: Any) -> None:
    """Record an outcome, so that it can be undone at the next case; then undo it."""
    page = _grant(driver)
    page.panel.form.reasons.chips["TK4"].click()
    page.steps.advance()
    driver.settle()


def _undone(driver: Any) -> None:
    page = show_meeting(driver, "room", "in_session", "cpv")
    page.steps.undo()
    driver.settle()


def _at_closed(driver: Any, state: str = "closed") -> Any:
    """Show a decided case of a meeting that was closed, before its minutes are adopted."""
    from casustafel.domain.meetings import Meeting, MeetingState

    meetings = driver.read(
        lambda reader: reader.find(Meeting, committee="cpv", state=MeetingState(state))
    )
    page = driver.open("room", meetings[-1].id, "cpv")
    said = next(line.item.id for line in page.sitting.board.lines if line.outcome is not None)
    page.go_to(said)
    driver.settle()
    return page


def _closed_case(driver: Any) -> None:
    _at_closed(driver)


def _correcting(driver: Any) -> None:
    page = _at_closed(driver)
    # As after the question whether to make a next version of the minutes.
    page.panel.correcting = True
    page.panel._fit(page.sitting)
    page.panel.correction.setFocus()
    driver.settle()


def _just_closed(driver: Any) -> Any:
    """Hold a case of the Doorbraakteam over, carry the others over, and close the meeting."""
    from casustafel.services.meeting import outcomes

    page = _at_case(driver, "doorbraak")
    item, meeting = page.item, page.writer.meeting
    page.choose_outcome(8)
    page.steps.advance()
    driver.settle()
    left = [line for line in page.sitting.board.lines if line.item.case_id and not line.finished]
    page.writer.write(
        lambda uow: outcomes.close_meeting(
            uow, meeting, dict.fromkeys([line.item.id for line in left])
        ),
        lambda _minutes: None,
        changes=("meeting",),
    )
    driver.settle()
    page.go_to(item)
    driver.settle()
    return page


def _closed_now(driver: Any) -> None:
    _just_closed(driver)


def _reopening(driver: Any) -> Any:
    page = driver.frame.page
    dialog = asked(driver, page, page.steps.reopen_meeting)
    dialog.fields["reason"].line.setText("De uitkomst is verkeerd genoteerd.")
    return dialog


def _reopened(driver: Any) -> None:
    page = driver.frame.page
    dialog = asked(driver, page, page.steps.reopen_meeting)
    dialog.fields["reason"].line.setText("De uitkomst is verkeerd genoteerd.")
    dialog.confirm()
    driver.settle()
    driver.settle()


def _correct_open(driver: Any) -> None:
    page = driver.frame.page
    page.panel.begin_correction()
    driver.settle()


MEETING_SCENES = (
    Scene("meetings", partial(_page, page="meetings")),
    Scene("meetings-plan", _plan),
    *(Scene(f"agenda-{table}", partial(_agenda, table=table)) for table in _TABLES),
    Scene("room-planned", _planned),
    Scene("room-loose", _loose),
    *(Scene(f"room-cpv-{at + 1}", partial(_case, table="cpv", tab=at)) for at in (0, 1, 3)),
    Scene("room-zbo", partial(_case, table="zbo", tab=0)),
    Scene("room-zbo-outcome", partial(_outcome, table="zbo", number=1)),
    *(Scene(f"room-team-{at + 1}", partial(_case, table="doorbraak", tab=at)) for at in (0, 2, 4)),
    Scene("room-team-outcome", partial(_outcome, table="doorbraak", number=1)),
    Scene("room-outcome", partial(_outcome, table="cpv", number=2)),
    Scene("room-notes", _notes),
    Scene("room-paused", _paused),
    Scene("room-search", _search),
    Scene("room-locked", _locked),
    Scene("room-screen", partial(_second, at_case=True)),
    Scene("room-screen-item", partial(_second, at_case=False)),
    Scene("room-proposed", _proposed),
    Scene("room-refused", _refused),
    Scene("room-undo", _undo),
    Scene("room-undone", _undone),
    Scene("room-closed", partial(_closed, table="cpv")),
    Scene("room-closed-case", _closed_case),
    Scene("room-correcting", _correcting),
    Scene("room-dialog-opening", _opening),
    Scene("room-dialog-recuse", partial(room_dialog, do=_recuse)),
    Scene("room-dialog-substitute", partial(room_dialog, do=_substitute)),
    Scene("room-dialog-action", partial(room_dialog, do=lambda page: page.go_to_part("A"))),
    Scene("room-dialog-condition", partial(room_dialog, do=lambda page: page.go_to_part("W"))),
    Scene("room-dialog-learning", partial(room_dialog, do=lambda page: page.go_to_part("L"))),
    Scene("room-dialog-closing", partial(room_dialog, do=lambda page: page.steps.close_meeting())),
    Scene("minutes", partial(_minutes, table="cpv")),
    Scene("minutes-zbo", partial(_minutes, table="zbo")),
    *(Scene(f"advice-{row}{tab}", partial(_advice, row=row, tab=tab)) for row, tab in _FORMS),
    Scene("advice-zbo", partial(_advice, row=0, tab=0, table="zbo")),
    Scene("actions", partial(_page, page="actions")),
    Scene("actions-new", _new_action),
    Scene("actions-change", _change_action),
    Scene("actions-done", _done_action),
    Scene("room-reopen-1closed", _closed_now),
    Scene("room-reopen-2asked", _reopening),
    Scene("room-reopen-3open", _reopened),
    Scene("room-reopen-4correct", _correct_open),
)
