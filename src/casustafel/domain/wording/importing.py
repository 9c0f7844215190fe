"""Words for what an import finds when it compares a list with what is there."""

from casustafel.domain.wording.wording_type import Wording

TEXTS = {
    "file-known": Wording(
        nl=("Dit bestand is op {date} al ingelezen.", "Er is niets gewijzigd."),
        en=("This file came in on {date} already.", "Nothing was changed."),
    ),
    "row-duplicate": Wording(
        nl=("Deze regel staat al in rij {first}.", "De regel is niet nog een keer ingelezen."),
        en=("This row repeats row {first}.", "It was not taken a second time."),
    ),
    "provider-unknown": Wording(
        nl=(
            "Aanbieder {provider} was nog niet bekend en is toegevoegd.",
            "Controleer de naam, of voeg die toe als andere schrijfwijze.",
        ),
        en=(
            "Provider {provider} was not known and was added.",
            "Check the name, or make it an alias of another provider.",
        ),
    ),
    "person-elsewhere": Wording(
        nl=(
            "Deze persoon heeft ook een open casus ({number}).",
            "Kijk of het om dezelfde vraag gaat.",
        ),
        en=(
            "This person has another open case ({number}).",
            "See whether it is about the same question.",
        ),
    ),
    "person-alike": Wording(
        nl=(
            "Deze persoon lijkt op iemand die al bekend is: zelfde geboortedatum en postcode.",
            "Controleer het BSN en de spelling van de naam.",
        ),
        en=(
            "This person is like somebody known: same birth date and postcode.",
            "Check the BSN and the spelling of the name.",
        ),
    ),
    "kept-by-hand": Wording(
        nl=(
            "{field} is in het programma met de hand gewijzigd en bleef zo.",
            "Kies in het venster welke waarde geldt.",
        ),
        en=(
            "{field} was edited by hand in the program and stayed as it is.",
            "Choose in the window which value holds.",
        ),
    ),
    "client-differs": Wording(
        nl=(
            "Van de cliënt is iets anders bekend; dat bleef zo.",
            "Kies in het venster welke waarde geldt.",
        ),
        en=(
            "Something else is kept of the client, which stayed as it is.",
            "Choose in the window which value holds.",
        ),
    ),
    "allocation-other-person": Wording(
        nl=(
            "Dit toewijzingnummer hoort bij een andere cliënt, in casus {case}.",
            "Controleer het toewijzingnummer en het BSN.",
        ),
        en=(
            "This allocation number belongs to another client, in case {case}.",
            "Check the allocation number and the BSN.",
        ),
    ),
    "allocation-twice": Wording(
        nl=(
            "Dit toewijzingnummer staat op rij {first} bij een andere cliënt.",
            "Controleer het toewijzingnummer en het BSN op beide rijen.",
        ),
        en=(
            "This allocation number stands at another client in row {first}.",
            "Check the allocation number and the BSN in both rows.",
        ),
    ),
    "case-treated": Wording(
        nl=(
            "Casus {number} is al in behandeling of afgerond en bleef zoals die was.",
            "Klopt de lijst, pas de casus dan zelf aan of begin een nieuwe.",
        ),
        en=(
            "Case {number} is in session or done and stayed as it was.",
            "If the list is right, edit the case yourself or begin a new one.",
        ),
    ),
    "received-assumed": Wording(
        nl=("De datum van de aanvraag ontbreekt.", "Vandaag is ingevuld."),
        en=("The date of the request is missing.", "Today was taken."),
    ),
    "answer-not-taken": Wording(
        nl=(
            "De tekst bij {field} past niet bij de vraag en is niet overgenomen.",
            "Vul het antwoord bij de casus in.",
        ),
        en=("The text for {field} does not fit the question.", "Answer it at the case."),
    ),
    "alias-empty": Wording(
        nl=("Een schrijfwijze mist een tekst.", "Vul de schrijfwijze en de juiste naam in."),
        en=("A spelling has no text.", "Give both the spelling and the right name."),
    ),
    "alias-line": Wording(
        nl=("De regel “{line}” is niet te lezen.", "Schrijf: BJG = BJJ; BJJG"),
        en=("The line “{line}” cannot be read.", "Write: BJG = BJJ; BJJG"),
    ),
    "alias-of-itself": Wording(
        nl=("“{name}” is al de juiste naam.", "Geef een andere schrijfwijze."),
        en=("“{name}” is the right name already.", "Give another spelling."),
    ),
    "alias-twice": Wording(
        nl=("“{spelling}” staat al bij {name}.", "Kies één juiste naam."),
        en=("“{spelling}” stands for {name} already.", "Choose one right name."),
    ),
    "import-undone": Wording(
        nl=("Deze import is al ongedaan gemaakt.", "Er hoeft niets te gebeuren."),
        en=("This import was undone already.", "Nothing needs to be done."),
    ),
    "import-moved-on": Wording(
        nl=(
            "Casus {number} uit deze import is al geagendeerd of gewijzigd.",
            "De import kan niet meer als geheel ongedaan worden gemaakt.",
        ),
        en=(
            "Case {number} of this import was scheduled or edited.",
            "The import can no longer be undone as a whole.",
        ),
    ),
}
