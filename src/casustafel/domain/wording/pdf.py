"""Words for what can go wrong with minutes on paper."""

from casustafel.domain.wording.wording_type import Wording

TEXTS = {
    "case-not-in-minutes": Wording(
        nl=(
            "Casus {case_number} staat niet in deze notulen.",
            "Kies een casus die in deze vergadering op de agenda stond.",
        ),
        en=(
            "Case {case_number} is not in these minutes.",
            "Choose a case that was on the agenda of this meeting.",
        ),
    ),
    "content-damaged": Wording(
        nl=(
            "De bewaarde inhoud is beschadigd of door een ander programma gemaakt.",
            "Zet een reservekopie terug of laat de inhoud nakijken door uw beheerder.",
        ),
        en=(
            "The kept content of this document is damaged or was made by another program.",
            "Restore a backup, or have your administrator look at the content.",
        ),
    ),
    "image-unreadable": Wording(
        nl=(
            "Deze afbeelding kan niet worden gelezen.",
            "Kies een PNG- of JPEG-bestand van ten hoogste 20 miljoen beeldpunten.",
        ),
        en=(
            "This picture cannot be read.",
            "Choose a PNG or JPEG file of at most 20 million pixels.",
        ),
    ),
}
