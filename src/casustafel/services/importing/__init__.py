"""A list comes in: understood, compared with what is there, and kept in one transaction.

`run` keeps, or says what it would do; `undo` takes a whole list away again.
"""

from casustafel.services.importing.aliases import spellings
from casustafel.services.importing.answer import ImportAnswer, RowAnswer, RowState
from casustafel.services.importing.files import returned_workbook
from casustafel.services.importing.run import (
    empty_template,
    has_template,
    list_imports,
    read_list,
    run,
)
from casustafel.services.importing.undo import undo

__all__ = [
    "ImportAnswer",
    "RowAnswer",
    "RowState",
    "empty_template",
    "has_template",
    "list_imports",
    "read_list",
    "returned_workbook",
    "run",
    "spellings",
    "undo",
]
