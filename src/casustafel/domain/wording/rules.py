"""Words for the rules of cases, meetings, outcomes and minutes."""

from casustafel.domain.wording.wording_type import Wording

TEXTS = {
    "right-missing": Wording(
        nl=(
            "U hebt hier geen recht toe ({right}, tafel {table}).",
            "Vraag de beheerder om een rol die dit mag.",
        ),
        en=(
            "You have no right to do this ({right}, table {table}).",
            "Ask the administrator for a role that may.",
        ),
    ),
    "case-number-invalid": Wording(
        nl=("{number} is geen casusnummer.", "Schrijf het zoals CPV-2026-0141."),
        en=("{number} is not a case number.", "Write it like CPV-2026-0141."),
    ),
    "case-move-refused": Wording(
        nl=(
            "Casus {number} kan niet van {status} naar {to}.",
            "Kijk op de casus welke stap nu mogelijk is.",
        ),
        en=(
            "Case {number} cannot go from {status} to {to}.",
            "See which step the case allows now.",
        ),
    ),
    "case-move-needs-reason": Wording(
        nl=("Bij casus {number} ontbreekt de reden.", "Vul in waarom de casus deze stap krijgt."),
        en=("Case {number} needs a reason for this step.", "Say why."),
    ),
    "case-held-needs-date": Wording(
        nl=(
            "Casus {number} kan niet zonder datum worden aangehouden.",
            "Kies de datum waarop de casus terugkomt.",
        ),
        en=(
            "Case {number} cannot be held over without a date.",
            "Give the day on which it returns.",
        ),
    ),
    "case-not-complete": Wording(
        nl=(
            "Casus {number} is nog niet compleet: {met} van {of} punten.",
            "Vul de ontbrekende punten aan of vraag aanvulling.",
        ),
        en=(
            "Case {number} is not complete yet: {met} of {of} points.",
            "Fill in what is missing or ask for it.",
        ),
    ),
    "case-of-other-table": Wording(
        nl=(
            "Casus {number} hoort bij een andere commissie.",
            "Kies een vergadering van die commissie.",
        ),
        en=("Case {number} belongs to another table.", "Choose a meeting of that table."),
    ),
    "case-moved-on": Wording(
        nl=(
            "Casus {number} is al verder ({status}).",
            "De uitkomst kan hier niet meer worden gewijzigd.",
        ),
        en=("Case {number} has moved on ({status}).", "Its outcome can no longer be changed here."),
    ),
    "case-needs-identity": Wording(
        nl=(
            "Het is niet duidelijk om wie het gaat.",
            "Vul een BSN in, of waarom dat er niet is, met naam, geboortedatum en adres.",
        ),
        en=(
            "Nobody can be identified.",
            "Give a BSN, or why there is none with name, birth date, postcode and house number.",
        ),
    ),
    "meeting-state-refuses": Wording(
        nl=(
            "De vergadering van {date} staat dit niet toe ({state}).",
            "Open de vergadering of kies een andere.",
        ),
        en=("The meeting of {date} does not allow this ({state}).", "Open it or choose another."),
    ),
    "meeting-times-wrong": Wording(
        nl=(
            "De vergadering eindigt ({ends}) niet na het begin ({starts}).",
            "Kies een latere eindtijd.",
        ),
        en=("The meeting does not end ({ends}) after it starts ({starts}).", "Choose a later end."),
    ),
    "meeting-exists": Wording(
        nl=("Op {date} is er op dat tijdstip al een vergadering.", "Kies een andere dag of tijd."),
        en=("There is a meeting on {date} at that time already.", "Choose another day or time."),
    ),
    "meeting-has-undecided": Wording(
        nl=(
            "{count} casussen zijn nog niet afgerond: {numbers}.",
            "Leg een uitkomst vast, houd ze aan of schuif ze door.",
        ),
        en=(
            "{count} cases are not settled: {numbers}.",
            "Decide them, hold them over or carry them over.",
        ),
    ),
    "meeting-unknown": Wording(
        nl=("Er is geen vergadering {meeting}.", "Kijk in de lijst met vergaderingen."),
        en=("There is no meeting {meeting}.", "See `casustafel meetings` for those there are."),
    ),
    "meeting-ambiguous": Wording(
        nl=("Er zijn {count} vergaderingen {meeting}.", "Kies er een uit de lijst."),
        en=(
            "There are {count} meetings {meeting}.",
            "Name it by its id, as `casustafel meetings --json` prints it.",
        ),
    ),
    "item-stays": Wording(
        nl=(
            "Agendapunt {title} kan niet worden verplaatst of doorgeschoven.",
            "Alleen casussen die nog niet zijn afgerond kunnen dat.",
        ),
        en=(
            "Item {title} cannot be taken off or carried over.",
            "Only cases that are not settled can.",
        ),
    ),
    "item-has-no-case": Wording(
        nl=("Agendapunt {title} is geen casus.", "Kies een agendapunt met een casus."),
        en=("Item {title} has no case.", "Choose an item with a case."),
    ),
    "agenda-order-incomplete": Wording(
        nl=(
            "De nieuwe volgorde noemt niet alle agendapunten.",
            "Ververs de agenda en probeer het opnieuw.",
        ),
        en=("The new order does not name every item once.", "Read the agenda again and retry."),
    ),
    "budget-out-of-range": Wording(
        nl=("{minutes} minuten kan niet.", "Kies 0 tot en met 600 minuten."),
        en=("{minutes} minutes is out of range.", "Choose 0 to 600 minutes."),
    ),
    "invitee-needs-role": Wording(
        nl=("Bij de genodigde ontbreekt de rol.", "Vul de rol in, bijvoorbeeld 'leerkracht'."),
        en=("The invitee has no role.", "Give the role."),
    ),
    "recusal-needs-reason": Wording(
        nl=(
            "De reden waarom dit lid niet deelneemt ontbreekt.",
            "Vul de reden in; die komt in de notulen.",
        ),
        en=("The reason for not taking part is missing.", "Give it; the minutes say it."),
    ),
    "recusal-exists": Wording(
        nl=("Dit lid neemt al niet deel aan dit punt.", "Er hoeft niets te gebeuren."),
        en=("This member already does not take part.", "Nothing needs to be done."),
    ),
    "outcome-exists": Wording(
        nl=("Casus {number} heeft al een uitkomst.", "Corrigeer de uitkomst, met een reden."),
        en=("Case {number} has an outcome already.", "Correct it, with a reason."),
    ),
    "outcome-missing": Wording(
        nl=("Casus {number} heeft nog geen uitkomst.", "Leg eerst een uitkomst vast."),
        en=("Case {number} has no outcome yet.", "Record one first."),
    ),
    "outcome-unknown": Wording(
        nl=(
            "Uitkomst {choice} bestaat niet bij deze commissie.",
            "Kies een van de uitkomsten van de commissie.",
        ),
        en=(
            "Outcome {choice} does not exist at this table.",
            "Choose one of the table's outcomes.",
        ),
    ),
    "outcome-needs-return-date": Wording(
        nl=("Aanhouden vraagt een datum van terugkeer.", "Kies de datum."),
        en=("Holding over needs a date of return.", "Give the date."),
    ),
    "outcome-needs-reason": Wording(
        nl=("De argumentatie ontbreekt.", "Kies ten minste een argument."),
        en=("The outcome has no reason code.", "Choose at least one."),
    ),
    "outcome-reason-unknown": Wording(
        nl=(
            "Argument {reason} bestaat niet bij deze commissie.",
            "Kies een argument uit de lijst.",
        ),
        en=("Reason {reason} does not exist at this table.", "Choose one of the table's reasons."),
    ),
    "outcome-needs-motivation": Wording(
        nl=("De motivering ontbreekt.", "Schrijf in een of twee zinnen waarom."),
        en=("The motivation is missing.", "Say why in a sentence or two."),
    ),
    "outcome-needs-adjustment": Wording(
        nl=(
            "Er is nog geen aanpassing ingevuld.",
            "Vul bij ten minste een onderdeel in wat de commissie adviseert.",
        ),
        en=("No adjustment is given.", "Fill in at least one of the five."),
    ),
    "outcome-has-adjustment": Wording(
        nl=(
            "Er zijn aanpassingen ingevuld bij een uitkomst zonder aanpassing.",
            "Kies een uitkomst met aanpassing, of haal de aanpassingen weg.",
        ),
        en=(
            "An outcome that changes nothing carries adjustments.",
            "Choose an outcome with adjustments, or remove them.",
        ),
    ),
    "outcome-needs-answers": Wording(
        nl=(
            "Voor deze uitkomst is nog niet alles beantwoord: {items}.",
            "Geef het antwoord, of kies n.v.t. en schrijf de reden erbij.",
        ),
        en=(
            "Not all that this outcome asks is answered: {items}.",
            "Answer it, or choose n.v.t. and say why in the note.",
        ),
    ),
    "outcome-may-not-refuse": Wording(
        nl=(
            "Casus {number} kan niet worden afgewezen: de rechter of een gecertificeerde "
            "instelling (GI) heeft de hulp bepaald, of dat is nog niet nagevraagd.",
            "Ken toe of geef een advies. Is er geen kinderbeschermingsmaatregel of "
            "jeugdreclassering? Vul dat dan in bij de casus.",
        ),
        en=(
            "Case {number} cannot be refused: a court or a certified institution (GI) ordered the "
            "help, or nobody asked yet whether it did.",
            "Grant it or give an advice. If no child protection measure or youth probation is in "
            "force, say so in the case.",
        ),
    ),
    "outcome-needs-validity": Wording(
        nl=("De geldigheidsdatum ontbreekt.", "Vul in tot en met welke dag de uitkomst geldt."),
        en=("The last day of validity is missing.", "Give it."),
    ),
    "outcome-needs-contribution": Wording(
        nl=(
            "Wie doet wat is niet compleet.",
            "Vul per regel in wie wat doet, hoeveel uur per week en tot wanneer.",
        ),
        en=(
            "Who does what is not complete.",
            "Give the party, the task, the hours per week and the last day of each line.",
        ),
    ),
    "outcome-needs-dissent": Wording(
        nl=("Het afwijkende standpunt ontbreekt.", "Schrijf op wat het afwijkende standpunt is."),
        en=("The dissenting view is missing.", "Write it down."),
    ),
    "outcome-without-quorum": Wording(
        nl=(
            "De commissie is niet voltallig voor deze casus; afwezig: {missing}.",
            "Leg de uitkomst onder voorbehoud vast, of houd de casus aan.",
        ),
        en=(
            "The table has no quorum for this case; absent: {missing}.",
            "Record the outcome as provisional, or hold the case over.",
        ),
    ),
    "outcome-not-provisional": Wording(
        nl=("Deze uitkomst is niet onder voorbehoud.", "Er hoeft niets te gebeuren."),
        en=("This outcome is not provisional.", "Nothing needs to be done."),
    ),
    "provisional-needs-answer": Wording(
        nl=(
            "Het schriftelijke antwoord ontbreekt.",
            "Vul in wie wanneer heeft geantwoord, en wat.",
        ),
        en=("The written answer is missing.", "Say who answered when, and what."),
    ),
    "held-until-not-later": Wording(
        nl=("De terugkeerdatum {date} ligt niet na de vergadering.", "Kies een latere datum."),
        en=("The date of return {date} is not after the meeting.", "Choose a later one."),
    ),
    "correction-needs-reason": Wording(
        nl=("De reden van de correctie ontbreekt.", "Vul in waarom de uitkomst wordt gewijzigd."),
        en=("The reason for the correction is missing.", "Say why the outcome is changed."),
    ),
    "minutes-not-yet": Wording(
        nl=("Er zijn nog geen notulen.", "Sluit eerst de vergadering."),
        en=("There are no minutes yet.", "Close the meeting first."),
    ),
    "minutes-adopted": Wording(
        nl=(
            "De notulen zijn vastgesteld en kunnen niet meer worden gewijzigd.",
            "Neem een correctie op in de volgende vergadering.",
        ),
        en=(
            "The minutes were adopted and can no longer change.",
            "Put a correction on the next agenda.",
        ),
    ),
    "minutes-move-refused": Wording(
        nl=("De notulen kunnen niet van {state} naar {to}.", "Kijk welke stap nu mogelijk is."),
        en=("The minutes cannot go from {state} to {to}.", "See which step is possible now."),
    ),
    "minutes-blocked": Wording(
        nl=(
            "{count} punten houden het vaststellen tegen, het eerste bij {title}.",
            "Werk de controlelijst boven de notulen af.",
        ),
        en=(
            "{count} points keep the minutes from going on, the first at {title}.",
            "Settle them first.",
        ),
    ),
    "minutes-undecided": Wording(
        nl=("{title} is nog niet afgerond.", "Leg een uitkomst vast, houd aan of schuif door."),
        en=("{title} is not settled.", "Decide, hold over or carry over."),
    ),
    "minutes-provisional": Wording(
        nl=(
            "De uitkomst van {title} is onder voorbehoud.",
            "Bevestig die zodra het antwoord er is.",
        ),
        en=("The outcome of {title} is provisional.", "Confirm it once the answer is in."),
    ),
    "minutes-no-text": Wording(
        nl=("Bij {title} staat nog geen tekst.", "Schrijf een zin of een motivering."),
        en=("{title} has no text.", "Write a sentence or a motivation."),
    ),
    "minutes-action-no-date": Wording(
        nl=("Een actie bij {title} heeft geen datum.", "Vul een datum in."),
        en=("An action at {title} has no date.", "Give it one."),
    ),
    "minutes-nobody-present": Wording(
        nl=("Er is niemand als aanwezig vastgelegd.", "Vul de aanwezigheid in."),
        en=("Nobody is recorded as present.", "Fill in the attendance."),
    ),
    "agenda-item-needs-title": Wording(
        nl=("Het agendapunt heeft geen titel.", "Vul in waarover het punt gaat."),
        en=("The agenda item has no title.", "Say what it is about."),
    ),
    "learning-point-incomplete": Wording(
        nl=("Het leerpunt heeft geen tekst.", "Vul in wat er te leren valt."),
        en=("The learning point has no text or theme.", "Give both."),
    ),
    "action-incomplete": Wording(
        nl=(
            "De actie heeft geen tekst of geen eigenaar.",
            "Vul beide in; de eigenaar is een rol of organisatie.",
        ),
        en=(
            "The action has no text or no owner.",
            "Give both; the owner is a role or organisation.",
        ),
    ),
    "condition-needs-deadline": Wording(
        nl=("De voorwaarde heeft geen datum.", "Vul in wanneer eraan voldaan moet zijn."),
        en=("The condition has no deadline.", "Give the day by which it must be met."),
    ),
    "condition-needs-proof": Wording(
        nl=("Er staat niet hoe aan de voorwaarde is voldaan.", "Vul dat in bij de notitie."),
        en=("It is not said how the condition was met.", "Say so in the note."),
    ),
    "action-already-done": Wording(
        nl=("Deze actie is al afgehandeld.", "Er hoeft niets te gebeuren."),
        en=("This action was done already.", "Nothing needs to be done."),
    ),
}
