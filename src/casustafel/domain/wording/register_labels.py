"""How the values of register and route are called on screen and paper.

Short labels for columns and choices, by kind of value: two kinds may share a code.
"""

from enum import StrEnum

from casustafel.domain.inflow import LawfulRoute
from casustafel.domain.norms import (
    CareForm,
    Conclusion,
    Instrument,
    Law,
    Level,
    NormState,
    NormUnit,
)
from casustafel.domain.routing_facts import (
    Decision,
    Entry,
    Exemption,
    ReferrerType,
    RequestKind,
    SchoolKind,
)
from casustafel.domain.stops import StopKind, StopState
from casustafel.domain.wording.catalogue import Language

_Labels = dict[type[StrEnum], dict[str, tuple[str, str]]]

_CASE: _Labels = {
    Law: {"jeugd": ("Jeugdwet", "Jeugdwet"), "wmo": ("Wmo", "Wmo")},
    CareForm: {
        "begeleiding_jeugd": ("Begeleiding jeugd", "Begeleiding jeugd"),
        "wmo_begeleiding": ("Wmo-begeleiding", "Wmo-begeleiding"),
        "vdb": ("VDB", "VDB"),
        "ndb": ("NDB", "NDB"),
        "ndb_lvb": ("NDB LVB+", "NDB LVB+"),
        "bso_plus": ("BSO+", "BSO+"),
        "otd": ("OTD", "OTD"),
        "zbo": ("ZBO", "ZBO"),
        "jeugd_ggz": ("Jeugd-GGZ", "Jeugd-GGZ"),
        "orthopedagogisch": ("Orthopedagogische behandeling", "Orthopedagogical treatment"),
        "overig": ("Overig", "Other"),
    },
    RequestKind: {
        "nieuw": ("Nieuw", "New"),
        "opnieuw": ("Opnieuw in zorg", "Back in care"),
        "verlenging": ("Verlenging", "Extension"),
        "ophoging": ("Ophoging", "Increase"),
    },
    ReferrerType: {
        "gemeente": ("Gemeente", "Municipality"),
        "huisarts": ("Huisarts / POH-J", "General practitioner"),
        "jeugdarts": ("Jeugdarts", "Youth doctor"),
        "gi": ("Gecertificeerde instelling (GI)", "Certified institution (GI)"),
        "medisch_specialist": ("Medisch specialist", "Medical specialist"),
        "geen": ("Geen verwijzer", "No referrer"),
        "rechter": ("Rechter of officier van justitie", "Court or prosecutor"),
        "bjg": ("BJG", "BJG"),
        "btv": ("BTV", "BTV"),
        "regieteam": ("Regieteam", "Regieteam"),
        "ouderenadviseur": ("Ouderenadviseur", "Ouderenadviseur"),
        "overig": ("Overig", "Other"),
    },
    Exemption: {
        "none": ("Geen uitzondering", "No exemption"),
        "regieteam": ("Regieteam", "Regieteam"),
        "ret": ("RET-advies", "RET advice"),
    },
    SchoolKind: {
        "regular_primary": ("Regulier basisonderwijs", "Regular primary education"),
        "regular_secondary": ("Regulier voortgezet onderwijs", "Regular secondary education"),
        "special": ("(Voortgezet) speciaal onderwijs", "Special education"),
    },
    Decision: {
        "cpv": ("CPV", "CPV"),
        "zbo": ("ZBO-commissie", "ZBO-commissie"),
        "doorbraak": ("Doorbraakteam", "Doorbraakteam"),
        "not_needed": ("Niet nodig", "Not needed"),
        "out_of_scope": ("Hoort niet bij deze commissies", "Out of scope"),
        "unknown": ("Nog niet te bepalen", "Cannot be decided yet"),
    },
    Entry: {
        "top_jeugd": ("Meest intensief, jeugd", "Most intensive, jeugd"),
        "top_wmo": ("Meest intensief, Wmo", "Most intensive, Wmo"),
        "schemes": ("Vijf of meer regelingen", "Five or more schemes"),
        "signal": ("Signaal", "Signal"),
    },
}

_REGISTER: _Labels = {
    Instrument: {
        "signaalplafond": ("Signaalplafond", "Signaalplafond"),
        "bestedingsruimte": ("Bestedingsruimte", "Bestedingsruimte"),
        "instroomtarget": ("Maximaal instroomtarget", "Instroomtarget"),
        "intensiteit_duur": ("Normering intensiteit of duur", "Norm of intensity or duration"),
    },
    NormUnit: {
        "cents": ("Euro", "Euro"),
        "children": ("Jeugdigen", "Children"),
        "hours_per_week": ("Uren per week", "Hours per week"),
        "weeks": ("Weken per jaar", "Weeks per year"),
    },
    Level: {"lokaal": ("Lokaal", "Local"), "regionaal": ("Regionaal", "Regional")},
    Conclusion: {
        "overrun_likely": ("Overschrijding waarschijnlijk", "Overrun likely"),
        "overrun_unlikely": ("Overschrijding niet waarschijnlijk", "Overrun not likely"),
    },
    NormState: {
        "within": ("Binnen de norm", "Within the norm"),
        "notice_due": ("Melding nodig", "Notice due"),
        "notified": ("Melding gedaan", "Notice given"),
        "analysed": ("Analysegesprek gevoerd", "Analysed"),
        "stop_indicated": ("Toeleidingsstop nodig", "Toeleidingsstop indicated"),
        "exceeded": ("Norm overschreden", "Norm exceeded"),
    },
    StopKind: {
        "bestedingsruimte": ("Bestedingsruimte", "Bestedingsruimte"),
        "instroomtarget": ("Instroomlimiet", "Inflow limit"),
    },
    StopState: {
        "none": ("Geen", "None"),
        "notice": ("Melding gedaan", "Notice given"),
        "analysis": ("Analysegesprek", "Analysis"),
        "active": ("Toeleidingsstop actief", "Toeleidingsstop active"),
        "lifting_considered": ("Opheffing in overweging", "Lifting considered"),
        "lifted": ("Opgeheven", "Lifted"),
    },
    LawfulRoute: {
        "cpv": ("CPV", "CPV"),
        "zbo": ("ZBO-commissie", "ZBO-commissie"),
        "regieteam": ("Regieteam", "Regieteam"),
        "ret": ("RET-advies", "RET advice"),
        "crisis": ("Crisishulp", "Crisis care"),
    },
}

LABELS: _Labels = {**_CASE, **_REGISTER}


def label(value: StrEnum, language: Language) -> str:
    """Return the short name of a value. Raises KeyError for a kind that is not listed here."""
    return LABELS[type(value)][value.value][0 if language == "nl" else 1]
