"""What the page of a case shows: the case whole, its form, its history and what was logged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casustafel.domain import terms
from casustafel.domain.cases import OPEN_AFTER, READ_ONLY, Case, CaseAnswer, Client
from casustafel.domain.committees import Committee
from casustafel.domain.completeness import asked_for_agenda
from casustafel.domain.consent import Consent
from casustafel.domain.errors import UsageError
from casustafel.domain.framework_answers import facts_of
from casustafel.domain.frameworks import Item, Section, Stage
from casustafel.domain.outcomes import Feedback, FormalDecision
from casustafel.domain.records import AuditEvent, FieldChange
from casustafel.domain.registers import Provider, School
from casustafel.domain.retention import ClientStatement
from casustafel.domain.urgent import UrgentDecision
from casustafel.services import places
from casustafel.services.case import case_outcomes, consents
from casustafel.services.case.case_outcomes import Said
from casustafel.services.case.cases import OPEN_ANSWERS, CaseView, asked_of
from casustafel.services.definitions import tables
from casustafel.services.following import feedback
from casustafel.services.queue.queue import QueueDetail, detail
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import Reading, Right, UnitOfWork, read, use_case
from casustafel.storage.ahead import of

#: Subject of the drafts of a case; their fields are kind and name, as "answer.help_question".
DRAFTS = "case"


#: Entities that are no part of the history that everybody at the table reads.
_HIDDEN = frozenset({"Advice", "AdviceAnswer"})


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case as its page shows it.

    `asked` is what its gate asks before the agenda, of the case and of the framework, and
    `required_items` those of the framework, in order; `names` are of the providers and
    schools in its care lines and history, by id; `tellable` says whether something of it
    can be told now; `answer_items` says of which item an answer in the history is; `typed` is what
    this person was typing by kind and name of the field, as "answer.help_question";
    `statements` are what the client added in own words.
    """

    detail: QueueDetail
    committee: Committee
    sections: tuple[Section, ...]
    required_items: tuple[Item, ...]
    asked: frozenset[str]
    decision: FormalDecision | None
    feedback: tuple[Feedback, ...]
    tellable: bool
    urgent: tuple[UrgentDecision, ...]
    changes: tuple[FieldChange, ...]
    events: tuple[AuditEvent, ...]
    providers: tuple[str, ...]
    schools: tuple[str, ...]
    names: Mapping[str, str]
    answer_items: Mapping[str, str]
    may_edit: bool
    may_show_bsn: bool
    typed: Mapping[str, object]
    may_decide: bool
    consent: consents.Held
    statements: tuple[ClientStatement, ...] = ()

    @property
    def said(self) -> tuple[Said, ...]:
        """Its outcomes, the newest first."""
        return self.detail.said

    @property
    def may_deal_anew(self) -> bool:
        """Whether this person may let the table deal anew with it."""
        return self.may_decide and case_outcomes.to_deal_anew(self.view.case, self.said)

    @property
    def may_answer(self) -> bool:
        """Whether this person may record a written answer that is waited for."""
        return self.may_decide and any(one.until for one in self.said)

    @property
    def view(self) -> CaseView:
        """The case with all that belongs to it."""
        return self.detail.view

    @property
    def settled(self) -> bool:
        """Whether what was asked no longer changes but with a reason."""
        return self.view.case.status in READ_ONLY

    def may_type(self, kind: str, name: str, *, mending: bool) -> bool:
        """Say whether a field of a `kind` (case, client or answer) may be typed in now.

        `mending`: a reason was given to mend the data of a case that is settled.
        """
        stays = name in {"case": OPEN_AFTER, "answer": OPEN_ANSWERS}.get(kind, frozenset())
        return self.may_edit and (mending or stays or not self.settled)


@read(Right.READ_CASES, at=places.case)
def page(reader: Reading, case: Case) -> CasePage:
    """Return everything that the page of a case shows."""
    case_id = case.id
    reader.ahead(
        *asked_of(case),
        of(FieldChange, case_id=case_id),
        of(FormalDecision, case_id=case_id),
        of(Feedback, case_id=case_id),
        of(Consent, case_id=case_id),
        of(ClientStatement, case_id=case_id),
        of(AuditEvent, subject="case", subject_id=case_id),
        of(Provider),
        of(School),
        drafts.asked_of(reader, DRAFTS, case_id),
    )
    found = detail.within(reader, case)
    committee = tables.committee(reader, case.committee, case.received)
    key = tables.framework_in_force(reader, case.committee, case.received)
    framework = tables.framework(reader, key)
    facts = facts_of(case)
    sections = framework.sections_for(facts, Stage.REQUEST)
    asked = frozenset(asked_for_agenda(committee, facts, found.view.answers))
    # What was written of vooradviezen while they were hidden is of an older version.
    changes = tuple(
        one
        for one in reader.find(FieldChange, "-at", "-id", case_id=case_id)
        if one.entity not in _HIDDEN
    )
    return CasePage(
        detail=found,
        committee=committee,
        sections=sections,
        required_items=tuple(
            item for section in sections for item in section.items if item.code in asked
        ),
        asked=asked,
        decision=reader.first(FormalDecision, case_id=case_id),
        feedback=tuple(reader.find(Feedback, "told_on", "id", case_id=case_id)),
        tellable=feedback.tellable(reader, case) is not None,
        urgent=tuple(reader.find(UrgentDecision, "-recorded_at", case_id=case_id)),
        changes=changes,
        events=tuple(reader.find(AuditEvent, "-at", subject="case", subject_id=case_id)),
        providers=tuple(one.name for one in reader.find(Provider, "search_name", active=True)),
        schools=tuple(one.name for one in reader.find(School, "search_name")),
        names=_names(reader, found.view, changes),
        answer_items=_answer_items(reader, case_id, changes),
        may_edit=reader.actor.may(Right.EDIT_CASES, case.committee),
        may_show_bsn=reader.actor.may(Right.SHOW_BSN, case.committee),
        may_decide=reader.actor.may(Right.RECORD_OUTCOMES, case.committee),
        typed=drafts.kept(reader, DRAFTS, case_id),
        consent=consents.of_case.within(reader, case),
        statements=tuple(reader.find(ClientStatement, "received_on", "id", case_id=case_id)),
    )


def _answer_items(reader: Reading, case_id: str, changes: Sequence[FieldChange]) -> dict[str, str]:
    """Return the item of each answer, by id; of one that was emptied the history names it."""
    emptied = {
        one.entity_id: one.field
        for one in changes
        if one.entity == CaseAnswer.__name__ and one.field != "value"
    }
    return emptied | {one.id: one.item for one in reader.find(CaseAnswer, case_id=case_id)}


def _names(reader: Reading, view: CaseView, changes: Sequence[FieldChange]) -> dict[str, str]:
    providers = {line.provider_id for line in view.lines if line.provider_id}
    schools = set()
    for change in changes:
        ids = {str(one) for one in (change.old, change.new) if one}
        if change.field == "provider_id":
            providers |= ids
        elif change.field == "school_id":
            schools |= ids
    names = {key: one.name for key, one in reader.by_ids(Provider, list(providers)).items()}
    return names | {key: one.name for key, one in reader.by_ids(School, list(schools)).items()}


@use_case(Right.SHOW_BSN, at=places.case)
def show_bsn(uow: UnitOfWork, case: Case, reason: str) -> str:
    """Return the BSN of a case's client and log who saw it and why; empty when there is none.

    `reason` is a key of terms.BSN_REASON. Raises RightError; UsageError for a reason not listed.
    """
    if reason not in terms.BSN_REASON:
        raise UsageError("bsn-reason-unknown")
    uow.log("bsn-shown", case, reason=reason)
    return uow.get(Client, case.client_id).bsn or ""
