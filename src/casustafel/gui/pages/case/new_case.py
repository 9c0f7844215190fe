"""A new case by hand: the few things without which it cannot be numbered; the rest on its page."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from casustafel.domain import terms
from casustafel.domain.committees import Committee
from casustafel.gui.dates import AHEAD, PAST
from casustafel.gui.dialogs.form import FormDialog, choice, days, line, proposals, tick
from casustafel.gui.words import tr
from casustafel.services.case.new_case import KnownClient, NewCase, split_address

#: Beside which field the refusal of a new case stands.
PLACES = {
    "bsn-elfproef": "bsn",
    "bsn-form": "bsn",
    "case-needs-identity": "birth_date",
    "value-no-postcode": "address",
    "birth-in-future": "birth_date",
    "period-reversed": "ends_on",
}

#: Units and frequencies as people say them; the commonest first.
_SIZES = (("04", "2"), ("16", "2"), ("01", "2"), ("04", "4"), ("16", "4"), ("04", "6"), ("04", "1"))


class NewCaseDialog(FormDialog[NewCase]):
    """Asks who it is about and what is asked."""

    places = PLACES

    bsn_entered = Signal(str)
    """A BSN was typed and left: perhaps the client is known."""

    def __init__(
        self, committee: Committee, providers: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            tr("Nieuwe casus {name}").format(name=committee.short_name),
            tr("Casus maken"),
            parent,
            intro=tr("Alleen wat nodig is. De rest vult u op de pagina van de casus aan."),
        )
        self._add_client()
        self._add_request(committee, providers)
        self._add_size()
        self._add_urgency()

    def _add_client(self) -> None:
        self.add("bsn", tr("&BSN"), line(longest=11), half=True)
        reasons = [("", "–"), *terms.NO_BSN.items()]
        self.add("no_bsn_reason", tr("Reden &geen BSN"), choice(reasons), half=True)
        self.add("initials", tr("&Voorletters"), line(longest=40), half=True)
        self.add("surname", tr("&Achternaam"), line(), required=True, half=True)
        self.add("birth_date", tr("Geboorte&datum"), days(back=PAST), half=True)
        self.add("address", tr("&Postcode en huisnummer"), line(longest=30), half=True)
        bsn = self.fields["bsn"].line
        bsn.editingFinished.connect(lambda: self.bsn_entered.emit(bsn.text().strip()))

    def _add_request(self, committee: Committee, providers: Sequence[str]) -> None:
        forms = [(key, terms.CARE_FORM.get(key, key)) for key in committee.care_forms]
        self.add("care_form", tr("&Zorgvorm"), choice(forms), required=True, half=True)
        kinds = list(terms.REQUEST_KIND.items())
        self.add("request_kind", tr("&Soort aanvraag"), choice(kinds), required=True, half=True)
        self.add("provider", tr("Aanb&ieder"), proposals(providers))
        referrers = [("", "–"), *terms.REFERRER_TYPE.items()]
        self.add("referrer_type", tr("Ve&rwijzer"), choice(referrers), half=True)
        self.add("referrer_name", tr("&Naam verwijzer"), line(), half=True)

    def _add_size(self) -> None:
        sizes = [
            (f"{unit} {times}", f"{terms.UNIT[unit]} {terms.FREQUENCY[times]}")
            for unit, times in _SIZES
        ]
        self.add("volume", tr("&Omvang"), line(longest=8), half=True)
        self.add("size", tr("&Eenheid"), choice(sizes), required=True, half=True)
        self.add("starts_on", tr("Ingangsda&tum"), days(), half=True)
        self.add("ends_on", tr("Eindd&atum"), days(), half=True)
        self.follow("ends_on", "starts_on")
        self.fields["volume"].line.textChanged.connect(lambda _text: self._show_hours())
        for key in ("starts_on", "ends_on"):
            self.fields[key].line.textChanged.connect(lambda _text: self._show_hours())
        size = self.fields["size"].control
        if isinstance(size, QComboBox):
            size.currentIndexChanged.connect(lambda _at: self._show_hours())

    def _add_urgency(self) -> None:
        self.urgent = tick(tr("Spoed"))
        self.add_wide(self.urgent)
        self.add("urgent_before", tr("&Uiterlijk"), days(back=AHEAD), half=True)
        self.add("urgent_reason", tr("Reden spoed"), line(), half=True)
        self.urgent.toggled.connect(self._show_urgency)
        self._show_urgency(False)

    def _show_urgency(self, on: bool) -> None:
        for key in ("urgent_before", "urgent_reason"):
            self.fields[key].setVisible(on)

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

    def check(self) -> bool:
        text = self.text("volume")
        if text and _decimal(text) is None:
            self.fields["volume"].show_error(tr("Dit is geen getal. Schrijf bijvoorbeeld 3,5."))
            return False
        return True

    @property
    def given(self) -> NewCase:
        """What was filled in."""
        postcode, house_number = split_address(self.text("address"))
        unit, times = self.text("size").split()
        return NewCase(
            bsn=self.text("bsn"),
            no_bsn_reason=self.text("no_bsn_reason"),
            initials=self.text("initials"),
            surname=self.text("surname"),
            birth_date=self.day("birth_date"),
            postcode=postcode,
            house_number=house_number,
            care_form=self.text("care_form"),
            provider=self.text("provider"),
            referrer_type=self.text("referrer_type"),
            referrer_name=self.text("referrer_name"),
            volume=_decimal(self.text("volume")),
            unit=unit,
            frequency=times,
            request_kind=self.text("request_kind"),
            starts_on=self.day("starts_on"),
            ends_on=self.day("ends_on"),
            urgent=self.urgent.isChecked(),
            urgent_before=self.day("urgent_before"),
            urgent_reason=self.text("urgent_reason"),
        )


def _decimal(text: str) -> Decimal | None:
    """Return a number from 0 to a million; None for nothing and for what is no such number."""
    try:
        value = Decimal(text.replace(",", ".")) if text else None
    except InvalidOperation:
        return None
    fits = value is not None and value.is_finite() and 0 <= value <= 1_000_000
    return value if fits else None
