"""Words for seats, persons, their access, and providers."""

from casustafel.domain.wording.wording_type import Wording

TEXTS = {
    "person-own-access": Wording(
        nl=("U kunt uw eigen toegang niet intrekken.", "Vraag dit aan een andere beheerder."),
        en=("You cannot withdraw your own access.", "Ask another administrator."),
    ),
    "passphrase-present-wrong": Wording(
        nl=("De huidige wachtzin klopt niet.", "Typ de wachtzin waarmee u nu opent."),
        en=("The present passphrase is wrong.", "Type the one you open with now."),
    ),
    "keys-of-shared-database": Wording(
        nl=(
            "Een gedeelde database heeft geen eigen wachtzinnen.",
            "Vraag de beheerder van de database om een wachtwoord.",
        ),
        en=(
            "A shared database has no passphrases of its own.",
            "Ask the administrator of the database for a password.",
        ),
    ),
    "member-incomplete": Wording(
        nl=("De zetel heeft geen rol of geen organisatie.", "Vul beide in."),
        en=("The seat has no role or no organisation.", "Give both."),
    ),
    "member-dates-wrong": Wording(
        nl=("De zetel eindigt voor hij begint.", "Controleer de twee datums."),
        en=("The seat ends before it begins.", "Check the two days."),
    ),
    "member-discipline-unknown": Wording(
        nl=("De commissie kent de discipline {discipline} niet.", "Kies een discipline."),
        en=("The table does not know the discipline {discipline}.", "Choose another."),
    ),
    "provider-empty": Wording(
        nl=("De naam van de aanbieder ontbreekt.", "Vul de naam in."),
        en=("The provider has no name.", "Give it a name."),
    ),
    "provider-exists": Wording(
        nl=(
            "{name} is al een naam van {provider}.",
            "Gebruik een andere naam, of voeg de aanbieders samen.",
        ),
        en=("{name} is a name of {provider} already.", "Use another name, or merge the two."),
    ),
    "provider-agb-invalid": Wording(
        nl=("{agb} is geen AGB-code.", "Een AGB-code heeft 8 cijfers."),
        en=("{agb} is no AGB code.", "An AGB code has 8 digits."),
    ),
    "provider-agb-taken": Wording(
        nl=("AGB-code {agb} is al van {provider}.", "Controleer de code."),
        en=("AGB code {agb} belongs to {provider} already.", "Check the code."),
    ),
    "provider-merge-self": Wording(
        nl=(
            "Een aanbieder kan niet met zichzelf worden samengevoegd.",
            "Kies een andere aanbieder.",
        ),
        en=("A provider cannot be merged with itself.", "Choose another one."),
    ),
    "provider-merge-agb": Wording(
        nl=(
            "{first} en {second} hebben elk een eigen AGB-code.",
            "Haal eerst de code weg die niet klopt.",
        ),
        en=("{first} and {second} each have an AGB code.", "Take the wrong one away first."),
    ),
}
