"""Ready texts for referrers at the start and the lifting of a toeleidingsstop (domain.md §8).

They hold no personal data: a notice goes to everybody who refers.
"""

from datetime import date

from casustafel.domain.norms import CareForm
from casustafel.domain.stops import StopKind
from casustafel.domain.wording.catalogue import label

_MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

_WHY = {
    StopKind.BESTEDINGSRUIMTE: "De bestedingsruimte van deze aanbieder raakt naar verwachting op.",
    StopKind.INSTROOMTARGET: (
        "Het aantal jeugdigen dat bij deze aanbieder in zorg komt, bereikt naar verwachting de "
        "grens."
    ),
}

_START = """Onderwerp: toeleidingsstop {provider}, {care_form}

Beste verwijzer,

Vanaf {day} geldt een toeleidingsstop voor {care_form} bij {provider}. {why}

Wat betekent dit voor u?
- Verwijs vanaf {day} geen nieuwe cliënten naar deze aanbieder voor {care_form}. Dit geldt ook \
voor cliënten die opnieuw in zorg komen.
- Is er geen passend alternatief? Dien dan een onderbouwd verzoek in bij {table}.
- Crisishulp gaat door. Voor een verwijzing vanuit een Regieteam of op advies van het RET geldt \
de toeleidingsstop niet. Vermeld dan het kenmerk van het advies.
- Voor cliënten die al zorg krijgen, verandert er niets.

U krijgt bericht als de toeleidingsstop wordt opgeheven.
"""

_LIFTED = """Onderwerp: toeleidingsstop opgeheven, {provider}, {care_form}

Beste verwijzer,

De toeleidingsstop voor {care_form} bij {provider} is opgeheven. Vanaf {day} kunt u weer \
verwijzen.

Verzoeken die al bij de commissie liggen, houden de route van hun verwijsdatum. U krijgt daarover \
apart bericht.
"""


def start_text(provider: str, care_form: CareForm, kind: StopKind, day: date) -> str:
    """Return the notice that a stop begins on a day."""
    return _START.format(
        provider=provider,
        care_form=label(care_form, "nl"),
        day=_written(day),
        why=_WHY[kind],
        table=_table(care_form),
    )


def lifting_text(provider: str, care_form: CareForm, day: date) -> str:
    """Return the notice that referrals are free again from a day on."""
    return _LIFTED.format(provider=provider, care_form=label(care_form, "nl"), day=_written(day))


def _table(care_form: CareForm) -> str:
    if care_form is CareForm.ZBO:
        return "de ZBO-commissie"
    if care_form is CareForm.BEGELEIDING_JEUGD:
        # Its stops hit ZBO too, which has its own committee ([002] 3.A1).
        return (
            "de Commissie Passende Verwijzing (CPV), of bij zorg binnen het regulier "
            "basisonderwijs bij de ZBO-commissie"
        )
    return "de Commissie Passende Verwijzing (CPV)"


def _written(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
