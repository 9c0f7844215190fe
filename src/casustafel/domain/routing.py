"""Which way a case must go, and why: a pure function of case, register and date.

Every rule is a row of ``tests/domain/routing_table.py``, from which ``docs/routing.md`` is made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from casustafel.domain.norms import CareForm, Law


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


class RequestKind(StrEnum):
    """Soort aanvraag (domain.md §8): nieuw and opnieuw (in zorg) are inflow."""

    NIEUW = "nieuw"
    OPNIEUW = "opnieuw"
    VERLENGING = "verlenging"
    OPHOGING = "ophoging"


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
    the ground for combining laws is recorded. `signal`: brought in by a professional.
    """

    rank: int | None = None
    residential: bool | None = None
    after_residential: bool = False
    schemes: int | None = None
    money_worries: bool | None = None
    laws: frozenset[str] = frozenset()
    legal_ground: bool = False
    signal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingFacts:
    """What the router must know of a case. None means: not known.

    `referred_on` is the date of referral, the peildatum unless another is given.
    `hours_per_week` is what is asked per child; `opening_weeks` what the provider is open.
    `ordered`: by a court or a GI. `doorbraak` is given for a line of a Doorbraak list, which is
    no request: then only the rules of the Doorbraakteam are asked.
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
    ordered: bool = False
    doorbraak: DoorbraakFacts | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, worded by `domain.wording.routing`; `source` is its place in the seeds.

    Values are strings, whole numbers, decimals and dates, so that they can be stored as JSON.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """The answer of the router.

    `may_refuse` is False for help ordered by a court or GI, which a table may discuss and not
    refuse (domain.md §8). `on` is the peildatum that was used (None when there was none).
    """

    decision: Decision
    triggers: frozenset[Trigger] = frozenset()
    reasons: tuple[Reason, ...] = ()
    entries: frozenset[Entry] = frozenset()
    may_refuse: bool = True
    on: date | None = None
