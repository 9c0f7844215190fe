"""The register of providers: names, codes, aliases, merging."""

import pytest

from casustafel.domain.cases import Case
from casustafel.domain.errors import CasustafelError, RightError, RuleError
from casustafel.domain.meetings import Member
from casustafel.domain.people import Actor, Role
from casustafel.domain.registers import Provider
from casustafel.domain.wording import word_error
from casustafel.services.case import cases
from casustafel.services.people import members
from casustafel.services.register import providers
from casustafel.services.register.providers import ProviderRow
from workspaces import Table, someone


def rows(table: Table) -> dict[str, ProviderRow]:
    return {row.name: row for row in table.ask(providers.listed).rows}


def test_that_a_lost_zero_of_an_agb_code_is_put_back() -> None:
    assert providers.clean_agb("6012345") == "06012345"
    assert providers.clean_agb("06 012 345") == "06012345"
    assert providers.clean_agb(" ") is None


@pytest.mark.parametrize("given", ["123", "1234567a", "123456789"])
def test_that_another_code_is_refused(given: str) -> None:
    with pytest.raises(RuleError, match="provider-agb-invalid"):
        providers.clean_agb(given)


def test_that_a_provider_is_known_by_its_other_names(table: Table) -> None:
    table.do(providers.add, "Zorggroep Oost", "06012345", ["ZG Oost", "Oost BV"])
    with table.workspace.writing() as uow:
        assert cases.provider_named(uow, "zg oost").name == "Zorggroep Oost"
    assert [alias for _, alias in rows(table)["Zorggroep Oost"].aliases] == ["oost bv", "zg oost"]


def test_that_a_name_belongs_to_one_provider(table: Table) -> None:
    table.do(providers.add, "Zorggroep Oost", "06012345", ["ZG Oost"])
    for name, agb, aliases, code in (
        ("zorggroep oost", "", (), "provider-exists"),
        ("ZG OOST", "", (), "provider-exists"),
        ("Anders", "06012345", (), "provider-agb-taken"),
        ("Anders", "", ("zg oost",), "provider-exists"),
        (" ", "", (), "provider-empty"),
    ):
        with pytest.raises(CasustafelError, match=code) as refused:
            table.do(providers.add, name, agb, aliases)
        assert word_error(refused.value, "nl").do
    assert list(rows(table)) == ["Zorggroep Oost"]


def test_that_a_new_name_is_found_at_once_and_the_former_one_stays(table: Table) -> None:
    case = table.case()
    provider_id = rows(table)["Zorggroep Waal"].id
    table.do(providers.change, provider_id, "Waalzorg", "")
    changed = table.ask(lambda reader: reader.get(Case, case.id))
    assert "waalzorg" in changed.search_text
    assert changed.provider_sort == "waalzorg"
    assert [alias for _, alias in rows(table)["Waalzorg"].aliases] == ["zorggroep waal"]


def test_that_cases_and_seats_go_along_when_two_become_one(table: Table) -> None:
    case = table.case()
    away = rows(table)["Zorggroep Waal"]
    into = table.do(providers.add, "Waalzorg", "06012345")
    seat = table.ask(members.listed, "cpv").lines[0].member
    with table.workspace.writing() as uow:
        uow.replace(seat, Member(**{**_fields(seat), "provider_id": away.id}))
        uow.commit()
    table.do(providers.merge, away.id, into.id)
    assert table.ask(lambda reader: reader.get(Case, case.id)).provider_id == into.id
    assert table.ask(lambda reader: reader.get(Member, seat.id)).provider_id == into.id
    assert list(rows(table)) == ["Waalzorg"]
    with table.workspace.writing() as uow:
        assert cases.provider_named(uow, "Zorggroep Waal").id == into.id


def _fields(seat: Member) -> dict[str, object]:
    return {name: getattr(seat, name) for name in Member.__dataclass_fields__}


def test_that_two_codes_or_one_provider_are_not_merged(table: Table) -> None:
    one = table.do(providers.add, "Oost", "06012345")
    two = table.do(providers.add, "West", "06012346")
    with pytest.raises(RuleError, match="provider-merge-agb"):
        table.do(providers.merge, one.id, two.id)
    with pytest.raises(RuleError, match="provider-merge-self"):
        table.do(providers.merge, one.id, one.id)
    assert len(table.ask(lambda reader: reader.find(Provider))) == 2


def test_that_the_list_counts_cases_and_searches_without_accents(table: Table) -> None:
    table.case()
    table.do(providers.add, "Zorg Café", "06012345")
    found = table.ask(providers.listed).rows
    assert [row.name for row in providers.matching(found, "cafe")] == ["Zorg Café"]
    assert [row.name for row in providers.matching(found, "0601")] == ["Zorg Café"]
    assert (rows(table)["Zorggroep Waal"].cases, rows(table)["Zorggroep Waal"].running) == (1, 1)


def test_that_only_who_manages_the_register_changes_it(table: Table) -> None:
    table.workspace.actor = Actor(someone("x"), "Secretaris", frozenset({(Role.SECRETARY, None)}))
    assert table.ask(providers.listed).may_manage is False
    with pytest.raises(RightError):
        table.do(providers.add, "Oost")
    table.workspace.actor = Actor(someone("x"), "Lid", frozenset({(Role.MEMBER, None)}))
    with pytest.raises(RightError):
        table.ask(providers.listed)
