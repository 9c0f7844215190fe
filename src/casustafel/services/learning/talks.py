"""Papers for talks, networks and the college: quarterly sheets, network packs, the final advice.

What leaves holds own cases of who gets it, or numbers of reports that the council has: nothing new
can be computed from it (domain.md §9, Insight).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import chain
from pathlib import Path

from casustafel.domain import terms
from casustafel.domain.advice import LearningPoint
from casustafel.domain.decided import Decided
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_changes import Change
from casustafel.domain.insight.indicators import talked_of
from casustafel.domain.insight.reports import Line, Section
from casustafel.domain.local_time import local_day, moment_of
from casustafel.domain.papers import Facts, Table, compose, kinds
from casustafel.domain.people import Right
from casustafel.domain.sheets import Dated, SheetPart, Words, parts
from casustafel.domain.taught import Quarter, quarter_of
from casustafel.domain.wording.catalogue import label
from casustafel.pdf.paper import render
from casustafel.pdf.styles import long_date, short_date
from casustafel.services import places
from casustafel.services.documents import house as houses
from casustafel.services.insight import council
from casustafel.services.learning import agreements, board
from casustafel.services.use_case import read, use_case
from casustafel.storage.folding import fold
from casustafel.storage.leaving import write_out
from casustafel.storage.queries.similar import said_between
from casustafel.storage.unit_of_work import Reading, UnitOfWork

#: Sheets are offered of so many quarters, each beside the one before.
_QUARTERS = 4
#: So many reports of the council stand beside each other.
_REPORTS = 4
PROVIDER, TEAM, NETWORK, ADVICE = "aanbieder", "buurtteam", "netwerk", "eindadvies"
_TEAMS = frozenset({"bjg", "btv"})
#: How the final advice of a table is called in the agenda of the municipality ([002] 3.A1).
_ADVICE_NAMES = {"zbo": "Samenwerken rondom ZBO"}


_HIDDEN = "–"


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A paper that can be made: of whom or what it is, over which period, and its file name."""

    key: str
    kind: str
    name: str
    period: str
    file: str

    @property
    def counted(self) -> bool:
        """Whether it goes to a workbook too."""
        return self.kind in (PROVIDER, TEAM)


@dataclass(frozen=True, slots=True)
class _Sheet:
    line: TalkLine
    now: list[Dated]
    before: list[Dated]


class _Talks:
    """The papers of one table that this person may make."""

    def __init__(self, reader: Reading, committee: str) -> None:
        self._reader = reader
        self._committee = committee
        self.house = houses.of_table(reader, committee, reader.today)
        self._quarters = [quarter_of(reader.today).back(back) for back in range(_QUARTERS + 1)]
        self._agreed = agreements.listed(reader, committee)

    @cached_property
    def _sheets(self) -> dict[str, _Sheet]:
        return {one.line.key: one for one in self._sheets_of(self._said())}

    @property
    def lines(self) -> Iterator[TalkLine]:
        """What can be made, sheets of the newest quarter first."""
        yield from (one.line for one in self._sheets.values())
        yield from self._of_the_table()

    def _of_the_table(self) -> Iterator[TalkLine]:
        for name in self._agreed.networks or ("",):
            yield self._line(NETWORK, name, name, "")
        yield self._line(ADVICE, "", _ADVICE_NAMES.get(self._committee, ""), "")

    def line(self, key: str) -> TalkLine:
        """Return a paper by its key. Raises RuleError('sheet-gone')."""
        known = chain(self._of_the_table(), self.lines)
        found = next((one for one in known if one.key == key), None)
        if found is None:
            raise RuleError("sheet-gone")
        return found

    def paper(self, line: TalkLine) -> bytes:
        """Return a paper as PDF."""
        makes: dict[str, tuple[str, Callable[[TalkLine], Facts]]] = {
            PROVIDER: ("kwartaalblad", self._sheet_facts),
            TEAM: ("kwartaalblad", self._sheet_facts),
            NETWORK: ("netwerkpakket", self._network_facts),
            ADVICE: ("eindadvies", self._advice_facts),
        }
        code, facts = makes[line.kind]
        return render(compose(kinds()[code], facts(line)), self.house.look)

    def parts(self, line: TalkLine) -> tuple[SheetPart, ...]:
        """Return the numbers of a sheet; a provider gets no reasons."""
        sheet, table = self._sheets[line.key], self.house.committee
        words = Words(
            {one.code: one.on_paper for one in table.outcomes},
            dict(terms.CARE_FORM),
            {kind.value: words for kind, words in terms.ADJUSTMENT.items()},
            {one.code: one.label for one in table.reasons} if line.kind == TEAM else {},
        )
        return parts(sheet.now, sheet.before, words)

    def _line(self, kind: str, key: str, name: str, period: str) -> TalkLine:
        words = re.sub(r"[^a-z0-9]+", "-", fold(f"{kind} {name} {period}")).strip("-")
        file = f"{self._reader.today:%Y-%m-%d}_{self.house.committee.prefix}_{words}"
        return TalkLine(f"{kind}:{period}:{key}", kind, name, period, file)

    def _said(self) -> list[Decided]:
        first, last = self._quarters[-1].first, self._quarters[0].last
        return said_between(
            self._reader.connection,
            self._reader.actor,
            self._committee,
            moment_of(first),
            moment_of(last + timedelta(days=1)),
        )

    def _sheets_of(self, rows: Sequence[Decided]) -> Iterator[_Sheet]:
        found: dict[tuple[str, str, str], dict[Quarter, list[Dated]]] = {}
        for row in rows:
            assert row.decided_at is not None
            on = local_day(row.decided_at)
            for of in _recipients(row):
                found.setdefault(of, {}).setdefault(quarter_of(on), []).append(Dated(row, on))
        for quarter in self._quarters[:-1]:
            for (kind, key, name), some in sorted(found.items(), key=lambda one: one[0]):
                if quarter in some:
                    line = self._line(kind, key, name, quarter.label)
                    yield _Sheet(line, some[quarter], some.get(quarter.back(1), []))

    def _sheet_facts(self, line: TalkLine) -> Facts:
        sheet = self._sheets[line.key]
        period = quarter_of(sheet.now[0].on)
        heads = ("", line.period, period.back(1).label)
        made = [
            Facts(
                {"part": part.title},
                tables={"part_lines": Table((part.title, *heads[1:]), part.lines, (4, 1, 1))},
            )
            for part in self.parts(line)
        ]
        ids = {one.said.case_id for one in sheet.now}
        own = [one for one in self._points() if one.case_id in ids and line.kind == TEAM]
        last = min(period.last, self._reader.today)
        span = f"{long_date(period.first)} tot en met {long_date(last)}"
        values = {"own_name": line.name, "own_period": span}
        return self._facts(
            values, (), lists={"own_points": tuple(map(_text, own))}, each={"sheet_parts": made}
        )

    def _network_facts(self, line: TalkLine) -> Facts:
        some = [one for one in self._agreed.agreements if one.network == line.name]
        last = max((one.agreed_on for one in some), default=None)
        rows = tuple(
            (
                one.text,
                one.owner,
                short_date(one.due_on) if one.due_on else "",
                f"{short_date(one.done_on)}: {one.done_note}" if one.done_on else "open",
            )
            for one in some
            if one.agreed_on == last
        )
        table = Table(("Afspraak", "Wie", "Uiterlijk", "Gedaan"), rows, (4, 2, 1.6, 3))
        values = {"network": line.name or self.house.committee.short_name}
        if last is not None:
            values["agreed_on"] = long_date(last)
        flags = () if rows else ("empty",)
        return self._facts(values, flags, tables={"agreements": table} | self._learnt_tables())

    def _advice_facts(self, line: TalkLine) -> Facts:
        versions = board.versions_of(self._reader, self._committee)
        made = [
            Facts(
                {
                    "version": _version_words(one.framework.version, one.framework.valid_from),
                    "causes": "; ".join(reason.kept.why for reason in one.reasons),
                },
                lists={"changes": tuple(map(_change_words, one.changes))},
            )
            for one in versions
        ]
        tables = self._learnt_tables()
        flags = () if made or self._points() or tables["numbers"].rows else ("empty",)
        values = {"advice_name": line.name}
        return self._facts(values, flags, tables=tables, each={"versions": made})

    def _facts(
        self,
        values: dict[str, str],
        flags: Sequence[str],
        tables: dict[str, Table] | None = None,
        lists: dict[str, tuple[str, ...]] | None = None,
        each: dict[str, list[Facts]] | None = None,
    ) -> Facts:
        known = self.house.facts(values, *flags)
        parts_of = {name: tuple(some) for name, some in (each or {}).items()}
        numbers = (tables or {}).get("numbers")
        parts_of["theme_parts"] = tuple(self._theme_parts())
        said = {"reports": ", ".join(numbers.header[1:])} if numbers is not None else {}
        return Facts(dict(known.values) | said, known.flags, tables or {}, lists or {}, parts_of)

    def _points(self) -> list[LearningPoint]:
        return board.points_of(self._reader, self._committee)

    def _theme_parts(self) -> Iterator[Facts]:
        quarters = board.quarters_until(self._reader.today)
        for theme in board.themes_of(self._reader, self._committee, quarters):
            said = tuple(_text(one) for one in self._points() if one.theme == theme.code)
            if said:
                yield Facts({"theme": theme.label}, lists={"points": said})

    def _learnt_tables(self) -> dict[str, Table]:
        quarters = board.quarters_until(self._reader.today)
        rows = tuple(
            (theme.label, *(str(count) if count else "–" for count in theme.counts))
            for theme in board.themes_of(self._reader, self._committee, quarters)
            if any(theme.counts)
        )
        heads = ("Thema", *(quarter.label for quarter in quarters))
        themes = Table(heads, rows, (4, *(1.2 for _ in quarters)))
        reports = council.reports(self._reader, self._committee)[:_REPORTS][::-1]
        return {"themes": themes, "numbers": _numbers(reports)}


def _recipients(row: Decided) -> Iterator[tuple[str, str, str]]:
    """Yield whose own case it is: the provider when it was granted, the Buurtteam that referred."""
    if row.provider_id is not None and row.kind is not None and row.kind.grants:
        yield PROVIDER, row.provider_id, row.provider or ""
    if row.referrer_type in _TEAMS and row.referrer_name.strip():
        yield TEAM, fold(row.referrer_name), row.referrer_name.strip()


def _numbers(reports: Sequence[Section]) -> Table:
    """Return the numbers of reports as they were published; one that was hidden is a dash.

    A line that was hidden in all of them is left out.
    """
    names: dict[tuple[str, str], str] = {}
    said = talked_of()
    for section in reports:
        for figure in section.figures:
            if figure.code in said:
                for line in figure.lines:
                    name = figure.name if figure.single else f"{figure.name}: {line.label}"
                    names.setdefault((figure.code, line.key), name)
    rows = tuple(
        (name, *(_number(section, *at) for section in reports)) for at, name in names.items()
    )
    heads = tuple(
        f"{one.first.year}, {1 if one.first.month == 1 else 2}e half jaar" for one in reports
    )
    rows = tuple(row for row in rows if set(row[1:]) != {_HIDDEN})
    return Table(("Cijfer", *heads), rows, (4, *(1.5 for _ in heads)))


def _number(section: Section, code: str, key: str) -> str:
    figure = section.figure(code)
    line: Line | None = figure.line(key) if figure is not None else None
    if line is None or line.count is None:
        return _HIDDEN
    pairs = ((line.hours, "{n} uur gevraagd"), (line.advised, "{n} uur geadviseerd"))
    more = ", ".join(words.format(n=value) for value, words in pairs if value is not None)
    return f"{line.count} ({more})" if more else str(line.count)


def _version_words(version: int, since: date | None) -> str:
    return f"Versie {version}" + (f", vanaf {long_date(since)}" if since else "")


def _change_words(change: Change) -> str:
    return f"{label(change.kind)}: {change.text}"


def _text(point: LearningPoint) -> str:
    return " ".join(point.text.split())


@read(Right.MAKE_REPORTS, at=places.table)
def listed(reader: Reading, committee: str) -> tuple[TalkLine, ...]:
    """Return the papers that can be made now."""
    return tuple(_Talks(reader, committee).lines)


@read(Right.MAKE_REPORTS, at=places.table)
def pdf(reader: Reading, committee: str, key: str) -> bytes:
    """Return a paper as PDF. Raises RuleError when it is no more."""
    talks = _Talks(reader, committee)
    return talks.paper(talks.line(key))


@use_case(Right.MAKE_REPORTS, at=places.table)
def export(uow: UnitOfWork, committee: str, key: str, target: Path) -> None:
    """Write a paper to a file (.pdf, or .xlsx with the values of a sheet) and log it.

    Raises FileError; RuleError when it is no more.
    """
    talks = _Talks(uow, committee)
    line = talks.line(key)
    book = line.counted and target.suffix.casefold() == ".xlsx"
    write_out(target, _workbook(talks, line) if book else talks.paper(line))
    uow.audit("sheet-exported", "talk", "", committee=committee, kind=line.kind, period=line.period)


def _workbook(talks: _Talks, line: TalkLine) -> bytes:
    from casustafel.excel.list_workbook import ListSheet, list_workbook

    quarters = (line.period, "Kwartaal ervoor")
    rows = [
        (part.title, name, *map(_value, values))
        for part in talks.parts(line)
        for name, *values in part.lines
    ]
    made, _count = list_workbook(
        ListSheet(
            title=f"Kwartaalblad {line.name}",
            notes=("Alleen eigen casussen. Deel het niet verder.",),
            columns=[("Onderdeel", 22.0), ("Wat", 44.0), *((one, 16.0) for one in quarters)],
            rows=rows,
        )
    )
    return made


def _value(text: str) -> object:
    number = text.replace(",", ".", 1)
    return Decimal(number) if number.replace(".", "", 1).isdigit() else text
