"""Afwegingskaders: what a table asks of a request and what it weighs, as data in versions.

A framework has sections of items. Sections of stage `request` are filled in at intake, those of
stage `criteria` are weighed by members beforehand and by the table. Frameworks ship as examples
(voorbeeld) in `resources/frameworks`, after domain.md §3, and can be shared as a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.sizes import Count, Text20


class ItemKind(StrEnum):
    """How an item is answered."""

    SCALE = "scale"
    YES_NO = "yes_no"
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    MULTI = "multi"
    DATE = "date"
    TABLE = "table"


class Required(StrEnum):
    """When an item is named as unanswered: never, or at closing.

    That never blocks; what blocks an outcome says so (`Item.for_outcomes`), and what is asked for
    the agenda stands in the points of the table (`CompletenessPoint`), there only.
    """

    NO = "no"
    CLOSE = "close"


class Stage(StrEnum):
    """Where on the way of a case a section is filled in."""

    REQUEST = "request"
    CRITERIA = "criteria"
    OUTCOME = "outcome"


class FrameworkState(StrEnum):
    """Concept, Vastgesteld, Vervangen."""

    CONCEPT = "concept"
    ADOPTED = "adopted"
    REPLACED = "replaced"


#: The answers on a criterion (domain.md §3.1).
SCALE = ("ja", "deels", "nee", "n.v.t.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of an item."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemColumn:
    """One column of an item of kind table. `kind`: text, number, date, yes_no or choice."""

    code: str
    label: str
    kind: ItemKind = ItemKind.TEXT
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """To which cases a section or item applies; an empty set means: to all.

    `laws`: jeugd, wmo. `care_forms`: codes of the table. `triggers`: T1..T4 of domain.md §1.3,
    of which the case meets at least one. `unless_only`: triggers that do not count when the case
    meets no other. `not_referrers`: kinds of referrer it is not shown to.
    """

    laws: frozenset[str] = frozenset()
    care_forms: frozenset[str] = frozenset()
    triggers: frozenset[str] = frozenset()
    unless_only: frozenset[str] = frozenset()
    not_referrers: frozenset[str] = frozenset()

    def holds(self, facts: "Facts") -> bool:
        """Say whether it applies to a case."""
        if self.laws and facts.law not in self.laws:
            return False
        if self.care_forms and facts.care_form not in self.care_forms:
            return False
        if self.triggers and not self.triggers & facts.triggers:
            return False
        if facts.triggers and facts.triggers <= self.unless_only:
            return False
        return facts.referrer_type not in self.not_referrers


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What of a case decides which items apply."""

    law: str
    care_form: str
    referrer_type: str | None = None
    triggers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question. `unit` is of a number; `columns` of a table; `note`: a note is offered.

    A referrer of a kind in `optional_for` may answer but never has to: a huisarts fills no
    product or volume ([001]: «Het is niet de taak van de huisarts om een inschatting te maken
    van een ondersteuningsprofiel»). Without an answer no outcome of a kind in `for_outcomes` can
    be recorded (domain.md §9, Forms: two criteria for a plain grant of the CPV).
    """

    code: str
    text: str
    kind: ItemKind
    required: Required = Required.NO
    help: str = ""
    unit: str = ""
    options: tuple[Option, ...] = ()
    columns: tuple[ItemColumn, ...] = ()
    condition: Condition = Condition()
    optional_for: frozenset[str] = frozenset()
    for_outcomes: frozenset[OutcomeKind] = frozenset()
    note: bool = False

    def required_of(self, facts: Facts) -> Required:
        """Return when this item must be answered for a case; that it applies is not asked."""
        return Required.NO if facts.referrer_type in self.optional_for else self.required

    def blocks(self, kind: OutcomeKind, facts: Facts) -> bool:
        """Say whether it must be answered before an outcome of a kind; as `required_of`."""
        return kind in self.for_outcomes and facts.referrer_type not in self.optional_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of items; a folded one is optional and opens when somebody needs it."""

    code: str
    title: str
    stage: Stage
    help: str = ""
    folded: bool = False
    condition: Condition = Condition()
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """One version of a table's framework.

    `valid_from`: from which day the table weighs with it; a concept has such a day only when it
    is an example that came with a newer program.
    """

    committee: Text20
    title: str
    version: Count
    state: FrameworkState
    label: str = ""
    valid_from: date | None = None
    sections: tuple[Section, ...]

    def items(self, *stages: Stage) -> Iterator[Item]:
        """Yield the items of these stages (all when none is named), in order."""
        for section in self.sections:
            if not stages or section.stage in stages:
                yield from section.items

    def criteria(self, facts: Facts | None = None) -> tuple[Item, ...]:
        """Return what is weighed, of a case when facts are given."""
        return tuple(
            item for section in self.sections_for(facts, Stage.CRITERIA) for item in section.items
        )

    def sections_for(self, facts: Facts | None, *stages: Stage) -> tuple[Section, ...]:
        """Return the sections that apply to a case, each with the items that apply."""
        return tuple(
            replace(
                section,
                items=tuple(i for i in section.items if facts is None or i.condition.holds(facts)),
            )
            for section in self.sections
            if (not stages or section.stage in stages)
            and (facts is None or section.condition.holds(facts))
        )

    def item(self, code: str) -> Item:
        """Return an item by its code. Raises UsageError."""
        for item in self.items():
            if item.code == code:
                return item
        raise UsageError("framework-item-unknown", item=code)


def new_version(framework: Framework) -> Framework:
    """Return the concept of the next version, with everything the present one has."""
    return replace(
        framework, version=framework.version + 1, state=FrameworkState.CONCEPT, valid_from=None
    )


def adopt(framework: Framework, on: date) -> Framework:
    """Adopt a concept from a day on. Raises RuleError when it is no concept."""
    if framework.state is not FrameworkState.CONCEPT:
        raise RuleError("framework-not-concept", version=framework.version)
    return replace(framework, state=FrameworkState.ADOPTED, valid_from=on)


def supersede(framework: Framework) -> Framework:
    """Put a version aside for a newer one; what was weighed with it stays readable.

    Raises RuleError when it was never adopted: a concept has nothing to be replaced.
    """
    if framework.state is not FrameworkState.ADOPTED:
        raise RuleError("framework-not-adopted", version=framework.version)
    return replace(framework, state=FrameworkState.REPLACED)
