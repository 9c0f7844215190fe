"""The versions of a table's framework beside each other, and what a version would do to cases."""

from dataclasses import dataclass

from casustafel.domain.cases import OPEN, Case
from casustafel.domain.committees import Committee
from casustafel.domain.framework_answers import facts_of
from casustafel.domain.framework_changes import Trial, TrialTotals, totals, try_on
from casustafel.domain.frameworks import Framework, FrameworkState
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.definitions import tables
from casustafel.services.readable import readable_of
from casustafel.services.use_case import Found, Free, Reading, Right, read
from casustafel.storage import committees as kept


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version. `in_force`: the table weighs with it today; `in_use`: answers hang on it."""

    id: str
    framework: Framework
    in_force: bool
    in_use: bool

    @property
    def editable(self) -> bool:
        """Whether it can still change."""
        return self.framework.state is FrameworkState.CONCEPT and not self.in_use


@dataclass(frozen=True, slots=True)
class FrameworkDesk:
    """The versions of a table, newest first."""

    committee: Committee
    versions: tuple[VersionLine, ...]
    may_manage: bool

    def version(self, key: str) -> VersionLine | None:
        """Return a version by its id."""
        return next((one for one in self.versions if one.id == key), None)

    def former(self, key: str) -> VersionLine | None:
        """Return the version before another; None for the first."""
        ids = [one.id for one in self.versions]
        at = ids.index(key) + 1 if key in ids else len(ids)
        return self.versions[at] if at < len(ids) else None


@read(Free("who manages the table or reads its cases"), at=places.table)
def desk(reader: Reading, committee: str) -> FrameworkDesk:
    """Return the versions of a table's framework. Raises RightError."""
    manages = reader.actor.may(Right.MANAGE_TABLES, committee)
    if not manages:
        reader.actor.require(Right.READ_CASES, committee)
    table = tables.committee(reader, committee)
    versions = tables.framework_versions(reader, committee)
    today = reader.today
    now = tables.framework_in_force(reader, committee, today) if versions else ""
    lines = tuple(
        VersionLine(key, value, key == now, kept.in_use(reader.connection, key))
        for key, value in versions
    )
    return FrameworkDesk(table, lines, manages)


@dataclass(frozen=True, slots=True)
class TriedCase:
    """What a version would do to one case."""

    case_id: str
    number: str
    trial: Trial


@dataclass(frozen=True, slots=True)
class TrialAnswer:
    """What a version would do to the undecided cases of its table: `cases` may be read."""

    totals: TrialTotals
    cases: tuple[TriedCase, ...]


def tried(_reader: Reading, framework: Framework) -> Found[Framework]:
    """A version that need not be kept yet."""
    return Found(framework, (framework.committee,))


@read(Right.MANAGE_TABLES, at=tried)
def try_version(reader: Reading, framework: Framework) -> TrialAnswer:
    """Try a version on all undecided cases of its table; nothing is changed."""
    cases = reader.find(
        Case, "year", "sequence", committee=framework.committee, status=sorted(OPEN)
    )
    answers = intake.answers_of(reader, [case.id for case in cases])
    table = tables.committee(reader, framework.committee)
    tried = tuple(
        TriedCase(
            case.id, case.number, try_on(table, framework, answers.get(case.id, {}), facts_of(case))
        )
        for case in cases
    )
    shown = {case.id for case in readable_of(reader, cases)}
    told = tuple(one for one in tried if one.case_id in shown)
    return TrialAnswer(totals(one.trial for one in tried), told)
