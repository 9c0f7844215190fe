"""The schools of the pilot, where BJG offers ZBO as basishulp ([002] 3.A1)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casustafel.domain.ids import new_id
from casustafel.domain.registers import School
from casustafel.services.use_case import Reading, Right, UnitOfWork, read, use_case
from casustafel.storage.folding import fold


@dataclass(frozen=True, slots=True)
class Pilots:
    """The names of the schools of the pilot, and of the others that are known."""

    names: tuple[str, ...]
    others: tuple[str, ...]


@read(Right.MANAGE_TABLES)
def pilots(reader: Reading) -> Pilots:
    """Return which schools are in the pilot."""
    schools = reader.find(School, "search_name")
    return Pilots(
        tuple(one.name for one in schools if one.pilot),
        tuple(one.name for one in schools if not one.pilot),
    )


@use_case(Right.MANAGE_TABLES)
def set_pilots(uow: UnitOfWork, names: Iterable[str]) -> None:
    """Let these schools be in the pilot and no others; one that is not known yet is added."""
    wanted = {fold(name): name.strip() for name in names if name.strip()}
    for school in uow.find(School):
        chosen = wanted.pop(school.search_name, None) is not None
        if chosen is not school.pilot:
            uow.replace(school, replace(school, pilot=chosen))
    uow.add_all(
        [
            School(id=new_id(), name=name, search_name=key, pilot=True)
            for key, name in wanted.items()
        ]
    )
    uow.audit("pilots-set", "register", "")
