"""Changing a concept piece by piece."""

from dataclasses import replace

import pytest

from casustafel.domain import framework_edit as edit
from casustafel.domain.errors import RuleError
from casustafel.domain.framework_file import check_framework, from_plain
from casustafel.domain.frameworks import Framework, Item, ItemKind, Option, Section, Stage
from fourth_table import FRAMEWORK


@pytest.fixture
def framework() -> Framework:
    return from_plain(FRAMEWORK)


def asked(framework: Framework) -> dict[str, list[str]]:
    return {one.code: [item.code for item in one.items] for one in framework.sections}


def test_that_a_question_is_added_changed_and_removed(framework: Framework) -> None:
    code = edit.code_for("Wat is er geprobeerd?", edit.item_codes(framework))
    item = Item(code=code, text="Wat is er geprobeerd?", kind=ItemKind.TEXT)
    more = edit.put_item(framework, "request", item)
    assert asked(more)["request"] == ["stuck_because", "wat_is_er_geprobeerd"]
    again = edit.put_item(more, "request", replace(item, text="Wat probeerde u?"))
    assert again.item(code).text == "Wat probeerde u?"
    assert asked(edit.remove_item(again, code)) == asked(framework)
    check_framework(again)


def test_that_a_question_moves_past_the_edge_into_the_next_group(framework: Framework) -> None:
    down = edit.move_item(framework, "stuck_because", 1)
    assert asked(down) == {"request": [], "criteria": ["stuck_because", "can_step_down"]}
    assert asked(edit.move_item(down, "stuck_because", -1)) == asked(framework)
    assert edit.move_item(framework, "stuck_because", -1) == framework


def test_that_groups_are_added_moved_and_removed(framework: Framework) -> None:
    section = Section(code="extra", title="Extra", stage=Stage.REQUEST, items=())
    more = edit.put_section(framework, section, after="request")
    assert list(asked(more)) == ["request", "extra", "criteria"]
    assert list(asked(edit.move_section(more, "extra", -1))) == ["extra", "request", "criteria"]
    assert edit.move_section(more, "criteria", 1) == more
    assert edit.remove_section(more, "extra") == framework


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Één vraag: wát?", "een_vraag_wat"),
        ("3 uur of meer?", "v_3_uur_of_meer"),
        ("Doel", "doel_2"),
        ("???", "v"),
    ],
)
def test_that_a_code_comes_from_the_words_and_is_new(text: str, code: str) -> None:
    assert edit.code_for(text, {"doel"}) == code


def test_that_a_choice_keeps_its_code_with_its_words() -> None:
    before = (Option(code="a", label="Veel kans"), Option(code="b", label="Geen kans"))
    after = edit.options_from(["Geen kans", "", "Weinig kans", "Veel kans"], before)
    assert [one.code for one in after] == ["b", "weinig_kans", "a"]


def test_that_columns_are_read_from_lines_and_written_back() -> None:
    lines = ["Wie", "Uren | getal", "Wet | keuze: Jeugdwet, Wmo", "Tot | datum", "Klaar | ja/nee"]
    columns = edit.columns_from(lines)
    assert [one.kind.value for one in columns] == ["text", "number", "choice", "date", "yes_no"]
    assert [edit.column_line(one) for one in columns] == lines
    with pytest.raises(RuleError) as refused:
        edit.columns_from(["Uren | getallen"])
    assert refused.value.values["line"] == "Uren | getallen"
