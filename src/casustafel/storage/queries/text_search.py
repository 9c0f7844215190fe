"""Where a text occurs among the cases: by the trigram index, or by name and number (design.md)."""

import json
from typing import Any

import sqlalchemy as sa

from casustafel.storage.backend import backend_of
from casustafel.storage.schema.tables import case_record as c

_TRIGRAM = 3
#: A word that occurs this seldom is looked up first; the cases are then read by their keys.
_SELDOM = 1000


def seldom(connection: sa.Connection, folded: str) -> tuple[int, ...] | None:
    """Return the keys of the cases that hold the long words of a text, when they are few.

    None when they are many, or when there is no word of three characters: walking the list in
    its order then comes to the first page sooner than sorting all that was found.
    """
    words = _long(folded)
    if not words:
        return None
    if not backend_of(connection).search_index:
        asked = sa.text("SELECT app.found(:words, :most)")
        given = {"words": words, "most": _SELDOM + 1}
        keys = tuple(connection.execute(asked, given).scalars())
        return keys if len(keys) <= _SELDOM else None
    found = _index(folded).limit(_SELDOM + 1).subquery()
    # As one text: the driver makes other threads of Python wait at each row.
    together = sa.select(sa.func.json_group_array(sa.literal_column("rowid"))).select_from(found)
    keys = tuple(json.loads(connection.execute(together).scalar_one()))
    return keys if len(keys) <= _SELDOM else None


def matches(
    folded: str, keys: tuple[int, ...] | None = None, *, index: bool = True
) -> sa.ColumnElement[bool]:
    """Return the condition that a case holds this folded text.

    Three characters and more: every word by the trigram index, or by the `keys` that `seldom`
    found there. Fewer: the beginning of the surname or the number itself, each by its own index.
    Without an `index` of the program's own the server looks in the text of each case.
    """
    parts: list[sa.ColumnElement[bool]] = []
    if keys is not None:
        parts.append(c.c.row_key.in_(keys))
    elif not index:
        parts += [c.c.search_text.contains(word, autoescape=True) for word in _long(folded)]
    elif _long(folded):
        parts.append(c.c.row_key.in_(_index(folded)))
    parts += [_short(word) for word in folded.split() if len(word) < _TRIGRAM]
    return sa.and_(*parts)


def counting(folded: str) -> sa.Select[Any] | None:
    """Return a statement that counts the cases with a text, from the text to the cases.

    None when the text has no word of three characters. Conditions on cases may be added to it.
    """
    if not _long(folded):
        return None
    index = sa.table("case_search", sa.column("rowid"))
    both = index.join(c, c.c.row_key == index.c.rowid)
    short = [_short(word) for word in folded.split() if len(word) < _TRIGRAM]
    return sa.select(sa.func.count()).select_from(both).where(_found(folded), *short)


def _long(folded: str) -> list[str]:
    return [word for word in folded.split() if len(word) >= _TRIGRAM]


def _index(folded: str) -> sa.Select[Any]:
    index: sa.Select[Any] = sa.select(sa.literal_column("rowid")).select_from(
        sa.text("case_search")
    )
    return index.where(_found(folded))


def _found(folded: str) -> sa.TextClause:
    phrase = " ".join('"' + word.replace('"', '""') + '"' for word in _long(folded))
    return sa.text("case_search MATCH :phrase").bindparams(phrase=phrase)


def _short(word: str) -> sa.ColumnElement[bool]:
    begins = sa.and_(c.c.client_sort >= word, c.c.client_sort < word + "\U0010ffff")
    return begins | (c.c.sequence == int(word)) if word.isdecimal() else begins
