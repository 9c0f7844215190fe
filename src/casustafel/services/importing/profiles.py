"""How the columns of a list were understood, kept for the next list of the same shape."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from casustafel.domain.ids import new_id
from casustafel.domain.people import Right
from casustafel.domain.records import ImportProfile
from casustafel.excel.case_list import CaseList, read_case_list
from casustafel.excel.columns import columns_for
from casustafel.services.importing import aliases
from casustafel.services.importing.preview import ListSource
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork

DateOrder = Literal["dmy", "mdy"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody chose about the columns of a list.

    `mapping` gives the field of each column by its index, "" to leave it out; None lets the
    program find out. `date_orders` says per field how its dates are written.
    """

    mapping: Mapping[int, str] | None = None
    date_orders: Mapping[str, DateOrder] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Understood:
    """A list that was read, with the choices it was read by; `profile` names a kept one."""

    given: CaseList
    choices: Choices
    profile: str = ""


def understand(
    reader: Reader,
    table: str,
    source: ListSource,
    *,
    sheet: str | None = None,
    choices: Choices | None = None,
    today: date,
    progress: Progress | None = None,
) -> Understood:
    """Read a list as somebody chose, or by the profile of its header, or by its names alone.

    Raises FileError over a file that cannot be read, UsageError('sheet-unknown').
    """
    read = _Reading(table, source, aliases.spellings(reader), today, progress)
    given = read.as_chosen(sheet, choices or Choices())
    if choices is not None:
        return Understood(given, choices)
    kept = find(reader, table, given.header_fingerprint)
    if kept is None:
        return Understood(given, Choices())
    fields = {one.key for one in columns_for(table).fields}
    # A field that a newer version no longer knows is left out, and the rest still holds.
    mapping = {int(at): key if key in fields else "" for at, key in kept.columns.items()}
    orders: dict[str, DateOrder] = {
        name: "mdy" if order == "mdy" else "dmy" for name, order in kept.date_orders.items()
    }
    remembered = Choices(mapping, orders)
    given = read.as_chosen(given.sheet or None, remembered)
    return Understood(given, remembered, kept.name)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A list that may be read twice: by its names, and as its profile remembers."""

    table: str
    source: ListSource
    aliases: Mapping[str, str]
    today: date
    progress: Progress | None

    def as_chosen(self, sheet: str | None, choices: Choices) -> CaseList:
        return read_case_list(
            self.source,
            columns_for(self.table),
            sheet=sheet,
            date_orders_per_column=choices.date_orders,
            mapping=choices.mapping,
            aliases=self.aliases,
            today=self.today,
            progress=self.progress,
        )


def find(reader: Reader, table: str, fingerprint: str) -> ImportProfile | None:
    """Return the profile of a header, if one was kept."""
    return reader.first(ImportProfile, committee=table, fingerprint=fingerprint)


def keep(uow: UnitOfWork, table: str, name: str, fingerprint: str, choices: Choices) -> None:
    """Keep how the columns of this header are understood, in place of an older way.

    Raises RightError for who may not import at this table.
    """
    uow.actor.require(Right.IMPORT_CASES, table)
    before = find(uow, table, fingerprint)
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
        )
        uow.add(profile)
    else:
        profile = replace(before, columns=columns, date_orders=orders)
        uow.replace(before, profile)
    uow.audit(
        "import-profile-kept", "import_profile", profile.id, committee=table, columns=len(columns)
    )
    uow.commit()
