"""Tables of the commission kind as data: what each may say, who sits there, what it asks.

CPV, ZBO-commissie and Doorbraakteam ship in `resources/committees`; a municipality may add one
of its own without code (domain.md §2).
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from casustafel.domain.errors import UsageError
from casustafel.domain.frameworks import Condition
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.selection import Selection
from casustafel.domain.sizes import Count, CountOrNone, Text20

_ALL = Condition()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A discipline at the table.

    A required one must be present for the cases it applies to: `laws` and `care_forms` name
    those (empty: all), `valid_from` the first day on which it is asked. Who only supports the
    table (the secretary) does not `count` for the minimum number of members.
    """

    code: str
    label: str
    required: bool = False
    independent: bool = False
    counts: bool = True
    laws: frozenset[str] = frozenset()
    care_forms: frozenset[str] = frozenset()
    valid_from: date | None = None

    def asked_for(self, law: str, care_form: str, on: date) -> bool:
        """Say whether the table needs this discipline for a case on a day."""
        return (
            self.required
            and (not self.laws or law in self.laws)
            and (not self.care_forms or care_form in self.care_forms)
            and (self.valid_from is None or self.valid_from <= on)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeChoice:
    """One thing the table may say; `verb` stands on the button, `paper` or else `label` on paper.

    Its place in the list, 1 to 9, is its key in the meeting room. `follow_up`: the case stays
    open after feedback, for evaluation, transfer or beschikking (domain.md §8, Documents).
    `needs_contributions`: it says who does what, how many hours and until when (§8, Meeting).
    `needs_adjustment`: it says what it changes in the help that was asked or runs.
    """

    code: str
    label: str
    verb: str
    kind: OutcomeKind
    needs_motivation: bool = True
    needs_validity: bool = False
    needs_contributions: bool = False
    needs_adjustment: bool = False
    follow_up: bool = False
    paper: str = ""

    @property
    def on_paper(self) -> str:
        """What papers and letters say of it; the label counts (domain.md §9, A no)."""
        return self.paper or self.label

    @property
    def help_comes(self) -> bool:
        """Whether help comes or goes on as the outcome says: it may have an end and a transfer."""
        return self.kind.grants or self.needs_adjustment


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A coded argument. `kinds` says with which kinds of outcome it is offered first.

    `national` maps it to a code of iJw WJ759 where there is one.
    """

    code: str
    label: str
    kinds: frozenset[OutcomeKind] = frozenset()
    default_for_grant: bool = False
    national: str = ""

    def fits(self, kind: OutcomeKind) -> bool:
        """Say whether it is an argument for a kind of outcome; one without kinds is for all."""
        return not self.kinds or kind in self.kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentReason:
    """A coded why of an adjustment (domain.md §8: adjustments have codes too)."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletenessPoint:
    """One of the points that must be there before a case may be listed.

    `needs` names items of the framework or fields of the case (as ``case.provider_id``); each
    must be filled, or else each of `instead`: an onderzoeksverslag replaces what it says already
    (domain.md §9, Forms). It is asked of cases that meet its `condition` only, so a huisarts never
    has to fill product or volume ([001]). What a point needs is all that is asked for the agenda.
    Of a `duty` "n.v.t." is no answer. `per`: the first item needs, of each choice of the second, an
    answer whose code begins with it; where there is more than one choice, `combined` is needed too.
    """

    code: str
    label: str
    needs: tuple[str, ...]
    instead: tuple[str, ...] = ()
    condition: Condition = _ALL
    ask: str = ""
    duty: tuple[str, ...] = ()
    per: tuple[str, ...] = ()
    combined: tuple[str, ...] = ()

    @property
    def asks(self) -> tuple[str, ...]:
        """All that it may need, of some request or other."""
        return (*self.instead, *self.needs, *self.combined)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who is involved in each case and belongs at the table, or is heard.

    Who holds the `seat` is there by that; a `heard` one need not come. `recipient` is how consent
    calls a party that hears of a case with consent only.
    """

    code: str
    label: str
    seat: str = ""
    heard: bool = False
    recipient: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a table learns about."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Numbers a table works with: days, minutes and weeks.

    A case that is held over returns at the next meeting, or after `held_over_days` while none
    is planned (domain.md §8, Meeting). `written_answer_workdays`: how long a missing discipline
    has to answer in writing. `minutes_per_item` and `validity_weeks` are proposals. `youth_weeks`
    and `wmo_weeks`: in which a resident has a right to an answer, from receipt, and
    `applied_weeks` from the day of a Wmo application (domain.md §9).
    """

    held_over_days: Count = 14
    minutes_per_item: Count = 8
    validity_weeks: Count = 26
    written_answer_workdays: Count = 5
    pause_after_minutes: Count = 90
    youth_weeks: Count = 8
    wmo_weeks: Count = 6
    applied_weeks: Count = 2

    def last_lawful(self, law: str, received: date, applied: date | None = None) -> date:
        """Return the last day on which a resident is to be answered."""
        if law == "wmo" and applied is not None:
            return applied + timedelta(weeks=self.applied_weeks)
        return received + timedelta(weeks=self.wmo_weeks if law == "wmo" else self.youth_weeks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """One table.

    `code` is what the command line calls it; `prefix` begins its case numbers; `noun` is how
    texts speak of it ("de commissie", "het team"). `minimum_members` counts members after
    recusals. `proposes_recusal` is False where everybody involved sits at the table (ZBO,
    Doorbraak: domain.md §8). `valid_until` ends a temporary table, `proposed_until` is when that
    may be. `involved` are asked for at each item; `themes` are its own of what it learns.
    `selection`: how a long list becomes the list of the table, where nobody asks for help but that
    which runs is looked at. `example`: of which example of the program it was made; a newer one is
    offered.
    """

    code: Text20
    name: str
    short_name: str
    prefix: str
    noun: str
    position: CountOrNone
    laws: tuple[str, ...]
    care_forms: tuple[str, ...]
    seats: tuple[Seat, ...]
    outcomes: tuple[OutcomeChoice, ...]
    reasons: tuple[Reason, ...]
    adjustment_reasons: tuple[AdjustmentReason, ...]
    points: tuple[CompletenessPoint, ...]
    queue_columns: tuple[str, ...]
    terms: Terms = Terms()
    minimum_members: Count = 3
    proposes_recusal: bool = True
    valid_until: date | None = None
    proposed_until: date | None = None
    selection: Selection | None = None
    involved: tuple[Party, ...] = ()
    themes: tuple[Theme, ...] = ()
    example: Count = 1

    def outcome(self, code: str) -> OutcomeChoice:
        """Return an outcome by its code. Raises UsageError."""
        for choice in self.outcomes:
            if choice.code == code:
                return choice
        raise UsageError("outcome-unknown", choice=code)

    def counting(self, disciplines: Collection[str]) -> list[str]:
        """Return the disciplines of members who count; one the table does not know counts."""
        support = {seat.code for seat in self.seats if not seat.counts}
        return [one for one in disciplines if one not in support]

    def recipient_of(self, discipline: str) -> str:
        """Return as whom a seat hears of a case with consent only; empty for all others."""
        return next((one.recipient for one in self.involved if one.seat == discipline), "")

    def seat_label(self, discipline: str) -> str:
        """Return how people call a discipline; the code itself for one the table lacks."""
        return next((seat.label for seat in self.seats if seat.code == discipline), discipline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """Whether enough of the table is there for one case.

    `missing` holds codes of disciplines; `missing_labels` says the same to people, with how
    many members there are too few.
    """

    enough: bool
    present: int
    needed: int
    missing: tuple[str, ...]
    missing_labels: tuple[str, ...]


def quorum(
    committee: Committee, *, law: str, care_form: str, on: date, present: Collection[str]
) -> Quorum:
    """Work out the quorum for one case from the disciplines that take part in it.

    `present` holds one code per member, after recusals. Enough means: the minimum number of
    members who count, and every discipline the case asks for (VDB from 1-1-2026: [002] §1.5).
    """
    there = Counter(present)
    absent = [
        seat
        for seat in committee.seats
        if seat.asked_for(law, care_form, on) and not there[seat.code]
    ]
    count = len(committee.counting(present))
    labels = [seat.label for seat in absent]
    # Somebody of each absent discipline makes up for that many members.
    short = committee.minimum_members - count - len(absent)
    if short > 0:
        labels.append(f"nog {short} {'lid' if short == 1 else 'leden'}")
    return Quorum(
        enough=not absent and count >= committee.minimum_members,
        present=count,
        needed=committee.minimum_members,
        missing=tuple(seat.code for seat in absent),
        missing_labels=tuple(labels),
    )
