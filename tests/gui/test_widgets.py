"""The controls: what they say, what the keyboard does, what they announce."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from accessibility import faults, tab_stops
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casustafel.domain.committees import OutcomeChoice
from casustafel.domain.outcomes import OutcomeKind
from casustafel.gui.dialogs.ask import confirmation
from casustafel.gui.pages.room.outcome_fields import ChoiceGrid
from casustafel.gui.start.strength import strength
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.widgets.buttons import ButtonKind, KeyHintButton, button, key_words
from casustafel.gui.widgets.card import Card, EmptyState, KeyValues, Tile
from casustafel.gui.widgets.chips import Chip, FilterChipBar, MenuChip, SegmentedSwitch, ToggleChips
from casustafel.gui.widgets.elided_label import ElidedLabel
from casustafel.gui.widgets.fields import DateField
from casustafel.gui.widgets.folded import FoldedSection
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import beside
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.progress import ProgressLine, StepIndicator, tone_of
from casustafel.gui.widgets.search_box import SearchBox
from casustafel.gui.widgets.style import label, roles_heard
from casustafel.gui.words import decimal
from casustafel.gui.work import Ticket

KINDS = ("granted", "refused", "held_over")
CHIPS = [Chip("", "Alle", 1211), Chip("new", "Nieuw", 11), Chip("ready", "Klaar voor agenda", 14)]


@pytest.fixture
def bar(qtbot: QtBot) -> FilterChipBar:
    made = FilterChipBar("Status")
    qtbot.addWidget(made)
    made.set_chips(CHIPS)
    made.show()
    return made


def texts(bar: QWidget) -> list[str]:
    from casustafel.gui.widgets.chips import FilterChip

    return [chip.text() for chip in bar.findChildren(FilterChip)]


def test_that_chips_show_their_counts_with_dutch_dots(bar: FilterChipBar) -> None:
    assert texts(bar) == ["Alle 1.211", "Nieuw 11", "Klaar voor agenda 14"]


def test_that_the_arrows_choose_a_chip_and_the_row_is_one_stop_of_the_tab_key(
    bar: FilterChipBar, qtbot: QtBot
) -> None:
    stops = tab_stops(bar)
    assert len(stops) == 1

    with qtbot.waitSignal(bar.chosen) as chosen:
        qtbot.keyClick(stops[0], Qt.Key.Key_Right)
    assert chosen.args == ["new"]
    with qtbot.waitSignal(bar.chosen):
        qtbot.keyClick(tab_stops(bar)[0], Qt.Key.Key_End)
    assert bar.key == "ready"


def test_that_new_counts_keep_the_chip_that_is_on(bar: FilterChipBar, qtbot: QtBot) -> None:
    bar.choose("new")

    with qtbot.assertNotEmitted(bar.chosen):
        bar.set_chips([Chip("", "Alle", 5), Chip("new", "Nieuw", 4), Chip("ready", "Klaar", 1)])

    assert bar.key == "new"
    assert texts(bar) == ["Alle 5", "Nieuw 4", "Klaar 1"]


def test_that_clicking_the_chip_that_is_on_leaves_it_on(bar: FilterChipBar, qtbot: QtBot) -> None:
    first = tab_stops(bar)[0]

    with qtbot.assertNotEmitted(bar.chosen):
        qtbot.mouseClick(first, Qt.MouseButton.LeftButton)

    assert bar.key == ""
    assert tab_stops(bar) == [first]


def test_that_several_reasons_can_be_on(qtbot: QtBot) -> None:
    chips = ToggleChips("Argumentatie")
    qtbot.addWidget(chips)
    chips.set_chips([Chip("a", "Geen alternatief"), Chip("b", "Omvang te hoog")], on=["b"])

    with qtbot.waitSignal(chips.toggled) as toggled:
        qtbot.mouseClick(tab_stops_of(chips)[0], Qt.MouseButton.LeftButton)

    assert toggled.args == ["a", True]
    assert chips.on() == ["a", "b"]


def tab_stops_of(widget: QWidget) -> list[QWidget]:
    widget.show()
    return tab_stops(widget)


def test_that_a_menu_chip_tells_its_choice_and_forgets_one_that_is_gone(qtbot: QtBot) -> None:
    chip = MenuChip("Aanbieder", "Alle aanbieders")
    qtbot.addWidget(chip)
    chip.set_choices([Chip("w", "Zorggroep Waal")])

    with qtbot.waitSignal(chip.chosen) as chosen:
        chip.menu().actions()[-1].trigger()
    assert chosen.args == ["w"]
    assert chip.text() == "Aanbieder: Zorggroep Waal"
    assert chip.isChecked()

    chip.set_choices([Chip("o", "Steunpunt Oost")])
    assert (chip.key, chip.text(), chip.isChecked()) == ("", "Aanbieder", False)


def test_that_the_switch_of_tables_goes_round(qtbot: QtBot) -> None:
    switch = SegmentedSwitch("Tafel")
    qtbot.addWidget(switch)
    switch.set_choices([Chip("cpv", "CPV"), Chip("zbo", "ZBO"), Chip("dbt", "Doorbraak")])
    said: list[str] = []
    switch.chosen.connect(said.append)

    qtbot.keyClick(tab_stops_of(switch)[0], Qt.Key.Key_Left)
    switch.step(1)

    assert said == ["dbt", "cpv"]


def test_that_a_button_carries_its_key_and_the_key_works(qtbot: QtBot) -> None:
    pressed: list[bool] = []
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(button("Opslaan", lambda: pressed.append(True), keys="Ctrl+S"))
    with qtbot.waitActive(window):
        window.show()

    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: pressed == [True])
    assert key_words("Ctrl+Return") == "Ctrl ↵"
    wide, bare = KeyHintButton("Opslaan", "Ctrl+S"), KeyHintButton("Opslaan")
    qtbot.addWidget(wide)
    qtbot.addWidget(bare)
    assert wide.sizeHint().width() > bare.sizeHint().width()
    assert not wide.grab().isNull()


def test_that_searching_waits_for_a_pause_but_not_for_emptying(qtbot: QtBot) -> None:
    box = SearchBox("Zoek…", "Ctrl+K")
    qtbot.addWidget(box)
    said: list[str] = []
    box.text_settled.connect(said.append)

    qtbot.keyClicks(box, "waal")
    qtbot.waitUntil(lambda: said == ["waal"])
    box.clear()

    assert said == ["waal", ""]


def test_that_escape_empties_a_search_and_down_goes_to_the_list(qtbot: QtBot) -> None:
    box = SearchBox("Zoek…", "Ctrl+F")
    qtbot.addWidget(box)
    qtbot.keyClicks(box, "waal")

    with qtbot.waitSignal(box.list_wanted):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.text() == "waal"
    qtbot.keyClick(box, Qt.Key.Key_Escape)

    assert box.text() == ""


def test_that_an_error_stands_beside_its_field_until_one_types(qtbot: QtBot) -> None:
    field = FormField("&Naam", QLineEdit(), "Zoals in het logboek.")
    qtbot.addWidget(field)
    field.show()

    field.show_error("De naam ontbreekt. Vul de naam in.")
    assert field.error == "De naam ontbreekt. Vul de naam in."
    assert field.line.accessibleName() == "Naam"
    assert field.line.accessibleDescription() == field.error

    qtbot.keyClicks(field.line, "V")
    assert field.error == ""
    assert field.line.accessibleDescription() == "Zoals in het logboek."


def test_that_a_banner_says_a_sentence_and_its_button_does_and_closes(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    done: list[bool] = []

    banner.say("Ingetrokken.", Tone.GOOD, action="Ongedaan maken", do=lambda: done.append(True))
    assert banner.text == "Ingetrokken."
    qtbot.mouseClick(tab_stops(banner)[0], Qt.MouseButton.LeftButton)

    assert done == [True]
    assert banner.text == ""


def test_that_a_folded_part_is_opened_by_its_line(qtbot: QtBot) -> None:
    part = FoldedSection("Meer gegevens")
    qtbot.addWidget(part)
    field = QLineEdit()
    field.setAccessibleName("Toelichting")
    part.body.addWidget(field)
    part.show()
    assert not field.isVisible()

    qtbot.keyClick(tab_stops(part)[0], Qt.Key.Key_Space)

    assert field.isVisible()
    assert part.opened
    role = QAccessible.queryAccessibleInterface(tab_stops(part)[0]).role()
    assert role is QAccessible.Role.Button  # no box to tick


def test_that_an_outcome_is_one_of_a_named_group_and_can_be_none(qtbot: QtBot) -> None:
    """H40: a radio button; nothing is chosen before the chair chooses, and after it is undone."""
    grid = ChoiceGrid()
    qtbot.addWidget(grid)
    grid.set_choices(
        [OutcomeChoice(code=one, verb=one, label=one, kind=OutcomeKind(one)) for one in KINDS]
    )
    parts = list(grid.buttons.values())
    found = [QAccessible.queryAccessibleInterface(one) for one in parts]
    assert {one.role() for one in found} == {QAccessible.Role.RadioButton}
    assert QAccessible.queryAccessibleInterface(grid).role() is QAccessible.Role.Grouping
    for code in (*grid.buttons, ""):
        grid.show_choice(code)
        assert [key for key, one in grid.buttons.items() if one.isChecked()] == [code] * bool(code)


def test_that_a_title_is_heard_as_a_heading_and_other_text_as_text(qtbot: QtBot) -> None:
    """H40: also after its words change, and when it is cut for want of room."""
    roles_heard()
    title, text, cut = (
        label("Wachtrij", "title"),
        label("Wachtrij", "muted"),
        ElidedLabel("heading"),
    )
    for each in (title, text, cut):
        qtbot.addWidget(each)
    title.setText("Vandaag")
    cut.resize(40, 20)
    cut.show_text("Een lange titel die niet past")
    heard = [QAccessible.queryAccessibleInterface(each) for each in (title, cut, text)]
    roles, named = QAccessible.Role, QAccessible.Text.Name
    assert [each.role() for each in heard] == [roles.Heading, roles.Heading, roles.StaticText]
    assert [each.text(named) for each in heard] == ["Vandaag", cut.whole, "Wachtrij"]


def test_that_progress_follows_a_ticket_and_its_button_cancels(qtbot: QtBot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    ticket = Ticket()
    line.follow(ticket, "Inlezen")
    ticket.hear(1200, 10000)

    assert "1.200 van 10.000" in [label.text() for label in line.findChildren(type(line._count))]
    qtbot.mouseClick(tab_stops(line)[0], Qt.MouseButton.LeftButton)

    assert ticket.cancelled


def test_that_a_dangerous_question_cancels_by_default(qtbot: QtBot) -> None:
    box = confirmation(None, "Casus verwijderen?", "Dit kan niet terug.", "Verwijderen")
    qtbot.addWidget(box)

    default = box.defaultButton()

    assert default.text() == "Annuleren"
    assert box.buttonRole(default) is QMessageBox.ButtonRole.RejectRole
    assert box.escapeButton() is default


def test_that_a_question_is_of_the_same_make_as_the_other_dialogs(qtbot: QtBot) -> None:
    """H29, H42: no sign of its own, the title whole, and the verb to the right of what cancels."""
    title = "Vergadering van 3 december afgelasten?"
    box = confirmation(None, title, "De agenda vervalt.", "Afgelasten", no="Niet doen")
    qtbot.addWidget(box)
    box.show()
    cancel, verb = sorted(box.buttons(), key=lambda one: one.x())
    assert (cancel.text(), verb.text()) == ("Niet doen", "Afgelasten")
    assert verb.property("kind") == "primary"
    assert box.iconPixmap().isNull()
    said = box.findChild(QLabel, "qt_msgbox_label")
    assert said.font().pixelSize() == theme().px(20)
    beside_title = 120  # signs and buttons of the frame around the window
    assert box.width() > QFontMetrics(theme().font()).horizontalAdvance(title) + beside_title


@pytest.mark.parametrize("weeks", range(0, 60, 4))
def test_that_no_question_is_cut_however_long_its_title_is(qtbot: QtBot, weeks: int) -> None:
    """H29: a title that is a little wider than the window goes on at the next line."""
    box = confirmation(None, "Vergadering " + "w" * weeks + " op 7-12?", "De agenda vervalt.", "Ja")
    qtbot.addWidget(box)
    box.show()
    title = box.findChild(QLabel, "qt_msgbox_label")
    wide = title.fontMetrics().horizontalAdvance(title.text())
    assert title.wordWrap() or wide <= title.contentsRect().width()


@pytest.mark.parametrize(
    ("fraction", "tone"),
    [(1.0, Tone.GOOD), (5 / 6, Tone.WARN), (0.75, Tone.WARN), (4 / 6, Tone.BAD), (0.0, Tone.BAD)],
)
def test_that_completeness_is_good_only_when_all_is_there(fraction: float, tone: Tone) -> None:
    assert tone_of(fraction) is tone


@pytest.mark.parametrize(
    ("passphrase", "tone"),
    [
        ("", Tone.INFO),
        ("geheim", Tone.BAD),
        ("aaaaaaaaaaaaaaaaaa", Tone.BAD),
        ("groene fietsbel", Tone.BAD),
        ("groene fietsbel zingt dinsdag", Tone.GOOD),
        ("qV7#mZ2!pL9&xT4@wR6%", Tone.GOOD),
    ],
)
def test_that_the_hint_on_a_passphrase_looks_at_words_and_variety(
    passphrase: str, tone: Tone
) -> None:
    assert strength(passphrase).tone is tone


def test_that_all_controls_together_have_names_roles_and_a_tab_order(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    card = Card("Cliënt")
    values = KeyValues(2)
    values.add_row("Gevraagd", "4 uur per week")
    values.add_row("Aanbieder", StatusPill("toeleidingsstop", Tone.BAD))
    card.body.addWidget(values)
    bar = FilterChipBar("Status")
    bar.set_chips(CHIPS)
    steps = StepIndicator(["Bestand", "Kolommen", "Controle", "Klaar"])
    steps.show_step(2)
    for part in (
        card,
        bar,
        steps,
        Tile("Waarschuwing"),
        EmptyState("Niets gevonden", "Zoek op iets anders.", "Filters wissen"),
        FoldedSection("Meer"),
        FormField("Naam"),
        MenuChip("Aanbieder", "Alle"),
        button("Opslaan", keys="Ctrl+S", kind="primary"),
    ):
        layout.addWidget(part)
    window.show()

    assert faults(window) == []
    assert steps.accessibleName() == "Stap 3 van 4: Controle"
    assert not window.grab().isNull()


def test_that_a_button_without_a_name_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(KeyHintButton(""))
    window.show()

    assert faults(window) != []


def test_that_a_button_keeps_its_key_when_its_words_change(qtbot: QtBot) -> None:
    made = button("Pauze", keys="F8")
    qtbot.addWidget(made)
    made.setText("Verder")
    assert made.shortcut().toString() == "F8"
    assert made.accessibleName() == "Verder"


def test_that_a_key_acts_at_once(qtbot: QtBot) -> None:
    pressed: list[str] = []
    made = button("Opslaan", lambda: pressed.append("F8"), keys="F8")
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    qtbot.keyClick(made, Qt.Key.Key_F8)
    assert pressed == ["F8"]


@pytest.fixture
def sized() -> Iterator[Callable[[int], None]]:
    """Gives text a size in percent; afterwards it is as it was."""
    before = theme().scale
    yield lambda percent: theme().set_scale(percent / 100)
    theme().set_scale(before)


def test_that_widgets_that_are_there_follow_another_size_of_text(
    qtbot: QtBot, sized: Callable[[int], None]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    search = SearchBox("Zoek in deze lijst", "Ctrl+F")
    search.set_widths(150, 180)
    facts, chosen = KeyValues(), DateField("Datum")
    facts.add_row("Wie", "J.V.")
    menu = MenuChip("Aanbieder", "Alle")
    nothing = EmptyState("Niets gevonden", "Zoek op iets anders.")
    parts = (search, facts, chosen, menu, nothing)
    for part in parts:
        layout.addWidget(part)

    def least() -> list[tuple[int, int]]:
        return [(each.minimumSizeHint().width(), each.minimumWidth()) for each in parts]

    window.show()
    small, mark = least(), menu.iconSize().width()
    sized(200)
    assert (search.minimumWidth(), search.maximumWidth()) == (300, 360)
    assert (chosen.minimumWidth(), chosen.maximumWidth()) == (236, 300)
    assert facts.minimumSizeHint().width() > small[1][0]
    assert menu.iconSize().width() == 2 * mark
    sized(100)
    assert least() == small


@pytest.mark.parametrize("kind", ["danger", "link"])
def test_that_a_button_that_cannot_be_used_looks_so(qtbot: QtBot, kind: ButtonKind) -> None:
    made = button("Afgelasten", kind=kind)
    qtbot.addWidget(made)
    colour = theme().colour("bad_text" if kind == "danger" else "brand").rgb()

    def shows_its_colour() -> bool:
        image = made.grab().toImage()
        spots = ((x, y) for x in range(image.width()) for y in range(image.height()))
        return any(image.pixel(x, y) == colour for x, y in spots)

    assert shows_its_colour()
    made.setEnabled(False)
    assert not shows_its_colour()


def test_that_no_edge_and_no_gap_take_no_pixel(qtbot: QtBot) -> None:
    held = QWidget()
    qtbot.addWidget(held)
    row = beside(QLineEdit(), QLineEdit(), gap=0, of=held)
    edges = row.contentsMargins()
    assert (edges.left(), edges.top(), edges.right(), edges.bottom(), row.spacing()) == (0,) * 5


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", "12"),
        (" 12,5 ", "12.5"),
        ("12.5", "12.5"),
        ("1.250", "1250"),
        ("1.250.000,75", "1250000.75"),
        ("-3", "-3"),
        ("1.000.5", None),
        ("1,2,3", None),
        ("NaN", None),
        ("1e5", None),
        ("", None),
    ],
)
def test_that_a_number_is_read_as_it_is_written_here(typed: str, meant: str | None) -> None:
    """Seen by hand: 1.250 was kept as one and a quarter, while a list in Excel reads 1250."""
    assert decimal(typed) == (None if meant is None else Decimal(meant))
