"""Words for routes and their reasons, and for what the norm register refuses."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from casustafel.domain.routing_facts import Reason, Route, Trigger
from casustafel.domain.wording.catalogue import Language, Message, word
from casustafel.domain.wording.wording_type import Wording


def _w(nl: str, en: str, nl_do: str = "", en_do: str = "") -> Wording:
    return Wording(nl=(nl, nl_do), en=(en, en_do))


_CPV = {
    "route-stop-bestedingsruimte": _w(
        "toeleidingsstop op de {day_kind} ({day})",
        "toeleidingsstop on the {day_kind} ({day})",
    ),
    "route-stop-instroomtarget": _w(
        "instroomlimiet bereikt op de {day_kind} ({day})",
        "inflow limit reached on the {day_kind} ({day})",
    ),
    "route-no-exemption": _w("geen Regieteam of RET-advies", "no Regieteam or RET advice"),
    "route-ret-without-reference": _w(
        "RET-advies zonder kenmerk geeft geen uitzondering",
        "RET advice without a reference gives no exemption",
        "Vul het kenmerk van het RET-advies in.",
        "Fill in the reference of the RET advice.",
    ),
    "route-ret-after-day": _w(
        "het RET-advies ({ret_date}) is van na de peildatum en geeft geen uitzondering",
        "the RET advice ({ret_date}) is later than the reference date and gives no exemption",
        "Controleer de datum van het RET-advies.",
        "Check the date of the RET advice.",
    ),
    "route-ret-date-unknown": _w(
        "de datum van het RET-advies is niet ingevuld",
        "the date of the RET advice is not filled in",
        "Vul de datum van het RET-advies in.",
        "Fill in the date of the RET advice.",
    ),
    "route-exempt-regieteam": _w(
        "verwijzing vanuit een Regieteam: de toeleidingsstop geldt niet",
        "referral by a Regieteam: the toeleidingsstop does not apply",
    ),
    "route-exempt-ret": _w(
        "verwijzing op advies van het RET (kenmerk {reference}): de toeleidingsstop geldt niet",
        "referral on RET advice (reference {reference}): the toeleidingsstop does not apply",
    ),
    "route-exemption-not-for-norm": _w(
        "Regieteam of RET-advies geeft alleen een uitzondering op de toeleidingsstop, niet op de "
        "normen voor uren en weken",
        "Regieteam or RET advice exempts from the toeleidingsstop only, not from the norms for "
        "hours and weeks",
    ),
    "route-no-inflow": _w(
        "er is een toeleidingsstop, maar een {kind} is geen instroom",
        "there is a toeleidingsstop, but {kind} is no inflow",
    ),
    "route-kind-assumed": _w(
        "de soort aanvraag is niet ingevuld; gerekend is met {kind}",
        "the kind of request is not filled in; it was taken for {kind}",
        "Vul de soort aanvraag in.",
        "Fill in the kind of request.",
    ),
    "route-no-stop": _w(
        "geen toeleidingsstop op de {day_kind} ({day})",
        "no toeleidingsstop on the {day_kind} ({day})",
    ),
    "route-hours-above-norm": _w(
        "{hours} uur per week is meer dan de norm van {norm} uur",
        "{hours} hours per week is more than the norm of {norm} hours",
    ),
    "route-opening-above-norm": _w(
        "de aanbieder is {weeks} weken per jaar open, meer dan de norm van {norm} weken",
        "the provider is open {weeks} weeks a year, more than the norm of {norm} weeks",
    ),
    "route-vdb-within-norm": _w(
        "uren en openstelling blijven binnen de norm",
        "hours and opening stay within the norm",
    ),
    "route-opening-assumed": _w(
        "de openstelling van de aanbieder is niet bekend; gerekend is binnen de norm",
        "the opening of the provider is not known; it was taken to be within the norm",
        "Vul de weken openstelling in bij de aanbieder.",
        "Fill in the weeks of opening at the provider.",
    ),
    "route-cpv-not-yet": _w(
        "de CPV behandelt {care_form} pas vanaf {since}",
        "the CPV covers {care_form} from {since} only",
    ),
    "route-outside-cpv": _w(
        "voor {care_form} gelden geen toeleidingsstops",
        "there are no toeleidingsstops for {care_form}",
    ),
    "route-care-form-other": _w(
        "de CPV behandelt {care_form} niet",
        "the CPV does not cover {care_form}",
    ),
    "route-crisis": _w(
        "crisishulp gaat altijd door",
        "crisis care always goes on",
    ),
    "route-ordered-bypass": _w(
        "hulp is bepaald door de rechter of een gecertificeerde instelling (GI)",
        "help was ordered by a court or a certified institution (GI)",
    ),
    "route-ordered-not-refused": _w(
        "de rechter of een gecertificeerde instelling (GI) heeft de hulp bepaald: afwijzen kan "
        "niet, adviseren wel",
        "a court or a certified institution (GI) ordered the help: it may be advised on, not "
        "refused",
    ),
}

_ZBO = {
    "route-zbo": _w(
        "individuele aanvraag voor zorg binnen het regulier basisonderwijs",
        "individual request for care within regular primary education",
    ),
    "route-zbo-with-stop": _w(
        "bij de toeleidingsstop van deze aanbieder is de ZBO-commissie de uitzonderingsroute, "
        "niet de CPV",
        "with the toeleidingsstop of this provider the ZBO-commissie is the way to an exception, "
        "not the CPV",
    ),
    "route-zbo-special": _w(
        "zorg in het (voortgezet) speciaal onderwijs wordt lumpsum bekostigd",
        "care in special education is paid as a lump sum",
    ),
    "route-zbo-secondary": _w(
        "zorg in het voortgezet onderwijs telt als begeleiding jeugd",
        "care in secondary education counts as begeleiding jeugd",
    ),
    "route-zbo-not-yet": _w(
        "de ZBO-commissie werkt vanaf {since}; de aanvraag telt als begeleiding jeugd",
        "the ZBO-commissie works from {since}; the request counts as begeleiding jeugd",
    ),
    "route-zbo-ended": _w(
        "de ZBO-commissie werkte tot en met {until}; de aanvraag telt als begeleiding jeugd",
        "the ZBO-commissie worked until {until}; the request counts as begeleiding jeugd",
    ),
}

_MISSING = {
    "route-missing-day": _w(
        "de verwijsdatum ontbreekt",
        "the date of referral is missing",
        "Vul de verwijsdatum in.",
        "Fill in the date of referral.",
    ),
    "route-missing-care-form": _w(
        "de zorgvorm ontbreekt",
        "the form of care is missing",
        "Vul de zorgvorm in.",
        "Fill in the form of care.",
    ),
    "route-missing-provider": _w(
        "de aanbieder ontbreekt, en voor deze zorgvorm gelden toeleidingsstops",
        "the provider is missing, and there are toeleidingsstops for this form of care",
        "Vul de aanbieder in.",
        "Fill in the provider.",
    ),
    "route-missing-kind": _w(
        "de soort aanvraag ontbreekt, en er geldt een toeleidingsstop",
        "the kind of request is missing, and there is a toeleidingsstop",
        "Vul de soort aanvraag in.",
        "Fill in the kind of request.",
    ),
    "route-missing-hours": _w(
        "de uren per week ontbreken",
        "the hours per week are missing",
        "Vul de gevraagde uren per week in.",
        "Fill in the hours per week that are asked.",
    ),
    "route-missing-opening": _w(
        "de weken openstelling van de aanbieder ontbreken",
        "the weeks of opening of the provider are missing",
        "Vul de weken openstelling in bij de aanbieder.",
        "Fill in the weeks of opening at the provider.",
    ),
    "route-missing-school": _w(
        "de school ontbreekt",
        "the school is missing",
        "Vul de school en de soort onderwijs in.",
        "Fill in the school and its kind of education.",
    ),
    "route-missing-law": _w(
        "de wet ontbreekt",
        "the law is missing",
        "Kies Jeugdwet of Wmo.",
        "Choose Jeugdwet or Wmo.",
    ),
    "route-missing-residential": _w(
        "het is niet bekend of er verblijf is",
        "it is not known whether there is residential care",
        "Vul in of er verblijf is.",
        "Fill in whether there is residential care.",
    ),
    "route-missing-money-worries": _w(
        "het is niet bekend of er geldzorgen zijn",
        "it is not known whether there are money worries",
        "Vul in of er geldzorgen zijn.",
        "Fill in whether there are money worries.",
    ),
    "route-missing-laws": _w(
        "het is niet bekend welke wetten het huishouden gebruikt",
        "it is not known which laws the household uses",
        "Vul de wetten in.",
        "Fill in the laws.",
    ),
    "route-missing-legal-ground": _w(
        "de grondslag voor het combineren van wetten is niet vastgelegd",
        "the legal ground for combining laws is not recorded",
        "Leg eerst de grondslag vast.",
        "Record the legal ground first.",
    ),
    "route-law-differs": _w(
        "{care_form} hoort niet bij de {law}",
        "{care_form} does not belong to the {law}",
        "Controleer de wet en de zorgvorm.",
        "Check the law and the form of care.",
    ),
}

_DOORBRAAK = {
    "route-doorbraak-top": _w(
        "plaats {rank} in de top {top} ({law})",
        "place {rank} in the top {top} ({law})",
    ),
    "route-doorbraak-below-top": _w(
        "plaats {rank} valt buiten de top {top} ({law})",
        "place {rank} is outside the top {top} ({law})",
    ),
    "route-doorbraak-no-rank": _w(
        "geen plaats op de ranglijst",
        "no place in the ranking",
    ),
    "route-doorbraak-residential": _w(
        "de top van de Jeugdwet geldt buiten verblijf",
        "the top of the Jeugdwet is outside residential care",
    ),
    "route-doorbraak-after-residential": _w(
        "(post-)verblijf: beoordeel dit in de pre-scan",
        "(post-)residential care: judge this in the pre-scan",
    ),
    "route-doorbraak-schemes": _w(
        "{schemes} gemeentelijke regelingen, geldzorgen en {laws} wetten",
        "{schemes} municipal schemes, money worries and {laws} laws",
    ),
    "route-doorbraak-few-schemes": _w(
        "geen {least} of meer gemeentelijke regelingen bekend",
        "no {least} or more municipal schemes known",
    ),
    "route-doorbraak-no-money-worries": _w("geen geldzorgen", "no money worries"),
    "route-doorbraak-few-laws": _w("minder dan {least} wetten", "fewer than {least} laws"),
    "route-doorbraak-signal": _w(
        "ingebracht als signaal door een professional",
        "brought in as a signal by a professional",
    ),
}

_DECISIONS = {
    "route-decision-cpv": _w("bespreking in de CPV nodig", "to be discussed by the CPV"),
    "route-decision-zbo": _w(
        "bespreking in de ZBO-commissie nodig", "to be discussed by the ZBO-commissie"
    ),
    "route-decision-doorbraak": _w(
        "pre-scan door het Doorbraakteam", "pre-scan by the Doorbraakteam"
    ),
    "route-decision-not-needed": _w("bespreking niet nodig", "no discussion needed"),
    "route-decision-out-of-scope": _w(
        "geen casus voor deze commissies", "no case for these committees"
    ),
    "route-decision-unknown": _w("nog niet te bepalen", "cannot be decided yet"),
}

_TRIGGERS = {
    "route-trigger-t1": _w("Toeleidingsstop", "Toeleidingsstop"),
    "route-trigger-t2": _w("Instroomlimiet", "Inflow limit"),
    "route-trigger-t3": _w("Meer uren per week dan de norm", "More hours per week than the norm"),
    "route-trigger-t4": _w("Meer weken per jaar dan de norm", "More weeks a year than the norm"),
}

TEXTS: dict[str, Wording] = {
    **_CPV,
    **_ZBO,
    **_MISSING,
    **_DOORBRAAK,
    **_DECISIONS,
    **_TRIGGERS,
}

#: What stands in a sentence for a value of the domain, by the name of the value.
_LABELS: dict[str, dict[str, tuple[str, str]]] = {
    "day_kind": {
        "referral": ("verwijsdatum", "date of referral"),
        "reference": ("peildatum", "reference date"),
    },
    "law": {"jeugd": ("Jeugdwet", "Jeugdwet"), "wmo": ("Wmo", "Wmo")},
    "kind": {
        "nieuw": ("nieuwe aanvraag", "a new request"),
        "opnieuw": ("aanvraag na eerdere hulp", "a request after earlier help"),
        "verlenging": ("verlenging", "an extension"),
        "ophoging": ("ophoging", "an increase"),
    },
    "care_form": {
        "begeleiding_jeugd": ("begeleiding jeugd", "begeleiding jeugd"),
        "wmo_begeleiding": ("Wmo-begeleiding", "Wmo-begeleiding"),
        "vdb": ("voorschoolse dagbehandeling (VDB)", "voorschoolse dagbehandeling (VDB)"),
        "ndb": ("naschoolse dagbehandeling (NDB)", "naschoolse dagbehandeling (NDB)"),
        "ndb_lvb": ("NDB LVB+", "NDB LVB+"),
        "bso_plus": ("BSO+", "BSO+"),
        "otd": ("onderwijstoeleidende dagbesteding (OTD)", "onderwijstoeleidende dagbesteding"),
        "zbo": ("zorg binnen onderwijs (ZBO)", "zorg binnen onderwijs (ZBO)"),
        "jeugd_ggz": ("jeugd-GGZ", "jeugd-GGZ"),
        "orthopedagogisch": ("orthopedagogische behandeling", "orthopedagogische behandeling"),
        "overig": ("deze zorgvorm", "this form of care"),
    },
}


def _shown(name: str, value: object, language: Language) -> object:
    labels = _LABELS.get(name, {})
    if isinstance(value, str) and value in labels:
        return labels[value][0 if language == "nl" else 1]
    if isinstance(value, Decimal):
        text = format(value.normalize(), "f")
        return text.replace(".", ",") if language == "nl" else text
    return value


def word_reason(reason: Reason, language: Language) -> Message:
    """Return one reason in words, as a phrase without capital, and what to do (often empty)."""
    values: Mapping[str, object] = {
        name: _shown(name, value, language) for name, value in reason.values.items()
    }
    return word(reason.code, values, language)


def word_route(route: Route, language: Language) -> str:
    """Return a route in one sentence, as the queue's detail pane shows it.

    "Toeleidingsstop op de verwijsdatum (13-11-2026), geen Regieteam of RET-advies → bespreking
    in de CPV nodig".
    """
    why = ", ".join(word_reason(reason, language).what for reason in route.reasons)
    what = word(f"route-decision-{route.decision.value.replace('_', '-')}", {}, language).what
    return f"{why[:1].upper()}{why[1:]} → {what}" if why else f"{what[:1].upper()}{what[1:]}"


def word_triggers(triggers: Iterable[Trigger], language: Language) -> str:
    """Return the triggers as the queue's column Aanleiding shows them, in the order T1 to T4."""
    return ", ".join(
        word(f"route-trigger-{trigger.value.lower()}", {}, language).what
        for trigger in sorted(triggers)
    )
