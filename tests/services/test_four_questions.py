"""The four questions of the Doorbraakteam ask what the seed asks, and answer with a chance (D8)."""

import json
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2] / "resources"
QUESTIONS = {"q1_chances", "q2_together", "q3_alternatives", "q4_focus"}
UNCHANGED = {"geen_wijziging"}


def items() -> dict[str, dict[str, object]]:
    framework = json.loads((TOP / "frameworks" / "doorbraak.json").read_text("utf-8"))
    return {item["code"]: item for part in framework["sections"] for item in part["items"]}


@pytest.mark.parametrize("code", sorted(QUESTIONS))
def test_that_a_question_is_a_text_and_its_answer_says_how_much_chance_there_is(code: str) -> None:
    """D8: a yes/no question with the answers hoog, midden, laag says nothing."""
    item = items()[code]
    assert str(item["text"]).endswith("?")
    assert item["kind"] == "choice"
    assert item["options"] == [
        ["hoog", "veel kans"],
        ["midden", "enige kans"],
        ["laag", "weinig kans"],
    ]


def test_that_the_answers_of_the_example_go_with_what_the_team_says() -> None:
    """D8: "geen wijziging" beside much chance contradicts itself, and so does the reverse."""
    sayings = tomllib.loads((TOP / "examples" / "sayings.toml").read_text("utf-8"))["doorbraak"]
    assert {one["choice"] for one in sayings} > UNCHANGED
    for one in sayings:
        chances = {one["answers"][code] for code in QUESTIONS & one["answers"].keys()}
        assert ("hoog" in chances) is (one["choice"] not in UNCHANGED), one["choice"]
