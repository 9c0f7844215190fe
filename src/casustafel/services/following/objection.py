"""The bundle of a case for a bezwaar: all that its outcome rests on, in one file."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from casustafel.domain import terms
from casustafel.domain.cases import Case
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_answers import shown_answer
from casustafel.domain.frameworks import Framework, Stage
from casustafel.domain.meetings import AgendaItem, Attendance, Invitee, Meeting, Member, Presence
from casustafel.domain.minutes import Minutes
from casustafel.domain.outcomes import Feedback, FormalDecision
from casustafel.domain.people import Person, Right
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.definitions import tables
from casustafel.services.following.feedback import final_outcome
from casustafel.services.minutes.minutes_builder import MinutesBuilder
from casustafel.services.use_case import Reader, UnitOfWork, use_case
from casustafel.storage.leaving import write_out

if TYPE_CHECKING:
    from casustafel.pdf.document import Document


@use_case(Right.RECORD_OUTCOMES, at=places.case)
def bundle(uow: UnitOfWork, case: Case, target: Path) -> None:
    """Write what belongs to a bezwaar to a PDF: extract, form, framework, who sat, what was told.

    Raises RuleError before there is an outcome of a meeting that was closed; FileError, and then
    nothing is logged.
    """
    from casustafel.pdf.document import Document
    from casustafel.pdf.minutes_item import add_item

    outcome = final_outcome(uow, case.id)
    item = uow.get(AgendaItem, outcome.item_id) if outcome else None
    kept = uow.first(Minutes, meeting_id=item.meeting_id) if item else None
    if item is None or kept is None:
        raise RuleError("objection-before-outcome", number=case.number)
    meeting = uow.get(Meeting, item.meeting_id)
    title = f"Stukken bij het bezwaar, casus {case.number}"
    paper = Document(
        title=title,
        author=tables.municipality(uow),
        classification="Vertrouwelijk",
        footer=title,
        identity=case.id.encode(),
    )
    paper.heading(1, title)
    name = tables.committee(uow, case.committee).name
    paper.paragraph(f"{name}, vergadering van {meeting.held_on:%d-%m-%Y}.")
    said = MinutesBuilder(uow, meeting, kept).said().item_of(case.number)
    if said is not None:
        add_item(paper, said, provider=True)
    framework = tables.framework(uow, item.framework_id or "")
    paper.heading(2, "Aanvraag")
    paper.key_values(list(_asked(uow, case, framework)))
    paper.heading(2, "Afwegingskader")
    paper.paragraph(f"{framework.title}, versie {framework.version}.")
    paper.heading(2, "Wie er zaten")
    paper.table(("Rol", "Organisatie", "Wie"), list(_seated(uow, meeting, item)), (35, 35, 30))
    _add_after(uow, paper, case)
    write_out(target, paper.build())
    uow.log("objection-exported", case, number=case.number)


def _asked(reader: Reader, case: Case, framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield each question of the form with what the referrer answered."""
    answers = intake.answers_of(reader, [case.id]).get(case.id, {})
    yield "Ontvangen", f"{case.received:%d-%m-%Y}"
    yield "Verwijzer", case.referrer_name or terms.REFERRER_TYPE.get(case.referrer_type or "", "—")
    for item in framework.items(Stage.REQUEST):
        if item.code in answers:
            yield item.text, shown_answer(item, answers[item.code])


def _seated(reader: Reader, meeting: Meeting, item: AgendaItem) -> Iterator[tuple[str, str, str]]:
    """Yield who was at the table by role, organisation and, where it is known, name."""
    there = reader.find(Attendance, "id", meeting_id=meeting.id, presence=Presence.PRESENT)
    members = reader.by_ids(Member, [one.member_id for one in there])
    persons = reader.by_ids(Person, [one.person_id for one in members.values() if one.person_id])
    for one in there:
        member = members[one.member_id]
        name = persons[member.person_id].name if member.person_id else "—"
        yield one.substitute or member.role_name, member.organisation, name
    for guest in reader.find(Invitee, "id", item_id=item.id, present=True):
        yield guest.role_name, guest.organisation, "—"


def _add_after(reader: Reader, paper: "Document", case: Case) -> None:
    told = reader.find(Feedback, "told_on", "id", case_id=case.id)
    if told:
        paper.heading(2, "Terugkoppeling")
        rows = [
            (f"{one.told_on:%d-%m-%Y}", one.told_to, one.said or "—", terms.CHANNEL[one.channel])
            for one in told
        ]
        paper.table(("Op", "Aan", "Wat", "Hoe"), rows, (16, 28, 36, 20))
    decision = reader.first(FormalDecision, case_id=case.id)
    if decision is not None:
        paper.heading(2, "Beschikking")
        days = (
            ("Kenmerk", decision.reference),
            ("Datum", f"{decision.decided_on:%d-%m-%Y}" if decision.decided_on else ""),
            ("Genomen door", decision.decided_by),
            ("Geen beschikking", decision.none_because),
            (
                "Bezwaar gemaakt op",
                f"{decision.objected_on:%d-%m-%Y}" if decision.objected_on else "",
            ),
        )
        paper.key_values([(key, words) for key, words in days if words])
