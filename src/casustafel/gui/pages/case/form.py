"""The request of a case as a form: fields of the case, the client, and the framework's items."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from casustafel.domain import terms
from casustafel.domain.frameworks import Item, ItemKind, Section
from casustafel.gui.dialogs.form import proposals
from casustafel.gui.pages.case.controls import (
    Control,
    chooser,
    control_for,
    day_control,
    line_control,
    number_control,
    text_control,
)
from casustafel.gui.theme import theme
from casustafel.gui.widgets.card import Card
from casustafel.gui.widgets.folded import FoldedSection
from casustafel.gui.widgets.form_field import FormField
from casustafel.gui.widgets.style import label
from casustafel.services.case_page import CasePage

#: What is told when a field was left: its kind (case, client, answer), name, field and control.
Left = Callable[[str, str, FormField, Control], None]

_SHORT = (ItemKind.CHOICE, ItemKind.SCALE, ItemKind.YES_NO, ItemKind.DATE, ItemKind.NUMBER)


class RequestForm(QWidget):
    """Cards one below the other; optional sections are folded until somebody needs them."""

    def __init__(self, left: Left, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Aanvraag"))
        self._left = left
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, theme().px(6), 0)
        self._outer.setSpacing(theme().px(12))
        self.fields: dict[str, FormField] = {}
        self._may_edit = False

    def show_case(self, found: CasePage) -> None:
        """Show another case."""
        while (item := self._outer.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.fields = {}
        self._may_edit = found.may_edit
        self._outer.addWidget(self._asked_card(found))
        for section in found.sections:
            self._outer.addWidget(self._section(section, found))
        self._outer.addWidget(self._client_card(found))
        self._outer.addStretch(1)

    def _add(
        self, grid: QGridLayout, place: tuple[int, int, int], kind: str, name: str, words: str,
        control: Control, hint: str = "",
    ) -> None:  # fmt: skip
        field = FormField(words, control.widget, hint, required=True)
        control.widget.setEnabled(self._may_edit)
        control.left.connect(lambda: self._left(kind, name, field, control))
        self.fields[f"{kind}.{name}"] = field
        row, column, span = place
        grid.addWidget(field, row, column, 1, span)

    def _asked_card(self, found: CasePage) -> Card:
        case, view = found.view.case, found.view
        card = Card(self.tr("Gevraagd"))
        grid = _grid(card)
        forms = [(key, terms.CARE_FORM.get(key, key)) for key in found.committee.care_forms]
        provider = proposals(found.providers, view.provider.name if view.provider else "")
        box = Control(provider, lambda: provider.currentText().strip() or None)
        edit = provider.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(box.leave)
        controls: Sequence[tuple[str, str, Control]] = (
            ("care_form", self.tr("Zorgvorm"), chooser(forms, case.care_form)),
            ("provider", self.tr("Aanbieder"), box),
            ("request_kind", self.tr("Soort aanvraag"),
             chooser(list(terms.REQUEST_KIND.items()), case.request_kind)),
            ("received", self.tr("Ontvangen"), day_control(case.received)),
            ("referrer_type", self.tr("Verwijzer"),
             chooser(list(terms.REFERRER_TYPE.items()), case.referrer_type or "")),
            ("referrer_name", self.tr("Naam verwijzer"), line_control(case.referrer_name)),
            ("hours_per_week", self.tr("Uren per week"), number_control(case.hours_per_week)),
            ("starts_on", self.tr("Ingangsdatum"), day_control(case.starts_on)),
            ("ends_on", self.tr("Einddatum"), day_control(case.ends_on)),
            ("dossier_number", self.tr("Zaaknummer"), line_control(case.dossier_number, 80)),
            ("exemption", self.tr("Uitzondering"),
             chooser([("regieteam", "Regieteam"), ("ret", "RET-advies")], case.exemption or "")),
            ("exemption_reference", self.tr("Kenmerk RET-advies"),
             line_control(case.exemption_reference, 80)),
        )  # fmt: skip
        for at, (name, words, control) in enumerate(controls):
            self._add(grid, (at // 3, at % 3, 1), "case", name, words, control)
        row = len(controls) // 3
        urgent = chooser(
            [("ja", self.tr("ja")), ("nee", self.tr("nee"))], "ja" if case.urgent else "nee"
        )
        self._add(grid, (row, 0, 1), "case", "urgent", self.tr("Spoed"), urgent)
        self._add(grid, (row, 1, 1), "case", "urgent_before", self.tr("Uiterlijk"),
                  day_control(case.urgent_before))  # fmt: skip
        self._add(grid, (row, 2, 1), "case", "urgent_reason", self.tr("Reden spoed"),
                  line_control(case.urgent_reason))  # fmt: skip
        self._add(grid, (row + 1, 0, 3), "case", "remark", self.tr("Opmerking"),
                  text_control(case.remark, self.tr("Opmerking")))  # fmt: skip
        return card

    def _section(self, section: Section, found: CasePage) -> QWidget:
        answered = any(found.view.answers.get(item.code) is not None for item in section.items)
        inside = Card() if section.folded else Card(section.title)
        if section.help:
            inside.body.addWidget(label(section.help, "hint", wrap=True))
        grid = _grid(inside)
        row = column = 0
        for item in section.items:
            short = item.kind in _SHORT
            span = 1 if short else 3
            if column + span > 3:
                row, column = row + 1, 0
            self._add_item(grid, (row, column, span), item, found)
            column += span
        if not section.folded:
            return inside
        folded = FoldedSection(section.title, opened=answered)
        folded.body.addWidget(inside)
        return folded

    def _add_item(
        self, grid: QGridLayout, place: tuple[int, int, int], item: Item, found: CasePage
    ) -> None:
        control = control_for(item, found.view.answers.get(item.code))
        words = f"{item.text} ({item.unit})" if item.unit else item.text
        self._add(grid, place, "answer", item.code, words, control, item.help)

    def _client_card(self, found: CasePage) -> Card:
        client = found.view.client
        card = Card(self.tr("Cliënt"))
        grid = _grid(card)
        controls: Sequence[tuple[str, str, Control]] = (
            ("given_names", self.tr("Voornamen"), line_control(client.given_names)),
            ("initials", self.tr("Voorletters"), line_control(client.initials, 40)),
            ("prefix", self.tr("Tussenvoegsel"), line_control(client.prefix, 40)),
            ("surname", self.tr("Achternaam"), line_control(client.surname)),
            ("birth_date", self.tr("Geboortedatum"), day_control(client.birth_date)),
            ("postcode", self.tr("Postcode"), line_control(client.postcode, 7)),
            ("house_number", self.tr("Huisnummer"), line_control(client.house_number, 20)),
            ("district", self.tr("Wijk"), line_control(client.district, 80)),
        )
        for at, (name, words, control) in enumerate(controls):
            self._add(grid, (at // 3, at % 3, 1), "client", name, words, control)
        return card


def _grid(card: Card) -> QGridLayout:
    px = theme().px
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(8))
    for column in range(3):
        grid.setColumnStretch(column, 1)
    card.body.addLayout(grid)
    return grid
