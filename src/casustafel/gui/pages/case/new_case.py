"""A new case by hand: the few things without which it cannot be numbered; the rest on its page."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from casustafel.domain import terms
from casustafel.domain.committees import Committee
from casustafel.gui.dialogs.fields import Form, With, worded
from casustafel.gui.words import decimal, tr
from casustafel.services.case.case_form import KnownClient, NewCase, split_address

#: Units and frequencies as people say them; the commonest first.
_SIZES = (("04", "2"), ("16", "2"), ("01", "2"), ("04", "4"), ("16", "4"), ("04", "6"), ("04", "1"))


class NewCaseDialog(Form):
    """Asks who it is about and what is asked."""

    bsn_entered = Signal(str)
    """A BSN was typed and left: perhaps the client is known."""

    def __init__(self, committee: Committee, providers: Sequence[str], parent: QWidget) -> None:
        told, rest = worded(
            "new-case",
            words={"name": committee.short_name},
            makes=_new_case,
            address=With(of=split_address),
            care_form=[(key, terms.CARE_FORM.get(key, key)) for key in committee.care_forms],
            provider=providers,
            volume=With(of=_decimal, fault=_fault),
            size=With([(" ".join(size), _in_words(*size)) for size in _SIZES], of=str.split),
        )
        super().__init__(parent, *told, **rest)
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
        words = tr("Bekende cliënt, zie {numbers}.").format(numbers=", ".join(found.numbers[:3]))
        self.fields["bsn"].describe(tr("&BSN"), words)


def _in_words(unit: str, times: str) -> str:
    return f"{terms.UNIT[unit]} {terms.FREQUENCY[times]}"


def _fault(text: str) -> str:
    wrong = text and _decimal(text) is None
    return tr("Dit is geen getal. Schrijf bijvoorbeeld 3,5.") if wrong else ""


def _new_case(address: tuple[str, str], size: list[str], **given: Any) -> NewCase:
    given |= zip(("postcode", "house_number"), address, strict=True)
    given |= zip(("unit", "frequency"), size, strict=True)
    return NewCase(**given)


def _decimal(text: str) -> Decimal | None:
    """Return a number from 0 to a million; None for nothing and for what is no such number."""
    value = decimal(text)
    return value if value is not None and 0 <= value <= 1_000_000 else None
