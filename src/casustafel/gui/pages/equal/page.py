"""Vergelijkbare casussen: what like cases asked and got, those that depart marked."""

from collections.abc import Callable
from typing import Any

from casustafel.domain import terms
from casustafel.domain.asked import amount_asked, period_asked
from casustafel.domain.committees import Committee
from casustafel.domain.equal_treatment import Likeness
from casustafel.domain.local_time import local_day
from casustafel.domain.outcomes import AdjustmentKind
from casustafel.gui.lists import Act, ChipOf, ListPage, MenuOf, SearchOf, each_word
from casustafel.gui.page import Context
from casustafel.gui.pages.outcome_words import adjustment_words, advised_of
from casustafel.gui.tables import Column
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.words import count_of, number, tr
from casustafel.services.learning import equal
from casustafel.services.learning.equal import EqualDesk, EqualLine

_SHOWN_APART = {AdjustmentKind.INTENSITY: amount_asked, AdjustmentKind.DURATION: period_asked}


def group_words(group: Likeness) -> str:
    """Return what cases of a group share: form of care, begins or goes on, ages, triggers."""
    if (ages := group.ages) is None:
        years = tr("leeftijd onbekend")
    elif ages[1] is None:
        years = tr("vanaf {n} jaar").format(n=ages[0])
    else:
        years = tr("{a} t/m {b} jaar").format(a=ages[0], b=ages[1])
    return " · ".join(
        (
            terms.CARE_FORM.get(group.care_form, group.care_form),
            tr("nieuw") if group.begins else tr("lopend"),
            years,
            *(terms.TRIGGER.get(one, one) for one in sorted(group.triggers)),
        )
    )


class EqualPage(ListPage[EqualLine, EqualDesk]):
    """A list of decided cases by group. An argument is a case with its table, as "cpv:id"."""

    about = frozenset({"case", "meeting", "import"})

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Vergelijkbare casussen"))
        self._committee: Committee | None = None
        self._of = self._case = self._switched_on = ""
        words = tr("Alle groepen")
        self.back = button(tr("Terug"), self.frame.back, keys="Esc")
        self.add_button(self.back)
        groups: MenuOf[EqualLine] = MenuOf(
            "group", tr("Groep"), words, lambda row: (row.group.key, group_words(row.group))
        )
        chips: tuple[ChipOf[EqualLine], ...] = (
            ChipOf("", tr("Alle"), lambda _row: True),
            ChipOf("departs", tr("Wijkt af"), lambda row: bool(row.other), usual=False),
        )
        self.show_list(
            "equal",
            self._columns(),
            lambda row: row.row.case_id,
            chips=chips,
            menus=(groups,),
            search=SearchOf(tr("Nummer of aanbieder"), each_word(_words)),
            acts=(
                Act(
                    tr("Casus openen"),
                    lambda row: self.frame.open("case", row.row.case_id),
                    opens=True,
                    button=False,
                ),
            ),
        )

    def open(self, argument: str) -> None:
        self._of, _, self._case = argument.rpartition(":")
        self._switched_on = self.context.committee
        if self._case:
            self.pane.choose("")

    def reading(self) -> Callable[[Any], EqualDesk]:
        if self._switched_on != self.context.committee:
            self.open("")
        committee, case_id = self._of or self.context.committee, self._case
        return lambda reader: equal.desk(reader, committee, case_id)

    def show_answer(self, answer: EqualDesk) -> None:
        self._committee = answer.committee
        self.back.setVisible(bool(self._case))
        at = next((row for row in answer.lines if row.row.case_id == self._case), None)
        if at is not None:
            self.pane.choose("", group=at.group.key)
            self.pane.select(self._case)
        self.pane.show_rows(answer.lines)
        words = count_of(len(answer.lines), tr("1 casus"), tr("{n} casussen"))
        if len(answer.lines) >= answer.most:
            words = tr("de laatste {n} casussen").format(n=number(answer.most))
        self.set_title(tr("Vergelijkbare casussen"), f"{answer.committee.short_name} · {words}")

    def _columns(self) -> list[Column[EqualLine]]:
        """Return what is compared: reason, hours and duration asked and advised, adjustments."""
        intensity, duration = AdjustmentKind.INTENSITY, AdjustmentKind.DURATION
        return [
            Column("number", tr("Casus"), 124, lambda row: row.row.number, bold=self._is_asked),
            Column("choice", tr("Uitkomst"), 170, self._choice, tone=_tone, tip=_departs),
            Column("departs", tr("Anders dan"), 96, _departs),
            Column("reasons", tr("Argumentatie"), 200, self._reasons, tip=self._reasons),
            Column("amount", tr("Gevraagd"), 124, lambda row: amount_asked(row.row)),
            Column("advised", tr("Geadviseerd"), 124, lambda row: _advised(row, intensity)),
            Column("period", tr("Duur gevraagd"), 110, lambda row: period_asked(row.row)),
            Column("for", tr("Duur geadviseerd"), 122, lambda row: _advised(row, duration)),
            Column("adjusted", tr("Andere aanpassingen"), 170, _adjusted, tip=_adjusted),
            Column("provider", tr("Aanbieder"), 150, lambda row: row.row.provider),
            Column("day", tr("Dag"), 92, _day),
            Column("group", tr("Groep"), 260, lambda row: group_words(row.group)),
        ]

    def _is_asked(self, row: EqualLine) -> bool:
        return row.row.case_id == self._case

    def _choice(self, row: EqualLine) -> str:
        if self._committee is None or not row.row.choice:
            return tr("nog geen uitkomst")
        return self._committee.outcome(row.row.choice).label

    def _reasons(self, row: EqualLine) -> str:
        known = self._committee.reasons if self._committee is not None else ()
        labels = {one.code: one.label for one in known}
        return ", ".join(labels.get(code, code) for code in row.row.reasons or ())


def _words(row: EqualLine) -> str:
    return f"{row.row.number} {row.row.provider or ''}"


def _advised(row: EqualLine, kind: AdjustmentKind) -> str:
    return advised_of(row.row, kind, _SHOWN_APART[kind](row.row))


def _adjusted(row: EqualLine) -> str:
    rest = (one for one in row.row.adjustments or () if one.kind not in _SHOWN_APART)
    return "; ".join(map(adjustment_words, rest))


def _day(row: EqualLine) -> Any:
    return local_day(row.row.decided_at) if row.row.decided_at else None


def _departs(row: EqualLine) -> str:
    return tr("{n} van {of}").format(n=row.other, of=row.like) if row.other else ""


def _tone(row: EqualLine) -> Tone | None:
    return Tone.WARN if row.other else None
