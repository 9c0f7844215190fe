"""Which fields of a case and its client the page shows, in their order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casustafel.domain import terms
from casustafel.domain.case_routing import referrer_of
from casustafel.domain.norms import CareForm
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.routing_facts import ReferrerType
from casustafel.gui.pages.case.controls import (
    Control,
    chooser,
    day_control,
    line_control,
    number_control,
    proposal_control,
    text_control,
    yes_no,
)
from casustafel.gui.words import tr
from casustafel.services.case.case_desk import CasePage
from casustafel.services.case.new_case import NO_BSN


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: whose it is, its words and value, and how its control is made."""

    kind: str
    name: str
    words: str
    value: object
    make: Callable[[], Control]
    span: int = 1
    hint: str = ""


def asked_fields(found: CasePage) -> Sequence[Spec]:
    """Return what is asked, of whom and by whom."""
    case, view = found.view.case, found.view
    forms = [(key, terms.CARE_FORM.get(key, key)) for key in found.committee.care_forms]
    kinds = list(terms.REQUEST_KIND.items())
    referrers = list(terms.REFERRER_TYPE.items())
    units, times = list(terms.UNIT.items()), list(terms.FREQUENCY.items())
    provider = view.provider.name if view.provider else ""
    fields = [
        _choice("care_form", tr("Zorgvorm"), forms, case.care_form),
        Spec("case", "provider", tr("Aanbieder"), provider,
             lambda: proposal_control(found.providers, provider)),
        _choice("request_kind", tr("Soort aanvraag"), kinds, case.request_kind),
        _day("received", tr("Ontvangen"), case.received),
        _choice("referrer_type", tr("Verwijzer"), referrers, case.referrer_type),
        _line("case", "referrer_name", tr("Naam verwijzer"), case.referrer_name),
        *_asked_of_gi(found),
        _number("volume", tr("Omvang"), case.volume),
        _choice("unit", tr("Eenheid"), units, case.unit),
        _choice("frequency", tr("Frequentie"), times, case.frequency),
        _number("hours_per_week", tr("Uren per week"), case.hours_per_week),
        _day("starts_on", tr("Ingangsdatum"), case.starts_on),
        _day("ends_on", tr("Einddatum"), case.ends_on),
    ]  # fmt: skip
    needs = {need for point in found.committee.points for need in point.needs}
    school = view.school.name if view.school else ""
    if "case.school_id" in needs or school:
        made = Spec("case", "school", tr("School"), school,
                    lambda: proposal_control(found.schools, school))  # fmt: skip
        fields.insert(2, made)
    if "case.annual_hours" in needs:
        fields.append(_number("annual_hours", tr("Uren per jaar"), case.annual_hours))
    if case.care_form == CareForm.VDB:
        fields.append(_number("weeks_open", tr("Weken open per jaar"), case.weeks_open))
    return fields


def _asked_of_gi(found: CasePage) -> Sequence[Spec]:
    """Return what only a GI is asked, where a table may refuse; an answer that stands is shown."""
    case = found.view.case
    refuses = any(one.kind is OutcomeKind.REFUSED for one in found.committee.outcomes)
    asked = refuses and referrer_of(case.referrer_type) is ReferrerType.GI
    if not asked and case.ordered is None:
        return ()
    words = tr("Kinderbeschermingsmaatregel of jeugdreclassering")
    hint = tr("Zo ja, of zolang dit leeg is, kan de commissie niet afwijzen.")
    made = Spec("case", "ordered", words, case.ordered, lambda: yes_no(case.ordered), 2, hint)
    return (made,)


def more_fields(found: CasePage) -> Sequence[Spec]:
    """Return what few cases need."""
    case = found.view.case
    remark = tr("Opmerking")
    exemptions = [("regieteam", tr("Regieteam")), ("ret", tr("RET-advies"))]
    return (
        Spec("case", "urgent", tr("Spoed"), case.urgent, lambda: yes_no(case.urgent)),
        _day("urgent_before", tr("Uiterlijk"), case.urgent_before),
        _line("case", "urgent_reason", tr("Reden spoed"), case.urgent_reason),
        _choice("exemption", tr("Uitzondering"), exemptions, case.exemption),
        _line("case", "exemption_reference", tr("Kenmerk advies"), case.exemption_reference, 80),
        _day("exemption_on", tr("Datum advies"), case.exemption_on),
        _line("case", "dossier_number", tr("Zaaknummer"), case.dossier_number, 80),
        _line("case", "referrer_contact", tr("Contact verwijzer"), case.referrer_contact, span=2),
        Spec("case", "remark", remark, case.remark,
             lambda: text_control(case.remark, remark), span=3),
    )  # fmt: skip


def client_fields(found: CasePage) -> Sequence[Spec]:
    """Return who it is about. A BSN that is known is shown elsewhere, and only with a reason."""
    client = found.view.client
    fields = [
        _line("client", "initials", tr("Voorletters"), client.initials, 40),
        _line("client", "prefix", tr("Tussenvoegsel"), client.prefix, 40),
        _line("client", "surname", tr("Achternaam"), client.surname),
        _line("client", "given_names", tr("Voornamen"), client.given_names),
        Spec("client", "birth_date", tr("Geboortedatum"), client.birth_date,
             lambda: day_control(client.birth_date)),
        _line("client", "district", tr("Wijk"), client.district, 80),
        _line("client", "postcode", tr("Postcode"), client.postcode, 7),
        _line("client", "house_number", tr("Huisnummer"), client.house_number, 20),
    ]  # fmt: skip
    if not client.bsn:
        reasons = list(NO_BSN.items())
        fields += [
            Spec("client", "no_bsn_reason", tr("Reden geen BSN"), client.no_bsn_reason,
                 lambda: chooser(reasons, client.no_bsn_reason)),
            _line("client", "bsn", tr("BSN"), "", 11),
        ]  # fmt: skip
    return fields


def _choice(name: str, words: str, options: Sequence[tuple[str, str]], value: object) -> Spec:
    return Spec("case", name, words, value, lambda: chooser(options, value))


def _day(name: str, words: str, value: object) -> Spec:
    return Spec("case", name, words, value, lambda: day_control(value))


def _number(name: str, words: str, value: object) -> Spec:
    return Spec("case", name, words, value, lambda: number_control(value))


def _line(
    kind: str, name: str, words: str, value: object, longest: int = 200, span: int = 1
) -> Spec:
    return Spec(kind, name, words, value, lambda: line_control(value, longest), span)
