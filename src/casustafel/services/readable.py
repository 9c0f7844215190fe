"""Whether somebody may read a case, asked in one place."""

from collections.abc import Collection, Sequence

from casustafel.domain.cases import Case
from casustafel.domain.errors import RightError
from casustafel.domain.meetings import Meeting
from casustafel.domain.people import Right
from casustafel.storage.queries import readable as rows
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import Reading


def readable_of(reader: Reading, cases: Sequence[Case]) -> list[Case]:
    """Return those of these cases that this person may read, in their order."""
    if not cases:
        return []
    allowed = rows.readable_ids(reader.connection, reader.actor, [case.id for case in cases])
    return [case for case in cases if case.id in allowed]


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


def require_whole(reader: Reader, meeting: Meeting) -> None:
    """Raise RightError where the server keeps a case of a meeting from the account.

    What is made of the whole of it would lack that case, and nobody would see so.
    """
    if reader.backend.unseen(reader.connection, meeting.id):
        raise RightError("meeting-unseen", held_on=meeting.held_on)


def require_part(reader: Reading, case_ids: Collection[str]) -> None:
    """Raise RightError('case-recused') for who takes no part in one of these cases.

    For a right that reaches further than one's own tables.
    """
    for case_id in case_ids:
        found = rows.refused(reader.connection, reader.actor, [case_id])
        if found is not None and found.recused:
            raise RightError("case-recused", number=found.number)
