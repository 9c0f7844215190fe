"""The recovery key: what opens a workspace when everybody forgot their passphrase.

Eight groups of five signs, such as ``7K2QX-...``. Four signs of a group are random (32 signs,
160 bits in all), the fifth checks the other four and the place of the group: one wrong sign, two
swapped signs and two swapped groups are always noticed, with the number of the group.
The signs are those of Crockford's base 32: no I, L, O or U, which are read as 1, 1, 0 and refused.
"""

import re
import secrets

from casustafel.domain.errors import DatabaseError

GROUPS = 8
_DATA = 4
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {sign: value for value, sign in enumerate(_SIGNS)}
_MISREAD = str.maketrans("ILO", "110")
_SHAPE = re.compile(rf"[0-9A-Z]{{5}}(?:[-\s–—]+[0-9A-Z]{{5}}){{{GROUPS - 1}}}")


def new_recovery_key() -> str:
    """Return a new random recovery key, as it is printed."""
    return "-".join(
        _with_check("".join(secrets.choice(_SIGNS) for _ in range(_DATA)), place)
        for place in range(GROUPS)
    )


def looks_like_recovery_key(secret: str) -> bool:
    """Say whether `secret` has the shape of a recovery key; its checks may still fail."""
    return _SHAPE.fullmatch(secret.strip().upper()) is not None


def read_recovery_key(typed: str) -> str:
    """Return the recovery key as it was printed, from what somebody typed.

    Raises DatabaseError('recovery-key-mistyped') with the number of the first wrong `group`,
    counted from 1.
    """
    groups = re.findall(r"[0-9A-Z]{5}", typed.strip().upper().translate(_MISREAD))
    for place, group in enumerate(groups):
        if not set(group) <= _VALUES.keys() or group != _with_check(group[:_DATA], place):
            raise DatabaseError("recovery-key-mistyped", group=place + 1)
    return "-".join(groups)


def _with_check(data: str, place: int) -> str:
    # A linear code over the field of 32 elements: weights that are distinct and not zero catch
    # every single wrong sign and every swap; adding the place catches swapped groups.
    check = place
    for weight, sign in enumerate(data, start=2):
        check ^= _times(weight, _VALUES[sign])
    return data + _SIGNS[check]


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= 0b100101  # x^5 + x^2 + 1, irreducible over two elements
        right >>= 1
    return product
