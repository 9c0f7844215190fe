"""Comparing a list anew after it was mended: only the rows that the mends changed, and their kin.

What becomes of a row hangs on the rows about the same person, allocation number or case, and on the
first rows that name its provider. All others stand as they were compared before.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from casustafel.domain.cases import Case, CaseAnswer, Client
from casustafel.domain.registers import Provider
from casustafel.excel.case_list import CaseList, CleanRow
from casustafel.excel.text import folded
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.importing.answer import Progress, RowAnswer, RowState, answer_of, unheard
from casustafel.services.importing.compare import decided_names
from casustafel.services.importing.known import Cases, Clients, count_overlap, name_key
from casustafel.services.importing.preview import Preview, look, preview_of
from casustafel.services.importing.run import run
from casustafel.services.use_case import Right, UnitOfWork, use_case
from casustafel.storage.folding import fold

Rows = Mapping[int, CleanRow]
Link = tuple[object, ...]

#: Of more than one in so many rows it is quicker to compare all.
_SHARE = 2


@use_case(Right.IMPORT_CASES, at=places.table, sets=[Case, CaseAnswer, Client, Provider])
def look_again(
    uow: UnitOfWork, table: str, before: Preview, given: CaseList, progress: Progress = unheard
) -> Preview:
    """As `preview.look`, of a list of which `before` was seen with other mends."""
    old, new = before.by_row, {row.row: row for row in given.rows}
    linked = _linked(before, given, old, new)
    whole = tables.committee(uow, table).selection is not None or before.answer.known_before
    if whole or len(linked) * _SHARE > len(new):
        seen = look.within(uow, table, given, progress=progress)
        return replace(seen, kin=before.kin, before=tuple(one.field for one in before.columns))
    overlap = before.answer.overlap
    gone = _overlap(uow, table, (old[row] for row in linked if row in old))
    come = _overlap(uow, table, (new[row] for row in linked if row in new))
    some = replace(given, rows=[new[row].copied() for row in sorted(linked & new.keys())])
    compared = run.within(uow, table, some, dry_run=True, progress=progress)
    lines = {line.row: line for line in before.answer.lines if line.row not in linked}
    lines |= {line.row: line for line in compared.lines}
    answer = answer_of(given, table, [lines[row.row] for row in given.rows])
    counts = {one: overlap.get(one, 0) - gone.get(one, 0) for one in overlap} | {
        one: overlap.get(one, 0) - gone.get(one, 0) + count for one, count in come.items()
    }
    answer.overlap = {one: counts[one] for one in sorted(counts) if counts[one]}
    return preview_of(uow, given, answer, before)


def _overlap(uow: UnitOfWork, table: str, rows: Iterable[CleanRow]) -> dict[str, int]:
    """Return what `Comparison.overlap` says of rows that share nobody with other ones."""
    values = [row.values for row in rows if not row.refused]
    clients = Clients(uow, values).kept(values)
    elsewhere = Cases(uow, table, values, clients).open_elsewhere
    return count_overlap(uow.actor, table, chain.from_iterable(elsewhere.values()))


def _linked(before: Preview, given: CaseList, old: Rows, new: Rows) -> set[int]:
    """Return the rows to compare: changed ones, and those that hang together with them."""
    kin = before.kin
    links = {row: _links(kin, clean) for row, clean in new.items()}
    rows = {row for row, clean in old.items() if new.get(row) is not clean}
    rows |= new.keys() - old.keys()
    # A name that was settled is a new provider wherever it stands, and no longer a question.
    if settled := decided_names(before.given) ^ decided_names(given):
        named = ((row, clean.values.get("provider")) for row, clean in new.items())
        rows |= {row for row, name in named if name and folded(name) in settled}
    for row in rows & old.keys():
        links[row] = (*links.get(row, ()), *_links(kin, old[row]))
    for line in before.answer.lines:
        if told := _told(line):
            links[line.row] = (*links.get(line.row, ()), *told)
    firsts = _Firsts(old, new)
    wanted: set[Link] = set()
    while True:
        wanted.update(*(links[row] for row in rows), (("row", row) for row in rows))
        more = {row for row, of in links.items() if of and not wanted.isdisjoint(of)}
        more |= firsts.of(rows)
        if more <= rows:
            return rows
        rows |= more


def _links(kin: dict[int, tuple[CleanRow, tuple[Link, ...]]], row: CleanRow) -> tuple[Link, ...]:
    """Return by what a row hangs together with others; `kin` remembers it."""
    if row.refused:
        return ()
    known = kin.get(row.row)
    if known is None or known[0] is not row:
        known = kin[row.row] = row, tuple(_of_values(row.values))
    return known[1]


def _of_values(values: Mapping[str, Any]) -> Iterator[Link]:
    if values.get("bsn"):
        yield "bsn", values["bsn"]
    if values.get("birth_date") is not None:
        key = name_key(values, fold(values.get("surname") or ""))
        if key is not None:
            yield key
    if values.get("allocation_number") is not None:
        yield "allocation", values["allocation_number"]


def _told(line: RowAnswer) -> tuple[Link, ...]:
    """Return the case and the earlier row that a row was compared to."""
    if line.state is RowState.NEW or line.state is RowState.REFUSED:
        return ()
    case = [("case", line.case_number)] if line.case_number else []
    twice = (one for one in line.findings if one.code == "row-duplicate")
    return (*case, *(("row", one.values["first"]) for one in twice))


class _Firsts:
    """The first rows that name each provider, before and now: there it is said that it is new."""

    def __init__(self, old: Rows, new: Rows) -> None:
        self._states = old, new
        self._first: dict[Link, set[int]] = {}
        self._alike: dict[object, set[Link]] = {}
        for rows in self._states:
            seen: set[Link] = set()
            for row in rows.values():
                if row.refused or (pair := _provider(row)) in seen:
                    continue
                seen.add(pair)
                self._first.setdefault(pair, set()).add(row.row)
                for part in self._parts(pair):
                    self._alike.setdefault(part, set()).add(pair)

    @staticmethod
    def _parts(pair: Link) -> Iterator[object]:
        name, agb = pair
        if name:
            yield fold(str(name))
        if agb:
            yield agb

    def of(self, rows: Iterable[int]) -> set[int]:
        """Return the first rows of all that may be one provider with one of these."""
        given = (of[row] for row in rows for of in self._states if row in of)
        todo = {_provider(row) for row in given if not row.refused}
        pairs: set[Link] = set()
        while todo:
            pair = todo.pop()
            pairs.add(pair)
            for part in self._parts(pair):
                todo |= self._alike.get(part, set()) - pairs
        return {row for pair in pairs for row in self._first.get(pair, ())}


def _provider(row: CleanRow) -> Link:
    return row.values.get("provider") or "", row.values.get("agb")
