"""A hint on how hard a passphrase is to guess. It advises; what is refused is the storage's."""

from typing import NamedTuple

from casustafel.gui.theme import Tone
from casustafel.gui.words import tr

_WORDS_ENOUGH = 4
_LETTERS_FAIR, _LETTERS_ENOUGH = 12, 20
_DIFFERENT = 6


class Hint(NamedTuple):
    """A sentence with its tone."""

    text: str
    tone: Tone


def strength(passphrase: str) -> Hint:
    """Judge by length, number of words and different letters; an empty one gets the advice."""
    words = [word for word in passphrase.split() if len(word) > 2]
    different = len(set(passphrase.casefold()))
    if not passphrase:
        return Hint(
            tr("Kies een zin van vier of meer woorden die niet bij elkaar horen."), Tone.INFO
        )
    if len(passphrase) < _LETTERS_FAIR or different < _DIFFERENT:
        return Hint(
            tr("Zwak: te kort of te eenvormig. Kies een zin van vier of meer woorden."), Tone.BAD
        )
    if len(set(words)) >= _WORDS_ENOUGH or (
        len(passphrase) >= _LETTERS_ENOUGH and different >= 2 * _DIFFERENT
    ):
        return Hint(tr("Sterk: deze zin is moeilijk te raden."), Tone.GOOD)
    return Hint(tr("Redelijk: nog een of twee woorden erbij maakt de zin sterk."), Tone.WARN)
