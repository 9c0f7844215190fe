"""Indicators: each as counted in the database equals a count anew over invented years, and by hand.

2.10: definition, unit, base, period and source stand in the file of indicators.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from casustafel.domain.actions import ActionKind
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.insight.indicators import shipped
from casustafel.domain.insight.reports import ALL, Section
from casustafel.domain.norms import CareForm, Instrument, Norm, NormUnit
from casustafel.domain.outcomes import (
    Adjustment,
    AdjustmentKind,
    Outcome,
    OutcomeInput,
    OutcomeKind,
)
from casustafel.domain.people import Actor, Role
from casustafel.domain.stops import StopKind, StopState, Toeleidingsstop
from casustafel.services.following import after_no, feedback
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.insight import figures
from casustafel.services.insight.figures import within
from casustafel.services.meeting import outcomes, room, urgent
from casustafel.services.use_case import unseen
from casustafel.storage.schema.tables import case_record
from generated_years import HOURS, Years, years
from services.test_feedback import DECISION, HELP
from services.test_urgent import GIVEN as URGENT
from workspaces import Table, new_table, someone

FIRST, LAST = date(2025, 7, 1), date(2025, 12, 31)
Counts = dict[str, int]


@pytest.fixture(scope="module", params=[1, 2, 3])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Years, Section]]:
    with new_table(tmp_path_factory.mktemp("years")) as table:
        found = years(table.workspace, request.param, 400)
        yield found, table.ask(figures.section, "cpv", FIRST, LAST)


@pytest.fixture(scope="module")
def zbo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Years, Section]]:
    """Two years of the ZBO-commissie, with schools and contributions."""
    with new_table(tmp_path_factory.mktemp("zbo")) as table:
        found = years(table.workspace, 7, 250, code="zbo")
        yield found, table.ask(figures.section, "zbo", FIRST, LAST)


def within_period(day: date | None) -> bool:
    return day is not None and FIRST <= day <= LAST


class Anew:
    """The same numbers, counted in Python from what was made, without the program."""

    def __init__(self, made: Years) -> None:
        self.made = made
        self.cases = {one.id: one for one in made.cases}
        self.held_on = {one.id: one.held_on for one in made.meetings}
        self.day = {one.id: self.held_on[one.meeting_id] for one in made.items}

    def received(self) -> list[Case]:
        return [
            one
            for one in self.made.cases
            if one.status is not CaseStatus.DRAFT and within_period(one.received)
        ]

    def decided(self, *kinds: str) -> list[Outcome]:
        return [
            one
            for one in self.made.outcomes
            if one.kind is not OutcomeKind.HELD_OVER
            and within_period(self.day[one.item_id])
            and (not kinds or one.kind in kinds)
        ]

    def of(self, outcome: Outcome) -> Case:
        return self.cases[outcome.case_id]

    def stop_of(self, outcome: Outcome) -> str | None:
        case, day = self.of(outcome), self.day[outcome.item_id]
        holding = [
            one.id
            for one in self.made.stops
            if one.provider_id == case.provider_id
            and one.care_form == case.care_form
            and one.holds_on(day)
        ]
        return min(holding, default=None)

    def excepted(self) -> list[Outcome]:
        return [one for one in self.decided(*GRANTS) if self.stop_of(one)]

    def shared(self) -> list[tuple[Case, dict[str, list[float]]]]:
        """Of outcomes with contributions the case, and the hours that are known of each law."""
        found = []
        for one in self.decided():
            given: dict[str, list[float]] = {}
            for each in one.contributions:
                hours = HOURS[each.hours]
                given.setdefault(each.law or "unknown", []).extend([] if hours is None else [hours])
            if given:
                found.append((self.of(one), given))
        return found

    def hours(self) -> list[tuple[float, float]]:
        """The hours asked and advised of outcomes of which both are known."""
        return [
            (float(case.hours_per_week), sum(map(sum, given.values())))
            for case, given in self.shared()
            if case.hours_per_week is not None and any(given.values())
        ]

    def spans(self) -> list[tuple[Case, int]]:
        first: dict[str, date] = {}
        for one in self.made.told:
            if not one.provisional:
                first[one.case_id] = min(one.told_on, first.get(one.case_id, one.told_on))
        return [
            (self.cases[key], (day - self.cases[key].received).days)
            for key, day in first.items()
            if within_period(day)
        ]

    def objected(self) -> list[Outcome]:
        last = {one.case_id: one for one in self.made.outcomes if one.kind != "held_over"}
        return [last[one.case_id] for one in self.made.decisions if within_period(one.objected_on)]

    def actions(self, kind: ActionKind) -> list[bool]:
        return [
            one.done_at is not None
            for one in self.made.actions
            if one.kind is kind and within_period(one.due_on)
        ]


def stream(case: Case) -> str:
    return "vdb" if case.care_form == "vdb" else case.law


def yes_no(answers: list[bool]) -> Counts:
    return Counter("yes" if one else "no" for one in answers)


def answered(answers: list[bool | None]) -> Counts:
    return Counter({True: "yes", False: "no", None: "unknown"}[one] for one in answers)


def landed(anew: Anew) -> Counts:
    known = {one.case_id: one.landed for one in anew.made.landings}
    return answered([known.get(one.case_id) for one in anew.decided("refused", "elsewhere")])


def triggers_of(case: Case) -> list[str]:
    listed = (case.route_reasons or "").split("[")[1].split("]")[0]
    return [code for code in ("T1", "T2", "T3", "T4") if code in listed]


def piloted(anew: Anew) -> Counts:
    pilots = {one.id for one in anew.made.schools if one.pilot}
    return yes_no([one.school_id in pilots for one in anew.received()])


GRANTS = ("granted", "granted_adjusted")
AWAY = ("refused", "elsewhere")
ANEW: dict[str, Callable[[Anew], Counts]] = {
    "requests": lambda a: {ALL: len(a.received())},
    "requests_stream": lambda a: Counter(map(stream, a.received())),
    "requests_referrer": lambda a: Counter(c.referrer_type or "unknown" for c in a.received()),
    "requests_kind": lambda a: Counter(c.request_kind for c in a.received()),
    "requests_trigger": lambda a: Counter(t for c in a.received() for t in triggers_of(c)),
    "requests_school": piloted,
    "requests_completion": lambda a: yes_no(
        [c.id in {one.case_id for one in a.made.changes} for c in a.received()]
    ),
    "requests_provider": lambda a: Counter(c.provider_id or "unknown" for c in a.received()),
    "decided": lambda a: {ALL: len(a.decided())},
    "outcomes": lambda a: Counter(one.choice for one in a.decided()),
    "decided_stream": lambda a: Counter(stream(a.of(one)) for one in a.decided()),
    "decided_referrer": lambda a: Counter(
        a.of(one).referrer_type or "unknown" for one in a.decided()
    ),
    "decided_provider": lambda a: Counter(
        a.of(one).provider_id or "unknown" for one in a.decided()
    ),
    "granted": lambda a: {ALL: len(a.decided(*GRANTS))},
    "adjusted": lambda a: {ALL: len(a.decided("granted_adjusted"))},
    "adjusted_of_granted": lambda a: {ALL: len(a.decided("granted_adjusted"))},
    "adjustments": lambda a: Counter(
        kind for one in a.decided() for kind in {each.kind for each in one.adjustments}
    ),
    "reasons_granted": lambda a: Counter(r for one in a.decided(*GRANTS) for r in one.reasons),
    "refused": lambda a: {ALL: len(a.decided(*AWAY))},
    "reasons_refused": lambda a: Counter(r for one in a.decided(*AWAY) for r in one.reasons),
    "reasons_trigger": lambda a: Counter(
        f"{trigger} {reason}"
        for one in a.decided()
        for trigger in triggers_of(a.of(one))
        for reason in one.reasons
    ),
    "landing": landed,
    "exceptions": lambda a: yes_no([a.stop_of(one) is not None for one in a.decided(*GRANTS)]),
    "exceptions_stop": lambda a: Counter(str(a.stop_of(one)) for one in a.excepted()),
    "exceptions_provider": lambda a: Counter(str(a.of(one).provider_id) for one in a.excepted()),
    "exceptions_referrer": lambda a: Counter(
        a.of(one).referrer_type or "unknown" for one in a.excepted()
    ),
    "held_over": lambda a: {
        ALL: sum(
            one.kind is OutcomeKind.HELD_OVER and within_period(a.day[one.item_id])
            for one in a.made.outcomes
        )
    },
    "urgent": lambda a: {ALL: sum(within_period(one.decided_on) for one in a.made.urgent)},
    "urgent_ratified": lambda a: answered(
        [one.ratified for one in a.made.urgent if within_period(one.decided_on)]
    ),
    "told": lambda a: {ALL: len(a.spans())},
    "told_referrer": lambda a: yes_no([c.referrer_type == "huisarts" for c, _days in a.spans()]),
    "objections": lambda a: {ALL: len(a.objected())},
    "objections_outcome": lambda a: Counter(one.choice for one in a.objected()),
    "conditions": lambda a: {ALL: len(a.actions(ActionKind.CONDITION))},
    "conditions_met": lambda a: yes_no(a.actions(ActionKind.CONDITION)),
    "evaluations": lambda a: {ALL: len(a.actions(ActionKind.EVALUATION))},
    "evaluations_held": lambda a: yes_no(a.actions(ActionKind.EVALUATION)),
    "zbo_hours": lambda a: {ALL: len(a.hours())},
    "zbo_parties": lambda a: Counter(law for _case, given in a.shared() for law in given),
    "months": lambda a: Counter(f"{a.day[one.item_id]:%Y%m}:{one.choice}" for one in a.decided()),
    "norms": lambda a: dict.fromkeys(
        ("bestedingsruimte", "any"),
        len({one.provider_id for one in a.made.norms if one.ends_on >= FIRST <= LAST}),
    ),
    "stops": lambda a: Counter(
        one.care_form
        for one in a.made.stops
        if one.starts_on and one.starts_on <= LAST and one.ends_on and one.ends_on > FIRST
    ),
}


def test_that_every_computed_indicator_is_counted_anew_here() -> None:
    assert set(ANEW) == {one.code for one in shipped() if not one.by_hand}


def counted_at(committee: str) -> list[str]:
    return [one.code for one in shipped() if one.counts_at(committee)]


@pytest.mark.parametrize("code", counted_at("cpv"))
def test_that_an_indicator_equals_a_count_anew_over_invented_years(
    made: tuple[Years, Section], code: str
) -> None:
    found, section = made
    figure = section.figure(code)
    lines = figure.lines if figure else ()  # a table that has no stops has no line of them
    counted = {line.key: line.count for line in lines if line.count}
    assert figure is not None or code in ("exceptions_stop", "exceptions_provider")
    assert counted == {key: n for key, n in ANEW[code](Anew(found)).items() if n}


@pytest.mark.parametrize("code", counted_at("zbo"))
def test_that_an_indicator_of_zbo_equals_a_count_anew(
    zbo: tuple[Years, Section], code: str
) -> None:
    test_that_an_indicator_equals_a_count_anew_over_invented_years(zbo, code)


def test_that_hours_asked_stand_beside_those_advised_and_who_gives_them(
    zbo: tuple[Years, Section],
) -> None:
    """Issue 18: ZBO asked against advised hours, and what went to onderwijs, Wlz and voorveld."""
    anew = Anew(zbo[0])
    asked, parties = zbo[1].figure("zbo_hours"), zbo[1].figure("zbo_parties")
    assert asked is not None and parties is not None
    (line,) = asked.lines
    assert line.hours == round(sum(one for one, _ in anew.hours())) > 0
    assert line.advised == round(sum(one for _, one in anew.hours())) > 0
    for line in parties.lines:
        under = [(case, given[line.key]) for case, given in anew.shared() if line.key in given]
        assert line.advised == round(sum(sum(hours) for _case, hours in under)), line.key
        assert line.clients == len({case.client_id for case, _hours in under})
    assert {"onderwijs", "wlz", "voorveld"} <= {line.key for line in parties.lines if line.advised}


def test_that_a_client_with_several_cases_counts_once_behind_a_reason(tmp_path: Path) -> None:
    """Issue 18: of fewer than ten clients no number is published, however many cases they have."""
    with new_table(tmp_path) as table:
        one = years(table.workspace, 4, 400).clients[0].id
        with table.workspace.writing() as uow:
            uow.connection.execute(update(case_record).values(client_id=one))
            uow.commit()
        section = table.ask(figures.section, "cpv", FIRST, LAST)
    for code in ("reasons_granted", "reasons_refused", "reasons_trigger"):
        figure = section.figure(code)
        assert figure is not None
        lines = [line for line in figure.lines if line.count]
        assert max(line.count or 0 for line in lines) > 1
        assert {line.clients for line in lines} == {1}


def test_that_lines_add_up_to_their_base_unless_a_case_counts_under_several(
    made: tuple[Years, Section],
) -> None:
    for figure in made[1].figures:
        indicator = next(one for one in shipped() if one.code == figure.code)
        if figure.base is not None and not figure.several and not indicator.sum:
            assert sum(line.count or 0 for line in figure.lines) == figure.base, figure.code


def test_that_an_exception_costs_a_stop_its_hours_and_euros_beside_the_room(
    made: tuple[Years, Section],
) -> None:
    found, section = made
    anew = Anew(found)
    figure = section.figure("exceptions_provider")
    assert figure is not None
    for line in figure.lines:
        under = [c for o in anew.excepted() if (c := anew.of(o)).provider_id == line.key]
        assert line.cents == sum(c.annual_cents or 0 for c in under)
        assert line.hours == round(sum(float(c.hours_per_week or 0) * 52 for c in under))
        assert line.clients == len({c.client_id for c in under})
    figure = section.figure("exceptions_stop")
    assert figure is not None and any(line.count for line in figure.lines)
    for line in figure.lines:
        under = [anew.of(o) for o in anew.excepted() if anew.stop_of(o) == line.key]
        assert line.hours == round(sum(float(c.hours_per_week or 0) * 52 for c in under))
        assert line.cents == sum(c.annual_cents or 0 for c in under)
        assert line.clients == len({c.client_id for c in under})
        stop = next(one for one in found.stops if one.id == line.key)
        assert line.room == next(one.amount for one in found.norms if one.id == stop.norm_id)


def test_that_half_and_nine_of_ten_were_told_within_so_many_days(
    made: tuple[Years, Section],
) -> None:
    found, section = made
    spans = Anew(found).spans()
    for code, key, days in (
        ("told", ALL, [span for _case, span in spans]),
        ("told_referrer", "yes", [span for c, span in spans if c.referrer_type == "huisarts"]),
        ("told_referrer", "no", [span for c, span in spans if c.referrer_type != "huisarts"]),
    ):
        figure = section.figure(code)
        line = figure.line(key) if figure else None
        assert line is not None and line.median is not None and line.ninetieth is not None
        assert sum(day <= line.median for day in days) * 2 >= len(days)
        assert sum(day < line.median for day in days) * 2 < len(days)
        assert sum(day <= line.ninetieth for day in days) * 10 >= len(days) * 9
        assert sum(day < line.ninetieth for day in days) * 10 < len(days) * 9


@pytest.mark.parametrize(
    ("days", "percent", "told"),
    [
        ([], 50, None),
        ([4], 90, 4),
        ([1, 9], 50, 1),
        ([3, 1, 2], 50, 2),
        (list(range(1, 11)), 90, 9),
    ],
)
def test_that_a_percentile_is_the_fewest_days_that_suffice(
    days: list[int], percent: int, told: int | None
) -> None:
    assert within(days, percent) == told


def test_that_both_readings_of_36_per_cent_have_their_own_base(made: tuple[Years, Section]) -> None:
    section = made[1]
    every, granted = section.figure("adjusted"), section.figure("adjusted_of_granted")
    assert every is not None and every.base == section.count("decided")
    assert granted is not None and granted.base == section.count("granted")
    assert every.lines[0].count == granted.lines[0].count


def test_that_the_cases_behind_a_number_are_those_that_it_counts(tmp_path: Path) -> None:
    with new_table(tmp_path) as table:
        years(table.workspace, 4, 120)
        section = table.ask(figures.section, "cpv", FIRST, LAST)
        for figure in section.figures:
            for line in figure.lines if figure.persons and figure.code != "held_over" else ():
                cases = table.ask(figures.behind, "cpv", FIRST, LAST, figure.code, line.key)
                whole = figure.code.startswith(("conditions", "evaluations"))
                assert len(cases) == line.count or whole, (figure.code, line.key)


def test_that_figures_are_read_by_those_who_have_the_right(tmp_path: Path) -> None:
    with new_table(tmp_path) as table, table.workspace.reading() as reader:
        for role in (Role.MEMBER, Role.SUBMITTER, Role.CONTRACT_MANAGER, Role.ADMINISTRATOR):
            reader.actor = Actor(someone("x"), "X", frozenset({(role, "cpv")}))
            with pytest.raises(RightError):
                figures.section(reader, "cpv", FIRST, LAST)
        reader.actor = Actor(someone("x"), "X", frozenset({(Role.REPORTER, "cpv")}))
        assert figures.section(reader, "cpv", FIRST, LAST).count("requests") == 0
        # Who makes reports sees numbers and no case.
        with pytest.raises(RightError):
            figures.behind(reader, "cpv", FIRST, LAST, "requests", ALL)
        with pytest.raises(RuleError, match="period-reversed"):
            figures.section(reader, "cpv", LAST, FIRST)


def test_that_one_half_year_is_counted_as_it_was_worked_out_by_hand(table: Table) -> None:
    """Issue 18: one history.

    Of six requests four came to the meeting of 26 November, while a stop held: one granted, one
    with fewer hours, one refused and one held over. The first two were told that day, after 13
    days; what was refused landed elsewhere, and met a bezwaar. The sixth was urgent.
    """
    meeting, (first, second, third, fourth) = table.opened(4)
    table.case(5, referrer_type="huisarts", care_form="vdb")
    urgently = table.case(6)
    provider = urgently.provider_id or ""
    norm = Norm(
        id=new_id(),
        provider_id=provider,
        care_form=CareForm.BEGELEIDING_JEUGD,
        instrument=Instrument.BESTEDINGSRUIMTE,
        unit=NormUnit.CENTS,
        amount=10_000_000,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    stop = Toeleidingsstop(
        id=new_id(),
        provider_id=provider,
        care_form=norm.care_form,
        kind=StopKind.BESTEDINGSRUIMTE,
        state=StopState.ACTIVE,
        starts_on=date(2026, 9, 1),
        norm_id=norm.id,
    )
    with table.workspace.writing() as uow:
        uow.add_all([norm])
        uow.add_all([stop])
        uow.commit()
    until = date(2027, 5, 27)
    given = OutcomeInput(choice="toegekend", reasons=("TK4", "TK1"), valid_until=until)
    fewer = Adjustment(kind=AdjustmentKind.INTENSITY, asked="4 uur per week", advised="3")
    refused = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp kan.")
    table.do(outcomes.record, first.id, given)
    table.do(
        outcomes.record,
        second.id,
        OutcomeInput(
            choice="toegekend_met_aanpassing",
            reasons=("TK1",),
            motivation="Minder uren.",
            valid_until=until,
            evaluation_on=date(2026, 12, 20),
            adjustments=(fewer,),
        ),
    )
    table.do(outcomes.record, third.id, refused)
    held = OutcomeInput(choice="aangehouden", motivation="Eerst de school horen.")
    table.do(outcomes.record, fourth.id, held)
    table.do(room.close_meeting, meeting.id)
    told = FeedbackInput(told_to=("Inwoner",), told_on=date(2026, 11, 26), channel="email")
    table.do(feedback.report, [first.case_id, second.case_id], told)
    refused_id = third.case_id or ""
    table.do(after_no.record, unseen(refused_id), HELP)
    table.do(after_no.landed, refused_id, True)
    objected = replace(DECISION, objected_on=date(2026, 11, 26))
    table.do(feedback.decide, unseen(refused_id), objected)
    table.do(urgent.record, urgently.id, replace(URGENT, decided_on=date(2026, 11, 26)))
    section = table.ask(figures.section, "cpv", date(2026, 7, 1), date(2026, 12, 31))
    counted = {
        figure.code: {line.key: line.count for line in figure.lines if line.count}
        for figure in section.figures
        if any(line.count for line in figure.lines)
    }
    each = {"toegekend": 1, "toegekend_met_aanpassing": 1, "afgewezen": 1}
    assert counted == {
        "requests": {ALL: 6},
        "requests_stream": {"jeugd": 5, "vdb": 1},
        "requests_referrer": {"bjg": 5, "huisarts": 1},
        "requests_kind": {"nieuw": 6},
        "requests_completion": {"no": 6},
        "requests_provider": {provider: 6},
        "decided": {ALL: 3},
        "outcomes": each,
        "decided_stream": {"jeugd": 3},
        "decided_referrer": {"bjg": 3},
        "decided_provider": {provider: 3},
        "granted": {ALL: 2},
        "adjusted": {ALL: 1},
        "adjusted_of_granted": {ALL: 1},
        "adjustments": {"intensiteit": 1},
        "reasons_granted": {"TK1": 2, "TK4": 1},
        "refused": {ALL: 1},
        "reasons_refused": {"AF1": 1},
        "landing": {"yes": 1},
        "exceptions": {"yes": 2},
        "exceptions_stop": {stop.id: 2},
        "exceptions_provider": {provider: 2},
        "exceptions_referrer": {"bjg": 2},
        "held_over": {ALL: 1},
        "urgent": {ALL: 1},
        "urgent_ratified": {"unknown": 1},
        "told": {ALL: 2},
        "told_referrer": {"no": 2},
        "objections": {ALL: 1},
        "objections_outcome": {"afgewezen": 1},
        "evaluations": {ALL: 1},
        "evaluations_held": {"no": 1},
        "months": {f"202611:{choice}": 1 for choice in each},
        "norms": {"bestedingsruimte": 1, "any": 1},
        "stops": {"begeleiding_jeugd": 1},
    }
    lines = {figure.code: figure.lines[0] for figure in section.figures}
    assert lines["granted"].seen == "74 % van de aanvragen bij de CPV"
    assert (lines["granted"].share(3), lines["granted"].share(30)) == (None, 7)
    assert (lines["told"].median, lines["told"].ninetieth) == (13, 13)
    # Two of 4 hours a week, beside a room of € 100.000.
    assert (lines["exceptions_stop"].hours, lines["exceptions_stop"].room) == (416, 10_000_000)
