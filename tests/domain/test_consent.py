"""Who has to consent before somebody hears of a case, at which age."""

from datetime import date

import pytest

from casustafel.domain.consent import Consent, Giver, lacking, needs_consent

TODAY = date(2026, 11, 26)
CHILD, TEEN, SIXTEEN = date(2017, 2, 1), date(2013, 2, 1), date(2010, 2, 1)
G = Giver


def given(*givers: Giver, on: date = TODAY, **more: object) -> list[Consent]:
    return [
        Consent(id="", case_id="", recipient="School", giver=one, given_on=on, **more)  # type: ignore[arg-type]
        for one in givers
    ]


@pytest.mark.parametrize(
    ("born", "givers", "missing"),
    [
        (CHILD, (), (G.PARENT, G.OTHER_PARENT)),
        (CHILD, (G.PARENT,), (G.OTHER_PARENT,)),
        (CHILD, (G.PARENT, G.OTHER_PARENT), ()),
        (CHILD, (G.GUARDIAN,), ()),
        (CHILD, (G.SELF,), (G.PARENT, G.OTHER_PARENT)),
        (TEEN, (G.PARENT, G.OTHER_PARENT), (G.SELF,)),
        (TEEN, (G.GUARDIAN, G.SELF), ()),
        (TEEN, (G.SELF,), (G.PARENT, G.OTHER_PARENT)),
        (SIXTEEN, (G.PARENT, G.OTHER_PARENT), (G.SELF,)),
        (SIXTEEN, (G.SELF,), ()),
        (SIXTEEN, (G.MENTOR,), ()),
        (TEEN, (G.COURT,), ()),
        (None, (G.GUARDIAN,), (G.SELF,)),
    ],
)
def test_that_each_age_asks_its_own_givers(
    born: date | None, givers: tuple[Giver, ...], missing: tuple[Giver, ...]
) -> None:
    """R11: each parent with gezag, from 12 the jeugdige too, from 16 only they; a court instead."""
    assert lacking(given(*givers), born, TODAY) == missing


def test_that_one_parent_alone_or_a_jeugdige_by_exception_is_enough() -> None:
    """R11: sole custody, and the exceptions of Jw 7.3.4 lid 2, are said with the consent."""
    assert lacking(given(G.PARENT, alone=True), CHILD, TODAY) == ()
    assert lacking(given(G.PARENT, alone=True), TEEN, TODAY) == (G.SELF,)
    assert lacking(given(G.SELF, alone=True), TEEN, TODAY) == ()
    assert lacking(given(G.SELF, alone=True), CHILD, TODAY) == (G.PARENT, G.OTHER_PARENT)


@pytest.mark.parametrize("age", [12, 16, 18])
def test_that_who_turns_twelve_sixteen_or_eighteen_is_asked_anew(age: int) -> None:
    """R11: what was given before that birthday no longer counts from that day."""
    born = date(TODAY.year - age, TODAY.month, TODAY.day)
    before = given(G.PARENT, G.OTHER_PARENT, G.SELF, on=date(2026, 11, 1))
    assert lacking(before, born, date(2026, 11, 25)) == ()
    assert G.SELF in lacking(before, born, TODAY)


def test_that_what_was_withdrawn_or_is_given_later_does_not_count() -> None:
    """R11: consent holds from the day it is given until the day it is withdrawn."""
    both = (G.PARENT, G.OTHER_PARENT)
    assert lacking(given(*both, withdrawn_on=TODAY), CHILD, TODAY) == both
    assert lacking(given(*both, on=date(2026, 11, 27)), CHILD, TODAY) == both


def test_that_consent_is_asked_for_who_is_not_in_the_chain() -> None:
    """R11: school, Stroomland, welzijn, and a doctor who is not the referrer; nobody else."""
    assert needs_consent("School", "bjg")
    assert needs_consent("Huisarts", "bjg")
    assert not needs_consent("Huisarts", "huisarts")
    for name in ("basisschool De Proef", "Huisartsenpraktijk Noord", "kwaliteitscoördinator"):
        assert needs_consent(name, "bjg")
    assert not needs_consent("POH-J", "huisarts")
    for name in (
        "Verwijzer",
        "Schoolcontactpersoon BJG",
        "Inwoner",
        "Zorgaanbieder",
        "Backoffice toewijzing",
    ):
        assert not needs_consent(name, "bjg")
