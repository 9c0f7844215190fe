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
    "list-of-other-table": Wording(
        nl=(
            "Dit lijkt een lijst voor {to}: kolommen als {columns} horen daarbij.",
            "Lees de lijst daar in, of ga door als die toch hier hoort.",
        ),
        en=(
            "This looks like a list for another table: columns such as {columns} belong to {code}.",
            "Import it with --table {code}, or leave it if it is meant for this one.",
        ),
    ),
    "list-without-rows": Wording(
        nl=(
            "De lijst heeft een kopregel maar geen rijen: er is niets om in te lezen.",
            "Vul onder de kop een aanvraag per rij in en lees de lijst opnieuw in.",
        ),
        en=(
            "The list has a header but no rows: there is nothing to import.",
            "Put a request on each row below the header and import it again.",
        ),
    ),
    "letters-misread": Wording(
        nl=(
            "In deze cel staan letters die verkeerd zijn gelezen: “{seen}”.",
            "Sla de lijst op als Excel of “CSV UTF-8” en lees die in, of verbeter de cel.",
        ),
        en=(
            "This cell holds letters that were read in the wrong encoding: “{seen}”.",
            "Save the list as a workbook or as UTF-8 and import that, or mend the cell.",
        ),
    ),
    "sheet-unknown": Wording(
        nl=("Er is geen blad {sheet}.", "Kies uit: {sheets}."),
        en=("There is no sheet {sheet}.", "Choose one of: {sheets}."),
    ),
}
