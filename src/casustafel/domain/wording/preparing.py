"""Words for what happens before and beside the meeting: vooradviezen, spoed, changing tables."""

from casustafel.domain.wording.wording_type import Wording

_ADVICE = {
    "advice-closed": Wording(
        nl=(
            "De vooradviezen van casus {number} liggen al op tafel.",
            "Breng uw standpunt in de vergadering in.",
        ),
        en=("The advices on case {number} were opened.", "Say what you think in the meeting."),
    ),
    "advice-recused": Wording(
        nl=(
            "U neemt niet deel aan casus {number}.",
            "U geeft daarom geen vooradvies en ziet dat van anderen niet.",
        ),
        en=("You take no part in case {number}.", "So you give no advice on it and see none."),
    ),
    "advice-member-recused": Wording(
        nl=("{member} neemt niet deel aan casus {number}.", "Kies een ander lid of andere casus."),
        en=("{member} takes no part in case {number}.", "Choose another member or case."),
    ),
    "advice-empty": Wording(
        nl=("Er is nog niets ingevuld.", "Beantwoord ten minste één criterium."),
        en=("Nothing was answered yet.", "Answer at least one criterion."),
    ),
    "advice-submitted": Wording(
        nl=(
            "Dit vooradvies is al ingediend.",
            "Neem het terug om het te wijzigen.",
        ),
        en=("This advice was handed in.", "Take it back to change it."),
    ),
    "advice-not-submitted": Wording(
        nl=("Dit vooradvies is nog niet ingediend.", "Er hoeft niets te gebeuren."),
        en=("This advice was not handed in yet.", "Nothing needs to be done."),
    ),
    "advice-not-yours": Wording(
        nl=(
            "U kunt alleen uw eigen vooradvies invullen.",
            "De secretaris vult het in voor een lid dat het programma niet gebruikt.",
        ),
        en=(
            "You may give no advice but your own.",
            "The secretary enters it for a member who does not use the program.",
        ),
    ),
    "advice-form-other": Wording(
        nl=(
            "{file} is geen formulier voor een vooradvies.",
            "Kies het formulier dat u uit Casustafel hebt opgeslagen.",
        ),
        en=("{file} is no form for an advice.", "Choose the form that Casustafel wrote."),
    ),
    "advice-form-criterion": Wording(
        nl=(
            "In het formulier staat een onbekend criterium in rij {row}.",
            "Sla een nieuw formulier op; verander de eerste kolom niet.",
        ),
        en=(
            "The form has an unknown criterion in row {row}.",
            "Save a new form; do not change its first column.",
        ),
    ),
    "advice-form-version": Wording(
        nl=(
            "Dit formulier hoort bij een andere versie van het afwegingskader.",
            "Sla een nieuw formulier op en neem de antwoorden over.",
        ),
        en=(
            "This form belongs to another version of the framework.",
            "Save a new form and copy the answers.",
        ),
    ),
    "advice-no-item": Wording(
        nl=(
            "Casus {number} staat niet op een komende agenda.",
            "Zet de casus eerst op een agenda.",
        ),
        en=("Case {number} is on no agenda to come.", "Put it on an agenda first."),
    ),
}

_URGENT = {
    "urgent-needs-reason": Wording(
        nl=("De reden van de spoed ontbreekt.", "Schrijf op waarom dit niet kon wachten."),
        en=("The reason of the urgency is missing.", "Say why it could not wait."),
    ),
    "urgent-needs-decider": Wording(
        nl=("Er staat niet wie heeft beslist.", "Vul een rol in, bijvoorbeeld voorzitter."),
        en=("It is not said who decided.", "Give a role, such as chair."),
    ),
    "urgent-needs-decision": Wording(
        nl=("Er staat niet wat er is besloten.", "Schrijf dat in een zin op."),
        en=("It is not said what was decided.", "Say so in a sentence."),
    ),
    "urgent-needs-choice": Wording(
        nl=("Er is nog geen uitkomst gekozen.", "Kies wat er is besloten."),
        en=("No outcome was chosen.", "Choose what was decided."),
    ),
    "urgent-needs-why": Wording(
        nl=("De reden ontbreekt.", "Schrijf op waarom de commissie dit niet bekrachtigt."),
        en=("The reason is missing.", "Say why the table does not ratify it."),
    ),
    "urgent-decided-ahead": Wording(
        nl=("{date} ligt in de toekomst.", "Vul de dag in waarop is beslist."),
        en=("{date} lies ahead.", "Give the day on which it was decided."),
    ),
    "urgent-first": Wording(
        nl=(
            "Over casus {number} is buiten de vergadering besloten.",
            "Bekrachtig dat besluit eerst, of niet.",
        ),
        en=(
            "Case {number} was decided on outside a meeting.",
            "First ratify that decision, or not.",
        ),
    ),
    "meeting-cancel-begun": Wording(
        nl=(
            "De vergadering van {date} is al begonnen en kan niet meer worden afgelast.",
            "Schuif door wat niet aan bod komt en sluit de vergadering.",
        ),
        en=(
            "The meeting of {date} has begun and can no longer be called off.",
            "Carry over what is not discussed and close it.",
        ),
    ),
    "meeting-cancel-held": Wording(
        nl=(
            "De vergadering van {date} is al gehouden en kan niet meer worden afgelast.",
            "Kies een vergadering die nog gepland is.",
        ),
        en=(
            "The meeting of {date} was held and can no longer be called off.",
            "Choose one that is still planned.",
        ),
    ),
    "meeting-cancel-twice": Wording(
        nl=(
            "De vergadering van {date} is al afgelast.",
            "Open haar in de lijst om de afzegging nog eens op te slaan.",
        ),
        en=(
            "The meeting of {date} was called off already.",
            "Open it in the list to save its cancellation once more.",
        ),
    ),
    "urgent-stays": Wording(
        nl=(
            "Het spoedbesluit over {title} moet in deze vergadering worden bekrachtigd.",
            "Laat de casus op de agenda staan.",
        ),
        en=(
            "The urgent decision on {title} must be ratified in this meeting.",
            "Leave the case on the agenda.",
        ),
    ),
    "urgent-not-waiting": Wording(
        nl=(
            "Casus {number} wacht niet in de wachtrij.",
            "Kies een casus die nog niet op een agenda staat.",
        ),
        en=("Case {number} does not wait in the queue.", "Choose one that is on no agenda."),
    ),
    "urgent-exists": Wording(
        nl=(
            "Voor casus {number} is al een spoedbesluit vastgelegd.",
            "Laat dat eerst door de vergadering bekrachtigen.",
        ),
        en=(
            "An urgent decision on case {number} was recorded before.",
            "Let the meeting ratify that first.",
        ),
    ),
    "urgent-judged": Wording(
        nl=("De vergadering heeft hierover al gesproken.", "Er hoeft niets te gebeuren."),
        en=("The meeting spoke of this already.", "Nothing needs to be done."),
    ),
    "urgent-needs-end": Wording(
        nl=("De einddatum ontbreekt.", "Vul in tot en met welke dag de hulp doorloopt."),
        en=("The end date is missing.", "Give the last day of the help."),
    ),
    "urgent-needs-bridging": Wording(
        nl=("Het overbruggingsplan ontbreekt.", "Schrijf op wat er daarna in de plaats komt."),
        en=("The bridging plan is missing.", "Say what comes instead."),
    ),
    "urgent-after-decision": Wording(
        nl=(
            "Casus {number} staat niet meer in de wachtrij of op een agenda.",
            "Spoed legt u vast voordat de commissie de casus heeft besproken.",
        ),
        en=(
            "Case {number} is no longer in the queue or on an agenda.",
            "Urgency is recorded before the table discussed the case.",
        ),
    ),
}

_TABLES = {
    "framework-in-use": Wording(
        nl=(
            "Met versie {version} zijn al antwoorden gegeven; die blijft leesbaar zoals zij was.",
            "Begin een nieuwe versie en pas die aan.",
        ),
        en=(
            "Answers were given with version {version}; it stays readable as it was.",
            "Begin a new version and change that.",
        ),
    ),
    "framework-column-unclear": Wording(
        nl=(
            "De kolom '{line}' is niet duidelijk.",
            "Schrijf per regel een naam, en zo nodig | tekst, getal, datum, ja/nee of keuze: a, b.",
        ),
        en=(
            "The column '{line}' is not clear.",
            "Write a name per line, and if need be | tekst, getal, datum, ja/nee or keuze: a, b.",
        ),
    ),
    "framework-last-version": Wording(
        nl=("Versie {version} is de enige van deze commissie.", "Pas haar aan."),
        en=("Version {version} is the only one of this table.", "Change it."),
    ),
    "committee-prefix-taken": Wording(
        nl=(
            "De casusnummers van {name} beginnen al met {prefix}.",
            "Kies een ander begin voor de casusnummers.",
        ),
        en=("Case numbers of {name} begin with {prefix} already.", "Choose another prefix."),
    ),
    "committee-needs-framework": Wording(
        nl=(
            "{name} is nieuw en heeft nog geen afwegingskader.",
            "Kies ook het bestand met het afwegingskader.",
        ),
        en=("{name} is new and has no framework yet.", "Choose the file of its framework too."),
    ),
    "calendar-no-meetings": Wording(
        nl=("Er zijn geen geplande vergaderingen.", "Plan eerst een vergadering."),
        en=("There are no planned meetings.", "Plan a meeting first."),
    ),
    "calendar-item-no-time": Wording(
        nl=(
            "{title} heeft nog geen vaste begintijd.",
            "Geef het agendapunt eerst een vaste begintijd.",
        ),
        en=("{title} has no fixed start time.", "Give the item a fixed start time first."),
    ),
    "calendar-no-actions": Wording(
        nl=("Er zijn geen open acties met een datum.", "Geef een actie eerst een datum."),
        en=("There are no open actions with a day.", "Give an action a day first."),
    ),
    "file-no-text": Wording(
        nl=("{file} is geen leesbaar tekstbestand.", "Kies een bestand dat uit Casustafel komt."),
        en=("{file} is no readable text file.", "Choose a file made by Casustafel."),
    ),
}

TEXTS = _ADVICE | _URGENT | _TABLES
