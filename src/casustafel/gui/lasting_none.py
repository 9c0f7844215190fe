"""Keep None, True and False alive on Python 3.11.

PySide6 6.12 is built as for Python 3.12 and later, where these are never freed: each of its
functions that returns nothing gives a None away without counting it, and each `Signal.emit` a
True. Python 3.11 does count, so that after some 6,000 calls of Qt, or 500 signals, the count
reaches zero and the interpreter stops with "deallocating None" or "deallocating True or False".
Python 3.12 gives them a count that never runs out; this does the same. See
docs/decisions/none-on-python-3.11.md.
"""

import ctypes
import sys

_LASTING = 1 << (60 if sys.maxsize > 1 << 32 else 29)
_NEAR = 100


def make_constants_last() -> bool:
    """Give the constants a reference count that does not run out; say whether they now have one.

    Where the count is not found where CPython keeps it, nothing is touched.
    """
    made = [_make_last(constant) for constant in (None, True, False, NotImplemented)]
    return all(made)


def _make_last(constant: object) -> bool:
    counted = sys.getrefcount(constant)
    if counted >= _LASTING // 2:
        return True
    if sys.implementation.name != "cpython":
        return False
    count = ctypes.c_ssize_t.from_address(id(constant))
    if abs(count.value - counted) > _NEAR:
        return False
    count.value += _LASTING
    return True
