"""The four instruments, the lines of the register and their states."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from casustafel.domain.errors import RuleError
from casustafel.domain.norms import (
    CareForm,
    Conclusion,
    Instrument,
    Law,
    Norm,
    NormState,
    NormUnit,
    Reminder,
    norm_state,
    notice_due,
    notice_reminders,
    plan_due,
    preparation_reminders,
    threshold_reached,
)
from casustafel.domain.wording import word, word_error

BUDGET = Norm(
    id="norm-1",
    provider_id="provider-1",
    care_form=CareForm.BEGELEIDING_JEUGD,
    instrument=Instrument.BESTEDINGSRUIMTE,
    unit=NormUnit.CENTS,
    amount=100_000_00,
    spent=0,
    starts_on=date(2026, 1, 1),
    ends_on=date(2026, 12, 31),
)
INTAKE = replace(
    BUDGET,
    care_form=CareForm.VDB,
    instrument=Instrument.INSTROOMTARGET,
    unit=NormUnit.CHILDREN,
    amount=12,
)
NOTIFIED = replace(BUDGET, spent=71_000_00, notice_on=date(2026, 8, 3))
LIKELY = replace(NOTIFIED, analysis_on=date(2026, 8, 14), conclusion=Conclusion.OVERRUN_LIKELY)


def test_that_only_bestedingsruimte_and_instroomtarget_may_lead_to_a_stop() -> None:
    assert {one for one in Instrument if one.may_lead_to_stop} == {
        Instrument.BESTEDINGSRUIMTE,
        Instrument.INSTROOMTARGET,
    }


def test_that_only_a_bestedingsruimte_needs_a_plan_van_aanpak() -> None:
    assert [one for one in Instrument if one.needs_plan] == [Instrument.BESTEDINGSRUIMTE]


def test_that_an_instroomtarget_counts_children_and_not_euros() -> None:
    assert Instrument.INSTROOMTARGET.units == {NormUnit.CHILDREN}
    with pytest.raises(RuleError) as refused:
        replace(INTAKE, unit=NormUnit.CENTS)
    assert refused.value.code == "norm-unit-wrong"


def test_that_only_wmo_begeleiding_falls_under_the_wmo() -> None:
    assert [form for form in CareForm if form.law is Law.WMO] == [CareForm.WMO_BEGELEIDING]
    assert [form for form in CareForm if form.law is None] == [CareForm.OVERIG]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"amount": 0}, "norm-amount-not-positive"),
        ({"amount": -1}, "norm-amount-not-positive"),
        ({"spent": -1}, "norm-spent-negative"),
        ({"ends_on": date(2025, 12, 31)}, "norm-period-reversed"),
        ({"analysis_on": date(2026, 8, 14)}, "norm-analysis-half"),
        ({"conclusion": Conclusion.OVERRUN_LIKELY}, "norm-analysis-half"),
    ],
)
def test_that_parts_that_do_not_agree_are_refused_in_words(
    change: dict[str, object], code: str
) -> None:
    with pytest.raises(RuleError) as refused:
        replace(BUDGET, **change)  # type: ignore[arg-type]
    assert refused.value.code == code
    for language in ("nl", "en"):
        message = word_error(refused.value, language)
        assert message.what
        assert message.do


def test_that_the_first_and_the_last_day_of_the_period_count() -> None:
    assert BUDGET.holds_on(date(2026, 1, 1))
    assert BUDGET.holds_on(date(2026, 12, 31))
    assert not BUDGET.holds_on(date(2025, 12, 31))
    assert not BUDGET.holds_on(date(2027, 1, 1))


def test_that_the_percentage_has_one_decimal_and_rounds_half_up() -> None:
    assert replace(BUDGET, spent=69_950_00).percentage == Decimal("70.0")
    assert replace(BUDGET, spent=69_949_99).percentage == Decimal("69.9")
    assert replace(INTAKE, spent=13).percentage == Decimal("108.3")
    assert replace(BUDGET, spent=None).percentage is None


@pytest.mark.parametrize(
    ("spent", "due"), [(69_999_99, False), (70_000_00, True), (70_000_01, True), (None, False)]
)
def test_that_the_notice_is_due_at_exactly_seventy_per_cent(spent: int | None, due: bool) -> None:
    assert notice_due(replace(BUDGET, spent=spent)) is due


def test_that_the_threshold_is_judged_on_the_unrounded_share() -> None:
    norm = replace(BUDGET, spent=69_960_00)
    assert norm.percentage == Decimal("70.0")
    assert not threshold_reached(norm)


def test_that_the_threshold_is_a_setting() -> None:
    norm = replace(INTAKE, spent=9)
    assert notice_due(norm, Decimal("75"))
    assert not notice_due(norm, Decimal("75.1"))


def test_that_a_notice_that_was_given_is_no_longer_due() -> None:
    assert not notice_due(NOTIFIED)
    assert threshold_reached(NOTIFIED)


def test_that_hours_and_weeks_are_not_used_up_and_need_no_notice() -> None:
    weeks = replace(
        BUDGET,
        care_form=CareForm.VDB,
        instrument=Instrument.INTENSITEIT_DUUR,
        unit=NormUnit.WEEKS,
        amount=47,
        spent=46,
    )
    assert not notice_due(weeks)
    assert norm_state(weeks) is NormState.WITHIN
    assert norm_state(replace(weeks, spent=48)) is NormState.EXCEEDED


@pytest.mark.parametrize(
    ("norm", "state"),
    [
        (BUDGET, NormState.WITHIN),
        (replace(BUDGET, spent=70_000_00), NormState.NOTICE_DUE),
        (NOTIFIED, NormState.NOTIFIED),
        (replace(LIKELY, conclusion=Conclusion.OVERRUN_UNLIKELY), NormState.ANALYSED),
        (LIKELY, NormState.STOP_INDICATED),
        (replace(BUDGET, spent=100_000_00), NormState.NOTICE_DUE),
        (replace(BUDGET, spent=100_000_01), NormState.EXCEEDED),
        (replace(LIKELY, spent=100_000_01), NormState.STOP_INDICATED),
    ],
)
def test_that_a_line_shows_its_most_pressing_state(norm: Norm, state: NormState) -> None:
    assert norm_state(norm) is state


def test_that_a_likely_overrun_of_a_signaalplafond_indicates_no_stop() -> None:
    soft = replace(LIKELY, instrument=Instrument.SIGNAALPLAFOND)
    assert norm_state(soft) is NormState.ANALYSED


def test_that_the_plan_van_aanpak_is_due_until_it_is_received() -> None:
    assert plan_due(LIKELY)
    assert not plan_due(replace(LIKELY, plan_on=date(2026, 9, 1)))
    assert not plan_due(replace(LIKELY, conclusion=Conclusion.OVERRUN_UNLIKELY))
    assert not plan_due(NOTIFIED)


def test_that_a_norm_is_announced_six_decided_three_and_planned_two_months_before() -> None:
    assert preparation_reminders(replace(BUDGET, starts_on=date(2026, 8, 31))) == (
        Reminder("reminder-announce", date(2026, 2, 28)),
        Reminder("reminder-decide", date(2026, 5, 31)),
        Reminder("reminder-plan", date(2026, 6, 30)),
    )


def test_that_a_notice_is_followed_within_two_weeks_and_again_two_weeks() -> None:
    assert notice_reminders(BUDGET) == ()
    assert notice_reminders(NOTIFIED) == (Reminder("reminder-consult", date(2026, 8, 17)),)
    assert notice_reminders(LIKELY) == (Reminder("reminder-conclude", date(2026, 8, 28)),)
    assert notice_reminders(LIKELY, decided=True) == ()


def test_that_reminders_are_worded_with_their_day() -> None:
    reminders = (
        *preparation_reminders(BUDGET),
        *notice_reminders(NOTIFIED),
        *notice_reminders(LIKELY),
    )
    for reminder in reminders:
        day = f"{reminder.due:%d-%m-%Y}"
        assert day in word(reminder.code, {"due": reminder.due}, "nl").what
        assert reminder.due.isoformat() in word(reminder.code, {"due": reminder.due}, "en").what
