"""Facts for every kind of paper: all that its lines may ask, filled in."""

from casustafel.domain.papers import Facts, Table, kinds
from casustafel.domain.papers import asked as asked_by

#: Sets of flags that show each kind in another way.
WAYS: dict[str, tuple[str, ...]] = {
    "granted": ("grants", "gives", "stop", "youth"),
    "adjusted": ("grants", "gives", "adjusted", "youth", "consent"),
    "no": ("no", "away", "stop", "youth", "medical"),
    "elsewhere": ("elsewhere", "away", "before", "lessened"),
    "provisional": ("grants", "gives", "provisional"),
    "urgent": ("grants", "gives", "urgent"),
    "changed": ("changed",),
    "held": ("held", "ordered"),
}
_CELL = "Waarde <&> Ş ij €"


def facts(code: str, *flags: str, cases: int = 1, text: str = "") -> Facts:
    """Return facts for a kind of paper; each value is its own name, or the text that is given."""
    names = asked_by(kinds()[code]) | {"municipality", "classification", "sender", "phone"}
    values = {name: text or f"‹{name}›" for name in names}
    table = Table(("Eerste", "Tweede"), ((_CELL, text or "twee"),) * 3, (1, 1))
    one = Facts(values, frozenset(flags), dict.fromkeys(names, table))
    return Facts(
        values,
        frozenset(flags),
        dict.fromkeys(names, table),
        dict.fromkeys(names & {"questions"}, ("Wat zijn de doelen?", "Waarom deze aanbieder?")),
        {"cases": (one,) * cases} if "cases" in names else {},
    )
