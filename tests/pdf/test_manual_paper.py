"""The manual as a PDF: whole, tagged, and the same when it is made again."""

from pathlib import Path

from casustafel.services.upkeep import manual
from paper_words import words_of


def test_that_the_manual_on_paper_holds_every_page_and_is_made_the_same_again(
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    manual.save(first)
    manual.save(second)
    assert first.read_bytes() == second.read_bytes()
    said = words_of(first.read_bytes())
    for page in manual.pages():
        assert page.title in said
    assert "**" not in said
