"""The engine of lists is general: GGZ-uitstroom is another file, and long lists are no other rule.

[002] 3.C5: per provider of highly specialised jeugd-ggz those who are in care longest.
"""

import json
import random
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from case_lists import cases, line, taken, write
from casustafel.domain.cases import CareLine
from casustafel.domain.concentration import concentration
from casustafel.domain.plain import Shape
from casustafel.domain.selection import Candidate, Chosen, Per, Selection, pick, rank_among, summed
from casustafel.services.definitions import tables
from casustafel.services.selection import freezing
from workspaces import Table

GGZ = Path(__file__).parents[1] / "data" / "selections" / "ggz.json"
TODAY = date(2026, 11, 26)
YOUTH = ["45", "45", "54", "43"]


def ggz() -> Selection:
    return Shape(said=True).typed(json.loads(GGZ.read_text("utf-8")), Selection)


def test_that_uitstroom_from_jeugd_ggz_is_another_file(table: Table, tmp_path: Path) -> None:
    """The longest in care of each provider; begeleiding counts for nothing there."""
    committee = table.ask(tables.committee, "doorbraak")
    table.do(tables.save_committee, replace(committee, selection=ggz()))
    begun = {1: date(2020, 1, 1), 2: date(2022, 5, 1), 3: date(2019, 6, 1), 4: date(2025, 1, 1)}
    rows = [
        line(at, 10, at, Productcategorie="54", Ingangsdatum=day, Aanbieder="Zorggroep Waal")
        for at, day in begun.items()
    ]
    rows += [
        line(5, 9_000, 5, Ingangsdatum=date(2010, 1, 1), Aanbieder="Zorggroep Waal"),
        line(
            6, 10, 6, Productcategorie="51", Ingangsdatum=date(2024, 1, 1), Aanbieder="Rivierzorg"
        ),
    ]
    taken(table, write(tmp_path, *rows), "doorbraak")
    table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    kept = table.ask(lambda reader: reader.find(Chosen))
    names = {case.id: case.client_sort for case in cases(table)}
    found = {(names[one.case_id], one.rank, one.reserve, one.measure) for one in kept}
    assert found == {
        ("voorbeeld3", 1, False, 89),
        ("voorbeeld1", 2, False, 82),
        ("voorbeeld2", 3, True, 54),
        ("voorbeeld6", 1, False, 34),
    }


def test_that_a_number_in_total_is_another_word_in_that_file(table: Table, tmp_path: Path) -> None:
    """[002] 3.C5: 20 per provider in the text, 20 of all in its result."""
    committee = table.ask(tables.committee, "doorbraak")
    whole = replace(ggz(), per=Per.LAW)
    table.do(tables.save_committee, replace(committee, selection=whole))
    years = {1: 2024, 2: 2021, 3: 2019, 4: 2022}
    rows = [
        line(at, 10, at, Productcategorie="54", Ingangsdatum=date(year, 1, 1))
        for at, year in years.items()
    ]
    taken(table, write(tmp_path, *rows), "doorbraak")
    table.do(freezing.freeze, "doorbraak", reference="lijst 2026/7")
    kept = table.ask(lambda reader: reader.find(Chosen, "rank"))
    names = {case.id: case.client_sort for case in cases(table)}
    assert [(names[one.case_id], one.rank, one.reserve) for one in kept] == [
        ("voorbeeld3", 1, False),
        ("voorbeeld2", 2, False),
        ("voorbeeld4", 3, True),
    ]


def test_that_a_file_of_before_products_is_read_with_its_own_numbers(table: Table) -> None:
    """D2: what a municipality had chosen of tops and measure stays; products come with it."""
    from casustafel.domain import committee_file

    plain = committee_file.dump(table.ask(tables.committee, "doorbraak"))
    del plain["selection"]
    old = {"top_youth": 40, "top_wmo": 20, "rank_by": "euros", "residential_categories": ["43"]}
    terms = committee_file.parse({**plain, "doorbraak": old}).selection
    assert terms is not None
    assert {one.law: (one.top, one.products) for one in terms.parts} == {
        "jeugd": (40, ("45",)),
        "wmo": (20, ("02",)),
    }
    assert (terms.measure, terms.residential) == ("euros", ("43",))


@pytest.fixture(params=[5_000, pytest.param(100_000, marks=pytest.mark.slow)])
def many(request: pytest.FixtureRequest) -> list[CareLine]:
    """Care lines of invented clients; the long form is that of the issue."""
    chance = random.Random(29)
    count = int(request.param)
    return [
        CareLine(
            id=str(at),
            client_id=f"c{chance.randrange(count // 5)}",
            import_id="i",
            law=(law := chance.choice(["jeugd", "jeugd", "wmo"])),
            product_category=chance.choice(
                ["02", "09"] if law == "wmo" else ["45", "45", "54", "43"]
            ),
            provider_id=f"p{chance.randrange(30)}",
            annual_hours=Decimal(chance.randrange(1, 4_000)) / 4,
            annual_cents=chance.randrange(10_000, 9_000_000),
            residential=chance.random() < 0.02,
        )
        for at in range(count)
    ]


def test_that_the_heaviest_of_many_lines_are_those_of_a_plain_calculation(
    table: Table, many: list[CareLine]
) -> None:
    """D1, D2: per client and law, by the products that count, of 100,000 lines in the long form."""
    terms = table.ask(tables.committee, "doorbraak").selection
    assert terms is not None
    of_client: dict[str, list[CareLine]] = defaultdict(list)
    plain: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    stays = {(one.client_id, one.law) for one in many if one.residential}
    for one in many:
        of_client[one.client_id].append(one)
        if (one.law, one.product_category) in {("jeugd", "45"), ("wmo", "02")}:
            assert one.annual_hours is not None
            plain[one.law, one.client_id] += one.annual_hours
    found: dict[str, list[tuple[int, str]]] = {"jeugd": [], "wmo": []}
    for client, lines in of_client.items():
        for part in terms.parts:
            measure = summed(lines, part, terms, TODAY).measure
            if measure is not None:
                found[part.law].append((-measure, client))
    for law, ours in found.items():
        wanted = [
            (-int(hours * 100), client)
            for (its, client), hours in plain.items()
            if its == law and hours and (law == "wmo" or (client, law) not in stays)
        ]
        assert sorted(ours) == sorted(wanted)
    candidates = [
        Candidate(f"{law}{who}", who, law, None, -measure, at)
        for law, ours in found.items()
        for at, (measure, who) in enumerate(sorted(ours), 1)
    ]
    picked = pick(candidates, terms)
    assert [len([one for one in picked.top if one.law == law]) for law in found] == [50, 25]
    assert [len([one for one in picked.reserve if one.law == law]) for law in found] == [25, 13]
    last = max(one.rank or 0 for one in picked.top if one.law == "jeugd")
    assert min(one.rank or 0 for one in picked.reserve if one.law == "jeugd") == last + 1


def test_that_concentration_is_the_share_of_the_heaviest() -> None:
    """[002] 2.D1: of 40 clients the 3 heaviest are 7,5 %; what they have is counted by hand."""
    values = [500, 300, 200, *[50] * 37]
    found = concentration(values, "jeugd")
    assert (found.clients, found.total) == (40, 2_850)
    assert found.share(7.5) == pytest.approx(100 * 1_000 / 2_850, abs=0.1)
    assert (found.share(0), found.share(100)) == (0, 100)
    assert concentration([], "wmo").share(50) == 0


def test_that_a_case_in_hand_has_its_place_among_all_of_a_later_list() -> None:
    """D5: counted over the whole list, whatever of it was read."""
    terms = Selection(parts=ggz().parts)
    one = Candidate("a", "c", "jeugd", None, 50, None, running=True)
    others = [("jeugd", None, 70), ("jeugd", None, 50), ("wmo", None, 900)]
    assert rank_among(one, [one], others, terms) == 2
    assert rank_among(replace(one, measure=None), [one], others, terms) is None
