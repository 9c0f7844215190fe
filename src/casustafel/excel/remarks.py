"""What a list that was read shows as a whole: another table's columns, no rows, misread letters.

Each is a warning: the list comes in all the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from casustafel.domain.findings import Finding, found
from casustafel.excel.case_list import CaseList, CleanRow
from casustafel.excel.columns import CPV, DOORBRAAK, NORMS, ZBO, ColumnSet, columns_for, header_key

#: How many columns of another table a list must have before it is taken for one of that table.
_ENOUGH = 2
#: How many of them are named.
_NAMED = 3

#: What a list for each table is called, in Dutch.
_NAMES = {
    "cpv": "de CPV",
    "zbo": "de ZBO-commissie",
    "doorbraak": "het Doorbraakteam",
    "normen": "het register van normen",
}

#: Any table reads these, but only lists for the CPV bring them: its triggers and its exemptions.
_OF_CPV = frozenset(
    {"list_trigger", "weeks_open", "exemption", "exemption_reference", "exemption_on", "table_date"}
)

#: A list with these is about people, whatever "Jaar" and "Bedrag" stand beside them.
_OF_A_PERSON = frozenset({"bsn", "surname", "birth_date"})

#: What is filled in at the case where no list brings it.
_LATER = frozenset({"received", "care_form", "answer.help_question"})

#: Kinds of columns that hold what somebody wrote.
_TEXTS = frozenset({"text", "name", "goals", "alternatives"})

#: Letters of UTF-8 that were read as Windows-1252 ("Ã©" for "é"), or that were lost on the way.
_MISREAD = re.compile(
    "[\u00c2-\u00c5][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\ufffd]"
    "|\u00e2\u20ac[\u0080-\u00bf\u0152\u0153\u02c6\u02dc\u2013-\u2122\ufffd]?|\ufffd"
)


def remark(given: CaseList, table: str, *, known: bool = False) -> None:
    """Add to a list what it shows as a whole; misread letters are told at their row.

    `known` says that somebody chose its columns at this table before: it belongs there.
    """
    if not known:
        given.findings += _of_another_table(given, table)
    if not given.rows:
        given.findings.append(found(0, "", "", "list-without-rows"))
    headers = {one.field: one.header for one in given.columns if one.field is not None}
    given.findings += _without(headers, columns_for(table))
    remark_rows(given.rows, given, table)


def remark_rows(rows: Iterable[CleanRow], given: CaseList, table: str) -> None:
    """Tell misread letters at their row; also of rows that were cleaned anew."""
    headers = {one.field: one.header for one in given.columns if one.field is not None}
    columns = columns_for(table)
    texts = [key for key in headers if (one := columns.field(key)) and one.kind in _TEXTS]
    for row in rows:
        values = row.values
        # Nearly all cells are plain letters: this stands in the way of every row of a long list.
        for key in texts:
            value = values.get(key)
            if value is not None and (letters := _misread(value)):
                row.findings.append(
                    found(row.row, headers[key], key, "letters-misread", seen=letters)
                )


def _misread(value: object) -> str:
    """Return the first letters of a cleaned value that were read wrongly; "" when there are none.

    Goals and alternatives are lists of texts by name.
    """
    if value.__class__ is str:
        assert isinstance(value, str)
        wrong = None if value.isascii() else _MISREAD.search(value)
        return wrong[0] if wrong else ""
    parts = value.values() if isinstance(value, Mapping) else value
    if not isinstance(parts, Iterable):
        return ""
    return next(filter(None, map(_misread, parts)), "")


def _without(headers: Mapping[str, str], columns: ColumnSet) -> Iterator[Finding]:
    """Say which wanted fields no column holds. Law and product tell the form of care as well."""
    told = {"care_form"} if "product_category" in headers else set()
    missing = [
        field
        for key in columns.wanted
        if key not in headers and key not in told and (field := columns.field(key)) is not None
    ]
    # Who it is about must be in a list; what is asked may be filled in at the case.
    asked = _LATER if "answer.help_question" in columns.wanted else ()
    for code, later in (("columns-missing", False), ("columns-later", True)):
        some = [one for one in missing if (one.key in asked) is later]
        if some:
            keys, fields = " ".join(one.key for one in some), ", ".join(one.label for one in some)
            yield found(0, "", "", code, fields=fields, keys=keys)


def _of_another_table(given: CaseList, table: str) -> Iterator[Finding]:
    """Say which other table a list seems to be for: it brings more columns of that one alone."""
    texts = [one.header for one in given.columns if one.header]
    marks = {code: _marks(texts, code) for code in _NAMES}
    own = marks.pop(table, [])
    # Lists for other tables may bring a column of the CPV; so it must be all they have. One of the
    # municipality's own takes those columns too.
    if own or table not in _NAMES:
        marks.pop("cpv", None)
    if any(one.field in _OF_A_PERSON for one in given.columns):
        marks.pop("normen", None)
    code = max(marks, key=lambda one: len(marks[one]))
    if len(marks[code]) >= _ENOUGH and len(marks[code]) > len(own):
        columns = ", ".join(marks[code][:_NAMED])
        yield found(0, "", "", "list-of-other-table", code=code, to=_NAMES[code], columns=columns)


def _marks(texts: list[str], code: str) -> list[str]:
    """Return the headings that only a list for this table brings."""
    names = _OWN_NAMES[code]
    return [text for text in texts if header_key(text) in names]


def _own_names() -> dict[str, frozenset[str]]:
    """Return per table the names of columns that no other table knows."""
    sets: tuple[ColumnSet, ...] = (CPV, ZBO, DOORBRAAK, NORMS)
    names = {
        one.code: frozenset(one.by_name).difference(
            *(other.by_name for other in sets if other is not one)
        )
        for one in sets
    }
    of_cpv = (name for name, field in CPV.by_name.items() if field.key in _OF_CPV)
    return names | {"cpv": frozenset(of_cpv)}


_OWN_NAMES = _own_names()
