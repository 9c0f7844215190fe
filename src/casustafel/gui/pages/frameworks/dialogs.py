"""Working on a group or a question of a concept, and adopting it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.domain import framework_edit, terms
from casustafel.domain.committees import Committee
from casustafel.domain.errors import CasustafelError
from casustafel.domain.frameworks import Condition, Item, ItemKind, Required, Section, Stage
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.routing_facts import Trigger
from casustafel.domain.wording.catalogue import label as words
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.dialogs.form import Part, lines
from casustafel.gui.problems import explain
from casustafel.gui.widgets.chips import Chip, ToggleChips
from casustafel.gui.widgets.folded import FoldedSection
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr


def _chips(name: str, all_: Mapping[str, str], on: Iterable[str]) -> ToggleChips:
    """Return chips of which any number is on, as high as their rows need."""
    chips = ToggleChips(name)
    chips.set_chips([Chip(code, text) for code, text in all_.items()], on)
    policy = chips.sizePolicy()
    policy.setHeightForWidth(True)
    chips.setSizePolicy(policy)
    return chips


class ConditionEditor(FoldedSection):
    """To which cases something applies; folded while it applies to all."""

    def __init__(
        self,
        committee: Committee,
        condition: Condition,
        optional_for: Iterable[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        given = condition != Condition() or bool(optional_for)
        super().__init__(tr("Geldt alleen voor…"), opened=given, parent=parent)
        self._chips: dict[str, ToggleChips] = {}
        laws = {code: terms.LAW.get(code, code) for code in committee.laws}
        forms = {code: terms.CARE_FORM.get(code, code) for code in committee.care_forms}
        triggers = {one.value: one.value for one in Trigger}
        self._add("laws", tr("Wet"), laws, condition.laws)
        self._add("care_forms", tr("Zorgvorm"), forms, condition.care_forms)
        self._add("triggers", tr("Aanleiding"), triggers, condition.triggers)
        alone = tr("Niet als dit de enige aanleiding is")
        self._add("alone", alone, triggers, condition.unless_only)
        referrers = terms.REFERRER_TYPE
        self._add("not", tr("Niet tonen aan verwijzer"), referrers, condition.not_referrers)
        if optional_for is not None:
            self._add("optional", tr("Nooit verplicht voor verwijzer"), referrers, optional_for)

    def _add(self, key: str, name: str, all_: Mapping[str, str], on: Iterable[str]) -> None:
        chips = _chips(name, all_, on)
        self.body.addLayout(below(label(name, "label"), chips, gap=3))
        self._chips[key] = chips

    def _on(self, key: str) -> frozenset[str]:
        return frozenset(self._chips[key].on()) if key in self._chips else frozenset()

    @property
    def parts(self) -> dict[str, Part]:
        """What is kept of these choices while somebody makes them."""
        return {f"only-{key}": self._part(chips) for key, chips in self._chips.items()}

    def _part(self, chips: ToggleChips) -> Part:
        def show(keys: Sequence[str]) -> None:
            chips.show_on(keys)
            self.set_opened(self.opened or bool(keys))

        return Part(chips.on, show, chips.toggled)

    @property
    def condition(self) -> Condition:
        """What is chosen."""
        return Condition(
            laws=self._on("laws"),
            care_forms=self._on("care_forms"),
            triggers=self._on("triggers"),
            unless_only=self._on("alone"),
            not_referrers=self._on("not"),
        )

    @property
    def optional_for(self) -> frozenset[str]:
        """The referrers who never have to answer."""
        return self._on("optional")


def _outcome_chips(committee: Committee, on: Collection[OutcomeKind]) -> ToggleChips:
    """Offer the kinds of outcome of a table that can be made to wait for an answer."""
    said = {one.kind for one in committee.outcomes} - {OutcomeKind.HELD_OVER}
    kinds = {one.value: words(one) for one in OutcomeKind if one in said or one in on}
    return _chips(tr("Verplicht vóór een uitkomst"), kinds, on)


def section_form(
    parent: QWidget,
    committee: Committee,
    section: Section | None = None,
    taken: Collection[str] = (),
) -> Form:
    """Ask for a new group with a code that is not `taken`, or for what changes of `section`."""
    start = section or Section(code="", title="", stage=Stage.REQUEST, items=())
    applies = ConditionEditor(committee, start.condition)

    def makes(**given: Any) -> Section:
        code = start.code or framework_edit.code_for(given["title"], set(taken))
        return replace(start, code=code, condition=applies.condition, **given)

    return Form.of(
        "section" if section else "new-section",
        parent,
        start,
        makes=makes,
        stage=Stage,
        applies=applies,
    )


def item_form(
    parent: QWidget,
    committee: Committee,
    stage: Stage,
    item: Item | None = None,
    taken: Collection[str] = (),
) -> Form:
    """Ask for a new question of a group of this stage, or for what changes of `item`.

    Its code is not `taken`. What its kind or its stage does not have is hidden.
    """
    start = item or Item(code="", text="", kind=ItemKind.SCALE)
    applies = ConditionEditor(committee, start.condition, start.optional_for)
    outcomes = _outcome_chips(committee, start.for_outcomes)
    options = lines("\n".join(option.label for option in start.options))
    columns = lines("\n".join(framework_edit.column_line(one) for one in start.columns))

    def of_kind(*kinds: ItemKind) -> Callable[[Form], bool]:
        return lambda form: form.text("kind") in kinds

    def makes(text: str, options: list[str], columns: list[str], **given: Any) -> Item:
        made = replace(
            start,
            **given,
            code=start.code or framework_edit.code_for(text, set(taken)),
            text=text,
            condition=applies.condition,
            optional_for=applies.optional_for,
            options=(),
            columns=(),
        )
        if made.kind in _WITH_OPTIONS:
            return replace(made, options=framework_edit.options_from(options, start.options))
        if made.kind is ItemKind.TABLE:
            return replace(made, columns=framework_edit.columns_from(columns, start.columns))
        return made if made.kind is ItemKind.NUMBER else replace(made, unit="")

    def too_few(options: str) -> str:
        return tr("Vul ten minste twee keuzes in.") if len(_lines(options)) < 2 else ""

    at_outcome = stage is not Stage.REQUEST or bool(start.for_outcomes)
    return Form.of(
        "item" if item else "new-item",
        parent,
        start,
        makes=makes,
        text=With(of=_on_one_line),
        kind=ItemKind,
        required=Required,
        for_outcomes=With(
            control=outcomes,
            of=lambda on: frozenset(map(OutcomeKind, on)),
            when=lambda _form: at_outcome,
        ),
        unit=With(when=of_kind(ItemKind.NUMBER)),
        options=With(control=options, of=_lines, fault=too_few, when=of_kind(*_WITH_OPTIONS)),
        columns=With(control=columns, of=_lines, fault=_unreadable, when=of_kind(ItemKind.TABLE)),
        applies=applies,
    )


_WITH_OPTIONS = (ItemKind.CHOICE, ItemKind.MULTI)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> list[str]:
    return [one for one in text.splitlines() if one.strip()]


def _unreadable(columns: str) -> str:
    try:
        found = framework_edit.columns_from(_lines(columns))
    except CasustafelError as error:
        return explain(error)
    return "" if found else tr("Vul ten minste één kolom in.")


def no_day(on: date | None) -> str:
    """Say what is wrong with the day from which a version holds."""
    return "" if on else tr("Vul in vanaf welke dag deze versie geldt.")
