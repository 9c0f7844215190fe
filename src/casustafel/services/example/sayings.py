"""Who sits at the tables of the example, what they say and what the register holds: invented."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from casustafel.assets import asset
from casustafel.domain.alike import alike
from casustafel.domain.asked import asked_values
from casustafel.domain.cases import Case, Phase
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Member
from casustafel.domain.norms import CareForm, Instrument, Norm, NormUnit
from casustafel.domain.outcomes import Adjustment, AdjustmentKind, Contribution, OutcomeInput, Vote
from casustafel.domain.registers import Provider
from casustafel.domain.selection import Verdict
from casustafel.domain.stops import StopKind, StopState, Toeleidingsstop
from casustafel.services.case import cases as use_cases
from casustafel.services.selection.prescan import judge
from casustafel.services.use_case import UnitOfWork, unseen
from casustafel.storage.folding import fold

if TYPE_CHECKING:
    from casustafel.services.example.work import Opened

K = AdjustmentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One way in which a table treats a case; days count from the meeting."""

    choice: str
    note: str
    minutes: float
    reasons: tuple[str, ...] = ()
    motivation: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    adjustments: tuple[tuple[AdjustmentKind, str], ...] = ()
    valid_days: int | None = None
    evaluation_days: int | None = None
    transfer_to: str = ""
    contributions: tuple[tuple[str, str, str, int, str], ...] = ()
    vote: Vote = Vote.CONSENSUS
    dissent: str = ""
    promises: tuple[tuple[str, str, int], ...] = ()

    def outcome(self, day: date, case: Case) -> OutcomeInput:
        """Return what the chair fills in for a case on the day of the meeting."""
        asked = {kind: words for kind, words in asked_values(case, {}).items() if words}
        return alike(
            OutcomeInput,
            self,
            adjustments=tuple(
                Adjustment(kind=kind, asked=asked.get(kind, "niet gepland"), advised=advised)
                for kind, advised in self.adjustments
            ),
            contributions=tuple(
                Contribution(
                    party=party, task=task, hours=hours, until=day + timedelta(days=days), law=law
                )
                for party, task, hours, days, law in self.contributions
            ),
            valid_until=_later(day, self.valid_days),
            evaluation_on=_later(day, self.evaluation_days),
            transfer_on=_later(day, self.valid_days) if self.transfer_to else None,
        )


def _later(day: date, days: int | None) -> date | None:
    return None if days is None else day + timedelta(days=days)


def _saying(plain: dict[str, Any]) -> Saying:
    given: dict[str, Any] = {
        name: tuple(map(_whole, value)) if isinstance(value, list) else value
        for name, value in plain.items()
    }
    kinds = tuple((K(kind), advised) for kind, advised in given.get("adjustments", ()))
    vote = Vote(given.get("vote", Vote.CONSENSUS))
    return Saying(**{**given, "adjustments": kinds, "vote": vote})


def _whole(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(asset("resources", "examples", name).read_text("utf-8"))


_FILE, _TABLES = _read("sayings.toml"), _read("tables.toml")
_PRESCAN: dict[str, object] = _FILE.pop("prescan")
_WHY = str(_PRESCAN.pop("why"))
SAYINGS: dict[str, tuple[Saying, ...]] = {
    code: tuple(map(_saying, sayings)) for code, sayings in _FILE.items()
}


def prescan(workspace: "Opened", count: int) -> None:
    """Do the pre-scan of the first cases of the frozen list, so that they get ready."""
    with workspace.reading() as reader:
        listed = reader.find(Case, "rank", "law", committee="doorbraak", phase=Phase.PRE_SCAN)
    for case in listed[:count]:
        with workspace.writing() as uow:
            judge(uow, case.id, Verdict.YES, note=_WHY)
        for item, value in _PRESCAN.items():
            with workspace.writing() as uow:
                use_cases.answer(uow, unseen(case.id), item, value)


def seat_members(uow: UnitOfWork, committee: str) -> None:
    """Give a table its members, by role and organisation."""
    uow.add_all(
        [
            Member(
                id=new_id(),
                committee=committee,
                role_name=role,
                organisation=organisation,
                discipline=discipline,
                independent=independent,
                secrecy_on=uow.today,
            )
            for role, organisation, discipline, independent in _TABLES["seats"][committee]
        ]
    )
    uow.audit("members-seated", "committee", committee, committee=committee)
    uow.commit()


def fill_register(uow: UnitOfWork, year: int) -> None:
    """Record norms and stops of the example's providers for a year."""
    room, inflow = _TABLES["register"]["room"], _TABLES["register"]["inflow"]
    names = [line[0] for line in (*room, *inflow)]
    providers = {name: Provider(id=new_id(), name=name, search_name=fold(name)) for name in names}
    uow.add_all(list(providers.values()))
    lines = [
        *((name, form, Instrument.BESTEDINGSRUIMTE, 100, *rest) for name, form, *rest in room),
        *((name, CareForm.VDB, Instrument.INSTROOMTARGET, 1, *rest) for name, *rest in inflow),
    ]
    for name, form, kind, unit, most, used, stopped in lines:
        norm = uow.add(_norm(providers[name], CareForm(form), kind, most * unit, used * unit, year))
        if stopped:
            uow.add(_stop(norm, StopKind(kind.value), date(year, *stopped)))
    uow.audit("register-filled", "register", str(year))
    uow.commit()


def _norm(
    provider: Provider, form: CareForm, kind: Instrument, amount: int, spent: int, year: int
) -> Norm:
    children = kind is Instrument.INSTROOMTARGET
    return Norm(
        id=new_id(),
        provider_id=provider.id,
        care_form=form,
        instrument=kind,
        unit=NormUnit.CHILDREN if children else NormUnit.CENTS,
        amount=amount,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        spent=spent,
        spent_on=date(year, 8, 31),
    )


def _stop(norm: Norm, kind: StopKind, day: date) -> Toeleidingsstop:
    return Toeleidingsstop(
        id=new_id(),
        provider_id=norm.provider_id,
        care_form=norm.care_form,
        kind=kind,
        state=StopState.ACTIVE,
        starts_on=day,
        norm_id=norm.id,
    )
