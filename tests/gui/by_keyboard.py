"""A chair who holds a meeting without a mouse: what the stories of the three tables share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from driving import Driver
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QMessageBox, QWidget

from casustafel.domain.meetings import Meeting, MeetingState
from casustafel.gui.pages.room.questions import ClosingDialog
from casustafel.gui.pages.room.rows_editor import RowsEditor

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
W = TypeVar("W", bound=QWidget)

#: How often is looked for a window that a key should open, ten milliseconds apart.
_MOST_TRIES = 300

_MOUSE = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease}
)


def _has_keyboard(window: QWidget) -> bool:
    """Say whether what is typed goes to a window; a menu takes the keys without it."""
    at = QApplication.focusWidget()
    return isinstance(window, QMenu) or (at is not None and window.isAncestorOf(at))


class _MouseCounter(QObject):
    """Counts what a mouse did to the whole program."""

    def __init__(self) -> None:
        super().__init__()
        self.used = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.used += event.type() in _MOUSE
        return False


@contextmanager
def no_mouse() -> Iterator[None]:
    """Fail when anything was clicked meanwhile."""
    counter = _MouseCounter()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(counter)
    yield
    app.removeEventFilter(counter)
    assert counter.used == 0, "a mouse was used"


class Chair:
    """Presses keys where the keyboard is, in the words of a chair."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self._driver.frame.page

    def press(self, key: Qt.Key, modifier: Any = None, times: int = 1) -> None:
        for _ in range(times):
            self._driver.press(key, modifier)

    def write(self, text: str) -> None:
        self._driver.type(text)

    def fill(self, *texts: str) -> None:
        """Type in fields that follow each other; an empty text leaves a field as it is."""
        for at, text in enumerate(texts):
            if at:
                self.press(Key.Key_Tab)
            if text:
                self.write(text)

    def settle(self) -> None:
        self._driver.settle()

    def tab_to(self, wanted: QWidget) -> None:
        """Press Tab until the keyboard is at a control."""
        for _ in range(120):
            if QApplication.focusWidget() is wanted:
                return
            self.press(Key.Key_Tab)
        at, window = QApplication.focusWidget(), QApplication.activeWindow()
        raise AssertionError(f"Tab does not reach {wanted}: at {at} in {window}")

    def dialog(self) -> QDialog:
        """Wait for a dialog that has the keyboard."""
        self._driver.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog)
        frame = self._driver.frame
        self._driver.until(lambda: found.isAncestorOf(QApplication.focusWidget() or frame))
        return found

    def answer_dialog(self, asked: QDialog) -> None:
        """Press Enter in a dialog and wait until it is gone."""
        self.press(Key.Key_Return)
        self._driver.until_gone(asked)
        self._driver.back_to_window()
        self.settle()

    def expect(self, kind: type[W], do: Callable[[W], object]) -> list[W]:
        """Do something in a menu or dialog once it comes; return what it then is put in.

        Some hold the program until they are answered, so what is done there waits beforehand.
        """
        done: list[W] = []
        tries = iter(range(_MOST_TRIES))

        def look() -> None:
            found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if isinstance(found, kind) and _has_keyboard(found):
                done.append(found)
                try:
                    do(found)
                finally:
                    found.close()
            elif next(tries, None) is not None:
                QTimer.singleShot(10, look)
            elif found is not None:
                found.close()

        QTimer.singleShot(0, look)
        return done

    def answering(
        self, kind: type[W], do: Callable[[W], object], key: Qt.Key, by: Any = None
    ) -> None:
        """Press a key that opens a menu or a dialog, and do something there."""
        done = self.expect(kind, do)
        self.press(key, by)
        self._driver.until(lambda: done)
        self._driver.back_to_window()
        self.settle()

    def agree(self, box: QMessageBox) -> None:
        """Choose the verb of a question, which is never what Enter does."""
        role = QMessageBox.ButtonRole.AcceptRole
        verb = next(one for one in box.buttons() if box.buttonRole(one) is role)
        assert box.defaultButton() is not verb
        for _ in box.buttons():
            if QApplication.focusWidget() is verb:
                break
            self.press(Key.Key_Tab)
        self.press(Key.Key_Space)

    def name_file(self, path: Path) -> None:
        """Type the name of a file in the dialog that asks for one."""
        self.press(Key.Key_A, CTRL)
        self.write(str(path))
        self.press(Key.Key_Return)

    # Before the meeting

    def plan(self, day: str, *, until: str = "") -> Meeting:
        """Plan a meeting and open its agenda."""
        self.press(Key.Key_N, CTRL)
        asked = self.dialog()
        self.write(day)
        if until:
            self.tab_to(asked._ends)  # type: ignore[attr-defined]
            self.write(until)
        self.answer_dialog(asked)
        self._driver.until(lambda: self.page.model.total == 1)
        self.page.setFocus()
        self.press(Key.Key_Return)
        self._driver.until(lambda: self._driver.frame.shown == "agenda")
        self.settle()
        return self._driver.table.ask(lambda reader: reader.find(Meeting))[0]

    def put_on(self, count: int) -> None:
        """Put the first cases that are ready on the agenda."""
        self.page.setFocus()
        self.tab_to(self.page.ready)
        self.press(Key.Key_Home, CTRL)
        if count == 1:
            self.press(Key.Key_Space)
        self.press(Key.Key_Down, SHIFT, times=count - 1)
        self.press(Key.Key_A)
        self._driver.until(lambda: self.page.desk.cases == count)
        self.settle()

    def go_to_case(self, number: str) -> None:
        """Go to a case on the agenda."""
        self.page.table.setFocus()
        self.press(Key.Key_Home, CTRL)
        for _ in range(self.page.model.total):
            row = self.page.table.current_row().line.row
            if row is not None and row.number == number:
                return
            self.press(Key.Key_Down)
        raise AssertionError(f"{number} is not on the agenda")

    def invite(self, *guests: tuple[str, str]) -> None:
        """Invite people to the item under the cursor: role and organisation."""
        editor = self.page.editor
        before = len(self.page.table.current_row().invitees)
        self.tab_to(editor.guests.role)
        for number, (role, organisation) in enumerate(guests, before + 1):
            self.fill(role, organisation)
            self.press(Key.Key_Return)
            self._driver.until(lambda n=number: len(self.page.table.current_row().invitees) == n)
            self.settle()

    def start_at(self, clock: str) -> None:
        """Give the item under the cursor a start time of its own."""
        editor = self.page.editor
        self.tab_to(editor.own_time)
        self.press(Key.Key_Space)
        self.settle()
        self.tab_to(editor.starts)
        self.write(clock)
        self.press(Key.Key_Tab)
        self.settle()

    # In the meeting

    def open_meeting(self, notes: str) -> None:
        """Go to the room, tick who is there, open the meeting and go past its opening."""
        self.press(Key.Key_Return, CTRL)
        self._driver.until(lambda: self._driver.frame.shown == "room")
        self.settle()
        self.page.setFocus()
        self.press(Key.Key_P)
        for row in self.page.attendance.rows.values():
            self.tab_to(row.box)
            self.press(Key.Key_Space)
        self.settle()
        self.press(Key.Key_Return, CTRL)
        self._driver.until(lambda: self.page.sitting.board.meeting.state is MeetingState.IN_SESSION)
        self.settle()
        self.note(notes)
        self.next()

    def note(self, text: str) -> None:
        """Take a note for the minutes."""
        self.press(Key.Key_M, CTRL)
        self.write(text)
        self.press(Key.Key_Escape)

    def next(self) -> None:
        """Record and wait until the room shows the next item."""
        before = self.page.sitting.line.item.id if self.page.sitting.line else ""
        self.press(Key.Key_Return, CTRL)
        self._driver.until(
            lambda: self.page.sitting.line is not None and self.page.sitting.line.item.id != before
        )
        self.settle()

    def weigh(self, keys: str) -> None:
        """Answer the criteria, one key each."""
        self.press(Key.Key_K, ALT)
        for key in keys:
            self.write(key)
        self.settle()

    def explain(self, text: str) -> None:
        """Say something beside the criterion under the cursor, or answer an open question."""
        self.press(Key.Key_Return)
        self.write(text)
        self.press(Key.Key_Escape)
        self.settle()

    def grant(self) -> None:
        """Grant a case plainly: the criteria have the keyboard, and the reason is proposed."""
        self.write("jj")
        self.press(Key.Key_1)
        self.press(Key.Key_Space)

    def choose(self, number: int) -> None:
        """Choose an outcome by its digit."""
        self.press(Qt.Key(Key.Key_0 + number), ALT)

    def argue(self, motivation: str = "", *, reason: bool = True) -> None:
        """Tick the first reason and say why."""
        if reason:
            self.press(Key.Key_R, ALT)
            self.press(Key.Key_Space)
        if motivation:
            self.press(Key.Key_M, ALT)
            self.write(motivation)

    def dissent(self, view: str) -> None:
        """Record that not everybody agrees, and what the other view is."""
        self.press(Key.Key_S, ALT)
        self.press(Key.Key_Right, times=2)
        self.write(view)

    def until(self, day: str) -> None:
        """Fill in the first term of the outcome."""
        self.press(Key.Key_T, ALT)
        self.write(day)

    def who_does_what(self, *rows: tuple[str, ...]) -> None:
        """Fill in parties with their task, hours, day and the first letter of the law."""
        for row in rows:
            self.press(Key.Key_B, ALT)
            self.fill(*row)
        self.press(Key.Key_Escape)

    def fill_table(self, code: str, *rows: tuple[str, ...]) -> None:
        """Fill in rows of a table that the afwegingskader asks at the outcome."""
        self.press(Key.Key_I, ALT)
        editor: RowsEditor = self.page.pane.extra.editors[code]
        for row in rows:
            self.tab_to(editor.field(-1, editor.keys[0]))
            self.fill(*row)
        self.press(Key.Key_Escape)
        self.settle()

    def tick_guest(self, role: str) -> None:
        """Say that an invitee of this item came."""
        self.press(Key.Key_P, ALT)
        boxes = self.page.attendance.guests.boxes.values()
        self.tab_to(next(box for box in boxes if box.text() == role))
        self.press(Key.Key_Space)
        self.settle()
        self.press(Key.Key_Escape)

    def promise(self, *texts: str, condition: bool = False) -> None:
        """Add an action or a condition: what, who, before when, and from what it shows."""
        self.press(Key.Key_W if condition else Key.Key_A, ALT)
        asked = self.dialog()
        self.fill(*texts)
        self.answer_dialog(asked)

    def learn(self, text: str) -> None:
        """Write a learning point down."""
        self.press(Key.Key_L, ALT)
        asked = self.dialog()
        self.write(text)
        self.tab_to(asked.do)  # type: ignore[attr-defined]
        self.answer_dialog(asked)

    def of_member(self, member_id: str, entry: str) -> None:
        """Choose an entry of the menu of a member."""

        def choose(menu: QMenu) -> None:
            wanted = next(action for action in menu.actions() if action.text() == entry)
            for _ in menu.actions():
                if menu.activeAction() is wanted:
                    break
                self._driver.qtbot.keyClick(menu, Key.Key_Down)
            self._driver.qtbot.keyClick(menu, Key.Key_Return)

        self.press(Key.Key_P, ALT)
        self.tab_to(self.page.attendance.rows[member_id].more)
        self.answering(QMenu, choose, Key.Key_Space)
        self.press(Key.Key_Escape)

    def provisional(self) -> None:
        """Record, read that somebody is missing, and accept that it is onder voorbehoud."""
        field = self.page.panel.form._provisional_field
        self.press(Key.Key_Return, CTRL)
        self._driver.until(lambda: field.error)
        self.press(Key.Key_Space)

    def close(self, waiting: int) -> None:
        """Close the meeting; what was not discussed is carried over. The minutes open."""
        self.press(Key.Key_Return, CTRL | SHIFT)
        asked = self.dialog()
        assert isinstance(asked, ClosingDialog)
        assert len(asked.choices) == waiting
        self.press(Key.Key_Return, CTRL)
        self._driver.until(lambda: self._driver.frame.shown == "minutes")
        self._driver.back_to_window()
        self.settle()

    # After the meeting

    def write_minutes(self, item: int, text: str) -> None:
        """Write the text of an item of the minutes, the first of which is 1."""
        card = list(self.page.cards.values())[item - 1]
        self.tab_to(card.text)
        self.press(Key.Key_A, CTRL)
        self.write(text)
        self.press(Key.Key_Tab)
        self.settle()

    def adopt_minutes(self) -> None:
        """Put the minutes up and adopt them."""
        self.tab_to(self.page.checks.put_up)
        self.press(Key.Key_Space)
        self._driver.until(self.page.checks.adopt.isVisible)
        self.settle()

        self.tab_to(self.page.checks.adopt)
        self.answering(QMessageBox, self.agree, Key.Key_Space)

    def export(self, target: Path) -> None:
        """Write the PDF to a file of one's choice."""

        self.answering(QFileDialog, lambda _asked: self.name_file(target), Key.Key_E, CTRL)
        self._driver.until(target.exists)
