"""From a longlist to the frozen list that enters the queue ([002] 2.D1; domain.md §8, §9)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from casustafel.domain.alike import grouped
from casustafel.domain.cases import CareLine, Case, CaseAnswer, CaseStatus, Phase
from casustafel.domain.concentration import concentration
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import not_applicable
from casustafel.domain.ids import new_id
from casustafel.domain.plain import Shape
from casustafel.domain.selection import (
    Candidate,
    Chosen,
    Door,
    Freeze,
    Picked,
    Selection,
    Standing,
    pick,
    placed,
    rank_among,
    summed,
)
from casustafel.domain.sizes import Secret, Text120
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.case.intake import move_case
from casustafel.services.definitions import tables
from casustafel.services.importing.care_lines import rank_longlist
from casustafel.services.people import access
from casustafel.services.people.keyring import KeyRing
from casustafel.services.selection import forgetting, phases
from casustafel.services.use_case import Reader, Right, UnitOfWork, part, use_case
from casustafel.storage.queries import longlist as rows

#: Where a case stands that the table has in hand no more.
ENDED = frozenset({CaseStatus.CLOSED, CaseStatus.WITHDRAWN, CaseStatus.NOT_NEEDED})
#: Providers with fewer clients than this have no curve of their own: it would tell of persons.
LEAST_CLIENTS = 10
_ENTRIES = {"jeugd": "top_jeugd", "wmo": "top_wmo"}
_LAWS = {"jeugd": "jw", "wmo": "wmo"}


@part
def terms_of(reader: Reader, committee: str) -> Selection:
    """Return how a table makes its list. Raises RuleError when it has none."""
    terms = tables.committee(reader, committee).selection
    if terms is None:
        raise RuleError("longlist-empty")
    return terms


@part
def longlist(reader: Reader, committee: str) -> list[Case]:
    """Return the cases of the longlist by law and rank."""
    return reader.find(Case, "law", "rank", committee=committee, phase=Phase.LONGLIST)


@use_case(Right.PLAN_MEETINGS, at=places.table)
def freeze(
    uow: UnitOfWork,
    committee: str,
    ground: str = "",
    period: str | None = None,
    ring: KeyRing | None = None,
    *,
    second: Text120 = "",
    secret: Secret = "",
    reference: Text120 = "",
) -> Freeze:
    """Let the heaviest cases of each list enter the queue, and keep a reserve behind them.

    With a legal `ground` those of the second door come too, apart from the rank (domain.md §8).
    All others are deleted with their lines, after their numbers were counted. What the table has in
    hand keeps its place; where it stands now is kept beside it. `period` says which of several in
    the longlist is meant. Nobody destroys alone: a second holder types an own passphrase, or there
    is a signed list with a `reference`; the statement of it is kept. Raises RuleError:
    'longlist-empty', 'longlist-periods', 'longlist-alone', as `access.second_person`, and
    'longlist-unconfirmed' before the archivist confirmed what is done with such a list.
    """
    terms = terms_of(uow, committee)
    agreed = access.second_person(ring, second, secret, reference, "longlist-alone")
    forgetting.drop_reserve(uow, committee)
    rest = forgetting.Rest(uow, committee, agreed)
    period = _of_one_period(uow, rest, period)
    ground = ground.strip() if not_applicable(ground) is None else ""
    by_schemes = rows.by_schemes(uow.connection, committee, terms) if ground else set()
    candidates = _candidates(uow, committee, terms, period, by_schemes)
    picked = pick(candidates, terms)
    made = Freeze(
        id=new_id(),
        committee=committee,
        period=period or "",
        frozen_on=uow.today,
        frozen_by=f"{uow.actor.name}, met {agreed}"[:200],
        kept=0,
        reserve=0,
        deleted=0,
        lines_deleted=0,
        terms=Shape().plain(terms),
        figures=_figures(uow, committee, period, terms, picked, by_schemes),
        reserve_until=uow.today + timedelta(weeks=terms.reserve_weeks),
        out_of_backups_on=forgetting.out_of_backups(uow),
    )
    uow.add(made)
    chosen = _chosen(uow, made, candidates, picked, by_schemes, ground)
    enter(uow, committee, [one for one in chosen if not one.reserve])
    cases, lines = rest.forget([one.case_id for one in chosen])
    after = replace(
        made,
        kept=sum(not one.reserve for one in chosen),
        reserve=sum(one.reserve for one in chosen),
        deleted=cases,
        lines_deleted=lines,
    )
    uow.replace(made, after)
    return uow.log(
        "longlist-frozen", after, kept=after.kept, reserve=after.reserve, deleted=cases, lines=lines
    )


@part
def stand(uow: UnitOfWork, committee: str, period: str | None = None) -> int:
    """Keep where the cases in hand stand on a later list; return how many are on it.

    `period` is that of the newest list that was not looked at yet, unless one is given.
    """
    known = {one.period for one in uow.find(Freeze, committee=committee)}
    known |= {one.period for one in uow.find(Standing)}
    found = rows.periods(uow.connection, committee, in_hand=True)
    meant = [one for one in found if period is not None and (one or "") == period]
    new = meant or [one for one in found if (one or "") not in known]
    if not new:
        raise RuleError("longlist-empty")
    period = new[-1]
    rank_longlist(uow, committee)
    terms = terms_of(uow, committee)
    return sum(one.running for one in _candidates(uow, committee, terms, period, ()))


def _of_one_period(uow: UnitOfWork, rest: forgetting.Rest, period: str | None) -> str | None:
    """Rank the cases of one period alone, and let the others go."""
    committee = rest.committee
    found = rows.periods(uow.connection, committee)
    if not found:
        raise RuleError("longlist-empty")
    if len(found) > 1:
        meant = [one for one in found if period is not None and (one or "") == period]
        if not meant:
            raise RuleError("longlist-periods", periods=", ".join(one or "-" for one in found))
        found = meant
        rest.forget_cases(rows.without_period(uow.connection, committee, found[0]))
    rank_longlist(uow, committee)
    return found[0]


def _candidates(
    uow: UnitOfWork, committee: str, terms: Selection, period: str | None, second: Collection[str]
) -> list[Candidate]:
    """Return who may be chosen, and who is in hand, by their places; and keep these."""
    running = _running(uow, committee, terms, period)
    most = max(one.top + terms.reserve(one) for one in terms.parts)
    listed = rows.candidates(uow.connection, committee, most, second)
    candidates = placed(listed, running, terms)
    _keep_standing(uow, committee, running, period)
    return candidates


def _running(
    uow: UnitOfWork, committee: str, terms: Selection, period: str | None
) -> dict[Candidate, tuple[Case, Sequence[CareLine]]]:
    """Return where the cases that the table has in hand stand by the lines of a period."""
    lines = rows.lines_in_hand(uow.connection, committee, period)
    of_case = grouped(lines, lambda line: line.case_id or "")
    own = {one.case_id: one.freeze_id for one in uow.find(Chosen, case_id=list(of_case))}
    frozen = uow.by_ids(Freeze, own.values())
    found: dict[Candidate, tuple[Case, Sequence[CareLine]]] = {}
    for case in uow.by_ids(Case, of_case).values():
        law = terms.part(case.law)
        first = frozen.get(own.get(case.id, ""))
        if case.status in ENDED or law is None or (first and first.period == (period or "")):
            continue
        lines = [one for one in of_case[case.id] if one.client_id == case.client_id]
        measure = summed(lines, law, terms, uow.today).measure
        key = Candidate(
            case.id, case.client_id, case.law, case.provider_id, measure, None, running=True
        )
        found[key] = (case, lines)
    return found


def _keep_standing(
    uow: UnitOfWork,
    committee: str,
    running: Mapping[Candidate, tuple[Case, Sequence[CareLine]]],
    period: str | None,
) -> None:
    """Keep where each case in hand stands on this list: its place, and what it comes to now."""
    made = [
        Standing(id=new_id(), case_id=one, period=period or "", seen_on=uow.today)
        for one in _missing(uow, committee, period, {case.id for case, _ in running.values()})
    ]
    terms = terms_of(uow, committee)
    others = rows.measures(uow.connection, committee, period) if running else []
    for key, (case, lines) in running.items():
        law = terms.part(case.law)
        assert law is not None
        sums = summed(lines, law, terms, uow.today)
        made.append(
            Standing(
                id=new_id(),
                case_id=case.id,
                period=period or "",
                seen_on=uow.today,
                rank=rank_among(key, running, others, terms),
                annual_hours=sums.hours,
                annual_cents=sums.cents,
            )
        )
    uow.add_all(made)
    phases.follow(uow, [one.case_id for one in made])


def _missing(
    uow: UnitOfWork, committee: str, period: str | None, found: Collection[str]
) -> list[str]:
    """Return the cases in hand of earlier lists that are not on this one."""
    lists = [
        one.id for one in uow.find(Freeze, committee=committee) if one.period != (period or "")
    ]
    chosen = uow.find(Chosen, freeze_id=lists, reserve=False)
    cases = uow.by_ids(Case, [one.case_id for one in chosen if one.case_id not in found])
    return [case.id for case in cases.values() if case.status not in ENDED]


def _chosen(
    uow: UnitOfWork,
    made: Freeze,
    candidates: Iterable[Candidate],
    picked: Picked,
    second: Collection[str],
    ground: str,
) -> list[Chosen]:
    """Keep who was chosen, as they came on the list (domain.md §9)."""
    top = {one.case_id for one in picked.top}
    by_door = {one.client_id for one in picked.top if one.client_id in second}
    first_of: dict[str, Candidate] = {}
    for one in candidates:
        if not one.running and one.client_id in second and one.client_id not in by_door:
            best = first_of.get(one.client_id)
            if best is None or (one.rank or 10**9) < (best.rank or 10**9):
                first_of[one.client_id] = one
    extra = {one.case_id for one in first_of.values()}
    behind = [one for one in picked.reserve if one.case_id not in extra]
    listed = (*picked.top, *first_of.values(), *behind)
    cases = uow.by_ids(Case, [one.case_id for one in listed])
    chosen = []
    for one in listed:
        case = cases[one.case_id]
        schemes = one.case_id in extra
        chosen.append(
            Chosen(
                id=new_id(),
                case_id=one.case_id,
                freeze_id=made.id,
                law=one.law,
                rank=one.rank,
                measure=one.measure,
                annual_hours=case.annual_hours,
                annual_cents=case.annual_cents,
                door=Door.SCHEMES if schemes else Door.TOP,
                ground=ground if one.client_id in second else "",
                reserve=(waits := one.case_id not in top and not schemes),
                entered_on=None if waits else uow.today,
                also_schemes=one.client_id in second and not schemes,
            )
        )
    uow.add_all(chosen)
    return chosen


def _figures(
    uow: UnitOfWork,
    committee: str,
    period: str | None,
    terms: Selection,
    picked: Picked,
    second: Collection[str],
) -> dict[str, object]:
    """Return what is counted before anything goes: both doors, other tables, concentration."""
    top = {one.client_id for one in picked.top}
    made = rows.production(uow.connection, committee, period, terms)
    of_law: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    of_provider: dict[tuple[str, str], list[int]] = defaultdict(list)
    for law, provider, client, amount in made:
        of_law[law][client] += amount
        of_provider[law, provider].append(amount)
    curves = [concentration(found.values(), law) for law, found in of_law.items()]
    curves += [
        concentration(found, law, provider)
        for (law, provider), found in sorted(of_provider.items())
        if provider and len(found) >= LEAST_CLIENTS
    ]
    return {
        "top": len(top),
        "schemes": len(second),
        "both": len(top & set(second)),
        "elsewhere": rows.at_others(uow.connection, committee, top | set(second)),
        "concentration": [Shape().plain(one) for one in curves],
    }


@part
def enter(uow: UnitOfWork, committee: str, chosen: Sequence[Chosen]) -> list[Chosen]:
    """Let chosen cases enter the queue with what the list says of them; the caller commits."""
    given = intake.context(uow, committee)
    cases = uow.by_ids(Case, [one.case_id for one in chosen])
    clients = {case.client_id for case in cases.values()}
    homes = rows.housemates(uow.connection, clients)
    key = tables.framework_in_force(uow, committee, uow.today)
    asked = {item.code for item in tables.framework(uow, key).items()}
    entered = []
    ordered = sorted(chosen, key=lambda one: (one.law, one.rank or 10**9))
    own = {one.case_id: cases[one.case_id].client_id for one in ordered}
    rows.join_lines(uow.connection, {case: {who} for case, who in own.items()})
    rows.join_lines(uow.connection, {case: homes[who] for case, who in own.items()})
    lines_of = grouped(uow.find(CareLine, case_id=[*own]), lambda line: line.case_id)
    kept_of = intake.answers_of(uow, [*own])
    added: list[CaseAnswer] = []
    for one in ordered:
        case, lines = cases[one.case_id], lines_of[one.case_id]
        answers = {name: value for name, value in _answers(one, lines).items() if name in asked}
        kept = kept_of.get(case.id, {})
        added += [
            CaseAnswer(id=new_id(), case_id=case.id, item=item, value=value)
            for item, value in answers.items()
            if item not in kept
        ]
        rank = None if one.door is Door.SCHEMES else one.rank
        after = replace(case, rank=rank, phase=Phase.PRE_SCAN)
        after, _ = intake.routed(after, given, lines, ground=bool(one.ground))
        after = intake.judged(after, given, {**answers, **kept})
        uow.replace(case, after)
        move_case(uow, after, CaseStatus.SUBMITTED)
        inside = replace(one, reserve=False, entered_on=uow.today)
        uow.replace(one, inside)
        entered.append(inside)
    uow.add_all(added)
    return entered


def _answers(one: Chosen, lines: Sequence[CareLine]) -> dict[str, object]:
    """Return what the list and the freezing say of the questions of a case."""
    worries = {line.money_worries for line in lines} - {None}
    found: dict[str, object] = {
        "entry": "regelingen" if one.door is Door.SCHEMES else _ENTRIES.get(one.law, "signaal"),
        "laws": sorted({_LAWS[line.law] for line in lines if line.law in _LAWS}),
        "purpose": one.ground,
        "money_worries": ("ja" if True in worries else "nee") if worries else "",
    }
    return {name: value for name, value in found.items() if value}
