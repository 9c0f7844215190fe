"""Words for what the steps of the norm register refuse."""

from casustafel.domain.wording.wording_type import Wording

TEXTS: dict[str, Wording] = {
    "norm-exists": Wording(
        nl=(
            "Voor deze aanbieder en zorgvorm staat er al zo'n norm, van {start} tot en met {end}.",
            "Wijzig die norm, of kies een andere periode.",
        ),
        en=(
            "There is such a norm for this provider and form of care, from {start} to {end}.",
            "Change that norm, or choose another period.",
        ),
    ),
    "norm-spent-in-future": Wording(
        nl=("De dag {day} is nog niet voorbij.", "Vul vandaag of een eerdere dag in."),
        en=("The day {day} is still to come.", "Give today or an earlier day."),
    ),
    "norm-spent-older": Wording(
        nl=(
            "Er is al een stand van {day} bekend.",
            "Vul die dag of een latere dag in.",
        ),
        en=("What was spent up to {day} is known already.", "Give that day or a later one."),
    ),
    "norm-analysis-before-notice": Wording(
        nl=(
            "Het analysegesprek kan niet voor de melding van {day} liggen.",
            "Controleer de datum van het gesprek.",
        ),
        en=("The analysis cannot be before the notice of {day}.", "Check the day."),
    ),
    "norm-needs-no-plan": Wording(
        nl=(
            "Bij deze maatregel hoort geen plan van aanpak.",
            "Een plan van aanpak hoort alleen bij een bestedingsruimte.",
        ),
        en=("This instrument has no plan van aanpak.", "Only a bestedingsruimte has one."),
    ),
    "norm-threshold-range": Wording(
        nl=(
            "De grens van de melding ligt niet tussen 1 en 100 %.",
            "Vul een getal van 1 tot 100 in.",
        ),
        en=("The threshold is not between 1 and 100 %.", "Give a number from 1 to 100."),
    ),
    "stop-exists": Wording(
        nl=(
            "Voor deze aanbieder en zorgvorm geldt al een toeleidingsstop sinds {start}.",
            "Wijzig die stop, of kies een andere zorgvorm.",
        ),
        en=(
            "There is such a toeleidingsstop already, since {start}.",
            "Change that stop, or choose another form of care.",
        ),
    ),
}
