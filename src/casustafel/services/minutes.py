"""Minutes: made from what was captured, with the secretary's own text, up to their adoption."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from casustafel.domain import minutes_content as content
from casustafel.domain import terms
from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.framework_answers import shown_answer
from casustafel.domain.frameworks import Framework
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import (
    AgendaItem,
    Attendance,
    CommitteeAnswer,
    Invitee,
    ItemKind,
    ItemState,
    Meeting,
    Member,
    Presence,
    Recusal,
)
from casustafel.domain.minutes import (
    ItemText,
    Minutes,
    MinutesState,
    move_minutes,
    require_open,
)
from casustafel.domain.outcomes import Outcome
from casustafel.domain.people import Right
from casustafel.pdf.minutes import render_extract, render_minutes
from casustafel.services import meetings, tables
from casustafel.services.room import minutes_of
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import UnitOfWork

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that keeps minutes from being adopted, or asks attention, at one item."""

    code: str
    title: str
    item_id: str | None
    blocks: bool


def local_time(moment: datetime | None) -> time | None:
    """Return the time on the clock in Amsterdam, without seconds."""
    if moment is None:
        return None
    return moment.astimezone(AMSTERDAM).time().replace(second=0, microsecond=0)


def build(reader: Reader, meeting_id: str) -> content.MinutesContent:
    """Return what the minutes say now: captured answers and outcomes, own text where written.

    Adopted minutes are not built anew: they are read back as they were adopted.
    """
    meeting = reader.get(Meeting, meeting_id)
    minutes = _minutes(reader, meeting_id)
    if minutes.content is not None:
        return content.parse_canonical(minutes.content.encode())
    return _Builder(reader, meeting, minutes).said()


def _minutes(reader: Reader, meeting_id: str) -> Minutes:
    minutes = minutes_of(reader, meeting_id)
    if minutes is None:
        raise UsageError("minutes-not-yet")
    return minutes


def pdf(reader: Reader, meeting_id: str, extract: str | None = None) -> bytes:
    """Return the minutes as PDF, or the extract of one case number.

    Adopted minutes are given back byte for byte as they were kept.
    """
    minutes = _minutes(reader, meeting_id)
    if extract is not None:
        return render_extract(build(reader, meeting_id), extract)
    return minutes.pdf if minutes.pdf is not None else render_minutes(build(reader, meeting_id))


def file_name(reader: Reader, meeting_id: str) -> str:
    """Return a name for the file: the table, the day and the state, no personal data."""
    meeting = reader.get(Meeting, meeting_id)
    state = _minutes(reader, meeting_id).state.value.replace("_", "-")
    prefix = tables.committee(reader, meeting.committee).prefix
    return f"notulen-{prefix.lower()}-{meeting.held_on:%Y-%m-%d}-{state}.pdf"


def record_export(uow: UnitOfWork, meeting_id: str, *, extract: bool = False) -> None:
    """Log that the minutes, or an extract of them, left the program."""
    meeting = uow.get(Meeting, meeting_id)
    action = "extract-exported" if extract else "minutes-exported"
    uow.audit(action, "meeting", meeting_id, committee=meeting.committee)
    uow.commit()


def write_text(uow: UnitOfWork, item_id: str, text: str) -> ItemText:
    """Keep the secretary's own text of an item; generating again never overwrites it."""
    item = uow.get(AgendaItem, item_id)
    meeting = uow.get(Meeting, item.meeting_id)
    uow.actor.require(Right.WRITE_MINUTES, meeting.committee)
    minutes = _minutes(uow, meeting.id)
    require_open(minutes)
    before = uow.first(ItemText, item_id=item_id)
    after = ItemText(id=before.id if before else new_id(), item_id=item_id, text=text)
    if before is None:
        uow.add(after)
    elif before.text == text:
        return before
    else:
        uow.change(before, after, case_id=item.case_id)
    _next_version(uow, minutes)
    uow.audit(
        "minutes-text",
        "agenda_item",
        item_id,
        committee=meeting.committee,
        changes={"text": text},
    )
    uow.commit()
    return after


def _next_version(uow: UnitOfWork, minutes: Minutes) -> Minutes:
    """A text that changes after the minutes were put up for adoption is a new version."""
    if minutes.state is not MinutesState.FOR_ADOPTION:
        return minutes
    back = move_minutes(minutes, MinutesState.CONCEPT, uow.clock())
    back = replace(back, version=minutes.version + 1)
    uow.replace(minutes, back)
    return back


def suggested_text(item: AgendaItem, outcome: Outcome | None) -> str:
    """Return the text that stands at an item while the secretary wrote none: notes, motivation."""
    if item.notes.strip():
        return item.notes.strip()
    if item.kind is ItemKind.CASE and outcome is None and item.state is ItemState.CARRIED_OVER:
        return "Niet besproken; doorgeschoven naar de volgende vergadering."
    return ""


def open_points(reader: Reader, meeting_id: str) -> list[OpenPoint]:
    """Return what is not in order yet, item by item, the blocking points first."""
    points = []
    items = meetings.agenda(reader, meeting_id)
    outcomes = _current_outcomes(reader, items)
    for item in items:
        outcome = outcomes.get(item.id)
        if item.kind is ItemKind.CASE and item.state in (ItemState.OPEN, ItemState.CURRENT):
            points.append(OpenPoint("minutes-undecided", item.title, item.id, blocks=True))
        if outcome is not None and outcome.provisional:
            points.append(OpenPoint("minutes-provisional", item.title, item.id, blocks=False))
        text = reader.first(ItemText, item_id=item.id)
        if outcome is not None and not (text or outcome.motivation or item.notes):
            points.append(OpenPoint("minutes-no-text", item.title, item.id, blocks=False))
    for action in reader.find(Action, meeting_id=meeting_id):
        if action.due_on is None:
            title = next((item.title for item in items if item.id == action.item_id), "")
            points.append(OpenPoint("minutes-action-no-date", title, action.item_id, blocks=False))
    if not _present(reader, meeting_id):
        points.append(OpenPoint("minutes-nobody-present", "", None, blocks=True))
    return sorted(points, key=lambda point: not point.blocks)


def _present(reader: Reader, meeting_id: str) -> bool:
    return bool(reader.find(Attendance, meeting_id=meeting_id, presence=Presence.PRESENT))


def put_up(uow: UnitOfWork, meeting_id: str) -> Minutes:
    """Put concept minutes up for adoption (Ter vaststelling)."""
    return _move(uow, meeting_id, MinutesState.FOR_ADOPTION, Right.WRITE_MINUTES)


def take_back(uow: UnitOfWork, meeting_id: str) -> Minutes:
    """Take minutes back to concept, to change them."""
    return _move(uow, meeting_id, MinutesState.CONCEPT, Right.WRITE_MINUTES)


def adopt(uow: UnitOfWork, meeting_id: str) -> Minutes:
    """Adopt the minutes (Vastgesteld): read-only from now on, with content, PDF and hashes kept.

    Raises RuleError while something blocks; see `open_points`.
    """
    return _move(uow, meeting_id, MinutesState.ADOPTED, Right.ADOPT_MINUTES)


def _move(uow: UnitOfWork, meeting_id: str, to: MinutesState, right: Right) -> Minutes:
    meeting = uow.get(Meeting, meeting_id)
    uow.actor.require(right, meeting.committee)
    before = _minutes(uow, meeting_id)
    after = move_minutes(before, to, uow.clock())
    if to is not MinutesState.CONCEPT:
        blocking = [point for point in open_points(uow, meeting_id) if point.blocks]
        if blocking:
            raise RuleError("minutes-blocked", count=len(blocking), title=blocking[0].title or "-")
    if to is MinutesState.ADOPTED:
        after = _sealed(uow, meeting, after)
    uow.replace(before, after)
    uow.audit(
        f"minutes-{to.value.replace('_', '-')}",
        "meeting",
        meeting_id,
        committee=meeting.committee,
        content_hash=after.content_hash,
        pdf_hash=after.pdf_hash,
    )
    uow.commit()
    return after


def _sealed(uow: UnitOfWork, meeting: Meeting, minutes: Minutes) -> Minutes:
    now = uow.clock()
    adopted = replace(minutes, adopted_at=now, audit_head=uow.audit_head())
    said = _Builder(uow, meeting, adopted).said()
    paper = render_minutes(said)
    return replace(
        adopted,
        content=content.canonical(said).decode(),
        content_hash=content.content_hash(said),
        pdf=paper,
        pdf_hash=hashlib.sha256(paper).hexdigest(),
    )


def _current_outcomes(reader: Reader, items: Sequence[AgendaItem]) -> dict[str, Outcome]:
    found = reader.find(Outcome, item_id=[item.id for item in items], current=True)
    return {outcome.item_id: outcome for outcome in found}


class _Builder:
    """Gathers what was captured in one meeting, each table read once."""

    def __init__(self, reader: Reader, meeting: Meeting, minutes: Minutes) -> None:
        self.meeting = meeting
        self.minutes = minutes
        self.reader = reader
        self.committee: Committee = tables.committee(reader, meeting.committee)
        self.items = meetings.agenda(reader, meeting.id)
        ids = [item.id for item in self.items]
        self.outcomes = _current_outcomes(reader, self.items)
        self.texts = {text.item_id: text.text for text in reader.find(ItemText, item_id=ids)}
        self.actions = reader.find(Action, "id", meeting_id=meeting.id)
        self.recusals = reader.find(Recusal, item_id=ids)
        self.invitees = reader.find(Invitee, "id", item_id=ids)
        self.answers = reader.find(CommitteeAnswer, item_id=ids)
        self.attendance = reader.find(Attendance, meeting_id=meeting.id)
        seats = {one.member_id for one in self.attendance}
        seats |= {one.member_id for one in self.recusals}
        self.members = reader.by_ids(Member, seats)
        self.cases = reader.by_ids(Case, [item.case_id for item in self.items if item.case_id])
        self.frameworks: dict[str, Framework] = {
            key: tables.framework(reader, key)
            for key in {item.framework_id for item in self.items if item.framework_id}
        }

    def said(self) -> content.MinutesContent:
        adopted = self.minutes.adopted_at
        return content.MinutesContent(
            municipality=tables.municipality(self.reader),
            committee=self.committee.name,
            abbreviation=self.committee.short_name,
            meeting_date=self.meeting.held_on,
            planned_start=self.meeting.starts,
            planned_end=self.meeting.ends,
            state=self.minutes.state,
            version=self.minutes.version,
            actual_start=local_time(self.meeting.opened_at),
            actual_end=local_time(self.meeting.closed_at),
            place=self.meeting.place,
            adopted_on=adopted.astimezone(AMSTERDAM).date() if adopted else None,
            attendance=tuple(self._attendance()),
            items=tuple(self._item(number, item) for number, item in enumerate(self.items, 1)),
            earlier_actions=tuple(self._earlier_actions()),
            audit_head=self.minutes.audit_head or "",
        )

    def _attendance(self) -> Iterable[content.AttendanceLine]:
        order = {seat.code: place for place, seat in enumerate(self.committee.seats)}
        lines = sorted(
            self.attendance,
            key=lambda one: (order.get(self.members[one.member_id].discipline, 99), one.id),
        )
        for one in lines:
            member = self.members[one.member_id]
            remarks = [f"vervangen door {one.substitute}" if one.substitute else ""]
            remarks.append(f"vanaf {one.arrived:%H.%M} uur" if one.arrived else "")
            remarks.append(f"tot {one.left:%H.%M} uur" if one.left else "")
            yield content.AttendanceLine(
                role=member.role_name,
                organisation=member.organisation,
                presence=terms.PRESENCE[one.presence],
                remark=", ".join(remark for remark in remarks if remark),
            )
        for guest in self.invitees:
            number = next(n for n, item in enumerate(self.items, 1) if item.id == guest.item_id)
            yield content.AttendanceLine(
                role=guest.role_name,
                organisation=guest.organisation,
                presence="ja" if guest.present else "nee",
                remark=f"genodigd bij {number}",
            )

    def _item(self, number: int, item: AgendaItem) -> content.MinutesItem:
        outcome = self.outcomes.get(item.id)
        case = self.cases.get(item.case_id or "")
        framework = self.frameworks.get(item.framework_id or "")
        text = self.texts.get(item.id) or suggested_text(item, outcome)
        return content.MinutesItem(
            number=number,
            kind=content.ItemKind(item.kind.value),
            title=item.title,
            case_number=case.number if case else None,
            paragraphs=tuple(part.strip() for part in text.split("\n") if part.strip()),
            framework=f"{framework.title} versie {framework.version}" if framework else "",
            answers=tuple(self._answers(item, framework)),
            outcome=self._outcome(outcome) if outcome else None,
            actions=tuple(
                self._action(n, action)
                for n, action in enumerate(self.actions, 1)
                if action.item_id == item.id and action.kind is not ActionKind.CONDITION
            ),
            recusals=tuple(
                content.RecusalLine(
                    role=self.members[one.member_id].role_name,
                    organisation=self.members[one.member_id].organisation,
                    reason=one.reason,
                )
                for one in self.recusals
                if one.item_id == item.id
            ),
            carried_over=item.state is ItemState.CARRIED_OVER,
        )

    def _answers(
        self, item: AgendaItem, framework: Framework | None
    ) -> Iterable[content.CriterionAnswer]:
        if framework is None:
            return
        given = {one.criterion: one for one in self.answers if one.item_id == item.id}
        for criterion in framework.criteria():
            answer = given.get(criterion.code)
            if answer is not None:
                yield content.CriterionAnswer(
                    criterion=criterion.text,
                    answer=shown_answer(criterion, answer.value),
                    note=answer.note,
                )

    def _outcome(self, outcome: Outcome) -> content.OutcomeContent:
        labels = {reason.code: reason.label for reason in self.committee.reasons}
        conditions = [
            action
            for action in self.actions
            if action.item_id == outcome.item_id and action.kind is ActionKind.CONDITION
        ]
        return content.OutcomeContent(
            code=outcome.choice,
            label=self.committee.outcome(outcome.choice).label,
            reasons=tuple(
                content.ReasonLine(code=code, label=labels.get(code, code))
                for code in outcome.reasons
            ),
            motivation=outcome.motivation,
            adjustments=tuple(
                content.AdjustmentLine(kind=one.kind, asked=one.asked, advised=one.advised)
                for one in outcome.adjustments
            ),
            vote=outcome.vote,
            dissent=outcome.dissent,
            conditions=tuple(
                content.ConditionLine(text=one.text, owner=one.owner, due=one.due_on)
                for one in conditions
            ),
            contributions=outcome.contributions,
            valid_until=outcome.valid_until,
            evaluation_on=outcome.evaluation_on,
            transfer_to=outcome.transfer_to,
            transfer_on=outcome.transfer_on,
            provisional=outcome.provisional,
            missing=outcome.missing,
            held_until=outcome.held_until,
        )

    def _action(self, number: int, action: Action) -> content.ActionLine:
        case = self.cases.get(action.case_id or "")
        return content.ActionLine(
            number=number,
            text=action.text,
            owner=action.owner,
            due=action.due_on,
            case_number=case.number if case else None,
        )

    def _earlier_actions(self) -> Iterable[content.ActionLine]:
        """Open actions of earlier meetings that belong to no case: those of a case stay there."""
        opened = self.meeting.opened_at or datetime.max.replace(tzinfo=UTC)
        earlier = [
            action
            for action in self.reader.find(Action, "due_on", committee=self.committee.code)
            if action.meeting_id not in (None, self.meeting.id)
            and action.case_id is None
            and (action.done_at is None or action.done_at > opened)
        ]
        for number, action in enumerate(earlier, len(self.actions) + 1):
            yield self._action(number, action)
