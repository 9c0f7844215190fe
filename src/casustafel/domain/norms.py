"""The norm register: what a provider may spend, take in or give, and where it stands.

The four instruments and what follows on overrun are those of [002] bijlage 1. The reminders are
terms that contracts set for norms: from the national contract standard Wmo v1.3, art. 1.5; the
youth twin was not checked (domain.md §1.2), so these remind and never refuse.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from casustafel.domain.errors import RuleError
from casustafel.domain.local_time import add_months
from casustafel.domain.sizes import Large, Text80, Text200


class Law(StrEnum):
    """Under which law help is asked. Other laws only count at the Doorbraakteam."""

    JEUGD = "jeugd"
    WMO = "wmo"


class CareForm(StrEnum):
    """Forms of care (zorgsoorten) of domain.md §3.0, and the two that the CPV never gets.

    vdb: voorschoolse dagbehandeling; ndb and ndb_lvb: naschoolse dagbehandeling; bso_plus and
    otd: dagbesteding ([002] 3.B); zbo: zorg binnen onderwijs.
    """

    BEGELEIDING_JEUGD = "begeleiding_jeugd"
    WMO_BEGELEIDING = "wmo_begeleiding"
    VDB = "vdb"
    NDB = "ndb"
    NDB_LVB = "ndb_lvb"
    BSO_PLUS = "bso_plus"
    OTD = "otd"
    ZBO = "zbo"
    JEUGD_GGZ = "jeugd_ggz"
    ORTHOPEDAGOGISCH = "orthopedagogisch"
    OVERIG = "overig"

    @property
    def law(self) -> Law | None:
        """The law this form belongs to; None for `overig`, which may be either."""
        if self is CareForm.OVERIG:
            return None
        return Law.WMO if self is CareForm.WMO_BEGELEIDING else Law.JEUGD


class Level(StrEnum):
    """For whom a norm was set: the municipality or the region ([002] bijlage 1)."""

    LOCAL = "lokaal"
    REGIONAL = "regionaal"


class Instrument(StrEnum):
    """The four instruments of [002] bijlage 1."""

    SIGNAALPLAFOND = "signaalplafond"
    """«'Zacht' financieel kader»: joint analysis, no stop; may become a bestedingsruimte."""
    BESTEDINGSRUIMTE = "bestedingsruimte"
    """«'Hard' financieel kader»: joint analysis, a toeleidingsstop, a plan van aanpak."""
    INSTROOMTARGET = "instroomtarget"
    """How many children may come (back) into care in a period: joint analysis and a stop."""
    INTENSITEIT_DUUR = "intensiteit_duur"
    """The most help one person may get: joint analysis; when it happens more than now and then,
    what was given above it is declared unlawful. Never a stop."""

    @property
    def may_lead_to_stop(self) -> bool:
        """Whether a toeleidingsstop may follow."""
        return self in (Instrument.BESTEDINGSRUIMTE, Instrument.INSTROOMTARGET)

    @property
    def needs_plan(self) -> bool:
        """Whether the provider must write a plan van aanpak."""
        return self is Instrument.BESTEDINGSRUIMTE

    @property
    def units(self) -> frozenset["NormUnit"]:
        """The units in which the amount may be counted."""
        return _UNITS[self]


class NormUnit(StrEnum):
    """What an amount counts. An instroomtarget counts children, not euros (domain.md §8)."""

    CENTS = "cents"
    CHILDREN = "children"
    HOURS_PER_WEEK = "hours_per_week"
    """Hours per child per week ([002] 3.B3: 18)."""
    WEEKS = "weeks"
    """Weeks that the provider is open in a year ([002] 3.B3: 47)."""


_UNITS: dict[Instrument, frozenset[NormUnit]] = {
    Instrument.SIGNAALPLAFOND: frozenset({NormUnit.CENTS}),
    Instrument.BESTEDINGSRUIMTE: frozenset({NormUnit.CENTS}),
    Instrument.INSTROOMTARGET: frozenset({NormUnit.CHILDREN}),
    Instrument.INTENSITEIT_DUUR: frozenset({NormUnit.HOURS_PER_WEEK, NormUnit.WEEKS}),
}


class Conclusion(StrEnum):
    """What the analysegesprek concluded about overrun of the norm."""

    OVERRUN_LIKELY = "overrun_likely"
    OVERRUN_UNLIKELY = "overrun_unlikely"


class NormState(StrEnum):
    """Where a line of the register stands; computed by `norm_state`."""

    WITHIN = "within"
    NOTICE_DUE = "notice_due"
    NOTIFIED = "notified"
    ANALYSED = "analysed"
    STOP_INDICATED = "stop_indicated"
    EXCEEDED = "exceeded"


#: «wederzijdse informatieplicht bij besteding 70% van de bestedingsruimte» ([002] bijlage 1,
#: given as an example there, so a setting).
NOTICE_THRESHOLD = Decimal(70)


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """One line: provider x form of care x instrument x period x level.

    `amount` and `spent` are whole numbers of `unit` (euro cents, children, hours per child per
    week, weeks); `spent` is what was used up to and including `spent_on` (for weeks: how many
    weeks the provider is open). `starts_on` and `ends_on` both count. `notice_on` is the day the
    notice at the threshold was given, `analysis_on` and `conclusion` are of the analysegesprek,
    `plan_on` the day the plan van aanpak was received. Of what goes before it: when it was
    announced, when the zienswijze came, when its height was decided and why, when the plan
    'monitoring en gevolgen' was ready, who was at the analysegesprek (functions), and the kenmerk
    of the dossier that holds the rest. None of these holds anything up (domain.md §9). Raises
    RuleError when the parts do not agree (codes norm-*).
    """

    id: str
    provider_id: str
    care_form: CareForm
    instrument: Instrument
    unit: NormUnit
    amount: Large
    starts_on: date
    ends_on: date
    level: Level = Level.LOCAL
    spent: Large | None = None
    spent_on: date | None = None
    notice_on: date | None = None
    analysis_on: date | None = None
    conclusion: Conclusion | None = None
    plan_on: date | None = None
    remark: str = ""
    announced_on: date | None = None
    views_on: date | None = None
    decided_on: date | None = None
    monitoring_on: date | None = None
    analysis_with: Text200 = ""
    height_why: str = ""
    dossier: Text80 = ""

    def __post_init__(self) -> None:
        if self.unit not in self.instrument.units:
            raise RuleError("norm-unit-wrong", instrument=self.instrument, unit=self.unit)
        if self.amount <= 0:
            raise RuleError("norm-amount-not-positive")
        if self.ends_on < self.starts_on:
            raise RuleError("norm-period-reversed", start=self.starts_on, end=self.ends_on)
        if self.spent is not None and self.spent < 0:
            raise RuleError("norm-spent-negative")
        if (self.analysis_on is None) != (self.conclusion is None):
            raise RuleError("norm-analysis-half")

    def holds_on(self, day: date) -> bool:
        """Say whether the day lies in the period; first and last day count."""
        return self.starts_on <= day <= self.ends_on

    @property
    def percentage(self) -> Decimal | None:
        """What was used in per cent of the amount, to one decimal; None when not known."""
        if self.spent is None:
            return None
        return (Decimal(self.spent) * 100 / self.amount).quantize(Decimal("0.1"), ROUND_HALF_UP)


def threshold_reached(norm: Norm, threshold: Decimal = NOTICE_THRESHOLD) -> bool:
    """Say whether the share used has reached the threshold (in per cent; 70.0 itself counts).

    Judged on the unrounded share, so that 69.96 % is not yet 70 %. A norm of intensity or
    opening is not used up, so it has no threshold.
    """
    if norm.spent is None or norm.instrument is Instrument.INTENSITEIT_DUUR:
        return False
    return norm.spent * 100 >= threshold * norm.amount


def notice_due(norm: Norm, threshold: Decimal = NOTICE_THRESHOLD) -> bool:
    """Say whether the notice must still be given: threshold reached and no notice recorded."""
    return norm.notice_on is None and threshold_reached(norm, threshold)


def norm_state(norm: Norm, threshold: Decimal = NOTICE_THRESHOLD) -> NormState:
    """Return where the line stands; the most pressing state wins.

    «Als de conclusie van het analysegesprek is dat overschrijding [...] waarschijnlijk is, wordt
    een toeleidingsstop opgelegd» ([002] bijlage 1): a likely overrun is enough, an overrun that
    happened is not needed.
    """
    likely = norm.conclusion is Conclusion.OVERRUN_LIKELY
    if likely and norm.instrument.may_lead_to_stop:
        return NormState.STOP_INDICATED
    if norm.spent is not None and norm.spent > norm.amount:
        return NormState.EXCEEDED
    if norm.analysis_on is not None:
        return NormState.ANALYSED
    if norm.notice_on is not None:
        return NormState.NOTIFIED
    return NormState.NOTICE_DUE if notice_due(norm, threshold) else NormState.WITHIN


def plan_due(norm: Norm) -> bool:
    """Say whether the plan van aanpak is still to come ([002] bijlage 1, bestedingsruimte)."""
    return (
        norm.instrument.needs_plan
        and norm.conclusion is Conclusion.OVERRUN_LIKELY
        and norm.plan_on is None
    )


_ANNOUNCE_MONTHS = 6
_DECIDE_MONTHS = 3
_PLAN_MONTHS = 2
_CONSULT = timedelta(weeks=2)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to have done by a day; worded by its code with the value `due`."""

    code: str
    due: date


def preparation_reminders(norm: Norm) -> tuple[Reminder, ...]:
    """Return the latest days to announce the norm, decide on it and have its plan ready.

    What was done by now, or stands in the dossier, is no longer reminded of.
    """
    if norm.dossier:
        return ()  # «staat in het dossier, kenmerk …» is an answer
    steps = (
        ("reminder-announce", _ANNOUNCE_MONTHS, norm.announced_on),
        ("reminder-decide", _DECIDE_MONTHS, norm.decided_on),
        ("reminder-plan", _PLAN_MONTHS, norm.monitoring_on),
    )
    return tuple(
        Reminder(code, add_months(norm.starts_on, -months))
        for code, months, done in steps
        if done is None
    )


def notice_reminders(norm: Norm, *, decided: bool = False) -> tuple[Reminder, ...]:
    """Return what must follow a notice: consult within two weeks, decide two weeks after that.

    `decided` says that a stop was imposed or dismissed. Empty before the notice and when all was
    done.
    """
    if norm.notice_on is None or decided:
        return ()
    if norm.analysis_on is None:
        return (Reminder("reminder-consult", norm.notice_on + _CONSULT),)
    return (Reminder("reminder-conclude", norm.analysis_on + _CONSULT),)
