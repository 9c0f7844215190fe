"""An attacker with a linear program: what can each hidden number be, by all that was published?

It knows the structure of the tables, every number and remark of the reports, how they are rounded,
and that nothing is negative. It shares no code with what hides (`domain.insight.hiding`).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import highspy

from casustafel.domain.insight.indicators import shipped
from casustafel.domain.insight.reports import Section

_MOST = 100_000.0
_ROUND_BY = 2.0


class Range(NamedTuple):
    """The least and the most that a hidden number can be."""

    place: str
    least: float
    most: float


def attacked(pairs: Sequence[tuple[Section, Section]]) -> Iterator[Range]:
    """Yield the range of each hidden number, from all sections together.

    Each is what was published, with the section that it is of: of that only the structure is used,
    which anybody can read in the definitions of the table.
    """
    program = highspy.Highs()
    program.silent()
    place: Places = {}
    for at, (section, whole) in enumerate(pairs):
        _numbers(program, place, at, section, whole)
        _rules(program, place, at, whole)
    for (at, code, key), number in place.items():
        figure = pairs[at][0].figure(code)
        line = figure.line(key) if figure else None
        if line is None or line.count is not None:
            continue
        ends = []
        for solve in (program.minimize, program.maximize):
            solve(number)
            assert program.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(program.getInfo().objective_function_value)
        yield Range(f"{at} {code}.{key}", ends[0], ends[1])


Places = dict[tuple[int, str, str], highspy.highs_var]


def _numbers(
    program: highspy.Highs, place: Places, at: int, section: Section, whole: Section
) -> None:
    slack = _ROUND_BY if section.rounded else 0.0
    for figure in whole.figures:
        known = section.figure(figure.code)
        for line in figure.lines if figure.persons and figure.code in PUBLIC else ():
            low, high = 0.0, _MOST
            said = known.line(line.key) if known else None
            if said is not None and said.count is not None:
                low, high = max(0.0, said.count - slack), said.count + slack
            place[at, figure.code, line.key] = program.addVariable(low, high)


def _rules(program: highspy.Highs, place: Places, at: int, whole: Section) -> None:
    for figure in whole.figures:
        indicator = INDICATORS[figure.code]
        if not figure.persons or figure.code not in PUBLIC:
            continue
        numbers = {line.key: place[at, figure.code, line.key] for line in figure.lines}
        for line in figure.lines:
            if line.inside:
                program.addConstr(numbers[line.key] <= place[(at, *node(line.inside))])
        if figure.parts:
            parts = program.qsum(place[at, "outcomes", one] for one in figure.parts)
            program.addConstr(parts == numbers["all"])
        elif indicator.of:
            parent = place[(at, *node(indicator.of))]
            if figure.several:
                for number in numbers.values():
                    program.addConstr(number <= parent)
                if figure.code == "adjustments":
                    program.addConstr(program.qsum(numbers.values()) >= parent)
            elif numbers:
                program.addConstr(program.qsum(numbers.values()) == parent)


INDICATORS = {one.code: one for one in shipped()}
PUBLIC = {code for code, one in INDICATORS.items() if one.public}


def node(place: str) -> tuple[str, str]:
    """Return the figure and the line that a place names."""
    code, _, line = place.partition(".")
    return code, line or "all"
