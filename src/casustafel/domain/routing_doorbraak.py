"""Which cases the Doorbraakteam looks at: three doors from [002] 2.D1 and one of practice."""

from dataclasses import dataclass, field

from casustafel.domain.norms import Law
from casustafel.domain.routing_facts import (
    Decision,
    DoorbraakFacts,
    Entry,
    Reason,
    Route,
    RouteSettings,
)
from casustafel.domain.routing_reasons import because


@dataclass(slots=True)
class _Findings:
    """What the doors said: which are open, why, why not, and what is missing to decide."""

    entries: set[Entry] = field(default_factory=set)
    why: list[Reason] = field(default_factory=list)
    why_not: list[Reason] = field(default_factory=list)
    missing: list[Reason] = field(default_factory=list)
    excluded: bool = False


def route_doorbraak(facts: DoorbraakFacts, law: Law | None, settings: RouteSettings) -> Route:
    """Return the route of a line of a Doorbraak list.

    One open door is enough; what is missing counts only while none is open.
    """
    found = _Findings()
    _by_rank(facts, law, settings, found)
    _by_schemes(facts, settings, found)
    if facts.signal and settings.signal_counts:
        found.entries.add(Entry.SIGNAL)
        found.why.append(because("route-doorbraak-signal"))
    if found.entries:
        if facts.after_residential:
            found.why.append(because("route-doorbraak-after-residential"))
        return Route(Decision.DOORBRAAK, reasons=tuple(found.why), entries=frozenset(found.entries))
    if found.missing:
        return Route(Decision.UNKNOWN, reasons=(*found.missing, *found.why_not))
    decision = Decision.OUT_OF_SCOPE if found.excluded else Decision.NOT_NEEDED
    return Route(decision, reasons=tuple(found.why_not))


def _by_rank(
    facts: DoorbraakFacts, law: Law | None, settings: RouteSettings, found: _Findings
) -> None:
    """Top 50 jeugd outside verblijf, top 25 Wmo. A line without rank was not on that list."""
    if facts.rank is None:
        found.why_not.append(because("route-doorbraak-no-rank"))
        return
    if law is None:
        found.missing.append(because("route-missing-law"))
        return
    jeugd = law is Law.JEUGD
    top = settings.top_jeugd if jeugd else settings.top_wmo
    if facts.rank > top:
        found.why_not.append(
            because("route-doorbraak-below-top", rank=facts.rank, top=top, law=law)
        )
    elif jeugd and facts.residential is None:
        found.missing.append(because("route-missing-residential"))
    elif jeugd and facts.residential:
        found.excluded = True
        found.why_not.append(because("route-doorbraak-residential"))
    else:
        found.entries.add(Entry.TOP_JEUGD if jeugd else Entry.TOP_WMO)
        found.why.append(because("route-doorbraak-top", rank=facts.rank, top=top, law=law))


def _by_schemes(facts: DoorbraakFacts, settings: RouteSettings, found: _Findings) -> None:
    """Five or more schemes, money worries and two laws; only with its legal ground recorded.

    Where a condition is known not to be met the door is shut, whatever else is unknown.
    """
    if facts.schemes is None or facts.schemes < settings.schemes:
        found.why_not.append(because("route-doorbraak-few-schemes", least=settings.schemes))
    elif facts.money_worries is False:
        found.why_not.append(because("route-doorbraak-no-money-worries"))
    elif facts.laws and len(facts.laws) < settings.laws:
        found.why_not.append(because("route-doorbraak-few-laws", least=settings.laws))
    elif facts.money_worries is None:
        found.missing.append(because("route-missing-money-worries"))
    elif not facts.laws:
        found.missing.append(because("route-missing-laws"))
    elif not facts.legal_ground:
        found.missing.append(because("route-missing-legal-ground"))
    else:
        found.entries.add(Entry.SCHEMES)
        found.why.append(
            because("route-doorbraak-schemes", schemes=facts.schemes, laws=len(facts.laws))
        )
