"""What the queue shows beside its list: one case at a glance, without opening it."""

from dataclasses import dataclass
from datetime import date

from casustafel.domain import terms
from casustafel.domain.cases import Case
from casustafel.domain.local_time import local_day
from casustafel.domain.outcomes import Outcome
from casustafel.domain.people import Right
from casustafel.domain.urgent import UrgentDecision
from casustafel.services import places
from casustafel.services.case import case_outcomes, cases
from casustafel.services.case.case_outcomes import Said
from casustafel.services.case.cases import CaseView
from casustafel.services.definitions import tables
from casustafel.services.queue.queue import route_sentence
from casustafel.services.register.register import StopLabel, stop_label
from casustafel.services.use_case import read
from casustafel.storage.queries import queue as rows
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import Reading


@dataclass(frozen=True, slots=True)
class QueueDetail:
    """One case at a glance. `stop`: one that holds or starts soon; `earlier` in words.

    `urgent` is a decision outside a meeting that waits for ratification; `carried` says that the
    case was carried over and stands on no agenda yet. `said` are its outcomes, the newest first;
    `again` is the one after which it waits for the table anew.
    """

    view: CaseView
    route: str
    stop: StopLabel | None
    earlier: str
    asked: str
    today: date
    urgent: UrgentDecision | None = None
    carried: bool = False
    said: tuple[Said, ...] = ()

    @property
    def again(self) -> Outcome | None:
        """The outcome after which the case waits for the table anew; None when none does."""
        return case_outcomes.again(self.said)


@read(Right.READ_CASES, at=places.case)
def detail(reader: Reading, case: Case) -> QueueDetail:
    """Return a case as the detail pane shows it; this is no opening, so it is not logged."""
    view = cases.view.within(reader, case)
    return QueueDetail(
        view=view,
        route=view.case.end_reason or route_sentence(view.case.route_reasons),
        stop=stop_label.within(reader, view.case),
        earlier=_earlier(reader, view),
        asked=asked(view.case),
        today=reader.today,
        urgent=reader.first(UrgentDecision, case_id=case.id, ratified=None),
        carried=rows.carried(reader.connection, case.id),
        said=case_outcomes.said_of(reader, view.case),
    )


def asked(case: Case) -> str:
    """Return what is asked in one line: form of care, hours per week, until when."""
    parts = [terms.CARE_FORM.get(case.care_form, case.care_form)]
    if case.hours_per_week is not None:
        parts.append(f"{case.hours_per_week:f} uur/week".replace(".", ","))
    if case.starts_on is not None and case.ends_on is not None:
        weeks = ((case.ends_on - case.starts_on).days + 1) // 7
        parts.append(f"{weeks} weken")
    elif case.ends_on is not None:
        parts.append(f"tot en met {case.ends_on:%d-%m-%Y}")
    return ", ".join(part for part in parts if part)


def _earlier(reader: Reader, view: CaseView) -> str:
    if not view.others:
        return ""
    count = len(view.others)
    words = "1 casus" if count == 1 else f"{count} casussen"
    outcomes = reader.find(
        Outcome, "-decided_at", case_id=[one.id for one in view.others], current=True
    )
    if not outcomes:
        return words
    last = outcomes[0]
    label = tables.committee(reader, last.committee).outcome(last.choice).label
    return f"{words}, laatst {local_day(last.decided_at):%d-%m-%Y} {label}"
