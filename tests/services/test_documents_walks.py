"""The week of the chair of the ZBO-commissie and that of a huisarts, told by their papers (2.8)."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from casustafel.domain.consent import Giver
from casustafel.domain.errors import RuleError
from casustafel.domain.house_style import HouseStyle
from casustafel.domain.meetings import Meeting, Presence
from casustafel.domain.outcomes import OutcomeInput
from casustafel.services.agenda import meetings
from casustafel.services.case import case_steps, consents
from casustafel.services.case.consents import ConsentInput
from casustafel.services.documents import documents, house
from casustafel.services.documents.lines import PaperLine
from casustafel.services.following import after_no
from casustafel.services.following.after_no import LandingInput
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from casustafel.services.use_case import unseen
from other_tables import CONTRIBUTIONS, seat, zbo_case, zbo_opened
from pdf.pdf_tools import text_of_pages
from workspaces import Table

PHONE = "024 111 22 33"


def papers(table: Table, meeting: Meeting) -> list[PaperLine]:
    return list(table.ask(documents.listed, meeting.id).lines)


def read(table: Table, meeting: Meeting, line: PaperLine) -> str:
    return " ".join(text_of_pages(table.ask(documents.pdf, meeting.id, line.key)))


def of_kind(table: Table, meeting: Meeting, kind: str) -> list[str]:
    """Return the texts of the papers of a kind."""
    found = [line for line in papers(table, meeting) if line.key.startswith(f"{kind}:")]
    return [read(table, meeting, line) for line in found]


def test_the_week_of_the_external_chair_of_the_zbo_commissie(table: Table) -> None:
    """A pack of own cases, guests for one item, and a school that hears no more than it may."""
    table.do(house.save_style, HouseStyle(phone=PHONE))
    seats = seat(table, "zbo")
    one, two = (zbo_case(table, day) for day in (1, 2))
    at = {"starts": time(13), "ends": time(15), "place": "kamer 1.02"}
    meeting = table.do(meetings.plan, "zbo", held_on=table.today, **at)
    items = table.do(meetings.schedule, meeting.id, [one.id, two.id])
    first = next(item for item in items if item.case_id == one.id)
    teacher = (first.id, "Leerkracht", "Basisschool De Proef", "lk@example.org")
    with pytest.raises(RuleError, match="consent-missing"):
        table.do(meetings.invite, *teacher)
    table.do(room.recuse, first.id, seats["voorzitter"].id, "Kent het gezin.")

    key = f"ledenstuk:{seats['voorzitter'].id}"
    pack = " ".join(text_of_pages(table.ask(documents.pdf, meeting.id, key)))
    assert two.number in pack
    assert one.number not in pack
    assert "Schoolkind" not in pack
    stroomland = f"ledenstuk:{seats['stroomland'].id}"
    withheld = " ".join(text_of_pages(table.ask(documents.pdf, meeting.id, stroomland)))
    assert "toestemming ontbreekt" in withheld
    assert "Hulp bij overgangen" not in withheld, "Stroomland hears of a case with consent only"
    court = ConsentInput(recipient="Stroomland", giver=Giver.COURT, given_on=table.today)
    asked = [table.do(consents.give, case.id, court) for case in (one, two)]
    shared = " ".join(text_of_pages(table.ask(documents.pdf, meeting.id, stroomland)))
    assert "Hulp bij overgangen" in shared
    assert "toestemming ontbreekt" not in shared
    assert "Gezinsgesprek" not in shared, "who is of education does not read what is done at home"
    parents = [
        table.do(
            consents.give,
            one.id,
            ConsentInput(recipient="Leerkracht", giver=giver, given_on=table.today),
        )
        for giver in (Giver.PARENT, Giver.OTHER_PARENT)
    ]
    table.do(meetings.invite, *teacher)
    (invitation,) = of_kind(table, meeting, "uitnodiging")
    assert one.number in invitation
    assert two.number not in invitation

    table.do(room.take_back_recusal, first.id, seats["voorzitter"].id)
    table.do(room.open_meeting, meeting.id)
    for code in ("voorzitter", "zbo_coordinator", "gemeente", "stroomland"):
        table.do(room.set_presence, unseen(meeting.id), seats[code].id, Presence.PRESENT)
    table.weighed(first)
    school_part = replace(CONTRIBUTIONS[0], party="School", task="Vaste werkplek")
    given = OutcomeInput(
        choice="toegekend",
        reasons=("ZT1",),
        motivation="Zo lukt het in de klas.",
        valid_until=date(2027, 7, 1),
        contributions=(*CONTRIBUTIONS, school_part),
    )
    table.do(outcomes.record, first.id, given)
    second = next(item for item in items if item.case_id == two.id)
    table.do(outcomes.close_meeting, meeting.id, {second.id: None})

    for given_before in (*parents, *asked):
        table.do(consents.withdraw, unseen(given_before.id), table.today)
    (letter,) = of_kind(table, meeting, "brief_school")
    assert "6 uur per week" in letter
    assert "zonder toestemming" in letter
    assert not [word for word in ("Vaste werkplek", "Zo lukt het", "Zorggroep") if word in letter]
    for giver in (Giver.PARENT, Giver.OTHER_PARENT):
        consent = ConsentInput(recipient="School", giver=giver, given_on=table.today)
        table.do(consents.give, one.id, consent)
    (letter,) = of_kind(table, meeting, "brief_school")
    assert "Vaste werkplek" in letter
    assert "Zorggroep" not in letter
    assert "Vaste werkplek" not in of_kind(table, meeting, "brief_stroomland")[0]

    (said,) = of_kind(table, meeting, "notulen")
    assert "Leerkracht" in said
    assert not [name for name in ("De Proef", "Zorggroep Waal") if name in said], "§9, Paper"
    (extract,) = [line for line in papers(table, meeting) if line.key == f"uittreksel:{one.id}"]
    assert "Basisschool De Proef" in read(table, meeting, extract)
    table.do(minutes.write_text, unseen(first.id), "De Proef, dat is Basisschool De Proef.")
    points = table.ask(minutes.open_points, meeting.id)
    (named,) = [point.title for point in points if point.code == "minutes-personal"]
    assert named == f"{one.number} (Basisschool De Proef)"


def test_that_help_by_the_school_alone_does_not_say_the_hours_that_were_asked(table: Table) -> None:
    """§9 Consent: its own part, and not the help that does not come."""
    table.do(house.save_style, HouseStyle(phone=PHONE))
    meeting, (item,) = zbo_opened(table)
    own = replace(CONTRIBUTIONS[0], party="School", task="Vaste werkplek", hours="2")
    given = OutcomeInput(
        choice="onderwijs", reasons=("ZO1",), motivation="De school kan dit.", contributions=(own,)
    )
    table.do(outcomes.record, item.id, given)
    table.do(room.close_meeting, meeting.id)
    for giver in (Giver.PARENT, Giver.OTHER_PARENT):
        consent = ConsentInput(recipient="School", giver=giver, given_on=table.today)
        table.do(consents.give, str(item.case_id), consent)
    (letter,) = of_kind(table, meeting, "brief_school")
    assert "Vaste werkplek" in letter
    assert "6 uur" not in letter


def test_the_week_of_a_huisarts_whose_patient_meets_a_stop(table: Table) -> None:
    """The provider completes it, the referral stays valid, and one page says who calls and when."""
    table.do(house.save_style, HouseStyle(phone=PHONE))
    case = table.case(1, referrer_type="huisarts", referrer_name="Praktijk De Proef")
    lacking = table.case(2, answers={}, referrer_type="huisarts", referrer_name="Praktijk De Proef")
    table.do(case_steps.ask_completions, [lacking.id])
    meeting = table.meeting()
    items = table.do(meetings.schedule, meeting.id, [case.id, table.case(3).id])
    (request,) = of_kind(table, meeting, "aanvulling_aanbieder")
    assert "Een arts verwees naar u" in request
    assert "zoals die er ligt" in request
    assert not of_kind(table, meeting, "aanvulling_verwijzer")

    table.do(room.open_meeting, meeting.id)
    for one in table.ask(lambda reader: reader.find(room.Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, unseen(meeting.id), one.member_id, Presence.PRESENT)
    about, other = sorted(items, key=lambda item: item.case_id != case.id)
    table.weighed(about)
    refused = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp past.")
    table.do(outcomes.record, about.id, refused)
    table.do(outcomes.close_meeting, meeting.id, {other.id: None})
    elsewhere = LandingInput(
        help="Basishulp",
        place="Buurtteam Noord",
        calls="Gezinswerker",
        phone="024 999 88 77",
        call_before=table.today + timedelta(days=5),
    )
    table.do(after_no.record, unseen(case.id), elsewhere)
    (letter,) = of_kind(table, meeting, "brief_huisarts")
    for words in ("De verwijzing blijft geldig", "Basishulp", "Buurtteam Noord", "belt uw patiënt"):
        assert words in letter
    for words in ("4 uur", "Basishulp past.", "Voorbeeld1", "fgewezen"):
        assert words not in letter
    assert "pagina 1 van 1" in letter
