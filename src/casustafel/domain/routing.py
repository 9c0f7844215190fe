"""Which way a case must go, and why: a pure function of case, register and date.

Which cases the Doorbraakteam looks at: three doors from [002] 2.D1 and one of practice. Every rule
is a row of ``tests/domain/routing_table.py``, from which ``docs/routing.md`` is made.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from casustafel.domain.norms import CareForm, Law, NormUnit
from casustafel.domain.routing_facts import (
    DayKind,
    Decision,
    DoorbraakFacts,
    Entry,
    Exemption,
    Reason,
    ReferrerType,
    Route,
    RouteSettings,
    RoutingFacts,
    SchoolKind,
    Trigger,
    because,
    holding_exemption,
    refusable,
)
from casustafel.domain.stops import Register, StopKind, Toeleidingsstop

DEFAULT_SETTINGS = RouteSettings()

#: Never with the CPV, by choice: [002] §1.4 «Géén bestedingsruimtes bij jeugd-GGZ en
#: orthopedagogische behandeling».
_BY_CHOICE_OUTSIDE = frozenset({CareForm.JEUGD_GGZ, CareForm.ORTHOPEDAGOGISCH})

_STOP_TRIGGERS = {
    StopKind.BESTEDINGSRUIMTE: (Trigger.T1, "route-stop-bestedingsruimte"),
    StopKind.INSTROOMTARGET: (Trigger.T2, "route-stop-instroomtarget"),
}


def route(
    case: RoutingFacts,
    register: Register,
    on: date | None = None,
    settings: RouteSettings = DEFAULT_SETTINGS,
) -> Route:
    """Return where a case goes, with its triggers and reasons.

    `on` is the peildatum, the date of referral when not given. What is not known makes the
    route `unknown` only where it would change the answer.
    """
    if case.doorbraak is not None:
        return route_doorbraak(case.doorbraak, _law_of(case), settings)
    day = on or case.referred_on
    if day is None:
        return Route(Decision.UNKNOWN, reasons=(because("route-missing-day"),))
    question = _Question(case, register, day, settings)
    return question.passing_all_tables() or question.at_a_table()


def _law_of(case: RoutingFacts) -> Law | None:
    return case.law or (case.care_form.law if case.care_form else None)


@dataclass(slots=True)
class _Question:
    """One case on one day, with what was found so far."""

    case: RoutingFacts
    register: Register
    day: date
    settings: RouteSettings
    triggers: set[Trigger] = field(default_factory=set)
    reasons: list[Reason] = field(default_factory=list)
    missing: list[Reason] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)

    def answer(self, decision: Decision, *reasons: Reason) -> Route:
        """Return the route with these reasons and, at a table, the note on ordered help."""
        may_refuse = True
        if decision in (Decision.CPV, Decision.ZBO):
            may_refuse = refusable(self.case.referrer, self.case.ordered)
            if not may_refuse:
                code = "route-ordered-not-refused" if self.ordered else "route-gi-to-be-asked"
                reasons = (*reasons, because(code))
        return Route(
            decision, frozenset(self.triggers), reasons, may_refuse=may_refuse, on=self.day
        )

    @property
    def ordered(self) -> bool:
        """Whether a court or a GI ordered the help."""
        return self.case.ordered is True or self.case.referrer is ReferrerType.RECHTER

    def passing_all_tables(self) -> Route | None:
        """Return the route of a case that no table sees, or that cannot be judged at all."""
        form, law = self.case.care_form, self.case.law
        if self.case.elsewhere:
            reason = because("route-elsewhere", municipality=self.case.elsewhere)
            return self.answer(Decision.OUT_OF_SCOPE, reason)
        if self.case.crisis:
            return self.answer(Decision.NOT_NEEDED, because("route-crisis"))
        if self.ordered and self.settings.ordered_bypasses:
            return self.answer(Decision.NOT_NEEDED, because("route-ordered-bypass"))
        if form is None:
            return self.answer(Decision.UNKNOWN, because("route-missing-care-form"))
        if law is not None and form.law not in (None, law):
            return self.answer(
                Decision.UNKNOWN, because("route-law-differs", law=law, care_form=form)
            )
        return None

    def at_a_table(self) -> Route:
        """Return the route by the rules of the ZBO-commissie and, where it has none, the CPV."""
        form = self.case.care_form or CareForm.OVERIG
        if form is CareForm.ZBO:
            found = self.zbo()
            if found is not None:
                return found
            form = CareForm.BEGELEIDING_JEUGD
        since = self.settings.cpv_from.get(form)
        if since is None:
            code = "route-outside-cpv" if form in _BY_CHOICE_OUTSIDE else "route-care-form-other"
            return self.answer(Decision.OUT_OF_SCOPE, because(code, care_form=form))
        if self.day < since:
            reason = because("route-cpv-not-yet", care_form=form, since=since)
            return self.answer(Decision.OUT_OF_SCOPE, reason)
        return self.cpv()

    def zbo(self) -> Route | None:
        """Return the route of a ZBO request, or None when it is judged as begeleiding jeugd.

        The ZBO-commissie sees every individual request of regular primary education, stop or
        not, and the CPV never sees it as well ([002] 3.A1).
        """
        school, settings = self.case.school, self.settings
        if school is None:
            return self.answer(Decision.UNKNOWN, because("route-missing-school"))
        if school is SchoolKind.SPECIAL:
            return self.answer(Decision.OUT_OF_SCOPE, because("route-zbo-special"))
        if school is SchoolKind.REGULAR_SECONDARY:
            self.notes.append(because("route-zbo-secondary"))
            return None
        if self.day < settings.zbo_from:
            self.notes.append(because("route-zbo-not-yet", since=settings.zbo_from))
            return None
        if settings.zbo_until is not None and self.day > settings.zbo_until:
            self.notes.append(because("route-zbo-ended", until=settings.zbo_until))
            return None
        reasons = [because("route-zbo")]
        if self.stops():
            reasons.append(because("route-zbo-with-stop"))
        return self.answer(Decision.ZBO, *reasons)

    def cpv(self) -> Route:
        """Return the route by the four triggers of the CPV."""
        self.judge_stops()
        if self.case.care_form is CareForm.VDB:
            self.judge_hours()
            self.judge_opening()
        if self.triggers:
            decision = Decision.CPV
        elif self.missing:
            decision = Decision.UNKNOWN
        else:
            decision = Decision.NOT_NEEDED
            if self.case.care_form is CareForm.VDB:
                self.reasons.append(because("route-vdb-within-norm"))
        return self.answer(decision, *self.reasons, *self.missing, *self.notes)

    def stops(self) -> tuple[Toeleidingsstop, ...]:
        """Return the stops in force for this case on the peildatum."""
        if self.case.provider_id is None or self.case.care_form is None:
            return ()
        return self.register.stops_in_force(self.case.provider_id, self.case.care_form, self.day)

    def judge_stops(self) -> None:
        """T1 and T2: a stop in force hits inflow that is not exempt."""
        case = self.case
        if case.provider_id is None and case.care_form is not None:
            if self.register.any_stop_in_force(case.care_form, self.day):
                self.missing.append(because("route-missing-provider"))
            else:
                self.reasons.append(self.dated("route-no-stop"))
            return
        stops = self.stops()
        if not stops:
            self.reasons.append(self.dated("route-no-stop"))
            return
        exemption = self.exemption()
        if case.pgb:
            self.missing.append(because("route-pgb"))
        elif exemption is Exemption.REGIETEAM:
            self.reasons.append(because("route-exempt-regieteam"))
        elif exemption is Exemption.RET:
            self.reasons.append(because("route-exempt-ret", reference=case.ret_reference))
            if case.ret_date is None:
                self.notes.append(because("route-ret-date-unknown"))
        else:
            self.judge_inflow(stops)

    def exemption(self) -> Exemption:
        """Return the exemption that holds on the peildatum."""
        case = self.case
        return holding_exemption(
            *(case.exemption, case.referrer, case.ret_reference, case.ret_date, self.day),
            case.team_of,
        )

    def judge_inflow(self, stops: tuple[Toeleidingsstop, ...]) -> None:
        """Stops without exemption: they hit new requests, not running care."""
        kind = self.case.request_kind
        if kind is None:
            kind = self.settings.assumed_kind
            if kind is None:
                self.missing.append(because("route-missing-kind"))
                return
            self.notes.append(because("route-kind-assumed", kind=kind))
        if kind not in self.settings.stop_hits:
            self.reasons.append(because("route-no-inflow", kind=kind))
            return
        for stop in stops:
            trigger, code = _STOP_TRIGGERS[stop.kind]
            if trigger not in self.triggers:
                self.triggers.add(trigger)
                self.reasons.append(self.dated(code, since=stop.starts_on))
        self.reasons.append(self.why_not_exempt())

    def why_not_exempt(self) -> Reason:
        """Return why no exemption holds: none claimed, or what was claimed does not count."""
        if self.case.team_of:
            return because("route-regieteam-elsewhere", municipality=self.case.team_of)
        if self.case.exemption is not Exemption.RET:
            return because("route-no-exemption")
        if not (self.case.ret_reference or "").strip():
            return because("route-ret-without-reference")
        return because("route-ret-after-day", ret_date=self.case.ret_date)

    def judge_hours(self) -> None:
        """T3: more hours per child per week than the norm; the norm itself is still within."""
        hours = self.case.hours_per_week
        if hours is None:
            self.missing.append(because("route-missing-hours"))
            return
        norm = self.norm(NormUnit.HOURS_PER_WEEK, self.settings.hours_norm)
        if hours > norm:
            self.triggers.add(Trigger.T3)
            self.reasons.append(because("route-hours-above-norm", hours=hours, norm=norm))
            self.note_exemption()

    def judge_opening(self) -> None:
        """T4: a provider that is open more weeks a year than the norm."""
        case = self.case
        weeks = case.opening_weeks
        if weeks is None and case.provider_id is not None:
            weeks = self.register.weeks_open(case.provider_id, CareForm.VDB, self.day)
        if weeks is None:
            if self.settings.opening_within_norm:
                self.notes.append(because("route-opening-assumed"))
            else:
                self.missing.append(because("route-missing-opening"))
            return
        norm = self.norm(NormUnit.WEEKS, Decimal(self.settings.weeks_norm))
        if weeks > norm:
            self.triggers.add(Trigger.T4)
            self.reasons.append(because("route-opening-above-norm", weeks=weeks, norm=norm))
            self.note_exemption()

    def norm(self, unit: NormUnit, default: Decimal) -> Decimal:
        """Return the VDB norm of this provider, or that of the municipality."""
        if self.case.provider_id is None:
            return default
        own = self.register.limit(self.case.provider_id, CareForm.VDB, unit, self.day)
        return default if own is None else Decimal(own)

    def note_exemption(self) -> None:
        """Say once that Regieteam or RET exempt from stops only, not from T3 and T4."""
        if self.exemption() is Exemption.NONE:
            return
        note = because("route-exemption-not-for-norm")
        if note not in self.notes:
            self.notes.append(note)

    def dated(self, code: str, **values: object) -> Reason:
        """Return a reason that names the peildatum, and whether it is the date of referral."""
        kind = DayKind.REFERRAL if self.day == self.case.referred_on else DayKind.REFERENCE
        return because(code, day_kind=kind, day=self.day, **values)


@dataclass(slots=True)
class _Findings:
    """What the doors said: which are open, why, why not, and what is missing to decide."""

    entries: set[Entry] = field(default_factory=set)
    why: list[Reason] = field(default_factory=list)
    why_not: list[Reason] = field(default_factory=list)
    missing: list[Reason] = field(default_factory=list)
    excluded: bool = False


def route_doorbraak(facts: DoorbraakFacts, law: Law | None, settings: RouteSettings) -> Route:
    """Return the route of a line of a Doorbraak list.

    One open door is enough; what is missing counts only while none is open.
    """
    found = _Findings()
    _by_rank(facts, law, settings, found)
    _by_schemes(facts, settings, found)
    if facts.signal and settings.signal_counts:
        found.entries.add(Entry.SIGNAL)
        found.why.append(because("route-doorbraak-signal"))
    if found.entries:
        if facts.after_residential:
            found.why.append(because("route-doorbraak-after-residential"))
        return Route(Decision.DOORBRAAK, reasons=tuple(found.why), entries=frozenset(found.entries))
    if found.missing:
        return Route(Decision.UNKNOWN, reasons=(*found.missing, *found.why_not))
    decision = Decision.OUT_OF_SCOPE if found.excluded else Decision.NOT_NEEDED
    return Route(decision, reasons=tuple(found.why_not))


def _by_rank(
    facts: DoorbraakFacts, law: Law | None, settings: RouteSettings, found: _Findings
) -> None:
    """Top 50 jeugd outside verblijf, top 25 Wmo. A line without rank was not on that list."""
    if facts.rank is None:
        found.why_not.append(because("route-doorbraak-no-rank"))
        return
    if law is None:
        found.missing.append(because("route-missing-law"))
        return
    jeugd = law is Law.JEUGD
    top = settings.top_jeugd if jeugd else settings.top_wmo
    if facts.refilled:
        found.entries.add(Entry.TOP_JEUGD if jeugd else Entry.TOP_WMO)
        found.why.append(because("route-doorbraak-refilled", rank=facts.rank, law=law))
    elif facts.rank > top:
        found.why_not.append(
            because("route-doorbraak-below-top", rank=facts.rank, top=top, law=law)
        )
    elif jeugd and facts.residential is None:
        found.missing.append(because("route-missing-residential"))
    elif jeugd and facts.residential:
        found.excluded = True
        found.why_not.append(because("route-doorbraak-residential"))
    else:
        found.entries.add(Entry.TOP_JEUGD if jeugd else Entry.TOP_WMO)
        found.why.append(because("route-doorbraak-top", rank=facts.rank, top=top, law=law))


def _by_schemes(facts: DoorbraakFacts, settings: RouteSettings, found: _Findings) -> None:
    """Five or more schemes, money worries and two laws; only with its legal ground recorded.

    Where a condition is known not to be met the door is shut, whatever else is unknown.
    """
    if facts.schemes is None or facts.schemes < settings.schemes:
        found.why_not.append(because("route-doorbraak-few-schemes", least=settings.schemes))
    elif facts.money_worries is False:
        found.why_not.append(because("route-doorbraak-no-money-worries"))
    elif facts.laws and len(facts.laws) < settings.laws:
        found.why_not.append(because("route-doorbraak-few-laws", least=settings.laws))
    elif facts.money_worries is None:
        found.missing.append(because("route-missing-money-worries"))
    elif not facts.laws:
        found.missing.append(because("route-missing-laws"))
    elif not facts.legal_ground:
        found.missing.append(because("route-missing-legal-ground"))
    else:
        found.entries.add(Entry.SCHEMES)
        found.why.append(
            because("route-doorbraak-schemes", schemes=facts.schemes, laws=len(facts.laws))
        )
