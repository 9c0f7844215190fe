"""How hard a passphrase is to guess, and a proposal of Dutch words.

zxcvbn knows no Dutch: it gets the list that the proposals are made of, with the municipality and
the names of those who work here. The file of keys can be guessed at offline, at 0.3 s a guess.
"""

import secrets
from collections.abc import Iterable
from enum import IntEnum
from functools import cache

from casustafel.assets import asset
from casustafel.domain.errors import UsageError

#: Guesses, as a power of ten: 10^10 of 0.3 s each are a century for one computer.
_ENOUGH, _STRONG = 10.0, 12.0
_LEAST_SIGNS, _LEAST_WORDS = 12, 4
_PROPOSED = 5
_MOST_LOOKED_AT = 72
_SHORTEST = 4


class Strength(IntEnum):
    """Weak is refused."""

    WEAK = 0
    FAIR = 1
    STRONG = 2


def strength(passphrase: str, own: Iterable[str] = ()) -> Strength:
    """Judge a passphrase; `own` are names that a guesser tries first."""
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]

    if len(passphrase) < _LEAST_SIGNS and len(passphrase.split()) < _LEAST_WORDS:
        return Strength.WEAK
    known = [part for name in own for part in (name, *name.split())]
    looked_at = passphrase[:_MOST_LOOKED_AT]
    guesses = zxcvbn(looked_at, user_inputs=[*known, *_words()])["guesses_log10"]
    if guesses < _ENOUGH:
        return Strength.WEAK
    return Strength.STRONG if guesses >= _STRONG else Strength.FAIR


def proposal() -> str:
    """Return words that do not belong together, drawn by chance."""
    offered = [word for word in _words() if len(word) >= _SHORTEST]
    return " ".join(secrets.choice(offered) for _ in range(_PROPOSED))


def refuse_weak(passphrase: str, own: Iterable[str] = ()) -> None:
    """Raise UsageError('passphrase-weak') with a proposal, where a passphrase is weak."""
    if strength(passphrase, own) is Strength.WEAK:
        raise UsageError("passphrase-weak", proposal=proposal())


@cache
def _words() -> tuple[str, ...]:
    return tuple(asset("resources", "words", "nl.txt").read_text("utf-8").split())
