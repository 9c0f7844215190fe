"""Care that begins after a table granted it, so that the inflow list has lawful lines too."""

from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Protocol

from casustafel.domain.cases import Case
from casustafel.domain.local_time import local_day
from casustafel.domain.outcomes import Outcome
from casustafel.services.case import cases
from casustafel.storage.unit_of_work import Reading, UnitOfWork


class Opened(Protocol):
    """What is needed of an open workspace."""

    def reading(self) -> AbstractContextManager[Reading]:
        """Give a read of one use case."""

    def writing(self) -> AbstractContextManager[UnitOfWork]:
        """Give the unit of work of one use case."""


def begin_granted_care(workspace: Opened, table: str, today: date) -> None:
    """Let new care that a table granted begin the day after, at the latest today."""
    with workspace.reading() as reader:
        granted = [
            (reader.get(Case, one.case_id), local_day(one.decided_at))
            for one in reader.find(Outcome, "decided_at", committee=table, current=True)
            if one.kind.grants
        ]
    for case, day in granted:
        if case.request_kind == "nieuw":
            begins = min(day + timedelta(days=1), today)
            with workspace.writing() as uow:
                kept = uow.get(Case, case.id)
                cases.edit(uow, kept, {"starts_on": begins}, reason="De zorg is begonnen.")
