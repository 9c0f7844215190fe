"""Forms of the register: a norm, what was spent, a day, an analysis, a forecast, a stop."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from casustafel.domain import terms
from casustafel.domain.norms import CareForm, Conclusion, Instrument, Level, Norm, NormUnit
from casustafel.domain.registers import Provider
from casustafel.domain.stops import StopKind, Toeleidingsstop
from casustafel.domain.wording.catalogue import label
from casustafel.gui.dates import AHEAD, PAST
from casustafel.gui.dialogs.fields import Field, Form, choice_of
from casustafel.gui.dialogs.form import choice, days, line, lines, proposals, tick
from casustafel.gui.pages.register.lines import care_forms, instruments, parse_amount, typed_amount
from casustafel.gui.words import tr


def _provider(providers: Sequence[Provider]) -> tuple[Field, QCheckBox]:
    """Return a field for a provider; a name that is not known is only added on purpose."""
    known = {one.name.casefold() for one in providers}
    unknown = tick(tr("Deze naam als nieuwe aanbieder toevoegen"))
    unknown.hide()

    def fault(name: str) -> str:
        if not name:
            return tr("Dit veld is nog leeg. Vul het in.")
        if name.casefold() in known or unknown.isChecked():
            return ""
        unknown.show()
        return tr("Deze aanbieder is niet bekend. Kies er een, of vink aan dat u die toevoegt.")

    names = proposals([one.name for one in providers if one.active])
    return Field("provider", tr("&Aanbieder"), names, required=True, fault=fault), unknown


def _amount(key: str, name: str, value: int | None, unit: NormUnit | None, kind: QWidget) -> Field:
    """Return a field for an amount, counted in `unit` or in that of the chosen measure."""

    def counted() -> NormUnit:
        return unit or unit_of(getattr(kind, "currentData", str)())

    def fault(text: str) -> str:
        if parse_amount(text, counted()) is not None:
            return ""
        if counted() is NormUnit.CENTS:
            return tr("Vul een bedrag in euro's in, zoals 1.200.000 of 1,2 mln.")
        return tr("Vul een heel getal in.")

    def of(text: str) -> int | None:
        return parse_amount(text, counted())

    typed = line(typed_amount(value, unit) if unit else "", longest=20)
    return Field(key, name, typed, half=True, required=True, of=of, fault=fault)


def unit_of(kind: str) -> NormUnit:
    """Return in what a measure is counted, chosen as ``instrument:unit``."""
    return NormUnit(kind.partition(":")[2])


def norm_form(
    parent: QWidget, providers: Sequence[Provider], today: date, norm: Norm | None = None
) -> Form:
    """Ask for a new norm, or for the period, height and level of one that is there.

    Of a new one the provider is given too, and the instrument with its unit.
    """
    name, unknown = _provider(providers)
    kinds = choice(instruments())
    form = Field(
        "care_form", tr("&Zorgvorm"), choice(care_forms()), half=True, required=True, of=CareForm
    )
    kind = Field("instrument", tr("&Maatregel"), kinds, half=True, required=True, of=_kind)
    start = norm.starts_on if norm else date(today.year, 1, 1)
    end = norm.ends_on if norm else date(today.year, 12, 31)
    until = days(end)
    unit, level = (norm.unit, norm.level) if norm else (None, None)
    shared = (
        Field("starts_on", tr("&Vanaf"), days(start), half=True, required=True),
        Field("ends_on", tr("&Tot en met"), until, half=True, required=True, after="starts_on"),
        _amount("amount", tr("&Hoogte"), norm.amount if norm else None, unit, kinds),
        Field("level", tr("&Niveau"), choice_of(Level, level), half=True, required=True, of=Level),
        Field("remark", tr("&Opmerking"), lines(norm.remark if norm else "")),
    )
    if norm is None:
        title, verb = tr("Nieuwe norm"), tr("Toevoegen")
        return Form(parent, title, verb, name, unknown, form, kind, *shared)
    title, verb = tr("Norm wijzigen"), tr("Opslaan")
    return Form(parent, title, verb, *shared, intro=_of_norm(norm, providers))


def _kind(key: str) -> tuple[Instrument, NormUnit]:
    return Instrument(key.partition(":")[0]), unit_of(key)


def _of_norm(norm: Norm, providers: Sequence[Provider]) -> str:
    name = next((one.name for one in providers if one.id == norm.provider_id), "")
    return ", ".join((name, label(norm.care_form, "nl"), label(norm.instrument, "nl")))


def spent_form(parent: QWidget, norm: Norm, intro: str, today: date) -> Form:
    """Ask what was used of a norm, up to and including a day."""
    spent = _amount("spent", terms.NORM_SPENT[norm.unit], norm.spent, norm.unit, parent)
    on = Field("day", tr("&Tot en met"), days(today, back=PAST), half=True, required=True)
    return Form(parent, tr("Stand bijwerken"), tr("Opslaan"), spent, on, intro=intro)


def day_form(
    parent: QWidget, title: str, verb: str, name: str, today: date, intro: str, hint: str = ""
) -> Form:
    """Ask for the one day that something happened or begins."""
    day = Field("day", name, days(today), hint, required=True)
    return Form(parent, title, verb, day, intro=intro)


def imposing_form(parent: QWidget, today: date, intro: str) -> Form:
    """Ask from which day a stop holds."""
    hint = tr("De casussen in de wachtrij krijgen daarna opnieuw hun route.")
    title, verb, name = tr("Toeleidingsstop opleggen"), tr("Opleggen"), tr("Geldt &vanaf")
    return day_form(parent, title, verb, name, today, intro, hint)


def analysis_form(parent: QWidget, today: date, intro: str) -> Form:
    """Ask for the analysegesprek: when, and what it concluded ([002] bijlage 1)."""
    hint = tr(
        "Is overschrijding waarschijnlijk, dan volgt een toeleidingsstop als de maatregel die kent."
    )
    title, verb = tr("Analysegesprek vastleggen"), tr("Vastleggen")
    on = Field("day", tr("&Gevoerd op"), days(today, back=PAST), half=True, required=True)
    found = choice_of(Conclusion, first=tr("Kies een conclusie"))
    said = Field("conclusion", tr("&Conclusie"), found, hint, required=True, of=Conclusion)
    return Form(parent, title, verb, on, said, intro=intro)


def dossier_form(parent: QWidget, norm: Norm, intro: str) -> Form:
    """Ask for what was done for a norm, with its days; nothing of it is required."""
    who = tr("Functies, geen namen, zoals contractmanager, beleidsadviseur, aanbieder.")
    rest = tr("Staat de rest in het dossier? Het kenmerk is dan genoeg.")
    named = (
        ("announced_on", tr("&Aangekondigd op"), norm.announced_on),
        ("views_on", tr("&Zienswijze ontvangen op"), norm.views_on),
        ("decided_on", tr("&Hoogte bepaald op"), norm.decided_on),
        ("monitoring_on", tr("&Plan monitoring en gevolgen klaar op"), norm.monitoring_on),
    )
    return Form(
        parent,
        tr("Dossier bijwerken"),
        tr("Vastleggen"),
        *(Field(key, name, days(on, back=PAST), half=True) for key, name, on in named),
        Field("analysis_with", tr("&Bij het analysegesprek"), line(norm.analysis_with), who),
        Field("height_why", tr("&Waarom deze hoogte?"), lines(norm.height_why)),
        Field("dossier", tr("&Kenmerk van het dossier"), line(norm.dossier, longest=80), rest),
        intro=intro,
    )


def forecast_form(parent: QWidget, stop: Toeleidingsstop, today: date) -> Form:
    """Ask for the forecast for the four months after lifting ([002] bijlage 1)."""
    intro = tr(
        "Opheffen kan als er binnen vier maanden geen nieuwe toeleidingsstop wordt verwacht. De "
        "stop blijft gelden tot u die opheft."
    )
    on = days(today, back=PAST)
    expected = days(stop.forecast_next_stop, back=AHEAD)
    hint = tr("Leeg: er wordt geen nieuwe stop verwacht.")
    return Form(
        parent,
        tr("Verwachting vastleggen"),
        tr("Vastleggen"),
        Field("day", tr("Verwachting &van"), on, half=True, required=True),
        Field("next", tr("&Nieuwe stop verwacht op"), expected, hint, half=True),
        intro=intro,
    )


def stop_form(parent: QWidget, providers: Sequence[Provider], today: date) -> Form:
    """Ask for a stop that was imposed outside the program and holds already."""
    intro = tr(
        "Voor een toeleidingsstop die al is opgelegd. Een nieuwe stop legt u op vanuit de norm, na "
        "het analysegesprek."
    )
    forms, kinds = choice(care_forms(with_stop=True)), choice_of(StopKind)
    return Form(
        parent,
        tr("Lopende stop vastleggen"),
        tr("Vastleggen"),
        *_provider(providers),
        Field("care_form", tr("&Zorgvorm"), forms, half=True, required=True, of=CareForm),
        Field("kind", tr("&Vanwege"), kinds, half=True, required=True, of=StopKind),
        Field("day", tr("Geldt vana&f"), days(today), half=True, required=True),
        Field("remark", tr("&Opmerking"), lines()),
        intro=intro,
    )


def stop_days_form(parent: QWidget, stop: Toeleidingsstop, intro: str) -> Form:
    """Ask for the days of a stop that were written down wrongly."""
    start, end = days(stop.starts_on), days(stop.ends_on)
    since = Field("from", tr("Geldt &vanaf"), start, half=True, required=True)
    hint, name = tr("De eerste dag waarop de stop niet meer geldt."), tr("&Opgeheven per")
    until = Field("until", name, end, hint, half=True, required=True, after="from")
    title, verb = tr("Datums herstellen"), tr("Herstellen")
    return Form(parent, title, verb, since, until if stop.ends_on else None, intro=intro)


def threshold_form(parent: QWidget, share: int) -> Form:
    """Ask for the share at which a notice is due; 70 % is an example of [002] bijlage 1."""
    hint = tr("Vanaf dit deel van de norm vraagt het programma om een melding.")

    def fault(text: str) -> str:
        return "" if text.isdecimal() else tr("Vul een getal van 1 tot 100 in.")

    value, name = line(str(share), longest=3), tr("&Grens in procenten")
    asked = Field("share", name, value, hint, required=True, of=int, fault=fault)
    return Form(parent, tr("Grens van de melding"), tr("Opslaan"), asked)
