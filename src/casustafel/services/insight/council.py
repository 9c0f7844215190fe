"""The report to the council: per table and half year, without small numbers, frozen once made.

A report that was made is what later ones are compared with. A table and a half year are reported
once and whole, so that no two reports can be subtracted from each other.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.insight.hiding import publishable
from casustafel.domain.insight.indicators import CouncilReport, Duiding, headings, shipped
from casustafel.domain.insight.paper import CONCEPT, PUBLIC, Published, report, sheet_rows
from casustafel.domain.insight.reports import (
    Section,
    as_plain,
    from_plain,
    half_years,
    is_half_years,
)
from casustafel.domain.leaks import leaks
from casustafel.domain.records import Setting
from casustafel.domain.sizes import Text60
from casustafel.services import places
from casustafel.services.definitions import learning, tables
from casustafel.services.documents import house
from casustafel.services.insight import by_hand, figures
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case
from casustafel.storage.leaving import write_out

#: The settings: numbers below this are hidden, and whether the others are rounded to fives.
LEAST, ROUNDED = "report_least", "report_rounded"
#: What may be chosen (domain.md §7).
LEASTS = (10, 5)


@part
def hiding(reader: Reader) -> tuple[int, bool]:
    """Return below which number counts are hidden, and whether the others are rounded."""
    kept = {one.name: one.value for one in reader.find(Setting, name=[LEAST, ROUNDED])}
    least = kept.get(LEAST, LEASTS[0])
    return (least if isinstance(least, int) else LEASTS[0], kept.get(ROUNDED) is True)


@use_case(Right.MAKE_REPORTS)
def set_hiding(uow: UnitOfWork, least: int, *, rounded: bool) -> None:
    """Choose what later reports hide and round. Raises RuleError for another number."""
    if least not in LEASTS:
        raise RuleError("report-least", least=least)
    uow.choose(LEAST, least)
    uow.choose(ROUNDED, rounded)
    uow.audit("report-hiding-set", "setting", LEAST, least=least, rounded=rounded)


@use_case(Right.MAKE_REPORTS, at=places.table)
def explain(
    uow: UnitOfWork, committee: str, first: date, last: date, indicator: Text60, text: str
) -> None:
    """Keep what the adviser says of an indicator in a half year; an empty text takes it away.

    Raises RuleError once the report was made, and for a text that points at somebody.
    """
    _check_period(first, last)
    if uow.first(CouncilReport, committee=committee, first=first, last=last):
        raise RuleError("report-frozen", first=first, last=last)
    found = leaks(text, learning.names_known(uow, [], text))
    if found:
        raise RuleError("duiding-names", found=", ".join(found))
    where = {"committee": committee, "first": first, "last": last, "indicator": indicator}
    before = uow.first(Duiding, **where)
    made = Duiding(id=before.id if before else new_id(), text=text.strip(), **where)  # type: ignore[arg-type]
    if before is None:
        uow.add(made)
    elif made.text:
        uow.change(before, made)
    else:
        uow.delete(Duiding, id=before.id)
    uow.log("duiding-kept", made, indicator=indicator)


@read(Right.READ_FIGURES, at=places.table)
def explained(reader: Reading, committee: str, first: date, last: date) -> dict[str, str]:
    """Return what the adviser says of the indicators of a half year."""
    return _explained(reader, committee, first, last)


def _explained(reader: Reader, committee: str, first: date, last: date) -> dict[str, str]:
    found = reader.find(Duiding, committee=committee, first=first, last=last)
    return {one.indicator: one.text for one in found}


@read(Right.READ_FIGURES, at=places.table)
def reports(reader: Reading, committee: str) -> tuple[Section, ...]:
    """Return the reports of a table that were made, the newest first."""
    found = reader.find(CouncilReport, "-first", committee=committee)
    return tuple(from_plain(one.content) for one in found)


@use_case(Right.MAKE_REPORTS, at=places.table)
def make(uow: UnitOfWork, committee: str, first: date, last: date) -> tuple[Published, ...]:
    """Return the report of a table for each half year of a period.

    What was made before is returned as it was made; a half year that is over is made and frozen
    now, and of one that is not there is a concept. Raises RuleError unless whole half years.
    """
    _check_period(first, last)
    made = [_made(uow, committee, *each) for each in half_years(first, last)]
    return tuple(replace(one, earlier=_earlier(uow, one.section)) for one in made)


@use_case(Right.MAKE_REPORTS, at=places.own_tables)
def shown(
    uow: UnitOfWork, committees: tuple[str, ...], first: date, last: date
) -> tuple[Published, ...]:
    """Return the reports of one table, or of all of one's own; raises as `make` does."""
    return tuple(one for code in committees for one in make(uow, code, first, last))


@use_case(Right.MAKE_REPORTS, at=places.own_tables)
def export(
    uow: UnitOfWork, committees: tuple[str, ...], first: date, last: date, target: Path
) -> tuple[Published, ...]:
    """Write the report of one table, or of all of one's own, as PDF or as a workbook.

    Which of the two says the name of the file. A workbook holds values only. Raises as `make` does,
    UsageError for another kind of file, and FileError; then nothing is frozen.
    """
    if target.suffix.lower() not in _KINDS:
        raise UsageError("report-file-kind", file=target.name)
    parts = shown.within(uow, committees, first, last)
    write_out(target, _KINDS[target.suffix.lower()](uow, parts))
    uow.audit("council-report-exported", "council_report", "", tables=list(committees))
    return parts


def _pdf(reader: Reader, parts: tuple[Published, ...]) -> bytes:
    from casustafel.pdf.paper import render

    return render(report(parts, tables.municipality(reader)), house.look(reader))


def _workbook(_reader: Reader, parts: tuple[Published, ...]) -> bytes:
    from casustafel.excel.list_workbook import ListSheet, list_workbook

    sheets = [
        ListSheet(
            name=f"{one.section.committee} {one.section.first:%Y-%m}"[:31],
            title=one.title,
            notes=(
                PUBLIC if one.frozen else CONCEPT,
                f"Geteld op {one.section.counted_on:%d-%m-%Y}.",
            ),
            columns=headings(),
            rows=sheet_rows(one),
        )
        for one in parts
    ]
    return list_workbook(*sheets)[0]


_KINDS = {".pdf": _pdf, ".xlsx": _workbook}


def _made(uow: UnitOfWork, committee: str, first: date, last: date) -> Published:
    kept = uow.first(CouncilReport, committee=committee, first=first, last=last)
    if kept is not None:
        uow.log("council-report-read", kept)
        return Published(from_plain(kept.content), frozen=True)
    section = _counted(uow, committee, first, last)
    if last >= uow.today:
        uow.audit("council-report-concept", "council_report", "", committee=committee)
        return Published(section, frozen=False)
    made = CouncilReport(
        id=new_id(),
        committee=committee,
        first=first,
        last=last,
        made_at=uow.clock(),
        made_by=uow.actor.name,
        content=as_plain(section),
    )
    uow.add(made)
    uow.log("council-report-made", made, hidden=section.hidden())
    return Published(section, frozen=True)


def _counted(uow: UnitOfWork, committee: str, first: date, last: date) -> Section:
    least, rounded = hiding(uow)
    whole = figures.counted(uow, committee, first, last)
    shown = publishable(whole, shipped(), least, rounded=rounded)
    said = _explained(uow, committee, first, last)
    return replace(
        shown,
        figures=tuple(replace(one, comment=said.get(one.code, "")) for one in shown.figures),
        by_hand=by_hand.lines(uow, first, last, least),
    )


def _earlier(uow: UnitOfWork, section: Section) -> Section | None:
    before = date(section.first.year, 1, 1) if section.first.month > 1 else None
    first = before or date(section.first.year - 1, 7, 1)
    kept = uow.first(CouncilReport, committee=section.committee, first=first)
    return from_plain(kept.content) if kept else None


def _check_period(first: date, last: date) -> None:
    if not is_half_years(first, last):
        raise RuleError("report-half-years", first=first, last=last)
