"""All papers of one meeting: which there are, for whom, what was told, and how each is made."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from unicodedata import combining, normalize

from casustafel.domain import terms
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.completeness import completeness
from casustafel.domain.errors import CasustafelError, RuleError
from casustafel.domain.meetings import Invitee, ItemKind, ItemState, MeetingState
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import Outcome
from casustafel.domain.papers import Facts, Kind, asked, compose, kinds, label_of
from casustafel.domain.people import Right
from casustafel.domain.retention import RecordKind, kept_as
from casustafel.domain.stops import Toeleidingsstop
from casustafel.domain.urgent import UrgentDecision
from casustafel.outgoing.mail import address_in
from casustafel.pdf.minutes import render_lists
from casustafel.pdf.paper import render
from casustafel.pdf.styles import long_date, unwritable
from casustafel.services.agenda import meetings
from casustafel.services.case import consents
from casustafel.services.case.intake import answers_of, to_complete
from casustafel.services.documents import house as houses
from casustafel.services.documents.lines import PaperLine, sent_list
from casustafel.services.documents.of_cases import CasesToTell
from casustafel.services.documents.of_meetings import MeetingToTell
from casustafel.services.documents.of_stops import notice_kind, of_stop
from casustafel.services.documents.said import Said, said_by, said_in_urgency
from casustafel.services.minutes import minutes
from casustafel.services.minutes.minutes_builder import current_outcomes
from casustafel.services.places import AtMinutes
from casustafel.services.readable import readable_of
from casustafel.services.register.releasing import let_go_by
from casustafel.storage.unit_of_work import Reading

#: The longest part of a name that is made of what somebody wrote.
_LONGEST = 60
#: Where papers stand in the folder.
LETTERS, MEMBERS, GUESTS, STOPS, GENERAL, EXTRACTS = (
    "brieven",
    "leden",
    "uitnodigingen",
    "toeleidingsstops",
    "algemeen",
    "uittreksels",
)
#: What stands there goes to one person or is about one, and may leave sealed.
PERSONAL = (LETTERS, MEMBERS, GUESTS, EXTRACTS)


@dataclass(frozen=True, slots=True)
class _Made:
    line: PaperLine
    make: Callable[[], bytes]
    facts: Callable[[], Facts] | None = None


class MeetingFolder:
    """The papers of a meeting that this person may have; what is about other cases is left out."""

    def __init__(self, reader: Reading, at: AtMinutes) -> None:
        self._reader = reader
        self._at = at
        meeting = at.meeting
        self.house = houses.of_table(reader, meeting.committee, reader.today)
        items = meetings.agenda(reader, meeting.id)
        ids = [item.case_id for item in items if item.case_id]
        known = readable_of(reader, list(reader.by_ids(Case, ids).values()))
        self._told = MeetingToTell(reader, self.house, meeting, items, {c.id: c for c in known})
        self._outcomes = current_outcomes(reader, items)
        self._urgent = {
            one.case_id: one
            for one in reader.find(UrgentDecision, "decided_on", case_id=ids, ratified=None)
        }
        self.name = minutes.begins_name(reader, meeting)
        self._papers = {made.line.key: made for made in _apart(self._all())}
        sent = _Made(self._line("verzendlijst", ""), self._sent_list)
        self._papers[sent.line.key] = sent

    @property
    def lines(self) -> list[PaperLine]:
        """The papers in their order."""
        return [made.line for made in self._papers.values()]

    def make(self, key: str) -> bytes:
        """Return a paper as PDF. Raises RuleError where something is missing, or it is no more."""
        made = self._papers.get(key)
        if made is None:
            raise RuleError("paper-gone")
        if made.line.problem is not None:
            raise made.line.problem
        return made.make()

    def draft_values(self, key: str) -> Mapping[str, str]:
        """Return what the draft of a mail says with a paper."""
        made = self._papers[key]
        return (made.facts() if made.facts else self.house.facts({})).values

    def _all(self) -> Iterator[_Made]:
        yield from self._of_the_table()
        yield from self._of_the_minutes()
        for item in self._told.items:
            case = self._told.cases.get(item.case_id or "")
            if case is not None and item.kind is ItemKind.CASE:
                yield from self._of_case(case, item.state, self._outcomes.get(item.id))
        yield from self._requests()
        yield from self._stops()
        yield from self._general()

    def _of_the_table(self) -> Iterator[_Made]:
        told = self._told
        yield self._paper("agenda", "", told.agenda)
        if told.meeting.state not in (MeetingState.PLANNED, MeetingState.IN_SESSION):
            return
        for guest in told.guests:
            invites = partial(told.invitation, guest)
            made = self._paper("uitnodiging", guest.id, invites, who=guest.named, folder=GUESTS)
            problem = self._unasked(guest) or made.line.problem
            line = replace(made.line, mail=address_in(guest.email), drafted=True, problem=problem)
            yield replace(made, line=line)
        unheard = self._unheard()
        for seat in told.seats:
            for code, build in (("ledenstuk", told.pack), ("adviesformulier", told.advice_form)):
                made = self._paper(
                    code, seat.member.id, partial(build, seat), who=seat.label, folder=MEMBERS
                )
                if unheard is not None:
                    made = replace(made, line=replace(made.line, problem=unheard))
                if code == "ledenstuk" and seat.member.secrecy_on is None:
                    why = RuleError("pack-needs-secrecy", member=seat.label)
                    made = replace(made, line=replace(made.line, problem=why))
                yield made

    def _unheard(self) -> RuleError | None:
        """Return which household did not hear yet that partners will see it; None when all did."""
        try:
            for case in self._told.cases.values():
                consents.require_informed(self._reader, case)
        except RuleError as error:
            return error
        return None

    def _unasked(self, guest: Invitee) -> RuleError | None:
        """Return who has to consent before somebody is invited to hear a case; None when nobody."""
        about = next(one.case_id for one in self._told.items if one.id == guest.item_id)
        case = self._told.cases.get(about or "")
        try:
            if case is not None:
                day = self._told.meeting.held_on
                consents.require(self._reader, case, [guest.named], day)
        except RuleError as error:
            return error
        return None

    def _of_the_minutes(self) -> Iterator[_Made]:
        kept = self._at.minutes
        if kept is None:
            return
        adopted, version = kept.state is MinutesState.ADOPTED, minutes.version_name(kept)

        def made(
            code: str,
            label: str,
            make: Callable[[], bytes],
            record: RecordKind = RecordKind.MINUTES,
            case: Case | None = None,
        ) -> _Made:
            about = case.number if case else ""
            name = "_".join(filter(None, (self.name, code, about, version))) + ".pdf"
            line = PaperLine(
                key=f"{code}:{case.id if case else ''}",
                label=label,
                recipient=label_of("commissie"),
                about=about,
                file=f"{EXTRACTS}/{name}" if case else name,
                record=record if adopted else None,
            )
            return _Made(line, make)

        reader, at, paper = self._reader, self._at, minutes.pdf.within
        yield made("notulen", "Notulen", partial(paper, reader, at))
        yield made("uitkomstenlijst", "Uitkomstenlijst", partial(self._list, actions=False))
        yield made("actielijst", "Actielijst", partial(self._list, actions=True))
        for item in self._told.items:
            case = self._told.cases.get(item.case_id or "")
            if case is not None and (outcome := self._outcomes.get(item.id)) is not None:
                make = partial(paper, reader, at, case.number)
                yield made("uittreksel", "Uittreksel", make, kept_as(outcome), case)

    def _list(self, *, actions: bool) -> bytes:
        said = minutes.build.within(self._reader, self._at)
        return render_lists(said, actions=actions, look=self.house.look)

    def _of_case(self, case: Case, state: ItemState, outcome: Outcome | None) -> Iterator[_Made]:
        known = self._told.known
        if case.id in self._urgent:
            yield from self._letters(
                case, said_in_urgency(self.house.committee, self._urgent[case.id])
            )
        if self._told.meeting.state is not MeetingState.CLOSED:
            return
        if outcome is not None:
            yield from self._letters(case, said_by(self.house.committee, outcome))
        elif state is ItemState.CARRIED_OVER:
            day = long_date(self._told.meeting.held_on)
            yield self._letter(
                "bericht_wacht",
                case,
                partial(known.of_request, case, "verwijzer", "carried", said_on=day),
            )

    def _letters(self, case: Case, said: Said) -> Iterator[_Made]:
        known = self._told.known
        for code in known.kinds_for(case, said):
            recipient = kinds()[code].recipient
            made = self._letter(code, case, partial(known.facts, case, said, recipient))
            told = known.told_now(case, said, recipient)
            line = replace(
                made.line,
                told_on=told.told_on if told else None,
                channel=terms.CHANNEL.get(told.channel, told.channel) if told else "",
            )
            away = said.kind.sends_elsewhere and not said.provisional
            problem = line.problem or known.waits_for_letter(case, said, recipient)
            if problem is None and away and case.id not in known.landings and _tells_no(code):
                problem = RuleError("feedback-needs-landing", number=case.number)
            line = replace(line, problem=problem)
            yield replace(made, line=line)

    def _letter(
        self, code: str, case: Case, facts: Callable[[], Facts], known: CasesToTell | None = None
    ) -> _Made:
        recipient = kinds()[code].recipient
        who, mail = (known or self._told.known).address(case, recipient)
        shown = label_of(recipient) if recipient == "inwoner" else who
        made = self._paper(code, case.id, facts, who=shown, about=case.number, folder=LETTERS)
        return replace(made, line=replace(made.line, mail=mail, drafted=True))

    def _requests(self) -> Iterator[_Made]:
        """Yield what is asked of who referred the cases of the table that lack something."""
        reader, table = self._reader, self.house.committee
        if not reader.actor.may(Right.EDIT_CASES, table.code):
            return
        asked_of = reader.find(Case, "number", committee=table.code, status=CaseStatus.INCOMPLETE)
        cases = readable_of(reader, asked_of)
        known = CasesToTell(reader, self.house, cases)
        answers = answers_of(reader, [case.id for case in cases])
        for case in cases:
            medical, before = to_complete(case, reader.today)
            to = "aanbieder" if medical else "verwijzer"
            points = completeness(table, case, answers.get(case.id, {})).missing
            questions = tuple(point.ask or point.label for point in points)
            shown = known.of_request(case, to, answer_before=long_date(before))
            facts = partial(replace, shown, lists={"questions": questions})
            yield self._letter(f"aanvulling_{to}", case, facts, known)

    def _stops(self) -> Iterator[_Made]:
        """Yield notice and dossier of each stop at a provider of the agenda, and who it let go."""
        reader, house = self._reader, self.house
        if not reader.actor.may(Right.READ_NORMS, house.committee.code):
            return
        providers = {one.provider_id for one in self._told.cases.values() if one.provider_id}
        for stop in reader.find(Toeleidingsstop, "starts_on", "id", provider_id=list(providers)):
            if stop.starts_on is None:
                continue
            facts = partial(of_stop, reader, house, stop)
            name = self._told.known.providers[stop.provider_id].name
            for code in (notice_kind(stop), "stopdossier"):
                yield self._paper(code, stop.id, facts, about=name, folder=STOPS, last=stop.id[-4:])
            gone = [c for c in let_go_by(reader, stop) if c.committee == house.committee.code]
            known = CasesToTell(reader, house, gone)
            for case in readable_of(reader, gone):
                facts = partial(known.of_request, case, "verwijzer")
                yield self._letter("bericht_niet_nodig", case, facts, known)

    def _general(self) -> Iterator[_Made]:
        for code in (
            f"gegevens_{self.house.committee.code}",
            "gegevens_instroom",
            "algoritmeregister",
        ):
            if code in kinds():
                yield self._paper(code, "", partial(self.house.facts, {}), folder=GENERAL)

    def _paper(
        self,
        code: str,
        key: str,
        facts: Callable[[], Facts],
        *,
        who: str = "",
        about: str = "",
        folder: str = "",
        last: str = "",
    ) -> _Made:
        line = self._line(code, key, who=who, about=about, folder=folder, last=last)
        return _Made(line, lambda: self._render(code, facts()), facts)

    def _line(
        self,
        code: str,
        key: str,
        *,
        who: str = "",
        about: str = "",
        folder: str = "",
        last: str = "",
    ) -> PaperLine:
        kind = kinds()[code]
        end = last or (about if folder == LETTERS else who)
        name = "_".join(filter(None, (self.name, kind.file, _slug(end))))
        return PaperLine(
            key=f"{code}:{key}",
            label=kind.label,
            recipient=who or label_of(kind.recipient),
            about=about,
            file=f"{folder}/{name}.pdf" if folder else f"{name}.pdf",
            problem=self._problem(kind),
        )

    def _problem(self, kind: Kind) -> CasustafelError | None:
        style = self.house.style
        if kind.needs and not (style.phone and style.sender):
            return RuleError("paper-needs", paper=kind.label)
        return None

    def _render(self, code: str, facts: Facts) -> bytes:
        paper = compose(kinds()[code], facts)
        signs = unwritable(paper.words())
        if signs:
            raise RuleError("paper-signs", paper=paper.footer, signs=signs)
        return render(paper, self.house.look)

    def _sent_list(self) -> bytes:
        letters = [made.line for made in self._papers.values() if made.line.drafted]
        return self._render("verzendlijst", sent_list(letters, self._told))


def _tells_no(code: str) -> bool:
    """Say whether a letter names the help that fits instead of what was asked."""
    return "help" in asked(kinds()[code])


def _slug(text: str) -> str:
    """Return a text as part of a file name, no longer than a disk can keep."""
    plain = (one for one in normalize("NFKD", text) if not combining(one))
    said = "".join(one if one.isalnum() and one.isascii() else "-" for one in plain)
    return "-".join(filter(None, said.split("-")))[:_LONGEST].rstrip("-")


def _apart(found: Iterable[_Made]) -> Iterator[_Made]:
    """Give papers that would have one name names of their own: a guest may come to two items."""
    names = Counter[str]()
    for made in found:
        name = made.line.file.removesuffix(".pdf")
        names[name] += 1
        last = f"-{names[name]}" if names[name] > 1 else ""
        yield replace(made, line=replace(made.line, file=f"{name}{last}.pdf"))
