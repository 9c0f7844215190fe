"""Outcomes in words: what was asked then, what became of it, what was decided in urgency."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from casustafel.domain import outcomes, terms
from casustafel.domain.asked import amount_asked, as_asked, period_asked, sentence
from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee
from casustafel.domain.decided import Decided
from casustafel.domain.local_time import local_day
from casustafel.domain.urgent import UrgentDecision
from casustafel.gui.words import day, tr
from casustafel.services.case.case_outcomes import Said


def last_lawful_words(
    committee: Committee, law: str, received: date, applied: date | None = None
) -> str:
    """Say until when a resident is to be answered; nothing where nobody asks for help."""
    if committee.selection is not None:
        return ""
    last = committee.terms.last_lawful(law, received, applied)
    return tr("Uiterste dag volgens de wet: {day}.").format(day=day(last))


def asked_words(case: Case, outcome: outcomes.Outcome) -> str:
    """Return what was asked when an outcome was recorded; empty when that was not kept."""
    if not (kept := outcome.asked):
        return ""
    parts = [sentence(as_asked(case, kept)), str(kept.get("provider") or "")]
    words = ", ".join(part for part in parts if part)
    if kept.get("filled_at_upgrade"):
        words = tr("{asked} (bij de upgrade aangevuld)").format(asked=words)
    return words


def choice_words(committee: Committee, outcome: outcomes.Outcome) -> str:
    """Return what was said, with "onder voorbehoud" while that holds."""
    words = committee.outcome(outcome.choice).label
    if outcome.provisional:
        words = tr("{outcome}, onder voorbehoud").format(outcome=words)
    return words


def choices_words(choices: Iterable[str], committee: Committee) -> str:
    """Return how often each outcome was given: "3 toegekend, 1 afgewezen"."""
    labels = Counter(committee.outcome(one).label for one in choices)
    return ", ".join(f"{count} {name}" for name, count in labels.most_common())


def advised_of(row: Decided, kind: outcomes.AdjustmentKind, asked: str) -> str:
    """Return what was advised of one of the things that a table may adjust; empty for no help."""
    said = next((one.advised for one in row.adjustments or () if one.kind is kind), "")
    return said or (asked if row.kind is not None and row.kind.grants else "")


def like_words(row: Decided, committee: Committee) -> str:
    """Return what a like case got: outcome, why, and what was asked and advised."""
    labels = {one.code: one.label for one in committee.reasons}
    asked = (amount_asked(row), period_asked(row))
    kinds = (outcomes.AdjustmentKind.INTENSITY, outcomes.AdjustmentKind.DURATION)
    said = [advised_of(row, kind, one) for kind, one in zip(kinds, asked, strict=True)]
    pairs = [
        one if one == got else " \N{RIGHTWARDS ARROW} ".join(filter(None, (one, got)))
        for one, got in zip(asked, said, strict=True)
    ]
    reasons = [labels.get(code, code) for code in row.reasons or ()]
    outcome = committee.outcome(row.choice).label if row.choice else ""
    return ", ".join(filter(None, (outcome, *reasons, *pairs)))


def answer_words(answer: outcomes.Confirmation) -> str:
    """Return a written answer: "03-12-2026 akkoord: Past bij wat wij zagen."."""
    agrees = tr("akkoord") if answer.agrees else tr("niet akkoord")
    return f"{day(answer.on)} {agrees}: {answer.text}"


def missing_words(said: Said) -> str:
    """Return who did not answer yet: "Zorgexpert, Stroomland"."""
    return ", ".join(said.outcome.unanswered)


def until_words(said: Said) -> str:
    """Return until when an answer is waited for; empty where none is."""
    return tr("tot en met {day}").format(day=day(said.until)) if said.until is not None else ""


def again_words(outcome: outcomes.Outcome) -> str:
    """Say why a case with an outcome waits for the table anew."""
    against = next((one for one in outcome.confirmations if not one.agrees), None)
    if against is not None:
        words = tr("{who} ging op {day} niet akkoord met de uitkomst onder voorbehoud: {text}")
        return words.format(who=against.by, day=day(against.on), text=against.text)
    if outcome.provisional:
        words = tr("Geen schriftelijk antwoord binnen de termijn van: {who}.")
        return words.format(who=", ".join(outcome.unanswered))
    words = tr("Opnieuw te behandelen sinds {day}: {why}")
    return words.format(day=_followed(outcome), why=outcome.followed_why)


def followed_words(outcome: outcomes.Outcome) -> str:
    """Say of an outcome when and why the case was dealt with anew after it."""
    why = outcome.followed_why or tr("geen schriftelijk antwoord")
    return tr("op {day}: {why}").format(day=_followed(outcome), why=why)


def _followed(outcome: outcomes.Outcome) -> str:
    return day(local_day(outcome.followed_at)) if outcome.followed_at is not None else ""


def version_words(outcome: outcomes.Outcome) -> str:
    """Say which version an outcome is and why; empty for the first."""
    if outcome.revision == 1:
        return ""
    if outcome.correction_reason:
        words = tr("{n}e, gecorrigeerd: {why}")
        return words.format(n=outcome.revision, why=outcome.correction_reason)
    return tr("{n}e, na heropening").format(n=outcome.revision)


def urgent_facts(decision: UrgentDecision, committee: Committee) -> list[tuple[str, str]]:
    """Return what was decided, by whom and why; what was not filled in is left out."""
    return [pair for pair in _urgent_rows(decision, committee) if pair[1]]


def _urgent_rows(decision: UrgentDecision, committee: Committee) -> Iterator[tuple[str, str]]:
    labels = {one.code: one.label for one in committee.reasons}
    yield tr("Uitkomst"), committee.outcome(decision.choice).label
    yield tr("Aanpassing"), "\n".join(map(adjustment_words, decision.adjustments))
    yield tr("Wie doet wat"), "\n".join(map(contribution_words, decision.contributions))
    yield tr("Motivering"), decision.decision
    yield tr("Argumentatie"), ", ".join(labels.get(code, code) for code in decision.reasons)
    yield tr("Geldig t/m"), day(decision.valid_until) if decision.valid_until else ""
    words = tr("{day}, door {who}")
    yield tr("Besloten op"), words.format(day=day(decision.decided_on), who=decision.decider)
    yield tr("Overleg met"), decision.consulted
    yield tr("Reden spoed"), decision.reason
    yield tr("Uiterlijk"), day(decision.latest)


def adjustment_words(one: outcomes.Adjustment, why: str = "") -> str:
    """Return what was asked, what was advised instead, and why."""
    asked = f"{one.asked} \N{RIGHTWARDS ARROW} " if one.asked else ""
    return f"{terms.ADJUSTMENT[one.kind]}: {asked}{one.advised}" + (f" ({why})" if why else "")


def contribution_words(one: outcomes.Contribution) -> str:
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
    return tr("Niet bekrachtigd: {why} De hulp loopt tot en met {day}. Daarna: {plan}").format(
        why=_sentence(decision.refused_why), day=ends, plan=_sentence(decision.bridging)
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
