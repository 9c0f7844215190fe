"""What the rules of the router are made of: the row, and cases and registers to ask about.

All providers are invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from casustafel.domain.norms import CareForm, Instrument, Law, Norm, NormUnit
from casustafel.domain.routing import DEFAULT_SETTINGS
from casustafel.domain.routing_facts import (
    Decision,
    Entry,
    Exemption,
    ReferrerType,
    RequestKind,
    RouteSettings,
    RoutingFacts,
    SchoolKind,
    Trigger,
)
from casustafel.domain.stops import Register, StopKind, StopState, Toeleidingsstop

T1, T2, T3, T4 = Trigger.T1, Trigger.T2, Trigger.T3, Trigger.T4
CPV, ZBO, DOORBRAAK = Decision.CPV, Decision.ZBO, Decision.DOORBRAAK
NOT_NEEDED, OUT, UNKNOWN = Decision.NOT_NEEDED, Decision.OUT_OF_SCOPE, Decision.UNKNOWN

JEUGD_STOP = "route-stop-bestedingsruimte"
INFLOW_STOP = "route-stop-instroomtarget"
NO_EXEMPTION = "route-no-exemption"
NO_STOP = "route-no-stop"

STOP_STARTS, STOP_LIFTED = date(2026, 9, 1), date(2026, 12, 15)
REFERRED = date(2026, 11, 13)


def _stop(
    form: CareForm,
    kind: StopKind = StopKind.BESTEDINGSRUIMTE,
    start: date = STOP_STARTS,
    end: date | None = None,
) -> Toeleidingsstop:
    state = StopState.LIFTED if end else StopState.ACTIVE
    return Toeleidingsstop(
        id=f"{form}-{kind}-{start}",
        provider_id="Zorggroep Waal",
        care_form=form,
        kind=kind,
        state=state,
        starts_on=start,
        ends_on=end,
    )


def _norm(unit: NormUnit, amount: int, spent: int | None = None) -> Norm:
    return Norm(
        id=f"norm-{unit}",
        provider_id="Zorggroep Waal",
        care_form=CareForm.VDB,
        instrument=Instrument.INTENSITEIT_DUUR,
        unit=unit,
        amount=amount,
        spent=spent,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )


EMPTY = Register()
STOPPED = Register(stops=[_stop(CareForm.BEGELEIDING_JEUGD)])
LIFTED = Register(stops=[_stop(CareForm.BEGELEIDING_JEUGD, end=STOP_LIFTED)])
OLD_STOP = Register(stops=[_stop(CareForm.BEGELEIDING_JEUGD, start=date(2025, 10, 1))])
WMO_STOP = Register(stops=[_stop(CareForm.WMO_BEGELEIDING, start=date(2025, 10, 1))])
VDB_STOP = Register(stops=[_stop(CareForm.VDB, StopKind.INSTROOMTARGET, date(2025, 10, 1))])
TWO_STOPS = Register(stops=[_stop(CareForm.VDB), _stop(CareForm.VDB, StopKind.INSTROOMTARGET)])
ANALYSED_ONLY = Register(
    stops=[
        Toeleidingsstop(
            id="analysis",
            provider_id="Zorggroep Waal",
            care_form=CareForm.BEGELEIDING_JEUGD,
            kind=StopKind.BESTEDINGSRUIMTE,
            state=StopState.ANALYSIS,
        )
    ]
)
OPEN_50_WEEKS = Register(norms=[_norm(NormUnit.WEEKS, 47, spent=50)])
OWN_NORM_20_HOURS = Register(norms=[_norm(NormUnit.HOURS_PER_WEEK, 20)])

JEUGD = RoutingFacts(
    care_form=CareForm.BEGELEIDING_JEUGD,
    law=Law.JEUGD,
    provider_id="Zorggroep Waal",
    referred_on=REFERRED,
    request_kind=RequestKind.NIEUW,
    referrer=ReferrerType.BJG,
)
WMO = replace(JEUGD, care_form=CareForm.WMO_BEGELEIDING, law=Law.WMO, referrer=ReferrerType.BTV)
VDB = replace(JEUGD, care_form=CareForm.VDB, hours_per_week=Decimal("16"), opening_weeks=46)
IN_SCHOOL = replace(JEUGD, care_form=CareForm.ZBO, school=SchoolKind.REGULAR_PRIMARY)
FROM_REGIETEAM = {"referrer": ReferrerType.REGIETEAM}
WITH_RET = {
    "exemption": Exemption.RET,
    "ret_reference": "RET-2026-17",
    "ret_date": date(2026, 11, 2),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One rule: the name is a sentence, `codes` are the reasons in their order."""

    name: str
    facts: RoutingFacts
    register: Register = EMPTY
    on: date | None = None
    settings: RouteSettings = DEFAULT_SETTINGS
    decision: Decision
    triggers: frozenset[Trigger] = frozenset()
    codes: tuple[str, ...]
    entries: frozenset[Entry] = frozenset()
    may_refuse: bool = True
    source: str


def row(
    name: str,
    facts: RoutingFacts,
    register: Register,
    decision: Decision,
    codes: tuple[str, ...],
    source: str,
    **more: object,
) -> Row:
    given: Mapping[str, object] = {
        key: frozenset(value) if isinstance(value, set) else value for key, value in more.items()
    }
    return Row(
        name=name,
        facts=facts,
        register=register,
        decision=decision,
        codes=codes,
        source=source,
        **given,  # type: ignore[arg-type]
    )


@dataclass(frozen=True)
class Section:
    """Rules that belong together, with what a reader should know first."""

    title: str
    note: str
    rows: list[Row] = field(default_factory=list)
