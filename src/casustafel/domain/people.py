"""Who works with the program and what each role may do (design.md, People and rights)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from casustafel.domain.errors import RightError
from casustafel.domain.sizes import Text20, Text80, Text120, Text200


class Role(StrEnum):
    """A role that a person holds, per table or (committee None) for all tables."""

    SUBMITTER = "indiener"
    MEMBER = "lid"
    CHAIR = "voorzitter"
    SECRETARY = "secretaris"
    ADMINISTRATOR = "beheerder"
    REPORTER = "rapporteur"
    PRIVACY_OFFICER = "privacy_officer"
    DATA_PROTECTION_OFFICER = "fg"
    CONTRACT_MANAGER = "contractmanager"


class Right(StrEnum):
    """What a use case asks for."""

    READ_CASES = "read_cases"
    IMPORT_CASES = "import_cases"
    EDIT_CASES = "edit_cases"
    SHOW_BSN = "show_bsn"
    GIVE_ADVICE = "give_advice"
    PLAN_MEETINGS = "plan_meetings"
    RUN_MEETINGS = "run_meetings"
    RECORD_OUTCOMES = "record_outcomes"
    WRITE_MINUTES = "write_minutes"
    ADOPT_MINUTES = "adopt_minutes"
    KEEP_ACTIONS = "keep_actions"
    READ_NORMS = "read_norms"
    MANAGE_NORMS = "manage_norms"
    MANAGE_TABLES = "manage_tables"
    MANAGE_PEOPLE = "manage_people"
    READ_LOG = "read_log"
    BACKUP = "backup"
    MANAGE_RETENTION = "manage_retention"
    READ_FIGURES = "read_figures"
    MAKE_REPORTS = "make_reports"


_HOLDERS: dict[Right, frozenset[Role]] = {
    Right.READ_CASES: frozenset({Role.SUBMITTER, Role.MEMBER, Role.CHAIR, Role.SECRETARY}),
    Right.IMPORT_CASES: frozenset({Role.SUBMITTER, Role.SECRETARY}),
    Right.EDIT_CASES: frozenset({Role.SUBMITTER, Role.SECRETARY}),
    Right.SHOW_BSN: frozenset({Role.SUBMITTER, Role.SECRETARY}),
    Right.GIVE_ADVICE: frozenset({Role.MEMBER, Role.CHAIR}),
    Right.PLAN_MEETINGS: frozenset({Role.SECRETARY, Role.CHAIR}),
    Right.RUN_MEETINGS: frozenset({Role.SECRETARY, Role.CHAIR}),
    # The secretary may record on behalf of the chair: the ZBO chair is external (domain.md §8).
    Right.RECORD_OUTCOMES: frozenset({Role.CHAIR, Role.SECRETARY}),
    Right.WRITE_MINUTES: frozenset({Role.SECRETARY, Role.CHAIR}),
    Right.ADOPT_MINUTES: frozenset({Role.SECRETARY, Role.CHAIR}),
    Right.KEEP_ACTIONS: frozenset({Role.SECRETARY, Role.CHAIR, Role.MEMBER, Role.SUBMITTER}),
    Right.READ_NORMS: frozenset(
        {Role.SUBMITTER, Role.CHAIR, Role.SECRETARY, Role.ADMINISTRATOR, Role.CONTRACT_MANAGER}
    ),
    Right.MANAGE_NORMS: frozenset({Role.ADMINISTRATOR, Role.CONTRACT_MANAGER}),
    Right.MANAGE_TABLES: frozenset({Role.ADMINISTRATOR}),
    Right.MANAGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Right.READ_LOG: frozenset(
        {Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.DATA_PROTECTION_OFFICER}
    ),
    Right.BACKUP: frozenset({Role.ADMINISTRATOR, Role.SECRETARY}),
    Right.MANAGE_RETENTION: frozenset({Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}),
    Right.READ_FIGURES: frozenset({Role.REPORTER, Role.CHAIR, Role.SECRETARY}),
    Right.MAKE_REPORTS: frozenset({Role.REPORTER, Role.SECRETARY}),
}


def holders(right: Right) -> frozenset[Role]:
    """Return the roles that hold a right."""
    return _HOLDERS[right]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who unlocks the workspace. `name` is unique and is what the log shows.

    `team` names those who share their cases: who only brings cases in reads those of the own team.
    Empty: of no team. `need` says why access was given by one person alone: in need, with one role,
    `until` a day at most a fortnight on, unless somebody else than `given_by_id` confirms it.
    `login` is the account of the server with which a shared database is opened.
    """

    id: str
    name: Text120
    active: bool = True
    team: Text80 = ""
    until: date | None = None
    need: Text200 = ""
    given_by_id: str | None = None
    login: Text80 | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRole:
    """A role of a person at one table, or at all of them when `committee` is None.

    Who stands in for somebody holds it `until` a day, that day included.
    """

    id: str
    person_id: str
    role: Role
    committee: Text20 | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with the roles held: pairs of role and table (None for all tables).

    `only` bounds the rights, as for who opened with the recovery key (`emergency`). `until` is the
    first last day of what was given: after it all of it is looked at anew, by unlocking.
    """

    person_id: str
    name: str
    roles: frozenset[tuple[Role, str | None]]
    only: frozenset[Right] | None = None
    until: date | None = None

    def over(self, day: date) -> bool:
        """Say whether a last day is past."""
        return self.until is not None and self.until < day

    def on(self, day: date) -> "Actor":
        """Return who acts on a day: with no right at all once a last day is past."""
        return replace(self, only=frozenset()) if self.over(day) else self

    def roles_at(self, committee: str | None) -> frozenset[Role]:
        """Return the roles that count at a table; with None those of any table."""
        return frozenset(
            role for role, at in self.roles if at is None or committee is None or at == committee
        )

    def may(self, right: Right, committee: str | None = None) -> bool:
        """Say whether this person has the right at the table (None: at any table)."""
        bound = self.only is not None and right not in self.only
        return not bound and not _HOLDERS[right].isdisjoint(self.roles_at(committee))

    def tables_of(self, roles: Collection[Role]) -> frozenset[str] | None:
        """Return the tables at which this person has one of these roles; None when at every one."""
        held = {at for role, at in self.roles if role in roles}
        return None if None in held else frozenset(at for at in held if at is not None)

    def only_own_at(self, committee: str) -> bool:
        """Say whether this person reads just the cases of the own team at a table."""
        reads = self.roles_at(committee) & _HOLDERS[Right.READ_CASES]
        return reads == {Role.SUBMITTER}

    def require(self, right: Right, committee: str | None = None) -> None:
        """Raise RightError when this person lacks the right."""
        if not self.may(right, committee):
            raise RightError("right-missing", right=right)


def emergency(person: Person) -> Actor:
    """Return who acts with the recovery key: to restore and to give access, and nothing else."""
    only = frozenset({Right.MANAGE_PEOPLE, Right.BACKUP})
    return Actor(person.id, person.name, frozenset({(Role.ADMINISTRATOR, None)}), only)
