"""From a production list to the households of the Doorbraakteam (findings D1 to D6)."""

import random
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from case_lists import BSNS, again, cases, confirmed, counts, line, request, taken, write
from casustafel import bootstrap
from casustafel.domain.cases import CareLine, Case, CaseAnswer, CaseStatus, Client, Phase
from casustafel.domain.errors import CasustafelError, RuleError
from casustafel.domain.identifiers import TEST_BSN, passes_elfproef
from casustafel.domain.inflow import InflowEntry
from casustafel.domain.people import Role
from casustafel.domain.retention import RecordKind, record_kind
from casustafel.domain.selection import (
    Chosen,
    Door,
    Freeze,
    Measure,
    Selection,
    Standing,
    Verdict,
    afterwards,
)
from casustafel.services import importing
from casustafel.services.case import intake
from casustafel.services.case.cases import answer
from casustafel.services.definitions import tables
from casustafel.services.people import persons
from casustafel.services.people.keyring import KeyRing
from casustafel.services.selection import desk, followed, freezing, prescan
from casustafel.services.upkeep import retention, today_desk, upkeep
from casustafel.services.upkeep.destroying import destroy_cases
from casustafel.services.upkeep.today_desk import TaskKind
from casustafel.services.use_case import unseen
from pages_at_rest import decrypted
from workspaces import CHEAP, PASSPHRASE, Table

WMO = {"law": "Wmo", "Productcategorie": "02"}
GROUND = "Jeugdwet 7.4.0 en Wmo 5.1.1, plan van aanpak 2026/14"


def small(table: Table, **terms: object) -> Selection:
    """Let the table take a few, so that a short list has a top, a reserve and a rest."""
    committee = table.ask(tables.committee, "doorbraak")
    assert committee.selection is not None
    parts = tuple(
        replace(one, top=2 if one.law == "jeugd" else 1) for one in committee.selection.parts
    )
    selection = replace(committee.selection, parts=parts, **terms)  # type: ignore[arg-type]
    table.do(tables.save_committee, replace(committee, selection=selection))
    return selection


def ranks(table: Table) -> dict[tuple[str, str], tuple[int | None, Decimal | None]]:
    """The place and the hours of each case, by client and law."""
    return {(case.client_sort, case.law): (case.rank, case.annual_hours) for case in cases(table)}


def chosen(table: Table) -> dict[str, Chosen]:
    """What was kept of each case of a frozen list, by the name of its client."""
    of_case = {case.id: case.client_sort for case in cases(table)}
    return {of_case[one.case_id]: one for one in table.ask(lambda reader: reader.find(Chosen))}


def judged(table: Table, name: str, verdict: Verdict, why: str = "") -> prescan.Judged:
    case = next(one for one in cases(table) if one.client_sort == name)
    return table.do(prescan.judge, case.id, verdict, why)


def test_that_nothing_is_summed_over_laws_and_a_client_has_a_place_in_each(
    table: Table, tmp_path: Path
) -> None:
    """D1: 400 hours of youth help and 450 of Wmo are two places, not 850 hours of one."""
    rows = [line(1, 400, 1), line(1, 450, 2, **WMO), line(2, 300, 3), line(3, 800, 4, **WMO)]
    taken(table, write(tmp_path, *rows), "doorbraak")
    assert ranks(table) == {
        ("voorbeeld1", "jeugd"): (1, Decimal(400)),
        ("voorbeeld2", "jeugd"): (2, Decimal(300)),
        ("voorbeeld3", "wmo"): (1, Decimal(800)),
        ("voorbeeld1", "wmo"): (2, Decimal(450)),
    }


def test_that_only_products_that_count_make_a_place(table: Table, tmp_path: Path) -> None:
    """D2: 2,000 hours of jeugd-ggz are no intensieve begeleiding; a code tells its category."""
    rows = [
        line(1, 30, 1),
        line(1, 2_000, 2, Productcategorie="54"),
        line(2, 90, 3, Productcategorie=None, Productcode="45A48"),
        line(3, 4_000, 4, Productcategorie="54"),
    ]
    taken(table, write(tmp_path, *rows), "doorbraak")
    assert ranks(table) == {
        ("voorbeeld2", "jeugd"): (1, Decimal(90)),
        ("voorbeeld1", "jeugd"): (2, Decimal(30)),
        ("voorbeeld3", "jeugd"): (None, None),
    }


def test_that_the_measure_is_a_setting_of_the_table(table: Table, tmp_path: Path) -> None:
    """D2: by euros another household is the first."""
    small(table, measure=Measure.EUROS)
    rows = [line(1, 400, 1), line(2, 100, 2) | {"Jaarbedrag (€)": 90_000}]
    taken(table, write(tmp_path, *rows), "doorbraak")
    assert [case.client_sort for case in sorted(cases(table), key=lambda one: one.rank or 0)] == [
        "voorbeeld2",
        "voorbeeld1",
    ]


def household(at: int, hours: int, number: int, **fields: object) -> dict[str, object]:
    return line(at, hours, number, Regelingen=6, Geldzorgen="ja", **fields)


def test_that_the_second_door_is_kept_apart_with_its_ground_and_its_overlap_counted(
    table: Table, tmp_path: Path
) -> None:
    """D3: six schemes, money worries and two laws, far below the top; without a ground never."""
    small(table)
    rows = [
        household(1, 900, 1),
        household(1, 20, 2, **WMO),
        line(2, 800, 3),
        *[line(at, 700 - at, 10 + at) for at in range(3, 8)],
        household(9, 12, 30),
        household(9, 10, 31, **WMO),
        line(10, 500, 32, **WMO),
        line(11, 400, 33, **WMO),
    ]
    taken(table, write(tmp_path, *rows), "doorbraak")
    frozen = table.do(freezing.freeze, "doorbraak", GROUND, reference="lijst 2026/7")
    assert {name: frozen.figures[name] for name in ("top", "schemes", "both")} == {
        "top": 3,
        "schemes": 2,
        "both": 1,
    }
    kept = chosen(table)
    assert {name: (one.door, one.reserve) for name, one in kept.items()} == {
        "voorbeeld1": (Door.TOP, False),
        "voorbeeld2": (Door.TOP, False),
        "voorbeeld3": (Door.TOP, True),
        "voorbeeld9": (Door.SCHEMES, False),
        "voorbeeld10": (Door.TOP, False),
        "voorbeeld11": (Door.TOP, True),
    }
    assert kept["voorbeeld1"].also_schemes
    second = next(case for case in cases(table) if case.client_sort == "voorbeeld9")
    assert (second.rank, second.route, second.status) == (None, "doorbraak", CaseStatus.SUBMITTED)
    said = table.ask(lambda reader: reader.find(CaseAnswer, case_id=second.id))
    answers = {one.item: one.value for one in said}
    assert answers["entry"] == "regelingen"
    assert answers["purpose"] == kept["voorbeeld9"].ground == GROUND
    assert "ground" not in answers
    assert answers["laws"] == ["jw", "wmo"]


def test_that_without_a_legal_ground_the_second_door_stays_shut(
    table: Table, tmp_path: Path
) -> None:
    """D3, D12: nothing of it is even counted."""
    small(table)
    rows = [line(1, 900, 1), line(2, 800, 2), line(3, 700, 3), line(4, 600, 4)]
    rows += [household(9, 12, 30), household(9, 10, 31, **WMO), line(10, 500, 32, **WMO)]
    rows += [line(11, 400, 33, **WMO)]
    taken(table, write(tmp_path, *rows), "doorbraak")
    frozen = table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    assert frozen.figures["schemes"] == 0
    assert "voorbeeld9" not in chosen(table)
    assert not table.ask(lambda reader: reader.find(Client, search_name="voorbeeld9"))


def frozen_list(table: Table, folder: Path, count: int = 6) -> Freeze:
    """Freeze a list of two places, one behind them, and the rest."""
    small(table)
    rows = [line(at, 1_000 - at, at, Periode="2026-Q3") for at in range(1, count + 1)]
    taken(table, write(folder, *rows), "doorbraak")
    return table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")


def test_that_a_reserve_is_kept_and_refilled_by_rank_until_the_prescan_is_done(
    table: Table, tmp_path: Path
) -> None:
    """D4, D6: a no leaves with its ground and calls the next; then the reserve goes."""
    made = frozen_list(table, tmp_path)
    assert (made.kept, made.reserve, made.deleted, made.lines_deleted) == (2, 1, 3, 3)
    assert made.reserve_until == date(2027, 2, 25)
    assert made.out_of_backups_on == date(2027, 2, 25)
    done = judged(table, "voorbeeld1", Verdict.NO, "na_verblijf")
    assert (done.case.status, done.case.phase) == (CaseStatus.NOT_NEEDED, Phase.DONE)
    assert done.case.end_reason == "Nu geen aanknopingspunt: Kort na verblijf"
    assert done.called is not None
    assert (done.called.client_sort, done.called.status) == ("voorbeeld3", CaseStatus.SUBMITTED)
    assert "in de plaats van" in table.ask(freezing_route, done.called.id)
    kinds = {case.client_sort: record_kind(case, None) for case in cases(table)}
    # A case in hand is no reserve to the archive, however long it waits.
    assert (kinds["voorbeeld2"], kinds["voorbeeld1"]) == (None, RecordKind.WITHDRAWN)
    with pytest.raises(RuleError) as refused:
        table.do(prescan.finish, "doorbraak")
    assert (refused.value.code, refused.value.values["count"]) == ("prescan-waits", 2)
    assert waiting_today(table) == {TaskKind.PRESCAN: 2}
    assert judged(table, "voorbeeld2", Verdict.YES).case.phase is Phase.ANALYSIS
    assert waiting_today(table) == {TaskKind.PRESCAN: 1, TaskKind.INCOMPLETE: 1}
    assert judged(table, "voorbeeld3", Verdict.NO, "loopt_af").called is None
    assert table.do(prescan.finish, "doorbraak").reserve_gone_on == table.today


def waiting_today(table: Table) -> dict[TaskKind, int]:
    """What Vandaag says of the Doorbraakteam, by whose turn it is."""
    tables_ = table.ask(today_desk.today).tables
    (own,) = [one for one in tables_ if one.code == "doorbraak"]
    return {task.kind: task.count for task in own.tasks}


def freezing_route(reader: object, case_id: str) -> str:
    from casustafel.services.queue.queue import route_sentence

    return route_sentence(reader.get(Case, case_id).route_reasons)  # type: ignore[attr-defined]


@pytest.mark.where("file", "a server has no keys and passphrases of the program")
def test_that_nobody_deletes_care_lines_alone_and_the_statement_says_when_backups_are_rid_of_them(
    table: Table, tmp_path: Path
) -> None:
    """D4: a second holder by an own passphrase, or a signed list (domain.md §9)."""
    small(table)
    rows = [line(at, 1_000 - at, at, Periode="2026-Q3") for at in range(1, 7)]
    taken(table, write(tmp_path, *rows), "doorbraak")
    ring = KeyRing(table.workspace.storage, CHEAP)
    own = table.workspace.actor.name
    for given, code in (
        ({}, "longlist-alone"),
        ({"second": own, "secret": PASSPHRASE}, "longlist-alone"),
        ({"second": "Tweede Persoon", "secret": "niet de wachtzin"}, "passphrase-second-wrong"),
    ):
        with pytest.raises(CasustafelError) as refused:
            table.do(freezing.freeze, "doorbraak", ring=ring, **given)
        assert refused.value.code == code
    assert len(cases(table)) == 6
    second = "water fiets lamp boom kaas"
    table.do(persons.add_person, ring, PASSPHRASE, "Tweede Persoon", second, reference="lijst 1")
    made = table.do(freezing.freeze, "doorbraak", ring=ring, second="Tweede Persoon", secret=second)
    assert made.frozen_by == f"{own}, met Tweede Persoon"
    (stated,) = table.ask(retention.destructions)
    assert (stated.proposed_by, stated.approved_by) == (own, "Tweede Persoon")
    assert [one.count for one in stated.lines] == [made.deleted, made.lines_deleted]
    assert stated.out_of_backups_on == made.out_of_backups_on == date(2027, 2, 25)
    table.clock.forward(weeks=13, days=1)
    table.do(prescan.expire)
    reserve = table.ask(retention.destructions)[0]
    assert reserve.approved_by == made.frozen_by
    assert [one.count for one in reserve.lines] == [1, 1]


def test_that_nothing_is_deleted_before_the_archivist_confirmed_the_term(
    table: Table, tmp_path: Path
) -> None:
    """D4, §9: until then neither freezing nor a follow-up list destroys a line."""
    small(table)
    given = importing.read_list(
        write(tmp_path, *[line(at, 1_000 - at, at) for at in range(1, 7)]),
        "doorbraak",
        today=table.today,
    )
    table.do(importing.run, "doorbraak", given)
    with pytest.raises(RuleError) as refused:
        table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    assert refused.value.code == "longlist-unconfirmed"
    with pytest.raises(RuleError) as refused:
        table.do(followed.take, "doorbraak", reference="lijst 2026/7")
    assert refused.value.code == "longlist-unconfirmed"
    assert (len(cases(table)), table.ask(lambda reader: reader.find(Freeze))) == (6, [])
    confirmed(table)
    assert table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7").deleted == 3


def made_of(table: Table) -> set[tuple[str, str]]:
    """The tables, indexes and triggers of the database."""
    with table.workspace.storage.engines.reader.connect() as connection:
        found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master")
        return {(name, sql) for name, sql in found if "case_search_" not in name}


@pytest.mark.where("file", "these are the pages of a file")
def test_that_nothing_is_left_of_who_was_not_selected_in_any_page(
    table: Table, tmp_path: Path
) -> None:
    """2.6, D4: where most of a list goes its indexes are made anew, and old pages hold nothing."""
    small(table)
    rows = [line(at, 1_000 - at, at, Achternaam=f"Zeldzaam{at:02}") for at in range(1, 31)]
    taken(table, write(tmp_path, *rows), "doorbraak")
    before = made_of(table)
    gone = [f"Zeldzaam{at:02}" for at in range(4, 31)]
    assert all(name.encode() in decrypted(table) for name in gone)
    assert table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7").deleted == 27
    pages = decrypted(table)
    found = [name for name in gone if any(each.encode() in pages for each in (name, name.lower()))]
    assert found == []
    assert b"Zeldzaam01" in pages
    assert made_of(table) == before
    assert upkeep.check(table.workspace.storage, table.workspace.reading) == []


def test_that_the_overlap_with_other_tables_is_counted_for_who_reads_those(
    table: Table, tmp_path: Path
) -> None:
    """2.9, §8: who stands on the list and has a case at the CPV or the ZBO-commissie."""
    small(table)
    taken(table, write(tmp_path, request(1), request(2), request(3), name="cpv.xlsx"))
    taken(table, write(tmp_path, request(1, Wet="Jeugdwet"), name="zbo.xlsx"), "zbo")
    rows = [line(at, 1_000 - at, at) for at in range(1, 7)]
    taken(table, write(tmp_path, *rows), "doorbraak")
    made = table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    assert made.figures["elsewhere"] == {"cpv": 2, "zbo": 1}
    assert table.ask(desk.desk, "doorbraak").elsewhere == {"CPV": 2, "ZBO-commissie": 1}
    own = table.workspace.actor
    own_tables = frozenset({(Role.SECRETARY, "doorbraak"), (Role.SECRETARY, "zbo")})
    table.workspace.actor = replace(own, roles=own_tables)
    assert table.ask(desk.desk, "doorbraak").elsewhere == {"ZBO-commissie": 1}


@pytest.mark.where("file", "of a server the keeper makes dumps")
def test_that_an_older_backup_does_not_bring_back_who_was_not_selected(
    table: Table, tmp_path: Path
) -> None:
    """D4, §9: a restore deletes them again, and leaves who was chosen or in reserve."""
    small(table)
    rows = [line(at, 1_000 - at, at, Periode="2026-Q3") for at in range(1, 7)]
    taken(table, write(tmp_path, *rows), "doorbraak")
    backup, path = tmp_path / "voor.backup", table.workspace.shown
    upkeep.back_up(table.workspace.storage, table.workspace.writing, backup, table.clock())
    table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    table.workspace.close()
    bootstrap.restore_workspace(backup, path, PASSPHRASE, clock=table.clock, replace=True)
    table.workspace = bootstrap.open_workspace(path, PASSPHRASE, clock=table.clock)
    assert {one.client_sort for one in cases(table)} == {"voorbeeld1", "voorbeeld2", "voorbeeld3"}
    assert len(table.ask(lambda reader: reader.find(CareLine))) == 3
    for gone in range(4, 7):
        assert not table.ask(
            lambda reader, at=gone: reader.find(Client, search_name=f"voorbeeld{at}")
        )


def test_that_a_reserve_ends_by_itself_when_its_term_is_over(table: Table, tmp_path: Path) -> None:
    """D4: thirteen weeks at most (domain.md §9)."""
    frozen_list(table, tmp_path)
    assert table.do(prescan.expire) == 0
    table.clock.forward(weeks=13, days=1)
    assert table.do(prescan.expire) == 1
    assert {case.client_sort for case in cases(table)} == {"voorbeeld1", "voorbeeld2"}
    assert len(table.ask(lambda reader: reader.find(CareLine))) == 2
    (made,) = table.ask(lambda reader: reader.find(Freeze))
    assert (made.deleted, made.lines_deleted, made.reserve_gone_on) == (4, 4, table.today)


def test_that_a_later_list_changes_nothing_of_what_was_frozen_and_stands_beside_it(
    table: Table, tmp_path: Path
) -> None:
    """D5: rank, hours and reason stand; where a case stands a quarter later is kept apart."""
    frozen_list(table, tmp_path)
    before = {case.id: case for case in cases(table)}
    rows = [
        line(1, 100, 1, Periode="2026-Q4"),
        line(7, 5_000, 41, Periode="2026-Q4"),
        line(8, 4_000, 42, Periode="2026-Q4"),
    ]
    assert counts(again(table, tmp_path, *rows, code="doorbraak")) == {"read": 3, "new": 3}
    made = table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    now = {case.id: case for case in cases(table)}
    for case_id, case in before.items():
        if case.phase is not Phase.LONGLIST:
            assert now[case_id] == case
    assert made.kept == 2
    standing, out = table.ask(lambda reader: reader.find(Standing, "-rank"))
    assert (standing.period, standing.rank, standing.annual_hours) == ("2026-Q4", 3, Decimal(100))
    assert (out.period, out.rank, out.annual_hours) == ("2026-Q4", None, None)
    first = chosen(table)["voorbeeld1"]
    assert (first.rank, first.annual_hours) == (1, Decimal(999))


def test_that_who_is_in_hand_keeps_a_place_in_the_top(table: Table, tmp_path: Path) -> None:
    """D5: two places of which one is still in hand leave room for one other."""
    frozen_list(table, tmp_path, 2)
    rows = [line(at, 900 - at, 50 + at, Periode="2026-Q4") for at in (1, 7, 8, 9)]
    again(table, tmp_path, *rows, code="doorbraak")
    made = table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    assert (made.kept, made.reserve) == (1, 1)
    assert {name for name, one in chosen(table).items() if not one.reserve} == {
        "voorbeeld1",
        "voorbeeld2",
        "voorbeeld7",
    }


def test_that_a_prescan_needs_a_ground_to_say_no_and_may_be_taken_back(
    table: Table, tmp_path: Path
) -> None:
    """D6."""
    frozen_list(table, tmp_path)
    with pytest.raises(RuleError) as refused:
        judged(table, "voorbeeld1", Verdict.NO, "zomaar")
    assert refused.value.code == "prescan-needs-ground"
    judged(table, "voorbeeld1", Verdict.NO, "verblijf")
    back = judged(table, "voorbeeld1", Verdict.DOUBT)
    assert (back.case.status, back.case.phase) == (CaseStatus.SUBMITTED, Phase.ANALYSIS)
    # Somebody was called for this place already.
    assert judged(table, "voorbeeld1", Verdict.NO, "verblijf").called is None


def test_that_whether_a_case_is_promising_is_said_in_one_place(
    table: Table, tmp_path: Path
) -> None:
    """D6: a case of a frozen list is judged in the pre-scan, never beside it on its own page."""
    frozen_list(table, tmp_path)
    case = next(one for one in cases(table) if one.client_sort == "voorbeeld1")
    for item, value in (("promising", "ja"), ("promising_why", "x"), ("after_residential", False)):
        with pytest.raises(RuleError) as refused:
            table.do(answer, unseen(case.id), item, value)
        assert refused.value.code == "prescan-elsewhere"
    judged(table, "voorbeeld1", Verdict.DOUBT)
    answers = table.ask(lambda reader: intake.answers_of(reader, [case.id]))[case.id]
    assert answers["promising"] == chosen(table)["voorbeeld1"].verdict
    assert answers["promising_why"] == "Twijfel volgens de pre-scan."


def test_that_a_reserve_waits_for_its_turn(table: Table, tmp_path: Path) -> None:
    """D4: who was not called is not judged."""
    frozen_list(table, tmp_path)
    with pytest.raises(RuleError) as refused:
        judged(table, "voorbeeld3", Verdict.YES)
    assert refused.value.code == "prescan-not-listed"


def test_that_lines_of_two_periods_are_never_frozen_together(table: Table, tmp_path: Path) -> None:
    """D4, D5: which of them is asked; who is not on that list goes."""
    small(table)
    rows = [line(1, 500, 1, Periode="2026-Q3"), line(2, 400, 2, Periode="2026-Q4")]
    taken(table, write(tmp_path, *rows), "doorbraak")
    with pytest.raises(RuleError) as refused:
        table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    assert refused.value.code == "longlist-periods"
    table.do(freezing.freeze, "doorbraak", "", "2026-Q4", reference="lijst 2026/7")
    assert [case.client_sort for case in cases(table)] == ["voorbeeld2"]


def test_that_the_household_goes_with_the_case_and_is_not_counted(
    table: Table, tmp_path: Path
) -> None:
    """D1: its lines are seen in the stack; they make neither hours nor a verblijf of the case."""
    small(table)
    home = {"Huishoud-id": "H-7"}
    rows = [line(1, 900, 1, **home), line(2, 800, 2), line(3, 10, 3, Productcategorie="43", **home)]
    rows += [line(1, 50, 4, **WMO, **home), line(5, 600, 5, **WMO), line(9, 500, 9, **WMO)]
    rows += [line(at, 100, 20 + at) for at in (6, 7, 8)]
    taken(table, write(tmp_path, *rows), "doorbraak")
    table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    case = next(one for one in cases(table) if one.client_sort == "voorbeeld1")
    assert (case.annual_hours, case.route) == (Decimal(900), "doorbraak")
    stack = table.ask(lambda reader: reader.find(CareLine, case_id=case.id))
    assert sorted(int(one.annual_hours or 0) for one in stack) == [10, 50, 900]
    with table.workspace.writing() as uow:
        destroy_cases(uow, [case.id])
        left = {one.search_name for one in uow.find(Client)}
        uow.keep_nothing()
    assert "voorbeeld3" not in left


def generated(count: int, seed: int) -> list[dict[str, object]]:
    """Lines of invented clients of both laws, with all that counts and all that does not."""
    chance = random.Random(seed)
    rows = []
    people = [text for one in TEST_BSN if passes_elfproef(text := str(one))]
    for number in range(1, count + 1):
        at = chance.randrange(min(len(people), max(5, count // 4)))
        wmo = chance.random() < 0.4
        rows.append(
            line(
                at % len(BSNS),
                chance.randrange(5, 900),
                number,
                "Wmo" if wmo else "Jeugdwet",
                Productcategorie=chance.choice(
                    ["02", "02", "09"] if wmo else ["45", "45", "54", "43"]
                ),
                Huishoudens=None,
                Regelingen=chance.randrange(0, 8),
                Geldzorgen=chance.choice(["ja", "nee", None]),
                BSN=people[at],
                Achternaam=f"Voorbeeld{at}",
            )
        )
    return rows


@pytest.mark.parametrize(
    ("seed", "count"),
    [(1, 240), (2, 240), (3, 240), pytest.param(4, 100_000, marks=pytest.mark.slow)],
)
def test_that_an_independent_calculation_over_the_lines_finds_the_same_list(
    table: Table, tmp_path: Path, seed: int, count: int
) -> None:
    """D1 to D4: plain Python over the raw rows, without anything of the program.

    The places, who is taken, who is behind them, and how much goes to how few.
    """
    rows = generated(count, seed)
    selection = small(table)
    taken(table, write(tmp_path, *rows), "doorbraak")
    hours: dict[tuple[str, str], int] = defaultdict(int)
    stays: set[str] = set()
    order: dict[tuple[str, str], int] = {}
    laws: dict[str, set[str]] = defaultdict(set)
    most: dict[str, int] = defaultdict(int)
    worried: set[str] = set()
    for row in rows:
        who, law = str(row["BSN"]), "wmo" if row["Wet"] == "Wmo" else "jeugd"
        laws[who].add(law)
        most[who] = max(most[who], int(str(row["Regelingen"])))
        worried |= {who} if row["Geldzorgen"] == "ja" else set()
        order.setdefault((who, law), len(order))
        if row["Productcategorie"] == ("02" if law == "wmo" else "45"):
            hours[who, law] += int(str(row["Jaaruren"]))
        elif row["Productcategorie"] == "43":
            stays.add(who)
    wanted: dict[str, list[tuple[int, str]]] = {"jeugd": [], "wmo": []}
    for (who, law), found in hours.items():
        if law == "wmo" or who not in stays:
            wanted[law].append((-found, who))
    bsn = {one.id: one.bsn for one in table.ask(lambda reader: reader.find(Client))}
    for law, expected in wanted.items():
        listed = table.ask(lambda reader, law=law: reader.find(Case, "rank", law=law))
        ours = [(-int(one.annual_hours or 0), bsn[one.client_id]) for one in listed if one.rank]
        assert [one[0] for one in ours] == [one[0] for one in sorted(expected)]
        assert sorted(ours) == sorted(expected)  # type: ignore[type-var]
    second = {who for who in laws if len(laws[who]) == 2 and most[who] >= 5 and who in worried}
    made = table.do(freezing.freeze, "doorbraak", GROUND, reference="lijst 2026/7")
    top = {bsn[one.client_id] for one in top_cases(table)}
    for law, expected in wanted.items():
        room = selection.part(law)
        assert room is not None
        least = sorted(expected)[: room.top][-1][0]
        assert {who for amount, who in expected if amount < least} <= top
    assert (made.figures["schemes"], made.figures["both"]) == (len(second), len(second & top))
    doors = table.ask(lambda reader: reader.find(Chosen, door=Door.SCHEMES))
    assert len(doors) == len(second - top)
    behind = {one.case_id for one in table.ask(lambda reader: reader.find(Chosen, reserve=True))}
    reserve = {bsn[one.client_id]: one.law for one in cases(table) if one.id in behind}
    for law, expected in wanted.items():
        room = selection.part(law)
        assert room is not None
        size = room.top + selection.reserve(room)
        last = sorted(expected)[:size][-1][0]
        outside = {who for amount, who in expected if amount > last}
        assert not outside & {who for who, its in reserve.items() if its == law}
    kept = made.figures["concentration"]
    assert isinstance(kept, list)
    curves = {one["law"]: one for one in kept if not one["provider"]}
    for law, curve in curves.items():
        heavy = sorted((found for (_who, its), found in hours.items() if its == law), reverse=True)
        assert (curve["clients"], curve["total"]) == (len(heavy), 100 * sum(heavy))
        for half in (10, 15, 20, 50, 100):
            whole, part = divmod(half * len(heavy), 200)
            taken_ = sum(heavy[:whole]) + Fraction(heavy[whole] * part, 200)
            assert curve["curve"][half] == pytest.approx(float(100 * taken_ / sum(heavy)), abs=1e-3)


def top_cases(table: Table) -> list[Case]:
    kept = {
        one.case_id for one in chosen(table).values() if one.door is Door.TOP and not one.reserve
    }
    kept = {
        one.case_id
        for one in table.ask(lambda reader: reader.find(Chosen, door=Door.TOP, reserve=False))
    }
    return [case for case in cases(table) if case.id in kept]


def test_that_care_lines_of_the_team_are_no_source_of_inflow(table: Table, tmp_path: Path) -> None:
    """D13: struck by domain.md §9, for they come in for another purpose."""
    taken(table, write(tmp_path, line(1, 900, 1, Ingangsdatum=date(2026, 11, 2))), "doorbraak")
    assert table.ask(lambda reader: reader.find(CareLine))
    assert table.ask(lambda reader: reader.find(InflowEntry)) == []


def test_that_a_follow_up_list_keeps_the_lines_of_open_cases_alone(
    table: Table, tmp_path: Path
) -> None:
    """Follow-up: what others have is deleted at once; where the open ones stand is kept."""
    frozen_list(table, tmp_path, 2)
    rows = [line(1, 400, 1, Periode="2027-Q1"), line(7, 5_000, 41, Periode="2027-Q1")]
    again(table, tmp_path, *rows, code="doorbraak")
    assert table.do(followed.take, "doorbraak", reference="lijst 2026/7") == (1, 1)
    assert {case.client_sort for case in cases(table)} == {"voorbeeld1", "voorbeeld2"}
    standing, _out = table.ask(lambda reader: reader.find(Standing, "-rank"))
    assert (standing.period, standing.annual_hours, standing.rank) == ("2027-Q1", Decimal(400), 2)
    with pytest.raises(RuleError):
        table.do(followed.take, "doorbraak", reference="lijst 2026/7")


def test_that_a_follow_up_list_of_open_cases_only_is_taken_too(
    table: Table, tmp_path: Path
) -> None:
    """Follow-up: nothing of it waits for freezing."""
    frozen_list(table, tmp_path, 2)
    again(table, tmp_path, line(2, 100, 2, Periode="2027-Q1"), code="doorbraak")
    assert table.do(followed.take, "doorbraak", reference="lijst 2026/7") == (1, 0)


def test_that_after_figures_are_filled_in_by_hand_and_said_beside_those_before(
    table: Table, tmp_path: Path
) -> None:
    """Follow-up: what is filled in for a moment goes before what a list says of it."""
    frozen_list(table, tmp_path, 2)
    case = next(one for one in cases(table) if one.client_sort == "voorbeeld1")
    with pytest.raises(RuleError) as refused:
        table.do(followed.fill_in, case.id, 3, None, None)
    assert refused.value.code == "follow-up-empty"
    for months, hours in ((7, 700), (3, -1), (3, 10**9)):
        with pytest.raises(RuleError, match="follow-up-figure"):
            table.do(followed.fill_in, case.id, months, Decimal(hours), None)
    for hours in (700, 600):
        table.do(followed.fill_in, case.id, 3, Decimal(hours), 3_600_000)
    (kept,) = table.ask(lambda reader: reader.find(Standing))
    found = afterwards(chosen(table)["voorbeeld1"], [kept], date(2026, 11, 26), (3, 6))
    assert [(one.months, one.due_on, one.hours, one.hours_less) for one in found] == [
        (3, date(2027, 2, 26), Decimal(600), Decimal(399)),
        (6, date(2027, 5, 26), None, None),
    ]


def test_that_the_desk_shows_lists_grounds_reserve_and_curves(table: Table, tmp_path: Path) -> None:
    """D4, D6: what the page reads of it, for who may read the cases."""
    frozen_list(table, tmp_path)
    judged(table, "voorbeeld1", Verdict.NO, "na_verblijf")
    found = table.ask(desk.desk, "doorbraak")
    assert found.grounds == {"Kort na verblijf": 1}
    assert dict(found.reserve) == {}
    assert [(one.client, one.chosen.rank, one.open) for one in found.lines] == [
        ("V. (14)", 1, False),
        ("V. (14)", 2, True),
        ("V. (14)", 3, True),
    ]
    assert [(one.law, one.clients) for one in found.curves if not one.provider] == [("jeugd", 6)]
    assert table.ask(desk.desk, "cpv").terms is None
