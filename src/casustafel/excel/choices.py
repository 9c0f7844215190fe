"""Words of lists for the program's own codes: forms of care, referrers, units and the like."""

import re
from collections.abc import Mapping

_PARTED = re.compile(r"\s*[,;/+(&]\s*|\s+")

LAWS = {
    "jeugd": "jeugd", "jeugdwet": "jeugd", "jw": "jeugd", "j": "jeugd",
    "wmo": "wmo", "wmo 2015": "wmo", "w": "wmo",
}  # fmt: skip

CARE_FORMS = {
    "begeleiding jeugd": "begeleiding_jeugd", "begeleiding jeugd regulier": "begeleiding_jeugd",
    "begeleiding regulier": "begeleiding_jeugd", "jeugdbegeleiding": "begeleiding_jeugd",
    "jeugdhulp ambulant": "begeleiding_jeugd", "ambulante begeleiding jeugd": "begeleiding_jeugd",
    "wmo-begeleiding": "wmo_begeleiding", "wmo begeleiding": "wmo_begeleiding",
    "begeleiding wmo": "wmo_begeleiding", "ambulante wmo-begeleiding": "wmo_begeleiding",
    "vdb": "vdb", "voorschoolse dagbehandeling": "vdb", "dagbehandeling voorschools": "vdb",
    "ndb": "ndb", "naschoolse dagbehandeling": "ndb", "ndb lvb+": "ndb_lvb", "ndb lvb": "ndb_lvb",
    "bso+": "bso_plus", "bso plus": "bso_plus", "otd": "otd", "zbo": "zbo",
    "zorg binnen onderwijs": "zbo", "jeugd-ggz": "jeugd_ggz", "jeugd ggz": "jeugd_ggz",
    "orthopedagogische behandeling": "orthopedagogisch", "orthopedagogisch": "orthopedagogisch",
    "overig": "overig", "anders": "overig",
}  # fmt: skip

REFERRERS = {
    "01": "gemeente", "1": "gemeente", "gemeente": "gemeente",
    "02": "huisarts", "2": "huisarts", "huisarts": "huisarts", "huisarts / poh-j": "huisarts",
    "poh-j": "huisarts", "poh": "huisarts", "03": "jeugdarts", "3": "jeugdarts",
    "jeugdarts": "jeugdarts", "04": "gi", "4": "gi", "gi": "gi",
    "gecertificeerde instelling": "gi", "jeugdbescherming": "gi", "05": "medisch_specialist",
    "5": "medisch_specialist", "medisch specialist": "medisch_specialist",
    "06": "geen", "6": "geen", "geen": "geen", "08": "rechter", "8": "rechter",
    "rechter": "rechter", "rechter of ovj": "rechter", "ovj": "rechter",
    "bjg": "bjg", "bjj": "bjg", "bjjg": "bjg", "bjk": "bjg", "buurtteam": "bjg", "buurteam": "bjg",
    "buurtteam jeugd en gezin": "bjg", "buurtteams jeugd en gezin": "bjg",
    "buurteams jeugd en gezin": "bjg", "oidos": "bjg", "btv": "btv",
    "buurtteam volwassenen": "btv", "buurtteams volwassenen": "btv",
    "buurteams volwassenen": "btv", "sbvn": "btv", "regieteam": "regieteam",
    "ouderenadviseur": "ouderenadviseur", "overig": "overig",
}  # fmt: skip

REQUEST_KINDS = {
    "nieuw": "nieuw", "nieuwe aanvraag": "nieuw", "start": "nieuw", "opnieuw": "opnieuw",
    "opnieuw in zorg": "opnieuw", "herstart": "opnieuw", "verlenging": "verlenging",
    "herindicatie": "verlenging", "verlengen": "verlenging", "ophoging": "ophoging",
    "uitbreiding": "ophoging",
}  # fmt: skip

UNITS = {
    "01": "01", "1": "01", "minuut": "01", "minuten": "01", "min": "01",
    "04": "04", "4": "04", "uur": "04", "uren": "04", "u": "04",
    "14": "14", "etmaal": "14", "etmalen": "14", "16": "16", "dagdeel": "16", "dagdelen": "16",
    "82": "82", "stuks": "82", "stuk": "82", "stuks output": "82", "83": "83", "euro": "83",
    "84": "84", "stuks inspanning": "84",
}  # fmt: skip

FREQUENCIES = {
    "1": "1", "01": "1", "dag": "1", "per dag": "1", "dagelijks": "1",
    "2": "2", "02": "2", "week": "2", "per week": "2", "p/w": "2", "wekelijks": "2", "pw": "2",
    "4": "4", "04": "4", "maand": "4", "per maand": "4", "p/m": "4", "maandelijks": "4",
    "6": "6", "06": "6", "totaal": "6", "totaal binnen geldigheidsduur": "6",
    "in de hele periode": "6", "hele periode": "6",
}  # fmt: skip

EXEMPTIONS = {
    "geen": "", "nee": "", "regieteam": "regieteam", "ret": "ret", "ret-advies": "ret",
    "ret advies": "ret", "regionaal expertteam": "ret",
}  # fmt: skip

TRIGGERS = {
    "t1": "T1", "toeleidingsstop": "T1", "toelidingsstop": "T1", "toeleidingstop": "T1",
    "toelijdingsstop": "T1", "bestedingsruimte": "T1",
    "t1 toeleidingsstop": "T1", "t1 bestedingsruimte": "T1", "t2": "T2", "instroomlimiet": "T2",
    "instroomlimiet vdb": "T2", "t2 instroomlimiet": "T2", "t3": "T3", "> 18 uur per week": "T3",
    ">18 uur": "T3", "meer dan 18 uur": "T3", "t3 >18 u/w": "T3", "t3 > 18 uur": "T3", "t4": "T4",
    "> 47 weken": "T4", "> 47 weken per jaar": "T4", ">47 weken": "T4", "t4 >47 wkn": "T4",
}  # fmt: skip

NO_BSN = {
    "asielzoeker": "asielzoeker", "nog niet toegekend": "nog_niet_toegekend", "spoed": "spoed",
    "volgt": "nog_niet_toegekend", "nog geen bsn": "nog_niet_toegekend",
    "geen bsn": "nog_niet_toegekend", "nog niet bekend": "nog_niet_toegekend",
    "aangevraagd": "nog_niet_toegekend", "bsn aangevraagd": "nog_niet_toegekend",
    "bsn volgt": "nog_niet_toegekend", "nog aan te vragen": "nog_niet_toegekend",
}  # fmt: skip

GOALS_OF_SCHOOL = {
    "onderwijsprogramma": "onderwijsprogramma", "zelfredzaamheid": "zelfredzaamheid",
    "gedrag": "gedrag", "gedrag/veiligheid": "gedrag", "gedrag en veiligheid": "gedrag",
    "veiligheid": "gedrag", "verzorging": "verzorging", "verpleging": "verpleging",
    "verpleging/medisch": "verpleging", "medisch": "verpleging",
    "verpleging of medisch": "verpleging",
}  # fmt: skip

INFORMED_HOW = {
    "gesprek": "gesprek", "in een gesprek": "gesprek", "huisbezoek": "gesprek",
    "mondeling": "gesprek", "telefonisch": "telefonisch", "telefoon": "telefonisch",
    "gebeld": "telefonisch", "schriftelijk": "schriftelijk", "brief": "schriftelijk",
    "e-mail": "schriftelijk", "email": "schriftelijk", "mail": "schriftelijk",
}  # fmt: skip

#: Jeugdwet 7.4.0 and Wmo 5.1.1 allow the processing by law; else there is consent.
GROUNDS = {
    "jeugdwet 7.4.0": "jw740", "7.4.0": "jw740", "7.4.0 jw": "jw740", "jw 7.4.0": "jw740",
    "artikel 7.4.0 jeugdwet": "jw740", "wmo 5.1.1": "wmo511", "5.1.1": "wmo511",
    "5.1.1 wmo": "wmo511", "artikel 5.1.1 wmo": "wmo511", "toestemming": "toestemming",
}  # fmt: skip

NORM_KINDS = {
    "signaalplafond": "signaalplafond", "bestedingsruimte": "bestedingsruimte",
    "instroomtarget": "instroomtarget", "maximaal instroomtarget": "instroomtarget",
    "instroomlimiet": "instroomtarget", "intensiteit": "intensiteit_duur",
    "duur": "intensiteit_duur", "normering intensiteit/duur": "intensiteit_duur",
    "intensiteit/duur": "intensiteit_duur", "intensiteit_duur": "intensiteit_duur",
}  # fmt: skip

LEVELS = {
    "lokaal": "lokaal", "gemeente": "lokaal", "gemeentelijk": "lokaal", "l": "lokaal",
    "regionaal": "regionaal", "regio": "regionaal", "rob": "regionaal", "r": "regionaal",
}  # fmt: skip

NORM_UNITS = {
    "euro": "cents", "euro's": "cents", "eur": "cents", "€": "cents", "bedrag": "cents",
    "kinderen": "children", "jeugdigen": "children", "clienten": "children",
    "aantal": "children", "personen": "children", "kind": "children",
    "uren per week": "hours_per_week", "uur per week": "hours_per_week",
    "uren per kind per week": "hours_per_week", "uur per kind per week": "hours_per_week",
    "u/w": "hours_per_week", "uren p/w": "hours_per_week", "uur p/w": "hours_per_week",
    "weken": "weeks", "weken per jaar": "weeks", "weken open": "weeks", "openingsweken": "weeks",
}  # fmt: skip


def first_word_choice(text: str, choices: Mapping[str, str]) -> str | None:
    """Return the code of a text, or of its first word ("BJG Noord" is BJG); None for neither."""
    found = choices.get(text)
    if found is None:
        parts = _PARTED.split(text, maxsplit=1)
        found = choices.get(parts[0].rstrip(".:")) if parts[0] else None
    return found
