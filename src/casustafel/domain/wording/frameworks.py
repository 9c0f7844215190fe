"""Words for committees, frameworks and answers; and how their parts are called on screen."""

from enum import StrEnum

from casustafel.domain.framework_changes import ChangeKind
from casustafel.domain.frameworks import FrameworkState, ItemKind, Required, Stage
from casustafel.domain.outcomes import OutcomeKind
from casustafel.domain.wording.catalogue import Language
from casustafel.domain.wording.wording_type import Wording

_LABELS: dict[type[StrEnum], dict[str, tuple[str, str]]] = {
    FrameworkState: {
        "concept": ("Concept", "Draft"),
        "adopted": ("Vastgesteld", "Adopted"),
        "replaced": ("Vervangen", "Replaced"),
    },
    Stage: {
        "request": ("Aanvraag", "Request"),
        "criteria": ("Afweging", "Criteria"),
        "outcome": ("Uitkomst", "Outcome"),
    },
    ItemKind: {
        "scale": ("Ja, deels, nee of n.v.t.", "Yes, partly, no or n/a"),
        "yes_no": ("Ja of nee", "Yes or no"),
        "text": ("Tekst", "Text"),
        "number": ("Getal", "Number"),
        "choice": ("Eén keuze", "One choice"),
        "multi": ("Meer keuzes", "Several choices"),
        "date": ("Datum", "Date"),
        "table": ("Tabel", "Table"),
    },
    Required: {
        "no": ("Niet verplicht", "Not required"),
        "agenda": ("Vóór de agenda", "Before the agenda"),
        "close": ("Vóór het sluiten", "Before closing"),
    },
    OutcomeKind: {
        "granted": ("Toegekend", "Granted"),
        "granted_adjusted": ("Toegekend met aanpassing", "Granted with adjustments"),
        "refused": ("Afgewezen", "Refused"),
        "held_over": ("Aangehouden", "Held over"),
        "changed": ("Hulp verandert", "Help changes"),
        "unchanged": ("Hulp blijft gelijk", "Help stays the same"),
        "elsewhere": ("Een ander is aan zet", "Somebody else has to act"),
        "other": ("Anders", "Otherwise"),
    },
    ChangeKind: {
        "added": ("Toegevoegd", "Added"),
        "removed": ("Vervallen", "Removed"),
        "changed": ("Gewijzigd", "Changed"),
    },
}

_FIELDS: dict[str, tuple[str, str]] = {
    "title": ("Titel", "Title"),
    "stage": ("Onderdeel", "Stage"),
    "help": ("Uitleg", "Help"),
    "folded": ("Ingeklapt", "Folded"),
    "condition": ("Geldt voor", "Applies to"),
    "order": ("Volgorde", "Order"),
    "text": ("Vraag", "Question"),
    "kind": ("Soort antwoord", "Kind of answer"),
    "required": ("Verplicht", "Required"),
    "unit": ("Eenheid", "Unit"),
    "options": ("Keuzes", "Options"),
    "columns": ("Kolommen", "Columns"),
    "optional_for": ("Niet verplicht voor", "Not required of"),
    "for_outcomes": ("Verplicht vóór uitkomst", "Required before outcome"),
    "note": ("Notitie mogelijk", "Note offered"),
    "section": ("Groep", "Section"),
}

_FIELD_KINDS: dict[str, type[StrEnum]] = {
    "stage": Stage,
    "kind": ItemKind,
    "required": Required,
    "for_outcomes": OutcomeKind,
}


def label(value: StrEnum, language: Language = "nl") -> str:
    """Return how a state, stage, kind, requirement, outcome or change is called.

    Raises KeyError.
    """
    dutch, english = _LABELS[type(value)][value.value]
    return dutch if language == "nl" else english


def field_label(field: str, language: Language = "nl") -> str:
    """Return how a field of a section or item is called. Raises KeyError."""
    dutch, english = _FIELDS[field]
    return dutch if language == "nl" else english


def changed_value(field: str, value: str, language: Language = "nl") -> str:
    """Return the old or new value of a `PartChange` in words; a dash for nothing."""
    kind = _FIELD_KINDS.get(field)
    if kind is not None and value:
        return ", ".join(label(kind(one), language) for one in value.split(", "))
    return value or "–"


TEXTS = {
    "committee-other-format": Wording(
        nl=(
            "Dit bestand beschrijft geen commissie of team.",
            "Kies een bestand dat uit Casustafel komt.",
        ),
        en=("This file describes no table of Casustafel.", "Choose a file made by Casustafel."),
    ),
    "committee-part-wrong": Wording(
        nl=(
            "In de beschrijving van de commissie klopt '{part}' niet.",
            "Verbeter dit onderdeel en probeer het opnieuw.",
        ),
        en=("In the description of the table '{part}' is wrong.", "Mend that part and try again."),
    ),
    "committee-prefix-wrong": Wording(
        nl=(
            "'{prefix}' kan niet voor een casusnummer staan.",
            "Gebruik 2 tot 5 hoofdletters, zoals CPV.",
        ),
        en=("'{prefix}' cannot begin a case number.", "Use 2 to 5 capitals, such as CPV."),
    ),
    "committee-code-twice": Wording(
        nl=("De code '{item}' komt twee keer voor.", "Geef elk onderdeel een eigen code."),
        en=("The code '{item}' is there twice.", "Give each part a code of its own."),
    ),
    "committee-needs-outcomes": Wording(
        nl=(
            "Bij '{name}' staan geen uitkomsten of geen argumenten.",
            "Voeg ten minste één uitkomst en één argument toe.",
        ),
        en=(
            "The table '{name}' has no outcomes or no reasons.",
            "Add at least one outcome and one reason.",
        ),
    ),
    "committee-too-many-outcomes": Wording(
        nl=(
            "Bij '{name}' staan meer dan {most} uitkomsten.",
            "Voeg uitkomsten samen: elke uitkomst heeft een eigen cijfertoets.",
        ),
        en=(
            "The table '{name}' has more than {most} outcomes.",
            "Join outcomes: each has a figure key of its own.",
        ),
    ),
    "committee-kind-unfit": Wording(
        nl=(
            "De uitkomst '{outcome}' kan hier niet van de soort '{kind}' zijn: "
            "niemand vraagt deze hulp aan, want ze loopt al.",
            "Gebruik 'changed', 'unchanged', 'held_over' of 'other'.",
        ),
        en=(
            "Outcome '{outcome}' cannot be of kind '{kind}': nobody asks for this help, it runs.",
            "Use 'changed', 'unchanged', 'held_over' or 'other'.",
        ),
    ),
    "committee-adjustment-unfit": Wording(
        nl=(
            "Bij de uitkomst '{outcome}' passen soort en aanpassing niet bij elkaar.",
            "Zet 'needs_adjustment' aan bij toegekend met aanpassing, en uit bij toegekend, "
            "afgewezen, aangehouden en geen wijziging.",
        ),
        en=(
            "Kind and adjustment of outcome '{outcome}' do not go together.",
            "Set 'needs_adjustment' for granted_adjusted, and leave it out for granted, refused, "
            "held_over and unchanged.",
        ),
    ),
    "committee-two-defaults": Wording(
        nl=(
            "Bij '{name}' staat meer dan één standaardargument voor een toekenning.",
            "Kies er één.",
        ),
        en=("The table '{name}' has more than one default reason for a grant.", "Choose one."),
    ),
    "point-need-unknown": Wording(
        nl=(
            "Het punt '{point}' van Compleet voor agenda kan nooit worden gehaald: "
            "'{need}' wordt niet bij elke casus gevraagd.",
            "Neem de vraag op in het afwegingskader, of pas het punt aan.",
        ),
        en=(
            "The point '{point}' of completeness can never be met: "
            "'{need}' is not asked of every case.",
            "Put the question in the framework, or change the point.",
        ),
    ),
    "framework-no-json": Wording(
        nl=(
            "Dit bestand is geen leesbaar afwegingskader.",
            "Kies een afwegingskader dat uit Casustafel komt (.json).",
        ),
        en=(
            "This file is no readable framework.",
            "Choose a framework exported from Casustafel (.json).",
        ),
    ),
    "framework-other-format": Wording(
        nl=(
            "Dit bestand is geen afwegingskader, of het komt uit een nieuwere versie.",
            "Kies een ander bestand, of werk Casustafel bij.",
        ),
        en=(
            "This file is no framework, or a newer version made it.",
            "Choose another file, or update Casustafel.",
        ),
    ),
    "framework-part-wrong": Wording(
        nl=(
            "In het afwegingskader klopt '{part}' niet.",
            "Verbeter dit onderdeel en probeer het opnieuw.",
        ),
        en=("In the framework '{part}' is wrong.", "Mend that part and try again."),
    ),
    "framework-code-wrong": Wording(
        nl=(
            "'{item}' is geen goede code.",
            "Begin met een kleine letter; gebruik verder kleine letters, cijfers en '_'.",
        ),
        en=(
            "'{item}' is no good code.",
            "Begin with a small letter; then use small letters, figures and '_'.",
        ),
    ),
    "framework-code-twice": Wording(
        nl=("'{item}' komt twee keer voor.", "Geef elk onderdeel een eigen code en naam."),
        en=("'{item}' is there twice.", "Give each part a code and name of its own."),
    ),
    "framework-item-empty": Wording(
        nl=("Bij '{item}' staat geen tekst.", "Vul de vraag of de titel in."),
        en=("'{item}' has no text.", "Fill in the question or title."),
    ),
    "framework-needs-options": Wording(
        nl=(
            "De keuzes van '{item}' kloppen niet.",
            "Geef een keuzevraag ten minste twee keuzes, en een andere vraag geen.",
        ),
        en=(
            "The options of '{item}' are wrong.",
            "Give a choice at least two options, and any other question none.",
        ),
    ),
    "framework-needs-columns": Wording(
        nl=(
            "De kolommen van '{item}' kloppen niet.",
            "Geef een tabel ten minste één kolom, en een andere vraag geen.",
        ),
        en=(
            "The columns of '{item}' are wrong.",
            "Give a table at least one column, and any other question none.",
        ),
    ),
    "framework-unit-unfit": Wording(
        nl=("'{item}' heeft een eenheid, maar is geen getal.", "Haal de eenheid weg."),
        en=("'{item}' has a unit but is no number.", "Take the unit away."),
    ),
    "framework-needs-criteria": Wording(
        nl=("Het afwegingskader heeft geen criteria.", "Voeg ten minste één criterium toe."),
        en=("The framework has no criteria.", "Add at least one criterion."),
    ),
    "framework-care-form-unknown": Wording(
        nl=(
            "De groep '{section}' geldt voor zorgvorm '{care_form}', "
            "die hier niet wordt besproken.",
            "Kies een zorgvorm die wel wordt besproken.",
        ),
        en=(
            "Section '{section}' is for care form '{care_form}', which this table does not take.",
            "Choose a care form of this table.",
        ),
    ),
    "framework-outcome-unknown": Wording(
        nl=(
            "De vraag '{item}' is verplicht vóór een uitkomst van de soort '{outcome}', "
            "die hier niet voorkomt.",
            "Kies een soort uitkomst die hier wel voorkomt.",
        ),
        en=(
            "Item '{item}' is required before an outcome of kind '{outcome}', which this table "
            "never has.",
            "Choose a kind of outcome of this table.",
        ),
    ),
    "framework-request-blocks": Wording(
        nl=(
            "'{item}' staat bij de aanvraag en kan dus niet verplicht zijn vóór een uitkomst.",
            "Zet de vraag bij de afweging of de uitkomst, of maak haar niet verplicht.",
        ),
        en=(
            "'{item}' belongs to the request, so it cannot be required before an outcome.",
            "Put it in a section of stage criteria or outcome, or do not require it.",
        ),
    ),
    "framework-blocks-holding-over": Wording(
        nl=(
            "'{item}' kan niet verplicht zijn vóór aanhouden.",
            "Haal aanhouden weg: een casus kan altijd worden aangehouden.",
        ),
        en=(
            "'{item}' cannot be required before holding over.",
            "Take held_over out: a case can always be held over.",
        ),
    ),
    "framework-item-unknown": Wording(
        nl=(
            "Dit afwegingskader heeft geen vraag '{item}'.",
            "Open de casus opnieuw en vul het antwoord bij de goede vraag in.",
        ),
        en=("This framework has no item '{item}'.", "Use a code that the framework has."),
    ),
    "framework-not-concept": Wording(
        nl=("Versie {version} is al vastgesteld.", "Maak een nieuwe versie om iets te wijzigen."),
        en=("Version {version} was adopted already.", "Make a new version to change something."),
    ),
    "framework-not-adopted": Wording(
        nl=(
            "Versie {version} is niet vastgesteld en kan dus niet worden vervangen.",
            "Stel de versie eerst vast.",
        ),
        en=(
            "Version {version} was not adopted, so it cannot be replaced.",
            "Adopt the version first.",
        ),
    ),
    "framework-concept-exists": Wording(
        nl=(
            "Er is al een concept: versie {version}.",
            "Werk daarin verder, of stel het eerst vast.",
        ),
        en=("There is a draft already: version {version}.", "Go on with it, or adopt it first."),
    ),
    "framework-of-other-table": Wording(
        nl=(
            "Dit afwegingskader is van een andere commissie ('{table}').",
            "Open de commissie waarvoor het is gemaakt, of kies een ander bestand.",
        ),
        en=(
            "This framework is of another table ('{table}').",
            "Open the table it was made for, or choose another file.",
        ),
    ),
    "framework-missing": Wording(
        nl=(
            "Voor '{table}' is er nog geen afwegingskader.",
            "Importeer een afwegingskader bij Beheer, Afwegingskaders.",
        ),
        en=("The table '{table}' has no framework yet.", "Import a framework for it."),
    ),
    "answer-unfit": Wording(
        nl=(
            "'{value}' past niet bij '{item}'.",
            "Kies of typ een antwoord dat past, of 'n.v.t.' met de reden.",
        ),
        en=(
            "'{value}' does not fit '{item}'.",
            "Choose or type a fitting answer, or 'n.v.t.' with the reason.",
        ),
    ),
    "answer-needs-reason": Wording(
        nl=(
            "Bij '{item}' staat n.v.t. zonder reden.",
            "Schrijf erbij waarom het niet van toepassing is.",
        ),
        en=("'{item}' says n.v.t. without a reason.", "Say why it does not apply."),
    ),
}
