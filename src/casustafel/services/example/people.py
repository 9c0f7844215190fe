"""Who sits at the tables of the example, and what its register holds. All invented."""

from datetime import date

from casustafel.domain.ids import new_id
from casustafel.domain.meetings import Member
from casustafel.domain.norms import CareForm, Instrument, Norm, NormUnit
from casustafel.domain.registers import Provider
from casustafel.domain.stops import StopKind, StopState, Toeleidingsstop
from casustafel.storage.folding import fold
from casustafel.storage.unit_of_work import UnitOfWork

#: Role, organisation, discipline, independent.
SEATS = {
    "cpv": (
        ("Voorzitter", "Gemeente", "voorzitter", False),
        ("Zorgexpert 1", "Onafhankelijk", "zorgexpert", True),
        ("Zorgexpert 2", "Onafhankelijk", "zorgexpert", True),
        ("Gezinswerker", "BJG", "bjg", False),
        ("Teamleider", "BTV", "btv", False),
        ("Adviseur onderwijs", "Speciaal onderwijs", "onderwijs_so", False),
        ("Ondersteuner", "Stroomland", "stroomland", False),
        ("Expert jonge kinderen", "Onafhankelijk", "expert_jonge_kind", True),
    ),
    "zbo": (
        ("Onafhankelijk voorzitter", "Extern", "voorzitter", True),
        ("ZBO-coördinator", "BJG", "zbo_coordinator", False),
        ("Beleidsadviseur", "Gemeente", "gemeente", False),
        ("Ondersteuner", "Stroomland", "stroomland", False),
        ("Adviseur", "Welzijn", "welzijn", False),
    ),
    "doorbraak": (
        ("Voorzitter", "Gemeente", "voorzitter", False),
        ("Gezinswerker", "BJG", "bjg", False),
        ("Teamleider", "BTV", "btv", False),
        ("Contractmanager", "ROB", "rob", False),
        ("Adviseur 18-/18+", "TWES", "twes", False),
    ),
}

#: Provider, form of care, euros of room, euros spent, day of the stop (month, day) or None.
REGISTER = (
    ("Zorggroep Waal", CareForm.BEGELEIDING_JEUGD, 1_200_000, 1_248_000, (9, 1)),
    ("Rivierzorg", CareForm.BEGELEIDING_JEUGD, 860_000, 834_200, (8, 12)),
    ("Steunpunt Oost", CareForm.WMO_BEGELEIDING, 440_000, 441_000, (7, 1)),
    ("Steunpunt Oost", CareForm.BEGELEIDING_JEUGD, 520_000, 507_500, (9, 1)),
    ("Kleurrijk Wonen", CareForm.WMO_BEGELEIDING, 310_000, 304_000, (9, 1)),
    ("Kleurrijk Wonen", CareForm.BEGELEIDING_JEUGD, 290_000, 161_200, None),
)

#: Provider, children who may come in, children who came in, day of the stop or None.
INFLOW = (("De Zonnehof", 20, 20, (8, 1)), ("Klein Begin", 15, 11, None))


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
            )
            for role, organisation, discipline, independent in SEATS[committee]
        ]
    )
    uow.audit("members-seated", "committee", committee, committee=committee)
    uow.commit()


def fill_register(uow: UnitOfWork, year: int) -> None:
    """Record norms and stops of the example's providers for a year."""
    names = [line[0] for line in REGISTER] + [line[0] for line in INFLOW]
    providers = {name: Provider(id=new_id(), name=name, search_name=fold(name)) for name in names}
    uow.add_all(list(providers.values()))
    for name, form, room, spent, stopped in REGISTER:
        norm = _norm(
            providers[name], form, Instrument.BESTEDINGSRUIMTE, room * 100, spent * 100, year
        )
        uow.add(norm)
        if stopped:
            uow.add(_stop(norm, StopKind.BESTEDINGSRUIMTE, date(year, *stopped)))
    for name, room, came, stopped in INFLOW:
        norm = _norm(providers[name], CareForm.VDB, Instrument.INSTROOMTARGET, room, came, year)
        uow.add(norm)
        if stopped:
            uow.add(_stop(norm, StopKind.INSTROOMTARGET, date(year, *stopped)))
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
