"""What became of the help of cases that were chosen: by a later list, or by hand."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casustafel.domain import effects, meetings
from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.cases import Case, CaseAnswer
from casustafel.domain.errors import RuleError
from casustafel.domain.follow_up import check_feedback
from casustafel.domain.ids import new_id
from casustafel.domain.local_time import add_months, local_day
from casustafel.domain.outcomes import Feedback, Outcome, OutcomeKind
from casustafel.domain.selection import After, Chosen, Standing, afterwards
from casustafel.domain.sizes import Secret, Text40, Text120
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.people import access
from casustafel.services.people.keyring import KeyRing
from casustafel.services.selection import forgetting, freezing, phases
from casustafel.services.use_case import Reader, Right, UnitOfWork, part, use_case

#: The tables of the framework: hours and euros of before and after, and who does what about it.
_EFFECT, INTERVENTION = "effect", "intervention"
#: More hours or euros than this nobody has in a year: it is a slip.
_MOST_HOURS, _MOST_EUROS = 50_000, 10_000_000


@use_case(Right.PLAN_MEETINGS, at=places.table)
def take(
    uow: UnitOfWork,
    committee: str,
    period: str | None = None,
    ring: KeyRing | None = None,
    *,
    second: Text120 = "",
    secret: Secret = "",
    reference: Text120 = "",
) -> tuple[int, int]:
    """Take the longlist as a follow-up: keep the lines of cases in hand, delete all others.

    Return how many cases were found on it and how many lines were deleted. Nobody does it alone.
    Raises RuleError as `freezing.freeze`.
    """
    agreed = access.second_person(ring, second, secret, reference, "longlist-alone")
    found = freezing.stand(uow, committee, period)
    cases, lines = forgetting.Rest(uow, committee, agreed).forget()
    uow.audit(
        "follow-up-taken",
        "committee",
        committee,
        committee=committee,
        found=found,
        cases=cases,
        lines=lines,
    )
    return found, lines


@use_case(Right.EDIT_CASES, at=places.case)
def fill_in(
    uow: UnitOfWork, case: Case, months: int, hours: Decimal | None, cents: int | None
) -> Standing:
    """Keep hours and euros per year after so many months, in place of what was filled in before.

    Raises RuleError: 'prescan-not-listed', 'follow-up-empty', 'follow-up-figure'.
    """
    if uow.first(Chosen, case_id=case.id, reserve=False) is None:
        raise RuleError("prescan-not-listed", number=case.number)
    if hours is None and cents is None:
        raise RuleError("follow-up-empty")
    moments = freezing.terms_of(uow, case.committee).follow_up_months
    fit = 0 <= (hours or 0) <= _MOST_HOURS and 0 <= (cents or 0) <= 100 * _MOST_EUROS
    if months not in moments or not fit:
        raise RuleError("follow-up-figure", months=", ".join(map(str, moments)))
    before = uow.first(Standing, case_id=case.id, moment=months)
    if before is not None:
        uow.delete(Standing, id=before.id)
    made = Standing(
        id=new_id(),
        case_id=case.id,
        period="",
        seen_on=uow.today,
        annual_hours=hours,
        annual_cents=cents,
        moment=months,
    )
    uow.add(made)
    phases.follow(uow, [case.id])
    uow.log("follow-up-filled-in", case, {"hours": hours, "cents": cents}, number=case.number)
    return made


def after_words(months: int) -> str:
    """Return what a moment of the follow-up is called where somebody heard of it."""
    return f"Na {months} maanden"


@use_case(Right.RECORD_OUTCOMES, at=places.case)
def tell(uow: UnitOfWork, case: Case, told_on: date, channel: Text40) -> list[Feedback]:
    """Record that who sat at the table heard what changed of the help, by the last figures.

    Raises RuleError: 'follow-up-empty' where there are none, and as `follow_up.check_feedback`.
    """
    outcome = uow.first(Outcome, "-decided_at", case_id=case.id, current=True)
    chosen = uow.first(Chosen, case_id=case.id, reserve=False)
    if outcome is None or chosen is None:
        raise RuleError("follow-up-empty")
    since = local_day(outcome.decided_at)
    months = freezing.terms_of(uow, case.committee).follow_up_months
    found = effects.last(afterwards(chosen, uow.find(Standing, case_id=case.id), since, months))
    if found is None:
        raise RuleError("follow-up-empty")
    said = f"{after_words(found.months)}: {_change_words(found)}"
    meeting = uow.get(meetings.AgendaItem, outcome.item_id).meeting_id
    sat = uow.find(meetings.Attendance, meeting_id=meeting, presence=meetings.Presence.PRESENT)
    seats = uow.by_ids(meetings.Member, [one.member_id for one in sat])
    names = {one.substitute or seats[one.member_id].role_name for one in sat}
    told = [
        Feedback(
            id=new_id(),
            case_id=case.id,
            told_to=name,
            told_on=told_on,
            channel=channel,
            outcome_id=outcome.id,
            said=said,
        )
        for name in sorted(names)
    ]
    for one in told:
        check_feedback(one, uow.today)
    uow.add_all(told)
    uow.log("feedback-given", case, {"told_to": ", ".join(sorted(names))}, number=case.number)
    return told


def _change_words(found: After) -> str:
    """Return what changed per year, and what did not."""
    parts = []
    for less, unit in ((found.hours_less, "uur"), (found.cents_less, "euro")):
        if less is not None:
            amount = round(less if unit == "uur" else less / 100)
            way = "minder" if amount > 0 else "meer"
            parts.append(f"{abs(amount)} {unit} {way}" if amount else f"evenveel {unit}")
    return f"{' en '.join(parts)} per jaar"


@dataclass(frozen=True, slots=True)
class Moment:
    """When it is looked at what changed, and whose that is."""

    due_on: date
    text: str
    owner: str


@part
def moments(
    uow: UnitOfWork, item: meetings.AgendaItem, case: Case | None, outcome: Outcome, held_on: date
) -> list[Moment]:
    """Return when an outcome that changes running help is followed: by the casushouder.

    What the list said of before is put at "Inzet voor en na", where nothing stands there.
    """
    if case is None or case.phase is None or outcome.kind is not OutcomeKind.CHANGED:
        return []
    terms = freezing.terms_of(uow, case.committee)
    _fill_in_before(uow, item, case)
    owner = holder(uow, case)
    text = "Opvolging na {months} maanden: uren en kosten van voor en na"
    return [
        Moment(add_months(held_on, months), text.format(months=months), owner)
        for months in terms.follow_up_months
    ]


@part
def keep_interventions(uow: UnitOfWork, item: meetings.AgendaItem) -> None:
    """Let what an item says of interventions be actions, while its outcome changes running help.

    Who does it is the casushouder, and it is done at the first follow-up, where a row says no
    other. What is done already stays.
    """
    outcome = uow.first(Outcome, item_id=item.id, current=True, followed_at=None)
    case = uow.get(Case, item.case_id) if item.case_id else None
    before = uow.find(Action, item_id=item.id, kind=ActionKind.INTERVENTION)
    done = {one.text for one in before if one.done_at is not None}
    open_ = {(one.text, one.owner, one.due_on): one for one in before if one.done_at is None}
    changes = outcome is not None and outcome.kind is OutcomeKind.CHANGED
    wanted = _interventions(uow, item, case) if case is not None and changes else []
    uow.delete(Action, id=[one.id for key, one in open_.items() if key not in wanted])
    uow.add_all(
        [
            Action(
                id=new_id(),
                committee=outcome.committee if outcome else "",
                text=text,
                owner=owner,
                kind=ActionKind.INTERVENTION,
                due_on=due_on,
                meeting_id=item.meeting_id,
                item_id=item.id,
                case_id=item.case_id,
            )
            for text, owner, due_on in wanted
            if text not in done and (text, owner, due_on) not in open_
        ]
    )


def _interventions(
    reader: Reader, item: meetings.AgendaItem, case: Case
) -> list[tuple[str, str, date | None]]:
    """Return what is done, by whom and before which day."""
    said = reader.first(meetings.CommitteeAnswer, item_id=item.id, criterion=INTERVENTION)
    rows = said.value if said is not None and isinstance(said.value, list) else []
    selection = tables.committee(reader, case.committee).selection
    held_on = reader.get(meetings.Meeting, item.meeting_id).held_on
    months = selection.follow_up_months if selection else ()
    last = add_months(held_on, months[0]) if months else None
    return [
        (
            str(row["what"]),
            str(row.get("owner") or holder(reader, case)),
            date.fromisoformat(row["by"]) if row.get("by") else last,
        )
        for row in rows
        if row.get("what")
    ]


@part
def holder(reader: Reader, case: Case | None) -> str:
    """Return who holds a case of a list, a role and organisation; nobody of another case."""
    if case is None or case.phase is None:
        return ""
    found = reader.first(CaseAnswer, case_id=case.id, item="case_holder")
    return str(found.value) if found is not None and found.value else "Casushouder"


def _fill_in_before(uow: UnitOfWork, item: meetings.AgendaItem, case: Case) -> None:
    framework = tables.framework(uow, item.framework_id or "")
    if _EFFECT not in {one.code for one in framework.items()} or case.annual_hours is None:
        return
    if uow.first(meetings.CommitteeAnswer, item_id=item.id, criterion=_EFFECT) is None:
        row: dict[str, object] = {"moment": "voor", "hours": str(round(case.annual_hours))}
        if case.annual_cents is not None:
            row["euros"] = str(round(case.annual_cents / 100))
        uow.add(
            meetings.CommitteeAnswer(id=new_id(), item_id=item.id, criterion=_EFFECT, value=[row])
        )
