"""The norm register in use: norms, the way to a stop and out of it, and the cases that follow."""

from datetime import date

import pytest

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.norms import CareForm, Conclusion, Instrument, Norm, NormState, NormUnit
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import AuditEvent
from casustafel.domain.stops import StopKind, StopState, Toeleidingsstop
from casustafel.domain.wording.stop_notices import start_text
from casustafel.services.agenda import meetings
from casustafel.services.case import case_steps, cases
from casustafel.services.register import norm_steps, register, releasing
from workspaces import Table, someone

STOPPED = date(2026, 9, 1)


def provider(table: Table, name: str = "Zorggroep Waal") -> str:
    def make(uow):  # type: ignore[no-untyped-def]
        found = cases.provider_named(uow, name)
        uow.commit()
        return found.id

    return table.do(make)


def room(provider_id: str, **changes: object) -> Norm:
    base: dict[str, object] = {
        "id": new_id(),
        "provider_id": provider_id,
        "care_form": CareForm.BEGELEIDING_JEUGD,
        "instrument": Instrument.BESTEDINGSRUIMTE,
        "unit": NormUnit.CENTS,
        "amount": 120_000_000,
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
    }
    return Norm(**(base | changes))  # type: ignore[arg-type]


def status(table: Table, case: Case) -> tuple[CaseStatus, str | None]:
    now = table.ask(lambda reader: reader.get(Case, case.id))
    return now.status, now.route


def stopped(table: Table, provider_id: str, day: date = STOPPED) -> norm_steps.StopSaved:
    return table.do(
        norm_steps.record_stop,
        provider_id,
        CareForm.BEGELEIDING_JEUGD,
        StopKind.BESTEDINGSRUIMTE,
        day,
    )


def events(table: Table, action: str) -> list[AuditEvent]:
    return table.ask(lambda reader: reader.find(AuditEvent, action=action))


def test_that_a_norm_walks_from_notice_to_stop_and_out_of_it(table: Table) -> None:
    norm = table.do(norm_steps.add_norm, room(provider(table))).norm
    table.do(norm_steps.record_spent, norm.id, 90_000_000, date(2026, 8, 1))
    line = table.ask(register.view).norms[0]
    assert (line.state, line.stop) == (NormState.NOTICE_DUE, None)
    table.do(norm_steps.record_notice, norm.id, date(2026, 8, 3))
    table.do(norm_steps.record_analysis, norm.id, date(2026, 8, 14), Conclusion.OVERRUN_LIKELY)
    line = table.ask(register.view).norms[0]
    assert line.state is NormState.STOP_INDICATED
    assert line.plan_due
    assert line.stop is not None
    assert line.stop.state is StopState.ANALYSIS
    saved = table.do(norm_steps.impose, line.stop.id, STOPPED)
    assert "vanaf 1 september 2026" in saved.notice
    table.do(norm_steps.record_plan, norm.id, date(2026, 9, 20))
    with pytest.raises(RuleError) as refused:
        table.do(norm_steps.lift, line.stop.id, date(2026, 12, 1))
    assert refused.value.code == "stop-move-refused"
    table.do(norm_steps.consider_lifting, line.stop.id, date(2026, 11, 20), date(2027, 2, 1))
    with pytest.raises(RuleError) as early:
        table.do(norm_steps.lift, line.stop.id, date(2026, 12, 1))
    assert early.value.code == "stop-lift-too-early"
    table.do(norm_steps.keep, line.stop.id)
    table.do(norm_steps.consider_lifting, line.stop.id, date(2026, 11, 25), None)
    lifted = table.do(norm_steps.lift, line.stop.id, date(2026, 12, 1))
    assert "opgeheven" in lifted.notice
    after = table.ask(register.view).norms[0]
    assert (after.state, after.stop) == (NormState.ANALYSED, None)


def test_that_ten_requests_that_waited_for_a_lifted_stop_go_in_one_stroke(table: Table) -> None:
    """R5: not what is urgent, nor what came after; one note per contact person, with Uw kenmerk."""
    saved = stopped(table, provider(table))
    about = {"received": date(2026, 11, 2), "sender_reference": "V-77"}
    waits = [
        table.case(day, referrer_name="BJG Noord" if day < 8 else "BJG Zuid", **about)
        for day in range(1, 11)
    ]
    urgent = table.case(11, received=date(2026, 11, 2), urgent=True)
    other = table.case(12, received=date(2026, 11, 2), provider="Rivierzorg")
    with pytest.raises(RuleError, match="stop-not-lifted"):
        table.do(releasing.release, saved.stop.id, [one.id for one in waits])
    table.do(norm_steps.consider_lifting, saved.stop.id, date(2026, 11, 25), None)
    lifted = table.do(norm_steps.lift, saved.stop.id, date(2026, 11, 26)).stop
    numbers = tuple(one.number for one in waits)
    north, south = table.ask(releasing.waiting, saved.stop.id)
    assert (north.who, south.who) == ("BJG Noord", "BJG Zuid")
    assert (*north.numbers, *south.numbers) == numbers
    assert "niet meer te adviseren; u kunt rechtstreeks verwijzen" in south.text
    assert south.text.count("(uw kenmerk V-77)") == 3
    assert table.do(releasing.release, saved.stop.id, south.case_ids).rerouted.not_needed == 3
    (left,) = table.ask(releasing.waiting, saved.stop.id)
    assert left == north, "what nobody took a note of waits"
    assert table.do(releasing.release, saved.stop.id, north.case_ids).rerouted.not_needed == 7
    assert [one.id for one in table.ask(releasing.let_go_by, lifted)] == [one.id for one in waits]
    held = table.ask(lambda reader: reader.get(Case, urgent.id))
    assert (held.status, held.reference_date) == (urgent.status, None)
    assert table.ask(lambda reader: reader.get(Case, other.id)).status is other.status
    assert table.ask(releasing.waiting, saved.stop.id) == []


def test_that_a_reminder_of_a_norm_is_met_with_a_day_or_the_dossier(table: Table) -> None:
    """R14: what was done is kept with its day, and nothing of it blocks."""
    following = room(provider(table), starts_on=date(2027, 7, 1), ends_on=date(2027, 12, 31))
    norm = table.do(norm_steps.add_norm, following).norm

    def reminded() -> list[str]:
        return [one.code for one in table.ask(register.view).norms[0].reminders]

    assert "reminder-announce" in reminded()
    given: dict[str, object] = dict.fromkeys(norm_steps.DOSSIER[:4])
    given |= {"analysis_with": "contractmanager, aanbieder", "height_why": "", "dossier": ""}
    table.do(norm_steps.record_dossier, norm.id, given | {"announced_on": date(2026, 11, 20)})
    assert reminded() == ["reminder-decide", "reminder-plan"]
    with pytest.raises(RuleError, match="norm-dossier-ahead"):
        table.do(norm_steps.record_dossier, norm.id, given | {"views_on": date(2026, 12, 20)})
    table.do(norm_steps.record_dossier, norm.id, given | {"dossier": "D-2026-88"})
    assert reminded() == []


def test_that_the_notice_of_a_stop_orders_nobody_and_says_how_to_ask(table: Table) -> None:
    """R9: a referral of a huisarts stays valid, the full term stands first, and where to ask."""
    form = CareForm.VDB
    said = start_text("De Zonnehof", form, StopKind.INSTROOMTARGET, date(2026, 12, 1))
    assert "neemt vanaf 1 december 2026 geen nieuwe cliënten aan" in said
    assert "voorschoolse dagbehandeling (VDB)" in said
    assert "Uw verwijzing blijft geldig" in said
    assert "aanvraagformulier" in said
    assert "Verwijs vanaf" not in said


def test_that_it_can_be_asked_of_any_day_which_stop_held(table: Table) -> None:
    saved = stopped(table, provider(table))
    table.do(norm_steps.consider_lifting, saved.stop.id, date(2026, 11, 1), None)
    table.do(norm_steps.lift, saved.stop.id, date(2026, 11, 20))

    def names(day: date) -> list[str]:
        lines = table.ask(register.view).stops
        return [line.provider for line in lines if line.stop.holds_on(day)]

    assert names(date(2026, 8, 31)) == []
    assert names(STOPPED) == names(date(2026, 11, 19)) == ["Zorggroep Waal"]
    assert names(date(2026, 11, 20)) == []
    told = table.ask(register.history, saved.stop.id)
    assert [one.field for one in told if one.field == "state"] == ["state"] * 2
    assert told[0].field == "id"


def test_that_a_first_stop_decides_cases_that_could_not_be_judged(table: Table) -> None:
    hit, other = table.case(1), table.case(2, received=date(2026, 8, 1))
    assert status(table, hit) == (CaseStatus.READY, "unknown")
    saved = stopped(table, provider(table))
    assert status(table, hit) == (CaseStatus.READY, "cpv")
    assert status(table, other) == (CaseStatus.NOT_NEEDED, "not_needed")
    assert (len(saved.rerouted), saved.rerouted.not_needed) == (2, 1)


def test_that_a_stop_brings_a_case_that_was_not_needed_back_into_the_queue(table: Table) -> None:
    table.do(norm_steps.add_norm, room(provider(table)))
    complete, bare = table.case(1), table.case(2, answers={})
    assert status(table, complete)[0] is status(table, bare)[0] is CaseStatus.NOT_NEEDED
    saved = stopped(table, provider(table))
    assert status(table, complete) == (CaseStatus.READY, "cpv")
    assert status(table, bare) == (CaseStatus.SUBMITTED, "cpv")
    assert saved.rerouted.to_queue == 2
    told = events(table, "case-rerouted")
    assert {one.details["number"] for one in told} == {complete.number, bare.number}
    assert {one.details["because_id"] for one in told} == {saved.stop.id}
    mended = table.do(norm_steps.correct_days, saved.stop, date(2026, 11, 20), None)
    assert mended.rerouted.not_needed == 2
    back = table.ask(lambda reader: reader.get(Case, complete.id))
    assert back.status is CaseStatus.NOT_NEEDED
    assert back.end_reason is not None
    assert "Geen toeleidingsstop" in back.end_reason


def test_that_a_case_put_aside_by_hand_stays_aside(table: Table) -> None:
    case = table.case(1)
    table.do(case_steps.not_needed, case.id, "Dubbel ingediend")
    stopped(table, provider(table))
    assert status(table, case) == (CaseStatus.NOT_NEEDED, "cpv")


def test_that_an_edit_routes_a_case_anew_that_was_not_needed(table: Table) -> None:
    stopped(table, provider(table))
    early = date(2026, 8, 1)
    complete, bare = table.case(1, received=early), table.case(2, received=early, answers={})
    for case, ends in ((complete, CaseStatus.READY), (bare, CaseStatus.SUBMITTED)):
        assert status(table, case) == (CaseStatus.NOT_NEEDED, "not_needed")
        table.do(cases.edit, case, {"reference_date": date(2026, 10, 1)})
        assert status(table, case) == (ends, "cpv")
        kept = table.ask(lambda reader, key=case.id: reader.get(Case, key))
        assert kept.end_reason is None


def test_that_an_edit_that_makes_the_table_needless_says_so_with_its_reason(table: Table) -> None:
    stopped(table, provider(table))
    case = table.case(1)
    assert status(table, case) == (CaseStatus.READY, "cpv")
    table.do(cases.edit, case, {"reference_date": date(2026, 8, 1)})
    assert status(table, case) == (CaseStatus.NOT_NEEDED, "not_needed")
    kept = table.ask(lambda reader: reader.get(Case, case.id))
    assert "Geen toeleidingsstop" in (kept.end_reason or "")


def test_that_an_edit_leaves_a_case_where_somebody_put_it(table: Table) -> None:
    stopped(table, provider(table))
    needless, aside = table.case(1, received=date(2026, 8, 1)), table.case(2)
    table.do(case_steps.submit, needless.id)
    table.do(case_steps.not_needed, aside.id, "Dubbel ingediend")
    for case in (needless, aside):
        table.do(cases.edit, case, {"remark": "Gebeld"})
    assert status(table, needless) == (CaseStatus.READY, "not_needed")
    assert status(table, aside) == (CaseStatus.NOT_NEEDED, "cpv")


def test_that_a_stop_elsewhere_leaves_a_case_as_it_is(table: Table) -> None:
    table.do(norm_steps.add_norm, room(provider(table)))
    case = table.case(1)
    saved = stopped(table, provider(table, "Rivierzorg"))
    assert len(saved.rerouted) == 0
    assert status(table, case)[0] is CaseStatus.NOT_NEEDED


def test_that_a_listed_case_keeps_its_place_and_is_named(table: Table) -> None:
    stopped(table, provider(table))
    case = table.case(1)
    table.do(meetings.schedule, table.meeting().id, [case.id])
    stop = table.ask(lambda reader: reader.find(Toeleidingsstop))[0]
    saved = table.do(norm_steps.correct_days, stop, date(2026, 11, 20), None)
    assert saved.rerouted.at_the_table == (case.number,)
    assert status(table, case) == (CaseStatus.SCHEDULED, "not_needed")


def test_that_the_label_names_the_stop_that_holds_or_starts_soon(table: Table) -> None:
    case = table.case(1)
    assert table.ask(register.stop_label, case) is None
    saved = stopped(table, provider(table), date(2026, 12, 10))
    soon = table.ask(register.stop_label, case)
    assert soon is not None
    assert (soon.text, soon.holds) == ("toeleidingsstop vanaf 10-12", False)
    table.do(norm_steps.correct_days, saved.stop, STOPPED, None)
    now = table.ask(register.stop_label, case)
    assert now is not None
    assert (now.text, now.holds) == ("toeleidingsstop sinds 01-09", True)
    table.do(norm_steps.consider_lifting, saved.stop.id, date(2026, 11, 1), None)
    table.do(norm_steps.lift, saved.stop.id, date(2026, 11, 24))
    past = table.ask(register.stop_label, case)
    assert past is not None
    assert past.text == "toeleidingsstop opgeheven per 24-11"


def test_that_two_norms_of_a_kind_do_not_overlap(table: Table) -> None:
    own = provider(table)
    norm = table.do(norm_steps.add_norm, room(own)).norm
    with pytest.raises(RuleError) as refused:
        table.do(norm_steps.add_norm, room(own, starts_on=date(2026, 12, 31)))
    assert refused.value.code == "norm-exists"
    with pytest.raises(RuleError):
        table.do(norm_steps.record_spent, norm.id, 1, date(2026, 11, 27))
    table.do(norm_steps.record_spent, norm.id, 5, date(2026, 11, 1))
    with pytest.raises(RuleError) as older:
        table.do(norm_steps.record_spent, norm.id, 4, date(2026, 10, 1))
    assert older.value.code == "norm-spent-older"


def test_that_an_unlikely_overrun_brings_the_line_to_rest(table: Table) -> None:
    norm = table.do(norm_steps.add_norm, room(provider(table))).norm
    table.do(norm_steps.record_notice, norm.id, date(2026, 8, 3))
    with pytest.raises(RuleError):
        table.do(norm_steps.record_analysis, norm.id, date(2026, 8, 2), Conclusion.OVERRUN_UNLIKELY)
    table.do(norm_steps.record_analysis, norm.id, date(2026, 8, 9), Conclusion.OVERRUN_UNLIKELY)
    (line,) = table.ask(register.view).stops
    assert line.stop.state is StopState.NONE
    with pytest.raises(RuleError):
        table.do(norm_steps.impose, line.stop.id, STOPPED)


def test_that_a_notice_can_be_dismissed_and_the_threshold_set(table: Table) -> None:
    norm = table.do(norm_steps.add_norm, room(provider(table), spent=60_000_000)).norm
    assert table.ask(register.needing_attention) == 0
    table.do(norm_steps.set_threshold, 50)
    assert table.ask(register.needing_attention) == 1
    table.do(norm_steps.record_notice, norm.id, date(2026, 8, 3))
    (line,) = table.ask(register.view).stops
    assert table.do(norm_steps.dismiss, line.stop.id).stop.state is StopState.NONE
    assert table.ask(register.needing_attention) == 0


def test_that_a_soft_ceiling_leads_to_no_stop(table: Table) -> None:
    norm = table.do(
        norm_steps.add_norm, room(provider(table), instrument=Instrument.SIGNAALPLAFOND)
    ).norm
    table.do(norm_steps.record_notice, norm.id, date(2026, 8, 3))
    assert table.ask(register.view).stops == ()
    with pytest.raises(RuleError) as refused:
        table.do(norm_steps.record_plan, norm.id, date(2026, 8, 3))
    assert refused.value.code == "norm-needs-no-plan"


def test_that_only_who_manages_the_register_may_change_it(table: Table) -> None:
    own = provider(table)
    member = Actor(someone("p"), "Lid", frozenset({(Role.MEMBER, None)}))
    secretary = Actor(someone("s"), "Secretaris", frozenset({(Role.SECRETARY, "cpv")}))

    def as_person(actor: Actor, use_case, *given):  # type: ignore[no-untyped-def]
        def run(uow):  # type: ignore[no-untyped-def]
            uow.actor = actor
            return use_case(uow, *given)

        return table.do(run)

    with pytest.raises(RightError):
        as_person(member, register.view)
    with pytest.raises(RightError):
        as_person(secretary, norm_steps.add_norm, room(own))
    assert not as_person(secretary, register.view).may_manage
    assert table.ask(lambda reader: reader.find(Norm)) == []


def test_that_a_stop_is_not_recorded_twice(table: Table) -> None:
    own = provider(table)
    stopped(table, own)
    with pytest.raises(RuleError) as refused:
        stopped(table, own, date(2026, 10, 1))
    assert refused.value.code == "stop-exists"
    assert len(table.ask(lambda reader: reader.find(Toeleidingsstop))) == 1
