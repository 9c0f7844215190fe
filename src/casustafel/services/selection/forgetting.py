"""What goes of a long list once it is frozen, with the statement that it went (domain.md §9)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from casustafel.domain.cases import CareLine, Case, Phase
from casustafel.domain.errors import RuleError
from casustafel.domain.records import Draft, ImportRecord
from casustafel.domain.retention import RecordKind, RetentionRule
from casustafel.domain.selection import Chosen, Freeze
from casustafel.services.upkeep import drafts, retention
from casustafel.services.upkeep.retention import BACKUP_WEEKS
from casustafel.services.use_case import UnitOfWork, part
from casustafel.storage.queries import longlist as rows


class Rest:
    """What is left of a longlist, which goes: its cases and lines, and who is nowhere else.

    What was settled on the lists that brought them goes too: it may name anybody of them. A
    statement says that it went and who `agreed`, and lets a restore do it again. Raises
    RuleError('longlist-unconfirmed') before the archivist confirmed the term of such a list.
    """

    def __init__(self, uow: UnitOfWork, committee: str, agreed: str) -> None:
        asked = {"committee": committee, "kind": RecordKind.RESERVE, "permanent": False}
        if uow.first(RetentionRule, **asked) is None:
            raise RuleError("longlist-unconfirmed")
        self.committee = committee
        self._uow, self._agreed = uow, agreed
        self._lists = rows.lists_of(uow.connection, committee)
        self._cases = self._lines = 0

    def forget_cases(self, ids: Collection[str]) -> None:
        """Delete some of it, before it is looked who is chosen."""
        self._count(forget_cases(self._uow, self.committee, ids))

    def forget(self, kept: Collection[str] = ()) -> tuple[int, int]:
        """Delete all of it but the cases that were `kept`; return how many cases and lines went."""
        uow, committee = self._uow, self.committee
        with uow.backend.roomy(uow.connection):
            if uow.holds(Draft):
                left = uow.find(Case, committee=committee, phase=Phase.LONGLIST)
                drafts.destroy(uow, [one.id for one in left])
            self._count(rows.forget(uow.connection, committee))
        gone = self._cases, self._lines
        keys = [*map(retention.of_list, self._lists), *map(retention.of_kept, kept)]
        retention.stated(uow, committee, self._agreed, gone, keys)
        uow.overwrite(ImportRecord, {"mends": {}}, committee=committee)
        uow.wipe()
        return gone

    def _count(self, gone: tuple[int, int]) -> None:
        self._cases, self._lines = self._cases + gone[0], self._lines + gone[1]


@part
def forget_cases(uow: UnitOfWork, committee: str, ids: Collection[str]) -> tuple[int, int]:
    """Delete some cases of a longlist, as `forget_rest` does all."""
    cases, wanted = list(ids), {case.client_id for case in uow.find(Case, id=list(ids))}
    drafts.destroy(uow, cases)
    lines = uow.delete(CareLine, case_id=cases)
    uow.delete(Case, id=cases)
    uow.forget_people(wanted)
    if cases:
        uow.overwrite(ImportRecord, {"mends": {}}, committee=committee)
        uow.wipe()
    return len(cases), lines


@part
def out_of_backups(uow: UnitOfWork) -> date:
    """Return the day on which no backup holds what is deleted today."""
    return uow.today + timedelta(weeks=BACKUP_WEEKS)


@part
def drop_reserve(uow: UnitOfWork, committee: str) -> Freeze | None:
    """Delete the reserve of a list, with its lines; who is on a later list too stays there.

    The caller commits.
    """
    made = uow.first(Freeze, "-frozen_on", committee=committee, reserve_gone_on=None)
    if made is None:
        return None
    waiting = {one.case_id for one in uow.find(Chosen, freeze_id=made.id, reserve=True)}
    uow.delete(Chosen, freeze_id=made.id, reserve=True)
    found = uow.find(CareLine, case_id=list(waiting))
    waiting -= {one.case_id or "" for one in found if (one.period or "") != made.period}
    cases, lines = forget_cases(uow, committee, waiting)
    if cases or lines:
        retention.stated(uow, committee, made.frozen_by, (cases, lines), waiting)
    after = replace(
        made,
        reserve_gone_on=uow.today,
        deleted=made.deleted + cases,
        lines_deleted=made.lines_deleted + lines,
        out_of_backups_on=out_of_backups(uow),
    )
    uow.replace(made, after)
    return uow.log("reserve-deleted", after, deleted=cases, lines=lines)
