"""Words for what happens after the minutes: terugkoppeling, beschikking, closing."""

from casustafel.domain.wording.wording_type import Wording

TEXTS = {
    "feedback-needs-recipient": Wording(
        nl=("Er staat niet aan wie is teruggekoppeld.", "Kies een rol, of vul die in."),
        en=("It is not said who was told.", "Choose a role, or give one."),
    ),
    "feedback-needs-channel": Wording(
        nl=("Er staat niet hoe is teruggekoppeld.", "Kies bijvoorbeeld e-mail of telefoon."),
        en=("It is not said how it was told.", "Choose e-mail or telephone, for example."),
    ),
    "feedback-ahead": Wording(
        nl=("{date} ligt in de toekomst.", "Vul de dag in waarop is teruggekoppeld."),
        en=("{date} lies ahead.", "Give the day on which it was told."),
    ),
    "feedback-before-outcome": Wording(
        nl=(
            "Casus {number} heeft nog geen vastgestelde uitkomst.",
            "Laat de commissie de casus eerst bespreken.",
        ),
        en=("Case {number} has no outcome yet.", "Let the table discuss it first."),
    ),
    "feedback-before-minutes": Wording(
        nl=(
            "De notulen met de uitkomst van casus {number} zijn nog niet vastgesteld.",
            "Stel eerst de notulen vast; tot dan kan de uitkomst nog veranderen.",
        ),
        en=(
            "The minutes with the outcome of case {number} were not adopted yet.",
            "Adopt the minutes first; until then the outcome may change.",
        ),
    ),
    "beschikking-before-outcome": Wording(
        nl=(
            "Casus {number} heeft nog geen vastgestelde uitkomst.",
            "Leg de beschikking vast als de commissie de casus heeft besproken.",
        ),
        en=("Case {number} has no outcome yet.", "Record the beschikking after the table spoke."),
    ),
    "beschikking-needs-reference": Wording(
        nl=("Het kenmerk van de beschikking ontbreekt.", "Vul het kenmerk in."),
        en=("The reference of the beschikking is missing.", "Give its reference."),
    ),
    "beschikking-needs-date": Wording(
        nl=("De datum van de beschikking ontbreekt.", "Vul de datum in."),
        en=("The date of the beschikking is missing.", "Give its date."),
    ),
    "beschikking-ahead": Wording(
        nl=("{date} ligt in de toekomst.", "Vul de datum van de beschikking in."),
        en=("{date} lies ahead.", "Give the date of the beschikking."),
    ),
    "beschikking-needs-decider": Wording(
        nl=("Er staat niet wie de beschikking nam.", "Vul een rol of organisatie in."),
        en=("It is not said who took the beschikking.", "Give a role or organisation."),
    ),
    "beschikking-departs-why": Wording(
        nl=(
            "De beschikking wijkt af van de uitkomst.",
            "Schrijf op waarom.",
        ),
        en=("The beschikking departs from the outcome.", "Say why."),
    ),
    "beschikking-objection-early": Wording(
        nl=(
            "De bezwaartermijn eindigt op {date}, vóór de beschikking.",
            "Vul de laatste dag van de zes weken in.",
        ),
        en=("The term of objection ends on {date}, before the beschikking.", "Mend the day."),
    ),
    "case-waits-for-beschikking": Wording(
        nl=(
            "Casus {number} wacht nog op de beschikking.",
            "Leg de beschikking vast, of waarom die er niet komt.",
        ),
        en=(
            "Case {number} still waits for its beschikking.",
            "Record the beschikking, or why there is none.",
        ),
    ),
    "case-has-promises": Wording(
        nl=(
            "Bij casus {number} staan nog afspraken open ({count}).",
            "Handel de acties en voorwaarden eerst af.",
        ),
        en=("Case {number} has {count} open promises.", "Settle its actions and conditions first."),
    ),
}
