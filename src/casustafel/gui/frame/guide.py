"""What the program tells of its keys, page by page, and the dialog that shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QWidget

from casustafel.domain.wording.catalogue import helping
from casustafel.gui.frame.own import key_hints
from casustafel.gui.page import KeyHint
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button, key_words
from casustafel.gui.widgets.layout import STRETCH, below, beside, give_room
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr

if TYPE_CHECKING:
    from casustafel.gui.frame.window import FrameWindow


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """A part of the overview: its heading, a few sentences, and keys."""

    name: str
    text: str
    hints: Sequence[KeyHint]


def help_groups(frame: "FrameWindow") -> list[HelpGroup]:
    """Return what F1 says on the page that is shown."""
    page, words = frame.page, helping()["pages"].get(frame.shown, "")
    groups = []
    if page is not None:
        groups.append(HelpGroup(page.title_label.text(), tr(words) if words else "", page.keys()))
    lists = (
        KeyHint("Tab", tr("Naar het volgende deel; een hele lijst is één stap")),
        KeyHint("Down", tr("In een lijst: een regel verder")),
        KeyHint("Shift+Down", tr("In een lijst: meer regels kiezen")),
        KeyHint("Ctrl+C", tr("De gekozen regels kopiëren, voor Excel of een bericht")),
        KeyHint("Right", tr("In een rij knoppen: de volgende keuze")),
        KeyHint("Esc", tr("Een vraag sluiten zonder iets te doen; een zoekveld leegmaken")),
    )
    short = tr(
        "Klik op een kop om een lijst daarop te sorteren. Een datum typt u ook kort: 2611 is 26 "
        "november het dichtst bij vandaag, 13w is dertien weken na vandaag of na het begin. Pijl "
        "omlaag opent de kalender."
    )
    everywhere = tr(
        "Bovenaan kiest u de commissie en zoekt u een casus, aanbieder, vergadering of opdracht. "
        "Alles wordt meteen bewaard; onderaan ziet u wanneer dat was."
    )
    groups.append(HelpGroup(tr("In lijsten en velden"), short, lists))
    groups.append(HelpGroup(tr("Overal"), everywhere, key_hints(frame)))
    return groups


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
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setWidget(content)
        # The arrows and the keys of pages scroll; Enter closes, as the default button.
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setAccessibleName(self.windowTitle())
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
