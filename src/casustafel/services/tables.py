"""What the tables are: committees and frameworks, read and changed."""

import json
from dataclasses import replace
from datetime import date

from casustafel.domain.committees import Committee, Terms
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.framework_file import load as load_framework_file
from casustafel.domain.frameworks import Framework, FrameworkState, adopt, new_version, supersede
from casustafel.domain.people import Right
from casustafel.domain.records import Setting
from casustafel.storage import committees as kept
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork

MUNICIPALITY = "municipality"


def all_committees(reader: Reader) -> list[Committee]:
    """Return the tables in their order."""
    return kept.load_committees(reader.connection)


def committee(reader: Reader, code: str) -> Committee:
    """Return a table by its code. Raises UsageError('table-unknown')."""
    found = all_committees(reader)
    for one in found:
        if one.code == code:
            return one
    raise UsageError("table-unknown", table=code, tables=", ".join(one.code for one in found))


def terms(reader: Reader, code: str) -> Terms:
    """Return the numbers a table works with."""
    return committee(reader, code).terms


def framework(reader: Reader, key: str) -> Framework:
    """Return a version of a framework by its id."""
    return kept.load_framework(reader.connection, key)


def framework_in_force(reader: Reader, code: str, on: date) -> str:
    """Return the id of the version that a table weighs with on a day."""
    return kept.in_force(reader.connection, code, on)


def framework_versions(reader: Reader, code: str) -> list[tuple[str, Framework]]:
    """Return the versions of a table's framework with their ids, newest first."""
    return kept.versions(reader.connection, code)


def municipality(reader: Reader) -> str:
    """Return the name that stands on paper."""
    setting = reader.first(Setting, name=MUNICIPALITY)
    return str(setting.value) if setting else ""


def save_committee(uow: UnitOfWork, value: Committee) -> None:
    """Add a table, or change one that is there."""
    uow.actor.require(Right.MANAGE_TABLES)
    kept.save_committee(uow.connection, value)
    uow.audit("table-changed", "committee", value.code, committee=value.code)
    uow.commit()


def begin_version(uow: UnitOfWork, code: str) -> str:
    """Begin the next version of a framework as a concept, from the newest one; return its id.

    Raises RuleError when there is a concept already.
    """
    uow.actor.require(Right.MANAGE_TABLES)
    versions = framework_versions(uow, code)
    if versions[0][1].state is FrameworkState.CONCEPT:
        raise RuleError("framework-concept-exists", version=versions[0][1].version)
    key = kept.add_framework(uow.connection, new_version(versions[0][1]))
    uow.audit("framework-begun", "framework", key, committee=code)
    uow.commit()
    return key


def change_concept(uow: UnitOfWork, key: str, value: Framework) -> None:
    """Write a concept anew. Raises RuleError for a version that was adopted."""
    uow.actor.require(Right.MANAGE_TABLES)
    if framework(uow, key).state is not FrameworkState.CONCEPT:
        raise RuleError("framework-not-concept", version=value.version)
    kept.change_framework(uow.connection, key, value)
    uow.audit("framework-changed", "framework", key, committee=value.committee)
    uow.commit()


def adopt_version(uow: UnitOfWork, key: str, on: date) -> Framework:
    """Adopt a concept from a day on; the version before it is replaced and stays readable."""
    uow.actor.require(Right.MANAGE_TABLES)
    adopted = adopt(framework(uow, key), on)
    for other, value in framework_versions(uow, adopted.committee):
        if other != key and value.state is FrameworkState.ADOPTED:
            kept.change_framework(uow.connection, other, supersede(value))
    kept.change_framework(uow.connection, key, adopted)
    uow.audit("framework-adopted", "framework", key, committee=adopted.committee)
    uow.commit()
    return adopted


def import_framework(uow: UnitOfWork, code: str, text: str) -> str:
    """Take a framework from a file of another municipality as the next concept."""
    uow.actor.require(Right.MANAGE_TABLES)
    given = load_framework_file(text)
    if given.committee != code:
        raise RuleError("framework-of-other-table", table=given.committee)
    versions = framework_versions(uow, code)
    newest = versions[0][1] if versions else None
    if newest is not None and newest.state is FrameworkState.CONCEPT:
        raise RuleError("framework-concept-exists", version=newest.version)
    number = newest.version + 1 if newest else 1
    concept = replace(given, version=number, state=FrameworkState.CONCEPT, valid_from=None)
    key = kept.add_framework(uow.connection, concept)
    uow.audit("framework-imported", "framework", key, committee=code)
    uow.commit()
    return key


def read_definition(text: str) -> dict[str, object]:
    """Read the JSON of a committee file. Raises RuleError."""
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise RuleError("committee-other-format") from error
    if not isinstance(plain, dict):
        raise RuleError("committee-other-format")
    return plain
