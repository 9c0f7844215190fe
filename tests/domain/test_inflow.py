"""The contract manager's list: who came in during a stop, and by which lawful route."""

from dataclasses import replace
from datetime import date

import pytest

from casustafel.domain.inflow import (
    InflowFacts,
    InflowLine,
    LawfulRoute,
    ProviderInflow,
    TableOutcome,
    inflow_list,
    judge,
)
from casustafel.domain.norms import CareForm
from casustafel.domain.routing_facts import Exemption, ReferrerType, RequestKind
from casustafel.domain.stops import Register, StopKind, StopState, Toeleidingsstop
from casustafel.domain.wording import word

STOP = Toeleidingsstop(
    id="stop-1",
    provider_id="provider-1",
    care_form=CareForm.BEGELEIDING_JEUGD,
    kind=StopKind.BESTEDINGSRUIMTE,
    starts_on=date(2026, 9, 1),
)
LIFTED = replace(STOP, state=StopState.LIFTED, ends_on=date(2026, 11, 1))
CAME_IN = date(2026, 10, 5)
CLIENT = InflowFacts(
    client="client-1",
    case_number="CPV-2026-0001",
    provider_id="provider-1",
    care_form=CareForm.BEGELEIDING_JEUGD,
    came_in_on=CAME_IN,
)
GRANTED = TableOutcome("cpv", granted=True, decided_on=date(2026, 9, 28))
REFUSED = replace(GRANTED, granted=False)
SINCE, UNTIL = date(2026, 7, 1), date(2026, 12, 31)


def listed(*facts: InflowFacts, stop: Toeleidingsstop = STOP) -> tuple[ProviderInflow, ...]:
    return inflow_list(Register(stops=[stop]), facts, since=SINCE, until=UNTIL)


def only_line(facts: InflowFacts) -> InflowLine:
    (provider,) = listed(facts)
    (line,) = provider.lines
    return line


@pytest.mark.parametrize(
    ("change", "route", "code"),
    [
        ({"outcomes": (GRANTED,)}, LawfulRoute.CPV, "inflow-cpv"),
        (
            {"care_form": CareForm.ZBO, "outcomes": (replace(GRANTED, committee="zbo"),)},
            LawfulRoute.ZBO,
            "inflow-zbo",
        ),
        ({"referrer": ReferrerType.REGIETEAM}, LawfulRoute.REGIETEAM, "inflow-regieteam"),
        ({"exemption": Exemption.REGIETEAM}, LawfulRoute.REGIETEAM, "inflow-regieteam"),
        (
            {"referrer": ReferrerType.REGIETEAM, "team_of": "Wijchen"},
            None,
            "inflow-regieteam-elsewhere",
        ),
        (
            {"exemption": Exemption.RET, "ret_reference": "RET-2026-17"},
            LawfulRoute.RET,
            "inflow-ret",
        ),
        ({"crisis": True}, LawfulRoute.CRISIS, "inflow-crisis"),
        ({"outcomes": (REFUSED, GRANTED)}, LawfulRoute.CPV, "inflow-cpv"),
        ({}, None, "inflow-none"),
        ({"ordered": True}, LawfulRoute.ORDERED, "inflow-ordered"),
        ({"referred_on": date(2026, 8, 31)}, LawfulRoute.BEFORE, "inflow-referred-before"),
        ({"referrer": ReferrerType.HUISARTS}, LawfulRoute.MEDICAL, "inflow-medical"),
        ({"referrer": ReferrerType.HUISARTS, "pending": True}, None, "inflow-pending"),
        ({"outcomes": (replace(GRANTED, urgent=True),)}, LawfulRoute.CPV, "inflow-urgent"),
        ({"outcomes": (replace(GRANTED, until=date(2026, 10, 4)),)}, None, "inflow-granted-later"),
        ({"referred_on": date(2026, 9, 1)}, None, "inflow-none"),
        ({"pending": True}, None, "inflow-pending"),
        ({"outcomes": (REFUSED,)}, None, "inflow-refused"),
        ({"exemption": Exemption.RET}, None, "inflow-ret-without-reference"),
        (
            {
                "exemption": Exemption.RET,
                "ret_reference": "RET-2026-17",
                "ret_date": date(2026, 10, 6),
            },
            None,
            "inflow-ret-later",
        ),
        (
            {"outcomes": (replace(GRANTED, decided_on=date(2026, 10, 6)),)},
            None,
            "inflow-granted-later",
        ),
        (
            {"outcomes": (replace(GRANTED, decided_on=date(2026, 10, 6)), REFUSED)},
            None,
            "inflow-granted-later",
        ),
        (
            {"outcomes": (replace(REFUSED, decided_on=date(2026, 10, 7)), REFUSED)},
            None,
            "inflow-refused",
        ),
        ({"outcomes": (replace(GRANTED, committee="doorbraak"),)}, None, "inflow-none"),
    ],
)
def test_that_each_client_has_a_lawful_route_or_a_remark(
    change: dict[str, object], route: LawfulRoute | None, code: str
) -> None:
    line = only_line(replace(CLIENT, **change))  # type: ignore[arg-type]
    assert (line.route, line.code) == (route, code)
    for language in ("nl", "en"):
        message = word(line.code, line.values, language)
        assert message.what
        assert "{" not in message.what


def test_that_a_grant_of_the_day_itself_counts() -> None:
    facts = replace(CLIENT, outcomes=(replace(GRANTED, decided_on=CAME_IN),))
    assert only_line(facts).route is LawfulRoute.CPV


def test_that_a_remark_says_what_to_ask() -> None:
    message = word(only_line(CLIENT).code, {}, "nl")
    assert message.what == "Route nog niet bekend."
    assert message.do.startswith("Vraag de aanbieder")


def test_that_the_day_a_stop_starts_is_listed_and_the_day_it_is_lifted_is_not() -> None:
    days = [date(2026, 8, 31), date(2026, 9, 1), date(2026, 10, 31), date(2026, 11, 1)]
    (provider,) = listed(*(replace(CLIENT, came_in_on=day) for day in days), stop=LIFTED)
    assert [line.facts.came_in_on for line in provider.lines] == days[1:3]


@pytest.mark.parametrize("kind", [RequestKind.VERLENGING, RequestKind.OPHOGING])
def test_that_running_care_is_no_inflow(kind: RequestKind) -> None:
    (provider,) = listed(replace(CLIENT, request_kind=kind))
    assert provider.lines == ()


def test_that_care_that_came_back_is_inflow() -> None:
    (provider,) = listed(replace(CLIENT, request_kind=RequestKind.OPNIEUW))
    assert len(provider.lines) == 1


def test_that_a_provider_where_nobody_came_in_is_listed_too() -> None:
    (provider,) = listed()
    assert (provider.provider_id, provider.lines) == ("provider-1", ())


def test_that_a_provider_whose_stop_lies_outside_the_period_is_not_listed() -> None:
    register = Register(stops=[LIFTED])
    after = inflow_list(register, [], since=date(2026, 11, 1), until=UNTIL)
    before = inflow_list(register, [], since=SINCE, until=date(2026, 8, 31))
    assert (after, before) == ((), ())


def test_that_the_first_and_the_last_day_of_the_period_count() -> None:
    days = [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 31), date(2026, 11, 1)]
    (provider,) = inflow_list(
        Register(stops=[STOP]),
        [replace(CLIENT, came_in_on=day) for day in days],
        since=days[1],
        until=days[2],
    )
    assert [line.facts.came_in_on for line in provider.lines] == days[1:3]


def test_that_a_stop_of_the_last_day_of_the_period_is_listed() -> None:
    found = inflow_list(Register(stops=[STOP]), [], since=SINCE, until=date(2026, 9, 1))
    assert [provider.provider_id for provider in found] == ["provider-1"]


def test_that_a_stop_lifted_after_the_first_day_of_the_period_is_listed() -> None:
    found = inflow_list(Register(stops=[LIFTED]), [], since=date(2026, 10, 31), until=UNTIL)
    assert [provider.provider_id for provider in found] == ["provider-1"]


def test_that_providers_are_listed_in_order() -> None:
    stops = [replace(STOP, id=f"stop-{n}", provider_id=f"provider-{n}") for n in (3, 1, 2)]
    found = inflow_list(Register(stops=stops), [], since=SINCE, until=UNTIL)
    assert [provider.provider_id for provider in found] == [
        "provider-1",
        "provider-2",
        "provider-3",
    ]


def test_that_a_line_that_never_became_a_stop_is_not_listed() -> None:
    notice = replace(STOP, state=StopState.NOTICE, starts_on=None)
    assert inflow_list(Register(stops=[notice]), [CLIENT], since=SINCE, until=UNTIL) == ()


def test_that_a_client_of_another_form_of_care_or_provider_is_left_out() -> None:
    (provider,) = listed(
        replace(CLIENT, care_form=CareForm.VDB), replace(CLIENT, provider_id="provider-2")
    )
    assert provider.lines == ()


def test_that_zbo_during_a_stop_for_begeleiding_is_listed() -> None:
    (provider,) = listed(replace(CLIENT, care_form=CareForm.ZBO))
    assert provider.lines[0].stop == STOP


def test_that_clients_are_counted_once_and_lines_have_a_route_each() -> None:
    (provider,) = listed(
        replace(CLIENT, case_number="CPV-2026-0002", outcomes=(GRANTED,)),
        replace(CLIENT, case_number="CPV-2026-0003", came_in_on=date(2026, 9, 2)),
        replace(CLIENT, client="client-2", case_number="CPV-2026-0004", crisis=True),
    )
    assert provider.clients() == 2
    assert [line.facts.case_number[-4:] for line in provider.lines] == ["0003", "0002", "0004"]
    assert [line.route for line in provider.lines] == [None, LawfulRoute.CPV, LawfulRoute.CRISIS]
    assert [line.facts.case_number for line in provider.without_route] == ["CPV-2026-0003"]


def test_that_a_line_can_be_judged_by_itself() -> None:
    assert judge(CLIENT, STOP).route is None
