"""All vooradviezen on a case beside each other: agreement can be seen at a glance, in words too."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from casustafel.domain.advice import Agreement
from casustafel.gui.pages.room.criteria import tone_of_answer
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.layout import below, beside, place, wrapping
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.advice.advice_desk import JointAnswer, JointLine, JointView

_RIGHT_WIDTH = 92
_ANSWERS_WIDTH = 200


def agreement_pill(agreement: Agreement) -> tuple[str, Tone]:
    """Return the sign and word for how far members agree, and its tone."""
    return {
        Agreement.NONE: ("", Tone.NEUTRAL),
        Agreement.ALIKE: ("= " + tr("eens"), Tone.GOOD),
        Agreement.DIFFERENT: ("\N{ALMOST EQUAL TO} " + tr("verschil"), Tone.WARN),
        Agreement.OPPOSED: ("\N{NOT EQUAL TO} " + tr("oneens"), Tone.BAD),
    }[agreement]


class JointPane(QScrollArea):
    """One row per criterion with a pill per answer; below it who said what beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Vooradviezen"))
        self.rows: list[QWidget] = []
        self._view: JointView | None = None
        self.show_view(JointView(False, (), (), (), ()))

    @property
    def text(self) -> str:
        """What is said above the criteria."""
        return self._head

    def show_view(self, view: JointView) -> None:
        """Show the vooradviezen, or while they are hidden who has handed in."""
        if view == self._view:
            return
        self._view = view
        px = theme().px
        content = QWidget()
        self._head = head_words(view)
        column = below(label(self._head, "muted", wrap=True), gap=4, edges=(12, 10), of=content)
        self.rows = [self._row(at, line) for at, line in enumerate(view.lines, 1)]
        if view.given or not view.revealed:
            place(column, *self.rows)
            if view.remarks:
                column.addSpacing(px(4))
                column.addWidget(label(tr("Opmerkingen bij de hele casus"), "label"))
            for remark in view.remarks:
                column.addWidget(_said(remark))
        column.addStretch(1)
        self.setWidget(content)

    def _row(self, at: int, line: JointLine) -> QWidget:
        px = theme().px
        row = QFrame()
        row.setObjectName("jointRow")
        words, tone = agreement_pill(line.agreement)
        told = ", ".join(f"{said} {count}" for said, count in line.counts)
        told = told or tr("geen antwoord")
        row.setAccessibleName(f"{line.item.text}: {told}. {words[2:]}")
        answers = QWidget(row)
        answers.setFixedWidth(px(_ANSWERS_WIDTH))
        flow = wrapping(gap=6, of=answers)
        for said, count in line.counts:
            flow.addWidget(StatusPill(f"{said} {count}", tone_of_answer(said), answers))
        right = QWidget(row)
        right.setFixedWidth(px(_RIGHT_WIDTH))
        beside((StatusPill(words, tone, right), 0, Qt.AlignmentFlag.AlignLeft), of=right)
        top = beside(
            (label(f"{at}. {line.item.text}", wrap=True), 1),
            (answers, 0, Qt.AlignmentFlag.AlignVCenter),
            right,
            gap=10,
        )
        column = below(top, gap=3, edges=(0, 5), of=row)
        # Who said what matters where not all said the same, and where somebody explained it.
        plain = [one for one in line.answers if one.said and not one.note]
        if plain and line.agreement is not Agreement.ALIKE:
            text = " \N{MIDDLE DOT} ".join(f"{one.who}: {one.said}" for one in plain)
            column.addWidget(_quiet(text))
        for answer in line.answers:
            if answer.note:
                column.addWidget(_said(answer))
        return row


def _said(answer: JointAnswer) -> QWidget:
    parts = ": ".join(part for part in (answer.who, answer.said) if part)
    return _quiet(f"{parts} \N{EN DASH} {answer.note}" if answer.note else parts)


def _quiet(text: str) -> QWidget:
    made = label(text, "muted", wrap=True)
    made.setIndent(theme().px(18))
    return made


def head_words(view: JointView) -> str:
    """Return who has handed in and who is waited for."""
    if not view.revealed:
        given, of = len(view.given), len(view.given) + len(view.waiting)
        hidden = tr(
            "Verborgen tot de vergadering deze casus opent of alle leden hebben ingediend. "
            "Binnen: {n} van {of}."
        ).format(n=given, of=of)
        waits = tr(" Nog niet: {who}.").format(who=", ".join(view.waiting)) if view.waiting else ""
        return hidden + waits
    if not view.given:
        return tr("Er zijn geen vooradviezen ingediend.")
    said = tr("Ingediend: {who}.").format(who=", ".join(view.given))
    if view.waiting:
        said += tr(" Geen vooradvies: {who}.").format(who=", ".join(view.waiting))
    alike = any(line.agreement is Agreement.ALIKE for line in view.lines)
    opposed = sum(line.agreement is Agreement.OPPOSED for line in view.lines)
    differs = sum(line.agreement is Agreement.DIFFERENT for line in view.lines)
    if not opposed and not differs:
        return said + (tr(" De leden zijn het eens.") if alike else "")
    return said + tr(" Oneens: {opposed}, verschil: {differs}.").format(
        opposed=opposed, differs=differs
    )


def tab_title(view: JointView) -> str:
    """Return the title of a tab: how many vooradviezen there are."""
    return tr("Vooradviezen ({n})").format(n=len(view.given))
