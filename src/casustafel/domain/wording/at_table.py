"""Words for the steps of a case at a table: opening, saying, putting right, dealing anew."""

from casustafel.domain.wording.wording_type import Wording

TEXTS = {
    "meeting-not-yet": Wording(
        nl=(
            "Deze vergadering is pas op {date}; het is nu {today}.",
            "Kies Vandaag houden: de vergadering krijgt dan de datum van vandaag.",
        ),
        en=(
            "This meeting is on {date} only; it is {today} now.",
            "Hold it today: the meeting then gets the day of today.",
        ),
    ),
    "meeting-other-day": Wording(
        nl=(
            "Deze vergadering staat op {date}; het is nu {today}.",
            "Kies of de vergadering vandaag is, of achteraf wordt vastgelegd.",
        ),
        en=(
            "This meeting is planned on {date}; it is {today} now.",
            "Say whether it is held today or recorded afterwards.",
        ),
    ),
    "meeting-has-begun": Wording(
        nl=(
            "De vergadering van {date} heeft al een uitkomst, of punten die door zijn geschoven.",
            "Maak die eerst ongedaan, of sluit de vergadering.",
        ),
        en=(
            "The meeting of {date} has an outcome, or items that were carried over.",
            "Undo those first, or close the meeting.",
        ),
    ),
    "reopening-needs-reason": Wording(
        nl=(
            "De reden om de vergadering te heropenen ontbreekt.",
            "Vul in waarom; de notulen vermelden het.",
        ),
        en=(
            "The reason to open the meeting again is missing.",
            "Say why; the minutes will tell it.",
        ),
    ),
    "minutes-before-meeting": Wording(
        nl=(
            "De notulen kunnen niet worden vastgesteld vóór de vergadering van {date}.",
            "Controleer de datum van de vergadering.",
        ),
        en=(
            "The minutes cannot be adopted before the meeting of {date}.",
            "Check the day of the meeting.",
        ),
    ),
    "undo-too-late": Wording(
        nl=(
            "De uitkomst van {number} is niet meer de laatste stap.",
            "Kies Heropenen, met een reden.",
        ),
        en=("The outcome of {number} is no longer the last step.", "Reopen it, with a reason."),
    ),
    "anew-before-adoption": Wording(
        nl=(
            "De notulen met de uitkomst van {number} zijn nog niet vastgesteld.",
            "Heropen de vergadering en de uitkomst.",
        ),
        en=(
            "The minutes with the outcome of {number} were not adopted yet.",
            "Open the meeting and the outcome again.",
        ),
    ),
    "anew-needs-reason": Wording(
        nl=(
            "De reden om {number} opnieuw te behandelen ontbreekt.",
            "Vul in wat er is veranderd.",
        ),
        en=("The reason to deal with {number} anew is missing.", "Say what changed."),
    ),
    "case-on-agenda": Wording(
        nl=(
            "Casus {number} staat al op de agenda van {date}.",
            "Haal de casus daar eerst van de agenda.",
        ),
        en=(
            "Case {number} stands on the agenda of {date} already.",
            "Take it off that agenda first.",
        ),
    ),
    "case-read-only": Wording(
        nl=(
            "Casus {number} is afgerond: wat is gevraagd, verandert niet meer.",
            "Kies Gegevens herstellen, met een reden.",
        ),
        en=(
            "Case {number} is settled: what was asked no longer changes.",
            "Mend it with a reason.",
        ),
    ),
    "repair-needs-reason": Wording(
        nl=("De reden van het herstel ontbreekt.", "Vul in wat er niet klopte."),
        en=("The reason to mend it is missing.", "Say what was wrong."),
    ),
    "case-resident-waits": Wording(
        nl=(
            "De inwoner bij casus {number} is nog niet geïnformeerd over de uitkomst.",
            "Leg eerst vast wie het de inwoner heeft verteld.",
        ),
        en=(
            "The resident of case {number} was not told the outcome yet.",
            "Record first who told them.",
        ),
    ),
    "outcome-reason-unfit": Wording(
        nl=(
            "Reden {reason} past niet bij deze uitkomst.",
            "Kies een reden die bij de uitkomst staat.",
        ),
        en=("Reason {reason} does not fit this outcome.", "Choose one that goes with it."),
    ),
    "outcome-may-not-wait": Wording(
        nl=(
            "Hulp die een rechter of GI heeft bepaald, kan alleen wachten als zij dat zeggen.",
            "Schrijf in de motivering wie heeft gezegd dat het kan wachten.",
        ),
        en=(
            "Help that a court ordered or a GI chose can wait only when they say so.",
            "Write in the motivation who said that it can wait.",
        ),
    ),
    "outcome-has-quorum": Wording(
        nl=(
            "De commissie is voltallig genoeg: onder voorbehoud is niet nodig.",
            "Haal het vinkje weg bij Onder voorbehoud.",
        ),
        en=(
            "There is a quorum: the outcome need not be provisional.",
            "Take the mark off.",
        ),
    ),
    "contribution-hours-wrong": Wording(
        nl=("“{hours}” is geen aantal uren per week.", "Vul een getal in, zoals 6 of 6,25."),
        en=("“{hours}” is no number of hours a week.", "Give a number, such as 6 or 6.25."),
    ),
    "contribution-hours-many": Wording(
        nl=("{hours} uur past niet in een week.", "Controleer de uren per week."),
        en=("{hours} hours do not fit in a week.", "Check the hours a week."),
    ),
    "contribution-hours-over": Wording(
        nl=(
            "Er is {asked} uur per week gevraagd en {hours} uur ingevuld.",
            "Verlaag de uren, of ken toe met aanpassing.",
        ),
        en=(
            "{asked} hours a week were asked and {hours} are filled in.",
            "Lower them, or grant with an adjustment.",
        ),
    ),
    "outcome-day-before-meeting": Wording(
        nl=(
            "De datum {date} ligt vóór de vergadering van {meeting}.",
            "Controleer het jaar en de maand.",
        ),
        en=("The day {date} lies before the meeting of {meeting}.", "Check year and month."),
    ),
    "outcome-evaluation-late": Wording(
        nl=(
            "De evaluatie op {date} ligt na het einde op {ends}.",
            "Kies een evaluatiedatum vóór het einde.",
        ),
        en=("The evaluation on {date} lies after the end on {ends}.", "Choose a day before it."),
    ),
    "correction-weighs": Wording(
        nl=(
            "Corrigeren herstelt alleen een vergissing in woorden, data of namen.",
            "Heropen de uitkomst om keuze, redenen, aanpassingen, stemming of uren te wijzigen.",
        ),
        en=(
            "A correction mends a slip in words, days or names only.",
            "Reopen the outcome to change choice, reasons, adjustments, vote or hours.",
        ),
    ),
    "correction-changes-nothing": Wording(
        nl=("Deze correctie verandert niets.", "Wijzig wat niet klopt, of kies Annuleren."),
        en=("This correction changes nothing.", "Change what is wrong, or cancel."),
    ),
    "correction-empties": Wording(
        nl=(
            "Een correctie haalt niet weg wat er is gezegd.",
            "Vul het veld weer in, of heropen de uitkomst.",
        ),
        en=(
            "A correction does not take away what was said.",
            "Fill the field in again, or reopen the outcome.",
        ),
    ),
    "confirmation-not-missing": Wording(
        nl=(
            "{by} ontbrak niet, of heeft al geantwoord.",
            "Kies wie van de ontbrekende disciplines heeft geantwoord.",
        ),
        en=(
            "{by} was not missing, or has answered.",
            "Choose which missing discipline answered.",
        ),
    ),
    "confirmation-needs-text": Wording(
        nl=("Het antwoord ontbreekt.", "Schrijf op wat de discipline heeft geantwoord."),
        en=("The answer is missing.", "Write down what the discipline answered."),
    ),
    "confirmation-day-wrong": Wording(
        nl=(
            "Op {date} kan het antwoord niet zijn gegeven.",
            "Kies een dag vanaf de vergadering tot en met vandaag.",
        ),
        en=(
            "The answer cannot be of {date}.",
            "Choose a day from the meeting up to today.",
        ),
    ),
}
