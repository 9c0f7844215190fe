"""How long a text and how large a number of a stored value may be, said where its field is.

A field says it in its type: `name: Text120`. The tables of the database are made of that
(`storage.schema`), and what comes in is held to it (`domain.border`). To a reader and to the type
checker `Text120` is just `str`.
"""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class UpTo:
    """The most characters of a text, or the largest number."""

    most: int


@dataclass(frozen=True, slots=True)
class Between:
    """The least and the largest number, which the database guards too."""

    least: int
    most: int


Text10 = Annotated[str, UpTo(10)]
Text20 = Annotated[str, UpTo(20)]
Text40 = Annotated[str, UpTo(40)]
Text60 = Annotated[str, UpTo(60)]
Text80 = Annotated[str, UpTo(80)]
Text120 = Annotated[str, UpTo(120)]
Text200 = Annotated[str, UpTo(200)]
#: A SHA-256 in hex.
Hash = Annotated[str, UpTo(64)]
#: A small count; one without a size is at most 2,147,483,647.
Small = Annotated[int, UpTo(32_767)]
#: Euro cents and what others count.
Large = Annotated[int, UpTo(9_223_372_036_854_775_807)]
#: How many of something a table works with: days, minutes, weeks, members.
Count = Annotated[int, Between(1, 100_000)]
CountOrNone = Annotated[int, Between(0, 100_000)]
