"""Whose an allocation number (toewijzingnummer) is: key K1 of domain.md §4.

A number belongs to one person. A row that gives it to another one is no update: it is refused,
with what to do, since one of the two numbers in the row is wrong.
"""

from collections.abc import Mapping

from casustafel.domain.findings import Finding, said
from casustafel.excel.case_list import CleanRow
from casustafel.services.importing.known import Clients
from casustafel.services.importing.newcomers import Person, same_person

_FIELD = "allocation_number"


class Allocations:
    """The holders of the numbers of one list: as kept, and as the rows before said."""

    def __init__(
        self, held: Mapping[int, tuple[Person, str]], clients: Clients, column: str
    ) -> None:
        """`held` gives the client and the case number of a kept number."""
        self._held = held
        self._clients = clients
        self._column = column
        self._listed: dict[int, tuple[Person, int]] = {}

    def holder(self, row: CleanRow) -> Person | Finding:
        """Return who a row is about, or why it cannot be about them.

        Somebody who is described in other words is the one who is kept.
        """
        number = row.values.get(_FIELD)
        if number is None:
            return self._clients.of(row.values)
        held = self._held.get(number)
        client = self._clients.of(row.values, held and held[0])
        kept, case = held or (client, "")
        new = client.id in self._clients.made
        if kept.id != client.id and not (new and same_person(kept, client)):
            return said(row.row, "allocation-other-person", _FIELD, self._column, case=case)
        earlier, first = self._listed.setdefault(number, (kept, row.row))
        if earlier.id != kept.id and not same_person(earlier, kept):
            return said(row.row, "allocation-twice", _FIELD, self._column, first=first)
        return kept
