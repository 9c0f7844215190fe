"""How the columns of a list were understood, kept for the next list of the same shape."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from casustafel.domain.ids import new_id
from casustafel.domain.records import ImportProfile, ImportRecord
from casustafel.excel.case_list import CaseList, KnownColumns, read_case_list
from casustafel.excel.columns import columns_for
from casustafel.excel.mending import Mends as Mends
from casustafel.excel.mending import lasting, mended, spellings
from casustafel.excel.remarks import remark, remark_rows
from casustafel.services import places
from casustafel.services.importing import aliases
from casustafel.services.importing.preview import ListSource
from casustafel.services.importing.run import DRAFTS as DRAFTS
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case

DateOrder = Literal["dmy", "mdy"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose about the columns of a list.

    `mapping` gives the field of each column by its index, "" to leave it out; None lets the
    program find out. `date_orders` says per field how its dates are written. `header_row` is the
    row with the names of the columns as Excel shows it, 0 when there is none; None lets the
    program find it.
    """

    mapping: Mapping[int, str] | None = None
    date_orders: Mapping[str, DateOrder] = field(default_factory=dict)
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A list that was read, with the choices it was read by; `profile` names a kept one."""

    given: CaseList
    choices: Choices
    profile: str = ""


@read(Right.IMPORT_CASES, at=places.table)
def understand(
    reader: Reading,
    table: str,
    source: ListSource,
    *,
    sheet: str | None = None,
    choices: Choices | None = None,
    date_order: DateOrder = "dmy",
    mends: Mends | None = None,
    progress: Progress | None = None,
) -> Understood:
    """Read a list as somebody chose, or by the profile of its header, or by its names alone.

    `date_order` holds for columns of which nobody said how their dates are written. `mends` are
    laid over it; None takes those of the same file the time before, or what was settled of the
    columns of a list with this header. Raises FileError over a file that cannot be read,
    UsageError('sheet-unknown').
    """
    chosen = choices or Choices()
    columns = columns_for(table)
    fields = {one.key for one in columns.fields}
    kept = reader.find(ImportProfile, committee=table)
    known = {one.fingerprint: _known_columns(one, fields) for one in kept}
    given = read_case_list(
        source,
        columns,
        sheet=sheet,
        date_order=date_order,
        date_orders_per_column=chosen.date_orders,
        mapping=chosen.mapping,
        header_row=chosen.header_row,
        known_headers=known,
        aliases=aliases.spellings(reader),
        keep_cells=True,
        today=reader.today,
        progress=progress,
    )
    used = known.get(given.header_fingerprint)
    remark(given, table, known=used is not None)
    profile = next((one for one in kept if one.fingerprint == given.header_fingerprint), None)
    given = mend(
        given, table, _kept_mends(reader, table, given, profile) if mends is None else mends
    )
    if used is None or chosen.mapping is not None:
        return Understood(given, chosen)
    name = profile.name if profile is not None else ""
    return Understood(given, Choices(used.mapping, used.date_orders, chosen.header_row), name)


def mend(given: CaseList, table: str, mends: Mends) -> CaseList:
    """Return a list of `understand` with mends in place of those laid over it now."""
    if mends == given.mends:
        return given
    given, anew = mended(given, mends)
    remark_rows(anew, given, table)
    return given


def _kept_mends(
    reader: Reading, table: str, given: CaseList, profile: ImportProfile | None
) -> Mends:
    typed = drafts.kept(reader, DRAFTS, table).get(DRAFTS)
    if isinstance(typed, dict) and typed.get("of") == _named(given):
        return Mends.of_json(typed)
    same = {"file_hash": given.file_sha256, "sheet": given.sheet, "committee": table}
    before = reader.first(ImportRecord, "-imported_at", **same)
    if before is not None:
        return Mends.of_json(before.mends)
    return Mends.of_json(profile.mends) if profile is not None else Mends()


def as_draft(given: CaseList) -> dict[str, object]:
    """Return the mends of a list as they are kept until it comes in: of one list per table."""
    return {"of": _named(given), **given.mends.as_json()}


def _named(given: CaseList) -> str:
    return f"{given.file_sha256}:{given.sheet}"


def _known_columns(profile: ImportProfile, fields: Collection[str]) -> KnownColumns:
    """Return what a profile remembers; a field that this version does not know is left out."""
    mapping = {int(at): key if key in fields else "" for at, key in profile.columns.items()}
    orders: dict[str, DateOrder] = {
        name: "mdy" if order == "mdy" else "dmy" for name, order in profile.date_orders.items()
    }
    return KnownColumns(mapping, orders)


@part
def find(reader: Reader, table: str, fingerprint: str) -> ImportProfile | None:
    """Return the profile of a header, if one was kept."""
    return reader.first(ImportProfile, committee=table, fingerprint=fingerprint)


@use_case(Right.IMPORT_CASES, at=places.table)
def keep(
    uow: UnitOfWork,
    table: str,
    name: str,
    fingerprint: str,
    choices: Choices,
    given: CaseList | None = None,
) -> None:
    """Keep how the columns of this header are understood, in place of an older way.

    So is what was settled of whole columns of `given`. What it says of names of organisations and
    words for codes becomes a spelling for all lists.

    Raises RightError for whoever may not import at this table.
    """
    before = find(uow, table, fingerprint)
    mends = lasting(given) if given is not None else Mends()
    for column, right, spelling in spellings(given) if given is not None else ():
        if aliases.add(uow, right, spelling):
            mends = mends.value(column, spelling, None)
    columns = {str(at): key for at, key in (choices.mapping or {}).items()}
    orders: dict[str, str] = dict(choices.date_orders)
    if before is None:
        profile = ImportProfile(
            id=new_id(),
            committee=table,
            name=name,
            fingerprint=fingerprint,
            columns=columns,
            date_orders=orders,
            mends=mends.as_json(),
        )
        uow.add(profile)
    else:
        profile = replace(before, columns=columns, date_orders=orders, mends=mends.as_json())
        uow.replace(before, profile)
    uow.audit(
        "import-profile-kept", "import_profile", profile.id, committee=table, columns=len(columns)
    )
