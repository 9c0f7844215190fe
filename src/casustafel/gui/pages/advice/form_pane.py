"""The form of one case: what is asked, the criteria to answer by key, and handing in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casustafel.domain import asked as words
from casustafel.domain import terms
from casustafel.gui.pages.advice.joint import JointPane, tab_title
from casustafel.gui.pages.room.criteria_pane import CriteriaPane
from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone, tone_of
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card, KeyValues
from casustafel.gui.widgets.folded import FoldedSection
from casustafel.gui.widgets.layout import below, beside, place, tabs, tabs_first
from casustafel.gui.widgets.line_field import LineField
from casustafel.gui.widgets.pill import StatusPill
from casustafel.gui.widgets.scrolling import bring_into_sight
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr
from casustafel.services.advice.advice_desk import AdviceForm, AdviceLine, AdviceState, JointView

_ORDER = list(AdviceState)


def state_words(state: AdviceState) -> tuple[str, Tone]:
    """Return how a vooradvies stands, in a word with its tone."""
    return terms.ADVICE_STATE[state], tone_of(state)


def columns() -> list[Column[AdviceLine]]:
    """Return what is shown of each case of a coming meeting."""
    tooltip, answers = tr("Hoeveel zijn beantwoord"), tr("Criteria")
    return [
        Column("case", tr("Casus"), 118, lambda line: line.row.number, show=_number),
        Column(
            "meeting",
            tr("Datum"),
            86,
            lambda line: line.meeting.held_on,
            sort=lambda line: (line.meeting.held_on, line.item.position),
            tooltip=tr("Dag van de vergadering"),
        ),
        Column(
            "state",
            tr("Vooradvies"),
            128,
            lambda line: state_words(line.state)[0],
            show=lambda line: Cell(*state_words(line.state)),
            sort=lambda line: _ORDER.index(line.state),
        ),
        Column("answers", answers, 66, _answered, sort=lambda line: line.answered, tooltip=tooltip),
        Column(
            "in",
            tr("Binnen"),
            62,
            lambda line: tr("{n} van {of}").format(n=line.given, of=line.asked),
            sort=lambda line: line.given,
            tooltip=tr("Hoeveel leden hebben ingediend"),
        ),
    ]


def _number(line: AdviceLine) -> Cell:
    form = terms.CARE_FORM.get(line.row.care_form, line.row.care_form)
    return Cell(line.row.number, bold=True, tooltip=" · ".join((form, line.row.provider)))


def _answered(line: AdviceLine) -> str:
    if line.state is AdviceState.RECUSED:
        return ""
    return tr("{n} van {of}").format(n=line.answered, of=line.of)


_WRITABLE = frozenset({AdviceState.TO_DO, AdviceState.DRAFT})


class FormPane(Card):
    """Shows one form; what the user does with it comes out as signals."""

    remarked = Signal(str)
    submit_wanted = Signal()
    take_back_wanted = Signal()
    export_wanted = Signal()
    case_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.form: AdviceForm | None = None
        self.pill = StatusPill("", parent=self)
        self.open_case = button(tr("Casus openen"), self._open_case, kind="link")
        place(self.head, self.pill, self.open_case)
        self.facts = KeyValues(2)
        self.body.addWidget(self.facts)
        self.question = FoldedSection(tr("Hulpvraag en doelen"), opened=False)
        self._question = label("", wrap=True)
        self.question.body.addWidget(self._question)
        self.body.addWidget(self.question)
        self.tabs = tabs(tr("Eigen en alle vooradviezen"), self)
        own = QWidget(self.tabs)
        self.criteria = CriteriaPane(own, tr("Vooradvies"))
        below((self.criteria, 1), self._remark_line(), gap=6, of=own)
        self.joint = JointPane(self.tabs)
        self.tabs.addTab(own, tr("Vooradvies"))
        self.tabs.addTab(self.joint, "")
        self.body.addWidget(self.tabs, 1)
        tabs_first(self.tabs)
        self.foot = self._foot()
        self.body.addLayout(self.foot)

    def _remark_line(self) -> QHBoxLayout:
        name = label(tr("&Opmerking (mag leeg)"), "label")
        self.remark = LineField(parent=self)
        self.remark.setMaxLength(1000)
        self.remark.setPlaceholderText(tr("Alleen wat nodig is"))
        self.remark.setAccessibleName(tr("Opmerking bij de hele casus"))
        self.remark.editingFinished.connect(self._remark_left)
        name.setBuddy(self.remark)
        return beside(name, (self.remark, 1), gap=8)

    def _foot(self) -> QHBoxLayout:
        self.export = button(tr("Formulier opslaan…"), self.export_wanted.emit)
        self.take_back = button(tr("Terugnemen"), self.take_back_wanted.emit)
        self.submit = button(tr("Indienen"), self._submit, keys="Ctrl+Return", kind="primary")
        self.said = label("", "muted", wrap=True)
        return beside(self.export, (self.said, 1), self.take_back, self.submit, gap=8)

    def show_nothing(self) -> None:
        """Hide the form with its buttons, which may stand elsewhere."""
        self.hide()
        self.take_back.hide()
        self.submit.hide()

    def show_form(self, form: AdviceForm, joint: JointView | None, *, fresh: bool) -> None:
        """Show a form; with `fresh` also what is typed in, which is left alone otherwise."""
        self.form = form
        case = form.view.case
        self.set_title(f"{case.number} · {form.view.client.short_name() or '-'}")
        self.pill.show_status(*state_words(form.state))
        self._show_facts(form)
        writable = form.state in _WRITABLE
        typed = _notes(form) if fresh and writable else {}
        self.criteria.show_criteria(
            form.criteria, form.answers, typed, editable=writable, fresh=fresh
        )
        if fresh and writable and "remark" in form.typed:
            self.remark.setText(str(form.typed["remark"]))
        elif fresh or not self.remark.hasFocus():
            self.remark.setText(form.remark)
        self.remark.setEnabled(writable)
        self.submit.setVisible(writable)
        self.take_back.setVisible(form.state is AdviceState.SUBMITTED)
        self.export.setVisible(writable)
        self.said.setText(
            {
                AdviceState.SUBMITTED: tr("Ingediend. Andere leden zien dit nog niet."),
                AdviceState.CLOSED: tr("De vooradviezen liggen op tafel en veranderen niet meer."),
                AdviceState.RECUSED: "",
            }.get(form.state, tr("Alleen u ziet dit, tot u het indient en de casus wordt geopend."))
        )
        self.joint.show_view(joint or JointView(False, (), (), (), ()))
        self.tabs.setTabText(1, tab_title(joint) if joint else tr("Vooradviezen"))
        self.tabs.setTabEnabled(1, joint is not None)
        if fresh:
            self.tabs.setCurrentIndex(1 if form.state is AdviceState.CLOSED and joint else 0)

    def _show_facts(self, form: AdviceForm) -> None:
        view = form.view
        case = view.case
        born = str(view.client.birth_date.year) if view.client.birth_date else ""
        version = tr("versie {n}").format(n=form.framework.version)
        facts = (
            (tr("Zorgvorm"), terms.CARE_FORM.get(case.care_form, case.care_form)),
            (tr("Aanbieder"), view.provider.name if view.provider else ""),
            (tr("Gevraagd"), words.amount_asked(case)),
            (tr("Duur"), words.period_asked(case)),
            (tr("Geboortejaar"), born),
            (tr("Afwegingskader"), version),
        )
        self.facts.fill(facts)
        asked = [str(view.answers.get("help_question") or "")]
        asked += [f"\N{BULLET} {goal}" for goal in words.goals_asked(view.answers)]
        text = "\n".join(part for part in asked if part.strip())
        self._question.setText(text)
        self.question.setVisible(bool(text))

    def confirm(self) -> None:
        """Hand on what is typed and not confirmed yet."""
        self.criteria.confirm()
        self._remark_left()

    def focus_criteria(self) -> None:
        """Put the keyboard on the first criterion without an answer."""
        self.tabs.setCurrentIndex(0)
        self.criteria.focus_criteria()
        bring_into_sight(self.criteria)

    def _remark_left(self) -> None:
        if self.form and self.remark.isEnabled() and self.remark.text() != self.form.remark:
            self.remarked.emit(self.remark.text())

    def _submit(self) -> None:
        self.confirm()
        self.submit_wanted.emit()

    def _open_case(self) -> None:
        if self.form is not None:
            self.case_wanted.emit(self.form.view.case.id)


def _notes(form: AdviceForm) -> dict[str, str]:
    """Return the notes that were being typed, by criterion."""
    return {
        field.removeprefix("note:"): str(text)
        for field, text in form.typed.items()
        if field.startswith("note:")
    }
