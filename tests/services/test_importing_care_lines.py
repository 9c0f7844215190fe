"""Doorbraak lists: care lines summed per client, ranked, frozen, and taken away again."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from case_lists import BSNS, again, cases, counts, how_many, line, taken, write
from casustafel.domain.cases import CareLine, Case, CaseStatus, Client, Phase
from casustafel.domain.errors import RuleError
from casustafel.domain.records import FieldChange
from casustafel.domain.registers import Provider
from casustafel.services import importing
from casustafel.services.case import case_form
from casustafel.services.case.intake import move_case
from casustafel.services.selection import freezing
from casustafel.storage.unit_of_work import UnitOfWork
from workspaces import Table


def test_that_the_care_lines_of_a_client_are_summed_to_one_ranked_concept(
    table: Table, tmp_path: Path
) -> None:
    rows = [line(1, 100, 1), line(2, 900, 3), line(1, 300, 2), line(3, 50, 5), line(3, 50, 5)]
    answer = taken(table, write(tmp_path, *rows), "doorbraak")
    assert counts(answer) == {"read": 5, "new": 4, "duplicate": 1}
    found = {case.client_sort: case for case in cases(table)}
    assert {name: (case.annual_hours, case.annual_cents, case.rank) for name, case in
            found.items()} == {
        "voorbeeld2": (Decimal(900), 5_400_000, 1),
        "voorbeeld1": (Decimal(400), 2_400_000, 2),
        "voorbeeld3": (Decimal(50), 300_000, 3),
    }  # fmt: skip
    assert {(case.status, case.phase) for case in found.values()} == {
        (CaseStatus.DRAFT, Phase.LONGLIST)
    }
    heaviest = table.ask(lambda reader: reader.get(Provider, found["voorbeeld1"].provider_id or ""))
    assert heaviest.name == "Rivierzorg"
    lines = table.ask(lambda reader: reader.find(CareLine))
    assert {one.case_id for one in lines} == {case.id for case in found.values()}


def test_that_a_later_doorbraak_list_sums_anew_and_freezing_keeps_the_heaviest(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, *[line(at, at * 10, at) for at in range(1, 53)]), "doorbraak")
    answer = again(table, tmp_path, line(1, 9_000, 1), line(2, 20, 2), code="doorbraak")
    assert counts(answer) == {"read": 2, "updated": 1, "unchanged": 1}
    first = next(case for case in cases(table) if case.rank == 1)
    assert (first.client_sort, first.annual_hours) == ("voorbeeld1", Decimal(9_000))
    frozen = table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    assert (frozen.kept, frozen.reserve, frozen.deleted) == (50, 2, 0)
    assert how_many(table)["Case"] == 52
    by_status = Counter(case.status for case in cases(table))
    assert by_status == {CaseStatus.SUBMITTED: 50, CaseStatus.DRAFT: 2}


def sums(table: Table) -> dict[str, tuple[Decimal | None, int | None]]:
    """Hours and rank of each case, by the name of the client."""
    return {case.client_sort: (case.annual_hours, case.rank) for case in cases(table)}


def lines(table: Table) -> list[CareLine]:
    return table.ask(lambda reader: reader.find(CareLine, "allocation_number"))


def test_that_lines_of_an_earlier_period_do_not_add_to_those_of_a_later_one(
    table: Table, tmp_path: Path
) -> None:
    first = [line(1, 100, 1, Periode="2026-Q3"), line(1, 50, 2, Periode="2026-Q3")]
    taken(table, write(tmp_path, *first), "doorbraak")
    later = line(1, 120, 1, Periode="2026-Q4")
    answer = again(table, tmp_path, later, code="doorbraak")
    assert counts(answer) == {"read": 1, "new": 1}
    assert sums(table) == {"voorbeeld1": (Decimal(120), 1)}
    assert len(lines(table)) == 3


def test_that_undo_of_a_later_list_gives_lines_sums_and_ranks_back(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, line(1, 100, 1), line(2, 90, 2)), "doorbraak")
    kept_cases, kept_lines = cases(table), lines(table)
    rows = [line(2, 500, 2), line(2, 10, 4, Aanbieder="Steunpunt Oost"), line(3, 300, 3)]
    later = again(table, tmp_path, *rows, code="doorbraak")
    assert counts(later) == {"read": 3, "new": 2, "updated": 1}
    assert sums(table) == {
        "voorbeeld2": (Decimal(510), 1),
        "voorbeeld3": (Decimal(300), 2),
        "voorbeeld1": (Decimal(100), 3),
    }
    assert len(table.do(importing.undo, later.import_id)) == 1
    assert (cases(table), lines(table)) == (kept_cases, kept_lines)
    assert how_many(table)["FieldChange"] == 0
    assert how_many(table)["Provider"] == 2


def test_that_the_first_list_stays_while_a_later_one_built_on_it(
    table: Table, tmp_path: Path
) -> None:
    first = taken(table, write(tmp_path, line(1, 100, 1)), "doorbraak")
    later = again(table, tmp_path, line(1, 20, 2), code="doorbraak")
    with pytest.raises(RuleError) as refused:
        table.do(importing.undo, first.import_id)
    assert refused.value.code == "import-moved-on"
    table.do(importing.undo, later.import_id)
    assert len(table.do(importing.undo, first.import_id)) == 1
    assert (cases(table), lines(table)) == ([], [])


def test_that_a_frozen_list_cannot_be_undone(table: Table, tmp_path: Path) -> None:
    answer = taken(table, write(tmp_path, line(1, 100, 1)), "doorbraak")
    table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    with pytest.raises(RuleError) as refused:
        table.do(importing.undo, answer.import_id)
    assert refused.value.code == "import-moved-on"
    assert [case.phase for case in cases(table)] == [Phase.PRE_SCAN]


def test_that_a_sum_edited_by_hand_stays_when_a_later_list_comes(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, line(1, 100, 1)), "doorbraak")
    table.do(case_form.edit_field, cases(table)[0], "product_code", "45A99")
    again(table, tmp_path, line(1, 200, 1, Productcode="45A48"), code="doorbraak")
    case = cases(table)[0]
    assert (case.product_code, case.annual_hours) == ("45A99", Decimal(200))
    by_list = table.ask(lambda reader: reader.find(FieldChange, case_id=case.id))
    assert {one.field for one in by_list if one.import_id and one.entity == "Case"} == {
        "annual_hours",
        "annual_cents",
        "measure",
    }


def test_that_who_comes_back_after_withdrawal_has_a_new_case(table: Table, tmp_path: Path) -> None:
    taken(table, write(tmp_path, line(1, 100, 1)), "doorbraak")
    table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    table.do(withdraw, cases(table)[0].id)
    again(table, tmp_path, line(1, 110, 1), code="doorbraak")
    assert [case.status for case in cases(table)] == [CaseStatus.WITHDRAWN, CaseStatus.DRAFT]


def withdraw(uow: UnitOfWork, case_id: str) -> None:
    move_case(uow, uow.get(Case, case_id), CaseStatus.WITHDRAWN, reason="Verhuisd")
    uow.commit()


def test_that_verblijf_is_passed_over_when_a_list_is_frozen(table: Table, tmp_path: Path) -> None:
    rows = [line(1, 900, 1, Productcategorie="43"), line(2, 10, 2)]
    taken(table, write(tmp_path, *rows), "doorbraak")
    frozen = table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    assert (frozen.kept, frozen.deleted) == (1, 1)
    assert [case.client_sort for case in cases(table)] == ["voorbeeld2"]


def test_that_clients_of_one_household_are_kept_together(table: Table, tmp_path: Path) -> None:
    path = write(
        tmp_path,
        line(0, 900, 11, **{"Huishoud-id": "H-7"}),
        line(1, 800, 12, **{"Huishoud-id": "H-7"}),
        line(2, 700, 13, **{"Huishoud-id": "H-8"}),
        line(3, 600, 14),
    )
    taken(table, path, "doorbraak")
    clients = table.ask(lambda reader: reader.find(Client, "bsn"))
    assert [client.bsn for client in clients] == BSNS[:4]
    homes = [client.household_id for client in clients]
    assert homes[0] is not None
    assert homes[0] == homes[1]
    assert homes[2] not in (None, homes[0])
    assert homes[3] is None


def test_that_a_kept_client_joins_a_household_and_leaves_it_when_the_list_is_undone(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, line(0, 900, 11)), "doorbraak")
    rows = [line(0, 900, 11) | {"Huishoud-id": "H-7"}, line(1, 9, 12)]
    newer = write(tmp_path, *rows, name="volgende.xlsx")
    second = taken(table, newer, "doorbraak")
    (first, _other) = table.ask(lambda reader: reader.find(Client, "bsn"))
    assert first.household_id is not None
    assert second.import_id is not None
    table.do(importing.undo, second.import_id)
    (alone,) = table.ask(lambda reader: reader.find(Client, "bsn"))
    assert alone.household_id is None


def keyed(at: int, hours: int, **fields: object) -> dict[str, object]:
    """A line of somebody of whom the list says nothing but a key."""
    who = {"BSN": None, "Achternaam": None, "Geboortedatum": None, "Cliëntsleutel": f"K-{at}"}
    return line(at, hours, at) | who | fields


def test_that_a_list_of_keys_is_ranked_and_names_come_for_the_chosen_alone(
    table: Table, tmp_path: Path
) -> None:
    """Lists may come without BSN or name; a second list names who was chosen (domain.md §9)."""
    rows = [keyed(at, 900 - at) for at in range(1, 80)]
    answer = taken(table, write(tmp_path, *rows), "doorbraak")
    assert counts(answer) == {"read": 79, "new": 79}
    table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    clients = table.ask(lambda reader: reader.find(Client))
    assert len(clients) == 75
    assert {(one.bsn, one.surname) for one in clients} == {(None, "")}
    named = line(1, 899, 1, Cliëntsleutel="K-1")
    assert counts(again(table, tmp_path, named, code="doorbraak")) == {"read": 1, "updated": 1}
    (one,) = table.ask(lambda reader: reader.find(Client, key="K-1"))
    assert (one.bsn, one.surname, one.search_name) == (BSNS[1], "Voorbeeld1", "voorbeeld1")
    case = next(each for each in cases(table) if each.client_id == one.id)
    assert (case.rank, case.client_sort) == (1, "voorbeeld1")
    assert len(table.ask(lambda reader: reader.find(Client))) == 75
