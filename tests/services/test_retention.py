"""Terms that the archivist confirmed, destruction by two, and nothing left of what went."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from test_check import GRANTED, faults

from casustafel import bootstrap
from casustafel.domain.cases import Case, CaseStatus, Client
from casustafel.domain.errors import CasustafelError, RightError, RuleError
from casustafel.domain.meetings import AgendaItem
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import AuditEvent, FieldChange
from casustafel.domain.retention import (
    ClientStatement,
    Destruction,
    Proposal,
    RecordKind,
    RequestKind,
)
from casustafel.services.case import case_desk, case_steps, cases
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from casustafel.services.people import persons
from casustafel.services.upkeep import drafts, requests, retention, upkeep
from casustafel.services.upkeep.destroying import destroy_cases
from pages_at_rest import decrypted
from paper_words import words_of
from workspaces import PASSPHRASE, Table

NAME, BSN = "Zeldzaamnaam", "999900006"
SIX_WEEKS = Proposal("8.4.1", days=42)


@contextmanager
def second(table: Table) -> Iterator[None]:
    """Work as another privacy officer."""
    with table.workspace.reading() as reader:
        known = {one.name: one for one, _ in persons.listed(reader)}
    person = known.get("Tweede") or table.do(persons.add, "Tweede")
    first = table.workspace.actor
    roles = frozenset({(Role.PRIVACY_OFFICER, None)})
    table.workspace.actor = Actor(person.id, person.name, roles)
    yield
    table.workspace.actor = first


def withdrawn(table: Table) -> Case:
    """A case of a rare name that was withdrawn."""
    case = table.case(3)
    client = table.ask(lambda reader: reader.get(Client, case.client_id))
    with table.workspace.writing() as uow:
        uow.overwrite(
            Client, {"surname": NAME, "search_name": NAME.lower(), "bsn": BSN}, id=client.id
        )
        uow.overwrite(
            Case, {"search_text": f"{NAME.lower()} mila", "client_sort": NAME}, id=case.id
        )
        uow.commit()
    table.do(drafts.keep, "case", case.id, "remark", f"{NAME} belde")
    table.do(case_steps.withdraw, case.id, "Gezin verhuist.")
    return case


def closed(table: Table) -> tuple[Case, AgendaItem]:
    """A granted case that was closed, of a meeting whose minutes were adopted."""
    meeting, items = table.opened(1)
    table.do(outcomes.record, items[0].id, GRANTED)
    table.do(room.close_meeting, meeting.id)
    table.do(minutes.put_up, meeting.id)
    table.do(minutes.adopt, meeting.id)
    with table.workspace.writing() as uow:
        uow.overwrite(Case, {"status": CaseStatus.CLOSED}, id=items[0].case_id)
        uow.commit()
    return table.ask(lambda reader: reader.get(Case, items[0].case_id or "")), items[0]


def confirmed(
    table: Table, kind: RecordKind = RecordKind.WITHDRAWN, term: Proposal = SIX_WEEKS
) -> None:
    table.do(retention.confirm, "cpv", kind, term, "Z-2026-17")


def numbers(table: Table) -> list[str]:
    return [one.line.number for one in table.ask(retention.due)]


def test_that_nothing_is_due_before_the_archivist_confirmed_its_category(table: Table) -> None:
    """§9: the program proposes, the archivist confirms once."""
    case = withdrawn(table)
    table.clock.forward(days=60)
    assert numbers(table) == []
    with pytest.raises(CasustafelError, match="retention-needs-reference"):
        table.do(retention.confirm, "cpv", RecordKind.WITHDRAWN, SIX_WEEKS, " ")
    confirmed(table)
    assert numbers(table) == [case.number]


def test_that_a_term_ends_after_its_last_day_and_not_before(table: Table) -> None:
    """§5: 42 days after it was withdrawn."""
    withdrawn(table)
    confirmed(table)
    table.clock.forward(days=42)
    assert numbers(table) == []
    table.clock.forward(days=1)
    assert len(numbers(table)) == 1


def test_that_what_was_granted_counts_from_the_end_of_the_grant(table: Table) -> None:
    """§5: five years, and minutes for good."""
    case, _item = closed(table)
    confirmed(table, RecordKind.GRANTED, Proposal("21.1", years=5))
    confirmed(table, RecordKind.MINUTES, Proposal("19.1.7", permanent=True))
    until = GRANTED.valid_until
    assert until is not None
    table.clock.forward(days=(date(2032, 5, 27) - table.today).days)
    assert numbers(table) == []
    table.clock.forward(days=1)
    assert numbers(table) == [case.number]


def test_that_a_case_on_hold_stays_until_that_is_lifted(table: Table) -> None:
    """§9: a bezwaar sets a legal hold."""
    case = withdrawn(table)
    confirmed(table)
    table.clock.forward(days=60)
    held = table.do(retention.hold, case.number, "Bezwaar van 3 december")
    assert numbers(table) == []
    assert [number for _, number in table.ask(retention.holds)] == [case.number]
    table.do(retention.lift, held.id)
    assert numbers(table) == [case.number]


def test_that_who_proposed_a_list_never_approves_it(table: Table) -> None:
    """§9: destruction is never alone."""
    withdrawn(table)
    confirmed(table)
    table.clock.forward(days=60)
    listed = table.do(retention.propose)
    with pytest.raises(CasustafelError, match="destruction-needs-second"):
        table.do(retention.approve, listed.id)
    table.workspace.actor = replace(table.workspace.actor, roles=frozenset({(Role.CHAIR, None)}))
    with pytest.raises(RightError):
        table.do(retention.approve, listed.id)


@pytest.mark.where("file", "these are the pages of a file")
def test_that_nothing_is_left_of_a_case_that_was_destroyed(table: Table, tmp_path: Path) -> None:
    """5: not in free pages, search index or log of SQLite, nor in what is written afterwards."""
    case = withdrawn(table)
    other = table.case(4)
    confirmed(table)
    table.clock.forward(days=60)
    needles = (NAME.encode(), NAME.lower().encode(), BSN.encode(), b"Gezin verhuist")
    assert all(needle in decrypted(table) for needle in (needles[0], needles[2]))
    listed = table.do(retention.propose)
    with second(table):
        done = table.do(retention.approve, listed.id, "Z-2026-18")

    assert not [needle for needle in needles if needle in decrypted(table)]
    assert table.ask(lambda reader: [one.number for one in reader.find(Case)]) == [other.number]
    assert (done.proposed_by, done.approved_by) == ("Secretaris", "Tweede")
    assert done.out_of_backups_on == table.today + timedelta(weeks=13)
    assert [line.number for line in done.lines] == [case.number]
    assert faults(table) == []
    backup = tmp_path / "na.backup"
    upkeep.back_up(table.workspace.storage, table.workspace.writing, backup, table.clock())
    table.workspace.close()
    bootstrap.restore_workspace(
        backup, table.workspace.shown, PASSPHRASE, clock=table.clock, replace=True
    )
    table.workspace = bootstrap.open_workspace(table.workspace.shown, PASSPHRASE, clock=table.clock)
    assert not [needle for needle in needles if needle in decrypted(table)]


@pytest.mark.where("file", "of a server the keeper makes dumps")
def test_that_an_older_backup_does_not_bring_back_what_was_destroyed(
    table: Table, tmp_path: Path
) -> None:
    """5, §9: a restore replays destructions."""
    withdrawn(table)
    confirmed(table)
    backup, path = tmp_path / "voor.backup", table.workspace.shown
    upkeep.back_up(table.workspace.storage, table.workspace.writing, backup, table.clock())
    table.clock.forward(days=60)
    listed = table.do(retention.propose)
    with second(table):
        table.do(retention.approve, listed.id)
    newer = tmp_path / "na.backup"
    upkeep.back_up(table.workspace.storage, table.workspace.writing, newer, table.clock())
    table.workspace.close()

    for lost in (False, True):  # with the former database there, and with newer backups only
        if lost:
            Path(path).unlink()
        bootstrap.restore_workspace(backup, path, PASSPHRASE, clock=table.clock, replace=True)
        table.workspace = bootstrap.open_workspace(path, PASSPHRASE, clock=table.clock)
        assert table.ask(lambda reader: reader.find(Case)) == []
        assert NAME.encode() not in decrypted(table)
        actions = table.ask(lambda reader: [one.action for one in reader.find(AuditEvent)])
        assert actions.count("destruction-replayed") == 1
        table.workspace.close()
    table.workspace = bootstrap.open_workspace(path, PASSPHRASE, clock=table.clock)


@pytest.mark.where("file", "these are the pages of a file")
def test_that_adopted_minutes_stay_as_they_are_when_their_case_goes(table: Table) -> None:
    """§8: the number stays and leads to nobody."""
    case, item = closed(table)
    confirmed(table, RecordKind.GRANTED, Proposal("21.1", years=5))
    table.clock.forward(days=7 * 366)
    listed = table.do(retention.propose)
    with second(table):
        table.do(retention.approve, listed.id)

    kept = table.ask(lambda reader: reader.get(AgendaItem, item.id))
    assert (kept.title, kept.case_id, kept.notes) == (item.title, None, "")
    assert table.ask(lambda reader: reader.find(Client)) == []
    assert faults(table) == []
    assert case.number in words_of(table.ask(minutes.pdf, item.meeting_id))


def test_that_a_case_that_goes_on_after_the_proposal_stays(table: Table) -> None:
    withdrawn(table)
    confirmed(table)
    table.clock.forward(days=60)
    listed = table.do(retention.propose)
    case = table.ask(lambda reader: reader.find(Case))[0]
    table.do(retention.hold, case.number, "Klacht")
    with second(table), pytest.raises(CasustafelError, match="destruction-changed"):
        table.do(retention.approve, listed.id)
    assert table.ask(lambda reader: reader.get(Destruction, listed.id)).approved_at is None


@pytest.mark.where("file", "a server goes by its own clock")
def test_that_drafts_have_a_term_of_their_own(table: Table) -> None:
    """§9: drafts, notes and vooradviezen go before their case."""
    case = table.case(1)
    table.do(drafts.keep, "case", case.id, "remark", NAME)
    confirmed(table, RecordKind.DRAFTS, Proposal("20.1.5", days=90))
    table.clock.forward(days=91)
    found = table.ask(retention.due)
    assert [(one.line.kind, one.line.count) for one in found] == [("drafts", 1)]
    listed = table.do(retention.propose)
    with second(table):
        table.do(retention.approve, listed.id)
    assert NAME.encode() not in decrypted(table)
    assert table.ask(lambda reader: len(reader.find(Case))) == 1


@pytest.mark.where("file", "of a server the keeper makes dumps")
def test_that_an_older_backup_does_not_bring_back_notes_and_drafts(
    table: Table, tmp_path: Path
) -> None:
    """2.6, §9: what goes before its case is destroyed again by a restore too."""
    case, item = closed(table)
    with table.workspace.writing() as uow:
        uow.overwrite(AgendaItem, {"notes": NAME}, id=item.id)
        uow.commit()
    table.do(drafts.keep, "case", case.id, "remark", NAME)
    backup, path = tmp_path / "voor.backup", table.workspace.shown
    upkeep.back_up(table.workspace.storage, table.workspace.writing, backup, table.clock())
    confirmed(table, RecordKind.DRAFTS, Proposal("20.1.5", days=90))
    confirmed(table, RecordKind.NOTES, Proposal("20.1.5", days=90))
    table.clock.forward(days=92)
    listed = table.do(retention.propose)
    with second(table):
        table.do(retention.approve, listed.id)
    assert NAME.encode() not in decrypted(table)
    table.workspace.close()
    bootstrap.restore_workspace(backup, path, PASSPHRASE, clock=table.clock, replace=True)
    table.workspace = bootstrap.open_workspace(path, PASSPHRASE, clock=table.clock)
    assert NAME.encode() not in decrypted(table)
    assert table.ask(lambda reader: reader.get(AgendaItem, item.id)).title == item.title


def test_that_a_wrong_name_is_put_right_on_request_and_the_old_one_is_kept(table: Table) -> None:
    """2.6: rectification, also of a case that is settled and by who edits no cases (AVG 16)."""
    case, _item = closed(table)
    day = table.today
    made = table.do(requests.record, RequestKind.RECTIFY, day, "Ouder", "gezag", case.number)
    roles = frozenset({(Role.PRIVACY_OFFICER, None)})
    own = table.workspace.actor
    table.workspace.actor = type(own)(own.person_id, own.name, roles)
    before = table.ask(lambda reader: reader.get(Client, case.client_id))
    table.do(requests.rectify, made.id, "surname", "Anders")
    table.do(requests.rectify, made.id, "birth_date", date(2013, 5, 4))
    after = table.ask(lambda reader: reader.get(Client, case.client_id))
    assert (after.surname, after.birth_date) == ("Anders", date(2013, 5, 4))
    (kept,) = table.ask(lambda reader: reader.find(FieldChange, field="surname"))
    assert (kept.old, kept.new, kept.case_id) == (before.surname, "Anders", case.id)
    assert "rectificatie" in kept.reason
    with pytest.raises(RuleError, match="request-not-to-rectify"):
        table.do(requests.rectify, made.id, "search_name", "x")
    other = table.do(requests.record, RequestKind.ACCESS, day, "Ouder", "gezag", case.number)
    with pytest.raises(RuleError, match="request-not-to-rectify"):
        table.do(requests.rectify, other.id, "surname", "x")


def test_that_what_a_client_adds_stands_at_the_case_goes_out_and_is_destroyed_with_it(
    table: Table, tmp_path: Path
) -> None:
    """2.6: a cliëntverklaring, word for word, with a request of access or rectification."""
    case, _item = closed(table)
    said = "Ik was daar niet bij; mijn tante wel."
    loose = table.do(requests.record, RequestKind.ACCESS, table.today, "Ouder", "gezag", "")
    with pytest.raises(RuleError, match="request-without-case"):
        table.do(requests.attach, loose.id, said)
    made = table.do(requests.record, RequestKind.ACCESS, table.today, "Ouder", "gezag", case.number)
    with pytest.raises(RuleError, match="statement-empty"):
        table.do(requests.attach, made.id, "  ")
    table.do(requests.attach, made.id, said)
    assert [one.text for one in table.ask(case_desk.page, case.id).statements] == [said]
    target = tmp_path / "inzage.pdf"
    table.do(requests.access_package, case.number, target)
    paper = words_of(target.read_bytes())
    assert said in paper
    assert "Verklaring van de cliënt" in paper
    with table.workspace.writing() as uow:
        destroy_cases(uow, [case.id])
        uow.commit()
    assert table.ask(lambda reader: reader.find(ClientStatement)) == []


def test_that_a_request_is_answered_within_a_month_by_who_was_identified(table: Table) -> None:
    """§8: who asks, in what capacity, identity, due date, answer, ground."""
    made = table.do(requests.record, RequestKind.ACCESS, date(2026, 8, 31), "Ouder", "gezag", "")
    assert made.due_on == date(2026, 9, 30)
    with pytest.raises(CasustafelError, match="request-needs-identity"):
        table.do(requests.answer, made.id, None, "Inzage gegeven", "AVG 15")
    table.do(requests.answer, made.id, date(2026, 9, 1), "Inzage gegeven", "AVG 15")
    assert table.ask(requests.listed)[0].answer == "Inzage gegeven"


def test_that_the_access_package_blacks_out_other_people(table: Table, tmp_path: Path) -> None:
    """§5: what is kept of the person, who looked, and nobody else."""
    case, _item = closed(table)
    table.do(cases.opened, case.id)
    target = tmp_path / "inzage.pdf"
    table.do(requests.access_package, case.number, target)
    said = words_of(target.read_bytes())
    assert "Voorbeeld1" in said
    assert case.number in said
    assert "Casus bekeken" in said
    assert "BJG Noord" not in said
    assert "Secretaris," not in said
    with table.workspace.storage.engines.reader.connect() as connection:
        assert (
            connection.execute(
                text("SELECT count(*) FROM audit_event WHERE action = 'access-package'")
            ).scalar_one()
            == 1
        )
