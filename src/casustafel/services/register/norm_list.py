"""The list of norms comes in from Excel: compared with the register and kept in one transaction.

One row is provider x form of care x instrument x period x level. A row without a level is about
the one line that the register has, else local. Without a unit its instrument tells it; of
intensity and duration the height does. Without a period a row holds for its year.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from casustafel.domain.errors import RuleError
from casustafel.domain.findings import Finding, Severity, said
from casustafel.domain.ids import new_id
from casustafel.domain.norms import CareForm, Instrument, Level, Norm, NormUnit
from casustafel.domain.records import AuditEvent
from casustafel.domain.stops import StopKind, StopState, Toeleidingsstop
from casustafel.domain.wording.phrases import amount
from casustafel.excel.case_list import CaseList, CleanRow
from casustafel.excel.remarks import remark
from casustafel.services.importing.aliases import spellings
from casustafel.services.importing.answer import (
    FieldUpdate,
    ImportAnswer,
    RowAnswer,
    RowState,
    answer_of,
)
from casustafel.services.importing.known import Created, Providers
from casustafel.services.importing.run import empty_template, read_list
from casustafel.services.register.norm_steps import loggable
from casustafel.services.register.rerouting import Rerouted, reroute
from casustafel.services.use_case import Reading, Right, UnitOfWork, use_case
from casustafel.services.use_case import read as declared_read
from casustafel.storage.leaving import write_out

TABLE = "normen"
_IMPORTED = "norms-imported"

#: No week has more hours of help than this, and no norm of opening so few weeks [inferred].
_MOST_HOURS = 40

_NEEDED = ("provider", "care_form", "norm_kind", "year", "amount")
_YEARS = range(2000, 2101)
_Key = tuple[str, CareForm, Instrument, NormUnit, date, Level]


@dataclass(frozen=True, slots=True)
class NormsImported:
    """What the list did, in the shape of `import --json`, and what that did to the cases."""

    answer: ImportAnswer
    rerouted: Rerouted


@declared_read(Right.READ_NORMS)
def read(reader: Reading, path: Path) -> CaseList:
    """Read and clean a list of norms, with the spellings that the municipality keeps."""
    given = read_list(path, TABLE, aliases=spellings(reader), today=reader.today)
    remark(given, TABLE)
    return given


@use_case(Right.MANAGE_NORMS, sets=[Norm, Toeleidingsstop])
def run(uow: UnitOfWork, given: CaseList, *, dry_run: bool = False) -> NormsImported:
    """Keep a list of norms, or with `dry_run` only say what it would do. Raises RightError.

    `given` is what `importing.read_list` read for the table `TABLE`. Empty cells take nothing
    away. Every value that changes is named in a finding with the old
    one, and is kept in the history of the register.
    """
    was_empty = uow.first(Norm) is None and uow.first(Toeleidingsstop) is None
    work = _Import(uow)
    lines = [work.row(row) for row in given.rows]
    uow.add_all(work.created.providers)
    work.keep()
    answer = answer_of(given, TABLE, lines)
    touched = work.touched
    answer.known_before = not touched and _came_before(uow, given)
    rerouted = Rerouted()
    if touched:
        rerouted = reroute(uow, "register", TABLE, None if was_empty else touched)
    if touched:
        uow.audit(_IMPORTED, "register", TABLE, rows=answer.rows, file_hash=given.file_sha256)
    if dry_run:
        uow.keep_nothing()
    return NormsImported(answer, rerouted)


def save_template(target: Path, table: str = TABLE) -> None:
    """Write an empty list of the register to fill in. Raises FileError."""
    write_out(target, empty_template(table), personal=False)


def _came_before(uow: UnitOfWork, given: CaseList) -> bool:
    """Say whether this very file came in before, as the log tells."""
    events = uow.find(AuditEvent, action=_IMPORTED)
    return any(one.details.get("file_hash") == given.file_sha256 for one in events)


@dataclass(slots=True)
class _Import:
    """One list against the register as it is, gathered first and written at the end."""

    uow: UnitOfWork
    created: Created = field(default_factory=Created)
    touched: set[str] = field(default_factory=set)
    _providers: Providers = field(init=False)
    _norms: dict[_Key, Norm] = field(init=False)
    _stops: list[Toeleidingsstop] = field(init=False)
    _seen: set[_Key] = field(default_factory=set)
    _added: list[Norm | Toeleidingsstop] = field(default_factory=list)
    _changed: list[tuple[Any, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._providers = Providers(self.uow, self.created)
        self._norms = {_key(norm): norm for norm in self.uow.find(Norm)}
        self._stops = self.uow.find(Toeleidingsstop)

    def row(self, row: CleanRow) -> RowAnswer:
        """Compare one row and gather what it brings."""
        found = list(row.findings)
        missing = [name for name in _NEEDED if row.values.get(name) in (None, "")]
        if "year" in missing and row.values.get("norm_from") is not None:
            missing.remove("year")  # the period says it
        if row.refused or missing:
            for name in missing:
                if not any(one.field == name for one in found):
                    found.append(said(row.row, "norm-row-incomplete", name))
            return RowAnswer(row.row, RowState.REFUSED, tuple(found))
        try:
            return self._compared(row, found)
        except RuleError as error:
            refusal = Finding(row.row, "", "", Severity.ERROR, error.code, dict(error.values))
            return RowAnswer(row.row, RowState.REFUSED, (*found, refusal))

    def _compared(self, row: CleanRow, found: list[Finding]) -> RowAnswer:
        given = _norm_of(row.values)
        _require_past(given, self.uow.today)
        provider, unknown = self._providers.named(row.values["provider"], row.values.get("agb"))
        if provider is None:
            raise RuleError("norm-row-incomplete")
        given = self._levelled(replace(given, provider_id=provider.id), row.values.get("level"))
        key = _key(given)
        if key in self._seen:
            found.append(said(row.row, "norm-row-twice"))
            return RowAnswer(row.row, RowState.DUPLICATE, tuple(found))
        self._seen.add(key)
        if unknown:
            found.append(said(row.row, "provider-unknown", "provider", provider=provider.name))
        if given.instrument is Instrument.INTENSITEIT_DUUR and not row.values.get("norm_unit"):
            code = "norm-hours-read" if given.unit is NormUnit.HOURS_PER_WEEK else "norm-weeks-read"
            found.append(said(row.row, code, "amount"))
        before = self._norms.get(key)
        self._require_own_period(given)
        if before is None:
            self._added.append(given)
            self._norms[key] = given
        updates = self._updates(row, before, given, found) if before else ()
        stop_news = self._stop(row, before or given, found)
        if before is None:
            state = RowState.NEW
        else:
            state = RowState.UPDATED if updates or stop_news else RowState.UNCHANGED
        if state is not RowState.UNCHANGED:
            self.touched.add(provider.id)
        return RowAnswer(row.row, state, tuple(found), updates)

    def _require_own_period(self, given: Norm) -> None:
        """Raise RuleError when another line of the same kind overlaps the period of this one."""
        key = _key(given)
        for other, kept in self._norms.items():
            same = other != key and (*other[:4], other[5]) == (*key[:4], key[5])
            if same and kept.starts_on <= given.ends_on and given.starts_on <= kept.ends_on:
                raise RuleError("norm-exists", start=kept.starts_on, end=kept.ends_on)

    def _levelled(self, given: Norm, level: str | None) -> Norm:
        """Return the norm with the level of its row, or of the one line that it can be about."""
        if level:
            return replace(given, level=Level(level))
        there = [one for one in Level if _key(replace(given, level=one)) in self._norms]
        return replace(given, level=there[0]) if len(there) == 1 else given

    def _updates(
        self, row: CleanRow, before: Norm, given: Norm, found: list[Finding]
    ) -> tuple[FieldUpdate, ...]:
        names = [name for name in ("amount", "spent", "spent_on") if row.values.get(name)]
        names += ["ends_on"] if row.values.get("norm_until") else []
        if before.spent_on and given.spent_on and given.spent_on < before.spent_on:
            found.append(said(row.row, "norm-spent-kept", "spent", day=before.spent_on))
            names = [name for name in names if name not in ("spent", "spent_on")]
        updates = tuple(
            FieldUpdate(name, old, new, by_hand=False)
            for name in names
            if (old := getattr(before, name)) != (new := getattr(given, name))
        )
        if updates:
            taken: dict[str, Any] = {one.field: one.new for one in updates}
            after = replace(before, **taken)
            self._changed.append((before, after))
            self._norms[_key(before)] = after
        for one in updates:
            if one.field != "spent_on":
                values = {"old": _shown(one.old, before.unit), "new": _shown(one.new, before.unit)}
                found.append(said(row.row, f"norm-{one.field}-new", one.field, **values))
        return updates

    def _stop(self, row: CleanRow, norm: Norm, found: list[Finding]) -> bool:
        """Take the stop of a row; say whether it brought something."""
        start, end = row.values.get("stop_from"), row.values.get("stop_until")
        last = row.values.get("stop_last")
        if end is None and last is not None:
            end = last + timedelta(days=1)
        if start is None:
            return False
        if not norm.instrument.may_lead_to_stop:
            found.append(said(row.row, "norm-without-stop", "stop_from"))
            return False
        kind = StopKind(norm.instrument.value)
        for kept in self._stops:
            same = (kept.provider_id, kept.care_form, kept.kind)
            if same != (norm.provider_id, norm.care_form, kind):
                continue
            if kept.starts_on == start:
                return self._ended(kept, end)
            if kept.holds_on(start):
                found.append(said(row.row, "stop-kept", "stop_from", start=kept.starts_on))
                return False
        made = Toeleidingsstop(
            id=new_id(),
            provider_id=norm.provider_id,
            care_form=norm.care_form,
            kind=kind,
            state=StopState.LIFTED if end else StopState.ACTIVE,
            starts_on=start,
            ends_on=end,
            norm_id=norm.id,
        )
        self._stops.append(made)
        self._added.append(made)
        return True

    def _ended(self, kept: Toeleidingsstop, end: date | None) -> bool:
        if end is None or kept.ends_on == end:
            return False
        after = replace(kept, state=StopState.LIFTED, ends_on=end)
        self._changed.append((kept, after))
        self._stops[self._stops.index(kept)] = after
        return True

    def keep(self) -> None:
        """Write what was gathered, with its history and one event per line."""
        for value in self._added:
            self.uow.add_to_register(value)
            self.uow.audit(f"{_kind(value)}-imported", _kind(value), value.id)
        for before, after in self._changed:
            changes = self.uow.change_register(before, after)
            kind = _kind(before)
            self.uow.audit(f"{kind}-imported", kind, before.id, changes=loggable(changes))


def _kind(value: Norm | Toeleidingsstop) -> str:
    return "norm" if isinstance(value, Norm) else "stop"


def _key(norm: Norm) -> _Key:
    own = (norm.provider_id, norm.care_form, norm.instrument)
    return (*own, norm.unit, norm.starts_on, norm.level)


def _norm_of(values: Mapping[str, Any]) -> Norm:
    """Return the norm of a row, still without provider. Raises RuleError when it cannot be one."""
    instrument = Instrument(values["norm_kind"])
    height: Decimal = values["amount"]
    unit = NormUnit(values["norm_unit"]) if values.get("norm_unit") else _unit(instrument, height)
    starts_on, ends_on = _period(values)
    spent = values.get("spent")
    return Norm(
        id=new_id(),
        provider_id="",
        care_form=CareForm(values["care_form"]),
        instrument=instrument,
        unit=unit,
        amount=_counted(height, unit),
        starts_on=starts_on,
        ends_on=ends_on,
        spent=None if spent is None else _counted(spent, unit),
        spent_on=values.get("spent_on") if spent is not None else None,
    )


def _period(values: Mapping[str, Any]) -> tuple[date, date]:
    """Return the first and the last day of a row. Raises RuleError."""
    start: date | None = values.get("norm_from")
    end: date | None = values.get("norm_until")
    year: int = values.get("year") or (start.year if start is not None else 0)
    if year not in _YEARS:
        raise RuleError("norm-year-unlikely", year=year)
    return start or date(year, 1, 1), end or date(year, 12, 31)


def _unit(instrument: Instrument, height: Decimal) -> NormUnit:
    if instrument is Instrument.INTENSITEIT_DUUR:
        return NormUnit.HOURS_PER_WEEK if height <= _MOST_HOURS else NormUnit.WEEKS
    return next(iter(instrument.units))


def _counted(value: Decimal, unit: NormUnit) -> int:
    """Return whole units. Raises RuleError for half a child, hour or week."""
    units = Decimal(value) * (100 if unit is NormUnit.CENTS else 1)
    if units != units.to_integral_value():
        raise RuleError("norm-not-whole", amount=str(value).replace(".", ","))
    return int(units)


def _require_past(norm: Norm, day: date) -> None:
    if norm.spent_on is not None and norm.spent_on > day:
        raise RuleError("norm-spent-in-future", day=norm.spent_on)


def _shown(value: object, unit: NormUnit) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return amount(value, unit) if isinstance(value, int) else "-"
