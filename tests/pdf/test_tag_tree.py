"""What veraPDF cannot see: the tag tree says what the source says, and the pages show it."""

import re
from io import BytesIO

import pikepdf
import pytest
from pdf_contents import case_item, minutes_of
from pdf_samples import GOOD, STRANGE, blank
from pdf_tools import page_tags, poppler, tag_tree, text_of_pages, word_boxes

from casustafel.pdf.blocks import Text
from casustafel.pdf.document import SIDE
from casustafel.pdf.minutes import render_minutes
from casustafel.pdf.structure import Node
from casustafel.pdf.styles import BODY, Run, one_line

LONG = " ".join(f"woord{number}" for number in range(1, 1200))


def test_that_the_tag_tree_has_the_tags_and_words_of_the_source_in_its_order() -> None:
    document = blank()
    document.heading(1, "Kop <een>")
    document.paragraph("Eerste regel.\nTweede  regel.", lead="Vooraf.")
    document.heading(2, "Kop twee")
    document.bullets(["appel", "peer\nen nog iets"])
    document.bullets(["eerst"], numbered=True)
    document.heading(3, "Kop drie")
    document.table(("A", "B"), [("1", ""), ("x\ny", "4")], (1, 1))
    document.key_values([("Sleutel", "waarde")])
    document.paragraph(LONG)
    assert tag_tree(document.build()) == [
        ("H1", "Kop <een>"),
        ("P", "Vooraf. Eerste regel."),
        ("P", "Tweede regel."),
        ("H2", "Kop twee"),
        ("Lbl", "•"),
        ("LBody", "appel"),
        ("Lbl", "•"),
        ("P", "peer"),
        ("P", "en nog iets"),
        ("Lbl", "1."),
        ("LBody", "eerst"),
        ("H3", "Kop drie"),
        ("TH", "A"),
        ("TH", "B"),
        ("TD", "1"),
        ("P", "x"),
        ("P", "y"),
        ("TD", "4"),
        ("TH", "Sleutel"),
        ("TD", "waarde"),
        ("P", LONG),
    ]


def test_that_hard_text_is_read_back_as_it_was_cleaned() -> None:
    document = blank()
    for text in STRANGE:
        document.paragraph(text)
    read = [text for _, text in tag_tree(document.build())]
    assert read == [one_line(text).replace("\xa0", " ") for text in STRANGE]


def test_that_bold_and_plain_words_are_read_apart() -> None:
    document = blank()
    runs = [Run(("dik " if bold else "dun ") * 31, bold=bold) for bold in (True, False) * 20]
    document.add(Text(Node("P", document.top), runs, BODY))
    expected = " ".join("".join(run.text for run in runs).split())
    assert tag_tree(document.build()) == [("P", expected)]


def test_that_a_cell_longer_than_a_page_stays_one_cell() -> None:
    document = blank()
    document.table(("Kort", "Lang"), [("links", LONG), ("onder", "rechts")], (1, 2))
    data = document.build()
    assert len(page_tags(data)) > 1
    assert tag_tree(data) == [
        ("TH", "Kort"),
        ("TH", "Lang"),
        ("TD", "links"),
        ("TD", LONG),
        ("TD", "onder"),
        ("TD", "rechts"),
    ]


def test_that_a_repeated_header_is_seen_on_each_page_and_read_once() -> None:
    document = blank()
    document.table(("Kolomnaam",), [(f"rij {number}",) for number in range(120)], (1,))
    data = document.build()
    tags = page_tags(data)
    assert len(tags) > 2
    assert [page.count("TH") for page in tags] == [1] + [0] * (len(tags) - 1)
    assert all("Kolomnaam" in page for page in text_of_pages(data))


def test_that_minutes_are_read_in_the_order_of_the_agenda(samples: dict[str, bytes]) -> None:
    headings = [text for tag, text in tag_tree(samples["minutes"]) if re.match("H[1-6]$", tag)]
    assert headings == [
        "Notulen Commissie Passende Verwijzing",
        "Uitkomstenlijst",
        "Aanwezigheid",
        "1 Opening en notulen 19-11-2026",
        "2 CPV-2026-0138",
        "3 CPV-2026-0139",
        "4 CPV-2026-0141",
        "5 CPV-2026-0147",
        "6 CPV-2026-0151",
        "Actielijst",
        "Komt terug",
        "Over deze notulen",
    ]


def test_that_every_word_of_a_case_is_in_the_tag_tree() -> None:
    texts = [text for _, text in tag_tree(render_minutes(minutes_of(6)))]
    item = case_item(5)
    start = texts.index("5 CPV-2026-0005")
    read = "\n".join(texts[start : texts.index("6 CPV-2026-0006")])
    assert item.outcome is not None
    for words in (
        item.title,
        *item.paragraphs,
        *(answer.criterion for answer in item.answers),
        *(line.advised for line in item.outcome.adjustments),
        *(line.text for line in item.outcome.conditions),
        *(action.text for action in item.actions),
    ):
        assert words in read
    assert f"Motivering. {item.outcome.motivation}" in read


@pytest.mark.parametrize("name", GOOD)
def test_that_no_word_lies_outside_the_margins(name: str, samples: dict[str, bytes]) -> None:
    boxes = word_boxes(samples[name])
    assert boxes
    for width, height, left, top, right, bottom in boxes:
        assert SIDE - 1 <= left <= right <= width - SIDE + 1
        assert 30 <= top <= bottom <= height - 25


@pytest.mark.parametrize("filler", range(34, 56))
def test_that_a_heading_never_stands_alone_at_the_foot_of_a_page(filler: int) -> None:
    document = blank()
    document.heading(1, "Begin")
    for number in range(filler):
        document.paragraph(f"Regel {number}")
    document.heading(2, "Tabel")
    document.heading(3, "Nader")
    document.table(("A",), [("b",)] * 3, (1,))
    document.heading(2, "Tekst")
    document.paragraph("Lange tekst. " * 60)
    for page in page_tags(document.build()):
        assert not page[-1].startswith("H")


def test_that_a_page_ends_and_starts_with_two_lines_of_a_paragraph_or_none() -> None:
    split = []
    for filler in range(26, 40):
        document = blank()
        for number in range(filler):
            document.paragraph(f"Regel {number}")
        document.paragraph("zin " * 120)
        pages = poppler("pdftotext", "-layout", data=document.build()).split("\f")
        lines = [sum("zin" in line for line in page.splitlines()) for page in pages]
        assert 1 not in lines
        split.append(sum(count > 0 for count in lines))
    assert set(split) == {1, 2}


def test_that_a_page_has_no_empty_transition(samples: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(samples["minutes"])) as pdf:
        assert [page.get("/Trans") for page in pdf.pages] == [None] * 3
        assert [page.get("/Tabs") for page in pdf.pages] == ["/S"] * 3


def test_that_each_page_is_numbered_and_says_how_many_there_are(samples: dict[str, bytes]) -> None:
    pages = text_of_pages(samples["minutes"])
    for number, page in enumerate(pages, 1):
        assert f"pagina {number} van {len(pages)}" in page
        assert page.startswith("Gemeente Voorbeeld Vertrouwelijk")


def test_that_a_page_break_starts_a_page_and_never_leaves_one_empty() -> None:
    document = blank()
    document.page_break()
    document.paragraph("een")
    document.page_break()
    document.page_break()
    document.paragraph("twee")
    assert page_tags(document.build()) == [["P"], ["P"]]


def test_that_headings_step_down_one_level_at_a_time() -> None:
    document = blank()
    with pytest.raises(ValueError, match="level 2"):
        document.heading(2, "Te diep")
    document.heading(1, "Goed")
    with pytest.raises(ValueError, match="level 3"):
        document.heading(3, "Te diep")


def test_that_the_minutes_show_no_page_without_text(samples: dict[str, bytes]) -> None:
    for name in ("minutes", "minutes-empty", "minutes-of-60-cases", "minutes-long-table"):
        assert all(page_tags(samples[name])), name
