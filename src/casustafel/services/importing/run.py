"""Running an import: read, compare, keep or only say."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from casustafel.domain.alike import alike
from casustafel.domain.cases import Case, CaseAnswer, Client
from casustafel.domain.findings import Finding, said
from casustafel.domain.ids import new_id
from casustafel.domain.local_time import local_day
from casustafel.domain.records import ImportFinding, ImportRecord
from casustafel.domain.registers import Provider
from casustafel.excel.case_list import CaseList, read_case_list
from casustafel.excel.columns import columns_for, has_columns
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.importing.answer import ImportAnswer, Progress, answer_of, unheard
from casustafel.services.importing.care_lines import CareLines
from casustafel.services.importing.compare import Comparison
from casustafel.services.importing.keep import keep
from casustafel.services.importing.known import Created
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import Reading, Right, UnitOfWork, read, use_case

#: Subject and field of the mends of a list that somebody is checking, kept per table.
DRAFTS = "mends"


def read_list(
    path: Path,
    table: str,
    *,
    sheet: str | None = None,
    date_order: str = "dmy",
    aliases: Mapping[str, str] | None = None,
    today: date,
) -> CaseList:
    """Read and clean a list without touching the database; see `excel.case_list`.

    `aliases` are those of `aliases.spellings`; None takes the ones that ship.
    """
    return read_case_list(
        path,
        columns_for(table),
        sheet=sheet,
        date_order="mdy" if date_order == "mdy" else "dmy",
        aliases=aliases,
        today=today,
    )


@use_case(Right.IMPORT_CASES, at=places.table, sets=[Case, CaseAnswer, Client, Provider])
def run(
    uow: UnitOfWork,
    table: str,
    given: CaseList,
    *,
    dry_run: bool = False,
    overwrite: frozenset[tuple[int, str]] = frozenset(),
    progress: Progress = unheard,
    one_case: bool = False,
) -> ImportAnswer:
    """Keep a list in one transaction, or with `dry_run` only say what it would do.

    Rows with an error stay out; all others come in. A field that somebody edited by hand is
    only overwritten when `overwrite` names its row and field, and so is what is kept of a client
    ("client.postcode"). The same file a second time changes nothing. `progress` is told (done,
    all) and may raise to stop: then nothing is kept. `one_case` says that a row is a case also at
    a table whose lists hold care lines.
    """
    before = uow.first(
        ImportRecord, "-imported_at", file_hash=given.file_sha256, committee=table, undone_at=None
    )
    if before is not None:
        return _known_before(uow, given, table, before)
    context = intake.context(uow, table)
    record = uow.add(_record(uow, given, table))
    listed: int | None = None
    if context.committee.selection is not None and not one_case:
        care = CareLines(uow, context, given, overwrite, record.id)
        lines, created, overlap = care.run(progress), care.created, care.overlap
        listed = care.listed
    else:
        comparison = Comparison(uow, context, given, overwrite)
        keep(uow, context, comparison, record.id, whole=bool(overwrite), tell=progress)
        lines, overlap = comparison.lines, comparison.overlap
        created = comparison.gathered.created
    answer = answer_of(given, table, lines)
    answer.overlap, answer.listed = overlap, listed
    answer.import_id = record.id
    progress(len(lines), len(lines))
    if dry_run:
        uow.keep_nothing()
    else:
        _finish(uow, record, answer, created)
    return answer


def _known_before(
    uow: UnitOfWork, given: CaseList, table: str, before: ImportRecord
) -> ImportAnswer:
    """The same file again: every row that came in then is unchanged now."""
    answer = answer_of(given, table, [])
    rows = {name: before.summary[name] for name in answer.rows}
    rows["unchanged"] = sum(before.summary[name] for name in ("new", "updated", "unchanged"))
    rows["new"] = rows["updated"] = 0
    answer.rows = rows
    answer.known_before = True
    answer.import_id = before.id
    kept = [alike(Finding, one) for one in uow.find(ImportFinding, "row", import_id=before.id)]
    known = said(0, "file-known", "", date=local_day(before.imported_at))
    answer.findings = (known, *(one for one in kept if _may_see(uow, one)))
    return answer


def _may_see(uow: UnitOfWork, finding: Finding) -> bool:
    """Say whether a kept finding is for this person: an overlap only with rights on both."""
    other = finding.values.get("table")
    return other is None or uow.actor.may(Right.READ_CASES, str(other))


def _record(uow: UnitOfWork, given: CaseList, table: str) -> ImportRecord:
    return ImportRecord(
        id=new_id(),
        committee=table,
        file_name=given.file_name,
        file_hash=given.file_sha256,
        sheet=given.sheet,
        header_row=given.header_row,
        fingerprint=given.header_fingerprint,
        imported_at=uow.clock(),
        imported_by=uow.actor.name,
        summary={},
        columns={},
        created={},
        mends=given.mends.as_json(),
    )


def _finish(uow: UnitOfWork, record: ImportRecord, answer: ImportAnswer, created: Created) -> None:
    """Keep what the import came to, with its findings, and log it."""
    uow.replace(
        record, replace(record, summary=answer.rows, columns=answer.columns, created=created.ids())
    )
    uow.add_all(
        [
            alike(
                ImportFinding,
                one,
                id=new_id(),
                import_id=record.id,
                severity=str(one.severity),
                values=dict(one.values),
            )
            for one in answer.findings
        ]
    )
    drafts.forget(uow, DRAFTS, record.committee)
    uow.audit("import", "import", record.id, committee=answer.table, rows=answer.rows)


@read(Right.IMPORT_CASES, at=places.own_tables)
def list_imports(reader: Reading, tables: tuple[str, ...]) -> list[ImportRecord]:
    """Return the lists that came in, newest first."""
    return reader.find(ImportRecord, "-imported_at", committee=tables)


def has_template(table: str) -> bool:
    """Say whether the program ships a template for a table, known without a workspace."""
    return has_columns(table)


def empty_template(table: str) -> bytes:
    """Return an empty workbook of a table to fill in, with drop-downs and an explanation."""
    from casustafel.excel.templates import template

    return template(columns_for(table))
