"""A framework, its versions, a difference and a trial as tables."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from casustafel.domain import terms
from casustafel.domain.committees import Committee
from casustafel.domain.framework_changes import Change, PartChange, Trial
from casustafel.domain.frameworks import Condition, Framework, Item, Required, Section
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.wording.catalogue import label
from casustafel.domain.wording.phrases import changed_value, field_label
from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone, tone_of
from casustafel.gui.words import day, tr
from casustafel.services.definitions.frameworks import TriedCase, VersionLine


def version_columns() -> list[Column[VersionLine]]:
    """Return what is shown of each version."""
    return [
        Column("version", tr("Versie"), 64, lambda line: line.framework.version, show=_version),
        Column("state", tr("Staat"), 104, _state),
        Column("from", tr("Geldig vanaf"), 92, lambda line: line.framework.valid_from, show=_since),
    ]


def _version(line: VersionLine) -> Cell:
    value = line.framework
    return Cell(f"v{value.version}", bold=line.in_force, tooltip=value.label)


def _state(line: VersionLine) -> Cell:
    return Cell(label(line.framework.state), tone_of(line.framework.state))


def _since(line: VersionLine) -> Cell:
    on = line.framework.valid_from
    now = tr("nu gebruikt") if line.in_force else ""
    return Cell(day(on) if on else now, bold=line.in_force, muted=on is None)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A section (`item` is None), or an item of it; `for_agenda`: a point of the table needs it."""

    section: Section
    item: Item | None = None
    for_agenda: bool = False

    @property
    def key(self) -> str:
        """What the row is known by."""
        return f"{self.section.code}/{self.item.code if self.item else ''}"


def part_rows(committee: Committee, framework: Framework) -> list[PartRow]:
    """Return the sections with their items below them."""
    needs = {need for point in committee.points for need in point.asks}
    rows: list[PartRow] = []
    for section in framework.sections:
        rows.append(PartRow(section))
        rows += [PartRow(section, item, item.code in needs) for item in section.items]
    return rows


def condition_words(condition: Condition) -> str:
    """Return in Dutch to which cases something applies; empty for all."""
    only = [
        *(terms.LAW.get(one, one) for one in sorted(condition.laws)),
        *(terms.CARE_FORM.get(one, one) for one in sorted(condition.care_forms)),
        *sorted(condition.triggers),
    ]
    never = [
        *(tr("niet bij {what} alleen").format(what=one) for one in sorted(condition.unless_only)),
        *(
            tr("niet {who}").format(who=terms.REFERRER_TYPE.get(one, one))
            for one in sorted(condition.not_referrers)
        ),
    ]
    return ", ".join([*only, *never])


def part_columns() -> list[Column[PartRow]]:
    """Return what is shown of a framework, from top to bottom."""
    return [
        Column("text", tr("Groep en vraag"), 390, _part, show=_part_shown),
        Column("kind", tr("Antwoord"), 150, _kind),
        Column("required", tr("Verplicht"), 110, _needed),
        Column("applies", tr("Geldt voor"), 130, _applies),
    ]


def _applies(row: PartRow) -> str:
    return condition_words((row.item or row.section).condition)


def _part(row: PartRow) -> str:
    return row.item.text if row.item else row.section.title


def _part_shown(row: PartRow) -> Cell:
    section, item = row.section, row.item
    if item is None:
        folded = tr(" (ingeklapt)") if section.folded else ""
        return Cell(section.title + folded, bold=True, tooltip=section.help)
    return Cell(f"      {item.text}", tooltip=item.help or item.text, spoken=item.text)


def _kind(row: PartRow) -> Cell:
    if row.item is None:
        return Cell(label(row.section.stage), Tone.NEUTRAL)
    return Cell(label(row.item.kind))


def _needed(row: PartRow) -> Cell:
    """Say when an item must be answered; of what blocks an outcome, which kinds."""
    if (item := row.item) is None:
        return Cell("")
    if item.for_outcomes:
        kinds = ", ".join(label(one) for one in OutcomeKind if one in item.for_outcomes)
        return Cell(tr("Vóór een uitkomst"), tooltip=tr("Vóór: {kinds}").format(kinds=kinds))
    if row.for_agenda:
        words = tr("Een punt van 'Compleet voor agenda' van de commissie vraagt dit.")
        return Cell(tr("Vóór de agenda"), tooltip=words)
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


def change_columns() -> list[Column[ChangeRow]]:
    """Return what is shown of each difference between two versions."""
    return [
        Column("kind", tr("Wat"), 104, _kind_of),
        Column("text", tr("Groep of vraag"), 280, _changed),
        Column("field", tr("Onderdeel"), 120, _field),
        Column("old", tr("Was"), 150, _old),
        Column("new", tr("Wordt"), 150, _new),
    ]


def _kind_of(row: ChangeRow) -> Cell:
    return Cell(label(row.change.kind), tone_of(row.change.kind))


def _field(row: ChangeRow) -> str:
    return field_label(row.part.field) if row.part else ""


def _changed(row: ChangeRow) -> Cell:
    where = row.change.section if row.change.item else tr("Groep")
    return Cell(row.change.text, tooltip=f"{where}: {row.change.text}")


def _old(row: ChangeRow) -> Cell:
    return _value(row.part.field, row.part.old, muted=True) if row.part else Cell("")


def _new(row: ChangeRow) -> Cell:
    return _value(row.part.field, row.part.new) if row.part else Cell("")


def _value(field: str, value: str, *, muted: bool = False) -> Cell:
    text = changed_value(field, value)
    return Cell(" · ".join(text.splitlines()), muted=muted, tooltip=text)


def trial_columns() -> list[Column[TriedCase]]:
    """Return what a version would do to each case."""

    def wrong(row: TriedCase) -> bool:
        return bool(row.trial.missing or row.trial.unfit)

    return [
        Column("case", tr("Casus"), 130, lambda row: row.number, bold=wrong),
        Column("carried", tr("Gaat mee"), 84, lambda row: len(row.trial.carried), right=True),
        _named("missing", tr("Ontbreekt dan"), 250, lambda trial: _texts(trial.missing)),
        _named("unfit", tr("Past niet meer"), 160, lambda trial: _texts(trial.unfit)),
        _named("dropped", tr("Vervalt"), 140, lambda trial: ", ".join(trial.dropped)),
        _named("before", tr("Vóór een uitkomst"), 200, lambda trial: _texts(trial.before_outcome)),
    ]


def _named(key: str, title: str, width: int, value: Callable[[Trial], str]) -> Column[TriedCase]:
    def said(row: TriedCase) -> str:
        return value(row.trial)

    return Column(key, title, width, said, tip=said)


def _texts(items: Iterable[Item]) -> str:
    return ", ".join(item.text for item in items)
