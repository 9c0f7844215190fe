"""Other spellings of organisations: the list that ships, and the municipality's own."""

from datetime import date
from pathlib import Path

import pytest

from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import AuditEvent
from casustafel.domain.registers import Provider
from casustafel.services import importing
from casustafel.services.importing import aliases
from casustafel.services.importing.aliases import Alias
from workspaces import Table, someone

TODAY = date(2026, 11, 26)


def referrers(table: Table, path: Path) -> list[str]:
    given = importing.read_list(path, "cpv", aliases=table.ask(aliases.spellings), today=TODAY)
    return [row.values["referrer_name"] for row in given.rows]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "lijst.csv"
    rows = ("Kenmerk;BSN;Achternaam;Verwijzer naam;Aanbieder",)
    rows += ("K1;999900006;Voorbeeld;BJJG;Rivierzrg", "K2;999900018;Proef;Bjk;Rivierzorg")
    file.write_text("\n".join(rows), "utf-8")
    return file


def test_that_the_spellings_that_ship_hold_until_somebody_changes_them(
    table: Table, path: Path
) -> None:
    assert Alias("BJG", "BJJ") in table.ask(aliases.listed)
    assert referrers(table, path) == ["BJG", "BJG"]


def test_that_a_spelling_of_the_municipality_maps_the_name_and_says_so(
    table: Table, path: Path
) -> None:
    table.do(aliases.keep, [Alias("Rivierzorg", "Rivierzrg"), Alias("Team Noord", "bjk")])
    given = importing.read_list(path, "cpv", aliases=table.ask(aliases.spellings), today=TODAY)
    assert [row.values["provider"] for row in given.rows] == ["Rivierzorg", "Rivierzorg"]
    assert [row.values["referrer_name"] for row in given.rows] == ["BJJG", "Team Noord"]
    told = {(one.row, one.field, one.code) for row in given.rows for one in row.findings}
    assert (2, "provider", "alias-mapped") in told
    assert (3, "referrer_name", "alias-mapped") in told
    answer = table.do(importing.run, "cpv", given)
    assert answer.rows["new"] == 2
    assert [one.name for one in table.ask(lambda reader: reader.find(Provider))] == ["Rivierzorg"]


def test_that_an_empty_list_maps_nothing(table: Table, path: Path) -> None:
    table.do(aliases.keep, [])
    assert table.ask(aliases.listed) == ()
    assert referrers(table, path) == ["BJJG", "Bjk"]


def test_that_spellings_are_kept_clean_in_order_and_logged(table: Table) -> None:
    wanted = [Alias("Zonnehof ", "De  Zonehof"), Alias("BJG", "BJJ"), Alias("BJG", "bjj")]
    kept = table.do(aliases.keep, wanted)
    assert kept == (Alias("BJG", "BJJ"), Alias("Zonnehof", "De Zonehof"))
    assert table.ask(aliases.listed) == kept
    last = table.ask(lambda reader: reader.find(AuditEvent, action="aliases-kept"))
    assert last[0].details == {"aliases": 2}


def test_that_spellings_as_text_read_back_the_same(table: Table) -> None:
    kept = table.ask(aliases.listed)
    text = aliases.as_text(kept)
    first = "BJG = B.J.G.; BJ&G; BJJ; BJJG; BJK; OIDOS; Stichting OIDOS"
    assert text.splitlines()[0] == first
    assert aliases.of_text(text + "\n\n") == kept


@pytest.mark.parametrize("line", ["BJG BJJ", "= BJJ", "BJG = ;"])
def test_that_a_line_of_text_without_name_or_spelling_is_refused(line: str) -> None:
    with pytest.raises(RuleError) as refused:
        aliases.of_text(f"BTV = B.T.V.\n{line}")
    assert (refused.value.code, refused.value.values) == ("alias-line", {"line": line})


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ([Alias("BJG", " ")], "alias-empty"),
        ([Alias("", "BJJ")], "alias-empty"),
        ([Alias("Rivierzorg", "RIVIERZORG")], "alias-of-itself"),
        ([Alias("BJG", "BJJ"), Alias("BTV", "bjj")], "alias-twice"),
    ],
)
def test_that_a_spelling_that_cannot_hold_is_refused_and_nothing_changes(
    table: Table, wanted: list[Alias], code: str
) -> None:
    before = table.ask(aliases.listed)
    with pytest.raises(RuleError) as refused:
        table.do(aliases.keep, wanted)
    assert refused.value.code == code
    assert table.ask(aliases.listed) == before


def test_that_only_who_keeps_the_register_changes_spellings(table: Table) -> None:
    table.workspace.actor = Actor(someone("p"), "Teamlid", frozenset({(Role.SUBMITTER, "cpv")}))
    with pytest.raises(RightError):
        table.do(aliases.keep, [Alias("BJG", "BJJ")])
