"""Indicators: each as counted in the database equals a count anew over invented years, and by hand.

2.10: definition, unit, base, period and source stand in the file of indicators.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from casustafel.domain.actions import ActionKind
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.insight.indicators import shipped
from casustafel.domain.insight.reports import ALL, Section
from casustafel.domain.outcomes import (
    Adjustment,
    AdjustmentKind,
    Outcome,
    OutcomeInput,
    OutcomeKind,
)
from casustafel.domain.people import Actor, Role
from casustafel.services.following import feedback
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.insight import figures
from casustafel.services.insight.figures import within
from casustafel.services.meeting import outcomes, room
from generated_years import Years, years
from workspaces import Table, new_table

FIRST, LAST = date(2025, 7, 1), date(2025, 12, 31)
Counts = dict[str, int]


@pytest.fixture(scope="module", params=[1, 2, 3])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Years, Section]]:
    with new_table(tmp_path_factory.mktemp("years")) as table:
        found = years(table.workspace, request.param, 400)
        yield found, table.ask(figures.section, "cpv", FIRST, LAST)


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


def triggers(anew: Anew) -> Counts:
    texts = [one.route_reasons or "" for one in anew.received()]
    listed = [text.split("[")[1].split("]")[0] for text in texts]
    return Counter(code for text in listed for code in ("T1", "T2", "T3", "T4") if code in text)


GRANTS = ("granted", "granted_adjusted")
AWAY = ("refused", "elsewhere")
ANEW: dict[str, Callable[[Anew], Counts]] = {
    "requests": lambda a: {ALL: len(a.received())},
    "requests_stream": lambda a: Counter(map(stream, a.received())),
    "requests_referrer": lambda a: Counter(c.referrer_type or "unknown" for c in a.received()),
    "requests_kind": lambda a: Counter(c.request_kind for c in a.received()),
    "requests_trigger": triggers,
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
    "landing": landed,
    "exceptions": lambda a: yes_no([a.stop_of(one) is not None for one in a.decided(*GRANTS)]),
    "exceptions_stop": lambda a: Counter(
        stop for one in a.decided(*GRANTS) if (stop := a.stop_of(one))
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


def test_that_every_computed_indicator_of_the_cpv_is_counted_anew_here() -> None:
    assert set(ANEW) == {one.code for one in shipped() if one.counts_at("cpv")}


@pytest.mark.parametrize("code", list(ANEW))
def test_that_an_indicator_equals_a_count_anew_over_invented_years(
    made: tuple[Years, Section], code: str
) -> None:
    found, section = made
    figure = section.figure(code)
    assert figure is not None
    counted = {line.key: line.count for line in figure.lines if line.count}
    assert counted == {key: n for key, n in ANEW[code](Anew(found)).items() if n}


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
    anew, figure = Anew(found), section.figure("exceptions_stop")
    assert figure is not None and any(line.count for line in figure.lines)
    for line in figure.lines:
        under = [anew.of(o) for o in anew.decided(*GRANTS) if anew.stop_of(o) == line.key]
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
            reader.actor = Actor("x", "X", frozenset({(role, "cpv")}))
            with pytest.raises(RightError):
                figures.section(reader, "cpv", FIRST, LAST)
        reader.actor = Actor("x", "X", frozenset({(Role.REPORTER, "cpv")}))
        assert figures.section(reader, "cpv", FIRST, LAST).count("requests") == 0
        # Who makes reports sees numbers and no case.
        with pytest.raises(RightError):
            figures.behind(reader, "cpv", FIRST, LAST, "requests", ALL)
        with pytest.raises(RuleError, match="period-reversed"):
            figures.section(reader, "cpv", LAST, FIRST)


def test_that_one_half_year_is_counted_as_it_was_worked_out_by_hand(table: Table) -> None:
    """Three cases in, one each way; two told after 13 days."""
    meeting, (first, second, third) = table.opened(3)
    table.case(4, referrer_type="huisarts", care_form="vdb")
    until = date(2027, 5, 27)
    given = OutcomeInput(choice="toegekend", reasons=("TK4", "TK1"), valid_until=until)
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
            adjustments=(
                Adjustment(kind=AdjustmentKind.INTENSITY, asked="4 uur per week", advised="3"),
            ),
        ),
    )
    table.do(
        outcomes.record,
        third.id,
        OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp kan."),
    )
    table.do(room.close_meeting, meeting.id)
    told = FeedbackInput(told_to=("Inwoner",), told_on=date(2026, 11, 26), channel="email")
    table.do(feedback.report, [first.case_id, second.case_id], told)
    section = table.ask(figures.section, "cpv", date(2026, 7, 1), date(2026, 12, 31))
    counted = {
        figure.code: {line.key: line.count for line in figure.lines if line.count}
        for figure in section.figures
        if any(line.count for line in figure.lines)
    }
    assert {code: sorted(lines.values()) for code, lines in counted.items()} == {
        "requests": [4],
        "requests_stream": [1, 3],
        "requests_referrer": [1, 3],
        "requests_kind": [4],
        "requests_completion": [4],
        "requests_provider": [4],
        "decided": [3],
        "outcomes": [1, 1, 1],
        "decided_stream": [3],
        "decided_referrer": [3],
        "decided_provider": [3],
        "granted": [2],
        "adjusted": [1],
        "adjusted_of_granted": [1],
        "adjustments": [1],
        "reasons_granted": [1, 2],
        "refused": [1],
        "reasons_refused": [1],
        "landing": [1],
        "exceptions": [2],
        "told": [2],
        "told_referrer": [2],
        "evaluations": [1],
        "evaluations_held": [1],
        "months": [1, 1, 1],
    }
    figure = section.figure("granted")
    assert figure is not None and figure.lines[0].seen == "74 % van de aanvragen bij de CPV"
    assert (figure.lines[0].share(figure.base), figure.lines[0].share(30)) == (None, 7)
    told_in = section.figure("told")
    assert told_in is not None and (told_in.lines[0].median, told_in.lines[0].ninetieth) == (13, 13)
