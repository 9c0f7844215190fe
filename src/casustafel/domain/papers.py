"""Papers as data: kinds, their texts in lines, and the matrix of who gets what.

`resources/documents` holds them. A kind names a recipient and blocks of lines. The facts that its
lines ask come from a row of the matrix and from nowhere else: what the row does not hold never
reaches the paper. How lines are written stands at the head of `letters.toml`.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import Any, Literal

from casustafel.assets import asset
from casustafel.domain.errors import RuleError

PartKind = Literal[
    "text", "note", "heading", "low_heading", "bullets", "pairs", "table", "bars", "page"
]

#: Everybody gets the facts of the house, such as the sender.
HOUSE = "house"
_FLAGS = re.compile(r"\[([^\]{}]*)\](.*)")
_MARKS: Sequence[tuple[str, PartKind]] = (
    ("### ", "low_heading"),
    ("## ", "heading"),
    ("- ", "bullets"),
    ("> ", "note"),
)
_FORMAT = Formatter()


@dataclass(frozen=True, slots=True)
class Table:
    """A table on paper; `shares` say how the width is divided."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known for one paper: texts, lists and tables by name, parts of several, and flags."""

    values: Mapping[str, str] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    tables: Mapping[str, Table] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    each: Mapping[str, tuple["Facts", ...]] = field(default_factory=dict)

    def only(self, names: Collection[str]) -> "Facts":
        """Return the facts of these names alone, in the parts of several too."""

        def some(known: Mapping[str, Any]) -> dict[str, Any]:
            return {name: one for name, one in known.items() if name in names}

        each = {
            name: tuple(one.only(names) for one in several)
            for name, several in some(self.each).items()
        }
        return Facts(some(self.values), self.flags, some(self.tables), some(self.lists), each)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper. `file` begins its file name; `needs` are facts without which it is none."""

    code: str
    title: tuple[str, ...]
    label: str
    recipient: str
    file: str
    blocks: tuple[str, ...]
    needs: tuple[str, ...] = ()
    folder: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper. Of "bullets" the rows have one cell, of "pairs" two.

    Of "bars" they have a label, a number and the part of the width; the text says it all in words.
    """

    kind: PartKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    header: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in words, ready to be laid out."""

    title: str
    author: str
    classification: str
    footer: str
    parts: tuple[Part, ...]
    wide: bool = False

    def words(self) -> str:
        """Return all that stands on it."""
        said = [self.title, self.author]
        for part in self.parts:
            said += [part.text, *part.header, *(cell for row in part.rows for cell in row)]
        return "\n".join(filter(None, said))


@cache
def _files() -> Mapping[str, Mapping[str, Any]]:
    import tomllib

    found: dict[str, dict[str, Any]] = {}
    for path in sorted(asset("resources", "documents").glob("*.toml")):
        for table, entries in tomllib.loads(path.read_text("utf-8")).items():
            found.setdefault(table, {}).update(entries)
    return found


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind of paper by its code."""

    def made(code: str, said: Mapping[str, Any]) -> Kind:
        given: dict[str, Any] = {
            name: tuple(one) if isinstance(one, list) else one for name, one in said.items()
        }
        title = given.pop("title")
        if "close" in given["blocks"]:
            given["needs"] = ("sender", "phone")
        return Kind(code=code, title=title if isinstance(title, tuple) else (title,), **given)

    return {code: made(code, said) for code, said in _files()["kinds"].items()}


def label_of(recipient: str) -> str:
    """Return how a recipient is called."""
    label: str = _files()["recipients"][recipient]["label"]
    return label


@cache
def granted(recipient: str, *, consent: bool = False) -> frozenset[str]:
    """Return the names of the facts that a recipient gets."""
    row, contents = _files()["recipients"][recipient], _files()["contents"]
    gets = [HOUSE, *row["gets"], *(row.get("with_consent", ()) if consent else ())]
    return frozenset(name for content in gets for name in contents[content])


def mail_about(values: Mapping[str, str], letters: int = 1) -> tuple[str, str]:
    """Return subject and body of the mail that goes with so many papers, and nothing of anybody."""
    words = _files()["mail"]
    counted = words["several"].format(count=letters) if letters > 1 else words["one"]
    values = {**values, "letters": counted}
    return words["subject"].format_map(values), words["body"].strip().format_map(values) + "\n"


def mail_of_several(values: Mapping[str, str], cases: Iterable[str], until: str) -> str:
    """Return the mail to one contact person that letters come about these cases."""
    body: str = _files()["several"]["body"]
    listed = "\n".join(f"- {one}" for one in cases)
    return body.strip().format_map({**values, "cases": listed, "until": until}) + "\n"


def hidden_from(discipline: str) -> frozenset[str]:
    """Return the sections and questions of a request that a discipline does not see in a pack."""
    return frozenset(_files()["hidden"].get(discipline, ()))


def asked(kind: Kind) -> frozenset[str]:
    """Return the names of all facts that the lines of a kind ask."""
    lines = [*kind.title, *(line for name in kind.blocks for line in _lines(name))]
    return frozenset(name for line in lines for name in _asked(line))


def _asked(line: str) -> Iterator[str]:
    body = _flagged(line)[1]
    if body.startswith("@"):
        yield body[1:]
    elif body.startswith("*"):
        name, block = body[1:].split()
        yield name
        yield from (one for inner in _lines(block) for one in _asked(inner))
    else:
        yield from _names(body)


def compose(kind: Kind, facts: Facts) -> Paper:
    """Return a paper of this kind in words.

    Raises RuleError('paper-needs') for a letter without a sender or a telephone number.
    """
    row = facts.only(granted(kind.recipient, consent="consent" in facts.flags))
    if not all(row.values.get(name) for name in kind.needs):
        raise RuleError("paper-needs", paper=kind.label)
    title = next(filter(None, (_put(line, row) for line in kind.title)), kind.label)
    parts = _pruned(_merged(part for name in kind.blocks for part in _parts(name, row)))
    house = row.values
    return Paper(
        title=title,
        author=house.get("municipality", ""),
        classification=house.get("classification", ""),
        footer=kind.label,
        parts=tuple(parts),
        wide=kind.wide,
    )


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text of a setting with its placeholders filled; an unknown one stays as it is."""
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], found[0]), text)


def _lines(block: str) -> list[str]:
    text: str = _files()["blocks"][block]
    return [line for line in text.split("\n") if line.strip()]


def _flagged(line: str) -> tuple[list[str], str]:
    found = _FLAGS.fullmatch(line)
    return (found[1].split(), found[2]) if found else ([], line)


def _names(text: str) -> list[str]:
    return [name for _, name, _, _ in _FORMAT.parse(text) if name]


def _put(line: str, facts: Facts) -> str:
    """Return a line with its facts; empty when its flags do not hold or a fact is not known."""
    flags, body = _flagged(line)
    if any((flag.lstrip("!") in facts.flags) is flag.startswith("!") for flag in flags):
        return ""
    if any(not facts.values.get(name) for name in _names(body)):
        return ""
    return body.format_map(facts.values)


def _parts(block: str, facts: Facts) -> Iterator[Part]:
    for line in _lines(block):
        said, pattern = _put(line, facts), _flagged(line)[1]
        if not said:
            continue
        if pattern.startswith("*"):
            name, inner = pattern[1:].split()
            for one in facts.each.get(name, ()):
                yield from _parts(inner, one)
        elif pattern.startswith("@"):
            yield from _listed(pattern[1:], facts)
        elif pattern == "---":
            yield Part("page")
        else:
            yield _of_line(pattern, said)


def _listed(name: str, facts: Facts) -> Iterator[Part]:
    table = facts.tables.get(name)
    if table is not None and table.rows:
        yield Part("table", "", table.rows, table.header, table.shares)
    if facts.lists.get(name):
        yield Part("bullets", "", tuple((one,) for one in facts.lists[name]))


def _of_line(pattern: str, said: str) -> Part:
    """Return the part that a line makes; what it is stands in its pattern, never in a fact."""
    for mark, kind in _MARKS:
        if pattern.startswith(mark):
            text = said.removeprefix(mark)
            return Part(kind, "", ((text,),)) if kind == "bullets" else Part(kind, text)
    if " :: " in pattern:
        name, _, value = said.partition(" :: ")
        return Part("pairs", "", ((name.strip(), value.strip()),))
    return Part("text", said)


def _merged(parts: Iterable[Part]) -> list[Part]:
    """Put items and rows that follow each other in one list or table."""
    found: list[Part] = []
    for part in parts:
        before = found[-1] if found else None
        if before and before.kind == part.kind and part.kind in ("bullets", "pairs"):
            found[-1] = Part(part.kind, "", before.rows + part.rows)
        else:
            found.append(part)
    return found


_LEVELS: Mapping[str, int] = {"heading": 1, "low_heading": 2}


def _pruned(parts: Sequence[Part]) -> list[Part]:
    """Leave out headings with nothing under them, and a page break with nothing behind it."""
    found: list[Part] = []
    for part in reversed(parts):
        following = found[-1] if found else None
        level = _LEVELS.get(part.kind)
        if level is not None:
            # What stands below a heading is text, or a heading of a lower level.
            below = _LEVELS.get(following.kind, 9) if following else 0
            if following is None or following.kind == "page" or below <= level:
                continue
        elif part.kind == "page" and following is None:
            continue
        found.append(part)
    return found[::-1]
