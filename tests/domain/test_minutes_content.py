"""The canonical content of minutes: one sequence of bytes for one content, read back whole."""

import dataclasses
import hashlib
import json
from dataclasses import replace
from datetime import date, time
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casustafel.domain.errors import FileError
from casustafel.domain.minutes import MinutesState
from casustafel.domain.minutes_content import (
    FORMATS,
    ActionLine,
    ItemKind,
    MinutesContent,
    MinutesItem,
    OutcomeContent,
    canonical,
    content_hash,
    kept_hash,
    parse_canonical,
)
from casustafel.domain.plain import from_canonical
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


#: Minutes with every field of format 1 filled in, as version 0.1 wrote them.
FIRST = Path(__file__).parents[1] / "data" / "minutes" / "1.json"


def agrees(said: object, value: object) -> bool:
    """Say whether `value` holds all that a document says, whatever it holds beside that."""
    if isinstance(said, dict):
        return all(agrees(part, getattr(value, name)) for name, part in said.items())
    if isinstance(said, list):
        assert isinstance(value, tuple)
        return len(said) == len(value) and all(map(agrees, said, value))
    plain = value.isoformat() if isinstance(value, date | time) else value
    return said == (plain.value if isinstance(plain, Enum) else plain)


def test_that_format_1_stays_readable_to_its_last_field() -> None:
    document = json.loads(FIRST.read_bytes())
    assert document["format"] == "casustafel-minutes/1"
    assert agrees(document["content"], parse_canonical(FIRST.read_bytes()))


def test_that_the_hash_of_format_1_stays_as_it_was() -> None:
    # What stands on paper since version 0.1: if this changes, every check of a copy fails.
    kept = "b3960cebc7397c60fe26847080fd7c73e61b14c28618171a7f07f97f73077249"
    assert kept_hash(FIRST.read_text("utf-8")) == kept


def test_that_content_with_a_further_field_is_read_from_a_document_of_before() -> None:
    wider = dataclasses.make_dataclass(
        "Wider",
        [("since_then", str, dataclasses.field(default="niet gevraagd"))],
        bases=(MinutesContent,),
        frozen=True,
        kw_only=True,
    )
    read = from_canonical(FIRST.read_bytes(), wider, FORMATS)
    assert read.since_then == "niet gevraagd"
    assert read.items == parse_canonical(FIRST.read_bytes()).items


def test_that_what_is_written_now_says_that_it_is_format_2() -> None:
    assert canonical(CONTENT).endswith(b'"format":"casustafel-minutes/2"}')


def test_that_the_hash_is_that_of_the_bytes_that_are_kept() -> None:
    digest = hashlib.sha256(canonical(CONTENT)).hexdigest()
    assert content_hash(CONTENT) == digest
    assert kept_hash(canonical(CONTENT).decode()) == digest


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
        canonical(CONTENT).replace(b"casustafel-minutes/2", b"casustafel-minutes/3"),
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
