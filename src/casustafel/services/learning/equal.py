"""Like cases side by side: whether a table treats equal cases equally."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casustafel.domain.alike import grouped
from casustafel.domain.cases import Case, Client
from casustafel.domain.committees import Committee
from casustafel.domain.decided import Decided
from casustafel.domain.equal_treatment import Likeness, likeness, otherwise, triggers_of
from casustafel.services import places
from casustafel.services.definitions import tables
from casustafel.services.use_case import Reading, Right, part, read
from casustafel.storage.queries.similar import decided

#: So many decided cases are compared, those that came last: on the page, and for one case.
_ALL, _LOOKED_AT = 1000, 200
#: So many are shown beside a case.
MOST = 5


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A decided case of another client with the same form of care.

    `same_provider` and `same_reason` (of coming to the table) say what else is alike.
    """

    row: Decided
    same_provider: bool
    same_reason: bool

    @property
    def number(self) -> str:
        """The number of the case."""
        return self.row.number

    @property
    def choice(self) -> str:
        """The code of the outcome."""
        return self.row.choice or ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a case: the nearest others, and the outcomes of those that are like it."""

    nearest: tuple[SimilarCase, ...] = ()
    like: tuple[str, ...] = ()


@part
def beside(reader: Reading, case: Case, client: Client) -> Beside:
    """Return the earlier cases of the same table that are most alike, then the latest.

    Near is the form of care, with the provider, the reason of coming to the table, or both; only
    cases that this person may read count.
    """
    found = decided(
        reader.connection,
        reader.actor,
        case.committee,
        limit=_LOOKED_AT,
        care_form=case.care_form,
        not_of=case.client_id,
    )
    reasons, own = triggers_of(case), likeness(case, client.birth_date)
    near = [
        SimilarCase(
            row,
            case.provider_id is not None and row.provider_id == case.provider_id,
            bool(reasons & triggers_of(row)),
        )
        for row in found
    ]
    near = [one for one in near if one.same_provider or one.same_reason]
    near.sort(
        key=lambda one: (one.same_provider + one.same_reason, one.row.decided_at, one.number),
        reverse=True,
    )
    like = [one.choice or "" for one in found if likeness(one, one.birth_date) == own]
    return Beside(tuple(near[:MOST]), tuple(like))


@dataclass(frozen=True, slots=True)
class EqualLine:
    """A case among those that are like it.

    `like` counts the others, and `other` those that ended otherwise, 0 where it does not depart.
    """

    row: Decided
    group: Likeness
    like: int
    other: int


@dataclass(frozen=True, slots=True)
class EqualDesk:
    """The cases of a table with their outcomes; `most` is how many are looked at."""

    committee: Committee
    lines: tuple[EqualLine, ...]
    most: int = _ALL


@read(Right.READ_CASES, at=places.table)
def desk(reader: Reading, committee: str, case_id: str = "") -> EqualDesk:
    """Return the decided cases that this person may read, the latest first.

    The case that is named comes too, whether it was decided or not.
    """
    rows = decided(reader.connection, reader.actor, committee, limit=_ALL, beside=case_id)
    return EqualDesk(tables.committee(reader, committee), tuple(_lines(rows)))


def _lines(rows: Sequence[Decided]) -> Iterator[EqualLine]:
    of = {row.case_id: likeness(row, row.birth_date) for row in rows}
    groups = grouped(rows, lambda row: of[row.case_id])
    for row in rows:
        like = [
            one.choice
            for one in groups[of[row.case_id]]
            if one.choice and one.client_id != row.client_id
        ]
        other = otherwise(row.choice or "", like)
        yield EqualLine(row, of[row.case_id], len(like), other)
