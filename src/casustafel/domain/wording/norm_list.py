"""Words for what is found while a list of norms comes in."""

from casustafel.domain.wording.wording_type import Wording

TEXTS: dict[str, Wording] = {
    "norm-row-incomplete": Wording(
        nl=(
            "In deze rij ontbreekt een gegeven dat nodig is.",
            "Vul aanbieder, zorgsoort, type, jaar en hoogte in.",
        ),
        en=(
            "This row lacks something that is needed.",
            "Fill in provider, form of care, instrument, year and amount.",
        ),
    ),
    "norm-row-twice": Wording(
        nl=(
            "Deze norm staat al eerder in de lijst.",
            "Laat één rij staan per aanbieder, zorgsoort, type en jaar.",
        ),
        en=("This norm stands earlier in the list.", "Keep one row for each norm and year."),
    ),
    "norm-year-unlikely": Wording(
        nl=("{year} is geen jaar van een norm.", "Vul een jaartal van vier cijfers in."),
        en=("{year} is no year of a norm.", "Give a year of four digits."),
    ),
    "norm-not-whole": Wording(
        nl=("{amount} is geen heel aantal.", "Vul een heel getal in."),
        en=("{amount} is no whole number.", "Give a whole number."),
    ),
    "norm-hours-read": Wording(
        nl=("De hoogte is gelezen als uren per jeugdige per week.", ""),
        en=("The amount was read as hours per child per week.", ""),
    ),
    "norm-weeks-read": Wording(
        nl=("De hoogte is gelezen als weken openstelling per jaar.", ""),
        en=("The amount was read as weeks of opening a year.", ""),
    ),
    "norm-amount-new": Wording(
        nl=("De hoogte was {old} en wordt {new}.", ""),
        en=("The amount was {old} and becomes {new}.", ""),
    ),
    "norm-ends_on-new": Wording(
        nl=("De periode liep tot en met {old} en loopt nu tot en met {new}.", ""),
        en=("The period ended on {old} and now ends on {new}.", ""),
    ),
    "norm-spent-new": Wording(
        nl=("Besteed was {old} en wordt {new}.", ""),
        en=("Spent was {old} and becomes {new}.", ""),
    ),
    "norm-spent-kept": Wording(
        nl=(
            "De stand in de lijst is ouder dan die van {day} en is niet overgenomen.",
            "Gebruik een nieuwere lijst.",
        ),
        en=(
            "What the list says is older than what is known of {day} and was not taken.",
            "Use a newer list.",
        ),
    ),
    "norm-without-stop": Wording(
        nl=(
            "Bij deze maatregel hoort geen toeleidingsstop; die is niet overgenomen.",
            "Controleer het type van de norm.",
        ),
        en=(
            "This instrument leads to no toeleidingsstop; it was not taken.",
            "Check the instrument.",
        ),
    ),
    "stop-kept": Wording(
        nl=(
            "Er geldt al een toeleidingsstop sinds {start}; die is niet gewijzigd.",
            "Wijzig de begindatum zo nodig in het scherm.",
        ),
        en=(
            "There is a toeleidingsstop since {start} already; it was not changed.",
            "Change its first day in the window if need be.",
        ),
    ),
}
