"""How an item of kind table stands in rows of fields, and how the rows become its answer."""

from collections.abc import Callable, Mapping, Sequence

from casustafel.domain.framework_answers import not_applicable
from casustafel.domain.frameworks import Item, ItemColumn, ItemKind
from casustafel.gui.pages.room.rows_editor import FieldColumn

Rows = Sequence[Mapping[str, str]]
ToRows = Callable[[object], Rows]
FromRows = Callable[[Rows], list[Mapping[str, object]] | str | None]

#: How columns share the width: what is written in needs most.
_STRETCH = {ItemKind.TEXT: 4, ItemKind.DATE: 2, ItemKind.CHOICE: 2}
_YES_NO = (("ja", "ja"), ("nee", "nee"))
_SPOKEN = {True: "ja", False: "nee"}


def table_control_parts(item: Item) -> tuple[list[FieldColumn], ToRows, FromRows]:
    """Return the columns, what turns an answer into rows, and what turns rows into an answer.

    "n.v.t." with its reason stands in the first text field, and is the answer when it is alone.
    """
    texts = [column.code for column in item.columns if column.kind is ItemKind.TEXT]
    main = texts[0] if texts else item.columns[0].code

    def to_rows(value: object) -> Rows:
        if isinstance(value, str):
            return [{main: value}]
        kept = value if isinstance(value, list | tuple) else ()
        return [
            {code: _shown(cell) for code, cell in row.items()}
            for row in kept
            if isinstance(row, Mapping)
        ]

    def from_rows(rows: Rows) -> list[Mapping[str, object]] | str | None:
        if len(rows) == 1 and set(rows[0]) == {main} and not_applicable(rows[0][main]) is not None:
            return rows[0][main]
        return [dict(row) for row in rows] or None

    return [_column(column) for column in item.columns], to_rows, from_rows


def _column(column: ItemColumn) -> FieldColumn:
    choices: tuple[tuple[str, str], ...] = ()
    if column.kind is ItemKind.CHOICE:
        choices = tuple((option.code, option.label) for option in column.options)
    elif column.kind is ItemKind.YES_NO:
        choices = _YES_NO
    return FieldColumn(
        column.code,
        column.label,
        stretch=_STRETCH.get(column.kind, 1),
        is_day=column.kind is ItemKind.DATE,
        choices=choices,
    )


def _shown(cell: object) -> str:
    return _SPOKEN[cell] if isinstance(cell, bool) else str(cell or "")
