"""One column that is read: how its cells are cleaned, and what it remembers of them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import repeat

from casustafel.domain.findings import SEVERITIES, Severity
from casustafel.excel.cells import Cleaner
from casustafel.excel.columns import Field
from casustafel.excel.dates import DateColumn
from casustafel.excel.flaw import Flaw, Parts
from casustafel.excel.text import folded, says_later, says_nothing
from casustafel.excel.workbook_parts import DUTCH_ERRORS

#: What Excel shows, and copies, of a number or a day for which the column is too narrow.
_TOO_NARROW = re.compile(r" *#{3,} *")

#: What a column knows of a cell that it was not asked about before.
_UNKNOWN = object()

#: What a cleaner says of a word that stands for no code it knows.
_UNKNOWN_WORD = Flaw(None, "choice-unknown")

#: How many cleaned values a column remembers; lists repeat themselves.
_REMEMBERED = 20_000

#: Fewer cells than this say little of how all of a column are written.
_ENOUGH = 3

#: 1, 1.0 and True are one key for a dict but not one cell, so only floats are remembered.
_UNKEPT = frozenset({int, bool})

_ERROR_TEXTS = {text: dutch for english, dutch in DUTCH_ERRORS.items() for text in (english, dutch)}
#: Names that are known by other spellings too.
ORGANISATIONS = frozenset({"provider", "referrer_name"})
#: Names that are looked up in a register, or made there: "?" is none.
_REGISTERED = ORGANISATIONS | {"school", "board", "school_contact"}


def error_text(value: object) -> str | None:
    """Return the error that a cell holds as text (as csv does), in Dutch; else None."""
    if value.__class__ is not str or not value.startswith("#"):
        return None
    return _ERROR_TEXTS.get(str(value).strip().upper())


class ColumnMemory:
    """One column that is read: where it stands, how, and what it remembers."""

    __slots__ = (
        *("_aliases", "_cleaner", "_known", "_registered", "_told"),
        *("dates", "field", "header", "index"),
    )

    def __init__(
        self,
        index: int,
        header: str,
        field: Field,
        cleaner: Cleaner,
        dates: DateColumn | None,
        aliases: Mapping[str, str],
    ) -> None:
        self.index = index
        self.header = header
        self.field = field
        self.dates = dates
        self._cleaner = cleaner
        self._aliases = aliases if field.key in ORGANISATIONS or field.choices else {}
        self._registered = field.key in _REGISTERED
        self._known: dict[object, object] = {"": None, None: None}
        self._told: dict[object, Flaw | Parts] = {}

    def read(self, cells: Sequence[object]) -> tuple[list[object], list[int]]:
        """Return what each cell says, and which of them the column did not know by heart.

        That is a typed value, a Flaw or Parts, or None for a cell that says nothing.
        """
        known, clean = self._known, self._clean
        if not _UNKEPT.isdisjoint(map(type, cells)):
            results = [
                _UNKNOWN if type(cell) in _UNKEPT else known.get(cell, _UNKNOWN) for cell in cells
            ]
        elif known.keys() >= set(cells):  # as in most columns of a list, which repeat themselves
            return list(map(known.__getitem__, cells)), []
        else:
            results = list(map(known.get, cells, repeat(_UNKNOWN)))
        unknown = [at for at, result in enumerate(results) if result is _UNKNOWN]
        for at in unknown:
            results[at] = clean(cells[at])
        return results, unknown

    def _clean(self, value: object) -> object:
        if value.__class__ in _UNKEPT:
            return self._answer(value)
        known = self._known
        # Others of its kind may have been cleaned a moment ago.
        result = known.get(value, _UNKNOWN)
        if result is not _UNKNOWN:
            return result
        told = self._told.get(value)
        if told is not None:
            return told
        result = self._answer(value)
        # Lists could be changed by who gets them, so no two rows may share one.
        if result.__class__ is list or len(known) >= _REMEMBERED:
            return result
        if isinstance(result, (Flaw, Parts)):
            if len(self._told) < _REMEMBERED:
                self._told[value] = result
        elif self.dates is None or not self.dates.is_ambiguous(value):
            known[value] = result
        return result

    def _answer(self, value: object) -> object:
        if isinstance(value, str) and "#" in value:
            if (error := error_text(value)) is not None:
                return Flaw(None, self.error_code, {"text": error})
            if _TOO_NARROW.fullmatch(value):
                return Flaw(None, "cell-too-narrow")
        result = self._cleaner(value)
        if isinstance(result, Flaw) and result.value is None:
            if says_nothing(value):
                return None
            if says_later(value):
                return Flaw(None, "value-in-words")
        if self._registered and says_nothing(value):
            return None
        if self._aliases:
            result = self._renamed(value, result)
        return None if result == "" or result == [] else result

    def _renamed(self, value: object, result: object) -> object:
        """Take the right name of an organisation, or what a word that is no code stands for."""
        taken = result
        if self.field.choices is None and isinstance(result, str):
            taken = name = self._aliases.get(folded(result), result)
        elif result == _UNKNOWN_WORD and (name := self._aliases.get(folded(value), "")):
            taken = self._cleaner(name)
        told = taken != result and not isinstance(taken, Flaw)
        return Flaw(taken, "alias-mapped", {"name": name}) if told else result

    def doubtful(self) -> list[object]:
        """Return the cells that were not simply right, in the order of the list."""
        weighing = Severity.ERROR, Severity.WARNING
        return [
            cell
            for cell, one in self._told.items()
            if one.code is not None and SEVERITIES[one.code] in weighing
        ]

    def all_thousands(self) -> list[Decimal]:
        """Return the numbers of a column when each of them may as well have three decimals."""
        plain = [one for one in self._known.values() if one is not None]
        read = [
            one.value if isinstance(one, Flaw) else one.fields.get(self.field.key)
            for one in self._told.values()
        ]
        told = [one for one in self._told.values() if one.code == "number-thousands"]
        numbers = [one for one in read if isinstance(one, Decimal)]
        return numbers if not plain and len(numbers) == len(told) >= _ENOUGH else []

    @property
    def error_code(self) -> str:
        """The code of a finding on an error cell in this column."""
        return "cell-error-needed" if self.field.needed else "cell-error"
