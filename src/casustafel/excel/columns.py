"""The columns that lists may have: their fields, their Dutch names, and what each holds.

They stand in `resources/import/columns.toml`. A table of the commission kind that a municipality
adds itself takes the common columns.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from casustafel.assets import asset
from casustafel.excel import choices
from casustafel.excel.text import folded

#: What a field says once, also where it stands in a second group.
_ONCE = ("use", "hint", "example", "offers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a list.

    `kind`: text, name, bsn, agb, brin, postcode, date, decimal, integer, cents, yes_no, choice,
    category, code, goals or alternatives. `choices` maps folded words to codes. An error cell in
    a `needed` column refuses its row; in another it warns. A date of a `past` column is a birth
    date, of an `open_end` column one that may be unknown (31-12-9999). The rest is for templates.
    """

    key: str
    label: str
    kind: str = "text"
    synonyms: tuple[str, ...] = ()
    choices: Mapping[str, str] | None = None
    needed: bool = False
    past: bool = False
    open_end: bool = False
    use: str = ""
    hint: str = ""
    example: str | None = None
    offers: tuple[str, ...] = ()


@dataclass(frozen=True)
class ColumnSet:
    """The fields that lists of one table may have."""

    code: str
    fields: tuple[Field, ...]
    identifies: bool = True
    wanted: tuple[str, ...] = ()
    """The fields that a list should bring: it is said when no column holds one of them."""
    sheet: str = ""
    """What the sheet of its template is called."""

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Every name and synonym, folded, with its field; the first field wins."""
        names: dict[str, Field] = {}
        for field in self.fields:
            for name in (field.label, field.key, *field.synonyms):
                names.setdefault(header_key(name), field)
        return names

    def field(self, key: str) -> Field | None:
        """Return a field by its key."""
        return next((field for field in self.fields if field.key == key), None)


def header_key(text: object) -> str:
    """Return a header for comparing: folded, without signs and line ends."""
    words = "".join(c if c.isalnum() or c == "%" else " " for c in folded(text))
    return " ".join(words.split())


def _fields() -> dict[str, tuple[Field, ...]]:
    """Return the fields of each group in their order."""
    first: dict[str, dict[str, Any]] = {}
    return {
        group: tuple(_field(key, said, first.setdefault(key, said)) for key, said in fields.items())
        for group, fields in _READ["fields"].items()
    }


def _field(key: str, said: Mapping[str, Any], first: Mapping[str, Any]) -> Field:
    given = {name: first[name] for name in _ONCE if name in first} | {**said}
    given |= {name: tuple(given.get(name, ())) for name in ("synonyms", "offers")}
    if "choices" in given:
        given["choices"] = choices.words(given["choices"])
    return Field(key=key, **given)


def _sets() -> dict[str, ColumnSet]:
    groups, sets = _fields(), {}
    for code, said in _READ["lists"].items():
        fields = [field for group in said["groups"] for field in groups[group]]
        sets[code] = ColumnSet(
            "" if code == _OTHERS else code,
            tuple(field for field in fields if field.key in said.get("only", (field.key,))),
            identifies=said.get("identifies", True),
            wanted=tuple(said.get("wanted", ())),
            sheet=said["sheet"],
        )
    return sets


#: The columns of a table that a municipality added.
_OTHERS = "common"
_READ = tomllib.loads(asset("resources", "import", "columns.toml").read_text("utf-8"))
KIND_FORMS: Mapping[str, str] = _READ["kinds"]
"""What each kind of field holds, in words."""

_SETS = _sets()
COMMON = _SETS.pop(_OTHERS)
CPV, ZBO, DOORBRAAK = _SETS["cpv"], _SETS["zbo"], _SETS["doorbraak"]
NORMS, INFLOW, NUMBERS = _SETS["normen"], _SETS["instroom"], _SETS["cijfers"]


def has_columns(code: str) -> bool:
    """Say whether a table comes with columns of its own, or is one of the municipality's."""
    return code in _SETS


def columns_for(code: str) -> ColumnSet:
    """Return the columns of a table; one of the municipality's own takes the common ones."""
    return _SETS.get(code, COMMON)
