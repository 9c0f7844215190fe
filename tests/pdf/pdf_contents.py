"""Invented minutes, small and large, on which the tests of the PDF layer lean."""

from dataclasses import replace
from datetime import date, time, timedelta

from casustafel.domain.minutes import MinutesState
from casustafel.domain.minutes_content import (
    ActionLine,
    AdjustmentLine,
    AttendanceLine,
    ConditionLine,
    CriterionAnswer,
    ItemKind,
    MinutesContent,
    MinutesItem,
    OutcomeContent,
    ReasonLine,
    RecusalLine,
)
from casustafel.domain.outcomes import AdjustmentKind, Contribution, Vote

MEETING_DAY = date(2026, 11, 26)

ADJUSTED = MinutesItem(
    number=4,
    kind=ItemKind.CASE,
    title="Begeleiding jeugd, verlenging",
    case_number="CPV-2026-0141",
    paragraphs=(
        "De commissie ziet dat begeleiding nodig blijft zolang de nieuwe dagstructuur niet staat. "
        "Basishulp kan na 13 weken overnemen als de gezinswerker vanaf week 8 aansluit.",
    ),
    framework="CPV versie 1 (voorbeeld)",
    answers=(
        CriterionAnswer(criterion="Specifieke zorg van deze aanbieder nodig", answer="ja"),
        CriterionAnswer(
            criterion="Geen voldoende passend alternatief",
            answer="deels",
            note="Andere aanbieder heeft een wachttijd van 14 weken.",
        ),
        CriterionAnswer(criterion="Overdracht naar basishulp gepland", answer="nee"),
    ),
    outcome=OutcomeContent(
        code="toegekend_aanpassing",
        label="toegekend met aanpassing",
        reasons=(
            ReasonLine(code="TK1", label="expertise"),
            ReasonLine(code="TK4", label="geen alternatief beschikbaar"),
        ),
        motivation="De nodige expertise is alleen bij deze aanbieder tijdig beschikbaar.",
        adjustments=(
            AdjustmentLine(
                kind=AdjustmentKind.INTENSITY, asked="4 uur per week", advised="3 uur per week"
            ),
            AdjustmentLine(kind=AdjustmentKind.DURATION, asked="26 weken", advised="13 weken"),
            AdjustmentLine(
                kind=AdjustmentKind.TRANSFER_TIMING,
                asked="niet gepland",
                advised="Buurtteam vanaf week 8",
            ),
        ),
        vote=Vote.MAJORITY,
        conditions=(
            ConditionLine(
                text="Gezinswerker sluit aan bij de begeleiding.",
                owner="Buurtteams Jeugd en Gezin",
                due=date(2027, 1, 21),
            ),
        ),
        valid_until=date(2027, 2, 25),
        evaluation_on=date(2027, 2, 4),
        transfer_to="Buurtteams Jeugd en Gezin",
        transfer_on=date(2027, 2, 25),
    ),
    actions=(
        ActionLine(
            number=12,
            text="Overdracht voorbereiden met de aanbieder.",
            owner="Buurtteams Jeugd en Gezin",
            due=date(2027, 1, 14),
            case_number="CPV-2026-0141",
        ),
    ),
    recusals=(
        RecusalLine(
            role="Zorgexpert 2", organisation="Onafhankelijk", reason="werkt voor de aanbieder"
        ),
    ),
)

MINUTES = MinutesContent(
    municipality="Gemeente Voorbeeld",
    committee="Commissie Passende Verwijzing",
    abbreviation="CPV",
    meeting_date=MEETING_DAY,
    planned_start=time(9, 0),
    planned_end=time(10, 30),
    actual_start=time(9, 0),
    actual_end=time(10, 24),
    place="kamer 2.14",
    state=MinutesState.ADOPTED,
    version=2,
    adopted_on=date(2026, 12, 3),
    attendance=(
        AttendanceLine(role="Voorzitter", organisation="Gemeente", presence="ja"),
        AttendanceLine(role="Secretaris", organisation="Gemeente", presence="ja"),
        AttendanceLine(role="Zorgexpert", organisation="Onafhankelijk", presence="ja"),
        AttendanceLine(
            role="Zorgexpert 2",
            organisation="Onafhankelijk",
            presence="ja",
            remark="vanaf 09.20 uur",
        ),
        AttendanceLine(role="Onderwijsdeskundige", organisation="Stroomland", presence="nee"),
        AttendanceLine(
            role="Intern begeleider", organisation="School", presence="ja", only_items=(5,)
        ),
    ),
    items=(
        MinutesItem(
            number=1,
            kind=ItemKind.PREVIOUS_MINUTES,
            title="Opening en notulen 19-11-2026",
            paragraphs=("Notulen van 19-11-2026 vastgesteld zonder wijzigingen.",),
        ),
        MinutesItem(
            number=2,
            kind=ItemKind.CASE,
            title="Begeleiding jeugd",
            case_number="CPV-2026-0138",
            paragraphs=("Geen passend alternatief. Looptijd 26 weken.",),
            outcome=OutcomeContent(
                code="toegekend",
                label="toegekend",
                reasons=(ReasonLine(code="TK1", label="expertise"),),
                valid_until=date(2027, 5, 27),
            ),
        ),
        MinutesItem(
            number=3,
            kind=ItemKind.CASE,
            title="Wmo-begeleiding",
            case_number="CPV-2026-0139",
            outcome=OutcomeContent(
                code="afgewezen",
                label="afgewezen",
                reasons=(ReasonLine(code="AF1", label="basishulp kan"),),
                motivation="Basishulp van het Buurtteam is passend en direct beschikbaar.",
                vote=Vote.DISSENT,
                dissent="Zorgexpert 2 acht drie uur per week te weinig.",
                provisional=True,
                missing=("onderwijs", "behandeling van jonge kinderen"),
            ),
        ),
        ADJUSTED,
        MinutesItem(
            number=5,
            kind=ItemKind.CASE,
            title="Zorg binnen onderwijs",
            case_number="CPV-2026-0147",
            outcome=OutcomeContent(
                code="aangehouden",
                label="aangehouden",
                held_until=date(2026, 12, 3),
                contributions=(
                    Contribution(
                        party="School",
                        task="ondersteuning in de klas",
                        hours="2",
                        until=date(2027, 7, 9),
                        law="Passend onderwijs",
                    ),
                ),
            ),
        ),
        MinutesItem(
            number=6,
            kind=ItemKind.CASE,
            title="Begeleiding jeugd",
            case_number="CPV-2026-0151",
            carried_over=True,
        ),
    ),
    earlier_actions=(
        ActionLine(number=9, text="Wachttijden opvragen.", owner="Secretaris", due=MEETING_DAY),
    ),
    audit_head="c0ffee" * 10 + "c0fe",
)


def case_item(number: int, paragraphs: tuple[str, ...] = ADJUSTED.paragraphs) -> MinutesItem:
    """Return a full case item of which only number and text differ."""
    case_number = f"CPV-2026-{number:04}"
    action = replace(ADJUSTED.actions[0], number=number, case_number=case_number)
    return replace(
        ADJUSTED, number=number, case_number=case_number, paragraphs=paragraphs, actions=(action,)
    )


def minutes_of(cases: int) -> MinutesContent:
    """Return minutes with that many full cases."""
    return replace(MINUTES, items=tuple(case_item(number + 1) for number in range(cases)))


def long_agenda(days: int) -> MinutesContent:
    """Return minutes with one action per day, for a table over pages."""
    actions = tuple(
        ActionLine(
            number=day + 1,
            text=f"Stand van zaken nagaan, dag {day + 1}",
            owner="Secretaris",
            due=MEETING_DAY + timedelta(days=day),
        )
        for day in range(days)
    )
    return replace(MINUTES, earlier_actions=actions)
