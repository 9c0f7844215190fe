"""The net under the use cases: when two of one thing would be kept, that is said in words.

A use case looks first and says what is there (`tests/services/test_kept_once.py` has one per
constraint). What slips through, as when two people write at one moment on a shared database, is
refused by the database, which names the columns (SQLite) or the constraint (PostgreSQL).

The key columns `id` are not here: two values with one id are a fault of the program.
"""

from collections.abc import Mapping
from functools import cache

from sqlalchemy import Index, PrimaryKeyConstraint, Table, UniqueConstraint

from casustafel.domain.errors import CasustafelError, ConflictError, UsageError

Unique = UniqueConstraint | PrimaryKeyConstraint | Index

#: What is said where nobody but the program gives out numbers, or where looking again is enough.
MEANWHILE = "kept-meanwhile"

#: The code of what is said more closely, by the name of the constraint (see `domain.wording`).
CODES: Mapping[str, str] = {
    "uq_client_bsn": "bsn-of-another",
    "uq_person_name": "unique-person",
    "uq_provider_agb": "unique-provider",
    "uq_provider_search_name": "unique-provider",
    "uq_provider_alias_alias": "unique-provider",
    "uq_school_brin": "unique-school",
    "uq_school_search_name": "unique-school",
    "pk_committee": "unique-committee",
    "pk_committee_version": "unique-committee",
    "uq_committee_prefix": "unique-committee",
    "uq_framework_committee_version": "unique-framework",
    "uq_meeting_committee_held_on_starts": "unique-meeting",
    "uq_agenda_item_meeting_id_case_id": "unique-agenda-item",
    "uq_own_indicator_name": "unique-indicator",
}

_SQLITE = "UNIQUE constraint failed: "
_POSTGRESQL = "23505"
#: What is referred to is not there, as PostgreSQL and SQLite say it.
_GONE = ("23503", "FOREIGN KEY constraint failed")


def uniques() -> list[Unique]:
    """Return by name all that may be kept once but an `id`: constraints, indexes, natural keys."""
    from casustafel.storage.schema import metadata

    found = (one for table in metadata.tables.values() for one in _of(table))
    return sorted(found, key=lambda one: str(one.name))


def _of(table: Table) -> list[Unique]:
    keyed = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
    natural = [] if columns_of(table.primary_key) in (["id"], ["row_key"]) else [table.primary_key]
    return [*natural, *keyed, *(one for one in table.indexes if one.unique)]


def columns_of(unique: Unique) -> list[str]:
    """Return the names of the columns that say together what may be kept once."""
    return [column.name for column in unique.columns]


@cache
def _named_by_columns() -> Mapping[frozenset[str], str]:
    return {frozenset(str(column) for column in one.columns): str(one.name) for one in uniques()}


def explain_unique(error: BaseException | None) -> CasustafelError | None:
    """Return what a DBAPI error says that is there already, or is gone; None for something else."""
    if getattr(error, "sqlstate", None) == _GONE[0] or _GONE[1] in str(error):
        return UsageError("record-missing")
    if getattr(error, "sqlstate", None) == _POSTGRESQL:
        name = getattr(getattr(error, "diag", None), "constraint_name", "")
    else:
        _, found, columns = str(error).partition(_SQLITE)
        name = _named_by_columns().get(frozenset(columns.split(", "))) if found else ""
    known = name in _named_by_columns().values()
    return ConflictError(CODES.get(name, MEANWHILE)) if known else None
