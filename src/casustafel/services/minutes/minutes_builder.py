"""What the minutes of one meeting say, gathered from what was captured."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from casustafel.domain import asked, terms
from casustafel.domain import minutes_content as content
from casustafel.domain.actions import Action, ActionKind
from casustafel.domain.alike import alike
from casustafel.domain.cases import Case
from casustafel.domain.committees import Committee
from casustafel.domain.framework_answers import shown_answer
from casustafel.domain.frameworks import Framework, Stage
from casustafel.domain.house_style import SETTING, from_plain
from casustafel.domain.local_time import local_day, local_time
from casustafel.domain.meetings import (
    AgendaItem,
    Attendance,
    CommitteeAnswer,
    Invitee,
    ItemState,
    Meeting,
    Member,
    Recusal,
)
from casustafel.domain.minutes import AdoptedVersion, ItemText, Minutes
from casustafel.domain.outcomes import Outcome
from casustafel.domain.urgent import UrgentDecision
from casustafel.pdf.styles import joined
from casustafel.services.agenda import meetings
from casustafel.services.definitions import tables
from casustafel.services.queue.queue import trigger_label
from casustafel.services.readable import require_whole
from casustafel.services.use_case import Reader, part

#: What stands on paper elsewhere: conditions at the outcome, interventions among the answers.
_ELSEWHERE = frozenset({ActionKind.CONDITION, ActionKind.INTERVENTION})


def suggested_text(item: AgendaItem) -> str:
    """Return the text that stands at an item while the secretary wrote none: the notes.

    Outcome, motivation and carrying over are on the paper by themselves.
    """
    return item.notes.strip()


@part
def current_outcomes(reader: Reader, items: Sequence[AgendaItem]) -> dict[str, Outcome]:
    """Return the outcome in force of each item that has one, by item."""
    found = reader.find(Outcome, item_id=[item.id for item in items], current=True)
    return {outcome.item_id: outcome for outcome in found}


def _framework_words(framework: Framework) -> str:
    """Return which version was weighed with; its heading says Afwegingskader already."""
    name = framework.title.removeprefix("Afwegingskader ")
    label = f" ({framework.label})" if framework.label else ""
    return f"{name}, versie {framework.version}{label}"


class MinutesBuilder:
    """Gathers what was captured in one meeting, each table read once.

    `typed` holds texts by item that are being typed and take the place of what is kept. Without
    `own` texts it is only what was captured.
    """

    def __init__(
        self,
        reader: Reader,
        meeting: Meeting,
        minutes: Minutes,
        typed: Mapping[str, str] | None = None,
        *,
        own: bool = True,
    ) -> None:
        self.meeting = meeting
        self.minutes = minutes
        self.reader = reader
        self.committee: Committee = tables.committee(reader, meeting.committee)
        require_whole(reader, meeting)
        self.items = meetings.agenda(reader, meeting.id)
        ids = [item.id for item in self.items]
        self.revisions = reader.find(Outcome, "revision", item_id=ids)
        self.outcomes = {one.item_id: one for one in self.revisions if one.current}
        written = reader.find(ItemText, item_id=ids) if own else []
        self.texts = {text.item_id: text.text for text in written} | dict(typed or {})
        self.actions = reader.find(Action, "id", meeting_id=meeting.id)
        self.recusals = reader.find(Recusal, item_id=ids)
        self.invitees = reader.find(Invitee, "id", item_id=ids)
        self.answers = reader.find(CommitteeAnswer, item_id=ids)
        self.attendance = reader.find(Attendance, meeting_id=meeting.id)
        seats = {one.member_id for one in self.attendance}
        seats |= {one.member_id for one in self.recusals}
        self.members = reader.by_ids(Member, seats)
        self.cases = reader.by_ids(Case, [item.case_id for item in self.items if item.case_id])
        self.urgent = reader.find(UrgentDecision, "-recorded_at", case_id=list(self.cases))
        self.frameworks: dict[str, Framework] = {
            key: tables.framework(reader, key)
            for key in {item.framework_id for item in self.items if item.framework_id}
        }

    def said(self) -> content.MinutesContent:
        """Return what the minutes say."""
        adopted = self.minutes.adopted_at
        opened, closed = self.meeting.opened_at, self.meeting.closed_at
        if opened and closed:
            closed = max(opened, closed)  # a clock that is set back makes no end before the start
        afterwards = opened is not None and local_day(opened) != self.meeting.held_on
        if afterwards:
            opened = closed = None
        at_items = {item.id for item in self.items}
        said = content.MinutesContent(
            municipality=tables.municipality(self.reader),
            classification=from_plain(self.reader.setting(SETTING)).classification,
            committee=self.committee.name,
            abbreviation=self.committee.short_name,
            meeting_date=self.meeting.held_on,
            planned_start=self.meeting.starts,
            planned_end=self.meeting.ends,
            state=self.minutes.state,
            version=self.minutes.version,
            actual_start=local_time(opened) if opened else None,
            actual_end=local_time(closed) if closed else None,
            place=self.meeting.place,
            adopted_on=local_day(adopted) if adopted else None,
            attendance=tuple(self._attendance()),
            items=tuple(self._item(number, item) for number, item in enumerate(self.items, 1)),
            earlier_actions=tuple(self._earlier_actions()),
            loose_actions=tuple(
                self._action(n, action)
                for n, action in enumerate(self.actions, 1)
                if action.item_id not in at_items and action.kind not in _ELSEWHERE
            ),
            audit_head=self.minutes.audit_head or "",
            recorded_on=local_day(self.meeting.opened_at)
            if afterwards and self.meeting.opened_at
            else None,
            reopenings=tuple(
                content.ReopeningLine(
                    on=local_day(one.at),
                    start=local_time(one.at),
                    reason=one.reason,
                    end=local_time(one.closed_at) if one.closed_at else None,
                )
                for one in self.meeting.reopenings
            ),
        )
        return replace(said, former=tuple(self._former(said)))

    def _former(self, now: content.MinutesContent) -> Iterable[content.FormerVersion]:
        """Say which versions were adopted before, and what the next one says otherwise."""
        kept = self.reader.find(AdoptedVersion, "version", minutes_id=self.minutes.id)
        said = [content.parse_canonical(one.content.encode()) for one in kept]
        for one, was, became in zip(kept, said, [*said, now][1:], strict=True):
            yield content.FormerVersion(
                version=one.version,
                adopted_on=local_day(one.adopted_at),
                content_hash=one.content_hash,
                changed=joined(
                    [
                        f"{title or 'de vergadering'} ({what})"
                        for title, what in content.differences(was, became)
                    ]
                ),
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
        yield from self._guests()

    def _guests(self) -> Iterable[content.AttendanceLine]:
        """Say once of each guest at which items they sat: who came is told apart from who not."""
        numbers = {item.id: number for number, item in enumerate(self.items, 1)}
        at: dict[tuple[str, str, bool], list[int]] = {}
        for guest in self.invitees:
            key = (guest.role_name, guest.organisation, guest.present)
            at.setdefault(key, []).append(numbers[guest.item_id])
        for (role, organisation, present), items in at.items():
            yield content.AttendanceLine(
                role=role,
                organisation=organisation,
                presence="ja" if present else "nee",
                only_items=tuple(sorted(items)),
                named=self.committee.proposes_recusal,
            )

    def _item(self, number: int, item: AgendaItem) -> content.MinutesItem:
        outcome = self.outcomes.get(item.id)
        case = self.cases.get(item.case_id or "")
        framework = self.frameworks.get(item.framework_id or "")
        text = self.texts.get(item.id) or suggested_text(item)
        return content.MinutesItem(
            number=number,
            kind=content.ItemKind(item.kind.value),
            title=item.title,
            case_number=case.number if case else None,
            paragraphs=tuple(part.strip() for part in text.split("\n") if part.strip()),
            framework=_framework_words(framework) if framework else "",
            answers=tuple(self._answers(item, framework)),
            outcome=self._outcome(outcome) if outcome else None,
            actions=tuple(
                self._action(n, action)
                for n, action in enumerate(self.actions, 1)
                if action.item_id == item.id and action.kind not in _ELSEWHERE
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
            urgent=self._urgent(item),
            asked=self._asked(case, outcome) if case and outcome else None,
        )

    def _asked(self, case: Case, outcome: Outcome) -> content.AskedLine:
        """Return what was asked, as it was kept with the outcome (see `asked.frozen`)."""
        was = asked.as_asked(case, outcome.asked)
        return content.AskedLine(
            care_form=terms.CARE_FORM.get(was.care_form, was.care_form),
            triggers=trigger_label(was),
            amount=asked.amount_asked(was),
            period=asked.period_asked(was),
            provider=str(outcome.asked.get("provider", "")),
            named=self.committee.proposes_recusal,
            running=self.committee.selection is not None,
        )

    def _urgent(self, item: AgendaItem) -> content.UrgentLine | None:
        """Return what was decided outside on the case of an item, if this meeting had to judge."""
        until = self.meeting.closed_at or datetime.max.replace(tzinfo=UTC)
        for one in self.urgent:
            judged = one.item_id == item.id
            waits = one.case_id == item.case_id and one.ratified is None
            if judged or (waits and one.recorded_at < until):
                choice = self.committee.outcome(one.choice).on_paper
                return alike(content.UrgentLine, one, choice=choice, text=one.decision)
        return None

    def _answers(
        self, item: AgendaItem, framework: Framework | None
    ) -> Iterable[content.CriterionAnswer]:
        if framework is None:
            return
        given = {one.criterion: one for one in self.answers if one.item_id == item.id}
        # What was weighed, and what the outcome asks beside it, such as the intervention.
        for criterion in framework.items(Stage.CRITERIA, Stage.OUTCOME):
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
        return alike(
            content.OutcomeContent,
            outcome,
            code=outcome.choice,
            label=self.committee.outcome(outcome.choice).on_paper,
            reasons=tuple(
                content.ReasonLine(code=code, label=labels.get(code, code))
                for code in outcome.reasons
            ),
            adjustments=tuple(alike(content.AdjustmentLine, one) for one in outcome.adjustments),
            conditions=tuple(
                content.ConditionLine(text=one.text, owner=one.owner, due=one.due_on)
                for one in conditions
            ),
            confirmations=tuple(
                alike(content.ConfirmationLine, one) for one in outcome.confirmations
            ),
            corrections=tuple(self._corrections(outcome)),
        )

    def _corrections(self, outcome: Outcome) -> Iterable[content.CorrectionLine]:
        """Say which slips were mended since the table said this outcome."""
        revisions = [one for one in self.revisions if one.item_id == outcome.item_id]
        said = max((one.revision for one in revisions if one.corrected_at is None), default=0)
        for one in revisions:
            if one.corrected_at is not None and one.revision > said:
                yield content.CorrectionLine(
                    on=local_day(one.corrected_at), reason=one.correction_reason
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
