"""Outcomes of a case in words: what was asked then, what became of it, what is waited for."""

from casustafel.domain.asked import as_asked, sentence
from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee
from casustafel.domain.local_time import local_day
from casustafel.domain.outcomes import Confirmation, Outcome
from casustafel.gui.words import day, tr
from casustafel.services.case.case_outcomes import Said


def asked_words(case: Case, outcome: Outcome) -> str:
    """Return what was asked when an outcome was recorded; empty when that was not kept."""
    kept = outcome.asked
    if not kept:
        return ""
    parts = [sentence(as_asked(case, kept)), str(kept.get("provider") or "")]
    words = ", ".join(part for part in parts if part)
    if kept.get("filled_at_upgrade"):
        words = tr("{asked} (bij de upgrade aangevuld)").format(asked=words)
    return words


def choice_words(committee: Committee, outcome: Outcome) -> str:
    """Return what was said, with "onder voorbehoud" while that holds."""
    words = committee.outcome(outcome.choice).label
    if outcome.provisional:
        words = tr("{outcome}, onder voorbehoud").format(outcome=words)
    return words


def answer_words(answer: Confirmation) -> str:
    """Return a written answer: "03-12-2026 akkoord: Past bij wat wij zagen."."""
    agrees = tr("akkoord") if answer.agrees else tr("niet akkoord")
    return f"{day(answer.on)} {agrees}: {answer.text}"


def missing_words(said: Said) -> str:
    """Return who did not answer yet: "Zorgexpert, Stroomland"."""
    return ", ".join(said.outcome.unanswered)


def until_words(said: Said) -> str:
    """Return until when an answer is waited for; empty where none is."""
    return tr("tot en met {day}").format(day=day(said.until)) if said.until is not None else ""


def again_words(outcome: Outcome) -> str:
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


def followed_words(outcome: Outcome) -> str:
    """Say of an outcome when and why the case was dealt with anew after it."""
    why = outcome.followed_why or tr("geen schriftelijk antwoord")
    return tr("op {day}: {why}").format(day=_followed(outcome), why=why)


def _followed(outcome: Outcome) -> str:
    return day(local_day(outcome.followed_at)) if outcome.followed_at is not None else ""


def version_words(outcome: Outcome) -> str:
    """Say which version an outcome is and why; empty for the first."""
    if outcome.revision == 1:
        return ""
    if outcome.correction_reason:
        words = tr("{n}e, gecorrigeerd: {why}")
        return words.format(n=outcome.revision, why=outcome.correction_reason)
    return tr("{n}e, na heropening").format(n=outcome.revision)
