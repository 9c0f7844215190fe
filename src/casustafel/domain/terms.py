"""The Dutch words for the program's own codes, as they stand on screen and on paper."""

from casustafel.domain.cases import CaseStatus, Phase
from casustafel.domain.meetings import MeetingState, Presence
from casustafel.domain.minutes import MinutesState
from casustafel.domain.outcomes import AdjustmentKind, Vote

STATUS: dict[CaseStatus, str] = {
    CaseStatus.DRAFT: "Concept",
    CaseStatus.SUBMITTED: "Nieuw",
    CaseStatus.INCOMPLETE: "Aanvulling gevraagd",
    CaseStatus.READY: "Klaar voor agenda",
    CaseStatus.SCHEDULED: "Geagendeerd",
    CaseStatus.IN_SESSION: "In bespreking",
    CaseStatus.PROVISIONAL: "Onder voorbehoud",
    CaseStatus.DEFERRED: "Aangehouden",
    CaseStatus.DECIDED: "Uitkomst vastgesteld",
    CaseStatus.REPORTED: "Teruggekoppeld",
    CaseStatus.FOLLOW_UP: "In opvolging",
    CaseStatus.NOT_NEEDED: "Niet nodig",
    CaseStatus.WITHDRAWN: "Ingetrokken",
    CaseStatus.CLOSED: "Gesloten",
}

PHASE: dict[Phase, str] = {
    Phase.LONGLIST: "Longlist",
    Phase.PRE_SCAN: "Pre-scan",
    Phase.ANALYSIS: "Analyse",
    Phase.PLAN: "Interventieplan",
    Phase.FOLLOW_UP: "Opvolging",
    Phase.DONE: "Afgerond",
}

LAW = {"jeugd": "Jeugdwet", "wmo": "Wmo"}

CARE_FORM = {
    "begeleiding_jeugd": "Begeleiding jeugd",
    "wmo_begeleiding": "Wmo-begeleiding",
    "vdb": "VDB",
    "ndb": "NDB",
    "ndb_lvb": "NDB LVB+",
    "bso_plus": "BSO+",
    "otd": "OTD",
    "zbo": "ZBO",
    "jeugd_ggz": "Jeugd-ggz",
    "orthopedagogisch": "Orthopedagogisch",
    "overig": "Overig",
}

#: Under which law somebody does what, in the outcome of a ZBO case (domain.md §3).
CONTRIBUTION_LAW = {
    "jeugdwet": "Jeugdwet",
    "onderwijs": "Onderwijs",
    "wlz": "Wlz",
    "zvw": "Zvw",
    "wmo": "Wmo",
    "voorveld": "Voorveld",
}

REFERRER_TYPE = {
    "gemeente": "Gemeente",
    "huisarts": "Huisarts / POH-J",
    "jeugdarts": "Jeugdarts",
    "gi": "GI",
    "medisch_specialist": "Medisch specialist",
    "geen": "Geen verwijzer",
    "rechter": "Rechter of OvJ",
    "bjg": "BJG",
    "btv": "BTV",
    "regieteam": "Regieteam",
    "ouderenadviseur": "Ouderenadviseur",
    "overig": "Overig",
}

REQUEST_KIND = {
    "nieuw": "Nieuw",
    "opnieuw": "Opnieuw in zorg",
    "verlenging": "Verlenging",
    "ophoging": "Ophoging",
}

UNIT = {
    "01": "minuten",
    "04": "uur",
    "14": "etmalen",
    "16": "dagdelen",
    "82": "stuks (output)",
    "83": "euro",
    "84": "stuks (inspanning)",
}

FREQUENCY = {"1": "per dag", "2": "per week", "4": "per maand", "6": "in de hele periode"}

ADJUSTMENT: dict[AdjustmentKind, str] = {
    AdjustmentKind.INTENSITY: "Intensiteit",
    AdjustmentKind.DURATION: "Duur",
    AdjustmentKind.GOALS: "Zorgdoelen",
    AdjustmentKind.TRANSFER_MANNER: "Overdracht",
    AdjustmentKind.TRANSFER_TIMING: "Overdracht vanaf",
}

VOTE: dict[Vote, str] = {
    Vote.CONSENSUS: "Consensus",
    Vote.MAJORITY: "Meerderheid",
    Vote.DISSENT: "Afwijkend standpunt",
}

MEETING_STATE: dict[MeetingState, str] = {
    MeetingState.PLANNED: "Gepland",
    MeetingState.IN_SESSION: "Bezig",
    MeetingState.CLOSED: "Gesloten",
    MeetingState.CANCELLED: "Afgelast",
}

MINUTES_STATE: dict[MinutesState, str] = {
    MinutesState.CONCEPT: "Concept",
    MinutesState.FOR_ADOPTION: "Ter vaststelling",
    MinutesState.ADOPTED: "Vastgesteld",
}

PRESENCE: dict[Presence, str] = {
    Presence.EXPECTED: "verwacht",
    Presence.PRESENT: "ja",
    Presence.ABSENT: "nee",
    Presence.EXCUSED: "afgemeld",
}

TRIGGER = {
    "T1": "Toeleidingsstop",
    "T2": "Instroomlimiet VDB",
    "T3": "> 18 uur per week",
    "T4": "> 47 weken per jaar",
}

ROUTE = {
    "cpv": "CPV",
    "zbo": "ZBO-commissie",
    "doorbraak": "Doorbraakteam",
    "not_needed": "Niet nodig",
    "out_of_scope": "Valt erbuiten",
    "unknown": "Nog niet te bepalen",
}
