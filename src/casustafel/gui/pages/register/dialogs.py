"""Forms of the register: a norm, what was spent, a day, an analysis, a forecast, a stop."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypeVar

from PySide6.QtWidgets import QWidget

from casustafel.domain.ids import new_id
from casustafel.domain.norms import CareForm, Conclusion, Instrument, Level, Norm, NormUnit
from casustafel.domain.registers import Provider
from casustafel.domain.stops import StopKind, Toeleidingsstop
from casustafel.domain.wording.catalogue import label
from casustafel.gui.dates import AHEAD, PAST
from casustafel.gui.dialogs.form import FormDialog, choice, days, line, lines, proposals, tick
from casustafel.gui.pages.register.lines import care_forms, instruments, parse_amount, typed_amount
from casustafel.gui.words import tr

G = TypeVar("G")

#: Beside which field an error of the services is shown.
PLACES = {
    "norm-amount-not-positive": "amount",
    "norm-period-reversed": "until",
    "norm-exists": "kind",
    "norm-spent-in-future": "day",
    "norm-spent-older": "day",
    "norm-analysis-before-notice": "day",
    "norm-threshold-range": "share",
    "stop-exists": "form",
    "stop-period-reversed": "until",
    "stop-end-and-state-differ": "until",
    "stop-lift-too-early": "day",
    "stop-needs-conclusion": "day",
}


class RegisterForm(FormDialog[G]):
    """A form of the register; what is refused stands beside its field."""

    places = PLACES


class ProviderForm(RegisterForm[G]):
    """A form with a field for a provider; a name that is not known is only added on purpose."""

    def _add_provider(self, providers: Sequence[Provider], chosen: str = "") -> None:
        self._names = {one.name.casefold() for one in providers}
        names = [one.name for one in providers if one.active]
        self.add("provider", tr("&Aanbieder"), proposals(names, chosen), required=True)
        self._unknown = tick(tr("Deze naam als nieuwe aanbieder toevoegen"))
        self._unknown.hide()
        self.add_wide(self._unknown)

    def _known_provider(self) -> bool:
        if self.text("provider").casefold() in self._names or self._unknown.isChecked():
            return True
        self._unknown.show()
        self.fields["provider"].show_error(
            tr("Deze aanbieder is niet bekend. Kies er een, of vink aan dat u die toevoegt.")
        )
        return False


class NormGiven(NamedTuple):
    """A norm, and the name of its provider, empty where that stays as it is."""

    norm: Norm
    provider: str


class NormDialog(ProviderForm[NormGiven]):
    """A new norm, or `norm` to change; then provider, form and instrument stay as they are."""

    def __init__(
        self,
        providers: Sequence[Provider],
        today: date,
        norm: Norm | None = None,
        parent: QWidget | None = None,
    ) -> None:
        new = norm is None
        intro = "" if norm is None else _of_norm(norm, providers)
        title = tr("Nieuwe norm") if new else tr("Norm wijzigen")
        super().__init__(title, tr("Toevoegen") if new else tr("Opslaan"), parent, intro)
        self._norm = norm
        if new:
            self._add_provider(providers)
            self.add("form", tr("&Zorgvorm"), choice(care_forms()), half=True, required=True)
            self.add("kind", tr("&Maatregel"), choice(instruments()), half=True, required=True)
        year = today.year
        start = norm.starts_on if norm else date(year, 1, 1)
        end = norm.ends_on if norm else date(year, 12, 31)
        self.add("from", tr("&Vanaf"), days(start), half=True, required=True)
        self.add("until", tr("&Tot en met"), days(end), half=True, required=True)
        self.follow("until", "from")
        amount = typed_amount(norm.amount, norm.unit) if norm else ""
        self.add("amount", tr("&Hoogte"), line(amount, longest=20), half=True, required=True)
        levels = [(one.value, label(one, "nl")) for one in Level]
        level = norm.level.value if norm else ""
        self.add("level", tr("&Niveau"), choice(levels, level), half=True, required=True)
        self.add("remark", tr("&Opmerking"), lines(norm.remark if norm else ""))

    @property
    def unit(self) -> NormUnit:
        """In what the amount is counted."""
        if self._norm is not None:
            return self._norm.unit
        return NormUnit(self.text("kind").partition(":")[2])

    def check(self) -> bool:
        if self._norm is None and not self._known_provider():
            return False
        if parse_amount(self.text("amount"), self.unit) is None:
            self.fields["amount"].show_error(_amount_hint(self.unit))
            return False
        start, end = self.day("from"), self.day("until")
        if start is None or end is None or end < start:
            self.fields["until"].show_error(tr("De laatste dag ligt voor de eerste."))
            return False
        return True

    @property
    def given(self) -> NormGiven:
        provider = "" if self._norm is not None else self.text("provider")
        return NormGiven(self._filled(), provider)

    def _filled(self) -> Norm:
        start, end = self.sure_day("from"), self.sure_day("until")
        amount = parse_amount(self.text("amount"), self.unit) or 0
        level, remark = Level(self.text("level")), self.text("remark")
        if self._norm is not None:
            return replace(
                self._norm, starts_on=start, ends_on=end, amount=amount, level=level, remark=remark
            )
        return Norm(
            id=new_id(),
            provider_id="",
            care_form=CareForm(self.text("form")),
            instrument=Instrument(self.text("kind").partition(":")[0]),
            unit=self.unit,
            amount=amount,
            starts_on=start,
            ends_on=end,
            level=level,
            remark=remark,
        )


def _of_norm(norm: Norm, providers: Sequence[Provider]) -> str:
    name = next((one.name for one in providers if one.id == norm.provider_id), "")
    return ", ".join((name, label(norm.care_form, "nl"), label(norm.instrument, "nl")))


def _amount_hint(unit: NormUnit) -> str:
    if unit is NormUnit.CENTS:
        return tr("Vul een bedrag in euro's in, zoals 1.200.000 of 1,2 mln.")
    return tr("Vul een heel getal in.")


class SpentGiven(NamedTuple):
    """What was used, in whole units, up to and including a day."""

    spent: int
    on: date


class SpentDialog(RegisterForm[SpentGiven]):
    """What was used of a norm, up to and including a day."""

    def __init__(self, norm: Norm, intro: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(tr("Stand bijwerken"), tr("Opslaan"), parent, intro)
        self._unit = norm.unit
        names = {
            NormUnit.CENTS: tr("&Besteed in euro's"),
            NormUnit.CHILDREN: tr("&Ingestroomde jeugdigen"),
            NormUnit.HOURS_PER_WEEK: tr("&Uren per jeugdige per week"),
            NormUnit.WEEKS: tr("&Weken open per jaar"),
        }
        value = line(typed_amount(norm.spent, norm.unit), longest=20)
        self.add("spent", names[norm.unit], value, half=True, required=True)
        self.add("day", tr("&Tot en met"), days(today, back=PAST), half=True, required=True)

    def check(self) -> bool:
        if self._spent is None:
            self.fields["spent"].show_error(_amount_hint(self._unit))
        return self._spent is not None

    @property
    def _spent(self) -> int | None:
        return parse_amount(self.text("spent"), self._unit)

    @property
    def given(self) -> SpentGiven:
        return SpentGiven(self._spent or 0, self.sure_day("day"))


class DayDialog(RegisterForm[date]):
    """One day that something happened or begins."""

    def __init__(
        self,
        title: str,
        verb: str,
        name: str,
        value: date,
        intro: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, verb, parent, intro)
        self.add("day", name, days(value), hint, required=True)

    @property
    def given(self) -> date:
        return self.sure_day("day")


class AnalysisGiven(NamedTuple):
    """When it was held, and what was concluded."""

    on: date
    conclusion: Conclusion


class AnalysisDialog(RegisterForm[AnalysisGiven]):
    """The analysegesprek: when, and what it concluded ([002] bijlage 1)."""

    def __init__(self, intro: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(tr("Analysegesprek vastleggen"), tr("Vastleggen"), parent, intro)
        self.add("day", tr("&Gevoerd op"), days(today, back=PAST), half=True, required=True)
        options = [("", tr("Kies een conclusie")), *((c.value, label(c, "nl")) for c in Conclusion)]
        self.add(
            "conclusion",
            tr("&Conclusie"),
            choice(options),
            tr(
                "Is overschrijding waarschijnlijk, dan volgt een toeleidingsstop als de maatregel "
                "die kent."
            ),
            required=True,
        )

    @property
    def given(self) -> AnalysisGiven:
        return AnalysisGiven(self.sure_day("day"), Conclusion(self.text("conclusion")))


class ForecastGiven(NamedTuple):
    """From which day it was looked ahead, and when a new stop is expected, if one is."""

    on: date
    expected: date | None


class ForecastDialog(RegisterForm[ForecastGiven]):
    """The forecast for the four months after lifting ([002] bijlage 1)."""

    def __init__(self, stop: Toeleidingsstop, today: date, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Verwachting vastleggen"),
            tr("Vastleggen"),
            parent,
            tr(
                "Opheffen kan als er binnen vier maanden geen nieuwe toeleidingsstop wordt "
                "verwacht. De stop blijft gelden tot u die opheft."
            ),
        )
        self.add("day", tr("Verwachting &van"), days(today, back=PAST), half=True, required=True)
        self.add(
            "next",
            tr("&Nieuwe stop verwacht op"),
            days(stop.forecast_next_stop, back=AHEAD),
            tr("Leeg: er wordt geen nieuwe stop verwacht."),
            half=True,
        )

    @property
    def given(self) -> ForecastGiven:
        return ForecastGiven(self.sure_day("day"), self.day("next"))


class StopGiven(NamedTuple):
    """A stop that holds already."""

    provider: str
    form: CareForm
    kind: StopKind
    on: date
    remark: str


class StopDialog(ProviderForm[StopGiven]):
    """A stop that was imposed outside the program."""

    def __init__(
        self, providers: Sequence[Provider], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Lopende stop vastleggen"),
            tr("Vastleggen"),
            parent,
            tr(
                "Voor een toeleidingsstop die al is opgelegd. Een nieuwe stop legt u op vanuit de "
                "norm, na het analysegesprek."
            ),
        )
        self._add_provider(providers)
        forms = care_forms(with_stop=True)
        self.add("form", tr("&Zorgvorm"), choice(forms), half=True, required=True)
        kinds = [(one.value, label(one, "nl")) for one in StopKind]
        self.add("kind", tr("&Vanwege"), choice(kinds), half=True, required=True)
        self.add("day", tr("Geldt vana&f"), days(today), half=True, required=True)
        self.add("remark", tr("&Opmerking"), lines())

    def check(self) -> bool:
        return self._known_provider()

    @property
    def given(self) -> StopGiven:
        return StopGiven(
            self.text("provider"),
            CareForm(self.text("form")),
            StopKind(self.text("kind")),
            self.sure_day("day"),
            self.text("remark"),
        )


class StopDays(NamedTuple):
    """The first day of a stop, and the first day without it, if there is one."""

    start: date
    end: date | None


class StopDaysDialog(RegisterForm[StopDays]):
    """Mends days of a stop that were written down wrongly."""

    def __init__(self, stop: Toeleidingsstop, intro: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Datums herstellen"), tr("Herstellen"), parent, intro)
        self.add("from", tr("Geldt &vanaf"), days(stop.starts_on), half=True, required=True)
        if stop.ends_on is not None:
            hint = tr("De eerste dag waarop de stop niet meer geldt.")
            self.add(
                "until", tr("&Opgeheven per"), days(stop.ends_on), hint, half=True, required=True
            )
            self.follow("until", "from")

    @property
    def given(self) -> StopDays:
        end = self.day("until") if "until" in self.fields else None
        return StopDays(self.sure_day("from"), end)


class ThresholdDialog(RegisterForm[int]):
    """The share at which a notice is due; 70 % stands in [002] bijlage 1 as an example."""

    def __init__(self, share: int, parent: QWidget | None = None) -> None:
        super().__init__(tr("Grens van de melding"), tr("Opslaan"), parent)
        hint = tr("Vanaf dit deel van de norm vraagt het programma om een melding.")
        value = line(str(share), longest=3)
        self.add("share", tr("&Grens in procenten"), value, hint, required=True)

    def check(self) -> bool:
        if not self.text("share").isdecimal():
            self.fields["share"].show_error(tr("Vul een getal van 1 tot 100 in."))
        return self.text("share").isdecimal()

    @property
    def given(self) -> int:
        return int(self.text("share"))
