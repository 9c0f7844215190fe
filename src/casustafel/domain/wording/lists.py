"""Words for what is wrong with a list as a whole."""

from casustafel.domain.wording.wording_type import Wording

TEXTS = {
    "list-without-header": Wording(
        nl=(
            "In {file} is geen lijst gevonden: geen rij noemt drie bekende kolommen.",
            "Gebruik een sjabloon, of koppel de kolommen met de hand.",
        ),
        en=(
            "No list was found in {file}: no row names three known columns.",
            "Use a template (casustafel template), or name the sheet.",
        ),
    ),
    "list-on-hidden-sheet": Wording(
        nl=(
            "De lijst in {file} staat op een verborgen blad: {sheets}.",
            "Kies dat blad als het bedoeld is, of maak het zichtbaar.",
        ),
        en=(
            "The list in {file} is on a hidden sheet: {sheets}.",
            "Name it with --sheet if it is meant, or make it visible.",
        ),
    ),
    "sheet-unknown": Wording(
        nl=("Er is geen blad {sheet}.", "Kies uit: {sheets}."),
        en=("There is no sheet {sheet}.", "Choose one of: {sheets}."),
    ),
}
