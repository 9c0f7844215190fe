"""A quarterly sheet in numbers, beside one counted by hand (issue 18, Quarterly sheet)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casustafel.domain.outcomes import Adjustment, AdjustmentKind, OutcomeKind
from casustafel.domain.sheets import Dated, Words, advised_hours, parts


@dataclass(frozen=True)
class Case:
    choice: str = "toegekend"
    kind: OutcomeKind = OutcomeKind.GRANTED
    hours_per_week: Decimal | None = Decimal(4)
    reasons: tuple[str, ...] = ("TK4",)
    adjustments: tuple[Adjustment, ...] = ()
    care_form: str = "vdb"
    received: date = date(2026, 7, 1)


WORDS = Words(
    {"toegekend": "toegekend", "aangepast": "met aanpassing"},
    {"vdb": "VDB"},
    {"intensiteit": "Intensiteit"},
    {"TK4": "Geen alternatief"},
)


def adjusted(to: str) -> Case:
    change = Adjustment(kind=AdjustmentKind.INTENSITY, asked="4 uur per week", advised=to)
    return Case("aangepast", OutcomeKind.GRANTED_ADJUSTED, adjustments=(change,))


def test_that_a_sheet_counts_this_quarter_beside_the_one_before() -> None:
    now = [
        Dated(Case(), date(2026, 7, 11)),
        Dated(adjusted("2,5 uur per week"), date(2026, 7, 21)),
        Dated(Case(hours_per_week=None), date(2026, 7, 31)),
    ]
    found = parts(now, [Dated(Case(), date(2026, 5, 1))], WORDS)
    assert [(one.title, one.lines) for one in found[:4]] == [
        ("Uitkomsten", (("toegekend", "2", "1"), ("met aanpassing", "1", "0"))),
        ("Zorgvormen", (("VDB", "3", "1"),)),
        ("Uren per week", (("Gevraagd", "8", "4"), ("Geadviseerd", "6,5", "4"))),
        ("Aanpassingen", (("Intensiteit", "1", "0"),)),
    ]
    assert found[4].lines == (("Geen alternatief", "3", "1"),)
    assert found[5].lines == (("Dagen tot de uitkomst (mediaan)", "20", "-61"),)
    assert parts([], [], WORDS) == ()


def test_that_a_sheet_without_reasons_tells_no_reason_and_no_lead_time() -> None:
    """domain.md §9, Telling: a provider gets no reasons."""
    bare = Words(WORDS.outcomes, WORDS.forms, WORDS.adjustments, {})
    titles = [one.title for one in parts([Dated(Case(), date(2026, 7, 11))], [], bare)]
    assert titles == ["Uitkomsten", "Zorgvormen", "Uren per week"]


def test_that_hours_advised_follow_the_adjustment_and_a_no_gives_none() -> None:
    assert advised_hours(adjusted("3 uur per week")) == Decimal(3)
    assert advised_hours(adjusted("minder")) == Decimal(4)
    assert advised_hours(Case(kind=OutcomeKind.REFUSED)) == Decimal(0)
