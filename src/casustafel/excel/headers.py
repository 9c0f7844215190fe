"""Finding the header of a list and knowing its columns by name, synonym and likeness."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from casustafel.excel.columns import ColumnSet, Field, header_key
from casustafel.excel.text import clean_text, column_letter

#: A row is a header when it has so many known names (domain.md §4).
_KNOWN_NAMES = 3
#: How far down a header is looked for.
SEARCH_ROWS = 60
#: Likeness from which on a name is taken for another, out of 100.
_LIKELY = 86.0


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of a list: where it stands (0 is column A), its header, and its field.

    `how`: name, synonym, likeness, user or "" for a column that is not known. `examples` are the
    first values below it.
    """

    index: int
    header: str
    field: str | None
    how: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (rows as Excel shows them) and what it says per column."""

    row: int
    last_row: int
    texts: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """The shape of the header, by which a profile is recognised the next time."""
        keys = "\n".join(header_key(text) for text in self.texts)
        return hashlib.sha256(keys.encode()).hexdigest()


def known_names(row: Sequence[object], columns: ColumnSet) -> int:
    """Return how many different fields a row names."""
    names = columns.by_name
    found = {
        field.key
        for cell in row
        if isinstance(cell, str) and cell and (field := names.get(header_key(cell))) is not None
    }
    return len(found)


def header_at(rows: Sequence[Sequence[object]], row: int) -> Header | None:
    """Return the header in a row, counted as Excel does; None where there is no such row.

    Row 0 stands for a list without a header: its columns are called by their letters.
    """
    if row == 0:
        width = max((len(cells) for cells in rows), default=0)
        return Header(0, 0, tuple(column_letter(place) for place in range(width)))
    if row > len(rows):
        return None
    return Header(row, row, tuple(clean_text(cell) for cell in rows[row - 1]))


def known_header(rows: Sequence[Sequence[object]], known: Collection[str]) -> Header | None:
    """Return the first row whose shape is one of `known`, the fingerprints of earlier headers."""
    if not known:
        return None
    for at in range(len(rows)):
        header = header_at(rows, at + 1)
        if header is not None and any(header.texts) and header.fingerprint in known:
            return header
    return None


def find_header(rows: Sequence[Sequence[object]], columns: ColumnSet) -> Header | None:
    """Return the first row that names at least three fields, or two rows that do together.

    `rows` are the first rows of a sheet, from row 1. A header over two lines is read as "upper
    lower", with a merged upper cell standing over all columns below it.
    """
    for at, row in enumerate(rows):
        alone = known_names(row, columns)
        below = rows[at + 1] if at + 1 < len(rows) else ()
        two = _two_lines(row, below, columns)
        enough = max(alone, known_names(below, columns), _KNOWN_NAMES - 1)
        if two is not None and known_names(two, columns) > enough:
            return Header(at + 1, at + 2, tuple(clean_text(cell) for cell in two))
        if alone >= _KNOWN_NAMES:
            return Header(at + 1, at + 1, tuple(clean_text(cell) for cell in row))
    return None


def _two_lines(
    upper: Sequence[object], lower: Sequence[object], columns: ColumnSet
) -> list[str] | None:
    """Return the texts of a header over two lines; None when the lower row is no header."""
    texts = [cell for cell in lower if cell not in ("", None)]
    if not texts or not all(isinstance(cell, str) for cell in texts):
        return None
    names = columns.by_name
    above = ""
    joined = []
    for place in range(max(len(upper), len(lower))):
        top = clean_text(upper[place]) if place < len(upper) and upper[place] is not None else ""
        bottom = clean_text(lower[place]) if place < len(lower) and lower[place] is not None else ""
        above = top or above
        both = f"{above} {bottom}".strip()
        if bottom and header_key(both) not in names and header_key(bottom) in names:
            both = bottom
        joined.append(both if bottom else top)
    return joined


def map_columns(
    header: Header, columns: ColumnSet, chosen: Mapping[int, str] | None = None
) -> list[MappedColumn]:
    """Say of each column which field it is. What the user chose wins; "" means: leave it out.

    A field is taken once, by the first column that names it exactly; likeness comes last.
    """
    mapped: dict[int, MappedColumn] = {}
    taken: set[str] = set()
    for place, text in enumerate(header.texts):
        if chosen is not None and place in chosen:
            key = chosen[place] or None
            # A column without a heading is called by its letter, so that findings can name it.
            named = text or (column_letter(place) if key else "")
            mapped[place] = MappedColumn(place, named, key, "user" if key else "")
            taken |= {key} if key else set()
    for place, text in enumerate(header.texts):
        field = columns.by_name.get(header_key(text)) if place not in mapped and text else None
        if field is not None and field.key not in taken:
            how = "name" if header_key(field.label) == header_key(text) else "synonym"
            mapped[place] = MappedColumn(place, text, field.key, how)
            taken.add(field.key)
    for place, text in enumerate(header.texts):
        if place in mapped:
            continue
        like = _like(text, columns, taken) if text and chosen is None else None
        if like is not None:
            taken.add(like.key)
            mapped[place] = MappedColumn(place, text, like.key, "likeness")
        else:
            mapped[place] = MappedColumn(place, text, None)
    return [mapped[place] for place in sorted(mapped)]


def _like(text: str, columns: ColumnSet, taken: set[str]) -> Field | None:
    key = header_key(text)
    if len(key) < 5:
        return None
    free = {name: field for name, field in columns.by_name.items() if field.key not in taken}
    found = process.extractOne(key, list(free), scorer=fuzz.ratio, score_cutoff=_LIKELY)
    return free[found[0]] if found else None
