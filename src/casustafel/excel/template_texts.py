"""What the template workbooks say: choices as Dutch users read them, hints and examples."""

from collections.abc import Mapping

SHEET_TITLES = {
    "cpv": "Aanvragen CPV",
    "zbo": "ZBO-aanvragen",
    "doorbraak": "Zorgregels",
    "normen": "Normering",
    "instroom": "Instroom",
}
OTHER_SHEET_TITLE = "Aanvragen"

ALWAYS = frozenset(
    {
        *("received", "bsn", "surname", "birth_date", "law", "referrer_type"),
        *("household_key", "norm_kind", "year", "amount"),
    }
)
"""Fields without which a row is of little use."""

FOR_THE_AGENDA = frozenset(
    {
        *("care_form", "request_kind", "provider", "starts_on", "ends_on", "hours_per_week"),
        *("annual_hours", "school", "brin", "answer.help_question", "answer.goals"),
        *("answer.why_this_provider", "answer.alternatives", "answer.basic_help_weighed"),
        *("answer.volume_reasoned", "answer.transfer_planned", "answer.primary_goal"),
        *("answer.school_support_given", "answer.school_task", "answer.home_effort"),
    }
)
"""Fields that a case needs before it can be put on an agenda ("Compleet voor agenda")."""

LEFT_OUT = frozenset({"table_date", "outcome_text", "adjustment_text", "reason_text", "stop_last"})
"""Fields that the table fills in itself, or that are another reading of a heading."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "no_bsn_reason": ("asielzoeker", "nog niet toegekend", "spoed"),
    "law": ("Jeugdwet", "Wmo"),
    "care_form": (
        *("Begeleiding jeugd", "Wmo-begeleiding", "VDB", "NDB", "NDB LVB+", "BSO+", "OTD", "ZBO"),
        *("Jeugd-GGZ", "Orthopedagogisch", "Overig"),
    ),
    "request_kind": ("nieuw", "opnieuw in zorg", "verlenging", "ophoging"),
    "referrer_type": (
        *("BJG", "BTV", "Regieteam", "GI", "Huisarts", "Jeugdarts", "Medisch specialist"),
        *("Rechter", "Gemeente", "Ouderenadviseur", "Geen", "Overig"),
    ),
    "unit": ("uur", "minuten", "dagdeel", "etmaal", "stuks", "euro", "stuks inspanning"),
    "frequency": ("per dag", "per week", "per maand", "in de hele periode"),
    "list_trigger": ("T1", "T2", "T3", "T4"),
    "exemption": ("Geen", "Regieteam", "RET-advies"),
    "answer.primary_goal": (
        *("Onderwijsprogramma", "Zelfredzaamheid", "Gedrag en veiligheid", "Verzorging"),
        "Verpleging of medisch",
    ),
    "answer.informed_how": ("Gesprek", "Telefonisch", "Schriftelijk"),
    "answer.ground": ("Jeugdwet 7.4.0", "Wmo 5.1.1", "Toestemming"),
    "norm_kind": ("Signaalplafond", "Bestedingsruimte", "Instroomtarget", "Intensiteit/duur"),
    "level": ("Lokaal", "Regionaal"),
    "norm_unit": ("Euro", "Kinderen", "Uren per week", "Weken per jaar"),
}

HINTS: Mapping[str, str] = {
    "sender_reference": "Uw eigen nummer van de aanvraag.",
    "received": "De dag waarop de aanvraag binnenkwam.",
    "bsn": "Negen cijfers. Geen BSN? Laat leeg en kies een reden.",
    "no_bsn_reason": "Vul dan ook naam, geboortedatum, postcode en huisnummer in.",
    "law": "De wet waar de hulp onder valt.",
    "care_form": "De soort hulp die wordt gevraagd.",
    "request_kind": "Is de inwoner nieuw, of gaat het om meer of langer?",
    "referrer_type": "Wie de hulp verwijst.",
    "referrer_name": "De naam van de organisatie, niet van een persoon.",
    "surname": "Zonder tussenvoegsel; dat heeft een eigen kolom.",
    "birth_date": "Ook nodig als er een BSN is, voor de controle.",
    "starts_on": "De eerste dag van de gevraagde hulp.",
    "ends_on": "De laatste dag. Bij een aantal per week altijd nodig.",
    "unit": "Waarin het volume is geteld.",
    "frequency": "Waarover het volume is geteld.",
    "urgent": "Kan het niet wachten op de volgende vergadering?",
    "school": "De naam van de school. Vul ook BRIN in.",
    "answer.primary_goal": "Waar de hulp in de eerste plaats op gericht is.",
    "postcode": "Vier cijfers en twee letters.",
    "agb": "Acht cijfers, met de nullen vooraan.",
    "provider": "De naam van de zorgaanbieder.",
    "product_category": "Twee cijfers, met de nul vooraan.",
    "product_code": "Zoals in het contract, ten hoogste vijf tekens.",
    "list_trigger": (
        "T1 toeleidingsstop, T2 instroomlimiet VDB, T3 meer dan 18 uur per week, "
        "T4 meer dan 47 weken per jaar."
    ),
    "exemption": "Alleen bij een Regieteam of een RET-advies.",
    "volume": "Het aantal, alleen het getal.",
    "hours_per_week": "Laat leeg als volume, eenheid en frequentie zijn ingevuld.",
    "weeks_open": "Het aantal weken per jaar dat de aanbieder open is.",
    "urgent_before": "De laatste dag waarop een uitkomst nog helpt.",
    "dossier_number": "Het zaaknummer in het zaaksysteem.",
    "answer.help_question": "In gewone woorden. Alleen wat nodig is.",
    "answer.goals": "Ten hoogste vijf doelen, met een puntkomma ertussen.",
    "answer.alternatives": "Wat is verkend en waarom past het niet? Puntkomma ertussen.",
    "answer.why_this_provider": "Waarom juist deze aanbieder nodig is.",
    "answer.basic_help_weighed": "Waarom basishulp van het Buurtteam niet genoeg is.",
    "answer.volume_reasoned": "Waarom zo veel hulp en zo lang.",
    "answer.transfer_planned": "Wanneer en hoe de hulp naar het Buurtteam gaat.",
    "answer.informed": "De dag waarop de inwoner of de ouders zijn geïnformeerd.",
    "answer.ground": "Op welke grond de gegevens worden gedeeld.",
    "answer.resident_view": "Wat de inwoner of de ouders ervan vinden.",
    "answer.school_support_given": "Wat de school al doet, sinds wanneer en met welk effect.",
    "answer.school_task": "Welke taken de begeleider op school doet.",
    "answer.home_effort": "Welke hulp er thuis en in het gezin is.",
    "brin": "Vier tekens, met twee cijfers erachter voor de vestiging.",
    "household_key": "Hetzelfde nummer voor iedereen op één adres. Geen adres of naam.",
    "annual_hours": "De uren van deze zorgregel in een heel jaar.",
    "residential": "Gaat het om verblijf?",
    "schemes": "Het aantal gemeentelijke regelingen van het huishouden.",
    "level": "Voor wie de norm geldt. Leeg is lokaal.",
    "norm_unit": "Waarin de hoogte is geteld. Leeg volgt uit het type.",
    "year": "Laat leeg als de periode is ingevuld.",
    "stop_until": "De eerste dag waarop de stop niet meer geldt. Leeg: de stop geldt nog.",
    "client_key": "Uw eigen sleutel van de cliënt, als er geen BSN is.",
    "allocation_number": "Het nummer van de toewijzing, zoals in het bericht.",
    "norm_from": "De eerste dag van de norm. Leeg is 1 januari van het jaar.",
    "norm_until": "De laatste dag van de norm. Leeg is 31 december.",
    "amount": "Een bedrag in euro, of een aantal bij een instroomtarget.",
}

EXAMPLES: Mapping[str, str] = {
    "bsn": "999900006",
    "surname": "Zilverroos",
    "prefix": "van der",
    "given_names": "Noor",
    "initials": "N.",
    "postcode": "6511 SA",
    "house_number": "12",
    "provider": "Rivierzorg",
    "agb": "06999922",
    "product_category": "45",
    "product_code": "45A48",
    "volume": "3,5",
    "hours_per_week": "3,5",
    "school": "De Zevensprong",
    "brin": "99AB00",
    "school_year": "2026-2027",
    "household_key": "HH-001",
    "annual_hours": "182",
    "period": "2026 t/m oktober",
    "year": "2027",
    "answer.goals": "Houdt een dagschema vol; Vraagt zelf om hulp",
    "answer.alternatives": "Jongerenwerk: geen begeleiding thuis; Andere aanbieder: wacht lang",
}

KIND_FORMS: Mapping[str, str] = {
    "text": "tekst",
    "name": "tekst",
    "bsn": "negen cijfers die aan de elfproef voldoen",
    "agb": "acht cijfers",
    "brin": "vier of zes tekens",
    "postcode": "vier cijfers, twee letters",
    "date": "datum, dd-mm-jjjj",
    "decimal": "getal, komma mag",
    "integer": "heel getal",
    "cents": "bedrag in euro",
    "yes_no": "ja of nee",
    "choice": "kies uit de lijst",
    "category": "twee cijfers",
    "code": "tekst of nummer",
    "goals": "tekst; puntkomma tussen doelen",
    "alternatives": "tekst; puntkomma tussen alternatieven",
}
