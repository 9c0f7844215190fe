"""What the tables are: committees and frameworks, read, changed, and shared as files."""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from casustafel.assets import asset
from casustafel.domain import committee_file
from casustafel.domain.committees import Committee, Terms
from casustafel.domain.errors import ConflictError, FileError, RuleError, UsageError
from casustafel.domain.framework_file import check_fit
from casustafel.domain.framework_file import dump as dump_framework_file
from casustafel.domain.framework_file import load as load_framework_file
from casustafel.domain.frameworks import Framework, FrameworkState, adopt, new_version, supersede
from casustafel.domain.ids import new_id
from casustafel.domain.people import Actor, Person, PersonRole, Right, Role
from casustafel.domain.plain import from_json
from casustafel.services import places
from casustafel.services.use_case import Found, Free, Reading, UnitOfWork, part, read, use_case
from casustafel.storage import committees as kept
from casustafel.storage.faults import explained
from casustafel.storage.leaving import write_out
from casustafel.storage.store import Reader

MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a framework with its id."""

    key: str
    framework: Framework


def version(reader: Reading, key: str) -> Found[Version]:
    """A version of a framework by its id: a place of use cases."""
    found = kept.load_framework(reader.connection, key)
    return Found(Version(key, found), (found.committee,))


@part
def versions_of_all(reader: Reader) -> kept.Committees:
    """Return all tables with their versions."""
    return reader.once("committees", kept.Committees)


@part
def all_committees(reader: Reader) -> list[Committee]:
    """Return the tables as they work today, in their order."""
    return versions_of_all(reader).all_on(reader.today)


@read(Free("which tables there are is no secret in the house"))
def listed(reader: Reading) -> list[Committee]:
    """Return the tables in their order."""
    return all_committees(reader)


@part
def committee(reader: Reader, code: str, on: date | None = None) -> Committee:
    """Return a table as it works today, or on a day. Raises UsageError('table-unknown').

    A case is held to the points of the day on which it was received.
    """
    found = versions_of_all(reader).on(code, on or reader.today)
    if found is None:
        names = ", ".join(one.code for one in all_committees(reader))
        raise UsageError("table-unknown", table=code, tables=names)
    return found


@part
def committee_versions(reader: Reader, code: str) -> list[kept.CommitteeVersion]:
    """Return the versions of a table, the newest first."""
    return versions_of_all(reader).versions(code)


@part
def terms(reader: Reader, code: str) -> Terms:
    """Return the numbers a table works with."""
    return committee(reader, code).terms


@part
def framework(reader: Reader, key: str) -> Framework:
    """Return a version of a framework by its id."""
    return reader.once(("framework", key), lambda connection: kept.load_framework(connection, key))


@part
def framework_in_force(reader: Reader, code: str, on: date) -> str:
    """Return the id of the version that a table weighs with on a day."""
    return kept.in_force(reader.connection, code, on)


@part
def framework_versions(reader: Reader, code: str) -> list[tuple[str, Framework]]:
    """Return the versions of a table's framework with their ids, newest first."""
    return kept.versions(reader.connection, code)


@part
def municipality(reader: Reader) -> str:
    """Return the name that stands on paper."""
    return str(reader.setting(MUNICIPALITY) or "")


@use_case(Right.MANAGE_TABLES)
def save_committee(uow: UnitOfWork, value: Committee) -> None:
    """Add a table, or change one that is there from today on; what it was before stays known.

    Raises RuleError when it does not fit the versions of its framework that cases will meet, or
    when another table's case numbers begin alike.
    """
    committee_file.check_committee(value)
    _check_prefix(uow, value)
    _check_against_frameworks(uow, value)
    kept.save_committee(uow.connection, value, uow.today)
    uow.audit("table-changed", "committee", value.code, committee=value.code)


@use_case(Right.MANAGE_TABLES, at=places.table)
def set_end(uow: UnitOfWork, code: str, until: date | None) -> Committee:
    """Say until when a temporary table sits; None for one that goes on."""
    for one in committee_versions(uow, code):
        if one.valid_from is not None and one.valid_from > uow.today:
            later = replace(one.committee, valid_until=until)
            kept.save_committee(uow.connection, later, one.valid_from)
    after = replace(committee(uow, code), valid_until=until)
    kept.save_committee(uow.connection, after, uow.today)
    uow.audit("table-changed", "committee", code, committee=code)
    return after


def _check_prefix(reader: Reader, value: Committee) -> None:
    """Refuse a beginning of case numbers that another table has, or had when cases came in."""
    earlier = kept.numbered_by_another(reader.connection, value.prefix, value.code)
    for other in all_committees(reader):
        if other.code != value.code and (other.prefix == value.prefix or other.code == earlier):
            raise RuleError("committee-prefix-taken", prefix=value.prefix, name=other.name)


def _check_against_frameworks(reader: Reader, value: Committee) -> None:
    versions = [one for _, one in framework_versions(reader, value.code)]
    dated = [one for one in versions if one.valid_from and one.state is not FrameworkState.REPLACED]
    for one in dated or versions[-1:]:
        check_fit(value, one)


@use_case(Right.MANAGE_TABLES)
def import_committee(uow: UnitOfWork, path: Path, framework: Path | None = None) -> Committee:
    """Add or change a table from its file; a new one needs the file of its framework too.

    Raises FileError; RuleError when a file is no such file, or when the two do not fit each other.
    """
    value = committee_file.parse(read_definition(read_text(path)))
    _check_prefix(uow, value)
    kept.save_committee(uow.connection, value, uow.today)
    if framework is not None:
        _import_framework(uow, value, read_text(framework))
    elif not framework_versions(uow, value.code):
        raise RuleError("committee-needs-framework", name=value.name)
    _check_against_frameworks(uow, value)
    uow.audit("table-changed", "committee", value.code, committee=value.code)
    return value


@read(Right.MANAGE_TABLES, at=places.table)
def export_committee(reader: Reading, code: str, target: Path) -> None:
    """Write a table to a file that another municipality can load. Raises FileError."""
    plain = committee_file.dump(committee(reader, code))
    text = json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
    write_out(target, text.encode(), personal=False)


@read(Right.MANAGE_TABLES, at=version)
def export_framework(_reader: Reading, at: Version, target: Path) -> None:
    """Write a version of a framework to such a file. Raises FileError."""
    write_out(target, dump_framework_file(at.framework).encode(), personal=False)


@use_case(Right.MANAGE_TABLES, at=places.table)
def begin_version(uow: UnitOfWork, code: str) -> str:
    """Begin the next version of a framework as a concept, from the newest one; return its id.

    The newest may be a concept that answers hang on: that one can no longer change. Raises
    RuleError when there is a concept that still can.
    """
    newest = _newest_to_follow(uow, code)
    if newest is None:
        raise UsageError("framework-missing", table=code)
    key = kept.add_framework(uow.connection, new_version(newest))
    uow.audit("framework-begun", "framework", key, committee=code)
    return key


def _newest_to_follow(reader: Reader, code: str) -> Framework | None:
    """Return the newest version; raise RuleError while it is a concept that can still change."""
    versions = framework_versions(reader, code)
    if not versions:
        return None
    key, newest = versions[0]
    if newest.state is FrameworkState.CONCEPT and not kept.in_use(reader.connection, key):
        raise RuleError("framework-concept-exists", version=newest.version)
    return newest


@use_case(Right.MANAGE_TABLES, at=version)
def change_concept(
    uow: UnitOfWork, at: Version, value: Framework, shown: Framework | None = None
) -> Framework:
    """Write the sections, title and label of a concept anew, those that differ from what was shown.

    Raises ConflictError where somebody else changed one of these since it was shown.
    Raises RuleError for a version that was adopted or that answers or vooradviezen were made
    with: what was weighed stays readable as it was. Raises it too when it does not fit its table.
    """
    key, stored = at.key, _open_concept(uow, at)
    new: dict[str, Any] = {}
    for name in ("title", "label", "sections"):
        seen, becomes = (getattr(one, name) for one in (shown or stored, value))
        if becomes == seen:
            continue
        if getattr(stored, name) not in (seen, becomes):
            raise ConflictError("framework-changed-meanwhile", title=stored.title)
        new[name] = becomes
    after = replace(stored, **new)
    check_fit(committee(uow, stored.committee), after)
    kept.change_framework(uow.connection, key, after)
    uow.audit("framework-changed", "framework", key, committee=stored.committee)
    return after


def _open_concept(reader: Reader, at: Version) -> Framework:
    stored = at.framework
    if stored.state is not FrameworkState.CONCEPT:
        raise RuleError("framework-not-concept", version=stored.version)
    if kept.in_use(reader.connection, at.key):
        raise RuleError("framework-in-use", version=stored.version)
    return stored


@use_case(Right.MANAGE_TABLES, at=version)
def discard_concept(uow: UnitOfWork, at: Version) -> None:
    """Take a concept away that nobody answered with. The only version of a table stays."""
    key, stored = at.key, _open_concept(uow, at)
    if len(framework_versions(uow, stored.committee)) == 1:
        raise RuleError("framework-last-version", version=stored.version)
    if kept.on_agendas(uow.connection, key):
        raise RuleError("framework-in-use", version=stored.version)
    kept.delete_framework(uow.connection, key)
    uow.audit("framework-discarded", "framework", key, committee=stored.committee)


@use_case(Right.MANAGE_TABLES, at=version)
def adopt_version(uow: UnitOfWork, at: Version, on: date) -> Framework:
    """Adopt a concept from a day on; the version before it is replaced and stays readable."""
    key, adopted = at.key, adopt(at.framework, on)
    check_fit(committee(uow, adopted.committee, max(on, uow.today)), adopted)
    supersede_others(uow, adopted)
    kept.change_framework(uow.connection, key, adopted)
    uow.audit("framework-adopted", "framework", key, committee=adopted.committee)
    return adopted


@part
def supersede_others(uow: UnitOfWork, adopted: Framework) -> None:
    """Put the versions aside that give way to one that is adopted; the caller commits."""
    for key, value in framework_versions(uow, adopted.committee):
        if value.version == adopted.version:
            continue
        if value.state is FrameworkState.ADOPTED:
            kept.change_framework(uow.connection, key, supersede(value))
        elif value.version > adopted.version and value.valid_from is not None:
            # An example that came with a newer program gives way to what the table chose.
            kept.change_framework(uow.connection, key, replace(value, valid_from=None))


@use_case(Right.MANAGE_TABLES, at=places.table)
def import_framework(uow: UnitOfWork, code: str, path: Path) -> str:
    """Take a framework in from a file as the next concept; return its id. Raises FileError."""
    return _import_framework(uow, committee(uow, code), read_text(path))


def _import_framework(uow: UnitOfWork, table: Committee, text: str) -> str:
    given = load_framework_file(text)
    check_fit(table, given)
    newest = _newest_to_follow(uow, table.code)
    number = newest.version + 1 if newest else 1
    concept = replace(given, version=number, state=FrameworkState.CONCEPT, valid_from=None)
    key = kept.add_framework(uow.connection, concept)
    uow.audit("framework-imported", "framework", key, committee=table.code)
    return key


def read_definition(text: str) -> dict[str, object]:
    """Read the JSON of a committee file. Raises RuleError."""
    try:
        plain = from_json(text)
    except ValueError as error:
        raise RuleError("committee-other-format") from error
    if not isinstance(plain, dict):
        raise RuleError("committee-other-format")
    return plain


#: A framework of hundreds of questions is far below this; a longer file is something else.
_LONGEST = 4_000_000


def read_text(path: Path) -> str:
    """Return the text of a file. Raises FileError."""
    with explained(path):
        if path.stat().st_size > _LONGEST:
            raise FileError("file-no-text", file=path.name)
        content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError("file-no-text", file=path.name) from error


STANDARD = ("cpv", "zbo", "doorbraak")


def shipped(code: str) -> tuple[Committee, Framework]:
    """Return a standard table and its framework as they come with the program (voorbeeld)."""
    plain = asset("resources", "committees", f"{code}.json").read_text("utf-8")
    framework = asset("resources", "frameworks", f"{code}.json").read_text("utf-8")
    return committee_file.parse(read_definition(plain)), load_framework_file(framework)


def founder(name: str) -> Actor:
    """Return the person who makes the workspace, with all roles at all tables."""
    return Actor(new_id(), name.strip(), frozenset((role, None) for role in Role))


@part
def fill(uow: UnitOfWork, municipality: str) -> None:
    """Put in the founder, the standard tables and their frameworks (voorbeeld)."""
    login = uow.backend.login(uow.connection)
    person = uow.add(Person(id=uow.actor.person_id, name=uow.actor.name, login=login))
    uow.add_all([PersonRole(id=new_id(), person_id=person.id, role=role) for role in Role])
    uow.choose(MUNICIPALITY, municipality)
    for code in STANDARD:
        table, framework = shipped(code)
        kept.save_committee(uow.connection, table, None)
        kept.add_framework(uow.connection, framework)
    uow.audit("workspace-made", "workspace", person.id)
    uow.commit()
