"""Forms of the register that need more than their words: a norm, an amount, a stop, a share."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from casustafel.domain import terms
from casustafel.domain.norms import CareForm, Instrument, Level, Norm, NormUnit
from casustafel.domain.registers import Provider
from casustafel.domain.stops import StopKind
from casustafel.domain.wording.catalogue import label
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.dialogs.form import choice, line, tick
from casustafel.gui.pages.register.lines import care_forms, instruments, parse_amount, typed_amount
from casustafel.gui.words import tr


def _provider(providers: Sequence[Provider]) -> dict[str, Any]:
    """Offer the providers; a name that is not known is only added on purpose."""
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

    names = [one.name for one in providers if one.active]
    return {"provider": With(names, fault=fault), "unknown": unknown}


def _amount(value: int | None, unit: NormUnit | None, counted: Callable[[], NormUnit]) -> With:
    """Return what is known of an amount, which is counted in what `counted` says."""

    def fault(text: str) -> str:
        if parse_amount(text, counted()) is not None:
            return ""
        if counted() is NormUnit.CENTS:
            return tr("Vul een bedrag in euro's in, zoals 1.200.000 of 1,2 mln.")
        return tr("Vul een heel getal in.")

    typed = line(typed_amount(value, unit) if unit else "", longest=20)
    return With(control=typed, of=lambda text: parse_amount(text, counted()), fault=fault)


def unit_of(kind: str) -> NormUnit:
    """Return in what a measure is counted, chosen as ``instrument:unit``."""
    return NormUnit(kind.partition(":")[2])


def _kind(key: str) -> tuple[Instrument, NormUnit]:
    return Instrument(key.partition(":")[0]), unit_of(key)


def norm_form(
    parent: QWidget, providers: Sequence[Provider], today: date, norm: Norm | None = None
) -> Form:
    """Ask for a new norm, or for the period, height and level of one that is there.

    Of a new one the provider is given too, and the instrument with its unit.
    """
    if norm is not None:
        unit = norm.unit
        name = next((one.name for one in providers if one.id == norm.provider_id), "")
        about = ", ".join((name, label(norm.care_form, "nl"), label(norm.instrument, "nl")))
        fixed = dict.fromkeys(("provider", "care_form", "instrument"))
        amount = _amount(norm.amount, unit, lambda: unit)
        return Form.of(
            "norm", parent, norm, words={"about": about}, level=Level, amount=amount, **fixed
        )
    kinds = choice(instruments())
    return Form.of(
        "new-norm",
        parent,
        {"starts_on": date(today.year, 1, 1), "ends_on": date(today.year, 12, 31)},
        care_form=With(care_forms(), of=CareForm),
        instrument=With(control=kinds, of=_kind),
        amount=_amount(None, None, lambda: unit_of(kinds.currentData())),
        level=Level,
        **_provider(providers),
    )


def spent_form(parent: QWidget, norm: Norm, today: date, about: str) -> Form:
    """Ask what was used of a norm, up to and including a day."""
    words = {"about": about, "spent": terms.NORM_SPENT[norm.unit]}
    spent = _amount(norm.spent, norm.unit, lambda: norm.unit)
    return Form.of("spent", parent, {"day": today}, words=words, spent=spent)


def stop_form(parent: QWidget, providers: Sequence[Provider], today: date) -> Form:
    """Ask for a stop that was imposed outside the program and holds already."""
    forms = With(care_forms(with_stop=True), of=CareForm)
    provider = _provider(providers)
    return Form.of("stop", parent, {"day": today}, care_form=forms, kind=StopKind, **provider)


def threshold_form(parent: QWidget, share: int) -> Form:
    """Ask for the share at which a notice is due; 70 % is an example of [002] bijlage 1."""

    def fault(text: str) -> str:
        return "" if text.isdecimal() else tr("Vul een getal van 1 tot 100 in.")

    return Form.of("threshold", parent, {"share": str(share)}, share=With(of=int, fault=fault))
