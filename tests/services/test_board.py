"""The board of a table: themes over time, and frameworks with what caused their changes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casustafel.domain.advice import Advice, AdviceAnswer
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RightError, RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, Member, Recusal
from casustafel.domain.people import Actor, Role
from casustafel.services.definitions import learning, tables
from casustafel.services.definitions.tables import framework_versions
from casustafel.services.learning import board
from workspaces import Table


def next_version(table: Table) -> str:
    """Adopt a version of the framework in which one question is worded anew; return its id."""
    shipped = table.ask(framework_versions, "cpv")[0][0]
    table.do(tables.adopt_version, shipped, table.today - timedelta(days=1))
    key = table.do(tables.begin_version, "cpv")
    framework = dict(table.ask(framework_versions, "cpv"))[key]
    first = framework.sections[0]
    items = (replace(first.items[0], text="Wat vraagt het gezin?"), *first.items[1:])
    sections = (replace(first, items=items), *framework.sections[1:])
    table.do(tables.change_concept, key, replace(framework, sections=sections))
    table.do(tables.adopt_version, key, table.today)
    return key


def test_that_the_board_counts_the_themes_of_its_own_table_per_quarter(table: Table) -> None:
    """The issue: «board of themes over time, per table its own themes»."""
    table.do(learning.add, "cpv", "toeleiding", "Eerder bellen.")
    table.do(learning.add, "zbo", "behoeften", "Rust in de klas.")
    table.clock.forward(days=60)
    table.do(learning.add, "cpv", "toeleiding", "Weer eerder bellen.")
    found = table.ask(board.desk, "cpv")
    assert [one.label for one in found.quarters[-2:]] == ["2026 K4", "2027 K1"]
    counts = {row.code: row.counts[-2:] for row in found.themes}
    assert counts["toeleiding"] == (1, 1)
    assert counts["doelen"] == (0, 0) and "behoeften" not in counts
    assert {row.code for row in table.ask(board.desk, "zbo").themes} >= {
        "behoeften",
        "sociale_basis",
    }


def test_that_a_new_version_stands_with_what_it_changed_and_the_case_that_caused_it(
    table: Table,
) -> None:
    """The issue: «what a new version of the framework changed and the cases that caused it»."""
    case = table.case()
    key = next_version(table)
    table.do(board.add_reason, key, "De vraag was onduidelijk.", case.number.lower())
    version = table.ask(board.desk, "cpv").versions[0]
    assert version.id == key
    assert [one.text for one in version.changes] == ["Wat vraagt het gezin?"]
    (reason,) = version.reasons
    other = table.do(board.add_reason, key, "Vergissing.")
    table.do(board.delete_reason, other.id)
    assert table.ask(board.desk, "cpv").versions[0].reasons == (reason,)
    assert (reason.kept.why, reason.number) == ("De vraag was onduidelijk.", case.number)
    with pytest.raises(RuleError, match="reason-empty"):
        table.do(board.add_reason, key, "  ")
    with pytest.raises(RuleError, match="case-of-other-table"):
        table.do(board.add_reason, key, "Onduidelijk.", "ZBO-2026-0001")
    with pytest.raises(RuleError, match="agreement-names"):
        table.do(board.add_reason, key, "Zoals bij Mila bleek.", case.number)


def test_that_who_takes_no_part_in_a_case_does_not_see_that_it_caused_a_change(
    table: Table,
) -> None:
    _, items = table.opened(1)
    key = next_version(table)
    table.do(board.add_reason, key, "De vraag was onduidelijk.", items[0].title)
    with table.workspace.writing() as uow:
        seat = uow.find(Member, role_name="Zorgexpert")[0]
        uow.replace(seat, replace(seat, person_id=table.workspace.actor.person_id))
        item = uow.get(AgendaItem, items[0].id)
        uow.add(Recusal(id=new_id(), item_id=item.id, member_id=seat.id, reason="familie"))
        uow.commit()
    assert table.ask(board.desk, "cpv").versions[0].reasons == ()
    with pytest.raises(RightError):
        table.do(board.add_reason, key, "Nog iets.", items[0].title)


def test_that_a_reason_is_written_down_by_who_runs_the_meetings(table: Table) -> None:
    key = next_version(table)
    table.workspace.actor = Actor(new_id(), "Lid", frozenset({(Role.MEMBER, "cpv")}))
    with pytest.raises(RightError):
        table.do(board.add_reason, key, "Onduidelijk.")
    assert table.ask(board.desk, "cpv").versions
    assert not table.ask(lambda reader: reader.find(Case))


def advised(table: Table, people: int, *, done: bool = True) -> None:
    """Let people of BJG say ja and experts nee on ten cases, which the table dealt with or not."""
    key = table.ask(framework_versions, "cpv")[0][0]
    made = [table.case(day) for day in range(1, 11)]
    with table.workspace.writing() as uow:
        seats = {
            (name, at): Member(
                id=new_id(),
                committee="cpv",
                role_name=f"{name} {at}",
                organisation=name,
                discipline=name,
            )
            for name in ("bjg", "zorgexpert")
            for at in range(people)
        }
        uow.add_all(list(seats.values()))
        for at, case in enumerate(made):
            if done:
                uow.replace(case, replace(case, status=CaseStatus.CLOSED))
            for name, value in (("bjg", "ja"), ("zorgexpert", "nee")):
                member = seats[name, at % people]
                advice = Advice(
                    id=new_id(),
                    case_id=case.id,
                    member_id=member.id,
                    framework_id=key,
                    submitted_at=table.clock(),
                )
                uow.add(advice)
                uow.add(
                    AdviceAnswer(
                        id=new_id(), advice_id=advice.id, criterion="c1_specific_care", value=value
                    )
                )
        uow.commit()


def test_that_vooradviezen_say_on_what_disciplines_differ(table: Table) -> None:
    """The issue: «which criteria differ most between disciplines (never persons)»."""
    advised(table, 3)
    (found,) = table.ask(board.desk, "cpv").spreads
    assert (found.criterion, found.widest) == ("c1_specific_care", 100)
    assert dict(found.means) == {"bjg": 100, "zorgexpert": 0}


@pytest.mark.parametrize(("people", "done"), [(2, True), (3, False)])
def test_that_neither_two_people_nor_open_cases_say_anything(
    table: Table, people: int, done: bool
) -> None:
    """domain.md §9, Insight: never persons; and what is still to be opened stays hidden."""
    advised(table, people, done=done)
    assert table.ask(board.desk, "cpv").spreads == ()
