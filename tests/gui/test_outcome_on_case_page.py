"""The outcome on the page of a case: what it rests on, written answers, dealing with it anew."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from accessibility import faults
from PySide6.QtWidgets import QComboBox, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from real_pages import Opened, child, form_of, opened

from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import AgendaItem, Attendance, Meeting, Member, Presence
from casustafel.domain.outcomes import Outcome, OutcomeInput
from casustafel.domain.people import Actor, Role
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.pages.case.page import CaseView
from casustafel.gui.pages.feedback.page import FeedbackPage
from casustafel.gui.pages.queue.page import QueuePage
from casustafel.gui.pages.today.page import TodayPage
from casustafel.gui.settings import Settings
from casustafel.services.agenda import meetings
from casustafel.services.case import case_form, case_steps
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from workspaces import Table

GRANTED = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))


def provisional(table: Table, count: int = 1) -> list[AgendaItem]:
    """Hold a meeting without its chair and care expert; its outcomes are onder voorbehoud."""
    meeting, items = table.opened(count)
    seats = table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id))
    members = {one.id: one for one in table.ask(lambda reader: reader.find(Member))}
    for seat in seats:
        if members[seat.member_id].discipline in ("voorzitter", "zorgexpert"):
            table.do(room.set_presence, meeting.id, seat.member_id, Presence.ABSENT)
    for item in items:
        table.do(outcomes.record, item.id, replace(GRANTED, provisional=True))
    table.do(room.close_meeting, meeting.id)
    return items


def adopted(table: Table) -> tuple[Meeting, AgendaItem]:
    """A case that was granted in a meeting whose minutes were adopted."""
    meeting, items = table.opened(1)
    table.do(outcomes.record, items[0].id, GRANTED)
    table.do(room.close_meeting, meeting.id)
    table.do(minutes.put_up, meeting.id)
    table.do(minutes.adopt, meeting.id)
    return meeting, items[0]


def stored(table: Table, item: AgendaItem) -> Case:
    return table.ask(lambda reader: reader.get(Case, item.case_id))


def kept(table: Table, item: AgendaItem) -> Outcome:
    found = table.ask(lambda reader: reader.first(Outcome, item_id=item.id, current=True))
    assert found is not None
    return found


def case_page(window: Opened, item: AgendaItem) -> CaseView:
    page = window.open("case", item.case_id or "")
    assert isinstance(page, CaseView)
    return page


def words(page: CaseView) -> str:
    return " | ".join(each.text() for each in page.side.findChildren(QLabel))


def fill(dialog: Form, *, by: str, agrees: str, text: str) -> None:
    for key, value in (("by", by), ("agrees", agrees)):
        box = dialog.fields[key].control
        assert isinstance(box, QComboBox)
        box.setCurrentIndex(box.findData(value))
    field = dialog.fields["text"].control
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText(text)


def test_that_a_written_answer_is_recorded_on_the_page_of_the_case(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    """T6: what is onder voorbehoud has a place where it becomes final."""
    (item,) = provisional(table)
    with opened(table, settings, qtbot) as window:
        page = case_page(window, item)
        missing = kept(table, item).missing
        assert len(missing) == 2
        assert f"Ontbreekt | {', '.join(missing)} | Antwoord | tot en met 03-12-2026" in words(page)
        assert "Schriftelijk antwoord vastleggen" in [one.text for one in page.commands()]

        for who, more in zip(missing, (True, False), strict=True):
            ask = child(page, QPushButton, "Schriftelijk antwoord vastleggen…")
            window.settle(ask.click)
            dialog = form_of(page)
            assert faults(dialog) == []
            fill(dialog, by=who, agrees="yes", text="Past bij wat ik zag.")
            window.settle(dialog.confirm)
            waits = "wacht nog" if more else "nu definitief"
            assert waits in page.banner.text
            assert f"{who} | 26-11-2026 akkoord: Past bij wat ik zag." in words(page)

        assert stored(table, item).status is CaseStatus.DECIDED
        assert not kept(table, item).provisional
        assert "tot en met" not in words(page)
        assert page.commands() == []
        assert faults(page) == []


def test_that_nobody_agrees_by_a_value_that_was_not_chosen(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    (item,) = provisional(table)
    with opened(table, settings, qtbot) as window:
        page = case_page(window, item)
        window.settle(child(page, QPushButton, "Schriftelijk antwoord vastleggen…").click)
        dialog = form_of(page)
        fill(dialog, by=kept(table, item).missing[0], agrees="", text="Akkoord")
        window.settle(dialog.confirm)
        assert "nog leeg" in dialog.fields["agrees"].error
        fill(dialog, by=kept(table, item).missing[0], agrees="yes", text="Akkoord")
        dialog.fields["on"].line.setText("27-11-2026")
        window.settle(dialog.confirm)
        assert "27-11-2026" in dialog.fields["on"].error
        assert kept(table, item).confirmations == ()
        dialog.reject()


def test_that_who_does_not_agree_sends_the_case_back_and_everybody_reads_why(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    (item,) = provisional(table)
    with opened(table, settings, qtbot) as window:
        queue = window.open("queue", "provisional")
        assert isinstance(queue, QueuePage)
        qtbot.waitUntil(queue.detail.answer.isVisible)
        assert "Schriftelijk antwoord vastleggen" in [one.text for one in queue.commands()]
        window.settle(queue.detail.answer.click)
        dialog = form_of(queue)
        who = kept(table, item).missing[0]
        fill(dialog, by=who, agrees="no", text="Rivierzorg kan dit ook.")
        window.settle(dialog.confirm)
        assert "weer klaar voor agenda" in queue.banner.text
        assert stored(table, item).status is CaseStatus.READY

        why = f"{who} ging op 26-11-2026 niet akkoord met de uitkomst onder voorbehoud: Rivierzorg"
        window.settle(lambda: queue.chips.choose("ready"))
        shown = " | ".join(each.text() for each in queue.detail.findChildren(QLabel))
        assert why in shown
        assert not queue.detail.answer.isVisible()
        assert "Schriftelijk antwoord vastleggen" not in [one.text for one in queue.commands()]
        page = case_page(window, item)
        assert f"Opnieuw naar de commissie | {why}" in words(page)


def test_that_a_term_that_passed_brings_the_case_back_and_says_so(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    """T6: silence makes nothing final."""
    (item,) = provisional(table)
    table.clock.forward(days=8)
    with opened(table, settings, qtbot) as window:
        page = window.open("today")
        window.settle()
        assert page.banner.text == "1 casus is terug en klaar voor de agenda."
        assert stored(table, item).status is CaseStatus.READY
        missing = ", ".join(kept(table, item).missing)
        page = case_page(window, item)
        assert f"Geen schriftelijk antwoord binnen de termijn van: {missing}." in words(page)


@pytest.mark.parametrize("count", [1, 2])
def test_that_today_says_until_when_an_answer_may_come_and_leads_to_it(
    table: Table, settings: Settings, qtbot: QtBot, count: int
) -> None:
    items = provisional(table, count)
    table.clock.forward(days=5)
    with opened(table, settings, qtbot) as window:
        page = window.open("today")
        assert isinstance(page, TodayPage)
        found = [each for each in page.cards[0].rows if "voorbehoud" in each.words.title]
        assert len(found) == 1
        assert found[0].words.note.startswith("antwoord kan t/m 03-12-2026")
        assert found[0].words.pill == "over 2 dagen"
        window.settle(found[0].click)
        if count == 1:
            assert window.window.shown == "case"
            assert items[0].title in window.window.page.title_label.text()
        else:
            assert window.window.shown == "queue"
            assert window.window.page.model.total == 2
            assert window.window.page.detail.answer.isVisible()


def test_that_who_does_not_record_outcomes_cannot_answer_for_others(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    (item,) = provisional(table)
    member = Actor("p2", "Lid", frozenset({(Role.MEMBER, "cpv")}))
    reading = Table(replace(table.workspace, actor=member), table.clock, table.path)
    with opened(reading, settings, qtbot) as window:
        queue = window.open("queue", "provisional")
        assert isinstance(queue, QueuePage)
        assert not queue.detail.answer.isVisible()
        page = case_page(window, item)
        assert "Onder voorbehoud" in words(page)
        assert page.commands() == []


def test_that_a_case_is_dealt_with_anew_and_both_outcomes_stay(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    _, item = adopted(table)
    with opened(table, settings, qtbot) as window:
        page = case_page(window, item)
        assert page.anew.isVisible()
        page.anew.click()
        (dialog,) = page.findChildren(Form)
        field = dialog.fields["reason"].control
        assert isinstance(field, QPlainTextEdit)
        field.setPlainText("Nieuw onderzoek")
        window.settle(dialog.confirm)
        assert "klaar voor agenda" in window.told
        assert stored(table, item).status is CaseStatus.READY
        assert not page.anew.isVisible()
        assert "Opnieuw te behandelen sinds 26-11-2026: Nieuw onderzoek" in words(page)

        table.clock.forward(days=7)
        later = table.meeting(date(2026, 12, 3))
        (second,) = table.do(meetings.schedule, later.id, [item.case_id])
        table.do(room.open_meeting, later.id)
        for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=later.id)):
            table.do(room.set_presence, later.id, one.member_id, Presence.PRESENT)
        refused = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Kan elders.")
        table.do(outcomes.record, second.id, refused)
        page.mark_stale()
        window.settle()
        shown = words(page)
        assert "03-12-2026 | afgewezen" in shown
        assert "26-11-2026 | toegekend" in shown
        assert "Opnieuw behandeld | op 26-11-2026: Nieuw onderzoek" in shown
        assert shown.index("afgewezen") < shown.index("toegekend")
        assert not page.anew.isVisible()  # before these minutes are adopted
        assert faults(page) == []


def test_that_what_was_dealt_anew_leaves_the_list_of_what_is_to_be_told(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    _, item = adopted(table)
    with opened(table, settings, qtbot) as window:
        page = window.open("feedback", "report")
        assert isinstance(page, FeedbackPage)
        assert page.model.rowCount() == 1
        anew = next(one for one in page.commands() if one.text.startswith("Opnieuw behandelen"))
        window.settle(anew.run)
        (dialog,) = page.findChildren(Form)
        field = dialog.fields["reason"].control
        assert isinstance(field, QPlainTextEdit)
        field.setPlainText("Nieuw onderzoek")
        window.settle(dialog.confirm)
        assert page.model.rowCount() == 0
        assert stored(table, item).status is CaseStatus.READY

        table.clock.forward(days=7)
        later = table.meeting(date(2026, 12, 3))
        (second,) = table.do(meetings.schedule, later.id, [item.case_id])
        table.do(room.open_meeting, later.id)
        for one in table.ask(lambda reader: reader.find(Attendance, meeting_id=later.id)):
            table.do(room.set_presence, later.id, one.member_id, Presence.PRESENT)
        table.weighed(second)
        table.do(outcomes.record, second.id, GRANTED)
        page.mark_stale()
        window.settle()
        # Decided again, and the minutes with that outcome wait: the earlier is not to be told.
        assert page.model.rowCount() == 0


def test_that_an_outcome_shows_what_was_asked_when_it_was_said(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    """T3: what was said rests on what was asked then, whatever is mended later."""
    _, item = adopted(table)
    why = "Verkeerd overgenomen"
    table.do(case_form.edit_field, stored(table, item), "hours_per_week", Decimal(6), reason=why)
    table.do(case_form.set_provider, stored(table, item), "Rivierzorg", reason=why)
    with opened(table, settings, qtbot) as window:
        page = case_page(window, item)
        assert (
            "Gevraagd | Begeleiding jeugd · 4 uur per week · tot 01-06-2027, Zorggroep Waal"
            in words(page)
        )


def test_that_what_the_upgrade_filled_in_is_marked(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    _, item = adopted(table)
    before = kept(table, item)
    marked = replace(before, asked={**before.asked, "filled_at_upgrade": True})
    with table.workspace.writing() as uow:
        uow.replace(before, marked)
        uow.commit()
    with opened(table, settings, qtbot) as window:
        assert "Zorggroep Waal (bij de upgrade aangevuld)" in words(case_page(window, item))


def test_that_a_corrected_outcome_shows_its_versions(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    meeting, items = table.opened(1)
    table.do(outcomes.record, items[0].id, GRANTED)
    later = replace(GRANTED, valid_until=date(2027, 3, 2))
    table.do(outcomes.correct, items[0].id, later, "Datum verkeerd genoteerd")
    with opened(table, settings, qtbot) as window:
        page = case_page(window, items[0])
        assert "Versie | 2e, gecorrigeerd: Datum verkeerd genoteerd" in words(page)
        assert "1e versie: toegekend" in words(page)
        assert "Geldig t/m | 02-03-2027" in words(page)
        assert meeting.held_on == date(2026, 11, 26)


def test_that_a_case_that_was_held_over_says_nothing_of_an_answer(
    table: Table, settings: Settings, qtbot: QtBot
) -> None:
    meeting, items = table.opened(1)
    table.do(outcomes.record, items[0].id, OutcomeInput(choice="aangehouden"))
    table.do(room.close_meeting, meeting.id)
    table.clock.forward(days=36)
    table.do(case_steps.bring_back_due)
    with opened(table, settings, qtbot) as window:
        page = case_page(window, items[0])
        assert "Opnieuw naar de commissie" not in words(page)
        assert page.commands() == []
