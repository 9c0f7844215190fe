"""Words for what the norm register refuses, for its reminders and for the inflow list."""

from casustafel.domain.wording.wording_type import Wording

TEXTS: dict[str, Wording] = {
    "norm-unit-wrong": Wording(
        nl=(
            "Een {instrument} telt niet in deze eenheid.",
            "Kies euro's, jeugdigen, uren per week of weken, zoals bij de maatregel hoort.",
        ),
        en=(
            "A {instrument} is not counted in {unit}.",
            "Choose the unit that belongs to the instrument.",
        ),
    ),
    "norm-amount-not-positive": Wording(
        nl=("De hoogte van de norm is niet meer dan nul.", "Vul een hoogte boven nul in."),
        en=("The amount of the norm is not above zero.", "Fill in an amount above zero."),
    ),
    "norm-spent-negative": Wording(
        nl=("Besteed is minder dan nul.", "Vul nul of meer in."),
        en=("What was spent is below zero.", "Fill in zero or more."),
    ),
    "norm-period-reversed": Wording(
        nl=(
            "De norm eindigt ({end}) voordat deze begint ({start}).",
            "Controleer de begin- en einddatum.",
        ),
        en=("The norm ends ({end}) before it starts ({start}).", "Check both dates."),
    ),
    "norm-analysis-half": Wording(
        nl=(
            "Van het analysegesprek is alleen de datum of alleen de conclusie ingevuld.",
            "Vul beide in, of geen van beide.",
        ),
        en=(
            "Of the analysegesprek only the date or only the conclusion is filled in.",
            "Fill in both, or neither.",
        ),
    ),
    "stop-needs-start": Wording(
        nl=("Deze toeleidingsstop heeft geen begindatum.", "Vul de begindatum in."),
        en=("This toeleidingsstop has no start date.", "Fill in the start date."),
    ),
    "stop-start-too-early": Wording(
        nl=(
            "Deze toeleidingsstop heeft een begindatum, maar is nog niet opgelegd.",
            "Leg de toeleidingsstop op, of maak de begindatum leeg.",
        ),
        en=(
            "This toeleidingsstop has a start date but was not imposed.",
            "Impose the stop, or clear the start date.",
        ),
    ),
    "stop-end-and-state-differ": Wording(
        nl=(
            "De einddatum van de toeleidingsstop past niet bij de status.",
            "Hef de toeleidingsstop op met een einddatum, of maak de einddatum leeg.",
        ),
        en=(
            "The end date of the toeleidingsstop does not fit its state ({state}).",
            "Lift the stop with an end date, or clear the end date.",
        ),
    ),
    "stop-period-reversed": Wording(
        nl=(
            "De toeleidingsstop eindigt ({end}) voordat deze begint ({start}).",
            "Controleer de begin- en einddatum.",
        ),
        en=("The toeleidingsstop ends ({end}) before it starts ({start}).", "Check both dates."),
    ),
    "stop-move-refused": Wording(
        nl=(
            "Deze stap kan niet vanuit de huidige status van de toeleidingsstop.",
            "Doorloop eerst de stappen ervoor: melding, analysegesprek, besluit.",
        ),
        en=(
            "A toeleidingsstop cannot go from {state} to {to}.",
            "Take the steps before it first: notice, analysis, decision.",
        ),
    ),
    "stop-needs-conclusion": Wording(
        nl=(
            "Een toeleidingsstop kan pas als het analysegesprek overschrijding waarschijnlijk "
            "vindt.",
            "Leg eerst de conclusie van het analysegesprek vast.",
        ),
        en=(
            "A toeleidingsstop needs the conclusion that overrun is likely.",
            "Record the conclusion of the analysegesprek first.",
        ),
    ),
    "stop-lift-needs-forecast": Wording(
        nl=(
            "Opheffen kan pas met een verwachting voor de komende vier maanden.",
            "Leg eerst de verwachting vast.",
        ),
        en=(
            "Lifting needs a forecast for the next four months.",
            "Record the forecast first.",
        ),
    ),
    "stop-lift-too-early": Wording(
        nl=(
            "Er wordt op {expected} een nieuwe toeleidingsstop verwacht. Opheffen kan als er tot "
            "en met {until} geen nieuwe wordt verwacht.",
            "Laat de toeleidingsstop staan, of leg een nieuwe verwachting vast.",
        ),
        en=(
            "A new toeleidingsstop is expected on {expected}; lifting needs none up to {until}.",
            "Keep the stop, or record a new forecast.",
        ),
    ),
    "reminder-announce": Wording(
        nl=("Kondig de maatregel aan bij de aanbieder uiterlijk op {due}.", ""),
        en=("Announce the norm to the provider by {due}.", ""),
    ),
    "reminder-decide": Wording(
        nl=("Besluit over de maatregel uiterlijk op {due}.", ""),
        en=("Decide on the norm by {due}.", ""),
    ),
    "reminder-plan": Wording(
        nl=("Maak het plan 'monitoring en gevolgen' klaar uiterlijk op {due}.", ""),
        en=("Have the plan on monitoring and consequences ready by {due}.", ""),
    ),
    "reminder-consult": Wording(
        nl=("Voer het analysegesprek uiterlijk op {due}.", ""),
        en=("Hold the analysegesprek by {due}.", ""),
    ),
    "reminder-conclude": Wording(
        nl=("Besluit over een toeleidingsstop uiterlijk op {due}.", ""),
        en=("Decide on a toeleidingsstop by {due}.", ""),
    ),
    "inflow-cpv": Wording(
        nl=("Toegekend door de CPV op {day}.", ""), en=("Granted by the CPV on {day}.", "")
    ),
    "inflow-zbo": Wording(
        nl=("Toegekend door de ZBO-commissie op {day}.", ""),
        en=("Granted by the ZBO-commissie on {day}.", ""),
    ),
    "inflow-regieteam": Wording(
        nl=("Verwezen door een Regieteam.", ""), en=("Referred by a Regieteam.", "")
    ),
    "inflow-ret": Wording(
        nl=("Verwezen op advies van het RET (kenmerk {reference}).", ""),
        en=("Referred on RET advice (reference {reference}).", ""),
    ),
    "inflow-none": Wording(
        nl=(
            "Geen geldige route gevonden.",
            "Vraag de aanbieder op welke grond deze cliënt is ingestroomd.",
        ),
        en=("No lawful route was found.", "Ask the provider on what ground this client came in."),
    ),
    "inflow-refused": Wording(
        nl=(
            "Geen geldige route: de commissie heeft de aanvraag op {day} afgewezen.",
            "Vraag de aanbieder op welke grond deze cliënt is ingestroomd.",
        ),
        en=(
            "No lawful route: the committee refused the request on {day}.",
            "Ask the provider on what ground this client came in.",
        ),
    ),
    "inflow-granted-later": Wording(
        nl=(
            "Ingestroomd voordat de commissie toekende (op {day}).",
            "Vraag de aanbieder waarom de uitkomst niet is afgewacht.",
        ),
        en=(
            "Came in before the committee granted it (on {day}).",
            "Ask the provider why the outcome was not awaited.",
        ),
    ),
    "inflow-ret-without-reference": Wording(
        nl=(
            "Geen geldige route: bij het RET-advies ontbreekt het kenmerk.",
            "Vraag het kenmerk van het RET-advies op.",
        ),
        en=(
            "No lawful route: the RET advice has no reference.",
            "Ask for the reference of the RET advice.",
        ),
    ),
    "inflow-ret-later": Wording(
        nl=(
            "Geen geldige route: het RET-advies is van na de instroom.",
            "Controleer de datum van het RET-advies.",
        ),
        en=(
            "No lawful route: the RET advice is later than the inflow.",
            "Check the date of the RET advice.",
        ),
    ),
    "inflow-referred-before": Wording(
        nl=(
            "Verwezen op {day}, voordat de toeleidingsstop begon.",
            "Controleer of de verwijzing toen al bij de aanbieder lag.",
        ),
        en=(
            "Referred on {day}, before the toeleidingsstop began.",
            "Check whether the provider had the referral by then.",
        ),
    ),
    "inflow-pending": Wording(
        nl=(
            "De commissie heeft nog geen uitkomst vastgesteld.",
            "Vraag de aanbieder of de zorg al is begonnen.",
        ),
        en=(
            "The committee has not given its outcome yet.",
            "Ask the provider whether the care has begun.",
        ),
    ),
    "inflow-crisis": Wording(
        nl=("Crisishulp: gaat door bij een toeleidingsstop.", ""),
        en=("Crisis care: goes on during a toeleidingsstop.", ""),
    ),
    "inflow-ordered": Wording(
        nl=(
            "Geen geldige route gevonden; de hulp is bepaald door de rechter of een GI.",
            "Beoordeel of de commissie deze cliënt had moeten bespreken.",
        ),
        en=(
            "No lawful route was found; the help was ordered by a court or a GI.",
            "Judge whether the committee should have discussed this client.",
        ),
    ),
}
