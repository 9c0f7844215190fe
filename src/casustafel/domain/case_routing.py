"""From a case as it is kept to the facts the router asks, and the route back as text.

A case of the Doorbraak table is a line of a frozen list; every other case is a request.
"""

import json
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from casustafel.domain.cases import CareLine, Case
from casustafel.domain.norms import CareForm, Law
from casustafel.domain.routing_facts import (
    DayKind,
    Decision,
    DoorbraakFacts,
    Entry,
    Exemption,
    Reason,
    ReferrerType,
    RequestKind,
    Route,
    RoutingFacts,
    SchoolKind,
    Trigger,
    refusable,
    regieteam_elsewhere,
)

#: iJw COD327; 07 is no longer given out.
_COD327 = {
    "01": ReferrerType.GEMEENTE,
    "02": ReferrerType.HUISARTS,
    "03": ReferrerType.JEUGDARTS,
    "04": ReferrerType.GI,
    "05": ReferrerType.MEDISCH_SPECIALIST,
    "06": ReferrerType.GEEN,
    "08": ReferrerType.RECHTER,
}

#: Product categories that leave one form of care only (iJw JZ020, iWmo WMO020). Category 41,
#: dagbehandeling, may be VDB, NDB or OTD, so it is not guessed.
_CATEGORIES = {
    (Law.JEUGD, "45"): CareForm.BEGELEIDING_JEUGD,
    (Law.JEUGD, "51"): CareForm.JEUGD_GGZ,
    (Law.JEUGD, "52"): CareForm.JEUGD_GGZ,
    (Law.JEUGD, "54"): CareForm.JEUGD_GGZ,
    (Law.WMO, "02"): CareForm.WMO_BEGELEIDING,
}


def guess_care_form(law: Law | None, category: str | None, committee: str) -> CareForm | None:
    """Return the form of care that table and product category leave, or None.

    For lists without a column for it (domain.md §4). The importer shows what was guessed.
    """
    if committee == "zbo":
        return CareForm.ZBO
    if law is None or category is None:
        return None
    return _CATEGORIES.get((law, category))


# Codes of cases, looked up for each of a list.
_REFERRERS = {one.value: one for one in ReferrerType}
_CARE_FORMS = {one.value: one for one in CareForm}
_EXEMPTIONS = {one.value: one for one in Exemption}
_LAWS = {one.value: one for one in Law}
_KINDS = {one.value: one for one in RequestKind}


def referrer_of(code: str | None) -> ReferrerType | None:
    """Return the kind of referrer of a code of COD327 or of the program's own list."""
    if not code:
        return None
    if code in _COD327:
        return _COD327[code]
    return _REFERRERS.get(code, ReferrerType.OVERIG)


def codes_of(kinds: Collection[ReferrerType]) -> frozenset[str]:
    """Return the codes of COD327 that stand for these kinds of referrer."""
    return frozenset(code for code, kind in _COD327.items() if kind in kinds)


#: Help of which a herindicatie goes to BJG, «niet meer naar de huisarts» ([000]).
_RENEWED_BY_BJG = frozenset({"begeleiding_jeugd", "vdb", "ndb", "ndb_lvb"})


def for_bjg(case: Case) -> bool:
    """Say whether a huisarts asks a herindicatie that goes to BJG: a hint, and never a hold."""
    huisarts = referrer_of(case.referrer_type) is ReferrerType.HUISARTS
    renewal = case.request_kind == RequestKind.VERLENGING
    return huisarts and renewal and case.care_form in _RENEWED_BY_BJG


def may_be_refused(case: Case) -> bool:
    """Say whether a table may refuse a case, from its referrer and what a GI answered."""
    return refusable(referrer_of(case.referrer_type), case.ordered)


def facts_of_case(
    case: Case, *, school: SchoolKind | None = None, doorbraak: DoorbraakFacts | None = None
) -> RoutingFacts:
    """Return what the router must know of a case; ask it with ``on=case.reference_date``.

    The day of receipt counts as the date of referral. A case with a school is taken to be of
    regular primary education, as the register of schools is, unless `school` says otherwise.
    Codes that the router does not know count as not known, not as a rule that holds.
    """
    form = _CARE_FORMS.get(case.care_form)
    if form is None or form is CareForm.OVERIG:
        form = guess_care_form(_law(case), case.product_category, case.committee) or form
    if school is None and case.school_id is not None:
        school = SchoolKind.REGULAR_PRIMARY
    return RoutingFacts(
        care_form=form,
        law=_law(case),
        provider_id=case.provider_id,
        referred_on=case.received,
        request_kind=_KINDS.get(case.request_kind or ""),
        hours_per_week=case.hours_per_week,
        opening_weeks=case.weeks_open,
        referrer=referrer_of(case.referrer_type),
        exemption=_EXEMPTIONS.get(case.exemption or "", Exemption.NONE),
        ret_reference=case.exemption_reference,
        ret_date=case.exemption_on,
        school=school,
        crisis=case.crisis,
        ordered=case.ordered,
        pgb=case.delivery == "pgb",
        elsewhere=case.responsible or "",
        team_of=regieteam_elsewhere(case.referrer_name, case.referrer_type, case.exemption),
        doorbraak=doorbraak,
    )


def doorbraak_facts(
    rank: int | None, lines: Iterable[CareLine], *, legal_ground: bool = False
) -> DoorbraakFacts:
    """Return what the lines of one client or household say together.

    Verblijf and money worries count when one line has them; of the schemes the highest number
    is taken, since each line repeats the household's total.
    """
    found = list(lines)
    worries = {line.money_worries for line in found}
    return DoorbraakFacts(
        rank=rank,
        residential=any(line.residential for line in found) if found else None,
        schemes=max((line.schemes for line in found if line.schemes is not None), default=None),
        money_worries=True if True in worries else (False if False in worries else None),
        laws=frozenset(line.law for line in found),
        legal_ground=legal_ground,
    )


def route_to_text(route: Route) -> str:
    """Return a route as JSON text, to keep with the case and word later."""
    return json.dumps(
        {
            "decision": route.decision,
            "triggers": sorted(route.triggers),
            "entries": sorted(route.entries),
            "may_refuse": route.may_refuse,
            "on": route.on.isoformat() if route.on else None,
            "reasons": [
                {
                    "code": reason.code,
                    "source": reason.source,
                    "values": {name: _packed(value) for name, value in reason.values.items()},
                }
                for reason in route.reasons
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def route_from_text(text: str) -> Route:
    """Return the route that `route_to_text` wrote, equal to the one it was given."""
    kept = json.loads(text)
    return Route(
        Decision(kept["decision"]),
        triggers=frozenset(map(Trigger, kept["triggers"])),
        reasons=tuple(
            Reason(
                reason["code"],
                {name: _unpacked(name, value) for name, value in reason["values"].items()},
                reason["source"],
            )
            for reason in kept["reasons"]
        ),
        entries=frozenset(map(Entry, kept["entries"])),
        may_refuse=kept["may_refuse"],
        on=date.fromisoformat(kept["on"]) if kept["on"] else None,
    )


@lru_cache(maxsize=512)
def triggers_in(reasons: str | None) -> frozenset[str]:
    """Return the triggers of a route as it is kept, without making all of it."""
    return frozenset(json.loads(reasons)["triggers"]) if reasons else frozenset()


# Asked for every row of a list, which holds some hundreds of different routes.
@lru_cache(maxsize=1024)
def undetermined(reasons: str | None) -> bool:
    """Say whether a route, as it is kept, waits for something that is not known of the case.

    A table without a route of its own waits for nothing, nor a municipality without a register.
    """
    if not reasons:
        return False
    route = route_from_text(reasons)
    codes = {reason.code for reason in route.reasons}
    waits = any(code.startswith(("route-missing", "route-law-differs")) for code in codes)
    return "route-elsewhere" in codes or (route.decision is Decision.UNKNOWN and waits)


def _packed(value: object) -> object:
    # A reference such as "2026-01-01" is text and must come back as text, so dates are marked.
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


#: Values of reasons that are one of a kind, and worded so.
_REASON_KINDS: dict[str, type[StrEnum]] = {
    "care_form": CareForm,
    "day_kind": DayKind,
    "kind": RequestKind,
    "law": Law,
}


def _unpacked(name: str, value: object) -> object:
    if isinstance(value, dict):
        return date.fromisoformat(value["date"]) if "date" in value else Decimal(value["decimal"])
    kind = _REASON_KINDS.get(name)
    return value if kind is None else kind(str(value))


def _law(case: Case) -> Law | None:
    return _LAWS.get(case.law)
