"""The minutes of a meeting as the window shows them: text per item, state, what is not in order."""

from dataclasses import dataclass
from datetime import date, time

from casustafel.domain import terms
from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee
from casustafel.domain.local_time import local_day
from casustafel.domain.meetings import AgendaItem, ItemKind, ItemState
from casustafel.domain.minutes import ItemText, MinutesState
from casustafel.domain.outcomes import Outcome, OutcomeKind
from casustafel.domain.records import Draft
from casustafel.domain.urgent import UrgentDecision
from casustafel.services import places
from casustafel.services.agenda import meetings, meetings_desk
from casustafel.services.definitions import tables
from casustafel.services.minutes import minutes
from casustafel.services.minutes.minutes import DRAFT_FIELD, DRAFT_SUBJECT, OpenPoint
from casustafel.services.minutes.minutes_builder import current_outcomes, suggested_text
from casustafel.services.places import AtMinutes
from casustafel.services.use_case import Reading, Right, read


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One item of the agenda. `text` is what was written, `suggested` what stands there until then.

    `urgent` says in words what was decided outside the meeting; empty when nothing was. `draft` is
    what this person was typing when the program stopped; None when nothing was.
    """

    id: str
    number: int
    title: str
    kind: ItemKind
    case_number: str | None
    text: str
    suggested: str
    draft: str | None
    outcome: str
    outcome_kind: OutcomeKind | None
    adjustments: tuple[str, ...]
    motivation: str
    carried_over: bool
    urgent: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The minutes of one meeting with all that the page shows of them."""

    meeting_id: str
    committee: str
    short_name: str
    held_on: date
    state: MinutesState
    version: int
    content_hash: str
    adopted_on: date | None
    file_name: str
    items: tuple[SheetItem, ...]
    points: tuple[OpenPoint, ...]
    may_write: bool
    may_adopt: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A meeting that has minutes, to choose from; for `apart` see `MeetingLine`."""

    meeting_id: str
    held_on: date
    state: MinutesState
    apart: time | None = None


@read(Right.READ_CASES, at=places.table)
def choices(reader: Reading, committee: str) -> list[Choice]:
    """Return the meetings of a table that have minutes, newest first."""
    return [
        Choice(line.id, line.held_on, line.minutes, line.apart)
        for line in meetings_desk.meetings(reader, committee)
        if line.minutes is not None
    ]


@read(Right.READ_CASES, at=places.minutes)
def sheet(reader: Reading, at: AtMinutes) -> Sheet | None:
    """Return the minutes of a meeting; None before it has any. Raises RightError."""
    meeting, kept = at.meeting, at.minutes
    if kept is None:
        return None
    committee = tables.committee(reader, meeting.committee)
    adopted = kept.state is MinutesState.ADOPTED
    when = kept.adopted_at
    return Sheet(
        meeting_id=meeting.id,
        committee=meeting.committee,
        short_name=committee.short_name,
        held_on=meeting.held_on,
        state=kept.state,
        version=kept.version,
        content_hash=kept.content_hash or "",
        adopted_on=local_day(when) if when else None,
        file_name=minutes.file_name.within(reader, at),
        items=tuple(_items(reader, committee, meeting.id)),
        points=() if adopted else tuple(minutes.open_points.within(reader, meeting)),
        may_write=not adopted and reader.actor.may(Right.WRITE_MINUTES, meeting.committee),
        may_adopt=not adopted and reader.actor.may(Right.ADOPT_MINUTES, meeting.committee),
    )


def _items(reader: Reading, committee: Committee, meeting_id: str) -> list[SheetItem]:
    agenda = meetings.agenda(reader, meeting_id)
    ids = [item.id for item in agenda]
    outcomes = current_outcomes(reader, agenda)
    texts = {text.item_id: text.text for text in reader.find(ItemText, item_id=ids)}
    cases = reader.by_ids(Case, [item.case_id for item in agenda if item.case_id])
    drafts = {
        draft.subject_id: str(draft.value)
        for draft in reader.find(
            Draft, person_id=reader.actor.person_id, subject=DRAFT_SUBJECT, field=DRAFT_FIELD
        )
    }
    urgent = {
        one.item_id or one.case_id: one
        for one in reader.find(UrgentDecision, case_id=list(cases))
        if one.item_id in (None, *ids)
    }
    return [
        _item(
            number,
            item,
            cases.get(item.case_id or ""),
            (texts.get(item.id, ""), drafts.get(item.id)),
            outcomes.get(item.id),
            committee,
            urgent.get(item.id) or urgent.get(item.case_id or ""),
        )
        for number, item in enumerate(agenda, 1)
    ]


def _item(
    number: int,
    item: AgendaItem,
    case: Case | None,
    written: tuple[str, str | None],
    outcome: Outcome | None,
    committee: Committee,
    urgent: UrgentDecision | None,
) -> SheetItem:
    text, draft = written
    return SheetItem(
        id=item.id,
        number=number,
        title=item.title,
        kind=item.kind,
        case_number=case.number if case else None,
        text=text,
        suggested=suggested_text(item),
        draft=None if draft == text else draft,
        outcome=_outcome_words(outcome, committee) if outcome else "",
        outcome_kind=outcome.kind if outcome else None,
        adjustments=_adjustments(outcome) if outcome else (),
        motivation=outcome.motivation if outcome else "",
        carried_over=item.state is ItemState.CARRIED_OVER,
        urgent=_urgent_words(urgent) if urgent else "",
    )


def _urgent_words(decision: UrgentDecision) -> str:
    """Return what was decided outside the meeting, and what the meeting said of it."""
    verdicts = {None: "wacht op bekrachtiging", True: "bekrachtigd", False: "niet bekrachtigd"}
    words = f"Spoeduitkomst van {decision.decided_on:%d-%m-%Y}, door {decision.decider}"
    return f"{words}: {verdicts[decision.ratified]}"


def _outcome_words(outcome: Outcome, committee: Committee) -> str:
    words = committee.outcome(outcome.choice).label
    if outcome.held_until is not None:
        words += f" tot {outcome.held_until:%d-%m}"
    if outcome.provisional:
        words += " (onder voorbehoud)"
    return words


def _adjustments(outcome: Outcome) -> tuple[str, ...]:
    """Return each adjustment in a few words: "13 weken i.p.v. 26 weken"."""
    return tuple(
        f"{terms.ADJUSTMENT[one.kind]}: {one.advised}"
        + (f" i.p.v. {one.asked}" if one.asked else "")
        for one in outcome.adjustments
    )
