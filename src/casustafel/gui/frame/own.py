"""What the frame offers on every page: its keys and commands, and the help that tells of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QMenu, QWidget

from casustafel.domain.wording.catalogue import helping
from casustafel.gui.page import Command, Context, KeyHint, Page
from casustafel.gui.settings import SIZES, STEP, Settings, choose_size, size_words, step_size
from casustafel.gui.theme import Mode, theme
from casustafel.gui.widgets.buttons import button, key_words
from casustafel.gui.widgets.layout import STRETCH, below, beside, give_room
from casustafel.gui.widgets.scrolling import Scroller
from casustafel.gui.widgets.style import label, literal
from casustafel.gui.words import tr

PASSPHRASE = "passphrase"
"""Opens the page of people with the question for another passphrase of one's own."""


def _choose_mode(settings: Settings, mode: Mode) -> None:
    theme().set_mode(mode)
    settings.keep("theme", mode)


Keys = Mapping[str, tuple[str, Callable[[], object]]]
"""Keys that work everywhere, each with what it does in words, and the doing."""


def key_hints(keys: Keys) -> list[KeyHint]:
    """Return the keys of the frame for F1."""
    return [
        KeyHint("Ctrl+1", tr("Eerste pagina, en zo verder tot Ctrl 9")),
        *(KeyHint(each, text) for each, (text, _do) in keys.items()),
    ]


def own_commands(context: Context, lock: Callable[[], object]) -> list[Command]:
    """Return what the command box offers on every page, beside the help."""
    settings = context.settings
    return [
        *(each for _title, group in _own(context, lock) for each in group),
        Command(tr("Tekst groter"), partial(step_size, settings, STEP)),
        Command(tr("Tekst kleiner"), partial(step_size, settings, -STEP)),
    ]


def _own(context: Context, lock: Callable[[], object]) -> list[tuple[str, list[Command]]]:
    """Return what somebody sets for oneself, in the groups of the menu of the user."""
    frame, settings = context.frame, context.settings
    modes = (
        (tr("Licht thema"), Mode.LIGHT),
        (tr("Donker thema"), Mode.DARK),
        (tr("Thema van het systeem volgen"), Mode.SYSTEM),
    )
    sizes = [
        Command(
            tr("Tekstgrootte {size}").format(size=size_words(size)),
            partial(choose_size, settings, size),
        )
        for size in SIZES
    ]
    own = [
        Command(tr("Vergrendelen"), lock, "Ctrl+L"),
        Command(tr("Iemand anders aan het werk"), lock),
    ]
    if context.keys is not None and frame.has("people"):
        own.append(Command(tr("Mijn wachtzin wijzigen"), partial(frame.open, "people", PASSPHRASE)))
    if frame.has("about"):
        own.append(Command(tr("Vanzelf vergrendelen instellen"), partial(frame.open, "about")))
        own.append(Command(tr("Handleiding"), partial(frame.open, "manual")))
        own.append(Command(tr("Over Casustafel"), partial(frame.open, "about")))
    themes = [Command(words, partial(_choose_mode, settings, mode)) for words, mode in modes]
    return [("", own), (tr("Thema"), themes), (tr("Tekstgrootte"), sizes)]


def fill_menu(menu: QMenu, context: Context, lock: Callable[[], object], who: str) -> None:
    """Offer what somebody sets for oneself, below who that is."""
    menu.clear()
    menu.addAction(literal(who)).setEnabled(False)
    menu.addSeparator()
    for title, group in _own(context, lock):
        part = menu.addMenu(title) if title else menu
        for each in group:
            action = part.addAction(each.text)
            action.triggered.connect(lambda _on=False, run=each.run: run())
            if each.keys:  # only said here: the frame hears it
                action.setText(f"{each.text}\t{key_words(each.keys)}")


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """A part of the overview: its heading, a few sentences, and keys."""

    name: str
    text: str
    hints: Sequence[KeyHint]


def _group(heading: str, key: str, hints: Sequence[KeyHint]) -> HelpGroup:
    """Return a part with what the file of help says and the keys that it names, after `hints`."""
    words, fixed = helping()["pages"].get(key, ""), helping()["keys"].get(key, {})
    named = (KeyHint(keys, tr(does)) for keys, does in fixed.items())
    return HelpGroup(heading, tr(words) if words else "", (*hints, *named))


def help_groups(page: Page | None, shown: str, keys: Sequence[KeyHint]) -> list[HelpGroup]:
    """Return what F1 says on the page that is shown, by its key; `keys` work everywhere."""
    here = [_group(page.title_label.text(), shown, page.keys())] if page is not None else []
    anywhere = tr("Overal")
    return [*here, _group(tr("In lijsten en velden"), "lists", ()), _group(anywhere, "all", keys)]


class KeysDialog(QDialog):
    """Groups of keys with what they do; the first says what the page is for."""

    def __init__(
        self,
        groups: Sequence[HelpGroup],
        parent: QWidget | None = None,
        manual: Callable[[], None] | None = None,
    ) -> None:
        """`manual` opens the manual, which has more room."""
        super().__init__(parent)
        self.setWindowTitle(tr("Hulp en sneltoetsen"))
        px = theme().px
        content = QWidget()
        grid = QGridLayout(content)
        grid.setHorizontalSpacing(px(18))
        grid.setVerticalSpacing(px(6))
        row = 0
        at = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        for group in groups:
            heading = label(group.name, "heading")
            heading.setContentsMargins(0, px(10) if row else 0, 0, 0)
            grid.addWidget(heading, row, 0, 1, 2)
            if group.text:
                row += 1
                grid.addWidget(label(group.text, wrap=True), row, 0, 1, 2)
            for hint in group.hints:
                row += 1
                grid.addWidget(_badge(hint.keys), row, 0, at)
                grid.addWidget(label(hint.text, wrap=True), row, 1)
            row += 1
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(row, 1)
        # The arrows and the keys of pages scroll; Enter closes, as the default button.
        area = Scroller(content, self)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(self.windowTitle())
        close = button(tr("Sluiten"), self.accept, kind="primary")
        close.setDefault(True)
        more = button(tr("Handleiding"), self.accept, kind="link")
        if manual is None:
            more.hide()
        else:
            more.clicked.connect(lambda _on=False: manual())
        below(area, beside(more, STRETCH, close), edges=None, of=self)
        give_room(self, 560, 600)
        area.setFocus()


def _badge(keys: str) -> QLabel:
    made = label(key_words(keys), "key")
    made.setAccessibleName(made.text())
    return made
