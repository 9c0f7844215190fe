"""The manual's own kind of text on paper: headings, paragraphs, lists, tables and pictures.

A line that begins with # is a heading, with - or a number an item, with | a row of a table, and
``![words](file.png)`` is a picture with the words for whoever cannot see it.
"""

import re
from collections.abc import Callable
from itertools import groupby

from casustafel.pdf.document import Document

_HEADING = re.compile(r"(#{1,3}) (.+)")
_PICTURE = re.compile(r"!\[(.+)\]\((.+)\)")
_ITEM = re.compile(r"(-|\d+\.) (.+)")
_ROW = re.compile(r"\|(.+)\|")
_MARKS = re.compile(r"\*\*|`")
_MOST_HEIGHT = 250.0


def add_markdown(
    document: Document, text: str, picture: Callable[[str], bytes | None], *, below: int = 0
) -> None:
    """Add a text; `picture` gives what is in a file, and headings stand so many levels `below`."""
    for kind, lines in groupby(text.splitlines(), _kind):
        group = [_MARKS.sub("", line) for line in lines]
        if kind in ("-", "1"):
            items = [_ITEM.fullmatch(line) for line in group]
            document.bullets([found[2] for found in items if found], numbered=kind == "1")
        elif kind == "|":
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in group]
            document.table(rows[0], rows[2:], [1.0] * len(rows[0]))
        else:
            for line in group:
                _add(document, line, picture, below)


def _kind(line: str) -> str:
    if found := _ITEM.fullmatch(line):
        return "-" if found[1] == "-" else "1"
    return "|" if _ROW.fullmatch(line) else line and "text"


def _add(document: Document, line: str, picture: Callable[[str], bytes | None], below: int) -> None:
    if found := _HEADING.fullmatch(line):
        document.heading(len(found[1]) + below, found[2])
    elif found := _PICTURE.fullmatch(line):
        if data := picture(found[2]):
            document.figure(data, found[1], _MOST_HEIGHT)
    else:
        document.paragraph(line)
