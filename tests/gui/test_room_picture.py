"""The room as in the picture: what the table weighs stands in one table, and is in sight."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from driving import Driver, driving
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from test_sight import seen

from casustafel.domain.actions import ActionKind
from casustafel.domain.frameworks import Facts, Framework, Item
from casustafel.domain.meetings import AgendaItem
from casustafel.gui.pages.room.criteria import SAID, CriteriaTable
from casustafel.gui.pages.room.page import RoomPage
from casustafel.gui.settings import Settings
from casustafel.services.advice import advice, advice_desk
from casustafel.services.following import actions
from casustafel.services.meeting import room
from workspaces import Table

SIZES = {"1366x768": (1366, 768), "1024x600": (1024, 600)}
WORDS = "Deze zorg is nodig omdat thuis en op school niets anders past bij dit kind en dit gezin"


@pytest.fixture(params=[SIZES["1366x768"]], ids=["1366x768"])
def driver(
    request: pytest.FixtureRequest, table: Table, settings: Settings, qtbot: QtBot
) -> Iterator[Driver]:
    with driving(table, settings, qtbot) as made:
        made.frame.resize(*request.param)
        yield made


def at_case(driver: Driver, *, advised: bool = True) -> tuple[RoomPage, AgendaItem]:
    """Open the room at the first case of two, with vooradviezen of three members."""
    meeting, items = driver.table.opened(2, weighed=False)
    if advised:
        for said in ("ja", "ja", "deels"):
            _advise(driver.table, items[0], said)
    driver.table.do(room.go_to, items[0].id)
    page = driver.open("room", meeting.id)
    assert isinstance(page, RoomPage)
    driver.until(lambda: page.sitting is not None and page.sitting.desk is not None)
    driver.settle()
    return page, items[0]


def _advise(table: Table, item: AgendaItem, said: str) -> None:
    asked = table.ask(advice_desk.round_of, item.id)
    member = next(one.member for one in asked.asked if not asked.submitted(one.member.id))
    for criterion in table.ask(advice_desk.form, item.id, member.id).criteria:
        table.do(advice.answer, item.id, member.id, criterion.code, said)
    table.do(advice.submit, item.id, member.id)


@pytest.fixture
def long_criteria(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each criterion be a sentence of 90 signs."""
    short = Framework.criteria

    def long(self: Framework, facts: Facts | None = None) -> tuple[Item, ...]:
        return tuple(replace(one, text=WORDS.ljust(90, ".")) for one in short(self, facts))

    monkeypatch.setattr(Framework, "criteria", long)


def rows_in_sight(table: CriteriaTable) -> list[int]:
    """Return the rows of which everything is seen."""
    inside = table.viewport().visibleRegion().boundingRect()
    at = range(table.model().rowCount())
    return [row for row in at if inside.contains(table.visualRect(table.model().index(row, 0)))]


def test_that_criteria_and_vooradviezen_stand_in_one_table(driver: Driver) -> None:
    """`ux/vergadering.png`."""
    page, _ = at_case(driver)
    table, model = page.pane.criteria.table, page.pane.criteria.model
    driver.until(lambda: not table.isColumnHidden(SAID))
    titles = [column.title for column in model.columns]
    assert titles == ["Criterium", "Vooradviezen", "Commissie"]
    assert model.data(model.index(0, SAID)) == "ja 2, deels 1"


def test_that_without_vooradviezen_the_questions_have_their_room(driver: Driver) -> None:
    page, _ = at_case(driver, advised=False)
    assert page.pane.criteria.table.isColumnHidden(SAID)


@pytest.mark.usefixtures("long_criteria")
def test_that_a_usual_case_is_seen_whole_with_its_outcome(driver: Driver) -> None:
    """H1, H2: six criteria of 90 signs and a plain grant, at 1366x768 without scrolling."""
    page, _ = at_case(driver)
    page.choose_outcome(1)
    driver.settle()
    table = page.pane.criteria.table
    driver.until(lambda: rows_in_sight(table) == [0, 1, 2, 3, 4, 5])
    bar = page.ground.findChild(QWidget, "roomCase").verticalScrollBar()
    assert bar.maximum() == 0
    form = page.panel.form
    parts = (form.choices, form.reasons, form.motivation, form.vote, form.valid_until)
    for part in (*parts, form.transfer, page.panel.promises, page.panel.advance):
        assert seen(part), part


@pytest.mark.usefixtures("long_criteria")
@pytest.mark.parametrize("driver", SIZES.values(), ids=SIZES, indirect=True)
def test_that_the_criteria_follow_the_answers(driver: Driver) -> None:
    """H2: the row that is answered and one more are in sight."""
    page, _ = at_case(driver)
    page.setFocus()
    driver.press(Qt.Key.Key_K)
    table, last = page.pane.criteria.table, page.pane.criteria.model.total - 1
    for at in range(1, last + 1):
        driver.press(Qt.Key.Key_J)
        driver.settle()
        assert table.currentIndex().row() == at
        driver.until(lambda at=at: {at, min(at + 1, last)} <= set(rows_in_sight(table)))


def test_that_an_action_with_long_words_wraps_in_the_pane(driver: Driver) -> None:
    """H3."""
    page, item = at_case(driver)
    text = "Warme overdracht naar basishulp met een gesprek waar ook de school bij zit"
    for kind in (ActionKind.ACTION, ActionKind.CONDITION):
        driver.table.do(
            actions.add,
            "cpv",
            text,
            "Buurtteams Volwassenen en Buurtteams Jeugd en Gezin",
            due_on=driver.table.today,
            kind=kind,
            item_id=item.id,
        )
    page.reload()
    driver.settle()
    promises = page.panel.promises
    driver.until(lambda: len(promises.made) == 2)
    driver.settle()
    inside = page.panel.inside.parentWidget()
    area = inside.parentWidget()
    assert inside.width() <= area.width()
    for made in promises.made:
        assert made.width() <= promises.width()
        assert made.height() >= made.heightForWidth(made.width()) > made.fontMetrics().height() * 2


def test_that_what_is_clicked_is_large_enough(driver: Driver) -> None:
    """H30: 24 pixels each way (WCAG 2.5.8)."""
    page, _ = at_case(driver)
    page.choose_outcome(2)
    page.panel.form.contributions.set_rows([{"party": "BJG"}])
    page.panel.form._who_does_what.show()
    driver.settle()
    buttons = [*page.findChildren(QPushButton), *page.findChildren(QToolButton)]
    # The calendar within a field of a day is opened by Down as well.
    apart = [each for each in buttons if not isinstance(each.parentWidget(), QLineEdit)]
    clicked = [each for each in apart if each.isVisible()]
    small = {each.accessibleName() for each in clicked if min(each.size().toTuple()) < 24}
    assert clicked and small == set()


def test_that_the_motivation_grows_to_eight_lines(driver: Driver) -> None:
    """H7."""
    page, _ = at_case(driver)
    page.choose_outcome(3)
    field = page.panel.form.motivation
    line = field.fontMetrics().lineSpacing()
    least = field.height()
    assert 2 * line < least < 4 * line
    field.setPlainText("\n".join(["Een regel"] * 8))
    driver.until(lambda: field.height() == least + 6 * line)
    field.setPlainText("\n".join(["Een regel"] * 30))
    driver.settle()
    assert field.height() == least + 6 * line
