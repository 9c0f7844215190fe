"""Writing for people: plain tables."""

from collections.abc import Sequence


def as_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under their heads, in columns of fitting width."""
    widths = [max(len(line[place]) for line in [heads, *rows]) for place in range(len(heads))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [heads, *rows]
    ]
    return "\n".join(lines)
