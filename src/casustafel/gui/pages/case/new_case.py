"""A new case by hand: the few things without which it cannot be numbered; the rest on its page."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from casustafel.domain import terms
from casustafel.domain.committees import Committee
from casustafel.gui.dialogs.form import FormDialog, choice, days, line, proposals, tick
from casustafel.services.new_case import NO_BSN, NewCase

PLACES = {
    "bsn-elfproef": "bsn",
    "bsn-form": "bsn",
    "case-needs-identity": "surname",
    "value-no-postcode": "postcode",
    "birth-in-future": "birth_date",
    "period-reversed": "ends_on",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("case", text)


class NewCaseDialog(FormDialog):
    """Asks who it is about and what is asked; `given` is what was filled in."""

    def __init__(
        self, committee: Committee, providers: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _tr("Nieuwe casus {name}").format(name=committee.short_name),
            _tr("Casus maken"),
            parent,
            intro=_tr("Alleen wat nodig is. De rest vult u op de pagina van de casus aan."),
        )
        self.add("bsn", _tr("&BSN"), line(longest=11), half=True)
        reasons = [("", "–"), *NO_BSN.items()]
        self.add("no_bsn_reason", _tr("Reden &geen BSN"), choice(reasons), half=True)
        self.add("initials", _tr("&Voorletters"), line(longest=40), half=True)
        self.add("surname", _tr("&Achternaam"), line(), required=True, half=True)
        self.add("birth_date", _tr("Geboorte&datum"), days(), half=True)
        self.add("postcode", _tr("&Postcode"), line(longest=7), half=True)
        forms = [(key, terms.CARE_FORM.get(key, key)) for key in committee.care_forms]
        self.add("care_form", _tr("&Zorgvorm"), choice(forms), required=True, half=True)
        self.add("provider", _tr("Aanb&ieder"), proposals(providers), half=True)
        referrers = [("", "–"), *terms.REFERRER_TYPE.items()]
        self.add("referrer_type", _tr("Ve&rwijzer"), choice(referrers), half=True)
        self.add("referrer_name", _tr("&Naam verwijzer"), line(), half=True)
        self.add("hours", _tr("&Uren per week"), line(longest=8), half=True)
        kinds = list(terms.REQUEST_KIND.items())
        self.add("request_kind", _tr("&Soort aanvraag"), choice(kinds), required=True, half=True)
        self.add("starts_on", _tr("In&gangsdatum"), days(), half=True)
        self.add("ends_on", _tr("&Einddatum"), days(), half=True)
        self.urgent = tick(_tr("Spoed"))
        self.add_wide(self.urgent)

    def check(self) -> bool:
        text = self.text("hours")
        if text and _decimal(text) is None:
            self.fields["hours"].show_error(_tr("Dit is geen getal. Schrijf bijvoorbeeld 3,5."))
            return False
        return True

    @property
    def given(self) -> NewCase:
        """What was filled in."""
        return NewCase(
            bsn=self.text("bsn"),
            no_bsn_reason=self.text("no_bsn_reason"),
            initials=self.text("initials"),
            surname=self.text("surname"),
            birth_date=self.day("birth_date"),
            postcode=self.text("postcode"),
            care_form=self.text("care_form"),
            provider=self.text("provider"),
            referrer_type=self.text("referrer_type"),
            referrer_name=self.text("referrer_name"),
            hours_per_week=_decimal(self.text("hours")),
            request_kind=self.text("request_kind"),
            starts_on=self.day("starts_on"),
            ends_on=self.day("ends_on"),
            urgent=self.urgent.isChecked(),
        )


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ".")) if text else None
    except InvalidOperation:
        return None
