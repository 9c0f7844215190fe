"""The newer example of a table that came with the program: offered, and taken over from a day."""

from dataclasses import dataclass, replace
from datetime import date

from casustafel.domain.committee_changes import TableChange, renewed, table_differences
from casustafel.domain.committees import Committee
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_changes import Change, differences
from casustafel.domain.framework_file import check_fit
from casustafel.domain.frameworks import FrameworkState
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.use_case import Free, Reading, Right, UnitOfWork, part, read, use_case
from casustafel.storage import committees as kept
from casustafel.storage.store import Reader

#: Setting of a table: which example somebody left aside; the one after it is offered again.
DECLINED = "example-declined:"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a newer example would change of a table, and of what it weighs with."""

    committee: str
    table: tuple[TableChange, ...]
    framework: tuple[Change, ...]


@part
def _offered(reader: Reader, code: str) -> Offer | None:
    """Return what is offered for a table; None where it has the newest example, or has none."""
    if code not in tables.STANDARD:
        return None
    newest = tables.committee_versions(reader, code)[0].committee
    table, framework = tables.shipped(code)
    left = reader.setting(f"{DECLINED}{code}") or 0
    if max(newest.example, left) >= table.example:
        return None
    (_, own), *_ = tables.framework_versions(reader, code)
    changes = tuple(table_differences(newest, renewed(newest, table)))
    return Offer(code, changes, differences(own, framework))


@read(Free("which tables there are is no secret in the house"))
def offers(reader: Reading) -> dict[str, Offer]:
    """Return by its code what is offered for each table that this person manages."""
    codes = [one.code for one in tables.all_committees(reader)]
    may = [code for code in codes if reader.actor.may(Right.MANAGE_TABLES, code)]
    found = {code: _offered(reader, code) for code in may}
    return {code: offer for code, offer in found.items() if offer is not None}


@use_case(Right.MANAGE_TABLES, at=places.table)
def take_over(uow: UnitOfWork, code: str, on: date) -> Committee:
    """Let a table work by its newer example from a day on, and weigh by its framework.

    What was received before that day keeps its points and its framework. Raises RuleError for a
    day that has been, where nothing is offered, or where the two do not fit the table.
    """
    if on < uow.today:
        raise RuleError("example-in-the-past", today=uow.today)
    if _offered(uow, code) is None:
        raise RuleError("example-not-newer")
    table, framework = tables.shipped(code)
    after = renewed(tables.committee_versions(uow, code)[0].committee, table)
    versions = tables.framework_versions(uow, code)
    number = versions[0][1].version + 1
    adopted = replace(framework, version=number, state=FrameworkState.ADOPTED, valid_from=on)
    check_fit(after, adopted)
    kept.save_committee(uow.connection, after, on)
    tables.supersede_others(uow, adopted)
    key = kept.add_framework(uow.connection, adopted)
    uow.audit("table-changed", "committee", code, committee=code)
    uow.audit("framework-adopted", "framework", key, committee=code)
    return after


@use_case(Right.MANAGE_TABLES, at=places.table)
def decline(uow: UnitOfWork, code: str) -> None:
    """Leave a newer example aside: the table stays as it is until there is one after it."""
    if _offered(uow, code) is None:
        raise RuleError("example-not-newer")
    uow.choose(f"{DECLINED}{code}", tables.shipped(code)[0].example)
    uow.audit("example-declined", "committee", code, committee=code)


@use_case(Right.MANAGE_TABLES, at=places.table)
def take_up(uow: UnitOfWork, code: str) -> None:
    """Let an example that was left aside be offered again."""
    uow.choose(f"{DECLINED}{code}", 0)
    uow.audit("example-offered", "committee", code, committee=code)
