"""A framework, its versions, a difference and a trial as tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from casustafel.domain import terms
from casustafel.domain.framework_changes import Change, ChangeKind, PartChange
from casustafel.domain.frameworks import (
    Condition,
    Framework,
    FrameworkState,
    Item,
    Required,
    Section,
)
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.wording.frameworks import changed_value, field_label, label
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import day, tr
from casustafel.services.frameworks import TriedCase, VersionLine

_STATES = {
    FrameworkState.CONCEPT: Tone.INFO,
    FrameworkState.ADOPTED: Tone.GOOD,
    FrameworkState.REPLACED: Tone.NEUTRAL,
}
_CHANGES = {
    ChangeKind.ADDED: Tone.GOOD,
    ChangeKind.REMOVED: Tone.BAD,
    ChangeKind.CHANGED: Tone.INFO,
}


class VersionModel(RowTableModel[VersionLine]):
    """One row per version, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("version", tr("Versie"), 64, sortable=False),
                Column("state", tr("Staat"), 104, sortable=False),
                Column("from", tr("Geldig vanaf"), 92, sortable=False),
            ),
            parent,
        )

    def key(self, row: VersionLine) -> str:
        return row.id

    def cells(self, row: VersionLine) -> Sequence[CellValue]:
        value = row.framework
        since = day(value.valid_from) if value.valid_from else ""
        now = tr("nu gebruikt") if row.in_force and not since else ""
        return (
            Cell(f"v{value.version}", bold=row.in_force, tooltip=value.label),
            Cell(label(value.state), _STATES[value.state]),
            Cell(since or now, bold=row.in_force, muted=not since),
        )


@dataclass(frozen=True, slots=True)
class PartRow:
    """A section (`item` is None), or an item of it."""

    section: Section
    item: Item | None = None

    @property
    def key(self) -> str:
        """What the row is known by."""
        return f"{self.section.code}/{self.item.code if self.item else ''}"


def part_rows(framework: Framework) -> list[PartRow]:
    """Return the sections with their items below them."""
    rows: list[PartRow] = []
    for section in framework.sections:
        rows.append(PartRow(section))
        rows += [PartRow(section, item) for item in section.items]
    return rows


def condition_words(condition: Condition) -> str:
    """Return in Dutch to which cases something applies; empty for all."""
    only = [
        *(terms.LAW.get(one, one) for one in sorted(condition.laws)),
        *(terms.CARE_FORM.get(one, one) for one in sorted(condition.care_forms)),
        *sorted(condition.triggers),
    ]
    never = [
        tr("niet {who}").format(who=terms.REFERRER_TYPE.get(one, one))
        for one in sorted(condition.not_referrers)
    ]
    return ", ".join([*only, *never])


class PartModel(RowTableModel[PartRow]):
    """A framework from top to bottom."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("text", tr("Groep en vraag"), 390, sortable=False),
                Column("kind", tr("Antwoord"), 150, sortable=False),
                Column("required", tr("Verplicht"), 110, sortable=False),
                Column("applies", tr("Geldt voor"), 130, sortable=False),
            ),
            parent,
        )

    def key(self, row: PartRow) -> str:
        return row.key

    def cells(self, row: PartRow) -> Sequence[CellValue]:
        section, item = row.section, row.item
        if item is None:
            folded = tr(" (ingeklapt)") if section.folded else ""
            return (
                Cell(section.title + folded, bold=True, tooltip=section.help),
                Cell(label(section.stage), Tone.NEUTRAL),
                "",
                condition_words(section.condition),
            )
        return (
            Cell(f"      {item.text}", tooltip=item.help or item.text, spoken=item.text),
            label(item.kind),
            _required(item),
            condition_words(item.condition),
        )


def _required(item: Item) -> Cell:
    """Say when an item must be answered; of what blocks an outcome, which kinds."""
    if item.for_outcomes:
        kinds = ", ".join(label(one) for one in OutcomeKind if one in item.for_outcomes)
        return Cell(tr("Vóór een uitkomst"), tooltip=tr("Vóór: {kinds}").format(kinds=kinds))
    return Cell(label(item.required), muted=item.required is Required.NO)


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change, or one part of it."""

    at: int
    change: Change
    part: PartChange | None


def change_rows(changes: Iterable[Change]) -> list[ChangeRow]:
    """Return a row per part that changed."""
    rows: list[ChangeRow] = []
    for change in changes:
        for part in change.fields or (None,):
            rows.append(ChangeRow(len(rows), change, part))
    return rows


class ChangeModel(RowTableModel[ChangeRow]):
    """What differs between two versions."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("kind", tr("Wat"), 104, sortable=False),
                Column("text", tr("Groep of vraag"), 280, sortable=False),
                Column("field", tr("Onderdeel"), 120, sortable=False),
                Column("old", tr("Was"), 150, sortable=False),
                Column("new", tr("Wordt"), 150, sortable=False),
            ),
            parent,
        )

    def key(self, row: ChangeRow) -> str:
        return str(row.at)

    def cells(self, row: ChangeRow) -> Sequence[CellValue]:
        change, part = row.change, row.part
        where = change.section if change.item else tr("Groep")
        old = changed_value(part.field, part.old) if part else ""
        new = changed_value(part.field, part.new) if part else ""
        return (
            Cell(label(change.kind), _CHANGES[change.kind]),
            Cell(change.text, tooltip=f"{where}: {change.text}"),
            field_label(part.field) if part else "",
            Cell(_one_line(old), muted=True, tooltip=old),
            Cell(_one_line(new), tooltip=new),
        )


def _one_line(text: str) -> str:
    return " · ".join(text.splitlines())


class TrialModel(RowTableModel[TriedCase]):
    """What a version would do to each case."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("case", tr("Casus"), 130),
                Column("carried", tr("Gaat mee"), 84, right=True),
                Column("missing", tr("Ontbreekt dan"), 250),
                Column("unfit", tr("Past niet meer"), 160),
                Column("dropped", tr("Vervalt"), 140),
                Column("before", tr("Vóór een uitkomst"), 200),
            ),
            parent,
        )

    def key(self, row: TriedCase) -> str:
        return row.case_id

    def cells(self, row: TriedCase) -> Sequence[CellValue]:
        trial = row.trial
        missing = ", ".join(item.text for item in trial.missing)
        unfit = ", ".join(item.text for item in trial.unfit)
        dropped = ", ".join(trial.dropped)
        before = ", ".join(item.text for item in trial.before_outcome)
        return (
            Cell(row.number, bold=bool(missing or unfit)),
            str(len(trial.carried)),
            Cell(missing, tooltip=missing),
            Cell(unfit, tooltip=unfit),
            Cell(dropped, tooltip=dropped),
            Cell(before, tooltip=before),
        )
