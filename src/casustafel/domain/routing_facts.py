"""What the router is asked and what it answers, and what a municipality may set about it.

The place in the seeds that each reason rests on stands in `resources/routing/sources.toml`, its
words in `resources/wording`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from casustafel.assets import asset
from casustafel.domain.norms import CareForm, Law

_BROADER_CPV = date(2026, 1, 1)


class Decision(StrEnum):
    """Where a case goes."""

    CPV = "cpv"
    ZBO = "zbo"
    DOORBRAAK = "doorbraak"
    NOT_NEEDED = "not_needed"
    OUT_OF_SCOPE = "out_of_scope"
    UNKNOWN = "unknown"


class Trigger(StrEnum):
    """Why a case goes to the CPV; a case may meet several (domain.md §1.3 and §8)."""

    T1 = "T1"
    """A toeleidingsstop because of a bestedingsruimte."""
    T2 = "T2"
    """A limit on inflow (instroomtarget), as for VDB."""
    T3 = "T3"
    """VDB: more than 18 hours per week."""
    T4 = "T4"
    """VDB: a provider open more than 47 weeks a year."""


class Entry(StrEnum):
    """By which door a case enters the Doorbraakteam; a case may use several ([002] 2.D1)."""

    TOP_JEUGD = "top_jeugd"
    TOP_WMO = "top_wmo"
    SCHEMES = "schemes"
    SIGNAL = "signal"


class DayKind(StrEnum):
    """Which day the peildatum of a route is."""

    REFERRAL = "referral"
    REFERENCE = "reference"


class RequestKind(StrEnum):
    """Soort aanvraag (domain.md §8): nieuw and opnieuw (in zorg) are inflow."""

    NIEUW = "nieuw"
    OPNIEUW = "opnieuw"
    VERLENGING = "verlenging"
    OPHOGING = "ophoging"


#: «(opnieuw) in zorg» ([002] bijlage 1): an extension or an increase is no inflow [inferred].
INFLOW_KINDS = frozenset({RequestKind.NIEUW, RequestKind.OPNIEUW})


class Exemption(StrEnum):
    """On what ground a toeleidingsstop does not apply ([002] §1.5)."""

    NONE = "none"
    REGIETEAM = "regieteam"
    RET = "ret"


class ReferrerType(StrEnum):
    """Verwijzers: those of iJw COD327 and the local ones of domain.md §3.0."""

    GEMEENTE = "gemeente"
    HUISARTS = "huisarts"
    JEUGDARTS = "jeugdarts"
    GI = "gi"
    MEDISCH_SPECIALIST = "medisch_specialist"
    GEEN = "geen"
    RECHTER = "rechter"
    BJG = "bjg"
    BTV = "btv"
    REGIETEAM = "regieteam"
    OUDERENADVISEUR = "ouderenadviseur"
    OVERIG = "overig"


#: The other municipalities of the region: the exemption is of «Nijmeegse Regieteams» ([002] §1.5).
_NEIGHBOURS = ("Berg en Dal", "Beuningen", "Druten", "Heumen", "Mook", "Wijchen")
_ELSEWHERE = re.compile(
    rf"\b({'|'.join(_NEIGHBOURS)})\b|\bgemeente (?!Nijmegen\b)([\w-]+)", re.IGNORECASE
)


def regieteam_elsewhere(name: str, referrer: str | None, exemption: str | None) -> str:
    """Return of which other municipality a Regieteam is, as its name says; else an empty text."""
    if Exemption.REGIETEAM not in (referrer, exemption):
        return ""
    found = _ELSEWHERE.search(name)
    return found[1] or found[2] if found else ""


def holding_exemption(
    claimed: Exemption,
    referrer: ReferrerType | None,
    ret_reference: str | None,
    ret_date: date | None,
    on: date,
    elsewhere: str = "",
) -> Exemption:
    """Return on what ground toeleidingsstops do not apply ([002] §1.5), or none.

    A referral by a Regieteam counts as such whether it is named as referrer or as exemption, but
    for one of another municipality (`elsewhere`). RET advice counts with its reference only, and
    not when it is later than the day that is asked about: then the referral does not rest on it.
    """
    if claimed is Exemption.REGIETEAM or referrer is ReferrerType.REGIETEAM:
        return Exemption.NONE if elsewhere else Exemption.REGIETEAM
    if claimed is not Exemption.RET or not (ret_reference or "").strip():
        return Exemption.NONE
    return Exemption.NONE if ret_date is not None and ret_date > on else Exemption.RET


#: They keep the own right to refer; a stop does not undo a referral (Jeugdwet 2.6 lid 1 e).
MEDICAL = frozenset(
    {ReferrerType.HUISARTS, ReferrerType.JEUGDARTS, ReferrerType.MEDISCH_SPECIALIST}
)


def refusable(referrer: ReferrerType | None, ordered: bool | None) -> bool:
    """Say whether a table may refuse help; else it grants or advises (domain.md §9).

    Not what a court ordered, nor what a GI chose under a kinderbeschermingsmaatregel or
    jeugdreclassering (Jeugdwet 3.5 lid 1, 2.4 lid 2 b): that is `ordered`. None means that
    nobody answered yet, and then the help that a GI asks is not refused.
    """
    if referrer is ReferrerType.RECHTER or ordered:
        return False
    return referrer is not ReferrerType.GI or ordered is not None


class SchoolKind(StrEnum):
    """The education in which ZBO is asked."""

    REGULAR_PRIMARY = "regular_primary"
    REGULAR_SECONDARY = "regular_secondary"
    SPECIAL = "special"
    """(V)SO: lump sum, out of scope of the ZBO-commissie ([002] 3.A1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorbraakFacts:
    """What the Doorbraak list knows of a case. None means: not known.

    `rank` is the place in the frozen list of the case's law, 1 for the most intensive.
    `residential` is a running verblijf, `after_residential` (post-)verblijf. `schemes` counts
    gemeentelijke regelingen of the household, `laws` the laws it uses. `legal_ground` says that
    the ground for combining laws is recorded. `signal`: brought in by a professional. `refilled`:
    it came from the reserve, in the place of one that left.
    """

    rank: int | None = None
    residential: bool | None = None
    after_residential: bool = False
    schemes: int | None = None
    money_worries: bool | None = None
    laws: frozenset[str] = frozenset()
    legal_ground: bool = False
    signal: bool = False
    refilled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingFacts:
    """What the router must know of a case. None means: not known.

    `referred_on` is the date of referral, the peildatum unless another is given.
    `hours_per_week` is what is asked per child; `opening_weeks` what the provider is open.
    `pgb`: the resident buys the care, which a stop does not bind. `elsewhere`: another
    municipality, which is responsible; `team_of` the one of a Regieteam. `ordered`: by a court or
    a GI (see `refusable`).
    `doorbraak` is given for a line of a Doorbraak list, which is no request: then only the rules of
    the Doorbraakteam are asked.
    """

    care_form: CareForm | None = None
    law: Law | None = None
    provider_id: str | None = None
    referred_on: date | None = None
    request_kind: RequestKind | None = None
    hours_per_week: Decimal | None = None
    opening_weeks: int | None = None
    referrer: ReferrerType | None = None
    exemption: Exemption = Exemption.NONE
    ret_reference: str | None = None
    ret_date: date | None = None
    school: SchoolKind | None = None
    crisis: bool = False
    ordered: bool | None = None
    pgb: bool = False
    elsewhere: str = ""
    team_of: str = ""
    doorbraak: DoorbraakFacts | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, worded in `resources/wording`; `source` is its place in the seeds.

    Values are strings, whole numbers, decimals and dates, so that they can be stored as JSON.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """The answer of the router.

    `may_refuse` is False for help ordered by a court or GI, or asked by a GI that did not say,
    which a table may discuss and not refuse (`refusable`). `on` is the peildatum that was used
    (None when there was none).
    """

    decision: Decision
    triggers: frozenset[Trigger] = frozenset()
    reasons: tuple[Reason, ...] = ()
    entries: frozenset[Entry] = frozenset()
    may_refuse: bool = True
    on: date | None = None

    def differs_from(self, other: "Route") -> bool:
        """Say whether a case goes another way than before, so that it must be shown.

        Used when the register changes and undecided cases are routed anew (domain.md §8); other
        words for the same way are no difference.
        """
        return (self.decision, self.triggers, self.entries, self.may_refuse) != (
            other.decision,
            other.triggers,
            other.entries,
            other.may_refuse,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSettings:
    """What a municipality may decide otherwise; the defaults are those of domain.md.

    `cpv_from`: the forms of care the CPV covers, each with its first day; a form that is not
    named is out of scope. Seed: «per 1 januari 2026 verbreden naar Wmo-begeleiding en
    dagbehandeling jeugd» ([002] §1.5); for begeleiding jeugd no first day is stated.
    `zbo_from` and `zbo_until`: first and last day of the temporary ZBO-commissie («Q1 2026:
    Commissie operationeel», [002] 3.A1).
    `stop_hits`: which kinds of request are inflow. «(opnieuw) in zorg» ([002] bijlage 1) names
    two; an extension or an increase is no inflow [inferred].
    `assumed_kind`: what a request of unknown kind is taken for, said in the reasons; None makes
    such a route unknown when a stop is in force.
    `hours_norm` (per child per week) and `weeks_norm` (opening per year): the VDB norms where
    the register has no own line for the provider ([002] 3.B3).
    `opening_within_norm`: whether a provider of whom the opening is not recorded is taken to
    keep to the norm; False makes such a VDB route unknown.
    `ordered_bypasses`: whether help ordered by a court or GI passes all tables; False lets a
    table discuss it without the possibility to refuse [inferred].
    `top_jeugd`, `top_wmo`, `schemes`, `laws`: the numbers of [002] 2.D1; `signal_counts`:
    whether a signal of a professional is a door to the Doorbraakteam [inferred].
    """

    cpv_from: Mapping[CareForm, date] = field(
        default_factory=lambda: {
            CareForm.BEGELEIDING_JEUGD: date.min,
            CareForm.WMO_BEGELEIDING: _BROADER_CPV,
            CareForm.VDB: _BROADER_CPV,
            CareForm.NDB: _BROADER_CPV,
            CareForm.NDB_LVB: _BROADER_CPV,
            CareForm.BSO_PLUS: _BROADER_CPV,
            CareForm.OTD: _BROADER_CPV,
        },
        hash=False,
    )
    zbo_from: date = _BROADER_CPV
    zbo_until: date | None = None
    stop_hits: frozenset[RequestKind] = INFLOW_KINDS
    assumed_kind: RequestKind | None = RequestKind.NIEUW
    hours_norm: Decimal = Decimal(18)
    weeks_norm: int = 47
    opening_within_norm: bool = True
    ordered_bypasses: bool = False
    top_jeugd: int = 50
    top_wmo: int = 25
    schemes: int = 5
    laws: int = 2
    signal_counts: bool = True


@cache
def sources() -> Mapping[str, str]:
    """Return the place of each reason, by code."""
    # Imported when the first route is asked for, which is after the window is there.
    import tomllib

    return tomllib.loads(asset("resources", "routing", "sources.toml").read_text("utf-8"))


def because(code: str, **values: object) -> Reason:
    """Return the reason with its source. Raises KeyError for a code that is not listed."""
    return Reason(code, values, sources()[code])
