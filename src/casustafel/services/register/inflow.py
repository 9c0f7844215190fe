"""Who came into care during a stop, and by which route ([002] bijlage 1).

It looks at two things: what the lists of begun care left open (`inflow_list`), and the requests in
this program. It names allocation numbers and case numbers and no clients: the contract manager has
no right to case files.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from casustafel.domain.cases import Case
from casustafel.domain.inflow import InflowEntry, InflowLine, InflowList, LawfulRoute, inflow_list
from casustafel.domain.norms import CareForm, Norm
from casustafel.domain.registers import Provider
from casustafel.domain.stops import Register, Toeleidingsstop
from casustafel.domain.wording import word
from casustafel.domain.wording.catalogue import label
from casustafel.services.register.inflow_facts import Requests
from casustafel.services.register.inflow_list import Ground, ground_of, in_term
from casustafel.services.use_case import Reading, Right, UnitOfWork, read, use_case
from casustafel.storage.leaving import write_out

UNKNOWN = "nog niet bekend"
#: What a line rests on.
BY_LIST, BY_ALLOCATION, BY_REQUEST = "lijst instroom", "toewijzing", "begindatum in de aanvraag"
NOT_BEGUN = "uitkomst van de commissie"

#: What the workbook has: titles with widths in signs.
_COLUMNS = (
    *(("Aanbieder", 28), ("AGB", 10), ("Toewijzing of casus", 20), ("Zorgvorm", 22)),
    *(
        ("Ingestroomd op", 15),
        ("Blijkt uit", 20),
        ("Stop sinds", 13),
        ("Route", 18),
        ("Toelichting", 62),
    ),
)
_COUNTS = (("Aanbieder", 40), ("Cliënten", 12), ("Route nog niet bekend", 22))
_INTERNAL = "Intern: bevat nummers van cliënten. Verstuur alleen beveiligd."


@dataclass(frozen=True, slots=True)
class InflowRow:
    """One client of the list in words; `route` is `UNKNOWN` where none is known yet.

    `number` is the allocation number, or the case number of a request that has none. `remark` says
    why, `ask` what the contract manager can do (empty where nothing is asked). `entry` is the line
    of a list that can be answered. `not_begun`: granted, and not begun.
    """

    provider: str
    number: str
    care_form: str
    came_in_on: date
    shown_by: str
    stop_from: date | None
    route: str
    remark: str
    ask: str
    lawful: bool
    agb: str = ""
    entry: InflowEntry | None = None
    not_begun: bool = False


@dataclass(frozen=True, slots=True)
class ProviderCount:
    """A provider with a stop: how many clients came in, and for how many no route is known."""

    provider: str
    clients: int
    without_route: int


@dataclass(frozen=True, slots=True)
class InflowAnswer:
    """The list between two days (both count). Providers without inflow are counted too.

    `lists` are the lists of begun care that it rests on, newest first. Without `ground` their lines
    are not shown; `hidden` says how many there are.
    """

    since: date
    until: date
    rows: tuple[InflowRow, ...]
    providers: tuple[ProviderCount, ...]
    lists: tuple[InflowList, ...] = ()
    ground: Ground | None = None
    hidden: int = 0

    @property
    def without_route(self) -> int:
        """How many lines the contract manager must ask about."""
        return sum(not row.lawful for row in self.rows)

    @property
    def looked_at(self) -> str:
        """What the answer rests on, in words."""
        if not self.lists:
            return word("inflow-looked-cases", {}, "nl").what
        newest = self.lists[0]
        values = {
            "count": sum(one.counts["lines"] for one in self.lists),
            "lists": len(self.lists),
            "since": min(one.since for one in self.lists),
            "until": max(one.until for one in self.lists),
            "file": newest.file_name,
        }
        return word("inflow-looked-lists", values, "nl").what


@read(Right.READ_NORMS)
def listed(reader: Reading, since: date, until: date) -> InflowAnswer:
    """Return who came in at providers with a stop between two days. Raises RightError.

    Of the lists: what is open or was answered, and what was granted and has not begun. Of the
    requests here: a client came in on the first day of care when a toewijzing is known, or when the
    table or the router left the way free. A wished first day of a request that is still open, was
    refused or withdrawn is no inflow.
    """
    register = Register(reader.find(Norm), reader.find(Toeleidingsstop))
    providers = reader.find(Provider)
    names = {one.id: one.name for one in providers}
    codes = {one.name: one.agb or "" for one in providers}
    lists = tuple(reader.find(InflowList, "-imported_at"))
    entries = [one for one in in_term(reader) if since <= one.came_in_on <= until]
    requests = Requests(reader, register, {one.bsn for one in entries if one.bsn})
    ground = ground_of(reader)
    lines = [requests.entry_line(one) for one in entries] if ground else []
    shown = {one.allocation_number for one in entries} if ground else set()
    found = inflow_list(register, requests.came_in(without=shown), since=since, until=until)
    rows = [_entry_row(one, names) for one in lines if one is not None]
    for one in found:
        for line in one.lines:
            case = requests.by_number[line.facts.case_number]
            rows.append(_case_row(line, names[one.provider_id], case))
    rows += _not_begun(requests, lists, names) if ground else []
    rows = [replace(row, agb=codes.get(row.provider, "")) for row in rows]
    counts = [_count(names[one.provider_id], rows) for one in found]
    return InflowAnswer(
        since,
        until,
        tuple(sorted(rows, key=lambda row: (row.lawful, row.provider.casefold(), row.came_in_on))),
        tuple(sorted(counts, key=lambda one: one.provider.casefold())),
        lists,
        ground,
        0 if ground else len(entries),
    )


def _count(provider: str, rows: Iterable[InflowRow]) -> ProviderCount:
    own = [row for row in rows if row.provider == provider and not row.not_begun]
    return ProviderCount(provider, len(own), sum(not row.lawful for row in own))


@use_case(Right.READ_NORMS)
def export(uow: UnitOfWork, target: Path, since: date, until: date) -> None:
    """Write the list as a workbook (.xlsx) and log it. Raises FileError; then nothing is logged."""
    answer = listed(uow, since, until)
    write_out(target, _as_workbook(answer))
    days: dict[str, Any] = {"since": since.isoformat(), "until": until.isoformat()}
    uow.audit("inflow-exported", "register", "inflow", **days, rows=len(answer.rows))


def _as_workbook(answer: InflowAnswer) -> bytes:
    """Return the clients, and a count per provider; lines without a known route are marked."""
    from casustafel.excel.list_workbook import ListSheet, list_workbook

    days = f"{answer.since:%d-%m-%Y} tot en met {answer.until:%d-%m-%Y}"
    about: dict[str, Any] = {
        "title": f"Instroom tijdens een toeleidingsstop, {days}",
        "notes": (_INTERNAL, answer.looked_at),
        "wrapped": True,
    }
    rows = [
        (
            *(row.provider, row.agb, row.number, row.care_form, row.came_in_on, row.shown_by),
            *(row.stop_from, row.route, f"{row.remark} {row.ask}".strip()),
        )
        for row in answer.rows
    ]
    counts = [(one.provider, one.clients, one.without_route) for one in answer.providers]
    made, _count = list_workbook(
        ListSheet(name="Instroom", columns=_COLUMNS, rows=rows, marked=UNKNOWN, **about),
        ListSheet(name="Per aanbieder", columns=_COUNTS, rows=counts, **about),
    )
    return made


def _entry_row(line: tuple[InflowEntry, InflowLine], names: dict[str, str]) -> InflowRow:
    entry, judged = line
    number = str(entry.allocation_number) if entry.allocation_number else "–"
    row = _row(judged, names.get(entry.provider_id, ""), number, BY_LIST)
    if entry.settled_on is None:
        return replace(row, entry=entry)
    values = {"day": entry.settled_on, "person": entry.settled_by, "reference": entry.reference}
    code = "inflow-answered-ret" if entry.reference else "inflow-answered"
    if entry.route is None:
        return replace(row, remark=word("inflow-answered-none", values, "nl").what, ask="")
    remark = word(code, values, "nl").what
    return replace(row, route=label(entry.route, "nl"), remark=remark, ask="", lawful=True)


def _case_row(line: InflowLine, provider: str, case: Case) -> InflowRow:
    number = str(case.allocation_number) if case.allocation_number else case.number
    return _row(line, provider, number, BY_ALLOCATION if case.allocation_number else BY_REQUEST)


def _row(line: InflowLine, provider: str, number: str, shown_by: str) -> InflowRow:
    remark = word(line.code, line.values, "nl")
    form = line.facts.care_form
    return InflowRow(
        provider=provider,
        number=number,
        care_form=label(form, "nl") if form else "",
        came_in_on=line.facts.came_in_on,
        shown_by=shown_by,
        stop_from=line.stop.starts_on,
        route=label(line.route, "nl") if line.route else UNKNOWN,
        remark=remark.what,
        ask=remark.do,
        lawful=line.route is not None,
    )


def _not_begun(
    requests: Requests, lists: tuple[InflowList, ...], names: dict[str, str]
) -> list[InflowRow]:
    """Return what was granted and is not in the newest list of begun care."""
    numbers = lists[0].not_begun if lists else ()
    cases = [requests.by_number[one] for one in numbers if one in requests.by_number]
    remark = word("inflow-not-begun", {"until": lists[0].until}, "nl") if cases else None
    return [
        InflowRow(
            provider=names.get(case.provider_id or "", ""),
            number=case.number,
            care_form=label(CareForm(case.care_form), "nl"),
            came_in_on=case.starts_on or requests.granted_on(case),
            shown_by=NOT_BEGUN,
            stop_from=None,
            route=label(LawfulRoute(case.committee), "nl"),
            remark=remark.what,
            ask=remark.do,
            lawful=True,
            not_begun=True,
        )
        for case in cases
        if remark is not None
    ]
