"""What a table asks of an outcome, of a slip that is mended in it, and of an answer in writing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casustafel.domain.errors import RuleError
from casustafel.domain.outcomes import Confirmation, Contribution, Outcome, OutcomeKind, Vote

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class OutcomeRules:
    """What a table asks of one of its outcome choices, for one case in one meeting.

    `reasons` are the table's reason codes, each with the kinds it fits (none: all). `held_on` is
    the day of the meeting. `may_refuse` is False for help that a court ordered or a GI chose.
    `hours_asked` is what was asked per week, `asked_until` when completion could be given that was
    asked for (`UNFOUNDED`).
    """

    kind: OutcomeKind
    needs_motivation: bool
    needs_validity: bool
    reasons: Mapping[str, frozenset[OutcomeKind]]
    needs_contributions: bool = False
    needs_adjustment: bool = False
    held_on: date | None = None
    may_refuse: bool = True
    hours_asked: Decimal | None = None
    asked_until: date | None = None


def check_outcome(outcome: Outcome, rules: OutcomeRules, quorum_enough: bool) -> None:
    """Raise RuleError with the first rule that the outcome breaks.

    Every outcome carries a reason code that fits its kind and that a person chose; a motivation is
    required unless plainly granted; adjustments are there exactly when the outcome says so; an
    outcome without quorum can only be provisional (issue: onder voorbehoud), and one with a quorum
    cannot; held over carries a date (domain.md §7). Where it is asked, the outcome says who does
    what, how many hours and until when (§8, Meeting). Help that a court ordered or a GI chose is
    never refused, and is held over only with the GI's word that it can wait (§9). Days lie after
    the meeting and in order; hours are possible.
    """
    if rules.kind is OutcomeKind.HELD_OVER:
        _check_held_over(outcome, rules)
        return
    if rules.kind is OutcomeKind.REFUSED and not rules.may_refuse:
        raise RuleError("outcome-may-not-refuse")
    _check_reasons(outcome, rules)
    if rules.needs_motivation and not outcome.motivation.strip():
        raise RuleError("outcome-needs-motivation")
    if rules.needs_adjustment and not outcome.adjustments:
        raise RuleError("outcome-needs-adjustment")
    if outcome.adjustments and not rules.needs_adjustment:
        raise RuleError("outcome-has-adjustment")
    if rules.needs_validity and outcome.valid_until is None:
        raise RuleError("outcome-needs-validity")
    if rules.needs_contributions and not _says_who_does_what(outcome.contributions):
        raise RuleError("outcome-needs-contribution")
    _check_hours(outcome, rules)
    _check_days(outcome, rules.held_on)
    if outcome.vote is Vote.DISSENT and not outcome.dissent.strip():
        raise RuleError("outcome-needs-dissent")
    if not quorum_enough and not outcome.provisional:
        raise RuleError("outcome-without-quorum", missing=", ".join(outcome.missing) or "-")
    if quorum_enough and outcome.provisional:
        raise RuleError("outcome-has-quorum")


def _check_held_over(outcome: Outcome, rules: OutcomeRules) -> None:
    if outcome.held_until is None:
        raise RuleError("outcome-needs-return-date")
    if rules.held_on is not None and outcome.held_until <= rules.held_on:
        raise RuleError("held-until-not-later", date=outcome.held_until)
    if not rules.may_refuse and not outcome.motivation.strip():
        raise RuleError("outcome-may-not-wait")


#: «Onderbouwing onvoldoende»: only after completion was asked and its term passed; and what asks
#: the place and the start of the help instead (domain.md §9, A no).
UNFOUNDED, PLACE_AND_START = "AF6", frozenset({"AF9", "AF10"})


def _check_reasons(outcome: Outcome, rules: OutcomeRules) -> None:
    if not outcome.reasons:
        raise RuleError("outcome-needs-reason")
    waits = rules.asked_until is None or rules.held_on is None or rules.asked_until >= rules.held_on
    if UNFOUNDED in outcome.reasons and waits:
        raise RuleError("outcome-before-completion")
    for code in outcome.reasons:
        if code not in rules.reasons:
            raise RuleError("outcome-reason-unknown", reason=code)
        fits = rules.reasons[code]
        if fits and rules.kind not in fits:
            raise RuleError("outcome-reason-unfit", reason=code)


#: More hours than this no week has.
_HOURS_IN_A_WEEK = 168


def _check_hours(outcome: Outcome, rules: OutcomeRules) -> None:
    """Refuse hours that no week has, and in a plain grant more of one party than was asked."""
    asked = rules.hours_asked if rules.kind is OutcomeKind.GRANTED else None
    for one in outcome.contributions:
        if not one.hours.strip():
            continue
        hours = hours_of(one.hours)
        if hours is None:
            raise RuleError("contribution-hours-wrong", hours=one.hours)
        if hours > _HOURS_IN_A_WEEK:
            raise RuleError("contribution-hours-many", hours=hours)
        if asked is not None and hours > asked:
            raise RuleError("contribution-hours-over", hours=hours, asked=asked)


def hours_of(text: str) -> Decimal | None:
    """Return the hours a week that a contribution names ("6", "6,25 uur"); None for no number."""
    found = _NUMBER.match(text.strip())
    return Decimal(found[0].replace(",", ".")) if found else None


_DAYS = ("valid_until", "evaluation_on", "transfer_on")


def _check_days(outcome: Outcome, held_on: date | None) -> None:
    """Refuse days before the meeting, and an evaluation or transfer after the help has ended."""
    days = [(name, getattr(outcome, name)) for name in _DAYS]
    days += [("contribution_until", one.until) for one in outcome.contributions]
    for name, day in days:
        if day is not None and held_on is not None and day < held_on:
            raise RuleError("outcome-day-before-meeting", field=name, date=day, meeting=held_on)
    ends = outcome.valid_until
    if ends is not None and outcome.evaluation_on is not None and outcome.evaluation_on > ends:
        raise RuleError("outcome-evaluation-late", date=outcome.evaluation_on, ends=ends)


#: What *corrigeren* may mend: a slip in words, days and names, never what was weighed.
_SLIPS = (
    *("motivation", "dissent", "valid_until", "evaluation_on", "transfer_to", "transfer_on"),
    *("held_until", "contributions"),
)
#: What stays as it was said; it changes by reopening, or by dealing anew after adoption.
WEIGHED = ("choice", "reasons", "adjustments", "vote")


def check_correction(before: Outcome, after: Outcome, held_on: date) -> None:
    """Raise RuleError unless only slips are mended, and at least one (domain.md §9, Correcting).

    Contributions may get another party, task or day, and never other hours or another law. What
    was said is not taken away, and days stay after the meeting (`held_on`) and in order.
    """
    changed = [name for name in WEIGHED if getattr(before, name) != getattr(after, name)]
    if changed or _weight(before.contributions) != _weight(after.contributions):
        raise RuleError("correction-weighs", field=changed[0] if changed else "hours")
    if all(getattr(before, name) == getattr(after, name) for name in _SLIPS):
        raise RuleError("correction-changes-nothing")
    for name in ("motivation", "dissent", "valid_until"):
        if getattr(before, name) and not getattr(after, name):
            raise RuleError("correction-empties", field=name)
    if after.held_until is not None and after.held_until <= held_on:
        raise RuleError("held-until-not-later", date=after.held_until)
    if any(getattr(before, name) != getattr(after, name) for name in (*_DAYS, "contributions")):
        _check_days(after, held_on)


def _weight(contributions: tuple[Contribution, ...]) -> list[tuple[str, str]]:
    return [(one.hours, one.law) for one in contributions]


def check_confirmation(outcome: Outcome, answer: Confirmation, held_on: date, today: date) -> None:
    """Raise RuleError unless a missing discipline answered in words, on a day since the meeting."""
    if answer.by not in outcome.unanswered:
        raise RuleError("confirmation-not-missing", by=answer.by or "-")
    if not answer.text.strip():
        raise RuleError("confirmation-needs-text")
    if not held_on <= answer.on <= today:
        raise RuleError("confirmation-day-wrong", date=answer.on)


def _says_who_does_what(contributions: tuple[Contribution, ...]) -> bool:
    """Say whether there are contributions, each with a party, a task, hours and a last day.

    What is promised under a law of others may leave its hours open.
    """
    return bool(contributions) and all(
        one.party.strip() and one.task.strip() and one.until and (one.hours.strip() or one.pledged)
        for one in contributions
    )
