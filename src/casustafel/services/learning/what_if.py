"""The register changed on trial: what last year's cases say of looser rules. Nothing is kept."""

from dataclasses import dataclass
from datetime import timedelta

from casustafel.domain.case_routing import facts_of_case
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.meetings import AgendaItem, Meeting, MeetingState
from casustafel.domain.registers import Provider
from casustafel.domain.stops import Register, Toeleidingsstop
from casustafel.domain.what_if import Request, Trial, meetings_saved, tried
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.use_case import Reading, Right, read

_DAYS = 365
#: Cases that no table was asked for.
_NOT_ASKED = frozenset({CaseStatus.DRAFT, CaseStatus.NOT_NEEDED, CaseStatus.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a trial comes to, in counts; no case is named.

    `came` cases had to be seen by a table and `less` would not have, in `held` meetings of which
    `saved` fall away. `stops` are those that held within the year with their provider; of
    `unknown` of them it is not known what was spent, so that a larger room says nothing.
    """

    came: int
    less: int
    held: int
    saved: int
    stops: tuple[tuple[Toeleidingsstop, str], ...]
    unknown: int


@read(Right.READ_NORMS, at=places.own_tables)
def ask(reader: Reading, committees: tuple[str, ...], trial: Trial) -> WhatIf:
    """Return what last year's cases say of looser rules, over the tables of this person."""
    days = [reader.today - timedelta(days=back) for back in range(_DAYS)]
    contexts = [
        one
        for one in (intake.context(reader, code) for code in committees)
        if one.committee.code in intake.ROUTED and one.committee.selection is None
    ]
    requests = [
        Request(case.committee, case.id, facts_of_case(case), case.reference_date, one.settings)
        for one in contexts
        for case in reader.find(Case, committee=one.committee.code, received=days)
        if case.status not in _NOT_ASKED
    ]
    codes = [one.committee.code for one in contexts]
    meetings = {
        one.id: one
        for one in reader.find(Meeting, committee=codes, state=MeetingState.CLOSED, held_on=days)
    }
    found = reader.find(AgendaItem, meeting_id=list(meetings))
    items = [(one.meeting_id, one.case_id) for one in found if one.case_id]
    register = contexts[0].register if contexts else Register()
    answer = tried(requests, register, trial)
    saved = sum(
        meetings_saved([one for one in items if meetings[one[0]].committee == code], answer.less)
        for code in codes
    )
    names = {one.id: one.name for one in reader.find(Provider)}
    spent = {norm.id for norm in register.norms if norm.spent is not None}
    stops = [
        (one, names.get(one.provider_id, ""))
        for one in register.stops
        if one.starts_on is not None
        and one.starts_on <= days[0]
        and (one.ends_on is None or one.ends_on > days[-1])
    ]
    return WhatIf(
        came=len(answer.came),
        less=len(answer.less),
        held=len({meeting for meeting, _ in items}),
        saved=saved,
        stops=tuple(sorted(stops, key=lambda pair: (pair[1].casefold(), pair[0].starts_on))),
        unknown=sum(one.norm_id not in spent for one, _ in stops),
    )
