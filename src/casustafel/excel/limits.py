"""How much a case list may ask of this computer. Everything past it is refused in words.

A real list of 100,000 rows by 25 columns unpacks to some 140 MB and counts 2,500,000 cells; each
limit leaves room for twice that. The readers below us have no limits of their own: five kilobytes
with a value in cell XFD1048576 make calamine ask for 512 GB and end the whole process.
"""

MAX_FILE_BYTES = 256 * 2**20
"""Of the file as it lies on disk."""

MAX_UNPACKED_BYTES = 384 * 2**20
"""Of all parts of a workbook together, as they truly unpack."""

MAX_PARTS = 5_000
"""Files within a workbook."""

MAX_DIRECTORY_BYTES = 2 * 2**20
"""Of the list of contents of a workbook."""

MAX_CELL_BYTES = 1 * 2**20
"""Of one text. Excel itself ends at 32,767 characters."""

MAX_RICH_TEXT_BYTES = 4 * 2**20
"""Of one text with its mark-up (colours and fonts within a cell)."""

MAX_COLUMNS = 1_000
"""Columns between the first and the last that holds something."""

MAX_CELLS = 8_000_000
"""Cells in the rectangle around everything on one sheet, blanks included."""
