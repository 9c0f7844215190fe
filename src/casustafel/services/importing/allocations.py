"""Whose an allocation number (toewijzingnummer) is: key K1 of domain.md §4.

A number belongs to one person. A row that gives it to another one is no update: it is refused,
with what to do, since one of the two numbers in the row is wrong.
"""

from collections.abc import Container, Mapping

from casustafel.domain.findings import Finding
from casustafel.excel.case_list import CleanRow
from casustafel.services.importing.findings import said
from casustafel.services.importing.newcomers import Person
from casustafel.services.importing.people import same_person

_FIELD = "allocation_number"


class Allocations:
    """The holders of the numbers of one list: as kept, and as the rows before said."""

    def __init__(
        self, held: Mapping[int, tuple[Person, str]], new: Container[str], column: str
    ) -> None:
        """`held` gives the client and the case number of a kept number; `new` the new clients."""
        self._held = held
        self._new = new
        self._column = column
        self._listed: dict[int, tuple[Person, int]] = {}

    def holder(self, row: CleanRow, client: Person) -> Person | Finding:
        """Return who a row is about, or why it cannot be about them.

        Somebody who is described in other words is the one who is kept.
        """
        number = row.values.get(_FIELD)
        if number is None:
            return client
        kept, case = self._held.get(number, (client, ""))
        if kept.id != client.id and not (client.id in self._new and same_person(kept, client)):
            return said(row.row, "allocation-other-person", _FIELD, self._column, case=case)
        earlier, first = self._listed.setdefault(number, (kept, row.row))
        if earlier.id != kept.id and not same_person(earlier, kept):
            return said(row.row, "allocation-twice", _FIELD, self._column, first=first)
        return kept
