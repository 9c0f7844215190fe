"""Compleet voor agenda: the points that must be there before a case may be listed."""

from collections.abc import Callable, Hashable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from casustafel.domain.case_routing import undetermined
from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee, CompletenessPoint
from casustafel.domain.framework_answers import facts_from, filled, not_applicable
from casustafel.domain.frameworks import Facts
from casustafel.domain.norms import CareForm

#: How a point names a field of the case instead of an item of the framework.
CASE_FIELD = "case."

#: What of a case decides which points are asked.
_FACTS = ("law", "care_form", "referrer_type", "route_reasons", "list_trigger")

_NO_ITEM: frozenset[str] = frozenset()


def _is_known(form: object) -> bool:
    return filled(form) and form != CareForm.OVERIG


#: What a field must say beside being filled, and where it stands when that is elsewhere.
_SAYS: Mapping[str, Callable[[Any], bool]] = {
    "care_form": _is_known,
    "route": lambda reasons: not undetermined(reasons),
}
_STANDS = {"route": "route_reasons"}


#: What a request says of the day of a Wmo application, from which another term runs.
APPLIED_ON = "applied_on"


def applied_on(answers: Mapping[str, object]) -> date | None:
    """Return the day of a Wmo application; None while there is none."""
    said = answers.get(APPLIED_ON)
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None  # "n.v.t." with its reason


@dataclass(frozen=True, slots=True)
class Completeness:
    """How complete a case is: shown as "4 van 6" with what is missing."""

    met: tuple[CompletenessPoint, ...]
    missing: tuple[CompletenessPoint, ...]

    @property
    def of(self) -> int:
        """How many points there are."""
        return len(self.met) + len(self.missing)

    @property
    def complete(self) -> bool:
        """Whether the case may go on an agenda."""
        return not self.missing

    def __str__(self) -> str:
        return f"{len(self.met)} van {self.of}"


def completeness(committee: Committee, case: Case, answers: Mapping[str, object]) -> Completeness:
    """Judge a case by the points of its table. Answers are by item of the framework."""
    points = Points(committee)
    return points.judge({name: getattr(case, name) for name in points.fields}, answers)


def asked_for_agenda(
    committee: Committee, facts: Facts, answers: Mapping[str, object]
) -> tuple[str, ...]:
    """Return what is asked of such a case before the agenda: items, and fields of the case.

    Of two ways to meet a point it is the one that somebody began, or else the first.
    """
    needs: dict[str, None] = {}
    for point in committee.points:
        if point.condition.holds(facts):
            begun = any(filled(answers.get(one)) for one in set(point.instead) - set(point.needs))
            needs |= dict.fromkeys(point.instead if begun else point.needs)
            needs |= dict.fromkeys(point.combined if _combines(point, answers) else ())
    return tuple(needs)


class Points:
    """The points of a table, made ready to judge case after case of a list."""

    def __init__(self, committee: Committee) -> None:
        self._points = committee.points
        self._ruled = [one for one in committee.points if one.duty or one.per]
        needs = {need for point in committee.points for need in point.asks}
        self._of_case = {one: one.removeprefix(CASE_FIELD) for one in needs if _of_case(one)}
        self._columns = {one: _STANDS.get(one, one) for one in self._of_case.values()}
        self._items = [one for one in needs if not _of_case(one)]
        self.fields = {*_FACTS, *self._columns.values()}
        """The fields of a case that are looked at."""
        self._judged: dict[tuple[Any, ...], tuple[int, int]] = {}

    def judge(self, case: Mapping[str, object], answers: Mapping[str, object]) -> Completeness:
        """Say which points a case meets. `case` holds its fields by name."""
        said = {
            need
            for need, field in self._of_case.items()
            if _SAYS.get(field, filled)(case[self._columns[field]])
        }
        asked = self._asked(tuple(case[one] for one in _FACTS))
        said |= self._answered(answers)
        missing = tuple(one for one in asked if not _meets(one, said))
        return Completeness(tuple(one for one in asked if one not in missing), missing)

    def met(
        self, cases: Mapping[str, Sequence[Hashable]], answers: Sequence[Mapping[str, object]]
    ) -> list[tuple[int, int]]:
        """Return of many cases how many points each meets, of how many; fields by column.

        Cases of a list are alike: what was judged of one that says the same holds for the next.
        """
        says = [
            _each(_SAYS.get(field, filled), cases[self._columns[field]])
            for field in self._of_case.values()
        ]
        answered = [self._answered(one) for one in answers]
        facts = zip(*(cases[one] for one in _FACTS), strict=True)
        keys = list(zip(facts, answered, *says, strict=True))
        for key in set(keys) - self._judged.keys():
            about, items, *flags = key
            said = {need for need, flag in zip(self._of_case, flags, strict=True) if flag} | items
            asked = self._asked(about)
            self._judged[key] = sum(_meets(one, said) for one in asked), len(asked)
        return [self._judged[key] for key in keys]

    def _answered(self, answers: Mapping[str, object]) -> frozenset[str]:
        if not answers:
            return _NO_ITEM
        said = {item for item in self._items if filled(answers.get(item))}
        for point in self._ruled:
            said -= {one for one in point.duty if not_applicable(answers.get(one)) is not None}
            if not _covers(point, answers):
                said.discard(point.per[0])
            if not _combines(point, answers):
                said |= set(point.combined)
        return frozenset(said)

    def _asked(self, about: tuple[Any, ...]) -> list[CompletenessPoint]:
        facts = facts_from(*about)
        return [point for point in self._points if point.condition.holds(facts)]


def _meets(point: CompletenessPoint, said: Set[str]) -> bool:
    enough = said >= set(point.needs) or (bool(point.instead) and said >= set(point.instead))
    return enough and said >= set(point.combined)


def _choices(point: CompletenessPoint, answers: Mapping[str, object], at: int) -> list[str]:
    found = answers.get(point.per[at]) if point.per else None
    return [str(one) for one in found] if isinstance(found, list) else []


def _combines(point: CompletenessPoint, answers: Mapping[str, object]) -> bool:
    return len(_choices(point, answers, 1)) > 1


def _covers(point: CompletenessPoint, answers: Mapping[str, object]) -> bool:
    """Say whether there is an answer for each choice; a point that asks no such thing has it."""
    given = _choices(point, answers, 0)
    return all(any(one.startswith(each) for one in given) for each in _choices(point, answers, 1))


def _each(ask: Callable[[Any], bool], column: Sequence[Hashable]) -> list[bool]:
    """Ask of each value of a column, of equal ones once."""
    known = {value: ask(value) for value in set(column)}
    return [known[value] for value in column]


def _of_case(need: str) -> bool:
    return need.startswith(CASE_FIELD)


def with_reference(number: str, reference: str | None) -> str:
    """Return how a sender finds a case: by both numbers."""
    return f"{number} (uw kenmerk {reference})" if reference else number


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A case of which something is asked, with the number that its sender knows it by."""

    number: str
    reference: str
    state: Completeness

    @property
    def named(self) -> str:
        """How the sender finds the case."""
        return with_reference(self.number, self.reference)

    @property
    def lines(self) -> str:
        """What is asked; of a complete case the question is left to fill in."""
        asks = [point.ask or point.label for point in self.state.missing]
        return "\n".join(f"- {ask}" for ask in asks or ["[vul hier uw vraag in]"])


def request_text(
    committee: Committee, asked: Sequence[Asked], until: date, *, to_provider: bool = False
) -> str:
    """Return a ready text that asks one referrer for what is missing (u-vorm, B1).

    After a medical referral the provider completes it (`to_provider`), for a huisarts makes no
    profile ([001]); after the last day the case goes to the table as it is (domain.md §9).

    It holds the numbers of the cases and no other personal data, so that it can be sent by mail.
    """
    one = asked[0] if len(asked) == 1 else None
    cases = f"casus {one.named}" if one else "deze casussen"
    table = f"{committee.noun} ({committee.name})"
    what = one.lines if one else "\n\n".join(f"{each.named}\n{each.lines}" for each in asked)
    to, brought = "verwijzer", f"U hebt {cases} voorgelegd aan {table}. "
    if to_provider:
        to = "aanbieder"
        brought = f"Een arts verwees naar u: {cases} bij {table}. "
        what += "\n\nDaarna bespreken wij de casus zoals die er ligt."
    return (
        f"Beste {to},\n\n"
        f"{brought}"
        f"{'De casus kan' if one else 'Ze kunnen'} nog niet op de agenda, want er ontbreekt "
        f"informatie.\n\n"
        f"Wilt u dit aanvullen, uiterlijk {until:%d-%m-%Y}?\n{what}\n\n"
        f"Schrijf alleen op wat nodig is. Is een vraag niet van toepassing? Schrijf dan "
        f"'n.v.t.' met de reden. Zet geen namen of BSN in een gewone e-mail.\n\n"
        f"Met vriendelijke groet,\nhet secretariaat van {committee.noun}"
    )
