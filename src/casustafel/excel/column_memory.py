"""One column that is read: how its cells are cleaned, and what it remembers of them."""

from collections.abc import Mapping

from casustafel.excel.cells import Cleaner
from casustafel.excel.columns import Field
from casustafel.excel.dates import DateColumn
from casustafel.excel.flaw import Flaw, Parts
from casustafel.excel.text import folded, says_nothing
from casustafel.excel.workbook_parts import DUTCH_ERRORS

#: What a column answers of a cell that it was not asked about before.
UNKNOWN = object()

#: How many cleaned values a column remembers; lists repeat themselves.
_REMEMBERED = 20_000

_ERROR_TEXTS = {text: dutch for english, dutch in DUTCH_ERRORS.items() for text in (english, dutch)}
_ORGANISATIONS = frozenset({"provider", "referrer_name"})


def error_text(value: object) -> str | None:
    """Return the error that a cell holds as text (as csv does), in Dutch; else None."""
    if value.__class__ is not str or not value.startswith("#"):
        return None
    return _ERROR_TEXTS.get(str(value).strip().upper())


class ColumnMemory:
    """One column that is read: where it stands, how, and what it remembers."""

    __slots__ = ("_aliases", "_cleaner", "_told", "dates", "field", "header", "index", "known")

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
        self._aliases = aliases if field.key in _ORGANISATIONS else {}
        self.known: dict[object, object] = {"": None, None: None}
        self._told: dict[object, Flaw | Parts] = {}

    def clean(self, value: object) -> object:
        """Return a typed value, a Flaw or Parts, or None for a cell that says nothing.

        Ask `known` first: most cells of a list were seen before. It holds what may be taken
        without another look.
        """
        # 1, 1.0 and True are one key for a dict but not one cell, so only floats are kept. Lists
        # could be changed by who gets them, so no two rows may share one.
        kept = value.__class__ is not bool and value.__class__ is not int
        if kept and value in self._told:
            return self._told[value]
        result = self._answer(value)
        if not kept or result.__class__ is list or len(self.known) >= _REMEMBERED:
            return result
        if isinstance(result, Flaw | Parts):
            if len(self._told) < _REMEMBERED:
                self._told[value] = result
        elif not self.is_ambiguous(value):
            self.known[value] = result
        return result

    def is_ambiguous(self, value: object) -> bool:
        """Say whether a cell is a date that could be read in both orders."""
        return self.dates is not None and self.dates.is_ambiguous(value)

    def _answer(self, value: object) -> object:
        error = error_text(value)
        if error is not None:
            return Flaw(None, self.error_code, {"text": error})
        result = self._cleaner(value)
        if isinstance(result, Flaw) and result.value is None and says_nothing(value):
            return None
        if self._aliases and isinstance(result, str):
            name = self._aliases.get(folded(result), result)
            return result if name == result else Flaw(name, "alias-mapped", {"name": name})
        return None if result in ("", []) else result

    @property
    def error_code(self) -> str:
        """The code of a finding on an error cell in this column."""
        return "cell-error-needed" if self.field.needed else "cell-error"
