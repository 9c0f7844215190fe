"""Seats, persons, roles, passphrases and the recovery key."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casustafel import bootstrap
from casustafel.domain.errors import (
    CasustafelError,
    DatabaseError,
    RightError,
    RuleError,
    UsageError,
)
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Member
from casustafel.domain.passphrases import Strength, strength
from casustafel.domain.people import Actor, Person, PersonRole, Role
from casustafel.domain.records import AuditEvent
from casustafel.domain.wording import word_error
from casustafel.services.people import members, persons
from casustafel.services.people.keyring import KeyRing
from casustafel.storage import keys
from workspaces import CHEAP, PASSPHRASE, PERSON, Table, someone

KEYS = pytest.mark.where("file", "a server has no keys and passphrases of the program")

OTHER = "een andere goede zin voor proeven"


@pytest.fixture
def ring(table: Table) -> KeyRing:
    return KeyRing(table.workspace.storage, CHEAP)


def reopened(table: Table, passphrase: str, person: str | None = None) -> str:
    """Close the workspace, open it with a passphrase, and say who acts then."""
    table.workspace.close()
    with bootstrap.open_workspace(str(table.path), passphrase, person, clock=table.clock) as again:
        return again.actor.name


@KEYS
def test_that_a_new_person_opens_the_workspace_with_an_own_passphrase(
    table: Table, ring: KeyRing
) -> None:
    person = table.do(
        persons.add_person, ring, PASSPHRASE, "Bea Voorbeeld", OTHER, reference="2026-114"
    )
    table.do(persons.set_roles, person.id, {(Role.MEMBER, "cpv")})
    assert ring.holds("bea voorbeeld")
    assert reopened(table, OTHER, "Bea Voorbeeld") == "Bea Voorbeeld"


@KEYS
def test_that_a_passphrase_that_is_refused_leaves_no_person_behind(
    table: Table, ring: KeyRing
) -> None:
    with pytest.raises(UsageError, match="passphrase-unfit"):
        table.do(persons.add_person, ring, PASSPHRASE, "Bea Voorbeeld", "   ", reference="26")
    assert table.ask(lambda reader: reader.find(Person, name="Bea Voorbeeld")) == []
    assert not ring.holds("Bea Voorbeeld")


@KEYS
def test_that_access_is_withdrawn_and_given_again(table: Table, ring: KeyRing) -> None:
    person = table.do(
        persons.add_person, ring, PASSPHRASE, "Bea Voorbeeld", OTHER, reference="2026-114"
    )
    table.do(persons.withdraw, ring, person.id)
    assert not ring.holds("Bea Voorbeeld")
    assert table.ask(lambda reader: reader.get(Person, person.id)).active is False
    table.do(persons.give, ring, PASSPHRASE, person.id, OTHER, reference="26")
    assert reopened(table, OTHER, "Bea Voorbeeld") == "Bea Voorbeeld"


@KEYS
def test_that_nobody_withdraws_the_own_access(table: Table, ring: KeyRing) -> None:
    with pytest.raises(RuleError, match="person-own-access"):
        table.do(persons.withdraw, ring, table.workspace.actor.person_id)
    assert ring.holds(PERSON)


@KEYS
def test_that_the_own_passphrase_changes_after_the_present_one_was_typed(
    table: Table, ring: KeyRing
) -> None:
    with pytest.raises(UsageError, match="passphrase-present-wrong"):
        table.do(persons.change_own, ring, "verkeerd geraden", OTHER)
    table.do(persons.change_own, ring, PASSPHRASE, OTHER)
    assert reopened(table, OTHER) == PERSON
    with pytest.raises(DatabaseError, match="passphrase-wrong"):
        bootstrap.open_workspace(str(table.path), PASSPHRASE)


@KEYS
def test_that_a_new_recovery_key_opens_and_the_old_one_no_longer(
    table: Table, ring: KeyRing
) -> None:
    first = table.do(persons.renew_recovery_key, ring, PASSPHRASE)
    second = table.do(persons.renew_recovery_key, ring, PASSPHRASE)
    assert reopened(table, second) == PERSON
    with pytest.raises(DatabaseError):
        bootstrap.open_workspace(str(table.path), first)


def test_that_roles_become_what_is_asked_in_one_step(table: Table) -> None:
    person = table.do(persons.add, "Bea Voorbeeld")
    table.do(persons.set_roles, person.id, {(Role.MEMBER, "cpv"), (Role.CHAIR, "zbo")})
    table.do(persons.set_roles, person.id, {(Role.MEMBER, "cpv"), (Role.REPORTER, None)})
    held = table.ask(lambda reader: reader.find(PersonRole, person_id=person.id))
    assert {(one.role, one.committee) for one in held} == {
        (Role.MEMBER, "cpv"),
        (Role.REPORTER, None),
    }


def test_that_somebody_stays_beheerder(table: Table) -> None:
    with pytest.raises(RuleError, match="last-administrator"):
        table.do(persons.set_roles, table.workspace.actor.person_id, {(Role.SECRETARY, None)})
    held = table.ask(lambda r: r.find(PersonRole, person_id=table.workspace.actor.person_id))
    assert len(held) == len(Role)


def seat(**fields: object) -> Member:
    base = Member(
        id=new_id(),
        committee="cpv",
        role_name="Expert",
        organisation="Onafhankelijk",
        discipline="expert_jonge_kind",
        scope="vdb",
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def test_that_seats_stand_in_the_order_of_the_table_with_what_is_missing(table: Table) -> None:
    table.do(members.add, seat())
    found = table.ask(members.listed, "cpv")
    assert [line.discipline for line in found.lines] == [
        "Voorzitter",
        "Zorgexpert",
        "Buurtteams Jeugd en Gezin",
        "Expert behandeling jonge kinderen",
    ]
    assert found.lines[-1].scope == "VDB"
    assert "Stroomland" in found.missing
    assert "Expert behandeling jonge kinderen" not in found.missing


def test_that_a_seat_that_ended_stands_last_and_no_longer_counts(table: Table) -> None:
    first = table.ask(members.listed, "cpv").lines[0]
    table.do(members.end, first.member.id, date(2026, 11, 25))
    found = table.ask(members.listed, "cpv")
    assert (found.lines[-1].member.id, found.lines[-1].now) == (first.member.id, False)
    assert "Voorzitter" in found.missing


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"role_name": " "}, "member-incomplete"),
        ({"discipline": "onbekend"}, "member-discipline-unknown"),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "member-dates-wrong"),
    ],
)
def test_that_a_seat_that_is_not_whole_is_refused_in_words(
    table: Table, fields: dict[str, object], code: str
) -> None:
    with pytest.raises(CasustafelError, match=code) as refused:
        table.do(members.add, seat(**fields))
    assert word_error(refused.value, "nl").do


def test_that_only_a_beheerder_changes_people(table: Table, ring: KeyRing) -> None:
    table.workspace.actor = Actor(someone("x"), "Lid", frozenset({(Role.MEMBER, None)}))
    with pytest.raises(RightError):
        table.do(members.add, seat())
    with pytest.raises(RightError):
        table.do(persons.add_person, ring, PASSPHRASE, "Bea", OTHER, reference="26")
    with pytest.raises(RightError):
        table.do(persons.renew_recovery_key, ring, PASSPHRASE)
    assert table.ask(members.listed, "cpv").persons == ()


@KEYS
@pytest.mark.parametrize(
    "weak", ["a", "welkom01", "Welkom2026!", "Amsterdam2026!!", "qwertyuiopasdfgh"]
)
def test_that_a_weak_passphrase_is_refused_wherever_one_is_made(
    table: Table, ring: KeyRing, tmp_path: Path, weak: str
) -> None:
    """S10a: `a` made a workspace; `Amsterdam2026!!` was called fair."""
    for make in (
        lambda: table.do(persons.add_person, ring, PASSPHRASE, "Bram", weak, reference="26"),
        lambda: table.do(persons.change_own, ring, PASSPHRASE, weak),
        lambda: bootstrap.create_workspace(str(tmp_path / "nieuw.db"), weak, "Bram"),
    ):
        with pytest.raises(UsageError) as caught:
            make()
        assert caught.value.code == "passphrase-weak"
        offered = str(caught.value.values["proposal"])
        assert len(offered.split()) == 5
        assert strength(offered) is not Strength.WEAK
    assert not (tmp_path / "nieuw.db").exists()


def test_that_names_and_the_municipality_are_guessed_first() -> None:
    """S10a: zxcvbn alone knows neither."""
    said = "Voorbeeldstad-Zuiderveen"
    assert strength(said) is not Strength.WEAK
    assert strength(said, ["Voorbeeldstad", "Zuiderveen"]) is Strength.WEAK


@KEYS
@pytest.mark.parametrize("step", ["before", "after"])
def test_that_the_log_is_true_when_the_program_dies_while_a_passphrase_changes(
    table: Table, ring: KeyRing, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """S8: 10 of 40 kills left a new passphrase that no event told of."""
    write = keys.change_passphrase

    def killed(*args: Any, **given: Any) -> Any:
        if step == "after":
            write(*args, **given)
        raise KeyboardInterrupt

    monkeypatch.setattr(keys, "change_passphrase", killed)
    with pytest.raises(KeyboardInterrupt):
        table.do(persons.change_own, ring, PASSPHRASE, OTHER)

    actions = table.ask(lambda reader: [one.action for one in reader.find(AuditEvent)])
    assert actions.count("passphrase-changed-begun") == 1
    assert "passphrase-changed" not in actions
    assert reopened(table, PASSPHRASE if step == "before" else OTHER) == PERSON
