"""The workbook of a member: all cases of the coming meetings, and a folder of them back."""

from dataclasses import replace
from datetime import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import openpyxl
import pytest

from casustafel.domain.consent import Giver
from casustafel.domain.errors import FileError, RuleError
from casustafel.domain.meetings import Member
from casustafel.excel.sealed_book import sheets
from casustafel.services.advice import advice, advice_desk
from casustafel.services.agenda import meetings
from casustafel.services.case import consents
from casustafel.services.case.consents import ConsentInput
from other_tables import seat, zbo_case
from workspaces import Table

PASSWORD = "vier losse woorden hier"
ANSWER = 3


@pytest.fixture
def expert(table: Table) -> Member:
    """A member who is asked about three cases."""
    made = [table.case(day) for day in (1, 2, 3)]
    table.do(meetings.schedule, table.meeting().id, [case.id for case in made])
    found = table.ask(lambda r: r.first(Member, committee="cpv", discipline="zorgexpert"))
    assert found is not None
    return found


def fill(path: Path, *sheets: str, value: str = "ja") -> None:
    book = openpyxl.load_workbook(path)
    for name in sheets:
        page = book[name]
        for row in range(2, page.max_row + 1):
            if page.cell(row, 1).value == "c1_specific_care":
                page.cell(row, ANSWER).value = value
    book.save(path)


def states(table: Table, member: Member) -> list[str]:
    return [one.state.value for one in table.ask(advice_desk.desk, "cpv", member.id).lines]


def test_that_one_workbook_holds_all_cases_and_comes_back(
    table: Table, expert: Member, tmp_path: Path
) -> None:
    """R13: what was left open is no vooradvies; without a password no text of a case leaves."""
    path = tmp_path / "Zorgexpert.xlsx"
    assert table.do(advice.export_book, "cpv", expert.id, path) == (3, ())
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["CPV-2026-0001", "CPV-2026-0002", "CPV-2026-0003"]
    said = " ".join(str(c.value) for page in book for row in page for c in row if c.value)
    assert "Structuur in de dag" not in said and "Voorbeeld" not in said
    mail = message_from_bytes(path.with_suffix(".eml").read_bytes(), policy=default)
    assert mail["Subject"] == "Vooradviezen CPV"
    assert not list(mail.iter_attachments()) and "CPV-2026" not in mail.get_content()

    fill(path, "CPV-2026-0001", "CPV-2026-0003")

    assert len(table.do(advice.take_in, path)) == 2
    assert states(table, expert) == ["submitted", "to_do", "submitted"]


def test_that_the_text_leaves_only_in_a_sealed_workbook(
    table: Table, expert: Member, tmp_path: Path
) -> None:
    """R13: it opens with the password and no other way, and is read in memory."""
    path = tmp_path / "Zorgexpert.xlsx"
    table.do(advice.export_book, "cpv", expert.id, path, PASSWORD)

    assert b"Structuur" not in path.read_bytes()
    said = " ".join(str(cell) for page in sheets(path, PASSWORD) for row in page for cell in row)
    assert "Structuur in de dag" in said and "Voorbeeld1" not in said
    for password, code in (
        (None, "file-password"),
        ("een ander wachtwoord", "file-password-wrong"),
    ):
        with pytest.raises(FileError, match=code):
            table.do(advice.take_in, path, password)
    with pytest.raises(RuleError, match="advice-empty"):
        table.do(advice.take_in, path, PASSWORD)
    assert states(table, expert) == ["to_do"] * 3


def test_that_no_text_leaves_before_a_member_promised_secrecy(
    table: Table, expert: Member, tmp_path: Path
) -> None:
    """R13: §9 Consent: no pack without a recorded day of the geheimhoudingsverklaring."""
    table.do(lambda uow: (uow.replace(expert, replace(expert, secrecy_on=None)), uow.commit()))
    with pytest.raises(RuleError, match="pack-needs-secrecy"):
        table.do(advice.export_book, "cpv", expert.id, tmp_path / "met.xlsx", PASSWORD)
    assert table.do(advice.export_book, "cpv", expert.id, tmp_path / "zonder.xlsx") == (3, ())


def test_that_the_book_of_stroomland_waits_for_consent(table: Table, tmp_path: Path) -> None:
    """R11, R13: what a member hears with consent only stays out, and is named."""
    member = seat(table, "zbo")["stroomland"]
    one, two = zbo_case(table, 1), zbo_case(table, 2)
    at = {"starts": time(13), "ends": time(15), "place": "kamer 1.02"}
    meeting = table.do(meetings.plan, "zbo", held_on=table.today, **at)
    table.do(meetings.schedule, meeting.id, [one.id, two.id])
    path = tmp_path / "Stroomland.xlsx"
    with pytest.raises(RuleError, match="consent-missing"):
        table.do(advice.export_book, "zbo", member.id, path)
    given = ConsentInput(recipient="Stroomland", giver=Giver.GUARDIAN, given_on=table.today)
    table.do(consents.give, one.id, given)
    assert table.do(advice.export_book, "zbo", member.id, path) == (1, (two.number,))
    said = [cell.value for cell in openpyxl.load_workbook(path).active["A"]]  # type: ignore[index]
    assert two.number not in str(said)


def test_that_a_workbook_is_taken_in_whole_or_not_at_all(
    table: Table, expert: Member, tmp_path: Path
) -> None:
    """R13: an answer that does not fit leaves the other cases as they were."""
    path = tmp_path / "Zorgexpert.xlsx"
    table.do(advice.export_book, "cpv", expert.id, path)
    fill(path, "CPV-2026-0001")
    fill(path, "CPV-2026-0002", value="weet niet")

    with pytest.raises(RuleError, match="answer-unfit"):
        table.do(advice.take_in, path)

    assert states(table, expert) == ["to_do"] * 3


def test_that_a_member_without_cases_has_no_workbook(table: Table, tmp_path: Path) -> None:
    """R13: and is told why."""
    member = table.ask(lambda r: r.first(Member, committee="cpv", discipline="bjg"))
    assert member is not None
    with pytest.raises(RuleError, match="advice-no-forms"):
        table.do(advice.export_book, "cpv", member.id, tmp_path / "leeg.xlsx")
    assert not list(tmp_path.glob("leeg.*"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9])
def test_that_a_file_that_is_no_workbook_is_refused_in_words(
    table: Table, tmp_path: Path, content: bytes
) -> None:
    """R13: whatever comes back in the folder."""
    path = tmp_path / "vreemd.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileError):
        table.do(advice.take_in, path, PASSWORD)
