"""Whether somebody may read a case, asked in one place."""

from collections.abc import Collection

from casustafel.domain.errors import RightError
from casustafel.domain.people import Right
from casustafel.storage.queries import readable as rows
from casustafel.storage.unit_of_work import Reading


def require_readable(reader: Reading, case_ids: Collection[str]) -> None:
    """Raise RightError unless this person may read each of these cases.

    'case-recused' for one in which they do not take part; 'right-missing' for one that is of
    another table.
    """
    if not case_ids:
        return
    found = rows.refused(reader.connection, reader.actor, case_ids)
    if found is None:
        return
    if found.recused:
        raise RightError("case-recused", number=found.number)
    raise RightError("right-missing", right=Right.READ_CASES)
