"""The matrix of recipient and content: a paper holds nothing outside its row (2.8)."""

import re

import pytest

from casustafel.domain import papers
from casustafel.domain.errors import RuleError
from casustafel.domain.follow_up import recipients
from casustafel.domain.papers import Facts, Kind, Part, Table, asked, compose, granted, kinds
from paper_samples import WAYS, facts

CODES = sorted(kinds())
#: What the texts may ask of a line.
FLAGS = {
    *("grants", "gives", "adjusted", "no", "away", "elsewhere", "changed", "unchanged", "other"),
    *(
        "held",
        "carried",
        "provisional",
        "urgent",
        "before",
        "lessened",
        "stop",
        "medical",
        "ordered",
    ),
    *("youth", "consent", "ranked", "empty", "no_steps", "nothing_sent"),
}


def paper(*lines: str, **values: str) -> list[Part]:
    """Return the parts that lines make, of a kind that asks just what is given."""
    found = papers._files()  # the data that the texts stand in
    found["blocks"]["proef"] = "\n".join(lines)  # type: ignore[index]
    try:
        kind = Kind("proef", ("Proef",), "Proef", "verwijzer", "proef", ("proef",))
        return list(compose(kind, Facts(values)).parts)
    finally:
        del found["blocks"]["proef"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", CODES)
def test_that_a_paper_asks_only_what_its_recipient_gets(code: str) -> None:
    kind = kinds()[code]
    assert asked(kind) <= granted(kind.recipient, consent=True)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("way", WAYS)
def test_that_what_a_row_does_not_hold_never_reaches_the_paper(code: str, way: str) -> None:
    kind = kinds()[code]
    every = {name for names in papers._files()["contents"].values() for name in names}
    known = Facts(
        {name: f"‹{name}›" for name in every},
        frozenset(WAYS[way]),
        {name: Table((f"‹{name}›",), ((f"‹{name}›",),), (1,)) for name in every},
    )
    shown = set(re.findall(r"‹(\w+)›", compose(kind, known).words()))
    assert shown <= granted(kind.recipient, consent="consent" in WAYS[way])


def test_that_all_that_is_named_is_there_and_all_that_is_there_is_named() -> None:
    found = papers._files()
    named = {block for kind in kinds().values() for block in kind.blocks}
    named |= {
        line.split()[1]
        for text in found["blocks"].values()
        for line in text.split("\n")
        if line.startswith("*")
    }
    assert named == found["blocks"].keys()
    assert {kind.recipient for kind in kinds().values()} == found["recipients"].keys()
    given = [one for row in found["recipients"].values() for one in row["gets"]]
    given += [one for row in found["recipients"].values() for one in row.get("with_consent", ())]
    assert {*given, "house"} == found["contents"].keys()


def test_that_lines_ask_only_flags_that_are_known() -> None:
    texts = [*papers._files()["blocks"].values(), *(t for k in kinds().values() for t in k.title)]
    used = {
        flag.lstrip("!")
        for text in texts
        for flags in re.findall(r"^\[([^\]]*)\]", text, re.MULTILINE)
        for flag in flags.split()
    }
    assert used == FLAGS


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("code", CODES)
def test_that_no_paper_uses_a_word_that_misleads(code: str, way: str) -> None:
    """R9, domain.md §9: no afgewezen, no overtreder, no team that Nijmegen does not have."""
    words = compose(kinds()[code], facts(code, *WAYS[way])).words().casefold()
    for word in ("afgewezen", "wijkteam", "overtreder", "spoedbesluit", "jouw", " je "):
        assert word not in words


def test_that_each_recipient_can_be_noted_as_told() -> None:
    told = ("inwoner", "verwijzer", "huisarts", "jeugdarts", "medisch_specialist", "gi")
    told += ("aanbieder", "contractmanager", "backoffice", "school", "stroomland")
    assert {papers.label_of(one) for one in told} <= set(recipients())


def test_that_a_line_of_which_something_is_not_known_is_left_out_with_its_heading() -> None:
    lines = ("## Waarom", "{motivation}", "## Hulp", "Vanaf :: {begins}", "Tot :: {until}")
    parts = paper(*lines, until="1 mei 2027")
    assert parts == [Part("heading", "Hulp"), Part("pairs", "", (("Tot", "1 mei 2027"),))]


def test_that_what_people_wrote_never_decides_what_a_line_is() -> None:
    parts = paper("{motivation}", "Reden :: {reasons}", motivation="## * @a :: b", reasons="a :: b")
    assert parts == [Part("text", "## * @a :: b"), Part("pairs", "", (("Reden", "a :: b"),))]


def test_that_a_letter_without_a_telephone_number_is_refused() -> None:
    known = facts("brief_inwoner", "grants")
    values = {name: text for name, text in known.values.items() if name != "phone"}
    with pytest.raises(RuleError, match="paper-needs"):
        compose(kinds()["brief_inwoner"], Facts(values, known.flags))


def test_that_the_mail_beside_a_paper_says_nothing_of_anybody() -> None:
    subject, body = papers.mail_about(
        facts("brief_verwijzer", "grants").values
        | {"greeting": "Beste verwijzer,", "the_table": "de commissie"}
    )
    shown = set(re.findall(r"‹(\w+)›", subject + body))
    assert shown <= {"municipality", "sender", "phone"}
