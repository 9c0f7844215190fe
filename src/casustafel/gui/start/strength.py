"""A hint on how hard a passphrase is to guess; a weak one is refused by the services."""

from typing import NamedTuple

from casustafel.gui.theme import Tone
from casustafel.gui.words import tr


class Hint(NamedTuple):
    """A sentence with its tone."""

    text: str
    tone: Tone


def strength(passphrase: str) -> Hint:
    """Say what a passphrase is worth; an empty one gets the advice, a weak one a proposal."""
    if not passphrase:
        advice = tr("Kies een zin van vier of meer woorden die niet bij elkaar horen.")
        return Hint(advice, Tone.INFO)
    # What proposes words draws on the system's randomness: the first painting waits for none of it.
    from casustafel.domain.passphrases import Strength, proposal
    from casustafel.domain.passphrases import strength as judged

    match judged(passphrase):
        case Strength.WEAK:
            said = tr("Zwak: te makkelijk te raden. Bijvoorbeeld: {words}")
            return Hint(said.format(words=proposal()), Tone.BAD)
        case Strength.FAIR:
            said = tr("Redelijk: nog een of twee woorden erbij maakt de zin sterk.")
            return Hint(said, Tone.WARN)
        case Strength.STRONG:
            return Hint(tr("Sterk: deze zin is moeilijk te raden."), Tone.GOOD)
