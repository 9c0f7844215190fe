"""Generated years of a table: invented cases, meetings, outcomes and what followed, by chance.

Kept with plain inserts, and given back as values, so that numbers can be counted from them anew.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from casustafel.bootstrap import Workspace
from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.cases import Case, CaseStatus, Client
from casustafel.domain.committees import Committee
from casustafel.domain.ids import case_number, new_id
from casustafel.domain.meetings import AgendaItem, ItemKind, ItemState, Meeting, MeetingState
from casustafel.domain.norms import CareForm, Instrument, Norm, NormUnit
from casustafel.domain.outcomes import (
    Adjustment,
    AdjustmentKind,
    Contribution,
    Feedback,
    FormalDecision,
    Landing,
    Outcome,
    OutcomeKind,
)
from casustafel.domain.records import FieldChange
from casustafel.domain.registers import Provider, School
from casustafel.domain.stops import StopKind, StopState, Toeleidingsstop
from casustafel.domain.urgent import UrgentDecision
from casustafel.services.definitions import tables

AT = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
_FORMS = ("begeleiding_jeugd", "begeleiding_jeugd", "wmo_begeleiding", "vdb", "ndb")
_REFERRERS = ("bjg", "bjg", "bjg", "huisarts", "huisarts", "gi", "btv", "regieteam", None)
_KINDS = ("nieuw", "nieuw", "opnieuw", "verlenging", "ophoging")
#: Numbers that the workspace does not give out itself in a test.
_FROM = 50_000


@dataclass
class Years:
    """All that was made, and the table it is of."""

    table: Committee
    providers: list[Provider] = field(default_factory=list)
    schools: list[School] = field(default_factory=list)
    norms: list[Norm] = field(default_factory=list)
    stops: list[Toeleidingsstop] = field(default_factory=list)
    clients: list[Client] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    told: list[Feedback] = field(default_factory=list)
    decisions: list[FormalDecision] = field(default_factory=list)
    landings: list[Landing] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    urgent: list[UrgentDecision] = field(default_factory=list)
    changes: list[FieldChange] = field(default_factory=list)

    def keep(self, workspace: Workspace) -> None:
        """Insert everything."""
        with workspace.writing() as uow:
            for kept in (
                *(self.providers, self.schools, self.norms, self.stops, self.clients, self.cases),
                *(self.meetings, self.items, self.outcomes, self.told, self.decisions),
                *(self.landings, self.actions, self.urgent, self.changes),
            ):
                if kept:
                    uow.add_all(kept)
            uow.commit()


def years(
    workspace: Workspace,
    seed: int,
    count: int,
    first: date = date(2025, 1, 1),
    days: int = 730,
    code: str = "cpv",
) -> Years:
    """Make `count` requests of so many days from a first one, the same at every run of a seed."""
    chance = random.Random(seed)
    with workspace.reading() as reader:
        made = Years(tables.committee(reader, code))
    for name in ("Zorggroep Waal", "Rivierzorg", "Steunpunt Oost", "Klein Begin")[: 2 + seed % 3]:
        made.providers.append(Provider(id=new_id(), name=name, search_name=name.lower()))
    if code == "zbo":
        made.schools += [
            School(id=new_id(), name=f"School {at}", pilot=at < 2, search_name=f"school {at}")
            for at in range(5)
        ]
    else:
        _register(made, chance, first, days)
    weeks = days // 7 + 9
    for week in range(weeks):
        made.meetings.append(
            Meeting(
                id=new_id(),
                committee=code,
                held_on=first + timedelta(days=7 * week),
                starts=time(9),
                ends=time(12),
                state=MeetingState.CLOSED,
            )
        )
    for sequence in range(1, count + 1):
        _case(made, chance, _FROM + sequence, first, days)
    made.keep(workspace)
    return made


def _register(made: Years, chance: random.Random, first: date, days: int) -> None:
    for provider in made.providers:
        for form in (CareForm.BEGELEIDING_JEUGD, CareForm.WMO_BEGELEIDING):
            if chance.random() < 0.3:
                continue
            norm = Norm(
                id=new_id(),
                provider_id=provider.id,
                care_form=form,
                instrument=Instrument.BESTEDINGSRUIMTE,
                unit=NormUnit.CENTS,
                amount=chance.randrange(20, 90) * 1_000_000,
                starts_on=first,
                ends_on=first + timedelta(days=364),
            )
            begins = first + timedelta(days=chance.randrange(days))
            ends = begins + timedelta(days=chance.randrange(30, 300))
            made.norms.append(norm)
            made.stops.append(
                Toeleidingsstop(
                    id=new_id(),
                    provider_id=provider.id,
                    care_form=form,
                    kind=StopKind.BESTEDINGSRUIMTE,
                    state=StopState.LIFTED,
                    starts_on=begins,
                    ends_on=ends,
                    norm_id=norm.id,
                )
            )


def _case(made: Years, chance: random.Random, sequence: int, first: date, days: int) -> None:
    if not made.clients or chance.random() < 0.8:
        made.clients.append(Client(id=new_id(), surname=f"Voorbeeld{sequence}"))
    client = made.clients[-1]
    received = first + timedelta(days=chance.randrange(days))
    form = "zbo" if made.schools else chance.choice(_FORMS)
    triggers = sorted(
        one for one in ("T1", "T2", "T3", "T4") if chance.random() < 0.3 and _may(one, form)
    )
    listed = ",".join(f'"{one}"' for one in triggers)
    case = Case(
        id=new_id(),
        committee=made.table.code,
        year=received.year,
        sequence=sequence,
        number=case_number(made.table.prefix, received.year, sequence),
        client_id=client.id,
        status=chance.choice((CaseStatus.CLOSED, CaseStatus.DRAFT, *[CaseStatus.FOLLOW_UP] * 8)),
        received=received,
        created_at=AT,
        changed_at=AT,
        law="wmo" if form == "wmo_begeleiding" else "jeugd",
        care_form=form,
        provider_id=chance.choice(made.providers).id if chance.random() < 0.9 else None,
        school_id=chance.choice(made.schools).id
        if made.schools and chance.random() < 0.9
        else None,
        referrer_type=chance.choice(_REFERRERS),
        request_kind=chance.choice(_KINDS),
        hours_per_week=chance.choice((None, Decimal(2), Decimal("3.5"), Decimal(12))),
        annual_cents=chance.choice((None, 500_000, 1_250_000)),
        route_reasons=f'{{"decision":"cpv","triggers":[{listed}],"entries":[],"reasons":["T1"]}}',
    )
    made.cases.append(case)
    if chance.random() < 0.2:
        made.changes.append(
            FieldChange(
                id=new_id(),
                case_id=case.id,
                entity="Case",
                entity_id=case.id,
                field="status",
                old="submitted",
                new="incomplete",
                at=AT,
                person="Secretaris",
            )
        )
    if case.status is CaseStatus.DRAFT:
        return
    if chance.random() < 0.05:
        made.urgent.append(
            UrgentDecision(
                id=new_id(),
                case_id=case.id,
                committee=made.table.code,
                recorded_at=AT,
                decided_on=received + timedelta(days=1),
                reason="Spoed",
                latest=received + timedelta(days=2),
                decider="Voorzitter",
                decision="Toegekend",
                ratified=chance.choice((True, False, None)),
                ends_on=received + timedelta(days=30),
                refused_why="",
            )
        )
    _outcomes(made, chance, case)


def _may(trigger: str, form: str) -> bool:
    return trigger == "T1" or form == "vdb"


def _outcomes(made: Years, chance: random.Random, case: Case) -> None:
    first = made.meetings[0].held_on
    week = (case.received - first).days // 7 + 1 + chance.randrange(4)
    if chance.random() < 0.1:
        held = next(one for one in made.table.outcomes if one.kind is OutcomeKind.HELD_OVER)
        _outcome(made, chance, case, week, held.code, held.kind)
        week += 1
    if chance.random() < 0.1:
        return
    choices = [one for one in made.table.outcomes if one.kind is not OutcomeKind.HELD_OVER]
    choice = chance.choice((choices[0], choices[0], *choices))
    outcome = _outcome(made, chance, case, week, choice.code, choice.kind)
    held_on = made.meetings[week].held_on
    if chance.random() < 0.9:
        for told_on, provisional in ((held_on, True), (held_on + timedelta(days=3), False)):
            made.told.append(
                Feedback(
                    id=new_id(),
                    case_id=case.id,
                    told_to="Inwoner",
                    told_on=told_on + timedelta(days=chance.randrange(9)),
                    channel="email",
                    outcome_id=outcome.id,
                    provisional=provisional,
                )
            )
    if chance.random() < 0.2:
        objected = held_on + timedelta(days=20) if chance.random() < 0.4 else None
        made.decisions.append(
            FormalDecision(id=new_id(), case_id=case.id, reference="Z-1", objected_on=objected)
        )
    if choice.kind.sends_elsewhere and chance.random() < 0.7:
        made.landings.append(
            Landing(
                id=new_id(),
                case_id=case.id,
                help="Basishulp",
                place="Buurtteam",
                begins_on=None,
                calls="Gezinswerker",
                phone="024",
                call_before=held_on,
                check_on=held_on + timedelta(days=42),
                landed=chance.choice((True, False, None)),
            )
        )
    for kind in (ActionKind.CONDITION, ActionKind.EVALUATION, ActionKind.ACTION):
        if chance.random() < 0.2:
            made.actions.append(
                Action(
                    id=new_id(),
                    committee=made.table.code,
                    text="Afspraak",
                    owner="Aanbieder",
                    kind=kind,
                    due_on=held_on + timedelta(days=90),
                    case_id=case.id,
                    done_at=AT if chance.random() < 0.6 else None,
                )
            )


#: Hours as people write them, with what they come to.
HOURS = {"2": 2.0, "1,5 uur": 1.5, "3 uur per week": 3.0, "naar behoefte": None, "": None}


def _contributions(made: Years, chance: random.Random) -> tuple[Contribution, ...]:
    laws = ("jeugdwet", "onderwijs", "wlz", "voorveld", "")
    return tuple(
        Contribution(
            party="Iemand", task="Hulp", hours=chance.choice([*HOURS]), law=chance.choice(laws)
        )
        for _ in range(chance.randrange(4) if made.schools else 0)
    )


def _outcome(
    made: Years, chance: random.Random, case: Case, week: int, choice: str, kind: OutcomeKind
) -> Outcome:
    item = AgendaItem(
        id=new_id(),
        meeting_id=made.meetings[week].id,
        position=1,
        kind=ItemKind.CASE,
        case_id=case.id,
        state=ItemState.DONE,
    )
    fitting = [one.code for one in made.table.reasons if one.fits(kind)]
    adjusted = kind is OutcomeKind.GRANTED_ADJUSTED
    outcome = Outcome(
        id=new_id(),
        case_id=case.id,
        item_id=item.id,
        committee=made.table.code,
        kind=kind,
        choice=choice,
        decided_at=AT,
        recorded_by="Secretaris",
        reasons=tuple(chance.sample(fitting, min(len(fitting), chance.randrange(3)))),
        adjustments=tuple(
            Adjustment(kind=one, asked="4", advised='3 "kind":"zorgdoelen"')
            for one in chance.sample(list(AdjustmentKind), 1 + chance.randrange(2))
        )
        if adjusted
        else (),
        contributions=_contributions(made, chance),
    )
    made.items.append(item)
    made.outcomes.append(outcome)
    return outcome
