"""Words for a value that was typed and cannot be kept."""

from casustafel.domain.wording.wording_type import Wording

TEXTS = {
    "value-no-number": Wording(
        nl=("{value} is geen getal.", "Schrijf bijvoorbeeld 4 of 3,5."),
        en=("{value} is no number.", "Write for instance 4 or 3.5."),
    ),
    "value-out-of-range": Wording(
        nl=("Dit getal kan niet.", "Kies een getal van {low} tot en met {high}."),
        en=("This number is out of range.", "Choose one from {low} to {high}."),
    ),
    "value-needed": Wording(
        nl=("Dit veld kan niet leeg zijn.", "Kies een waarde."),
        en=("This field cannot be empty.", "Choose a value."),
    ),
    "value-no-postcode": Wording(
        nl=("Dit is geen postcode.", "Schrijf vier cijfers en twee letters."),
        en=("This is no postcode.", "Write four digits and two letters."),
    ),
}
