"""What a cleaner says of a cell that was not simply right."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Flaw:
    """A value that was mended, assumed or refused: what it became and the code of the finding.

    `value` is None for a cell that could not be taken.
    """

    value: object
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parts:
    """A cell that fills several fields, such as a name written as "Jansen, P. van"."""

    fields: Mapping[str, object]
    code: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
