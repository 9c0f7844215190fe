"""The canonical content of minutes: one sequence of bytes for one content, read back whole."""

import hashlib
import json
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casustafel.domain.errors import FileError
from casustafel.domain.minutes import MinutesState
from casustafel.domain.minutes_content import (
    ActionLine,
    ItemKind,
    MinutesContent,
    MinutesItem,
    OutcomeContent,
    canonical,
    content_hash,
    parse_canonical,
)
from casustafel.domain.wording import word_error

CONTENT = MinutesContent(
    municipality="Gemeente Voorbeeld",
    committee="Commissie Passende Verwijzing",
    abbreviation="CPV",
    meeting_date=date(2026, 11, 26),
    planned_start=time(9, 0),
    planned_end=time(10, 30),
    state=MinutesState.CONCEPT,
    version=1,
    items=(
        MinutesItem(
            number=1,
            kind=ItemKind.CASE,
            title="Begeleiding",
            case_number="CPV-2026-0001",
            outcome=OutcomeContent(
                code="aangehouden", label="aangehouden", held_until=date(2026, 12, 3)
            ),
            actions=(ActionLine(number=2, text="Nagaan", owner="Secretaris"),),
        ),
        MinutesItem(number=2, kind=ItemKind.OTHER, title="Rondvraag", carried_over=True),
        MinutesItem(number=3, kind=ItemKind.OTHER, title="Sluiting"),
    ),
    earlier_actions=(ActionLine(number=1, text="Bellen", owner="Voorzitter"),),
)


def test_that_the_canonical_bytes_are_those_that_were_agreed() -> None:
    # A change here breaks the proof of all minutes adopted before: make a new format instead.
    assert content_hash(CONTENT) == (
        "61acb04996b789f3ee5a6aef8dc00d025e3c255b5cd0018877fe5e3d9f609416"
    )
    assert content_hash(CONTENT) == hashlib.sha256(canonical(CONTENT)).hexdigest()


def test_that_the_canonical_form_is_sorted_json_with_iso_dates() -> None:
    text = canonical(CONTENT).decode("utf-8")
    assert text.startswith('{"content":{"abbreviation":"CPV","actual_end":null,')
    assert '"meeting_date":"2026-11-26"' in text
    assert json.dumps(json.loads(text), sort_keys=True, separators=(",", ":")) == text


def test_that_any_change_of_content_changes_the_hash() -> None:
    others = [
        replace(CONTENT, version=2),
        replace(CONTENT, state=MinutesState.ADOPTED),
        replace(CONTENT, items=CONTENT.items[::-1]),
        replace(CONTENT, place=" "),
    ]
    assert len({content_hash(content) for content in (CONTENT, *others)}) == 5


@settings(max_examples=60)
@given(st.from_type(MinutesContent))
def test_that_what_is_written_is_read_back_the_same(content: MinutesContent) -> None:
    again = parse_canonical(canonical(content))
    assert again == content
    assert canonical(again) == canonical(content)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b'{"format":"casustafel-minutes/2","content":{}}',
        canonical(CONTENT).replace(b'"version":1', b'"version":"1"'),
        canonical(CONTENT).replace(b'"version":1', b'"version":true'),
        canonical(CONTENT).replace(b',"version":1', b""),
        canonical(CONTENT).replace(b'"version":1', b'"version":1,"more":1'),
        canonical(CONTENT).replace(b"2026-11-26", b"2026-13-26"),
        canonical(CONTENT).replace(b'"concept"', b'"klaar"'),
        b"[" * 100_000,
    ],
)
def test_that_damaged_content_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(FileError) as refused:
        parse_canonical(data)
    assert refused.value.code == "content-damaged"
    assert word_error(refused.value, "nl").what
    assert word_error(refused.value, "en").do


def test_that_the_lists_at_the_end_follow_from_the_items() -> None:
    assert [item.number for item, _ in CONTENT.decided] == [1]
    assert [item.number for item in CONTENT.returning] == [1, 2]
    assert [action.number for action in CONTENT.all_actions()] == [1, 2]


def test_that_half_a_surrogate_pair_is_written_as_the_sign_for_what_is_missing() -> None:
    content = replace(CONTENT, place="kamer \ud800")
    assert parse_canonical(canonical(content)).place == "kamer \ufffd"


def test_that_a_case_is_found_by_its_number() -> None:
    assert CONTENT.item_of("CPV-2026-0001") is CONTENT.items[0]
    assert CONTENT.item_of("CPV-2026-0002") is None
