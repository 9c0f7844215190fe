"""What can change, and which changes an event of somebody else stands for."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, get_args

Kind = Literal[
    "action",
    "advice",
    "case",
    "framework",
    "import",
    "insight",
    "learning",
    "log",
    "meeting",
    "member",
    "minutes",
    "person",
    "provider",
    "register",
    "retention",
    "table",
]
"""What can change; a word that is none of these is refused by the types."""


class Change(NamedTuple):
    """What a write changed: a kind and, when it is one thing, its id."""

    kind: Kind
    id: str | None = None


#: What an event about a subject of the log changes, itself first: that is known by its id. What is
#: not named here may change anything.
_OF: Mapping[str, Sequence[Kind]] = {
    "action": ("action", "case", "log"),
    "advice": ("advice", "log"),
    "agenda_item": ("meeting", "case", "action", "advice", "minutes", "log"),
    "case": ("case", "log"),
    "client": ("case", "log"),
    "meeting": ("meeting", "case", "action", "minutes", "log"),
}
_ANY = frozenset(Change(kind) for kind in get_args(Kind))
_KNOWN_BY_ID = frozenset({"case", "meeting"})


def changes_of(subjects: frozenset[tuple[str, str]] | None) -> frozenset[Change]:
    """Return what events of others changed, by their subjects; None: anything."""
    made: set[Change] = set()
    for subject, key in subjects or ():
        if subject not in _OF:
            return _ANY
        first, *others = _OF[subject]
        made |= {Change(first, key if subject in _KNOWN_BY_ID else None)}
        made |= {Change(kind) for kind in others}
    return frozenset(made) if subjects is not None else _ANY
