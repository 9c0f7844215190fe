"""Whether small numbers of the council report can be found out (docs/decisions/small-numbers.md).

2.10: over hundreds of generated half years an attacker with a linear program finds for each hidden
number a range that holds 1 and the least number less one. The long form runs with `pytest -m slow`.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import accumulate, pairwise

import pytest

from attacker import attacked
from casustafel.domain.insight import hiding
from casustafel.domain.insight.hiding import publishable
from casustafel.domain.insight.indicators import node, shipped
from casustafel.domain.insight.reports import ALL, Figure, Line, Section, described
from casustafel.services.insight import figures
from generated_years import years
from workspaces import new_table

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
KNOWN = {one.code: one for one in shipped()}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Section]]:
    """The figures of the three tables as they are made, with all lines that can occur."""
    with new_table(tmp_path_factory.mktemp("attack")) as table:
        years(table.workspace, 2, 60, FIRST)
        codes = ("cpv", "zbo", "doorbraak")
        yield [table.ask(figures.section, code, FIRST, LAST) for code in codes]


def filled(section: Section, chance: random.Random) -> Section:
    """Give the lines of a section other numbers, by chance, that fit each other."""
    counts: dict[tuple[str, str], int] = {}
    made: list[Figure] = []
    for figure in section.figures:
        indicator = KNOWN[figure.code]
        if not figure.persons:
            made.append(figure)
            continue
        keys = [line.key for line in figure.lines]
        base = counts[indicator.parent] if indicator.of else None
        if figure.parts:
            numbers = [sum(counts["outcomes", one] for one in figure.parts)]
        elif base is None:
            numbers = [chance.choice((0, chance.randrange(12), chance.randrange(60), 250))]
        elif figure.several:
            numbers = [min(base, chance.choice((0, 3, base // 2, base))) for _ in keys]
            if figure.code == "adjustments" and sum(numbers) < base:
                numbers[0] = base
        else:
            numbers = split(base, len(keys), chance)
        for at, line in enumerate(figure.lines):
            if line.inside:
                numbers[at] = min(numbers[at], counts[node(line.inside)])
        counts |= {(figure.code, key): n for key, n in zip(keys, numbers, strict=True)}
        lines = [line_of(line, n, chance) for line, n in zip(figure.lines, numbers, strict=True)]
        made.append(replace(figure, lines=tuple(lines), base=base))
    return replace(section, figures=tuple(made))


def line_of(line: Line, count: int, chance: random.Random) -> Line:
    """Return a line with a number, of about as many clients, and sums that one may dominate."""
    hours = count * 100 if line.hours is not None else None
    advised = count * 100 if line.advised is not None else None
    largest = tuple(
        chance.choice((hours or advised or 0, 100)) if count else 0 for _ in line.largest
    )
    cents = hours if line.cents is not None else None
    made = replace(line, count=count, clients=count, hours=hours, cents=cents, largest=largest)
    return replace(made, advised=advised)


def split(whole: int, into: int, chance: random.Random) -> list[int]:
    """Divide a number over lines, unevenly."""
    weights = [chance.choice((0, 0, 1, 2, 8, 30)) for _ in range(into)] or [1]
    if not sum(weights):
        weights[0] = 1
    bounds = [0, *(whole * part // sum(weights) for part in accumulate(weights))]
    return [high - low for low, high in pairwise(bounds)]


@pytest.mark.parametrize("count", [12, pytest.param(300, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("least", "rounded"), [(10, False), (5, False), (10, True)])
def test_that_no_hidden_number_can_be_found_out(
    tables: list[Section], count: int, least: int, rounded: bool
) -> None:
    """The report of three tables and that of the half year before are attacked together."""
    tried, tightest = 0, float("inf")
    for seed in range(count):
        chance = random.Random(f"{seed} {least} {rounded}")
        made = [filled(one, chance) for one in tables for _half_year in range(2)]
        published = [publishable(one, shipped(), least, rounded=rounded) for one in made]
        for found in attacked(list(zip(published, made, strict=True))):
            tried += 1
            tightest = min(tightest, found.most)
            assert found.least <= 1 + 1e-5, (seed, found)
            assert found.most >= least - 1, (seed, found)
    print(f"{count} years, {tried} hidden numbers, at least up to {tightest:.0f}")
    assert tried > count


def test_that_the_attacker_finds_out_what_is_hidden_alone(
    tables: list[Section], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The judge is judged: without hiding a second number the attack succeeds."""
    monkeypatch.setattr(hiding, "_enough", lambda *_given: True)
    found = 0
    for seed in range(12):
        section = filled(tables[0], random.Random(seed))
        published = publishable(section, shipped(), 10)
        found += sum(one.least > 2 or one.most < 9 for one in attacked([(published, section)]))
    assert found > 0


def test_that_no_number_below_the_least_is_shown_and_no_zero(tables: list[Section]) -> None:
    for seed in range(40):
        for section in tables:
            shown = publishable(filled(section, random.Random(seed)), shipped(), 10)
            for figure in shown.figures:
                for line in figure.lines if figure.persons and not figure.parts else ():
                    assert line.count is None or line.count >= 10, (figure.code, line)
                    assert (line.clients, line.largest, line.inside) == (0, (), "")
                    if line.count is None:
                        assert (line.hours, line.cents, line.median) == (None, None, None)


def numbers(section: Section, code: str) -> list[int | None]:
    figure = section.figure(code)
    return [line.count for line in figure.lines] if figure else []


def test_that_stops_and_norms_never_vanish(tables: list[Section]) -> None:
    """Suppression covers persons and cases: seven stops are seven stops (domain.md §8)."""
    shown = publishable(tables[0], shipped(), 10)
    for code in ("norms", "stops"):
        assert numbers(shown, code) == numbers(tables[0], code)
    assert 0 < sum(one or 0 for one in numbers(shown, "stops")) < 10


def test_that_a_sum_that_is_mostly_of_one_client_is_hidden() -> None:
    """domain.md §9: or over 80 % from one; and one of fewer clients than the least."""
    even = Line(key="a", label="", count=12, clients=12, hours=1000, largest=(800,))
    uneven = replace(even, key="b", largest=(801,))
    few = replace(even, key="c", clients=9)
    rest = [replace(even, key=str(number)) for number in range(3)]
    assert hiding.hidden([even, *rest], 10) == set()
    for line in (uneven, few):
        assert line.key in hiding.hidden([line, *rest], 10)
        assert len(hiding.hidden([line, *rest], 10)) == 2


def test_that_hours_advised_that_are_mostly_of_one_client_are_hidden_too() -> None:
    """domain.md §9: hours asked may be even while those advised are of one client."""
    even = Line(key="a", label="", count=12, clients=12, hours=1000, advised=500, largest=(90, 400))
    for uneven in (
        replace(even, key="b", largest=(90, 401)),
        replace(even, key="c", hours=None, largest=(401,)),
    ):
        assert uneven.key in hiding.hidden([uneven, even, replace(even, key="d")], 10)
    assert hiding.hidden([even, replace(even, key="d")], 10) == set()


def test_that_a_base_under_ten_has_no_percentage_when_it_is_rounded_up_to_ten() -> None:
    """Issue 18: no percentage on a base under 10; 8 is shown as 10 where numbers are rounded."""

    def lines(*counts: int) -> tuple[Line, ...]:
        return tuple(Line(key=str(n), label="", count=n, clients=n) for n in counts)

    whole = described(KNOWN["requests"], (replace(lines(8)[0], key=ALL),), None)
    kinds = described(KNOWN["requests_kind"], lines(8), 8)
    section = Section(
        committee="cpv", name="", first=FIRST, last=LAST, counted_on=LAST, figures=(whole, kinds)
    )
    shown = publishable(section, shipped(), 5, rounded=True).figure("requests_kind")
    assert shown is not None and (shown.base, shown.lines[0].count) == (10, 10)
    assert "share" not in shown.shows


def test_that_one_pilot_school_is_no_number_of_its_own(tables: list[Section]) -> None:
    """Issue 18: never per school. The invented years have no two pilot schools."""
    figure = tables[1].figure("requests_school")
    assert figure is not None and {line.clients for line in figure.lines} == {0}


def test_that_hours_of_contributions_are_advised_and_not_asked(tables: list[Section]) -> None:
    figure = tables[1].figure("zbo_parties")
    assert figure is not None
    assert all(one.hours is None and one.advised is not None for one in figure.lines)


def test_that_what_is_only_on_the_page_is_not_in_the_report(tables: list[Section]) -> None:
    shown = publishable(tables[0], shipped(), 10)
    assert tables[0].figure("months") is not None
    assert shown.figure("months") is None
    assert all(one.code != "requests_school" or len(one.lines) == 2 for one in tables[1].figures)
    assert ALL not in {line.key for one in shown.figures if not one.single for line in one.lines}
