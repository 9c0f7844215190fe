"""What is shown of the cases of a frozen list, per tab, and what its lists may be narrowed to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from casustafel.domain import effects, terms
from casustafel.domain.selection import After, Door, Verdict
from casustafel.domain.wording.catalogue import label
from casustafel.gui.lists import ChipOf, MenuOf
from casustafel.gui.tables import Cell, Column
from casustafel.gui.theme import Tone
from casustafel.gui.words import count_of, number, tr
from casustafel.services.selection.desk import Intervention, Listed

R = TypeVar("R")
_TONES = {Verdict.YES: Tone.GOOD, Verdict.DOUBT: Tone.WARN, Verdict.NO: Tone.NEUTRAL}


def _amount(
    key: str, title: str, width: int, of: Callable[[R], Decimal | None], sign: str = ""
) -> Column[R]:
    """Return a column of whole hours or euros."""

    def value(one: R) -> Decimal | None:
        found = of(one)
        return Decimal(round(found)) if found is not None else None

    def show(one: R) -> str:
        found = value(one)
        return f"{sign}{number(int(found))}" if found is not None else ""

    return Column(key, title, width, value, show=show, right=True)


def _euros(cents: int | None) -> Decimal | None:
    return Decimal(cents) / 100 if cents is not None else None


def law(code: str) -> str:
    """Return what a law is called."""
    return terms.LAW.get(code, code)


def _begin() -> list[Column[Listed]]:
    """Return who it is, and what was on the list."""
    return [
        Column("number", tr("Casus"), 110, lambda one: one.case.number, firm=True),
        Column("client", tr("Cliënt"), 66, lambda one: one.client, firm=True),
        Column("law", tr("Wet"), 76, lambda one: law(one.chosen.law)),
        Column("rank", tr("Rang"), 56, lambda one: one.chosen.rank, show=_rank, right=True),
        _amount("hours", tr("Uren/jaar"), 76, lambda one: one.chosen.annual_hours),
        _amount("cost", tr("Kosten/jaar"), 90, lambda one: _euros(one.chosen.annual_cents), "€ "),
    ]


def _rank(one: Listed) -> Cell:
    """Show the place at freezing; who came by another way than the rank says so."""
    place = number(one.chosen.rank) if one.chosen.rank is not None else ""
    if one.chosen.door is Door.TOP:
        return Cell(place, bold=True)
    way = label(one.chosen.door)
    return Cell("2e" if one.chosen.door is Door.SCHEMES else f"{place} +", spoken=f"{place} {way}",
                tooltip=way)  # fmt: skip


def prescan_columns(grounds: Callable[[str], str]) -> list[Column[Listed]]:
    """Return what is judged by; `grounds` words a ground."""

    def why(one: Listed) -> str:
        said = (grounds(one.chosen.why) if one.chosen.why else "", one.chosen.note)
        return "; ".join(part for part in said if part)

    def verdict(one: Listed) -> Cell:
        if one.chosen.verdict is None:
            return Cell(tr("te doen") if one.open else "", Tone.INFO if one.open else None)
        short = {Verdict.YES: tr("Kansrijk"), Verdict.DOUBT: tr("Twijfel"), Verdict.NO: tr("Nee")}
        said = one.chosen.verdict
        return Cell(short[said], _TONES[said], spoken=label(said), tooltip=label(said))

    return [
        *_begin(),
        Column("signs", tr("Let op"), 150, signs, tip=lambda one: one.earlier),
        Column("verdict", tr("Pre-scan"), 84, lambda one: verdict(one).text, show=verdict,
               firm=True),
        Column("provider", tr("Aanbieder"), 104, lambda one: one.provider),
        Column("why", tr("Reden"), 130, why),
    ]  # fmt: skip


def signs(one: Listed) -> str:
    """Return what is seen of a case before it is judged."""
    found = (
        (one.residential, tr("verblijf")),
        (bool(one.schemes), count_of(one.schemes or 0, tr("1 regeling"), tr("{n} regelingen"))),
        (len(one.laws) > 1, tr("{n} wetten").format(n=len(one.laws))),
        (bool(one.worries), tr("geldzorgen")),
        (one.chosen.also_schemes, tr("ook 2e route")),
        (bool(one.earlier), tr("eerder nee")),
    )
    return ", ".join(words for holds, words in found if holds)


def prescan_chips() -> tuple[ChipOf[Listed], ...]:
    """Return what the grid may be narrowed to; what is to be done stands first."""
    return (
        ChipOf("open", tr("Te doen"), lambda one: one.open),
        ChipOf("all", tr("Alle"), lambda one: True),
        ChipOf("yes", tr("Kansrijk"), lambda one: one.chosen.verdict is Verdict.YES),
        ChipOf("doubt", tr("Twijfel"), lambda one: one.chosen.verdict is Verdict.DOUBT),
        ChipOf("no", tr("Nee"), lambda one: one.chosen.verdict is Verdict.NO),
        ChipOf("second", tr("Tweede route"), lambda one: one.chosen.door is Door.SCHEMES),
    )


def laws() -> MenuOf[Listed]:
    """Return the menu of the laws of a list."""
    return MenuOf(
        "law", tr("Wet"), tr("Alle wetten"), lambda one: (one.chosen.law, law(one.chosen.law))
    )


def lists() -> MenuOf[Listed]:
    """Return the menu of the lists that were frozen."""
    return MenuOf(
        "list",
        tr("Periode"),
        tr("Alle perioden"),
        lambda one: (one.chosen.freeze_id, one.period or tr("zonder periode")),
        newest=lambda one: one.chosen.freeze_id,
    )


def moved(one: Listed) -> int | None:
    """Return how many places a case went up (less) or down (more) on the last later list."""
    if one.now is None or one.now.rank is None or one.chosen.rank is None:
        return None
    return one.now.rank - one.chosen.rank


def quarter_columns() -> list[Column[Listed]]:
    """Return where a case stood, and where it stands now."""

    def change(one: Listed) -> str:
        if one.now is None:
            return tr("nog geen latere lijst")
        if one.now.rank is None:
            return tr("niet meer op de lijst")
        if not (steps := moved(one) or 0):
            return tr("zelfde plaats")
        words = tr("{n} omhoog") if steps < 0 else tr("{n} omlaag")
        return words.format(n=number(abs(steps)))

    return [
        *_begin(),
        Column("later", tr("Latere lijst"), 110, lambda one: one.now.period if one.now else None),
        Column("now", tr("Rang nu"), 70, lambda one: one.now.rank if one.now else None, right=True),
        Column("change", tr("Verschil"), 140, change, sort=moved),
        _amount(
            "hours_now", tr("Uren nu"), 76, lambda one: one.now.annual_hours if one.now else None
        ),
    ]


def quarter_chips(newest: Callable[[], str]) -> tuple[ChipOf[Listed], ...]:
    """Return who came in with the last list, who is out of it, and who stands elsewhere."""
    return (
        ChipOf("all", tr("Alle"), lambda one: True),
        ChipOf("in", tr("Nieuw gekomen"), lambda one: one.chosen.freeze_id == newest()),
        ChipOf("out", tr("Niet meer op de lijst"), lambda one: one.out),
        ChipOf("moved", tr("Andere plaats"), lambda one: bool(moved(one))),
    )


def follow_columns(months: tuple[int, ...], today: Callable[[], date]) -> list[Column[Listed]]:
    """Return hours and euros before, and at each moment of the follow-up; the phase is today's."""

    def phase(one: Listed) -> str:
        stands, month = one.phase(today())
        words = terms.PHASE[stands] if stands else ""
        return words if month is None else tr("{phase} {n} mnd").format(phase=words, n=month)

    def at(month: int) -> Column[Listed]:
        def found(one: Listed) -> After | None:
            return next((each for each in one.after if each.months == month), None)

        def hours(one: Listed) -> Decimal | None:
            after = found(one)
            return after.hours if after is not None else None

        whole = _amount(f"after{month}", tr("Na {n} mnd").format(n=month), 96, hours)

        def shown(one: Listed) -> Cell:
            if (after := found(one)) is None or after.hours is None:
                return Cell("")
            now, less = number(round(after.hours)), round(after.hours_less or 0)
            words = tr("{now} uur, {less} minder").format(now=now, less=number(less))
            text = f"{now} ({'-' if less >= 0 else '+'}{number(abs(less))})"
            euros = _euros(after.cents)
            return Cell(text, spoken=words, tooltip=f"€ {number(round(euros))}" if euros else "")

        return replace(whole, show=shown)

    return [
        *_begin()[:4],
        Column("phase", tr("Fase"), 120, phase),
        Column("since", tr("Uitkomst"), 84, lambda one: one.since),
        *_begin()[4:],
        *map(at, months),
    ]


def intervention_columns() -> list[Column[Intervention]]:
    """Return who does what before when, and what changed of the help since."""

    def less(one: Intervention) -> Decimal | None:
        return one.after.hours_less if one.after else None

    def cents(one: Intervention) -> Decimal | None:
        return _euros(one.after.cents_less) if one.after else None

    return [
        Column("number", tr("Casus"), 110, lambda one: one.of.case.number, firm=True),
        Column("law", tr("Wet"), 76, lambda one: law(one.of.chosen.law)),
        Column("outcome", tr("Uitkomst"), 110, lambda one: one.of.outcome),
        Column("text", tr("Interventie"), 220, lambda one: one.action.text, bold=lambda _one: True),
        Column("owner", tr("Eigenaar"), 120, lambda one: one.action.owner),
        Column("due", tr("Uiterlijk"), 84, lambda one: one.action.due_on, firm=True),
        Column("done", tr("Gedaan"), 66, lambda one: tr("ja") if one.action.done_at else tr("nee")),
        Column("moment", tr("Na"), 66, _moment),
        _amount("hours_less", tr("Uren minder"), 90, less),
        _amount("cents_less", tr("Euro minder"), 90, cents, "€ "),
        Column("change", tr("Gevolg"), 110, changed),
    ]


def _moment(one: Intervention) -> str:
    return tr("{n} mnd").format(n=one.after.months) if one.after else ""


def changed(one: Intervention) -> str:
    """Return whether the help of the case of an intervention became less, more, or stayed."""
    if one.after is None:
        return tr("nog geen cijfers")
    less = one.after.hours_less or one.after.cents_less or 0
    return (
        tr("minder hulp") if less > 0 else tr("meer hulp") if less < 0 else tr("geen verandering")
    )


def intervention_chips() -> tuple[ChipOf[Intervention], ...]:
    """Return what the interventions may be narrowed to."""
    return (
        ChipOf("all", tr("Alle"), lambda one: True),
        ChipOf("open", tr("Nog te doen"), lambda one: one.action.done_at is None),
        ChipOf("changed", tr("Veranderd"), lambda one: effects.effect([one.of.after]).changed > 0),
        ChipOf("same", tr("Niet veranderd"), lambda one: effects.effect([one.of.after]).same > 0),
        ChipOf("unknown", tr("Nog geen cijfers"), lambda one: one.after is None),
    )


def effect_words(found: effects.Effect) -> str:
    """Return what changed of some cases: "3 casussen, 520 uur en € 26.000 minder per jaar; …"."""
    words = tr("{cases}: {hours} uur en € {euros} minder per jaar, {same} zonder verandering, "
               "{waiting} nog zonder cijfers")  # fmt: skip
    return words.format(
        cases=count_of(found.cases, tr("1 casus"), tr("{n} casussen")),
        hours=number(round(found.hours_less)),
        euros=number(round(found.cents_less / 100)),
        same=number(found.same),
        waiting=number(found.waiting),
    )


def follow_chips() -> tuple[ChipOf[Listed], ...]:
    """Return what the follow-up may be narrowed to."""
    return (
        ChipOf("all", tr("Met uitkomst"), lambda one: one.since is not None),
        ChipOf("tell", tr("Nog terug te koppelen"), lambda one: one.to_tell),
        ChipOf("due", tr("Cijfers ontbreken"), lambda one: any(x.hours is None for x in one.after)),
    )
