"""The papers of a meeting: a letter for each recipient, with what it must not hold (2.8, R3)."""

import errno
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from email import message_from_bytes
from email.policy import default
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from lxml import etree

from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import FileError, RuleError
from casustafel.domain.house_style import HouseStyle
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, Meeting, Member, Recusal
from casustafel.domain.norms import CareForm
from casustafel.domain.outcomes import Adjustment, AdjustmentKind, OutcomeInput
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import AuditEvent
from casustafel.domain.retention import proposed
from casustafel.domain.stops import StopKind
from casustafel.domain.wording import word_error
from casustafel.services.agenda import meetings
from casustafel.services.case import cases
from casustafel.services.documents import documents, house
from casustafel.services.documents.lines import PaperLine
from casustafel.services.following import actions, after_no, feedback
from casustafel.services.following.after_no import LandingInput
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from casustafel.services.people import members
from casustafel.services.register import norm_steps, providers
from casustafel.services.upkeep import retention
from casustafel.services.use_case import unseen
from casustafel.storage import faults
from casustafel.storage.faults import Asked
from pdf.pdf_tools import text_of_pages
from servers import KEPT_AWAY
from workspaces import CPV_ANSWERS, Table

PHONE = "024 111 22 33"
SURNAME, BSN, BORN, PLACE = "Geheimnaam", "999900006", "03-01-2014", "6511AB"
PROVIDER, VOLUME, WHY = "Zorggroep Waal", "4 uur per week", "Omdat Tafelwoord"
HELP, HELPER = "Basishulp", "Buurtteam Noord"
SCHEMA = Path(
    os.environ.get("MDTO_SCHEMA")
    or Path(__file__).parents[3] / "shared" / "mdto" / "MDTO-XML1.0.1.xsd"
)

GRANTED = OutcomeInput(
    choice="toegekend", reasons=("TK4",), motivation=WHY, valid_until=date(2027, 5, 27)
)
ADJUSTED = OutcomeInput(
    choice="toegekend_met_aanpassing",
    reasons=("TK4",),
    motivation=WHY,
    valid_until=date(2027, 5, 27),
    adjustments=(
        Adjustment(kind=AdjustmentKind.INTENSITY, asked=VOLUME, advised="3 uur per week"),
    ),
)
NO = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation=WHY)


def settled(table: Table) -> None:
    """Choose a house style with a number, and let a stop hold at the provider."""
    table.do(house.save_style, HouseStyle(phone=PHONE))
    provider = table.do(providers.add, PROVIDER, "01234567")
    what = (provider.id, CareForm.BEGELEIDING_JEUGD, StopKind.BESTEDINGSRUIMTE)
    table.do(norm_steps.record_stop, *what, date(2026, 7, 1))


def brought(table: Table, referrer: str, **fields: object) -> Case:
    """Make a case of which every word of the person is known."""
    client = Client(
        id=new_id(),
        surname=SURNAME,
        given_names="Mila",
        initials="M.",
        bsn=BSN,
        birth_date=date(2014, 1, 3),
        postcode=PLACE,
        house_number="9",
    )
    base: dict[str, object] = {
        "law": "jeugd",
        "care_form": "begeleiding_jeugd",
        "hours_per_week": Decimal(4),
        "starts_on": date(2026, 12, 1),
        "ends_on": date(2027, 6, 1),
        "referrer_type": referrer,
        "referrer_name": "Praktijk Verwijzer",
        "referrer_contact": "verwijzer@example.org",
        "sender_reference": "KENMERK-7",
        "received": date(2026, 11, 13),
    }
    return table.do(cases.new, "cpv", client, base | fields, CPV_ANSWERS, provider=PROVIDER)


def held(table: Table, case: Case, given: OutcomeInput) -> tuple[Meeting, AgendaItem]:
    """Hold a meeting that says this of a case, with a second case beside it."""
    other = table.case(9)
    meeting = table.meeting()
    items = table.do(meetings.schedule, meeting.id, [case.id, other.id])
    about = next(item for item in items if item.case_id == case.id)
    table.do(room.open_meeting, meeting.id)
    for one in table.ask(lambda reader: reader.find(room.Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, unseen(meeting.id), one.member_id, room.Presence.PRESENT)
    table.weighed(about)
    table.do(outcomes.record, about.id, given)
    second = next(item for item in items if item is not about)
    table.do(outcomes.close_meeting, meeting.id, {second.id: None})
    return meeting, about


def lands(table: Table, case: Case) -> None:
    """Say which help fits after a no."""
    elsewhere = LandingInput(
        help=HELP,
        place=HELPER,
        calls="Gezinswerker",
        phone="024 999 88 77",
        call_before=table.today + timedelta(days=5),
    )
    table.do(after_no.record, unseen(case.id), elsewhere)


def lines(table: Table, meeting: Meeting) -> dict[str, PaperLine]:
    """Return the papers of a meeting by the beginning of their key; one of each kind."""
    found = table.ask(documents.listed, meeting.id).lines
    return {line.key.partition(":")[0]: line for line in found}


def words(table: Table, meeting: Meeting, kind: str) -> str:
    """Return the text of a paper."""
    line = lines(table, meeting)[kind]
    return " ".join(text_of_pages(table.ask(documents.pdf, meeting.id, line.key)))


#: For each letter: who referred, what it must say and what it must not hold.
GRANTS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "brief_inwoner": (
        "bjg",
        (
            *("uitzondering op de toeleidingsstop", PROVIDER, SURNAME, "geen besluit", "Jeugdstem"),
            *("de Commissie Passende Verwijzing (CPV)", "een tijd geen nieuwe cliënten aan", WHY),
        ),
        (BSN, BORN, PLACE, "KENMERK-7", "toewijzing"),
    ),
    "brief_verwijzer": (
        "bjg",
        ("KENMERK-7", PROVIDER, VOLUME, WHY, "Vertel dit aan de inwoner", "MEE Gelderse Poort"),
        (SURNAME, BSN, BORN, PLACE),
    ),
    "brief_huisarts": (
        "huisarts",
        ("KENMERK-7", "kan beginnen", "De regie heeft"),
        (SURNAME, BSN, BORN, PROVIDER, VOLUME, WHY, "TK4", "alternatief", PLACE),
    ),
    "brief_jeugdarts": (
        "jeugdarts",
        ("kan beginnen",),
        (SURNAME, BSN, BORN, PROVIDER, VOLUME, WHY, "alternatief", PLACE),
    ),
    "brief_specialist": (
        "medisch_specialist",
        ("kan beginnen",),
        (SURNAME, BSN, BORN, PROVIDER, VOLUME, WHY, "alternatief", PLACE),
    ),
    "brief_gi": ("gi", ("advies", "U beslist", PROVIDER), (SURNAME, BSN, BORN, PLACE)),
    "brief_rechter": ("rechter", ("advies", "U beslist"), (SURNAME, BSN, BORN, VOLUME, PLACE)),
    "brief_aanbieder": (
        "bjg",
        (VOLUME, "M.G.", "2014", "Dagstructuur; Ouders in regie", "begeleiding jeugd"),
        (SURNAME, BSN, BORN, WHY, "alternatief", "KENMERK-7", PLACE, "Rivierzorg"),
    ),
    "brief_contractmanager": (
        "bjg",
        (PROVIDER, "Toeleidingsstop"),
        (SURNAME, "M.G.", "2014", BSN, VOLUME, WHY, "KENMERK-7", PLACE),
    ),
    "toewijzingsregel": (
        "bjg",
        (SURNAME, BORN, PROVIDER, VOLUME, "0006", "AGB-code 01234567"),
        (BSN, WHY, "alternatief", PLACE, "KENMERK-7"),
    ),
}


@pytest.mark.parametrize("kind", GRANTS)
def test_that_a_grant_is_told_to_each_recipient_with_its_own_part_only(
    table: Table, kind: str
) -> None:
    referrer, must, must_not = GRANTS[kind]
    settled(table)
    case = brought(table, referrer)
    meeting, _ = held(table, case, GRANTED)
    text = words(table, meeting, kind)
    assert [one for one in (case.number, PHONE, *must) if one not in text] == []
    assert [one for one in must_not if one in text] == []


#: After a no: nobody reads "afgewezen", and who referred hears which help fits instead.
REFUSALS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "brief_inwoner": (
        "bjg",
        (HELP, HELPER, "024 999 88 77", "geen uitzondering", "beschikking", "opnieuw"),
        (BSN, BORN),
    ),
    "brief_verwijzer": ("bjg", (HELP, HELPER, "nieuwe feiten"), (SURNAME, BSN)),
    "brief_huisarts": (
        "huisarts",
        (
            *("De verwijzing blijft geldig", f"toeleidingsstop bij {PROVIDER}", HELP),
            *("belt uw patiënt", "geen beschikking", "vraagt die schriftelijk", "nieuwe feiten"),
            *("MEE Gelderse Poort", "Jeugdstem", "KENMERK-7", "pagina 1 van 1"),
        ),
        (SURNAME, VOLUME, WHY),
    ),
    "brief_gi": ("gi", ("verandert niets aan wat u hebt", HELP), (SURNAME, BSN)),
}


@pytest.mark.parametrize("kind", REFUSALS)
def test_that_a_no_says_which_help_fits_and_never_afgewezen(table: Table, kind: str) -> None:
    referrer, must, must_not = REFUSALS[kind]
    settled(table)
    ordered = {"ordered": False} if referrer == "gi" else {}
    case = brought(table, referrer, **ordered)
    meeting, _ = held(table, case, NO)
    lands(table, case)
    text = words(table, meeting, kind)
    assert [one for one in must if one not in text] == []
    assert [one for one in (*must_not, "fgewezen") if one in text] == []


def test_that_the_provider_of_a_medical_referral_hears_a_no_without_reasons(table: Table) -> None:
    settled(table)
    case = brought(table, "huisarts")
    meeting, _ = held(table, case, NO)
    lands(table, case)
    text = words(table, meeting, "brief_aanbieder")
    assert "geen uitzondering" in text
    assert "Praktijk Verwijzer neemt contact" in text
    assert not [one for one in (SURNAME, "M.G.", WHY, HELP, VOLUME) if one in text]


def test_that_a_no_waits_until_it_is_said_which_help_fits(table: Table) -> None:
    settled(table)
    case = brought(table, "bjg")
    meeting, _ = held(table, case, NO)
    line = lines(table, meeting)["brief_inwoner"]
    assert line.problem is not None
    assert line.problem.code == "feedback-needs-landing"
    with pytest.raises(RuleError):
        table.ask(documents.pdf, meeting.id, line.key)
    assert "toewijzingsregel" not in lines(table, meeting)


def test_that_the_allocation_says_what_was_advised_and_not_what_was_asked(table: Table) -> None:
    settled(table)
    meeting, _ = held(table, brought(table, "bjg"), ADJUSTED)
    text = words(table, meeting, "toewijzingsregel")
    assert "3 uur per week" in text
    assert VOLUME not in text
    assert "Wel adviseert de commissie iets anders" in words(table, meeting, "brief_inwoner")


def test_that_who_was_told_something_else_before_gets_a_letter_of_correction(table: Table) -> None:
    settled(table)
    case = brought(table, "bjg")
    meeting, item = held(table, case, GRANTED)
    told = FeedbackInput(told_to=("Verwijzer",), told_on=table.today, channel="letter")
    table.do(feedback.report, [case.id], told)
    assert lines(table, meeting)["brief_verwijzer"].told_on == table.today
    table.do(room.reopen_meeting, meeting.id, "Een ander getal.")
    table.do(outcomes.reopen, item.id, "Een ander getal.")
    table.do(outcomes.record, item.id, ADJUSTED)
    table.do(room.close_meeting, meeting.id)
    line = lines(table, meeting)["brief_verwijzer"]
    text = words(table, meeting, "brief_verwijzer")
    assert line.told_on is None
    assert "Herstel" in text
    assert "Daarin stond: toegekend. Dat klopt niet meer." in text
    assert "klopt niet meer" not in words(table, meeting, "brief_inwoner")


def test_that_a_case_in_which_one_takes_no_part_has_no_papers(table: Table) -> None:
    """H50: the secretary who does not take part in a case finds its number, and no paper of it."""
    settled(table)
    case = brought(table, "bjg")
    meeting, item = held(table, case, GRANTED)
    with table.workspace.writing() as uow:
        mine = Member(
            id=new_id(),
            committee="cpv",
            role_name="Secretaris",
            organisation="Gemeente",
            discipline="secretaris",
            person_id=table.workspace.actor.person_id,
        )
        uow.add(mine)
        uow.add(Recusal(id=new_id(), item_id=item.id, member_id=mine.id, reason="Kent het gezin."))
        uow.audit("member-added", "member", mine.id)
        uow.commit()
    found = table.ask(documents.listed, meeting.id).lines
    assert [line for line in found if line.about == case.number] == []
    assert [line.key for line in found if line.key.startswith("notulen")]


def test_that_a_pack_leaves_out_where_the_member_takes_no_part_and_what_school_may_not_see(
    table: Table,
) -> None:
    settled(table)
    case = brought(table, "bjg")
    other = table.case(9)
    meeting = table.meeting()
    items = table.do(meetings.schedule, meeting.id, [case.id, other.id])
    seats = table.ask(lambda reader: reader.find(Member, "id", committee="cpv"))
    item = next(one for one in items if one.case_id == other.id)
    table.do(room.recuse, item.id, seats[0].id, "Kent het gezin.")
    key = f"ledenstuk:{seats[0].id}"
    text = " ".join(text_of_pages(table.ask(documents.pdf, meeting.id, key)))
    assert case.number in text
    assert "M.G., geboren in 2014" in text
    assert not [one for one in (other.number, SURNAME, BSN, BORN, PLACE) if one in text]


def test_that_a_name_outside_the_font_is_told_and_holds_up_its_own_paper_only(
    table: Table, tmp_path: Path
) -> None:
    """Bad input (2.8): no letter says a name with a mark for an unknown sign in it."""
    settled(table)
    meeting, _ = held(table, brought(table, "bjg", referrer_name="Praktijk 漢"), GRANTED)
    line = lines(table, meeting)["brief_verwijzer"]
    with pytest.raises(RuleError, match="paper-signs"):
        table.ask(documents.pdf, meeting.id, line.key)
    written = table.do(documents.write_all, meeting.id, tmp_path / "uit")
    assert {one.key for one in written.waiting} == {line.key, "verzendlijst:"}
    assert list((tmp_path / "uit").rglob("*brief_inwoner*.pdf"))


def test_that_a_member_who_did_not_promise_secrecy_gets_no_pack(table: Table) -> None:
    """Domain.md §9: no pack without a recorded date of the geheimhoudingsverklaring."""
    settled(table)
    meeting = table.meeting()
    table.do(meetings.schedule, meeting.id, [table.case(1).id])
    seat = table.ask(lambda reader: reader.find(Member, "id", committee="cpv"))[0]
    key = f"ledenstuk:{seat.id}"
    assert table.ask(documents.pdf, meeting.id, key)
    table.do(members.change, seat, replace(seat, secrecy_on=None))
    with pytest.raises(RuleError, match="pack-needs-secrecy"):
        table.ask(documents.pdf, meeting.id, key)


def test_that_all_papers_are_written_with_drafts_and_sealed_copies(
    table: Table, tmp_path: Path
) -> None:
    settled(table)
    meeting, _ = held(table, brought(table, "bjg"), GRANTED)
    target = tmp_path / "uit"
    written = table.do(documents.write_all, meeting.id, target, "vijf losse woorden hier")
    found = {str(path.relative_to(target)) for path in target.rglob("*.*")}
    assert written.files == len(found)
    assert written.no_archive is not None
    assert written.no_archive.code == "archive-not-adopted"
    assert not [name for name in found if SURNAME.lower() in name.lower()]
    draft = next(target.rglob("*brief_verwijzer*.eml"))
    mail = message_from_bytes(draft.read_bytes(), policy=default)
    assert mail["To"] == "verwijzer@example.org"
    assert not list(mail.iter_attachments())
    said = mail["Subject"] + mail.get_content()
    assert not [one for one in ("KENMERK-7", "CPV-2026", "M.G.", SURNAME) if one in said]
    unknown = message_from_bytes(next(target.rglob("*brief_inwoner*.eml")).read_bytes())
    assert unknown["To"] is None
    assert "geen adres bekend" in words(table, meeting, "verzendlijst")
    sealed = next((target / "verzegeld").glob("*brief_inwoner*"))
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(sealed)
    with pikepdf.open(sealed, password="vijf losse woorden hier") as pdf:
        assert pdf.encryption.R == 6
    assert sealed.stat().st_mode & 0o077 == 0


def test_that_the_same_papers_are_the_same_bytes(table: Table, tmp_path: Path) -> None:
    settled(table)
    meeting, _ = held(table, brought(table, "bjg"), GRANTED)
    for name in ("een", "twee"):
        table.do(documents.write_all, meeting.id, tmp_path / name)
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("een", "twee")
    )
    assert one == two


def test_that_no_paper_takes_the_name_of_another_and_no_name_is_too_long(
    table: Table, tmp_path: Path
) -> None:
    """A guest of two items got one invitation in the folder: the second wrote over the first."""
    settled(table)
    meeting = table.meeting()
    items = table.do(meetings.schedule, meeting.id, [table.case(1).id, table.case(2).id])
    clinic = "Kliniek " + "voor ontdekkers " * 11
    for item in items:
        table.do(meetings.invite, item.id, "Behandelaar", clinic, "arts@example.org")
    table.do(documents.write_all, meeting.id, tmp_path / "uit")
    found = sorted((tmp_path / "uit" / "uitnodigingen").glob("*.pdf"))
    assert len(found) == 2
    assert max(len(path.name) for path in found) < 120
    said = [" ".join(text_of_pages(path.read_bytes())) for path in found]
    assert all(said.count(text) == 1 for text in said)


def test_that_a_folder_with_something_in_it_is_left_alone(table: Table, tmp_path: Path) -> None:
    settled(table)
    meeting = table.meeting()
    mine = tmp_path / "mijn"
    mine.mkdir()
    (mine / "mijn.txt").write_text("van mij")
    with pytest.raises(FileError, match="folder-not-empty"):
        table.do(documents.write_all, meeting.id, mine)
    assert [path.name for path in mine.iterdir()] == ["mijn.txt"]
    with pytest.raises(FileError, match="file-unwritable"):
        table.do(documents.write_all, meeting.id, mine / "mijn.txt" / "uit")


def test_that_a_file_that_another_program_holds_stays_as_it_was(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bad input (2.8): it is said which program, and nothing is half written or logged."""
    meeting = table.meeting()
    key = lines(table, meeting)["agenda"].key
    target = tmp_path / "agenda.pdf"
    target.write_bytes(b"van gisteren")

    def held(*_: object) -> None:
        raise PermissionError(errno.EACCES, "from Windows")

    windows = Asked(lambda _file: 32, lambda _file: ("Adobe Acrobat",))
    monkeypatch.setattr("casustafel.windows.replace", held)
    monkeypatch.setattr(faults, "explain_system", partial(faults.explain_system, asked=windows))
    with pytest.raises(FileError, match="file-in-use-by") as refused:
        table.do(documents.export, meeting.id, key, target)
    assert "Adobe Acrobat" in word_error(refused.value, "nl").what
    assert [path.read_bytes() for path in tmp_path.glob("*agenda*")] == [b"van gisteren"]
    assert not table.ask(lambda reader: reader.find(AuditEvent, action="document-exported"))


def test_that_one_contact_person_gets_one_mail_with_all_their_letters(
    table: Table, tmp_path: Path
) -> None:
    """§9 Telling: per contact person; the address is found in what was written of them."""
    settled(table)
    contact = "M. de Vries, 024 555 66 77, m.devries@example.org"
    first, second = (
        brought(table, "bjg", referrer_contact=contact, sender_reference=ref) for ref in "AB"
    )
    meeting = table.meeting()
    items = table.do(meetings.schedule, meeting.id, [first.id, second.id])
    table.do(room.open_meeting, meeting.id)
    for one in table.ask(lambda reader: reader.find(room.Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, unseen(meeting.id), one.member_id, room.Presence.PRESENT)
    for item in items:
        table.weighed(item)
        table.do(outcomes.record, item.id, GRANTED)
    table.do(room.close_meeting, meeting.id)
    table.do(documents.write_all, meeting.id, tmp_path / "uit")
    assert len(list((tmp_path / "uit" / "brieven").glob("*brief_verwijzer*.pdf"))) == 2
    (draft,) = (tmp_path / "uit" / "brieven").glob("*brief_verwijzer*.eml")
    mail = message_from_bytes(draft.read_bytes(), policy=default)
    assert mail["To"] == "m.devries@example.org"
    assert "2 berichten" in mail.get_content()


def test_that_letters_wait_for_a_telephone_number_and_other_papers_do_not(
    table: Table, tmp_path: Path
) -> None:
    meeting, _ = held(table, brought(table, "bjg"), GRANTED)
    written = table.do(documents.write_all, meeting.id, tmp_path / "uit")
    assert {line.problem.code for line in written.waiting if line.problem} == {"paper-needs"}
    assert list((tmp_path / "uit").glob("*notulen*.pdf"))
    assert not list((tmp_path / "uit").rglob("*brief*.pdf"))


def archived(table: Table, tmp_path: Path, confirm: Callable[[Table], None]) -> Path:
    """Write the papers of a meeting with adopted minutes."""
    settled(table)
    meeting, _ = held(table, brought(table, "bjg"), GRANTED)
    table.do(minutes.put_up, meeting.id)
    table.clock.forward(days=1)
    table.do(minutes.adopt, meeting.id)
    confirm(table)
    table.do(documents.write_all, meeting.id, tmp_path / "uit")
    return tmp_path / "uit" / "archief"


def confirmed(table: Table) -> None:
    for kind, term in proposed(ranks=False).items():
        table.do(retention.confirm, "cpv", kind, term, "archivaris, 1-12-2026")


def test_that_there_is_no_package_until_the_archivist_confirmed(
    table: Table, tmp_path: Path
) -> None:
    assert not archived(table, tmp_path, lambda _: None).exists()


def test_that_the_package_describes_each_pdf_twice_with_its_checksum_and_category(
    table: Table, tmp_path: Path
) -> None:
    folder = archived(table, tmp_path, confirmed)
    papers = {path.stem for path in folder.glob("*.pdf")}
    assert {path.name.removesuffix(".mdto.xml") for path in folder.glob("*.mdto.xml")} == papers | {
        f"{name}.bestand" for name in papers
    }
    minutes_of = next(name for name in papers if "notulen" in name)
    text = (folder / f"{minutes_of}.mdto.xml").read_text("utf-8")
    assert "Blijvend te bewaren" in text
    assert "Persoonlijke levenssfeer" in text
    assert "19.1.7" in text
    extract = next(name for name in papers if "uittreksel" in name)
    assert "P5Y" in (folder / f"{extract}.mdto.xml").read_text("utf-8")
    said = json.loads(next(folder.glob("*.json")).read_text("utf-8"))
    assert [one["outcome"]["code"] for one in said["decisions"]] == ["toegekend"]
    for path in folder.glob("*.xml"):
        ElementTree.parse(path)


@pytest.mark.skipif(not SCHEMA.exists(), reason="set MDTO_SCHEMA to the XSD of MDTO 1.0.1")
def test_that_the_metadata_are_valid_mdto(table: Table, tmp_path: Path) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    found = list(archived(table, tmp_path, confirmed).glob("*.xml"))
    for path in found:
        schema.assertValid(etree.parse(path))
    broken = etree.parse(found[0])
    broken.getroot()[0].remove(broken.getroot()[0][1])
    assert not schema.validate(broken)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (HouseStyle(salutation="Beste {naam},"), "house-placeholder"),
        (HouseStyle(colour="rood"), "house-colour"),
        (HouseStyle(colour="#ffee00"), "house-colour-light"),
        (HouseStyle(logo="geen base64"), "house-logo"),
        (HouseStyle(logo="Z2VlbiBwbGFhdGpl"), "image-unreadable"),
    ],
)
def test_that_a_house_style_that_cannot_be_shown_is_refused(
    table: Table, given: HouseStyle, code: str
) -> None:
    with pytest.raises((RuleError, FileError), match=code):
        table.do(house.save_style, given)
    assert table.ask(house.desk).style == HouseStyle()


def test_that_own_words_stand_in_letters_and_fixed_ones_stay(table: Table) -> None:
    settled(table)
    own = HouseStyle(
        phone=PHONE, salutation="Geachte {ontvanger} van {kenmerk},", free_text="Groet!"
    )
    table.do(house.save_style, own)
    case = brought(table, "bjg")
    meeting, _ = held(table, case, GRANTED)
    text = words(table, meeting, "brief_verwijzer")
    assert f"Geachte verwijzer van {case.number}," in text
    assert "Groet!" in text
    assert "Vertel dit aan de inwoner" in text


def test_that_only_who_writes_minutes_has_the_papers(table: Table, tmp_path: Path) -> None:
    meeting = table.meeting()
    mine = table.workspace.actor
    for role in set(Role) - {Role.SECRETARY, Role.CHAIR}:
        table.workspace.actor = Actor(mine.person_id, mine.name, frozenset({(role, "cpv")}))
        with pytest.raises(KEPT_AWAY):
            table.ask(documents.listed, meeting.id)
        with pytest.raises(KEPT_AWAY):
            table.do(documents.write_all, meeting.id, tmp_path / "uit")


def test_that_a_device_is_never_written_over(table: Table) -> None:
    meeting = table.meeting()
    key = lines(table, meeting)["agenda"].key
    with pytest.raises(FileError):
        table.do(documents.export, meeting.id, key, Path("/dev/null"))


def test_that_the_checks_point_at_what_names_somebody_in_the_minutes(table: Table) -> None:
    """Life of minutes (2.8): names of clients, BSN, days of birth and postcodes in own words."""
    case = brought(table, "bjg")
    meeting, item = held(table, case, GRANTED)

    def told() -> list[str]:
        points = table.ask(minutes.open_points, meeting.id)
        return [point.title for point in points if point.code == "minutes-personal"]

    assert told() == []
    text = f"Besproken met mevrouw {SURNAME} ({BSN}), geboren 3-1-2014, woont op 6511 AB."
    table.do(minutes.write_text, unseen(item.id), text)
    assert told() == [f"{case.number} ({SURNAME}, {BSN}, 3-1-2014, 6511 AB)"]
    table.do(minutes.write_text, unseen(item.id), "Besproken met de ouder, 4 uur per week in 2026.")
    assert told() == []


def test_that_minutes_have_the_look_and_the_classification_of_the_house(table: Table) -> None:
    table.do(house.save_style, HouseStyle(colour="#7a1f3d", classification="Intern gebruik"))
    meeting, _ = held(table, brought(table, "bjg"), GRANTED)
    paper = table.ask(minutes.pdf, meeting.id)
    assert "Intern gebruik" in text_of_pages(paper)[0]


def test_that_what_is_captured_after_minutes_were_put_up_is_pointed_out(table: Table) -> None:
    """Life of minutes (2.8): notes and attendance too; own texts stay, nobody adopts the rest."""
    meeting, item = held(table, brought(table, "bjg"), GRANTED)
    table.do(minutes.write_text, unseen(item.id), "Eigen tekst.")
    table.do(minutes.put_up, meeting.id)

    def told() -> list[str]:
        points = table.ask(minutes.open_points, meeting.id)
        return [point.title for point in points if point.code == "minutes-changed"]

    assert told() == []
    table.do(room.note, unseen(item.id), "Er is nog gebeld.")
    someone = table.ask(lambda reader: reader.find(room.Attendance, "id", meeting_id=meeting.id))[0]
    table.do(room.set_presence, unseen(meeting.id), someone.member_id, room.Presence.ABSENT)
    assert told() == [f"{item.title} (aantekening)", "de vergadering (aanwezigheid)"]
    with pytest.raises(RuleError, match="minutes-blocked"):
        table.do(minutes.adopt, meeting.id)
    assert table.do(minutes.take_back, meeting.id).version == 2
    assert len(told()) == 2, "it is still said what is to be read again"
    table.do(minutes.put_up, meeting.id)
    assert told() == []
    assert "Eigen tekst." in " ".join(text_of_pages(table.ask(minutes.pdf, meeting.id)))
    table.do(room.note, unseen(item.id), "Er is nog eens gebeld.")
    assert table.do(minutes.adopt_former, meeting.id).version == 3


def test_that_a_next_version_says_what_it_changed_and_why(table: Table) -> None:
    """Life of minutes (2.8): after the version that was adopted before."""
    meeting, item = held(table, brought(table, "bjg"), GRANTED)
    table.do(minutes.put_up, meeting.id)
    table.clock.forward(days=1)
    table.do(minutes.adopt, meeting.id)
    mended = replace(GRANTED, valid_until=date(2027, 5, 20))
    table.do(outcomes.correct, item.id, mended, "Datum verkeerd overgenomen.")
    text = " ".join(text_of_pages(table.ask(minutes.pdf, meeting.id)))
    assert "Deze versie komt na versie 1, vastgesteld op 27 november 2026" in text
    assert f"Daarna gewijzigd: {item.title} (uitkomst)." in text
    assert "Datum verkeerd overgenomen." in text


def test_that_what_names_somebody_is_found_wherever_minutes_print_it(table: Table) -> None:
    """Life of minutes (2.8): in actions and notes of criteria too, and signs no paper can show."""
    case = brought(table, "bjg")
    meeting, item = held(table, case, GRANTED)

    def told(code: str) -> list[str]:
        points = table.ask(minutes.open_points, meeting.id)
        return [point.title for point in points if point.code == code]

    table.do(actions.add, "cpv", f"Bel mevrouw {SURNAME} 漢", "BJG", item_id=item.id)
    assert told("minutes-personal") == [f"{case.number} ({SURNAME})"]
    assert told("minutes-signs") == [case.number]


def changed(table: Table, meeting: Meeting, item: AgendaItem, given: OutcomeInput) -> None:
    """Take the outcome of an item back and say another."""
    table.do(room.reopen_meeting, meeting.id, "Nieuwe feiten.")
    table.do(outcomes.reopen, item.id, "Nieuwe feiten.")
    table.do(outcomes.record, item.id, given)
    table.do(room.close_meeting, meeting.id)


@pytest.mark.parametrize("given", [NO, ADJUSTED, replace(GRANTED, valid_until=date(2027, 1, 1))])
def test_that_help_that_runs_becomes_less_only_after_the_new_letter(
    table: Table, given: OutcomeInput
) -> None:
    """R3: a grant that has begun is never lessened for days before the new letter (§9 Telling)."""
    settled(table)
    case = brought(table, "bjg", starts_on=table.today)
    meeting, item = held(table, case, GRANTED)

    def tell(*who: str) -> None:
        told = FeedbackInput(told_to=who, told_on=table.today, channel="letter")
        table.do(feedback.report, [case.id], told)

    tell("Verwijzer", "Inwoner", "Zorgaanbieder", "Backoffice toewijzing")
    changed(table, meeting, item, given)
    if given is NO:
        lands(table, case)
    waiting = lines(table, meeting)["toewijzingsregel"].problem
    assert waiting is not None
    assert waiting.code == "feedback-resident-first"
    with pytest.raises(RuleError, match="feedback-resident-first"):
        tell("Backoffice toewijzing")
    for kind in ("brief_inwoner", "brief_verwijzer"):
        assert "gaat tot en met 26 november 2026 door zoals die was" in words(table, meeting, kind)
    tell("Inwoner")
    text = words(table, meeting, "toewijzingsregel")
    assert "Herstel" in text
    assert "27 november 2026" in text
    assert ("beëindigen" in text) is (given is NO)
    tell("Zorgaanbieder", "Backoffice toewijzing")


def test_that_help_that_has_not_begun_or_becomes_more_is_told_as_ever(table: Table) -> None:
    """R3: then nobody waits for a letter."""
    settled(table)
    case = brought(table, "bjg", starts_on=table.today + timedelta(days=7))
    meeting, item = held(table, case, GRANTED)
    told = FeedbackInput(
        told_to=("Inwoner", "Backoffice toewijzing"), told_on=table.today, channel="letter"
    )
    table.do(feedback.report, [case.id], told)
    changed(table, meeting, item, ADJUSTED)
    assert lines(table, meeting)["toewijzingsregel"].problem is None
    assert "zoals die was" not in words(table, meeting, "brief_inwoner")


@pytest.mark.parametrize("named", [True, False])
def test_that_the_poh_j_hears_of_it_only_when_named_in_the_request(
    table: Table, named: bool
) -> None:
    """R9: and then no more than the huisarts does."""
    settled(table)
    contact = "POH-J: M. de Vries, 024 555 66 77" if named else "praktijk@example.org"
    meeting, _ = held(table, brought(table, "huisarts", referrer_contact=contact), GRANTED)
    assert ("brief_poh" in lines(table, meeting)) is named
    if named:
        text = words(table, meeting, "brief_poh")
        assert "kan beginnen" in text
        assert not [one for one in (SURNAME, PROVIDER, VOLUME, WHY, "KENMERK-7") if one in text]


def test_that_a_disk_that_fills_up_leaves_no_half_folder(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bad input (2.8): in words, and nothing half written."""
    settled(table)
    meeting, _ = held(table, brought(table, "bjg"), GRANTED)
    whole, written = Path.write_bytes, []

    def full(path: Path, content: bytes) -> int:
        written.append(path)
        if len(written) > 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(FileError, match="disk-full"):
        table.do(documents.write_all, meeting.id, tmp_path / "uit")
    assert not (tmp_path / "uit").exists()
    assert not list(tmp_path.rglob("*.pdf"))
