"""What the request says, to be read: the answers of the case by section."""

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from casustafel.domain.committees import Committee
from casustafel.domain.framework_answers import filled, shown_answer
from casustafel.domain.frameworks import Facts, Stage
from casustafel.gui.theme import theme
from casustafel.gui.widgets.key_values import KeyValues
from casustafel.gui.widgets.style import label
from casustafel.gui.words import day, tr
from casustafel.services.case.similar import SimilarCase
from casustafel.services.meeting.room_desk import Desk
from casustafel.services.queue.queue import route_sentence


class Dossier(QScrollArea):
    """Sections with answers; what was not filled in is not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAccessibleName(tr("Dossier"))

    def show_case(self, desk: Desk, committee: Committee) -> None:
        """Show the answers of a request, with similar cases and their outcomes above them."""
        px = theme().px
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, px(10), px(6), px(10))
        layout.setSpacing(px(6))
        case = desk.view.case
        route = route_sentence(case.route_reasons)
        if route:
            layout.addWidget(label(tr("Route"), "label"))
            layout.addWidget(label(route, "muted", wrap=True))
        if desk.similar:
            layout.addWidget(label(tr("Vergelijkbare casussen"), "heading"))
            values = KeyValues(1, content)
            for one in desk.similar:
                values.add_row(one.number, _similar_words(one, committee))
            layout.addWidget(values)
        facts = Facts(law=case.law, care_form=case.care_form, referrer_type=case.referrer_type)
        for section in desk.framework.sections_for(facts, Stage.REQUEST):
            answers = desk.view.answers
            items = [item for item in section.items if filled(answers.get(item.code))]
            if not items:
                continue
            layout.addWidget(label(section.title, "heading"))
            values = KeyValues(1, content)
            for item in items:
                values.add_row(item.text, shown_answer(item, answers.get(item.code)))
            layout.addWidget(values)
        if layout.count() == 0:
            layout.addWidget(label(tr("De aanvraag heeft nog geen antwoorden."), "muted"))
        layout.addStretch(1)
        self.setWidget(content)


def _similar_words(one: SimilarCase, committee: Committee) -> str:
    """Return the outcome, its day, and what is alike beside the form of care."""
    alike = [
        words
        for words, holds in (
            (tr("zelfde aanbieder"), one.same_provider),
            (tr("zelfde aanleiding"), one.same_reason),
        )
        if holds
    ]
    outcome = committee.outcome(one.choice).label
    return f"{outcome}, {day(one.decided_on)} ({', '.join(alike)})"
