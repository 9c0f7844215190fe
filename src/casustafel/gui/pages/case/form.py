"""The request of a case as a form: fields of the case, the client, and the framework's items."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QVBoxLayout, QWidget

from casustafel.domain import terms
from casustafel.domain.case_routing import referrer_of
from casustafel.domain.cases import Case, Client
from casustafel.domain.framework_answers import filled, shown_answer
from casustafel.domain.frameworks import Item, ItemKind, Section
from casustafel.domain.norms import CareForm
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.routing_facts import ReferrerType
from casustafel.domain.wording.catalogue import forms
from casustafel.gui.pages.case.controls import (
    Control,
    chooser,
    control_for,
    day_control,
    line_control,
    number_control,
    proposal_control,
    text_control,
    yes_no,
)
from casustafel.gui.pages.case.side import value_words
from casustafel.gui.pages.case.writing import as_seen
from casustafel.gui.pages.room.care_stack import CareStack
from casustafel.gui.tables.view import ROW_HEIGHT
from casustafel.gui.theme import theme
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.fields import DateField
from casustafel.gui.widgets.folded import FoldedSection
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.layout import STRETCH, below, clear, place
from casustafel.gui.widgets.scrolling import bring_into_sight
from casustafel.gui.widgets.style import label, literal
from casustafel.gui.words import tr
from casustafel.services.case.case_desk import CasePage


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: whose it is, its words and value, and how its control is made."""

    kind: str
    name: str
    words: str
    value: object
    make: Callable[[Any], Control]
    span: int = 1
    hint: str = ""


def _specs(key: str, record: Case | Client, **given: Any) -> list[Spec]:
    """Return the fields that `forms.toml` words under a key.

    Of a field is given its value and what it offers, or None to leave it out.
    """
    made, kind = [], "case" if isinstance(record, Case) else "client"
    for name, said in forms()[key]["fields"].items():
        if (known := given.get(name, ())) is not None:
            value, *offers = known or (getattr(record, name),)
            words, hint = tr(said["name"]), said.get("hint", "")
            make = _maker(said, words, *offers)
            made.append(Spec(kind, name, words, value, make, said.get("span", 1), tr(hint)))
    return made


def _maker(
    said: Mapping[str, Any], words: str, offers: Sequence[Any] = ()
) -> Callable[[Any], Control]:
    """Return what makes the control of a field that shows a value."""
    match said.get("kind", "line"):
        case "choice":
            named = getattr(terms, said.get("terms", ""), {}).items()
            options = [(one, tr(text)) for one, text in said.get("options", ())]
            return partial(chooser, list(offers or named or options))
        case "proposals":
            return partial(proposal_control, offers)
        case "text":
            return partial(text_control, name=words)
        case "line":
            return partial(line_control, longest=said.get("longest", 200))
    return {"day": day_control, "number": number_control, "yes-no": yes_no}[said["kind"]]


def asked_fields(found: CasePage) -> Sequence[Spec]:
    """Return what is asked, of whom and by whom."""
    view, case, needs = found.view, found.view.case, found.asked
    school = view.school.name if view.school else ""
    # What only a GI is asked, where a table may refuse; an answer that stands is shown.
    refuses = any(one.kind is OutcomeKind.REFUSED for one in found.committee.outcomes)
    to_gi = refuses and referrer_of(case.referrer_type) is ReferrerType.GI
    care_forms = [(key, terms.CARE_FORM.get(key, key)) for key in found.committee.care_forms]
    asked = {
        "school": "case.school_id" in needs or school,
        "ordered": to_gi or case.ordered is not None,
        "annual_hours": "case.annual_hours" in needs,
        "weeks_open": case.care_form == CareForm.VDB,
    }
    given: dict[str, Any] = {
        "care_form": (case.care_form, care_forms),
        "provider": (view.provider.name if view.provider else "", found.providers),
        "school": (school, found.schools),
    }
    return _specs("case-asked", case, **given | {key: None for key, on in asked.items() if not on})


def more_fields(found: CasePage) -> Sequence[Spec]:
    """Return what few cases need."""
    return _specs("case-more", found.view.case)


def client_fields(found: CasePage) -> Sequence[Spec]:
    """Return who it is about. A BSN that is known is shown elsewhere, and only with a reason."""
    client = found.view.client
    left_out = {"no_bsn_reason": None, "bsn": None} if client.bsn else {"bsn": ("",)}
    return _specs("case-client", client, **left_out)


_SHORT = (ItemKind.CHOICE, ItemKind.SCALE, ItemKind.YES_NO, ItemKind.DATE, ItemKind.NUMBER)
_COLUMNS = 3
_PERIOD = ("starts_on", "ends_on")
#: More care lines than this scroll within their table.
_MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of the form: of a case, its client or an answer, with its control."""

    kind: str
    name: str
    field: FormField
    control: Control

    @property
    def key(self) -> str:
        """Kind and name, as "answer.help_question"."""
        return f"{self.kind}.{self.name}"


class RequestForm(QWidget):
    """Cards one below the other; optional sections are folded until somebody needs them.

    `left` is called with the entry that was changed and left.
    """

    typed = Signal(object)
    """The entry in which something is being typed."""
    unchanged = Signal(object)
    """The entry that was left as it had been."""

    def __init__(self, left: Callable[[Entry], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Aanvraag"))
        self._left = left
        whole = below(edges=(0, 0, 6, 0), of=self)
        self.top, self._outer = QVBoxLayout(), QVBoxLayout()
        for part in (whole, self._outer):
            part.setSpacing(theme().px(12))
        place(whole, self.top, (self._outer, 1))
        self.entries: dict[str, Entry] = {}
        self._asked: tuple[object, ...] = ()
        self._open: set[str] = set()
        self._to_focus: Entry | None = None
        self._found: CasePage | None = None
        self._seen: dict[str, CasePage] = {}
        """What each field was shown of: who types in it saw that, whatever others make of it."""
        self.sent: set[str] = set()
        """The fields that are being kept: what stands in them is newer than what is read."""

    @property
    def fields(self) -> Mapping[str, FormField]:
        """The fields by kind and name, as "answer.help_question"."""
        return {key: entry.field for key, entry in self.entries.items()}

    def show_case(self, found: CasePage, *, mending: bool = False) -> None:
        """Show a case: anew when other questions apply to it, else only its values.

        `mending` opens the fields of a case that is settled.
        """
        case, self._found = found.view.case, found
        names = tuple(spec.name for spec in asked_fields(found))
        asked = (case.id, names, found.sections, bool(found.view.client.bsn))
        if asked == self._asked:
            self._refresh(found)
            self._lock(found, mending=mending)
            return
        self._asked = asked
        clear(self._outer)
        self.entries, self._open, self._seen = {}, set(), {}
        place(self._outer, self._card(tr("Gevraagd"), asked_fields(found)), self._more(found))
        if found.view.lines:
            self._outer.addWidget(_stack(found))
        for section in found.sections:
            if section.items:
                self._outer.addWidget(self._section(section, found))
        self._outer.addWidget(self._card(tr("Cliënt"), client_fields(found)))
        place(self._outer, label(tr("* nodig voordat de casus op de agenda kan"), "hint"), STRETCH)
        starts, ends = (self.entries[f"case.{key}"].control.widget for key in _PERIOD)
        if isinstance(starts, DateField) and isinstance(ends, DateField):
            ends.follow(starts)
        self._lock(found, mending=mending)
        QTimer.singleShot(0, self, self._settle)

    def _lock(self, found: CasePage, *, mending: bool) -> None:
        """Let no field be changed but those that are open; what was being typed comes back."""
        for key, entry in self.entries.items():
            opens = found.may_type(entry.kind, entry.name, mending=mending)
            entry.control.widget.setEnabled(opens)
            if opens and key not in self._open and key in found.typed:
                entry.control.show_draft(found.typed[key])
            (self._open.add if opens else self._open.discard)(key)

    def leave_all(self) -> None:
        """Leave every field that is open, as the Tab key would."""
        for key in self._open:
            self.entries[key].control.leave()

    def focus_missing(self, found: CasePage) -> None:
        """Put the cursor in the first field that the agenda needs and that is empty."""
        for item in found.required_items:
            entry = self.entries.get(f"answer.{item.code}")
            if entry is not None and not filled(found.view.answers.get(item.code)):
                self._to_focus = entry
                QTimer.singleShot(0, self, self._settle)
                return

    def _settle(self) -> None:
        """Lay the new fields out once they are there; before that they would stand squeezed."""
        for layout in self.findChildren(QLayout):
            layout.invalidate()
        self._outer.activate()
        self.updateGeometry()
        # So that the area around it knows how far it can scroll.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if self._to_focus is not None:
            field, self._to_focus = self._to_focus.field, None
            field.setFocus()
            bring_into_sight(field)

    def words_of(self, found: CasePage, entry: Entry) -> str:
        """Return what is kept in a field, as people read it."""
        value = self._values(found).get(entry.key)
        asked = {f"answer.{item.code}": item for item in _items(found)}
        if entry.key in asked:
            return shown_answer(asked[entry.key], value)
        return value_words(entry.name, value)

    def _values(self, found: CasePage) -> dict[str, object]:
        specs = (*asked_fields(found), *more_fields(found), *client_fields(found))
        values = {f"{spec.kind}.{spec.name}": spec.value for spec in specs}
        answers = found.view.answers
        return values | {f"answer.{one.code}": answers.get(one.code) for one in _items(found)}

    def _refresh(self, found: CasePage) -> None:
        values = self._values(found)
        for key, entry in self.entries.items():
            if key in values:
                self._show_value(entry, values[key], found)

    def _show_value(self, entry: Entry, value: object, found: CasePage) -> None:
        if not entry.field.error and entry.key not in self.sent and entry.control.show_value(value):
            self._seen[entry.key] = found

    def seen(self, entry: Entry, found: CasePage) -> CasePage:
        """Return what was read last, with what a field was when it was shown."""
        return as_seen(found, self._seen.get(entry.key, found), entry.kind, entry.name)

    def saw(self, entry: Entry, found: CasePage) -> None:
        """Take it that who works in a field sees it as it was read now."""
        self._seen[entry.key] = found

    def _catch_up(self, entry: Entry) -> None:
        """Show what others made of a field that was left as it had been."""
        if self._found is not None:
            self._show_value(entry, self._values(self._found).get(entry.key), self._found)

    def _card(self, title: str, specs: Sequence[Spec]) -> Card:
        card = Card(title)
        self._fill(card, specs)
        return card

    def _fill(self, card: Card, specs: Sequence[Spec]) -> None:
        grid = _grid(card)
        row = column = 0
        for spec in specs:
            if column + spec.span > _COLUMNS:
                row, column = row + 1, 0
            self._add(grid, (row, column, spec.span), spec, spec.make(spec.value))
            column += spec.span

    def _more(self, found: CasePage) -> FoldedSection:
        case = found.view.case
        said = (case.exemption, case.dossier_number, case.remark, case.delivery, case.responsible)
        words = tr("Spoed, leveringsvorm, uitzondering, zaaknummer en opmerking")
        folded = FoldedSection(words, opened=case.urgent or any(said))
        card = Card()
        self._fill(card, more_fields(found))
        folded.body.addWidget(card)
        return folded

    def _section(self, section: Section, found: CasePage) -> QWidget:
        answers = found.view.answers
        needed = {item.code for item in found.required_items}
        inside = Card() if section.folded else Card(section.title)
        if section.help:
            inside.body.addWidget(label(section.help, "hint", wrap=True))
        specs = [_item_spec(item, answers.get(item.code), item.code in needed)
                 for item in section.items]  # fmt: skip
        self._fill(inside, specs)
        if not section.folded:
            return inside
        answered = any(answers.get(item.code) is not None for item in section.items)
        opened = answered or any(item.code in needed for item in section.items)
        folded = FoldedSection(section.title, opened=opened)
        folded.body.addWidget(inside)
        return folded

    def _add(
        self, grid: QGridLayout, place: tuple[int, int, int], spec: Spec, control: Control
    ) -> None:
        field = FormField(literal(spec.words), control.widget, spec.hint, required=True)
        field.wrap_name()
        entry = Entry(spec.kind, spec.name, field, control)
        control.left.connect(lambda: self._left(entry))
        control.typed.connect(lambda: self.typed.emit(entry))
        control.unchanged.connect(lambda: self.unchanged.emit(entry))
        control.unchanged.connect(lambda: self._catch_up(entry))
        if self._found is not None:
            self._seen[entry.key] = self._found
        self.entries[entry.key] = entry
        row, column, span = place
        grid.addWidget(field, row, column, 1, span, Qt.AlignmentFlag.AlignTop)


def _items(found: CasePage) -> Iterator[Item]:
    """Give what the framework asks, in its order."""
    return (item for section in found.sections for item in section.items)


def _stack(found: CasePage) -> Card:
    """Return the care of the client as a table (Doorbraakteam)."""
    card = Card(tr("Zorgstapel"))
    stack = CareStack(card)
    stack.show_lines(found.view.lines, found.names, found.detail.today)
    rows = min(len(found.view.lines), _MOST_LINES) + 1
    stack.table.setMinimumHeight(theme().px(ROW_HEIGHT) * rows + theme().px(8))
    card.body.addWidget(stack)
    return card


def _item_spec(item: Item, value: object, needed: bool) -> Spec:
    words = f"{item.text} ({item.unit})" if item.unit else item.text
    return Spec(
        "answer",
        item.code,
        f"{words} *" if needed else words,
        value,
        partial(control_for, item),
        span=1 if item.kind in _SHORT else _COLUMNS,
        hint=item.help,
    )


def _grid(card: Card) -> QGridLayout:
    px = theme().px
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(8))
    for column in range(_COLUMNS):
        grid.setColumnStretch(column, 1)
    card.body.addLayout(grid)
    return grid
