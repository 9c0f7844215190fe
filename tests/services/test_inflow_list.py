"""Lists of begun care: who has no known route is found, and who has one leaves nothing behind."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import text

from case_lists import write
from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.identifiers import TEST_BSN, passes_elfproef
from casustafel.domain.ids import new_id
from casustafel.domain.inflow import InflowEntry, InflowList, LawfulRoute
from casustafel.domain.norms import CareForm
from casustafel.domain.outcomes import Contribution, Outcome, OutcomeKind
from casustafel.domain.people import Actor, Role
from casustafel.domain.stops import StopKind
from casustafel.domain.urgent import UrgentDecision
from casustafel.services.case import cases
from casustafel.services.importing import ImportAnswer
from casustafel.services.meeting import outcomes
from casustafel.services.meeting.outcomes import OutcomeInput
from casustafel.services.register import inflow, inflow_list, norm_steps
from casustafel.services.register.inflow import InflowAnswer
from casustafel.services.register.inflow_list import Ground
from workspaces import Table

STOP = date(2026, 9, 1)
SINCE, UNTIL = date(2026, 9, 1), date(2026, 12, 31)
WAAL = "Zorggroep Waal"
GROUND = Ground("CP-2026-03", date(2026, 6, 1))
#: Invented, and all of them pass the elfproef.
BSNS = [one for number in TEST_BSN if passes_elfproef(one := str(number))]


@dataclass
class Known:
    """Clients with a request, by what was said of it: the BSN of each."""

    bsns: dict[str, list[str]]
    waiting: Case
    """Granted, and in no list."""


def stop_at(table: Table, name: str = WAAL) -> None:
    def record(uow):  # type: ignore[no-untyped-def]
        found = cases.provider_named(uow, name)
        norm_steps.record_stop(
            uow, found.id, CareForm.BEGELEIDING_JEUGD, StopKind.BESTEDINGSRUIMTE, STOP
        )

    table.do(record)


def requested(table: Table, at: int, **fields: object) -> str:
    """A request of a client with a BSN, in no meeting."""
    client = Client(id=new_id(), surname=f"Proef{at}", birth_date=date(2014, 2, 1), bsn=BSNS[at])
    base: dict[str, object] = {
        "law": "jeugd",
        "care_form": "begeleiding_jeugd",
        "referrer_type": "bjg",
        "received": date(2026, 9, 10),
    }
    table.do(cases.new, "cpv", client, base | fields, {}, provider=WAAL)
    return BSNS[at]


def known(table: Table) -> Known:
    """Two clients of each kind: what a table said, and what a request says by itself."""
    stop_at(table)
    _, items = table.opened(9)
    found: dict[str, list[str]] = {}

    def named(uow):  # type: ignore[no-untyped-def]
        for at, item in enumerate(items):
            client = uow.get(Client, uow.get(Case, item.case_id).client_id)
            uow.replace(client, replace(client, bsn=BSNS[at]))
        for item in items[4:6]:  # help of the provider, though the school has to act
            uow.add(
                Outcome(
                    id=new_id(),
                    case_id=item.case_id,
                    item_id=item.id,
                    committee="zbo",
                    choice="onderwijs",
                    kind=OutcomeKind.ELSEWHERE,
                    decided_at=datetime(2026, 11, 26, 9, tzinfo=UTC),
                    recorded_by="Secretaris",
                    contributions=(
                        Contribution(party="Zorgaanbieder", task="x", hours="2", law="jeugdwet"),
                    ),
                )
            )
        for item in items[6:8]:
            uow.add(
                UrgentDecision(
                    id=new_id(),
                    case_id=item.case_id,
                    committee="cpv",
                    recorded_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
                    decided_on=date(2026, 11, 20),
                    reason="Crisis thuis.",
                    latest=date(2026, 11, 21),
                    decider="Voorzitter",
                    decision="Begin morgen.",
                    choice="toegekend",
                )
            )
        uow.commit()

    table.do(named)
    valid = date(2027, 5, 27)
    for item in (*items[:2], items[8]):
        given = OutcomeInput(choice="toegekend", reasons=("TK4",), valid_until=valid)
        table.do(outcomes.record, item.id, given)
    for item in items[2:4]:
        no = OutcomeInput(choice="afgewezen", reasons=("AF1",), motivation="Basishulp past.")
        table.do(outcomes.record, item.id, no)
    found |= {"granted": BSNS[:2], "refused": BSNS[2:4], "zbo": BSNS[4:6], "urgent": BSNS[6:8]}
    says: dict[str, dict[str, object]] = {
        "regieteam": {"referrer_type": "regieteam"},
        "ret": {"exemption": "ret", "exemption_reference": "RET-2026-17"},
        "crisis": {"crisis": True},
        "ordered": {"referrer_type": "gi", "ordered": True},
        "renewal": {"request_kind": "verlenging"},
        "before": {"received": date(2026, 8, 20)},
        "over": {"received": date(2026, 1, 20), "ends_on": date(2026, 8, 1)},
    }
    for at, (kind, fields) in enumerate(says.items()):
        found[kind] = [requested(table, 20 + 2 * at + n, **fields) for n in range(2)]
    waiting = table.ask(lambda reader: reader.get(Case, items[8].case_id))
    return Known(found, waiting)


#: What is said of each kind, as a person reads domain.md §9, Instroom.
EXPECTED = {
    "granted": "cpv",
    "urgent": "cpv",
    "zbo": "zbo",
    "refused": "open",
    "over": "open",
    **{one: one for one in ("regieteam", "ret", "crisis", "ordered", "renewal", "before")},
}


def line(number: int | None, bsn: str = "", **fields: object) -> dict[str, object]:
    base: dict[str, object] = {
        "Toewijzingnummer": number,
        "BSN": bsn,
        "Aanbieder": WAAL,
        "Zorgvorm": "Begeleiding jeugd",
        "Ingangsdatum": date(2026, 11, 27),
        "Einddatum": None,
        "Verwijzer type": "",
        "Soort aanvraag": "",
        "RET-kenmerk": "",
        "Crisis": "",
    }
    return base | fields


def take(table: Table, path: Path, **given: object) -> ImportAnswer:
    read = table.ask(inflow_list.read, path)
    return table.do(inflow_list.run, read, **given)


def listed(table: Table) -> InflowAnswer:
    return table.ask(inflow.listed, SINCE, UNTIL)


def kept(table: Table) -> list[InflowEntry]:
    return table.ask(lambda reader: reader.find(InflowEntry, "came_in_on"))


def counts(table: Table) -> dict[str, int]:
    (one,) = table.ask(lambda reader: reader.find(InflowList))
    return one.counts


@pytest.fixture
def house(table: Table) -> tuple[Table, Known]:
    return table, known(table)


def test_that_three_clients_without_a_route_are_found_and_no_others(
    house: tuple[Table, Known], tmp_path: Path
) -> None:
    """R1, R2: all routes in one list; of who has one nothing is left in the database."""
    table, found = house
    table.do(inflow_list.record_ground, GROUND)
    rows = [
        line(100 + n, bsn)
        for n, (kind, bsns) in enumerate(found.bsns.items())
        if EXPECTED[kind] != "open"
        for bsn in bsns[:1]
    ]
    strangers = BSNS[500:503]
    rows += [line(900 + n, bsn) for n, bsn in enumerate(strangers)]
    rows += [
        line(950, BSNS[510], Ingangsdatum=date(2026, 3, 1)),  # running care, and its renewal
        line(951, BSNS[510], Ingangsdatum=date(2026, 11, 1)),
        line(952, BSNS[511], Ingangsdatum=date(2026, 8, 31)),  # the day before the stop
        line(953, BSNS[512], **{"Verwijzer type": "Huisarts"}),
    ]
    answer = take(table, write(tmp_path, *rows))
    assert answer.rows["new"] == 3
    assert {one.bsn for one in kept(table)} == set(strangers)
    shown = [row for row in listed(table).rows if not row.lawful]
    assert {row.number for row in shown} == {"900", "901", "902"}
    assert all(row.ask for row in shown)
    dump = table.ask(
        lambda reader: "\n".join(
            str(row)
            for name in ("inflow_list", "inflow_entry", "audit_event")
            for row in reader.connection.execute(text(f"SELECT * FROM {name}"))
        )
    )
    assert not [one for one in (*found.bsns["granted"], BSNS[510], BSNS[512]) if one in dump]


def test_that_2000_lines_come_out_as_they_are_reckoned_by_hand(
    house: tuple[Table, Known], tmp_path: Path
) -> None:
    """R1: the same list, reckoned line by line from what it was made of."""
    table, found = house
    chance = random.Random(2026)
    reckoned: Counter[str] = Counter()
    rows: list[dict[str, object]] = []
    fresh = iter(BSNS[600:])
    number = iter(range(10_000, 30_000))

    def plain(expected: str, bsn: str = "", **fields: object) -> None:
        rows.append(line(next(number), bsn or next(fresh), **fields))
        reckoned[expected] += 1

    def renewal() -> None:
        bsn = next(fresh)
        plain("outside", bsn, Ingangsdatum=date(2026, 1, chance.randint(1, 28)))
        plain("renewal", bsn, Ingangsdatum=date(2026, 10, chance.randint(1, 28)))

    def again() -> None:
        """Care that ended came back: no renewal."""
        bsn = next(fresh)
        ended = {"Ingangsdatum": date(2026, 1, 5), "Einddatum": date(2026, 5, 1)}
        plain("outside", bsn, **ended)
        plain("open", bsn, Ingangsdatum=date(2026, 10, 5))

    kinds: list[Callable[[], None]] = [
        lambda: plain("open"),
        lambda: plain("open", Zorgvorm=""),
        lambda: plain("outside", Ingangsdatum=STOP - timedelta(days=chance.randint(1, 300))),
        lambda: plain("outside", Zorgvorm="VDB"),
        lambda: plain("outside", Aanbieder="Rivierzorg"),
        lambda: plain("medical", **{"Verwijzer type": "Jeugdarts"}),
        lambda: plain("regieteam", **{"Verwijzer type": "Regieteam"}),
        lambda: plain("ret", **{"RET-kenmerk": "RET-9"}),
        lambda: plain("crisis", Crisis="ja"),
        lambda: plain("renewal", **{"Soort aanvraag": "ophoging"}),
        renewal,
        again,
    ]
    for kind, bsns in found.bsns.items():
        for bsn in bsns:
            plain(EXPECTED[kind], bsn, Zorgvorm=chance.choice(("Begeleiding jeugd", "ZBO")))
    while len(rows) < 2_000:
        chance.choice(kinds)()
    chance.shuffle(rows)
    answer = take(table, write(tmp_path, *rows))
    assert answer.rows["refused"] == answer.rows["duplicate"] == 0
    assert counts(table) == {**reckoned, "lines": len(rows)}
    assert len(kept(table)) == reckoned["open"]


def test_that_a_list_in_all_its_dirt_finds_the_same_clients(
    house: tuple[Table, Known], tmp_path: Path
) -> None:
    """R1: titles above, days as text and as numbers, lost zeros, totals; as workbook and as csv."""
    table, found = house
    granted, (new, other) = found.bsns["granted"][0], BSNS[600:602]
    rows: list[tuple[object, ...]] = [
        ("Berichtenverkeer november",),
        (),
        ("Toewijzingnr\u00a0", "BSN", "AGB ", "Aanbieder", "Zorgvorm", "Ingangsdatum"),
        ("4711", int(new), 6999922, "Zorggroep\u00a0Waal ", "begeleiding jeugd", "2-11-2026"),
        (4712, float(other), "", "ZORGGROEP WAAL", "Begeleiding Jeugd", 46332),
        (),
        (
            "",
            f"{granted[:4]}.{granted[4:6]}.{granted[6:]}",
            "",
            WAAL,
            "Begeleiding jeugd",
            "27 nov. 2026",
        ),
        ("Subtotaal", "", "", "", "", 3),
        ("Totaal", "", "", "", "", 3),
    ]
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(tmp_path / "instroom.xlsx")
    text_of = "\r\n".join(";".join(str(cell) for cell in row) for row in rows)
    (tmp_path / "instroom.csv").write_bytes(text_of.encode("cp1252"))
    for name in ("instroom.xlsx", "instroom.csv"):
        answer = take(table, tmp_path / name)
        assert (answer.rows["refused"], answer.rows["new"] + answer.rows["unchanged"]) == (0, 3)
        assert {one.allocation_number for one in kept(table)} == {4711, 4712}
        assert {one.bsn for one in kept(table)} == {new, other}
        assert {one.came_in_on for one in kept(table)} == {date(2026, 11, 2), date(2026, 11, 6)}


def test_that_what_was_granted_and_has_not_begun_is_named(
    house: tuple[Table, Known], tmp_path: Path
) -> None:
    """R1: it is asked when the help begins."""
    table, found = house
    table.do(inflow_list.record_ground, GROUND)
    begun = [b for kind in ("granted", "zbo", "urgent") for b in found.bsns[kind]]
    rows = [line(n, bsn) for n, bsn in enumerate(begun, 1)]
    rows.append(line(99, BSNS[700], Ingangsdatum=date(2026, 11, 1)))
    take(table, write(tmp_path, *rows))
    waits = [row.number for row in listed(table).rows if row.not_begun]
    assert waits == [found.waiting.number]


def test_that_nobody_sees_a_line_before_the_ground_is_recorded(
    house: tuple[Table, Known], tmp_path: Path
) -> None:
    table, _ = house
    answer = take(table, write(tmp_path, line(1, BSNS[600])))
    assert "inflow-ground-missing" in {one.code for one in answer.findings}
    assert listed(table).hidden == 1
    assert not [row for row in listed(table).rows if row.entry]
    for wrong in (Ground(" ", STOP), Ground("CP-1", date(2027, 1, 1))):
        with pytest.raises(RuleError):
            table.do(inflow_list.record_ground, wrong)
    table.do(inflow_list.record_ground, GROUND)
    assert listed(table).hidden == 0
    assert [row.number for row in listed(table).rows if row.entry] == ["1"]


def test_that_it_says_what_it_looked_at(house: tuple[Table, Known], tmp_path: Path) -> None:
    """R1: no false comfort; without a list only the requests were looked at."""
    table, _ = house
    assert "zonder aanvraag" in listed(table).looked_at
    take(table, write(tmp_path, line(1, BSNS[600]), name="november.xlsx"))
    said = listed(table).looked_at
    assert "1 regels" in said
    assert "november.xlsx" in said


def test_that_a_list_of_a_provider_needs_a_controleplan(
    house: tuple[Table, Known], tmp_path: Path
) -> None:
    table, _ = house
    path = write(tmp_path, line(1, BSNS[600]))
    with pytest.raises(RuleError, match="inflow-provider-plan"):
        take(table, path, provider_plan=" ")
    take(table, path, provider_plan="CP-WAAL-1")
    (one,) = table.ask(lambda reader: reader.find(InflowList))
    assert one.plan == "CP-WAAL-1"


def test_that_a_line_is_asked_once_and_its_answer_remembered(
    house: tuple[Table, Known], tmp_path: Path
) -> None:
    """The answer stays by number; BSN and key go, and the next list does not ask again."""
    table, _ = house
    table.do(inflow_list.record_ground, GROUND)
    row = line(1, BSNS[600], Cliëntsleutel="K-7")
    take(table, write(tmp_path, row))
    (entry,) = kept(table)
    with pytest.raises(RuleError, match="inflow-answer-reference"):
        table.do(inflow_list.settle, entry.id, LawfulRoute.RET, "")
    with pytest.raises(RuleError, match="inflow-answer-unfit"):
        table.do(inflow_list.settle, entry.id, LawfulRoute.CPV)
    table.do(inflow_list.settle, entry.id, LawfulRoute.RET, "RET-2026-40")
    (entry,) = kept(table)
    assert (entry.bsn, entry.client_key, entry.reference) == (None, "", "RET-2026-40")
    (shown,) = [one for one in listed(table).rows if one.number == "1"]
    assert shown.lawful
    assert "RET-2026-40" in shown.remark
    with pytest.raises(RuleError, match="inflow-settled"):
        table.do(inflow_list.settle, entry.id, None)
    answer = take(table, write(tmp_path, row, line(2, BSNS[601]), name="december.xlsx"))
    assert answer.rows["new"] == 1
    assert [one.allocation_number for one in kept(table)] == [1, 2]


def test_that_open_lines_go_after_six_weeks_and_when_a_table_grants(
    house: tuple[Table, Known], tmp_path: Path
) -> None:
    table, _found = house
    table.do(inflow_list.record_ground, GROUND)
    pending = requested(table, 60)
    take(table, write(tmp_path, line(1, BSNS[600]), line(2, pending)))
    assert {one.remark for one in listed(table).rows if one.number in "12"} == {
        "Route nog niet bekend.",
        "De commissie heeft nog geen uitkomst vastgesteld.",
    }
    table.clock.forward(weeks=6, days=1)
    assert not [one for one in listed(table).rows if one.entry]
    table.do(inflow_list.set_weeks, 4)
    assert kept(table) == []
    for wrong in (0, 7):
        with pytest.raises(RuleError, match="inflow-weeks"):
            table.do(inflow_list.set_weeks, wrong)


def test_that_the_same_list_again_changes_nothing(
    house: tuple[Table, Known], tmp_path: Path
) -> None:
    table, _ = house
    path = write(tmp_path, line(1, BSNS[600]), line(1, BSNS[600]), {"Aanbieder": WAAL})
    first = take(table, path)
    assert (first.rows["new"], first.rows["duplicate"], first.rows["refused"]) == (1, 1, 1)
    before = kept(table)
    assert take(table, path).known_before
    assert kept(table) == before


def test_that_a_dry_run_keeps_nothing(house: tuple[Table, Known], tmp_path: Path) -> None:
    table, _ = house
    assert take(table, write(tmp_path, line(1, BSNS[600])), dry_run=True).rows["new"] == 1
    assert kept(table) == []


def test_that_a_secretary_of_a_table_takes_no_list_in(
    house: tuple[Table, Known], tmp_path: Path
) -> None:
    table, _ = house
    path = write(tmp_path, line(1, BSNS[600]))
    secretary = Actor(new_id(), "Secretaris CPV", frozenset({(Role.SECRETARY, "cpv")}))

    def read(reader):  # type: ignore[no-untyped-def]
        reader.actor = secretary
        return inflow_list.read(reader, path)

    with pytest.raises(RightError):
        table.ask(read)
