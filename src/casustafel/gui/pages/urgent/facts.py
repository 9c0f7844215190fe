"""An urgent decision in names and values, as the case page and the room show it."""

from collections.abc import Iterator

from casustafel.domain import terms
from casustafel.domain.committees import Committee
from casustafel.domain.outcomes import Adjustment, Contribution
from casustafel.domain.urgent import UrgentDecision
from casustafel.gui.words import day, tr


def urgent_facts(decision: UrgentDecision, committee: Committee) -> list[tuple[str, str]]:
    """Return what was decided, by whom and why; what was not filled in is left out."""
    return [(name, value) for name, value in _rows(decision, committee) if value]


def _rows(decision: UrgentDecision, committee: Committee) -> Iterator[tuple[str, str]]:
    labels = {one.code: one.label for one in committee.reasons}
    yield tr("Besluit"), committee.outcome(decision.choice).label
    yield tr("Aanpassing"), "\n".join(_adjustment(one) for one in decision.adjustments)
    yield tr("Wie doet wat"), "\n".join(contribution_words(one) for one in decision.contributions)
    yield tr("Motivering"), decision.decision
    yield tr("Argumentatie"), ", ".join(labels.get(code, code) for code in decision.reasons)
    yield tr("Geldig t/m"), day(decision.valid_until) if decision.valid_until else ""
    words = tr("{day}, door {who}")
    yield tr("Besloten op"), words.format(day=day(decision.decided_on), who=decision.decider)
    yield tr("Overleg met"), decision.consulted
    yield tr("Reden spoed"), decision.reason
    yield tr("Uiterlijk"), day(decision.latest)


def _adjustment(one: Adjustment) -> str:
    asked = f"{one.asked} \N{RIGHTWARDS ARROW} " if one.asked else ""
    return f"{terms.ADJUSTMENT[one.kind]}: {asked}{one.advised}"


def contribution_words(one: Contribution) -> str:
    """Return who does what, with hours, end and law as far as they are known."""
    until = tr("tot {day}").format(day=day(one.until)) if one.until else ""
    hours = tr("{n} uur").format(n=one.hours) if one.hours else ""
    law = terms.CONTRIBUTION_LAW.get(one.law, one.law)
    extra = ", ".join(part for part in (hours, until, law) if part)
    return f"{one.party}: {one.task}" + (f" ({extra})" if extra else "")


def verdict_words(decision: UrgentDecision) -> str:
    """Return what the meeting said of it in one sentence; empty while it waits."""
    if decision.ratified is None:
        return ""
    if decision.ratified:
        return tr("Bekrachtigd.")
    ends = day(decision.ends_on) if decision.ends_on else ""
    words = tr("Niet bekrachtigd: {why} De hulp loopt tot en met {day}. Daarna: {plan}")
    return words.format(
        why=_sentence(decision.refused_why), day=ends, plan=_sentence(decision.bridging)
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
