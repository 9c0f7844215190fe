"""What the minutes and the extract say on paper."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_contents import ADJUSTED, MINUTES
from pdf_samples import blank, empty_minutes, image
from pdf_tools import tag_tree, text_of_pages

from casustafel.domain.errors import FileError, UsageError
from casustafel.domain.minutes import MinutesState
from casustafel.domain.minutes_content import (
    CriterionAnswer,
    MinutesContent,
    OutcomeContent,
    content_hash,
)
from casustafel.pdf.minutes import render_extract, render_minutes
from casustafel.pdf.styles import Look


def _texts(data: bytes) -> list[str]:
    return [text for _, text in tag_tree(data)]


def test_that_the_minutes_open_with_day_times_place_and_state(samples: dict[str, bytes]) -> None:
    assert _texts(samples["minutes"])[:2] == [
        "Notulen Commissie Passende Verwijzing",
        "Donderdag 26 november 2026, 09.00–10.24 uur, kamer 2.14 · status: vastgesteld",
    ]


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (MinutesState.CONCEPT, "concept"),
        (MinutesState.FOR_ADOPTION, "ter vaststelling"),
        (MinutesState.ADOPTED, "vastgesteld"),
    ],
)
def test_that_the_state_is_shown_in_words(state: MinutesState, shown: str) -> None:
    texts = _texts(render_minutes(replace(MINUTES, state=state)))
    assert texts[1].endswith(f"status: {shown}")


def test_that_planned_times_stand_where_the_meeting_was_not_opened(
    samples: dict[str, bytes],
) -> None:
    assert "09.00–10.30 uur" in _texts(samples["minutes-empty"])[1]


def test_that_the_paper_shows_the_whole_hash_of_its_content(samples: dict[str, bytes]) -> None:
    digest = content_hash(MINUTES)
    texts = _texts(samples["minutes"])
    assert texts[texts.index("Inhoud (SHA-256)") + 1] == digest
    assert texts[texts.index("Logboek (SHA-256)") + 1] == MINUTES.audit_head
    short = f"Versie 2 · SHA-256 {digest[:4]}…{digest[-2:]} · pagina 1 van 3"
    assert short in text_of_pages(samples["minutes"])[0]


@pytest.mark.parametrize("lines", range(36, 52))
def test_that_the_closing_table_is_not_torn_over_two_pages(lines: int) -> None:
    item = replace(MINUTES.items[0], paragraphs=("Besproken.",) * lines)
    paper = render_minutes(replace(MINUTES, items=(item,)))
    pages = text_of_pages(paper)
    (closing,) = [page for page in pages if "Over deze notulen" in page]
    assert "Personen worden niet met naam genoemd" in closing
    assert "Logboek (SHA-256)" in closing


def test_that_a_recusal_is_said_with_the_seat_and_with_the_item(samples: dict[str, bytes]) -> None:
    texts = _texts(samples["minutes"])
    assert "ja, vanaf 09.20 uur, neemt niet deel bij 4" in texts
    seat = "Nam niet deel. Zorgexpert 2, Onafhankelijk: werkt voor de aanbieder."
    assert texts.index("4 CPV-2026-0141") < texts.index(seat)


def test_that_of_two_equal_seats_only_the_recused_one_is_marked() -> None:
    seat = replace(MINUTES.attendance[3], remark="")
    texts = _texts(render_minutes(replace(MINUTES, attendance=(seat, seat))))
    at = texts.index("Aanwezig")
    assert texts[at + 3] == "ja, neemt niet deel bij 4"
    assert texts[at + 6] == "ja"


def test_that_a_guest_is_shown_with_the_item_and_only_in_its_extract(
    samples: dict[str, bytes],
) -> None:
    assert "ja (bij agendapunt 5)" in _texts(samples["minutes"])
    assert "Intern begeleider" not in _texts(samples["extract"])
    assert "ja (bij dit agendapunt)" in _texts(render_extract(MINUTES, "CPV-2026-0147"))


def test_that_a_guest_of_two_items_is_named_once() -> None:
    guest = replace(MINUTES.attendance[-1], only_items=(2, 5))
    texts = _texts(render_minutes(replace(MINUTES, attendance=(guest,))))
    assert "ja (bij de agendapunten 2 en 5)" in texts


def test_that_urgent_decisions_are_listed_with_what_the_meeting_said(
    samples: dict[str, bytes],
) -> None:
    texts = _texts(samples["minutes-urgent"])
    at = texts.index("Spoeduitkomsten ter bekrachtiging")
    assert texts.index("Uitkomstenlijst") < at < texts.index("Aanwezigheid")
    assert texts[at + 5 : at + 9] == [
        "CPV-2026-0138",
        "toegekend: Vier weken begeleiding, 4 uur per week",
        "Voorzitter, 24-11-2026",
        "ja",
    ]
    assert texts[at + 12] == "nee"
    assert texts[at + 16] == "nog niet besproken"


def test_that_the_item_says_why_it_was_urgent_and_what_comes_instead(
    samples: dict[str, bytes],
) -> None:
    texts = _texts(samples["minutes-urgent"])
    assert "Bekrachtigd. De commissie bekrachtigt deze spoeduitkomst." in texts
    assert (
        "Niet bekrachtigd. Te lang voor wat er speelt. De hulp loopt door tot en met "
        "10 december 2026. Overbruggingsplan: Basishulp neemt het over."
    ) in texts
    (first, *_) = [text for text in texts if text.startswith("Spoeduitkomst. ")]
    assert first == (
        "Spoeduitkomst. Op 24 november 2026 besloten buiten de vergadering, door Voorzitter: "
        "toegekend. Reden van spoed: De plaatsing liep af. Overleg met: Zorgexpert, BJG."
    )


def test_that_minutes_without_urgent_decisions_do_not_speak_of_them(
    samples: dict[str, bytes],
) -> None:
    assert not [text for text in _texts(samples["minutes"]) if "Spoeduitkomst" in text]


def test_that_an_outcome_without_quorum_says_so_and_what_is_missing(
    samples: dict[str, bytes],
) -> None:
    texts = _texts(samples["minutes"])
    assert (
        "Onder voorbehoud. Er was geen quorum. Nog nodig: het oordeel van onderwijs en "
        "behandeling van jonge kinderen."
    ) in texts
    assert "afgewezen (onder voorbehoud)" in texts


def test_that_an_outcome_says_what_was_asked_beside_what_is_advised(
    samples: dict[str, bytes],
) -> None:
    texts = _texts(samples["minutes"])
    at = texts.index("Intensiteit")
    assert texts[at : at + 3] == ["Intensiteit", "4 uur per week", "3 uur per week"]
    assert "Redenen. Expertise (TK1) en geen alternatief beschikbaar (TK4)" in texts


def test_that_what_comes_back_is_listed_with_its_day(samples: dict[str, bytes]) -> None:
    texts = _texts(samples["minutes"])
    rows = texts[texts.index("Komt terug") : texts.index("Over deze notulen")]
    assert rows[-8:] == [
        *("5", "CPV-2026-0147", "aangehouden", "03-12-2026"),
        *("6", "CPV-2026-0151", "niet besproken", "volgende vergadering"),
    ]


def test_that_open_actions_of_earlier_meetings_come_first_in_the_list(
    samples: dict[str, bytes],
) -> None:
    texts = _texts(samples["minutes"])
    rows = texts[texts.index("Actielijst") : texts.index("Komt terug")]
    assert rows.index("Wachttijden opvragen.") < rows.index("CPV-2026-0141")


def test_that_minutes_without_cases_say_so() -> None:
    texts = _texts(render_minutes(empty_minutes()))
    for sentence in (
        "Er is geen aanwezigheid vastgelegd.",
        "Er stonden geen punten op de agenda.",
        "Er zijn in deze vergadering geen uitkomsten vastgesteld.",
        "Er zijn geen acties afgesproken.",
    ):
        assert sentence in texts


def test_that_an_extract_says_what_it_is_and_holds_its_own_case(samples: dict[str, bytes]) -> None:
    texts = _texts(samples["extract"])
    assert texts[0] == "Uittreksel uit de notulen Commissie Passende Verwijzing"
    assert f"Besproken. {ADJUSTED.paragraphs[0]}" in texts
    assert "Uit het dossier." in texts
    assert "Inhoud (SHA-256)" in texts


def test_that_a_case_begins_with_its_outcome_and_says_in_a_sentence_what_was_a_plain_yes() -> None:
    yes = CriterionAnswer(criterion="Er is geen alternatief", answer="ja")
    partly = CriterionAnswer(criterion="De duur past", answer="deels")
    outcome = OutcomeContent(code="toegekend", label="toegekend", motivation="Het past.")
    item = replace(ADJUSTED, title="", answers=(yes, partly), outcome=outcome, actions=())
    texts = _texts(render_minutes(replace(MINUTES, items=(item,))))
    at = texts.index(f"{item.number} {item.case_number}")
    assert texts[at + 1] == "Toegekend, in overeenstemming"
    assert texts.index("Motivering. Het past.") < texts.index("De duur past")
    assert "Ja op: Er is geen alternatief." in texts
    assert texts.count("deels") == 1

    plain = replace(item, answers=(yes,))
    texts = _texts(render_minutes(replace(MINUTES, items=(plain,))))
    assert f"Afgewogen. {item.framework}. Op alle criteria ja: Er is geen alternatief." in texts


def test_that_an_extract_tells_nothing_of_other_cases() -> None:
    whole = " ".join(text_of_pages(render_extract(MINUTES, "CPV-2026-0138")))
    others = [item for item in MINUTES.items if item.case_number != "CPV-2026-0138"]
    for item in others:
        assert (item.case_number or item.title) not in whole
    assert "neemt niet deel" not in whole


def test_that_an_extract_of_a_case_that_is_not_there_is_refused() -> None:
    with pytest.raises(UsageError) as refused:
        render_extract(MINUTES, "CPV-2026-9999")
    assert refused.value.code == "case-not-in-minutes"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_type(MinutesContent))
def test_that_any_content_can_be_put_on_paper(content: MinutesContent) -> None:
    assert render_minutes(content).startswith(b"%PDF-1.7")
    for item in content.items:
        if item.case_number is not None:
            assert render_extract(content, item.case_number).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "data", [b"", b"geen plaatje", image("RGB", "PNG")[:60], image("RGB", "GIF")]
)
def test_that_a_logo_that_cannot_be_read_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(FileError) as refused:
        render_minutes(MINUTES, look=Look(data))
    assert refused.value.code == "image-unreadable"


def test_that_a_logo_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(FileError):
        render_minutes(MINUTES, look=Look(image("L", "PNG", (6000, 6000))))


def test_that_a_figure_without_words_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="words"):
        blank().figure(image("RGB", "PNG"), " ", 40)
