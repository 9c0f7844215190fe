"""A new case by hand: the few things without which it cannot be numbered; the rest on its page."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from casustafel.domain import terms
from casustafel.domain.committees import Committee
from casustafel.gui.dates import AHEAD, PAST
from casustafel.gui.dialogs.fields import Field, Form
from casustafel.gui.dialogs.form import choice, days, line, proposals, tick
from casustafel.gui.words import tr
from casustafel.services.case.case_form import KnownClient, NewCase, split_address

#: Units and frequencies as people say them; the commonest first.
_SIZES = (("04", "2"), ("16", "2"), ("01", "2"), ("04", "4"), ("16", "4"), ("04", "6"), ("04", "1"))


class NewCaseDialog(Form):
    """Asks who it is about and what is asked."""

    bsn_entered = Signal(str)
    """A BSN was typed and left: perhaps the client is known."""

    def __init__(self, committee: Committee, providers: Sequence[str], parent: QWidget) -> None:
        super().__init__(
            parent,
            tr("Nieuwe casus {name}").format(name=committee.short_name),
            tr("Casus maken"),
            *_client(),
            *_request(committee, providers),
            *_size(),
            *_urgency(),
            intro=tr("Alleen wat nodig is. De rest vult u op de pagina van de casus aan."),
            makes=_new_case,
        )
        bsn = self.fields["bsn"].line
        bsn.editingFinished.connect(lambda: self.bsn_entered.emit(bsn.text().strip()))
        for key in ("volume", "starts_on", "ends_on"):
            self.fields[key].line.textChanged.connect(lambda _text: self._show_hours())
        size = self.fields["size"].control
        if isinstance(size, QComboBox):
            size.currentIndexChanged.connect(lambda _at: self._show_hours())

    def _show_hours(self) -> None:
        """Say how many hours per week it comes to, as soon as that can be known."""
        weekly = self.given.weekly
        words = ""
        if weekly is not None:
            words = tr("Dat is {n} uur per week.").format(n=f"{weekly.hours:f}".replace(".", ","))
        self.fields["volume"].describe(tr("&Omvang"), words)

    def show_known(self, found: KnownClient) -> None:
        """Fill in what is known of a client, where nothing was typed, and say of which cases."""
        client = found.client
        name = " ".join(part for part in (client.prefix, client.surname) if part)
        address = " ".join(part for part in (client.postcode, client.house_number) if part)
        for key, text in (("initials", client.initials), ("surname", name), ("address", address)):
            if not self.text(key):
                self.fields[key].line.setText(text)
        if client.birth_date is not None and self.day("birth_date") is None:
            self.fields["birth_date"].line.setText(f"{client.birth_date:%d-%m-%Y}")
        numbers = ", ".join(found.numbers[:3])
        words = tr("Bekende cliënt, zie {numbers}.").format(numbers=numbers)
        self.fields["bsn"].describe(tr("&BSN"), words)


def _client() -> Iterator[Field]:
    reasons = choice([("", "–"), *terms.NO_BSN.items()])
    address = tr("&Postcode en huisnummer")
    yield Field("bsn", tr("&BSN"), line(longest=11), half=True)
    yield Field("no_bsn_reason", tr("Reden &geen BSN"), reasons, half=True)
    yield Field("initials", tr("&Voorletters"), line(longest=40), half=True)
    yield Field("surname", tr("&Achternaam"), line(), required=True, half=True)
    yield Field("birth_date", tr("Geboorte&datum"), days(back=PAST), half=True)
    yield Field("address", address, line(longest=30), half=True, of=split_address)


def _request(committee: Committee, providers: Sequence[str]) -> Iterator[Field]:
    forms = choice([(key, terms.CARE_FORM.get(key, key)) for key in committee.care_forms])
    kinds = choice(list(terms.REQUEST_KIND.items()))
    referrers = choice([("", "–"), *terms.REFERRER_TYPE.items()])
    yield Field("care_form", tr("&Zorgvorm"), forms, required=True, half=True)
    yield Field("request_kind", tr("&Soort aanvraag"), kinds, required=True, half=True)
    yield Field("provider", tr("Aanb&ieder"), proposals(providers))
    yield Field("referrer_type", tr("Ve&rwijzer"), referrers, half=True)
    yield Field("referrer_name", tr("&Naam verwijzer"), line(), half=True)


def _size() -> Iterator[Field]:
    sizes = [
        (f"{unit} {times}", f"{terms.UNIT[unit]} {terms.FREQUENCY[times]}")
        for unit, times in _SIZES
    ]

    def fault(text: str) -> str:
        wrong = text and _decimal(text) is None
        return tr("Dit is geen getal. Schrijf bijvoorbeeld 3,5.") if wrong else ""

    volume = line(longest=8)
    yield Field("volume", tr("&Omvang"), volume, half=True, of=_decimal, fault=fault)
    yield Field("size", tr("&Eenheid"), choice(sizes), required=True, half=True, of=str.split)
    yield Field("starts_on", tr("Ingangsda&tum"), days(), half=True)
    yield Field("ends_on", tr("Eindd&atum"), days(), half=True, after="starts_on")


def _urgency() -> Iterator[Field]:
    urgent = tick(tr("Spoed"))

    def presses(_form: Form) -> bool:
        return urgent.isChecked()

    yield Field("urgent", "", urgent)
    yield Field("urgent_before", tr("&Uiterlijk"), days(back=AHEAD), half=True, when=presses)
    yield Field("urgent_reason", tr("Reden spoed"), line(), half=True, when=presses)


def _new_case(address: tuple[str, str], size: list[str], **given: Any) -> NewCase:
    given |= zip(("postcode", "house_number"), address, strict=True)
    given |= zip(("unit", "frequency"), size, strict=True)
    return NewCase(**given)


def _decimal(text: str) -> Decimal | None:
    """Return a number from 0 to a million; None for nothing and for what is no such number."""
    try:
        value = Decimal(text.replace(",", ".")) if text else None
    except InvalidOperation:
        return None
    fits = value is not None and value.is_finite() and 0 <= value <= 1_000_000
    return value if fits else None
