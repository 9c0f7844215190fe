"""What the page of a long list shows: who is judged, what changed since, how much goes where."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from casustafel.domain import effects, selection
from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.alike import grouped
from casustafel.domain.cases import CareLine, Case, CaseStatus, Client, Phase, age_on
from casustafel.domain.committees import Committee
from casustafel.domain.concentration import Concentration
from casustafel.domain.local_time import local_day
from casustafel.domain.outcomes import Feedback, Outcome
from casustafel.domain.plain import Shape
from casustafel.domain.registers import Provider
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.readable import readable_of
from casustafel.services.selection.followed import after_words
from casustafel.services.upkeep.retention import BACKUP_WEEKS
from casustafel.services.use_case import Reading, Right, read
from casustafel.storage.queries import longlist as rows


@dataclass(frozen=True, slots=True)
class Listed:
    """A case of a frozen list as it came on it, with what is known of its client by the lines.

    `now` is where it stands on the last later list; `after` what was found at each moment of the
    follow-up, `since` the day of its `outcome`. `home` is its household, or the client alone; of
    `told` is which moments of the follow-up those who sat at the table heard.
    """

    chosen: selection.Chosen
    case: Case
    client: str
    provider: str
    period: str
    laws: tuple[str, ...]
    schemes: int | None
    worries: bool | None
    residential: bool
    earlier: str
    now: selection.Standing | None = None
    since: date | None = None
    after: tuple[selection.After, ...] = ()
    home: str = ""
    outcome: str = ""
    told: frozenset[str] = frozenset()

    @property
    def to_tell(self) -> bool:
        """Whether who sat at the table did not hear yet of the last figures."""
        found = effects.last(self.after)
        return found is not None and after_words(found.months) not in self.told

    def phase(self, day: date) -> tuple[Phase | None, int | None]:
        """Return its phase, with the month of the follow-up that comes next."""
        if self.since is None or self.case.phase not in _FOLLOWED:
            return self.case.phase, None
        begun = self.case.phase is Phase.FOLLOW_UP
        return selection.phase_after(self.after, day, begun=begun)

    @property
    def open(self) -> bool:
        """Whether the pre-scan still has to say something of it."""
        return self.chosen.verdict is None and self.case.status in _JUDGED

    @property
    def out(self) -> bool:
        """Whether the last later list has it outside the top, or not at all."""
        return self.now is not None and self.now.rank is None


_FOLLOWED = frozenset({Phase.PLAN, Phase.FOLLOW_UP})
_JUDGED = frozenset({CaseStatus.SUBMITTED, CaseStatus.INCOMPLETE, CaseStatus.READY})


@dataclass(frozen=True, slots=True)
class Intervention:
    """What somebody does about the help of a case, with what changed of that since."""

    action: Action
    of: Listed

    @property
    def after(self) -> selection.After | None:
        """The last figures."""
        return effects.last(self.of.after)


@dataclass(frozen=True, slots=True)
class SelectionDesk:
    """A table's lists: those that were frozen, newest first, and what waits to be.

    `waiting` counts the longlist per law with its places; `reserve` who is behind the last list.
    `grounds` counts why cases left in the pre-scan.
    """

    name: str
    terms: selection.Selection | None
    today: date
    lists: tuple[selection.Freeze, ...] = ()
    lines: tuple[Listed, ...] = ()
    waiting: Mapping[str, int] = field(default_factory=dict)
    reserve: Mapping[str, int] = field(default_factory=dict)
    periods: tuple[str | None, ...] = ()
    grounds: Mapping[str, int] = field(default_factory=dict)
    curves: tuple[Concentration, ...] = ()
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    interventions: tuple[Intervention, ...] = ()

    @property
    def changes(self) -> dict[str, effects.Effect]:
        """What changed and what did not, by outcome."""
        said: dict[str, list[tuple[selection.After, ...]]] = defaultdict(list)
        for one in self.lines:
            if one.since is not None:
                said[one.outcome].append(one.after)
        return {outcome: effects.effect(found) for outcome, found in sorted(said.items())}

    @property
    def routes(self) -> Mapping[str, effects.Route]:
        """What each way onto the lists brought, in households."""
        return effects.routes((x.chosen, x.home, x.after, x.since is not None) for x in self.lines)

    @property
    def last(self) -> selection.Freeze | None:
        """The list that was frozen last."""
        return self.lists[0] if self.lists else None

    @property
    def out_of_backups(self) -> date:
        """On which day no backup holds what is deleted today."""
        return self.today + timedelta(weeks=BACKUP_WEEKS)


@read(Right.READ_CASES, at=places.table)
def desk(reader: Reading, committee: str) -> SelectionDesk:
    """Return what there is to see of a table's lists; a table that makes none has no terms."""
    table = tables.committee(reader, committee)
    terms = table.selection
    if terms is None:
        return SelectionDesk(table.short_name, None, reader.today)
    lists = reader.find(selection.Freeze, "-frozen_on", "-id", committee=committee)
    chosen = reader.find(selection.Chosen, freeze_id=[one.id for one in lists])
    lines = _lines(reader, lists, [one for one in chosen if not one.reserve], table)
    of_case = {one.case.id: one for one in lines}
    kind = ActionKind.INTERVENTION
    actions = reader.find(Action, "due_on", "id", case_id=list(of_case), kind=kind)
    behind = [one for one in chosen if one.reserve and lists and one.freeze_id == lists[0].id]
    figures = lists[0].figures if lists else {}
    return SelectionDesk(
        name=table.short_name,
        terms=terms,
        today=reader.today,
        lists=tuple(lists),
        lines=tuple(lines),
        waiting=rows.waiting(reader.connection, committee),
        reserve=Counter(one.law for one in behind),
        periods=tuple(rows.periods(reader.connection, committee)),
        grounds=selection.grounds_counted(chosen, terms),
        curves=_curves(figures.get("concentration")),
        elsewhere=_elsewhere(reader, figures.get("elsewhere")),
        interventions=tuple(Intervention(one, of_case[one.case_id or ""]) for one in actions),
    )


def _curves(kept: object) -> tuple[Concentration, ...]:
    found = kept if isinstance(kept, list) else []
    return tuple(Shape().typed(one, Concentration) for one in found)


def _elsewhere(reader: Reading, kept: object) -> Mapping[str, int]:
    """Return the overlap with other tables, for whoever has rights on both (domain.md §8)."""
    names = {one.code: one.short_name for one in tables.all_committees(reader)}
    found = kept if isinstance(kept, dict) else {}
    return {
        str(names.get(code, code)): count
        for code, count in found.items()
        if reader.actor.may(Right.READ_CASES, code)
    }


def _lines(
    reader: Reading,
    lists: Sequence[selection.Freeze],
    chosen: Sequence[selection.Chosen],
    table: Committee,
) -> list[Listed]:
    by_case = {one.case_id: one for one in chosen}
    cases = readable_of(reader, list(reader.by_ids(Case, by_case).values()))
    ids = [case.id for case in cases]
    clients = reader.by_ids(Client, [case.client_id for case in cases])
    providers = reader.by_ids(Provider, [case.provider_id or "" for case in cases])
    lines = grouped(reader.find(CareLine, case_id=ids), lambda one: one.case_id or "")
    stood = reader.find(selection.Standing, "seen_on", "id", case_id=ids)
    standing = grouped(stood, lambda one: one.case_id)
    outcomes = {one.case_id: one for one in reader.find(Outcome, case_id=ids, current=True)}
    told: dict[str, frozenset[str]] = defaultdict(frozenset)
    for heard in reader.find(Feedback, case_id=ids):
        told[heard.case_id] |= {heard.said.partition(":")[0]}
    periods: dict[str, str] = {one.id: one.period for one in lists}
    order = {one.id: at for at, one in enumerate(lists)}
    earlier = _earlier(cases, by_case)
    months = {one.id: one.months for one in lists}
    found = []
    for case in cases:
        own, client = by_case[case.id], clients[case.client_id]
        age = age_on(client.birth_date, reader.today)
        said = outcomes.get(case.id)
        since = local_day(said.decided_at) if said is not None else None
        later = [one for one in standing[case.id] if one.moment is None]
        worries = {line.money_worries for line in lines[case.id]} - {None}
        schemes = [line.schemes for line in lines[case.id] if line.schemes is not None]
        found.append(
            Listed(
                chosen=own,
                case=case,
                client=(client.short_name() or client.key or "")
                + (f" ({age})" if age is not None else ""),
                provider=providers[case.provider_id].name if case.provider_id else "",
                period=periods[own.freeze_id],
                laws=tuple(sorted({line.law for line in lines[case.id]})),
                schemes=max(schemes, default=None),
                worries=True in worries if worries else None,
                residential=any(line.residential for line in lines[case.id]),
                earlier=earlier.get(case.id, ""),
                now=later[-1] if later else None,
                since=since,
                after=selection.afterwards(own, standing[case.id], since, months[own.freeze_id])
                if since is not None
                else (),
                home=client.household_id or client.id,
                outcome=table.outcome(said.choice).label if said is not None else "",
                told=told[case.id],
            )
        )
    found.sort(
        key=lambda one: (order[one.chosen.freeze_id], one.chosen.law, one.chosen.rank or 10**9)
    )
    return found


def _earlier(cases: Sequence[Case], chosen: Mapping[str, selection.Chosen]) -> dict[str, str]:
    """Return of each case why an earlier one of the same client and law was left at a no."""
    refused = (case for case in cases if chosen[case.id].verdict is selection.Verdict.NO)
    left = grouped(refused, lambda case: (case.client_id, case.law))
    return {
        case.id: before[-1].end_reason or ""
        for case in cases
        if (before := [one for one in left[case.client_id, case.law] if one.id < case.id])
    }
