"""Working on a group or a question of a concept, and adopting it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from casustafel.domain import framework_edit, terms
from casustafel.domain.committees import Committee
from casustafel.domain.errors import CasustafelError
from casustafel.domain.frameworks import Condition, Item, ItemKind, Required, Section, Stage
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.routing_facts import Trigger
from casustafel.domain.wording.catalogue import label as words
from casustafel.gui.dates import AHEAD
from casustafel.gui.dialogs.drafting import chosen, ticked
from casustafel.gui.dialogs.form import FormDialog, Part, choice, days, line, lines, tick
from casustafel.gui.problems import explain
from casustafel.gui.widgets.chips import Chip, ToggleChips
from casustafel.gui.widgets.folded import FoldedSection
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import tr

#: What stands below the fields that only some kinds have.
_HINTS = {
    "options": lambda: tr("Een keuze per regel."),
    "columns": lambda: tr(
        "Een kolom per regel, zoals: Wie, of: Uren | getal, of: Wet | keuze: a, b."
    ),
}


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
        referrers = terms.REFERRER_TYPE
        self._add("not", tr("Niet tonen aan verwijzer"), referrers, condition.not_referrers)
        if optional_for is not None:
            self._add("optional", tr("Nooit verplicht voor verwijzer"), referrers, optional_for)

    def _add(self, key: str, name: str, all_: Mapping[str, str], on: Iterable[str]) -> None:
        chips = _chips(name, all_, on)
        part = below(label(name, "label"), chips, gap=3)
        self.body.addLayout(part)
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

        return replace(chosen(chips), show=show)

    @property
    def condition(self) -> Condition:
        """What is chosen."""
        return Condition(
            laws=self._on("laws"),
            care_forms=self._on("care_forms"),
            triggers=self._on("triggers"),
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


class SectionDialog(FormDialog[Section]):
    """A new group with a code that is not `taken`, or `section` to change."""

    def __init__(
        self,
        committee: Committee,
        section: Section | None = None,
        parent: QWidget | None = None,
        taken: Collection[str] = (),
    ) -> None:
        super().__init__(
            tr("Groep wijzigen") if section else tr("Nieuwe groep"),
            tr("Opslaan") if section else tr("Toevoegen"),
            parent,
        )
        self._before, self._taken = section, set(taken)
        stage = section.stage if section else Stage.REQUEST
        self.add("title", tr("&Titel"), line(section.title if section else ""), required=True)
        stages = [(one.value, words(one)) for one in Stage]
        self.add("stage", tr("&Onderdeel"), choice(stages, stage.value), required=True)
        self.add("help", tr("&Uitleg"), lines(section.help if section else ""))
        self.folded = tick(
            tr("Ingeklapt tonen: alleen wie het nodig heeft vult het in"),
            on=bool(section and section.folded),
        )
        self.add_wide(self.folded)
        self.applies = ConditionEditor(committee, section.condition if section else Condition())
        self.add_wide(self.applies)

    @property
    def parts(self) -> dict[str, Part]:
        return {"folded": ticked(self.folded)} | self.applies.parts

    @property
    def given(self) -> Section:
        title = self.text("title")
        before = self._before
        return Section(
            code=before.code if before else framework_edit.code_for(title, self._taken),
            title=title,
            stage=Stage(self.text("stage")),
            items=before.items if before else (),
            help=self.text("help"),
            folded=self.folded.isChecked(),
            condition=self.applies.condition,
        )


class ItemDialog(FormDialog[Item]):
    """A new question of a group of this stage with a code not `taken`, or `item` to change.

    What its kind or its stage does not have is hidden.
    """

    def __init__(
        self,
        committee: Committee,
        stage: Stage,
        item: Item | None = None,
        parent: QWidget | None = None,
        taken: Collection[str] = (),
    ) -> None:
        super().__init__(
            tr("Vraag wijzigen") if item else tr("Nieuwe vraag"),
            tr("Opslaan") if item else tr("Toevoegen"),
            parent,
        )
        self._before, self._taken = item, set(taken)
        start = item or Item(code="v", text="", kind=ItemKind.SCALE)
        self.add("text", tr("&Vraag"), lines(start.text), required=True)
        self._kind = choice([(one.value, words(one)) for one in ItemKind], start.kind.value)
        self.add("kind", tr("&Soort antwoord"), self._kind, required=True, half=True)
        needed = [(one.value, words(one)) for one in Required]
        self.add(
            "required",
            tr("Ver&plicht"),
            choice(needed, start.required.value),
            required=True,
            half=True,
        )
        self._outcomes = _outcome_chips(committee, start.for_outcomes)
        self.add(
            "outcomes",
            tr("Verplicht vóór een uitkomst"),
            self._outcomes,
            tr("Zo'n uitkomst kan pas als dit is beantwoord; n.v.t. telt met een reden."),
        )
        self.fields["outcomes"].setVisible(stage is not Stage.REQUEST or bool(start.for_outcomes))
        self.add("unit", tr("&Eenheid"), line(start.unit, longest=20))
        options = "\n".join(option.label for option in start.options)
        self.add("options", "", lines(options))
        columns = "\n".join(framework_edit.column_line(one) for one in start.columns)
        self.add("columns", "", lines(columns))
        self.add("help", tr("&Uitleg"), lines(start.help))
        self.note = tick(tr("Een notitie bij het antwoord aanbieden"), on=start.note)
        self.add_wide(self.note)
        self.applies = ConditionEditor(committee, start.condition, start.optional_for)
        self.add_wide(self.applies)
        for key, name in (("options", tr("&Keuzes")), ("columns", tr("Ko&lommen"))):
            # Where a kind has them they cannot be left out; `check` says so.
            self.fields[key].describe(name, _HINTS[key](), required=True)
        self._kind.currentIndexChanged.connect(lambda _at: self._fit())
        self._fit()

    @property
    def parts(self) -> dict[str, Part]:
        return {"note": ticked(self.note), "outcomes": chosen(self._outcomes)} | self.applies.parts

    def _fit(self) -> None:
        kind = ItemKind(str(self._kind.currentData()))
        self.fields["unit"].setVisible(kind is ItemKind.NUMBER)
        self.fields["options"].setVisible(kind in (ItemKind.CHOICE, ItemKind.MULTI))
        self.fields["columns"].setVisible(kind is ItemKind.TABLE)

    def check(self) -> bool:
        """Say whether choices and columns can be read."""
        kind = ItemKind(self.text("kind"))
        if kind in (ItemKind.CHOICE, ItemKind.MULTI) and len(self._lines("options")) < 2:
            self.fields["options"].show_error(tr("Vul ten minste twee keuzes in."))
            return False
        if kind is ItemKind.TABLE:
            try:
                columns = framework_edit.columns_from(self._lines("columns"))
            except CasustafelError as error:
                self.fields["columns"].show_error(explain(error))
                return False
            if not columns:
                self.fields["columns"].show_error(tr("Vul ten minste één kolom in."))
                return False
        return True

    def _lines(self, key: str) -> list[str]:
        control = self.fields[key].control
        assert isinstance(control, QPlainTextEdit)
        return [one for one in control.toPlainText().splitlines() if one.strip()]

    @property
    def given(self) -> Item:
        kind = ItemKind(self.text("kind"))
        before = self._before
        text = " ".join(self.text("text").split())
        made = Item(
            code=before.code if before else framework_edit.code_for(text, self._taken),
            text=text,
            kind=kind,
            required=Required(self.text("required")),
            help=self.text("help"),
            unit=self.text("unit") if kind is ItemKind.NUMBER else "",
            condition=self.applies.condition,
            optional_for=self.applies.optional_for,
            for_outcomes=frozenset(map(OutcomeKind, self._outcomes.on())),
            note=self.note.isChecked(),
        )
        if kind in (ItemKind.CHOICE, ItemKind.MULTI):
            known = before.options if before else ()
            return replace(made, options=framework_edit.options_from(self._lines("options"), known))
        if kind is ItemKind.TABLE:
            old = before.columns if before else ()
            return replace(made, columns=framework_edit.columns_from(self._lines("columns"), old))
        return made


class AdoptDialog(FormDialog[date]):
    """From which day a concept holds. The default is Annuleren: it cannot be taken back."""

    def __init__(self, version: int, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Versie {n} vaststellen").format(n=version),
            tr("Vaststellen"),
            parent,
            intro=tr(
                "Vanaf de gekozen dag weegt de commissie nieuwe agendapunten met deze versie. "
                "Wat met een eerdere versie is gewogen, blijft leesbaar zoals het was. Een "
                "vastgestelde versie kan niet meer wijzigen."
            ),
        )
        self.add("on", tr("&Geldig vanaf"), days(back=AHEAD), tr("Een dag, zoals 01-01-2027."))
        self.fields["on"].describe(
            tr("&Geldig vanaf"), tr("Een dag, zoals 01-01-2027."), required=True
        )
        self.do.setDefault(False)
        self.cancel.setDefault(True)

    def check(self) -> bool:
        """Say whether a day is given."""
        if self.day("on") is None:
            self.fields["on"].show_error(tr("Vul in vanaf welke dag deze versie geldt."))
            return False
        return True

    @property
    def given(self) -> date:
        return self.sure_day("on")
