"""Learning points: kept and logged for who runs the meetings of that table, and for nobody else."""

from dataclasses import replace

import pytest

from casustafel.domain import terms
from casustafel.domain.advice import LearningPoint
from casustafel.domain.errors import ConflictError, RightError, RuleError, UsageError
from casustafel.domain.leaks import leaks
from casustafel.domain.people import Actor, Role
from casustafel.domain.records import AuditEvent
from casustafel.services.definitions import learning
from workspaces import Table, someone

THEME, *_ = terms.THEME


def points(table: Table) -> list[LearningPoint]:
    return table.ask(lambda reader: reader.find(LearningPoint))


def acting(table: Table, *roles: tuple[Role, str | None]) -> Table:
    """Return the same workspace with somebody else at it."""
    return replace(
        table,
        workspace=replace(table.workspace, actor=Actor(someone("p1"), "Iemand", frozenset(roles))),
    )


def test_that_a_learning_point_is_kept_and_logged(table: Table) -> None:
    case = table.case()
    made = table.do(learning.add, "cpv", THEME, "  Eerder bellen. ", case_id=case.id)
    (kept,) = points(table)
    assert kept == made
    assert (kept.text, kept.case_id, kept.at) == ("Eerder bellen.", case.id, table.clock())
    told = table.ask(lambda reader: reader.first(AuditEvent, action="learning-point-added"))
    assert told is not None
    assert (told.subject_id, told.committee, told.person) == (made.id, "cpv", "Secretaris")


@pytest.mark.parametrize(
    "roles", [(), ((Role.CHAIR, "zbo"),), ((Role.SECRETARY, "zbo"),), ((Role.ADMINISTRATOR, None),)]
)
def test_that_who_runs_no_meetings_of_a_table_keeps_no_learning_points_of_it(
    table: Table, roles: tuple[tuple[Role, str | None], ...]
) -> None:
    """C31: this check of a right could go unnoticed."""
    with pytest.raises(RightError):
        acting(table, *roles).do(learning.add, "cpv", THEME, "Eerder bellen.")
    assert points(table) == []
    acting(table, (Role.CHAIR, "cpv")).do(learning.add, "cpv", THEME, "Eerder bellen.")
    assert len(points(table)) == 1


@pytest.mark.parametrize(("theme", "text"), [("iets anders", "Eerder bellen."), (THEME, "  ")])
def test_that_a_learning_point_has_a_known_theme_and_a_text(
    table: Table, theme: str, text: str
) -> None:
    with pytest.raises(UsageError, match="learning-point-incomplete"):
        table.do(learning.add, "cpv", theme, text)
    assert points(table) == []


def test_that_a_learning_point_is_about_a_case_of_its_own_table(table: Table) -> None:
    case = table.case()
    with pytest.raises(RuleError, match="case-of-other-table"):
        table.do(learning.add, "zbo", THEME, "Eerder bellen.", case_id=case.id)
    assert points(table) == []


def test_that_a_learning_point_is_read_mended_tagged_and_removed(table: Table) -> None:
    """R11: what went in comes out, newest first, with its theme in words."""
    case = table.case(1)
    made = table.do(learning.add, "cpv", THEME, "Eerder bellen.", case_id=case.id)
    tags = ("Buurtteam", " Buurtteam ", "")
    after = table.do(learning.change, made, "samenspel", "Eerder bellen met BJG.", tags)
    desk = table.ask(learning.desk, "cpv")
    assert [(one.point, one.theme, one.number) for one in desk.lines] == [
        (after, "Samenspel in het veld", case.number)
    ]
    assert desk.tags == after.tags == ("Buurtteam",)
    with pytest.raises(ConflictError):
        table.do(learning.change, made, THEME, "Later bellen.")
    table.do(learning.delete, made.id)
    assert table.ask(learning.desk, "cpv").lines == ()


@pytest.mark.parametrize(
    "text",
    [
        "Met voorbeeld1 eerder bellen.",
        "Eerder bellen met Mila.",
        "Navragen bij 999900006.",
        "Geboren op 1-1-2014, dus eerder bellen.",
        "Dit geldt ook voor Voorbeeld2 en de school.",
    ],
)
def test_that_a_learning_point_names_nobody(table: Table, text: str) -> None:
    """R11: names of the client or of any other, a BSN and a day of birth are refused in words."""
    case = table.case(1)
    table.case(2)
    with pytest.raises(RuleError, match="learning-point-names"):
        table.do(learning.add, "cpv", THEME, text, case_id=case.id)
    kept = table.do(learning.add, "cpv", THEME, "Eerder bellen.", case_id=case.id)
    with pytest.raises(RuleError, match="learning-point-names"):
        table.do(learning.change, kept, THEME, text)


def test_that_a_name_that_is_a_word_too_points_at_somebody_with_a_capital_only() -> None:
    """R11: a child called De Jong forbids nobody to write of a young child."""
    assert leaks("Een jong kind begint eerder.", ["de Jong"]) == ()
    assert leaks("Bij Jong begon het eerder.", ["de Jong"]) == ("Jong",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zij is geboren op 3 januari 2014 in de stad.", "3 januari 2014"),
        ("Bel haar op 06-12345678.", "06-12345678"),
        ("Schrijf naar jan.voorbeeld@example.org.", "jan.voorbeeld@example.org"),
    ],
)
def test_that_a_birthday_in_words_and_how_to_reach_somebody_are_pointed_out(
    text: str, found: str
) -> None:
    """R11: a day on which something is to be looked at again is none."""
    assert leaks(text, []) == (found,)
    assert leaks("Wij kijken op 3 januari 2027 terug, 4 uur per week, 024 casussen.", []) == ()


def test_that_the_zbo_commissie_has_themes_of_its_own(table: Table) -> None:
    """R7: behoeften en doelen, sociale basis, pedagogisch, financiering, the framework itself."""
    assert list(table.ask(learning.desk, "zbo").themes) == [
        *("behoeften", "sociale_basis", "pedagogisch", "financiering", "kader", "anders")
    ]
    table.do(learning.add, "zbo", "kader", "De vraag naar huiswerk ontbreekt.")
    (line,) = table.ask(learning.desk, "zbo").lines
    assert line.theme == "Het kader schiet tekort"
