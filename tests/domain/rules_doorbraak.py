"""Rules on the doors to the Doorbraakteam."""

from rules_basis import DOORBRAAK, EMPTY, NOT_NEEDED, OUT, UNKNOWN, Section, row

from casustafel.domain.norms import Law
from casustafel.domain.routing_facts import DoorbraakFacts, Entry, RouteSettings, RoutingFacts


def _line(law: Law | None = Law.JEUGD, **facts: object) -> RoutingFacts:
    return RoutingFacts(law=law, doorbraak=DoorbraakFacts(**facts))  # type: ignore[arg-type]


HOUSEHOLD: dict[str, object] = {
    "schemes": 5,
    "money_worries": True,
    "laws": frozenset({"jeugd", "participatiewet"}),
    "legal_ground": True,
}
TOP = "route-doorbraak-top"
NO_RANK, FEW = "route-doorbraak-no-rank", "route-doorbraak-few-schemes"
SCHEMES = "route-doorbraak-schemes"

BREAKTHROUGH = Section(
    "Doorbraakteam",
    "Three doors: the top 50 jeugd outside verblijf, the top 25 Wmo, and households with five or "
    "more schemes, money worries and two laws, of which the legal ground is recorded. A signal of "
    "a professional is a fourth (inferred). One open door is enough; all are counted.",
    [
        row(
            "place 50 of jeugd outside verblijf is in",
            _line(rank=50, residential=False),
            EMPTY,
            DOORBRAAK,
            (TOP,),
            "[002] 2.D1",
            entries={Entry.TOP_JEUGD},
        ),
        row(
            "place 51 of jeugd is not needed",
            _line(rank=51, residential=False),
            EMPTY,
            NOT_NEEDED,
            ("route-doorbraak-below-top", FEW),
            "[002] 2.D1",
        ),
        row(
            "place 51 of jeugd is in where it came from the reserve",
            _line(rank=51, residential=False, refilled=True),
            EMPTY,
            DOORBRAAK,
            ("route-doorbraak-refilled",),
            "inferred",
            entries={Entry.TOP_JEUGD},
        ),
        row(
            "place 25 of Wmo is in, whatever is known of verblijf",
            _line(Law.WMO, rank=25),
            EMPTY,
            DOORBRAAK,
            (TOP,),
            "[002] 2.D1",
            entries={Entry.TOP_WMO},
        ),
        row(
            "place 26 of Wmo is not needed",
            _line(Law.WMO, rank=26),
            EMPTY,
            NOT_NEEDED,
            ("route-doorbraak-below-top", FEW),
            "[002] 2.D1",
        ),
        row(
            "jeugd with verblijf is out of scope",
            _line(rank=3, residential=True),
            EMPTY,
            OUT,
            ("route-doorbraak-residential", FEW),
            "[002] 2.D1",
        ),
        row(
            "(post-)verblijf is flagged and judged in the pre-scan",
            _line(rank=3, residential=False, after_residential=True),
            EMPTY,
            DOORBRAAK,
            (TOP, "route-doorbraak-after-residential"),
            "[002] 2.D1",
            entries={Entry.TOP_JEUGD},
        ),
        row(
            "jeugd of which verblijf is unknown cannot be routed yet",
            _line(rank=3),
            EMPTY,
            UNKNOWN,
            ("route-missing-residential", FEW),
            "[002] 2.D1",
        ),
        row(
            "a rank without a law cannot be routed yet",
            _line(None, rank=3, residential=False),
            EMPTY,
            UNKNOWN,
            ("route-missing-law", FEW),
            "[002] 2.D1",
        ),
        row(
            "five schemes, money worries and two laws with the ground recorded are in",
            _line(**HOUSEHOLD),
            EMPTY,
            DOORBRAAK,
            (SCHEMES,),
            "[002] 2.D1",
            entries={Entry.SCHEMES},
        ),
        row(
            "four schemes are not enough",
            _line(**{**HOUSEHOLD, "schemes": 4}),
            EMPTY,
            NOT_NEEDED,
            (NO_RANK, FEW),
            "[002] 2.D1",
        ),
        row(
            "without money worries the third door is shut",
            _line(**{**HOUSEHOLD, "money_worries": False}),
            EMPTY,
            NOT_NEEDED,
            (NO_RANK, "route-doorbraak-no-money-worries"),
            "[002] 2.D1",
        ),
        row(
            "one law is not enough",
            _line(**{**HOUSEHOLD, "laws": frozenset({"wmo"})}),
            EMPTY,
            NOT_NEEDED,
            (NO_RANK, "route-doorbraak-few-laws"),
            "[002] 2.D1",
        ),
        row(
            "unknown money worries must be asked",
            _line(**{**HOUSEHOLD, "money_worries": None}),
            EMPTY,
            UNKNOWN,
            ("route-missing-money-worries", NO_RANK),
            "[002] 2.D1",
        ),
        row(
            "unknown laws must be asked",
            _line(**{**HOUSEHOLD, "laws": frozenset()}),
            EMPTY,
            UNKNOWN,
            ("route-missing-laws", NO_RANK),
            "[002] 2.D1",
        ),
        row(
            "without a recorded legal ground the third door stays shut",
            _line(**{**HOUSEHOLD, "legal_ground": False}),
            EMPTY,
            UNKNOWN,
            ("route-missing-legal-ground", NO_RANK),
            "inferred",
        ),
        row(
            "a place in the top needs no legal ground",
            _line(**{**HOUSEHOLD, "legal_ground": False, "rank": 8, "residential": False}),
            EMPTY,
            DOORBRAAK,
            (TOP,),
            "[002] 2.D1",
            entries={Entry.TOP_JEUGD},
        ),
        row(
            "both doors are counted",
            _line(**HOUSEHOLD, rank=8, residential=False),
            EMPTY,
            DOORBRAAK,
            (TOP, SCHEMES),
            "[002] 2.D1",
            entries={Entry.TOP_JEUGD, Entry.SCHEMES},
        ),
        row(
            "jeugd with verblijf may come in by its household",
            _line(**HOUSEHOLD, rank=8, residential=True),
            EMPTY,
            DOORBRAAK,
            (SCHEMES,),
            "[002] 2.D1",
            entries={Entry.SCHEMES},
        ),
        row(
            "a signal of a professional is a door",
            _line(signal=True),
            EMPTY,
            DOORBRAAK,
            ("route-doorbraak-signal",),
            "inferred",
            entries={Entry.SIGNAL},
        ),
        row(
            "a municipality may leave signals out",
            _line(signal=True),
            EMPTY,
            NOT_NEEDED,
            (NO_RANK, FEW),
            "[002] 2.D1",
            settings=RouteSettings(signal_counts=False),
        ),
        row(
            "the length of the list is a setting",
            _line(rank=51, residential=False),
            EMPTY,
            DOORBRAAK,
            (TOP,),
            "[002] 2.D1",
            entries={Entry.TOP_JEUGD},
            settings=RouteSettings(top_jeugd=60),
        ),
    ],
)
