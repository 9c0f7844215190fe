"""Sheets, packs and the final advice: own cases only, the same bytes, values only (issue 18)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from casustafel.domain.cases import Case
from casustafel.domain.errors import ConflictError, RightError, RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Attendance, Member, Presence, Recusal
from casustafel.domain.outcomes import OutcomeInput
from casustafel.domain.people import Actor, Role
from casustafel.domain.taught import Agreement
from casustafel.services.agenda import meetings
from casustafel.services.definitions import learning
from casustafel.services.insight import council
from casustafel.services.learning import agreements, board, talks
from casustafel.services.learning.talks import TalkLine
from casustafel.services.meeting import outcomes, room
from pdf.pdf_tools import text_of_pages
from services.test_board import next_version
from workspaces import Table

GRANT = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=date(2027, 5, 27))
NO = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp past.")


NETWORK = "Netwerk Jonge Kind"


def a_quarter(table: Table) -> list[Case]:
    """Grant one case of Waal and one of Oost, and refuse another of Waal, by two Buurtteams."""
    made = [
        table.case(1, referrer_name="BJG Noord"),
        table.case(2, provider="Steunpunt Oost", referrer_name="BJG Zuid"),
        table.case(3, referrer_name="BJG Zuid"),
    ]
    meeting = table.meeting()
    items = table.do(meetings.schedule, meeting.id, [case.id for case in made])
    table.do(room.open_meeting, meeting.id)
    for seat in table.ask(lambda reader: reader.find(Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, meeting.id, seat.member_id, Presence.PRESENT)
    for item, given in zip(items, (GRANT, GRANT, NO), strict=True):
        table.weighed(item)
        table.do(room.go_to, item.id)
        table.do(outcomes.record, item.id, given)
    point = "Buurtteams willen eerder meedenken."
    table.do(learning.add, "cpv", "toeleiding", point, case_id=made[2].id)
    return made


def agreed(table: Table, on: date, text: str, owner: str, network: str = NETWORK) -> Agreement:
    made = Agreement(
        id=new_id(), committee="cpv", network=network, agreed_on=on, text=text, owner=owner
    )
    return table.do(agreements.add, "cpv", made)


def named(table: Table, kind: str, name: str = "") -> TalkLine:
    lines: Sequence[TalkLine] = table.ask(talks.listed, "cpv")
    (found,) = [one for one in lines if one.kind == kind and name in one.name]
    return found


def words(table: Table, line: TalkLine) -> str:
    return " ".join(" ".join(text_of_pages(table.ask(talks.pdf, "cpv", line.key))).split())


def test_that_a_provider_gets_its_own_granted_clients_without_reasons(table: Table) -> None:
    """domain.md §9, Insight: «a provider's sheet has its own granted clients only»."""
    made = a_quarter(table)
    said = words(table, named(table, talks.PROVIDER, "Waal"))
    assert "Kwartaalblad Zorggroep Waal" in said
    assert "1 oktober 2026 tot en met 26 november 2026" in said
    assert "toegekend 1 0" in said
    for other in ("Oost", "BJG", "geen uitzondering", "Geen alternatief", "meedenken"):
        assert other not in said
    assert not [case.number for case in made if case.number in said]
    lines = table.ask(talks.listed, "cpv")
    assert {one.name for one in lines if one.kind == talks.PROVIDER} == {
        "Zorggroep Waal",
        "Steunpunt Oost",
    }


def test_that_a_buurtteam_gets_its_own_cases_with_reasons_and_what_was_learnt(table: Table) -> None:
    """The issue: «Quarterly sheet per Buurtteam»; own cases only."""
    a_quarter(table)
    said = words(table, named(table, talks.TEAM, "Zuid"))
    assert "geen uitzondering op de toeleidingsstop 1 0" in said and "afgewezen" not in said
    assert "Geen alternatief beschikbaar 1 0" in said
    assert "meedenken" in said and "Noord" not in said and "Waal" not in said
    assert "meedenken" not in words(table, named(table, talks.TEAM, "Noord"))


def test_that_a_workbook_of_a_sheet_holds_values_only(table: Table, tmp_path: Path) -> None:
    """domain.md §9, Insight: «published workbooks hold values, no hidden sheets»."""
    a_quarter(table)
    target = tmp_path / "blad.xlsx"
    table.do(talks.export, "cpv", named(table, talks.TEAM, "Zuid").key, target)
    book = load_workbook(target)
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"]
    cells = [
        cell.value for row in book.active.iter_rows() for cell in row if cell.value is not None
    ]
    assert not [one for one in cells if isinstance(one, str) and one.startswith("=")]
    rows = [tuple(cell.value for cell in row) for row in book.active.iter_rows()]
    assert ("Uitkomsten", "toegekend", 1, 0) in rows
    assert ("Uren per week", "Gevraagd", 8, 0) in rows
    assert not [one for one in cells if "Noord" in str(one) or "Waal" in str(one)]


def test_that_the_same_paper_gives_the_same_bytes(table: Table, tmp_path: Path) -> None:
    a_quarter(table)
    for line in table.ask(talks.listed, "cpv"):
        made = table.ask(talks.pdf, "cpv", line.key)
        target = tmp_path / f"{line.kind}.pdf"
        table.do(talks.export, "cpv", line.key, target)
        assert target.read_bytes() == made == table.ask(talks.pdf, "cpv", line.key)


def test_that_a_network_gets_last_times_agreements_with_what_was_done(table: Table) -> None:
    """The issue: «with last time's agreements and what was done»."""
    a_quarter(table)
    agreed(table, date(2026, 3, 2), "Oude afspraak.", "ROB")
    first = agreed(table, date(2026, 6, 2), "Samen kijken.", "BJG")
    agreed(table, date(2026, 6, 2), "Groepen openen.", "ROB")
    done = replace(first, done_on=date(2026, 9, 1), done_note="Drie keer samen gekeken.")
    table.do(agreements.change, first, done)
    said = words(table, named(table, talks.NETWORK, NETWORK))
    assert "Afgesproken op 2 juni 2026" in said and "Oude afspraak" not in said
    assert "01-09-2026: Drie keer samen gekeken." in said
    assert "Groepen openen. ROB open" in said
    assert "Toeleiding" in said and "meedenken" in said
    assert "Zorggroep" not in said and "CPV-2026-0" not in said


def test_that_the_final_advice_grows_with_what_is_learnt_and_changed(table: Table) -> None:
    """The issue: «the ZBO eindadvies as a document that grows»."""
    before = words(table, named(table, talks.ADVICE))
    assert "Er zijn nog geen leerpunten, nieuwe kaders of rapportages vastgelegd." in before
    key = next_version(table)
    case = table.case()
    table.do(board.add_reason, key, "De vraag was onduidelijk.", case.number)
    table.do(learning.add, "cpv", "doelen", "Doelen kunnen scherper.")
    after = words(table, named(table, talks.ADVICE))
    for new in ("Wat vraagt het gezin?", "De vraag was onduidelijk.", "Doelen kunnen scherper."):
        assert new in after and new not in before
    assert case.number not in after
    zbo = table.ask(talks.listed, "zbo")
    assert [one.name for one in zbo if one.kind == talks.ADVICE] == ["Samenwerken rondom ZBO"]


def test_that_who_makes_reports_without_reading_cases_makes_sheets_and_others_do_not(
    table: Table,
) -> None:
    a_quarter(table)
    table.workspace.actor = Actor(new_id(), "Adviseur", frozenset({(Role.REPORTER, "cpv")}))
    assert "toegekend 1 0" in words(table, named(table, talks.PROVIDER, "Waal"))
    assert "meedenken" not in words(table, named(table, talks.TEAM, "Zuid"))
    for role in (Role.MEMBER, Role.SUBMITTER, Role.CHAIR, Role.CONTRACT_MANAGER):
        table.workspace.actor = Actor(new_id(), "Iemand", frozenset({(role, "cpv")}))
        with pytest.raises(RightError):
            table.ask(talks.listed, "cpv")


def test_that_a_case_in_which_one_takes_no_part_is_in_no_sheet(table: Table) -> None:
    made = a_quarter(table)
    with table.workspace.writing() as uow:
        seat = uow.find(Member, role_name="Zorgexpert")[0]
        uow.replace(seat, replace(seat, person_id=table.workspace.actor.person_id))
        item = uow.find(room.AgendaItem, case_id=made[1].id)[0]
        uow.add(Recusal(id=new_id(), item_id=item.id, member_id=seat.id, reason="familie"))
        uow.commit()
    lines = table.ask(talks.listed, "cpv")
    assert "Steunpunt Oost" not in {one.name for one in lines}
    with pytest.raises(RuleError, match="sheet-gone"):
        table.ask(talks.pdf, "cpv", "aanbieder:2026 K4:onbekend")


def test_that_an_agreement_is_kept_mended_done_and_taken_away(table: Table) -> None:
    day = table.today
    made = agreed(table, day, " Bellen. ", "BJG", " Netwerk ")
    assert (made.text, made.network) == ("Bellen.", "Netwerk")
    after = table.do(agreements.change, made, replace(made, text="Eerder bellen.", due_on=day))
    gone = table.do(agreements.change, after, replace(after, done_on=day, done_note="Gebeld."))
    assert table.ask(lambda reader: reader.find(Agreement)) == [gone]
    for on, text, network, code in (
        (day, "Bellen.", "", "agreement-incomplete"),
        (date(2027, 1, 1), "Bellen.", "Netwerk", "agreement-ahead"),
        (day, "Bel 999900006 eens.", "Netwerk", "agreement-names"),
    ):
        with pytest.raises(RuleError, match=code):
            agreed(table, on, text, "BJG", network)
    with pytest.raises(RuleError, match="agreement-not-done"):
        table.do(agreements.change, gone, replace(gone, done_note=" "))
    with pytest.raises(ConflictError):
        table.do(agreements.change, made, replace(made, text="Anders."))
    table.do(agreements.delete, gone.id)
    assert table.ask(agreements.listed, "cpv").agreements == ()


def test_that_numbers_in_a_pack_are_those_that_the_council_has(table: Table) -> None:
    """domain.md §9, Insight: what leaves is suppressed; a pack adds nothing to the reports."""
    for day in range(1, 13):
        table.case(day, received=date(2026, 5, day))
    before = words(table, named(table, talks.NETWORK))
    assert "Cijfers" not in before, "nothing was reported yet"
    table.do(council.make, "cpv", date(2026, 1, 1), date(2026, 6, 30))
    said = words(table, named(table, talks.NETWORK))
    (section,) = table.ask(council.reports, "cpv")
    assert section.count("requests") == 12
    assert "Cijfer 2026, 1e half jaar Aanvragen 12" in said
    assert "Wmo" not in said, "a line that is hidden in every report is left out"
    for day in range(13, 20):
        table.case(day, received=date(2026, 5, day))
    assert words(table, named(table, talks.NETWORK)) == said, "a report does not change"
