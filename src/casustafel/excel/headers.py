"""Finding the header of a list and knowing its columns by name, synonym and likeness."""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rapidfuzz import fuzz, process

from casustafel.excel.cells import cleaner_of
from casustafel.excel.columns import ColumnSet, Field, header_key
from casustafel.excel.dates import DateColumn
from casustafel.excel.flaw import Flaw
from casustafel.excel.text import clean_text, column_letter, folded

#: A row is a header when it has so many known names (domain.md §4).
_KNOWN_NAMES = 3
#: How far down a header is looked for.
SEARCH_ROWS = 60
#: Likeness from which on a name is taken for another, out of 100.
_LIKELY = 86.0
#: What a heading says beside its name: between brackets, behind a dash, on a second line.
_REMARKS = re.compile(r"\([^)]*\)|\[[^\]]*\]|\n.*|\s[-\u2013\u2014]\s.*", re.DOTALL)
#: Names that mean something alone, and nothing among other words ("Naam moeder", "Datum brief").
_ONLY_ALONE = frozenset(
    (
        *("aantal", "advies", "begin", "client", "datum", "doel", "eind", "einde", "freq", "nr"),
        *("ingang", "klas", "kenmerk", "naam", "netwerk", "nummer", "omvang", "pc", "per", "van"),
        *("product", "start", "taken", "tot", "toelichting", "vraag", "zaak"),
    )
)
#: Words that make a number, a name, a day of birth or an address one of somebody else.
_OF_OTHERS = re.compile(
    r"vader|moeder|ouder|verzorger|partner|broer|zus|gezag|voogd|aanbieder|instelling|verwijzer"
    r"|arts|school|contact|behandelaar|medewerker|consulent|aanmelder"
)
_OF_A_PERSON = frozenset(
    (
        *("bsn", "surname", "prefix", "given_names", "initials", "birth_date"),
        *("postcode", "house_number", "district"),
    )
)
#: Kinds of cells that nothing else looks like; with words of choices they tell a column by itself.
_TELLING = frozenset({"bsn", "postcode", "brin"})
#: A word of a choice has so many letters; "1", "j" and "w" may be anything.
_LETTERS = re.compile(r"[a-z]{3}").search
#: Row numbers are shorter.
_NUMBERED_DIGITS = 7
#: Fewer filled cells than this tell nothing of a column.
_ENOUGH_CELLS = 3
_BESIDE_A_NUMBER = re.compile(r"straat|adres|postcode|\bpc\b")


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


def bare_key(text: str) -> str:
    """Return a heading for comparing, without the remarks that it makes."""
    return header_key(_REMARKS.sub(" ", text))


def known_names(row: Sequence[object], columns: ColumnSet) -> int:
    """Return how many different fields a row names."""
    names = columns.by_name
    found = {
        field.key
        for cell in row
        if isinstance(cell, str)
        and cell
        and (field := names.get(header_key(cell)) or names.get(bare_key(cell))) is not None
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
    header: Header,
    columns: ColumnSet,
    chosen: Mapping[int, str] | None = None,
    cells: Sequence[Sequence[object]] = (),
) -> list[MappedColumn]:
    """Say of each column which field it is. What the user chose wins; "" means: leave it out.

    A field is taken once, by the first column that names it exactly; then come names with a remark
    or among other words, likeness, and what the cells themselves look like. `cells` are the first
    rows below the header.
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
        if field is not None and field.key not in taken and not _counts(header, place, cells):
            how = "name" if header_key(field.label) == header_key(text) else "synonym"
            mapped[place] = MappedColumn(place, text, field.key, how)
            taken.add(field.key)
    # What was chosen, now or the time before, is all there is to be read.
    ways = (_named, _like, _looking) if chosen is None else ()
    for way in ways:
        for place, text in enumerate(header.texts):
            if place in mapped or not text or _counts(header, place, cells):
                continue
            likely = way(text, _below(place, cells), columns, taken)
            if likely is not None:
                taken.add(likely.key)
                mapped[place] = MappedColumn(place, text, likely.key, "likeness")
    for place, text in enumerate(header.texts):
        mapped.setdefault(place, MappedColumn(place, text, None))
    return [mapped[place] for place in sorted(mapped)]


def _below(place: int, cells: Sequence[Sequence[object]]) -> list[object]:
    column = (row[place] for row in cells if place < len(row))
    return [cell for cell in column if cell not in ("", None)]


def _counts(header: Header, place: int, cells: Sequence[Sequence[object]]) -> bool:
    """Say whether a column "Nr" numbers the rows: no address beside it, or simply 1, 2, 3."""
    if header_key(header.texts[place]) != "nr":
        return False
    beside = header.texts[max(0, place - 1) : place + 2]
    if not any(_BESIDE_A_NUMBER.search(header_key(text)) for text in beside):
        return True
    texts = [clean_text(cell) for cell in _below(place, cells)]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < _NUMBERED_DIGITS]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(numbers) == len(texts) >= _ENOUGH_CELLS and steps == {1}


def _may_be(text: str, field: Field, cells: Sequence[object]) -> bool:
    """Say whether a proposed field goes with the rest of a heading and with the cells below it."""
    if field.key in _OF_A_PERSON and _OF_OTHERS.search(folded(text)):
        return False
    return len(cells) < _ENOUGH_CELLS or 2 * _read_well(field, cells) >= len(cells)


def _read_well(field: Field, cells: Sequence[object]) -> int:
    """Count the cells that such a column can read; those of a text must hold letters."""
    if field.kind in ("text", "name", "goals", "alternatives"):
        return sum(any(map(str.isalpha, str(cell))) for cell in cells if isinstance(cell, str))
    # Any day will do: only whether a cell is one is asked.
    dates = DateColumn("dmy", False, date(2026, 1, 1)) if field.kind == "date" else None
    read = map(cleaner_of(field, dates), cells)
    return sum(not isinstance(one, Flaw) or one.value is not None for one in read)


def _named(
    text: str, cells: Sequence[object], columns: ColumnSet, taken: Collection[str]
) -> Field | None:
    """Return the field whose longest name stands in a heading, remarks of the heading left out."""
    alone = columns.by_name.get(bare_key(text))
    words = set(header_key(text).split())
    within = [
        (sum(len(word) for word in name.split() if len(word) > 1), field)
        for name, field in columns.by_name.items()
        if name not in _ONLY_ALONE and words.issuperset(name.split())
    ]
    within.sort(key=lambda one: -one[0])
    found = [field for _, field in within[:1]] + ([alone] if alone is not None else [])
    free = (field for field in found if field.key not in taken and _may_be(text, field, cells))
    return next(free, None)


def _like(
    text: str, cells: Sequence[object], columns: ColumnSet, taken: Collection[str]
) -> Field | None:
    key = header_key(text)
    if len(key) < 5:
        return None
    free = {name: field for name, field in columns.by_name.items() if field.key not in taken}
    found = process.extractOne(key, list(free), scorer=fuzz.ratio, score_cutoff=_LIKELY)
    return free[found[0]] if found and _may_be(text, free[found[0]], cells) else None


def _looking(
    text: str, cells: Sequence[object], columns: ColumnSet, taken: Collection[str]
) -> Field | None:
    """Return the field that all cells of a column look like, whatever its heading says."""
    if len(cells) < _ENOUGH_CELLS or _OF_OTHERS.search(folded(text)):
        return None
    for field in columns.fields:
        if field.key in taken:
            continue
        if field.kind in _TELLING and _read_well(field, cells) == len(cells):
            return field
        words = [folded(cell) for cell in cells]
        if field.choices and all(word in field.choices and _LETTERS(word) for word in words):
            return field
    return None
