"""Who a list is about: other persons under a number, other data of a client, other tables."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from case_lists import (
    BSNS,
    POINTS,
    again,
    cases,
    codes,
    confirmed,
    counts,
    line,
    refused_for_another,
    request,
    taken,
    write,
)
from casustafel.domain.cases import Client
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.meetings import Member
from casustafel.domain.people import Actor, Person, Role
from casustafel.domain.records import FieldChange
from casustafel.domain.wording import word
from casustafel.services import importing
from casustafel.services.agenda import meetings
from casustafel.services.case import cases as steps
from casustafel.services.importing import RowState
from casustafel.services.meeting import room
from casustafel.services.queue import queue
from casustafel.services.queue.queue import QueueQuery
from workspaces import Table, someone

#: A superuser reads by its own account, whoever acts.
AS_ACCOUNT = pytest.mark.where("file rows", "a superuser sees by its own account")


class StoppedError(Exception):
    """Somebody who waited stopped."""


def client_of(table: Table, bsn: str) -> Client:
    found = table.ask(lambda reader: reader.first(Client, bsn=bsn))
    assert found is not None
    return found


def listed(table: Table, path: Path) -> importing.ImportAnswer:
    """Take a Doorbraak list in, as somebody for whom the terms were confirmed."""
    read = importing.read_list(path, "doorbraak", today=table.today)
    return table.do(importing.run, "doorbraak", read)


def found_by(table: Table, text: str, code: str = "cpv") -> int:
    query = QueueQuery(committee=code, text=text)
    return table.ask(lambda reader: queue.page(reader, query)).total


def test_that_an_allocation_number_of_somebody_else_is_refused_and_nothing_updated(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(0, Toewijzingnr=4711)))
    answer = again(table, tmp_path, request(1, Toewijzingnr=4711, Aanbieder="Rivierzorg"))
    assert counts(answer) == {"read": 1, "refused": 1}
    (said,) = [one for one in answer.findings if one.code == "allocation-other-person"]
    assert (said.row, said.field, said.severity) == (2, "allocation_number", "error")
    assert "CPV-2026-0001" in str(word(said.code, said.values, "nl"))
    (case,) = cases(table)
    assert case.client_id == client_of(table, BSNS[0]).id
    assert table.ask(lambda reader: reader.first(Client, bsn=BSNS[1])) is None


def test_that_one_allocation_number_for_two_persons_in_a_list_is_refused(
    table: Table, tmp_path: Path
) -> None:
    rows = request(0, Toewijzingnr=4711), request(1, Toewijzingnr=4711)
    answer = taken(table, write(tmp_path, *rows))
    assert counts(answer) == {"read": 2, "new": 1, "refused": 1}
    assert "allocation-twice" in codes(answer)


def test_that_a_person_without_bsn_is_known_by_number_and_birth_date(
    table: Table, tmp_path: Path
) -> None:
    first = request(0, BSN=None, Toewijzingnr=4711, Achternaam="Voorbeelt")
    taken(table, write(tmp_path, first))
    answer = again(table, tmp_path, first | {"Achternaam": "Voorbeeld"})
    assert counts(answer) == {"read": 1, "unchanged": 1}
    assert [one.field for one in answer.lines[0].updates] == ["client.surname"]
    assert len(table.ask(lambda reader: reader.find(Client))) == 1


def test_that_other_data_of_a_client_are_shown_and_only_taken_when_chosen(
    table: Table, tmp_path: Path
) -> None:
    first = request(0)
    taken(table, write(tmp_path, first))
    moved = first | {"Achternaam": "Zilverroos", "Postcode": "6525 XB", "Opmerking": "Verhuisd"}
    answer = again(table, tmp_path, moved, dry_run=True)
    assert {one.field: (one.old, one.new) for one in answer.lines[0].updates} == {
        "remark": ("", "Verhuisd"),
        "client.surname": ("Voorbeeld0", "Zilverroos"),
        "client.postcode": ("6511AB", "6525XB"),
    }
    assert [one.code for one in answer.findings].count("client-differs") == 2
    kept = again(table, tmp_path, moved)
    assert counts(kept) == {"read": 1, "updated": 1}
    assert client_of(table, BSNS[0]).surname == "Voorbeeld0"
    chosen = frozenset({(2, "client.surname"), (2, "client.postcode")})
    later = again(table, tmp_path, moved | {"Verwijzer naam": "BJG Zuid"}, overwrite=chosen)
    assert counts(later) == {"read": 1, "updated": 1}
    client = client_of(table, BSNS[0])
    assert (client.surname, client.postcode, client.search_name) == (
        "Zilverroos",
        "6525XB",
        "zilverroos",
    )
    assert (found_by(table, "zilverroos"), found_by(table, "voorbeeld0")) == (1, 0)
    told = table.ask(lambda reader: reader.find(FieldChange, entity="Client", field="surname"))
    assert [(one.old, one.new) for one in told] == [("Voorbeeld0", "Zilverroos")]
    assert later.import_id is not None
    table.do(importing.undo, later.import_id)
    assert client_of(table, BSNS[0]).surname == "Voorbeeld0"
    assert (found_by(table, "zilverroos"), found_by(table, "voorbeeld0")) == (0, 1)


def test_that_capitals_and_accents_are_no_other_name(table: Table, tmp_path: Path) -> None:
    taken(table, write(tmp_path, request(0, Achternaam="Müller")))
    answer = again(table, tmp_path, request(0, Achternaam="MULLER"))
    assert answer.lines[0].updates == ()


def test_that_a_new_case_of_a_known_client_asks_too_and_takes_what_was_chosen(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(0)))
    newer = request(0, Kenmerk="BJG-2", Productcode="45A99", Achternaam="Zilverroos")
    answer = again(table, tmp_path, newer, overwrite=frozenset({(2, "client.surname")}))
    assert counts(answer) == {"read": 1, "new": 1}
    assert found_by(table, "zilverroos") == 2


def test_that_what_somebody_typed_of_a_client_is_told_as_such(table: Table, tmp_path: Path) -> None:
    taken(table, write(tmp_path, request(0)))
    (case,) = cases(table)
    before = client_of(table, BSNS[0])
    table.do(steps.edit_client, case.id, before, replace(before, postcode="6525XB"))
    answer = again(table, tmp_path, request(0, Opmerking="Gebeld"))
    update = answer.lines[0].updates[-1]
    assert (update.field, update.by_hand, update.waits) == ("client.postcode", True, True)
    assert client_of(table, BSNS[0]).postcode == "6525XB"


def test_that_a_client_who_was_changed_again_is_not_given_back(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(0)))
    chosen = frozenset({(2, "client.surname")})
    later = again(table, tmp_path, request(0, Achternaam="Zilverroos"), overwrite=chosen)
    (case,) = cases(table)
    client = client_of(table, BSNS[0])
    table.do(steps.edit_client, case.id, client, replace(client, surname="Waterlelie"))
    with pytest.raises(RuleError) as refused:
        table.do(importing.undo, later.import_id or "")
    assert refused.value.code == "import-moved-on"


def test_that_a_line_of_a_longlist_knows_whose_its_number_is(table: Table, tmp_path: Path) -> None:
    taken(table, write(tmp_path, line(0, 400, 1), line(1, 300, 2)), "doorbraak")
    rows = line(1, 500, 1), line(0, 410, 1, Achternaam="Zilverroos"), line(2, 10, 3)
    path = write(tmp_path, *rows, line(3, 10, 3), name="later.xlsx")
    answer = taken(table, path, "doorbraak", overwrite=frozenset({(3, "client.surname")}))
    states = [one.state for one in answer.lines]
    assert states == [RowState.REFUSED, RowState.UPDATED, RowState.NEW, RowState.REFUSED]
    assert {"allocation-other-person", "allocation-twice"} <= codes(answer)
    assert client_of(table, BSNS[0]).surname == "Zilverroos"
    assert found_by(table, "zilverroos", "doorbraak") == 1
    table.do(importing.undo, answer.import_id or "")
    assert client_of(table, BSNS[0]).surname == "Voorbeeld0"


def test_that_the_overlap_of_tables_is_counted_for_who_may_see_both(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(0), request(1), request(2)))
    school = {"School": "De Zevensprong", "BRIN": "99AB00"}
    rows = [request(at, Kenmerk=f"Z-{at}") | school for at in (0, 1, 5)]
    path = write(tmp_path, *rows, name="zbo.xlsx")
    seen = taken(table, path, "zbo", dry_run=True)
    assert seen.overlap == {"cpv": 2}
    assert seen.as_json()["overlap"] == {"cpv": 2}
    lines = write(tmp_path, line(0, 10, 1), line(7, 10, 2), name="lijnen.xlsx")
    assert taken(table, lines, "doorbraak", dry_run=True).overlap == {"cpv": 1}
    submitter = Actor(someone("p"), "Indiener", frozenset({(Role.SUBMITTER, "zbo")}))
    given = importing.read_list(path, "zbo", today=date(2026, 11, 26))

    def narrow(uow):  # type: ignore[no-untyped-def]
        uow.actor = submitter
        return importing.run(uow, "zbo", given, dry_run=True)

    assert table.do(narrow).overlap == {}


def test_that_progress_is_told_and_stopping_keeps_nothing(table: Table, tmp_path: Path) -> None:
    path = write(tmp_path, *(request(at) for at in range(6)))
    told: list[tuple[int, int]] = []
    taken(table, path, dry_run=True, progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 6), (6, 6)]

    def stop(done: int, of: int) -> None:
        if (done, of) == (6, 6):
            raise StoppedError

    with pytest.raises(StoppedError):
        taken(table, path, progress=stop)
    assert cases(table) == []
    assert counts(taken(table, path)) == {"read": 6, "new": 6}


def without_bsn(**fields: object) -> dict[str, object]:
    return request(0, Toewijzingnr=4711) | {"BSN": None} | fields


@pytest.mark.parametrize("first", [True, False])
def test_that_a_bsn_that_becomes_known_is_of_one_person_in_the_whole_list(
    table: Table, tmp_path: Path, first: bool
) -> None:
    """T5: two rows of one person, of which the one with the number was kept without a BSN."""
    taken(table, write(tmp_path, without_bsn()))
    numbered = request(0, Toewijzingnr=4711)
    other = request(0, Kenmerk="BJG-2026-900", Toewijzingnr=None, Productcode="45A49")
    rows = [numbered, other] if first else [other, numbered]
    chosen = frozenset({(2 if first else 3, "client.bsn")})
    answer = again(table, tmp_path, *rows, overwrite=chosen)
    kept = client_of(table, BSNS[0])
    held = [case.client_id == kept.id for case in cases(table)]
    # Who stands first is made a client; whether it is the same person is for somebody to see.
    assert held == ([True, True] if first else [False, True])
    assert ("bsn-not-taken" in codes(answer)) is not first


def test_that_two_kept_persons_never_get_one_bsn(table: Table, tmp_path: Path) -> None:
    """T5: under two allocation numbers two persons are kept who may be one."""
    rows = [without_bsn(), without_bsn(Toewijzingnr=4712, Kenmerk="X-2", Achternaam="Anders")]
    taken(table, write(tmp_path, *rows))
    newer = [request(0, Toewijzingnr=at, Kenmerk=f"X-{at}") for at in (4711, 4712)]
    chosen = frozenset({(2, "client.bsn"), (3, "client.bsn")})
    answer = again(table, tmp_path, *newer, overwrite=chosen)
    assert counts(answer) == {"read": 2, "updated": 1, "refused": 1}
    assert "allocation-other-person" in codes(answer)


@pytest.mark.parametrize("first", [True, False])
def test_that_a_bsn_of_a_doorbraak_list_is_of_one_person_too(
    table: Table, tmp_path: Path, first: bool
) -> None:
    """T5."""
    taken(table, write(tmp_path, line(0, 100, 4711) | {"BSN": None}), "doorbraak")
    numbered, other = line(0, 200, 4711), line(0, 50, 4712)
    rows = [numbered, other] if first else [other, numbered]
    chosen = frozenset({(2 if first else 3, "client.bsn")})
    answer = again(table, tmp_path, *rows, code="doorbraak", overwrite=chosen)
    assert client_of(table, BSNS[0])
    assert len(cases(table)) == (1 if first else 2)
    assert ("bsn-not-taken" in codes(answer)) is not first


@pytest.fixture
def as_one(table: Table) -> Callable[..., Table]:
    """Gives the table to one of several people who bring cases in, or work there otherwise."""

    def act(who: int, role: Role = Role.SUBMITTER) -> Table:
        person = f"01940000-0000-7000-8000-0000000000b{who}"
        table.workspace.actor = Actor(person, f"Teamlid {who}", frozenset({(role, None)}))
        return table

    return act


@AS_ACCOUNT
def test_that_a_list_about_cases_of_another_team_is_refused_and_makes_none_twice(
    table: Table, as_one: Callable[..., Table], tmp_path: Path
) -> None:
    """An update would change what nobody saw; on a server a second case came beside it."""
    own, theirs = refused_for_another(partial(as_one, 1), partial(as_one, 2), tmp_path)
    with pytest.raises(RightError, match="import-of-others"):
        as_one(2).do(importing.undo, own)
    as_one(1).do(importing.undo, own)
    as_one(2).do(importing.undo, theirs)
    as_one(1, Role.ADMINISTRATOR)
    assert table.ask(lambda reader: reader.find(Client)) == []


@AS_ACCOUNT
def test_that_care_lines_of_a_client_of_another_team_are_refused(
    as_one: Callable[..., Table], tmp_path: Path
) -> None:
    confirmed(as_one(1, Role.ADMINISTRATOR))
    rows = [line(1, 100, 1), line(2, 900, 3)]
    assert counts(listed(as_one(1), write(tmp_path, *rows))) == {"read": 2, "new": 2}
    before = cases(as_one(1))
    more = [line(1, 300, 4), line(5, 300, 3), line(4, 50, 5)]
    answer = listed(as_one(2), write(tmp_path, *more, name="ander.xlsx"))
    assert counts(answer) == {"read": 3, "new": 1, "refused": 2}
    assert [one for one in cases(as_one(1)) if one.client_sort != "voorbeeld4"] == before


@AS_ACCOUNT
def test_that_a_secretaris_brings_nothing_in_of_a_case_in_which_they_take_no_part(
    table: Table, as_one: Callable[..., Table], tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(1, **POINTS), request(2)))
    (case, _other) = cases(table)
    everything, secretary = table.workspace.actor, as_one(3, Role.SECRETARY).workspace.actor
    table.workspace.actor = everything
    meeting = table.meeting()
    (item,) = table.do(meetings.schedule, meeting.id, [case.id])
    table.do(room.open_meeting, meeting.id)
    with table.workspace.writing() as uow:
        seat = uow.find(Member)[0]
        if not uow.find(Person, id=secretary.person_id):
            uow.add(Person(id=secretary.person_id, name=secretary.name))
        uow.replace(seat, replace(seat, person_id=secretary.person_id))
        uow.commit()
    table.do(room.recuse, item.id, seat.id, "Familie.")
    as_one(3, Role.SECRETARY)
    answer = again(table, tmp_path, request(1, Opmerking="a"), request(2, Opmerking="b"))
    assert counts(answer) == {"read": 2, "updated": 1, "refused": 1}
    assert codes(answer) >= {"case-of-others"}
    table.workspace.actor = everything
    assert [one.remark for one in cases(table)] == ["", "b"]
