"""Rules on the norms of VDB, and on several triggers at once."""

from dataclasses import replace
from decimal import Decimal

from rules_basis import (
    CPV,
    EMPTY,
    FROM_REGIETEAM,
    INFLOW_STOP,
    JEUGD,
    JEUGD_STOP,
    NO_EXEMPTION,
    NO_STOP,
    NOT_NEEDED,
    OPEN_50_WEEKS,
    OWN_NORM_20_HOURS,
    T1,
    T2,
    T3,
    T4,
    TWO_STOPS,
    UNKNOWN,
    VDB,
    VDB_STOP,
    Section,
    row,
)

from casustafel.domain.norms import CareForm
from casustafel.domain.routing_facts import RouteSettings

VDB_NORMS = Section(
    "The norms of VDB: 18 hours and 47 weeks",
    "18 hours is per child per week, 47 weeks is the opening of the provider per year. The norm "
    "itself is still within. Both concern VDB only.",
    [
        row(
            f"{hours} hours per week is within the norm",
            replace(VDB, hours_per_week=Decimal(hours)),
            EMPTY,
            NOT_NEEDED,
            (NO_STOP, "route-vdb-within-norm"),
            "[002] 3.B3",
        )
        for hours in ("17.9", "18", "18.0")
    ]
    + [
        row(
            f"{hours} hours per week is above the norm",
            replace(VDB, hours_per_week=Decimal(hours)),
            EMPTY,
            CPV,
            (NO_STOP, "route-hours-above-norm"),
            "[002] 3.B3",
            triggers={T3},
        )
        for hours in ("18.01", "18.1")
    ]
    + [
        row(
            "a provider that is open 47 weeks is within the norm",
            replace(VDB, opening_weeks=47),
            EMPTY,
            NOT_NEEDED,
            (NO_STOP, "route-vdb-within-norm"),
            "[002] 3.B3",
        ),
        row(
            "a provider that is open 48 weeks is above the norm",
            replace(VDB, opening_weeks=48),
            EMPTY,
            CPV,
            (NO_STOP, "route-opening-above-norm"),
            "[002] 3.B3",
            triggers={T4},
        ),
        row(
            "the opening of a provider is found in the register",
            replace(VDB, opening_weeks=None),
            OPEN_50_WEEKS,
            CPV,
            (NO_STOP, "route-opening-above-norm"),
            "[002] 3.B3",
            triggers={T4},
        ),
        row(
            "an opening that nobody recorded is taken to be within the norm, and says so",
            replace(VDB, opening_weeks=None),
            EMPTY,
            NOT_NEEDED,
            (NO_STOP, "route-vdb-within-norm", "route-opening-assumed"),
            "[002] 3.B3",
        ),
        row(
            "a municipality may want the opening before the route",
            replace(VDB, opening_weeks=None),
            EMPTY,
            UNKNOWN,
            (NO_STOP, "route-missing-opening"),
            "[002] 3.B3",
            settings=RouteSettings(opening_within_norm=False),
        ),
        row(
            "a provider's own norm goes before that of the municipality",
            replace(VDB, hours_per_week=Decimal("19.5")),
            OWN_NORM_20_HOURS,
            NOT_NEEDED,
            (NO_STOP, "route-vdb-within-norm"),
            "[002] 3.B3",
        ),
        row(
            "a provider's own norm has the same border",
            replace(VDB, hours_per_week=Decimal("20.1")),
            OWN_NORM_20_HOURS,
            CPV,
            (NO_STOP, "route-hours-above-norm"),
            "[002] 3.B3",
            triggers={T3},
        ),
        row(
            "the norm of hours is not for begeleiding",
            replace(JEUGD, hours_per_week=Decimal(30), opening_weeks=52),
            EMPTY,
            NOT_NEEDED,
            (NO_STOP,),
            "[002] §1.5",
        ),
        row(
            "the norm of hours is not for other forms of dagbehandeling",
            replace(VDB, care_form=CareForm.NDB, hours_per_week=Decimal(30), opening_weeks=52),
            EMPTY,
            NOT_NEEDED,
            (NO_STOP,),
            "[002] §1.5",
        ),
        row(
            "VDB without hours cannot be routed yet",
            replace(VDB, hours_per_week=None),
            EMPTY,
            UNKNOWN,
            (NO_STOP, "route-missing-hours"),
            "[002] 3.B3",
        ),
    ],
)

SEVERAL = Section(
    "Several triggers at once",
    "Triggers are a set: a case may meet more than one, and what is missing does not hold up a "
    "case that must go to the CPV anyway.",
    [
        row(
            "an inflow limit and too many hours are two triggers",
            replace(VDB, hours_per_week=Decimal(20)),
            VDB_STOP,
            CPV,
            (INFLOW_STOP, NO_EXEMPTION, "route-hours-above-norm"),
            "[002] 3.B1",
            triggers={T2, T3},
        ),
        row(
            "too many hours and weeks are two triggers",
            replace(VDB, hours_per_week=Decimal(20), opening_weeks=52),
            EMPTY,
            CPV,
            (NO_STOP, "route-hours-above-norm", "route-opening-above-norm"),
            "[002] 3.B3",
            triggers={T3, T4},
        ),
        row(
            "all four triggers can be met at once",
            replace(VDB, hours_per_week=Decimal(20), opening_weeks=52),
            TWO_STOPS,
            CPV,
            (
                JEUGD_STOP,
                INFLOW_STOP,
                NO_EXEMPTION,
                "route-hours-above-norm",
                "route-opening-above-norm",
            ),
            "[002] 3.B3",
            triggers={T1, T2, T3, T4},
        ),
        row(
            "a Regieteam is exempt from the stops among the triggers",
            replace(VDB, hours_per_week=Decimal(20), opening_weeks=52, **FROM_REGIETEAM),
            TWO_STOPS,
            CPV,
            (
                "route-exempt-regieteam",
                "route-hours-above-norm",
                "route-opening-above-norm",
                "route-exemption-not-for-norm",
            ),
            "[002] 3.B3",
            triggers={T3, T4},
        ),
        row(
            "missing hours do not hold up a case that meets a stop",
            replace(VDB, hours_per_week=None),
            VDB_STOP,
            CPV,
            (INFLOW_STOP, NO_EXEMPTION, "route-missing-hours"),
            "[002] 3.B1",
            triggers={T2},
        ),
    ],
)
