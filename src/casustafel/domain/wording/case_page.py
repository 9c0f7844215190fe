"""Words for what can go wrong while a case is filled in by hand."""

from casustafel.domain.wording.wording_type import Wording

TEXTS = {
    "value-no-day": Wording(
        nl=("{value} is geen datum.", "Schrijf dag, maand en jaar, bijvoorbeeld 01-02-2026."),
        en=("{value} is no date.", "Write day, month and year, for instance 01-02-2026."),
    ),
    "bsn-of-another": Wording(
        nl=(
            "Dit BSN hoort al bij een andere cliënt.",
            "Controleer de 9 cijfers. Kloppen ze, maak de casus dan bij die cliënt.",
        ),
        en=(
            "This BSN already belongs to another client.",
            "Check the nine digits; if they are right, make the case for that client.",
        ),
    ),
}
