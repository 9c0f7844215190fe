"""What papers of a meeting say for who sits there: agenda, invitations, packs, advice forms."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from casustafel.domain.cases import Case
from casustafel.domain.completeness import completeness
from casustafel.domain.framework_answers import facts_of, filled, shown_answer
from casustafel.domain.frameworks import Stage
from casustafel.domain.meetings import AgendaItem, Invitee, ItemKind, Meeting, Recusal
from casustafel.domain.papers import Facts, Table, hidden_from
from casustafel.pdf.styles import capital, clock, hours, joined, weekday_date
from casustafel.services.agenda.agenda_desk import begin_times
from casustafel.services.case import consents
from casustafel.services.case.intake import answers_of
from casustafel.services.definitions import tables
from casustafel.services.documents.house import House
from casustafel.services.documents.of_cases import CasesToTell
from casustafel.services.meeting.room_desk import Seated, seats_of
from casustafel.storage.store import Reader


class MeetingToTell:
    """A meeting with its agenda; `known` are the cases of it that this person may read."""

    def __init__(
        self,
        reader: Reader,
        house: House,
        meeting: Meeting,
        items: Sequence[AgendaItem],
        cases: Mapping[str, Case],
    ) -> None:
        self.reader = reader
        self.house = house
        self.meeting = meeting
        self.items = items
        self.cases = cases
        self.answers = answers_of(reader, list(cases))
        self.known = CasesToTell(reader, house, list(cases.values()), self.answers)
        ids = [item.id for item in items]
        self.seats = seats_of(reader, meeting, house.committee)
        self.guests = reader.find(Invitee, "id", item_id=ids)
        self.recused = {(one.item_id, one.member_id) for one in reader.find(Recusal, item_id=ids)}
        self.begins = dict(zip(ids, begin_times(meeting, items), strict=True))

    def facts(
        self, values: Mapping[str, str], *flags: str, to: str = "", known_as: str = ""
    ) -> Facts:
        """Return facts with those of the meeting and of the house."""
        meeting = self.meeting
        when = {
            "held_on": capital(weekday_date(meeting.held_on)),
            "hours": hours(meeting.starts, meeting.ends),
            "place": meeting.place,
        }
        return self.house.facts(when | dict(values), *flags, to=to, known_as=known_as)

    def agenda(self) -> Facts:
        """Return what the agenda says: numbers and times, no names."""
        rows = tuple(
            (
                str(number),
                clock(self.begins[item.id]),
                _title(item),
                f"{item.budget} min." if item.budget else "—",
            )
            for number, item in enumerate(self.items, 1)
        )
        seats = tuple((one.label, one.member.organisation) for one in self.seats)
        shown = self.facts({}, *([] if rows else ["empty"]))
        listed = {
            "agenda": Table(("Nr.", "Tijd", "Onderwerp", "Duur"), rows, (8, 12, 64, 16)),
            "seats": Table(("Rol", "Organisatie"), seats, (50, 50)),
        }
        return replace(shown, tables=listed)

    def invitation(self, guest: Invitee) -> Facts:
        """Return what somebody hears who is invited for one item."""
        at = next(n for n, item in enumerate(self.items, 1) if item.id == guest.item_id)
        item = self.items[at - 1]
        values = {
            "starts": f"{clock(self.begins[item.id])} uur",
            "own_item": f"{at}. {_title(item)}",
        }
        return self.facts(values, to=guest.named, known_as=guest.role_name.lower())

    def own_cases(self, seat: Seated) -> list[Case]:
        """Return the cases of a member: not those in which the member takes no part."""
        return [
            self.cases[item.case_id]
            for item in self.items
            if item.case_id
            and item.case_id in self.cases
            and (item.id, seat.member.id) not in self.recused
        ]

    def _shown_to(self, seat: Seated) -> tuple[list[Case], str]:
        """Return the cases of a member, and the numbers of those without the consent it asks."""
        own, table, on = self.own_cases(seat), self.house.committee, self.meeting.held_on
        gone = consents.withheld(self.reader, table, seat.member, [one.id for one in own], on)
        kept = [one for one in own if one.id not in gone]
        return kept, joined([one.number for one in own if one.id in gone])

    def pack(self, seat: Seated) -> Facts:
        """Return the pack of a member: initials, year of birth, sections by discipline, no BSN."""
        hidden = hidden_from(seat.member.discipline)
        parts = []
        own, withheld = self._shown_to(seat)
        for case in own:
            asked = self._asked(case, hidden)
            facts = self.known.of_request(case, "lid", lacking=self._lacking(case))
            parts.append(replace(facts, tables={"answers": asked}))
        return self._for_member(seat, parts, withheld)

    def _lacking(self, case: Case) -> str:
        """Return what was not completed of a case that goes to the table as it is."""
        if case.points_met >= case.points_of:
            return ""
        points = completeness(self.house.committee, case, self.answers.get(case.id, {})).missing
        return joined([point.label for point in points])

    def advice_form(self, seat: Seated) -> Facts:
        """Return the form on which a member gives a vooradvies of each case."""
        parts = []
        frameworks = {item.case_id: item.framework_id for item in self.items}
        own, withheld = self._shown_to(seat)
        for case in own:
            key = frameworks.get(case.id)
            criteria = tables.framework(self.reader, key).criteria(facts_of(case)) if key else ()
            rows = tuple((one.text, "", "") for one in criteria)
            form = Table(("Criterium", "Antwoord", "Toelichting"), rows, (46, 14, 40))
            facts = self.known.of_request(case, "lid")
            parts.append(replace(facts, tables={"criteria": form}))
        return self._for_member(seat, parts, withheld)

    def _for_member(self, seat: Seated, parts: Sequence[Facts], withheld: str) -> Facts:
        member = ", ".join(filter(None, (seat.label, seat.member.organisation)))
        values = {"role": seat.label, "member": member, "withheld": withheld}
        shown = self.facts(values, *([] if parts else ["empty"]))
        return replace(shown, each={"cases": tuple(parts)})

    def _asked(self, case: Case, hidden: frozenset[str]) -> Table:
        """Return what a request says, as far as a discipline may see it."""
        item = next(one for one in self.items if one.case_id == case.id)
        answers = self.answers.get(case.id, {})
        rows: list[tuple[str, str]] = []
        if item.framework_id:
            framework = tables.framework(self.reader, item.framework_id)
            rows = [
                (one.text, shown_answer(one, answers[one.code]))
                for section in framework.sections_for(facts_of(case), Stage.REQUEST)
                if section.code not in hidden
                for one in section.items
                if one.code not in hidden and filled(answers.get(one.code))
            ]
        return Table(("Vraag", "Antwoord"), tuple(rows), (32, 68))


def _title(item: AgendaItem) -> str:
    words = {ItemKind.OPENING: "Opening", ItemKind.PREVIOUS_MINUTES: "Vorige notulen"}
    return item.title or words.get(item.kind, "Agendapunt")
