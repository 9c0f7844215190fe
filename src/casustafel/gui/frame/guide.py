"""What the program tells of its keys, page by page, and the dialog that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QScrollArea, QWidget

from casustafel.gui.frame.own import key_hints
from casustafel.gui.page import KeyHint
from casustafel.gui.theme import theme
from casustafel.gui.widgets.buttons import button, key_words
from casustafel.gui.widgets.layout import below, give_room
from casustafel.gui.widgets.style import label
from casustafel.gui.words import QT_TR_NOOP, tr

if TYPE_CHECKING:
    from casustafel.gui.frame.window import FrameWindow

#: What somebody who opens a page for the first time wants to know, by the key of the page.
PAGE_WORDS: dict[str, str] = {
    "today": QT_TR_NOOP(
        "Hier staat per commissie wat op iemand wacht: de volgende vergadering, casussen die "
        "niet compleet zijn, termijnen, acties en notulen. Open een regel om erheen te gaan."
    ),
    "queue": QT_TR_NOOP(
        "Hier staan de casussen die op de commissie wachten. Boven de lijst kiest u een stand "
        "of een filter. Bij de casus onder de cursor staan de route en wat nog mist. Een "
        "Excel-lijst en ingevulde aanvraagformulieren sleept u hierheen."
    ),
    "case": QT_TR_NOOP(
        "Hier staat de hele casus: de aanvraag, de cliënt, de route en wat er eerder gebeurde. "
        "Wat u wijzigt, is bewaard zodra u het veld verlaat."
    ),
    "import": QT_TR_NOOP(
        "Een lijst komt binnen in vier stappen: bestand, kolommen, controle, klaar. Er wordt "
        "niets gewijzigd tot u na de controle importeert. Een hele import is daarna ongedaan "
        "te maken."
    ),
    "meetings": QT_TR_NOOP(
        "Hier plant u vergaderingen, en opent u de agenda, de vergadering of de notulen."
    ),
    "agenda": QT_TR_NOOP(
        "Hier zet u casussen op de agenda, in de volgorde waarin de commissie ze bespreekt. U "
        "ziet erbij of het in de tijd past en wie er mist."
    ),
    "room": QT_TR_NOOP(
        "Hier leidt u de vergadering: links de agenda en wie er is, in het midden de casus met "
        "de toetsen, rechts de uitkomst. Wat u typt, is binnen twee seconden bewaard."
    ),
    "minutes": QT_TR_NOOP(
        "Hier schrijft u per agendapunt de tekst; ernaast staan de bladzijden zoals ze worden. "
        "De controles zeggen wat nog moet voordat de notulen vastgesteld kunnen worden."
    ),
    "advice": QT_TR_NOOP(
        "Hier geeft u voor de vergadering per casus uw oordeel bij elke toets, en dient u dat "
        "in. Een ingevuld formulier van een lid leest u hier ook in."
    ),
    "actions": QT_TR_NOOP(
        "Hier staan de acties en voorwaarden, met wie ze doet en wanneer ze klaar zijn."
    ),
    "feedback": QT_TR_NOOP(
        "Hier staan de casussen met een uitkomst. Leg vast aan wie die is verteld, en welke "
        "beschikking erop volgde."
    ),
    "cases": QT_TR_NOOP(
        "Hier vindt u elke casus van elke commissie die u mag zien, ook wat is afgerond."
    ),
    "providers": QT_TR_NOOP(
        "Hier staan de aanbieders met hun AGB-code en hun andere namen. Staat een aanbieder er "
        "twee keer, dan voegt u die samen."
    ),
    "register": QT_TR_NOOP(
        "Hier staan per aanbieder de normen en de toeleidingsstops, en wie er tijdens een stop "
        "instroomde. Verandert het register, dan krijgen casussen zonder uitkomst opnieuw hun "
        "route."
    ),
    "people": QT_TR_NOOP(
        "Hier staan de zetels van de commissie, en de personen die met dit programma werken, "
        "met hun rollen."
    ),
    "committees": QT_TR_NOOP(
        "Hier staat hoe elke commissie werkt. U wijzigt een commissie in haar bestand: "
        "exporteer het, pas het aan en importeer het weer."
    ),
    "frameworks": QT_TR_NOOP(
        "Hier staat wat de commissie weegt, in versies. Een nieuwe versie is een concept tot u "
        "die vaststelt. Een concept kunt u eerst proberen op lopende casussen."
    ),
    "retention": QT_TR_NOOP(
        "Hoe lang iets bewaard blijft, wat met een tweede persoon vernietigd wordt, en wat "
        "betrokkenen vragen."
    ),
    "log": QT_TR_NOOP(
        "Hier staat wie wat deed en wanneer. Van een veld staat de naam er, niet wat erin stond."
    ),
    "about": QT_TR_NOOP(
        "Hier staan de versies en licenties, en na hoeveel minuten het venster vanzelf vergrendelt."
    ),
}


@dataclass(frozen=True, slots=True)
class HelpGroup:
    """A part of the overview: its heading, a few sentences, and keys."""

    name: str
    text: str
    hints: Sequence[KeyHint]


def help_groups(frame: "FrameWindow") -> list[HelpGroup]:
    """Return what F1 says on the page that is shown."""
    page, words = frame.page, PAGE_WORDS.get(frame.shown, "")
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

    def __init__(self, groups: Sequence[HelpGroup], parent: QWidget | None = None) -> None:
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
        below(area, (close, 0, Qt.AlignmentFlag.AlignRight), edges=None, of=self)
        give_room(self, 560, 600)
        area.setFocus()


def _badge(keys: str) -> QLabel:
    made = label(key_words(keys), "key")
    made.setAccessibleName(made.text())
    return made
