"""A list is written while it is compared: comparing asks the database nothing any more."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from case_lists import BSNS, POINTS, cases, counts, request, taken, write
from casustafel.domain.cases import Case, Client
from casustafel.services import importing
from casustafel.services.case import cases as steps
from casustafel.services.case import intake
from casustafel.services.importing.answer import unheard
from casustafel.services.importing.compare import Comparison
from workspaces import Table

#: Two steps and a bit; the persons repeat, the references do not.
_MANY = 2_050


def test_that_comparing_reads_nothing_once_it_began(table: Table, tmp_path: Path) -> None:
    taken(table, write(tmp_path, *(request(at, Toewijzingnr=at + 1) for at in range(4))))
    case = cases(table)[0]
    client = table.ask(lambda reader: reader.get(Client, case.client_id))
    table.do(steps.edit_client, case.id, client, replace(client, postcode="6525XB"))
    rows = [
        request(0, Toewijzingnr=1, Postcode="6512 AA"),
        request(1, Toewijzingnr=3),
        request(2, Kenmerk="BJG-2026-900", Productcode="45A49", Aanbieder="Nieuw in de lijst"),
        request(3, Toewijzingnr=4, **POINTS),
        request(5),
    ]
    read = importing.read_list(
        write(tmp_path, *rows, name="volgende.xlsx"), "cpv", today=table.today
    )
    with table.workspace.writing() as uow:
        comparison = Comparison(uow, intake.context(uow, "cpv"), read, frozenset())
    # Outside the unit of work every question to the database would be an error of the driver.
    new = [case for step in comparison.steps(unheard) for case in step]
    states = Counter(line.state.value for line in comparison.lines)
    assert states == {"updated": 1, "unchanged": 1, "refused": 1, "new": 2}, states
    assert len(new) == 2


def test_that_a_list_of_several_steps_is_numbered_in_its_order(
    table: Table, tmp_path: Path
) -> None:
    rows = [
        request(at % 40, Kenmerk=f"BJG-{at}", Achternaam=f"Voorbeeld{at % 40}")
        for at in range(_MANY)
    ]
    answer = taken(table, write(tmp_path, *rows))
    assert counts(answer) == {"read": _MANY, "new": _MANY}
    kept = cases(table)
    assert [case.sender_reference for case in kept] == [f"BJG-{at}" for at in range(_MANY)]
    assert [case.sequence for case in kept] == list(range(1, _MANY + 1))
    assert [line.case_number for line in answer.lines] == [case.number for case in kept]
    assert len({case.client_id for case in kept}) == 40
    taken(table, write(tmp_path, request(41), name="later.xlsx"))
    later = table.ask(lambda reader: reader.first(Case, "-sequence"))
    assert later is not None
    assert later.sequence == _MANY + 1


def test_that_what_is_taken_of_a_client_counts_in_the_cases_before_it(
    table: Table, tmp_path: Path
) -> None:
    taken(table, write(tmp_path, request(0)))
    rows = [request(0, Kenmerk=f"BJG-{at}", Productcode=f"45A{at}") for at in range(1_010)]
    rows[1_005]["Achternaam"] = "Nieuwenaam"
    path = write(tmp_path, *rows, name="volgende.xlsx")
    taken(table, path, overwrite=frozenset({(1_007, "client.surname")}))
    client = table.ask(lambda reader: reader.first(Client, bsn=BSNS[0]))
    assert client is not None
    assert client.surname == "Nieuwenaam"
    assert {case.client_sort for case in cases(table)} == {"nieuwenaam"}
