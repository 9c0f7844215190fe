"""The manual says what the program says, is whole, and stands on paper."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from casustafel.domain.people import Role
from casustafel.domain.wording.catalogue import helping
from casustafel.pdf.document import Document
from casustafel.pdf.markdown import add_markdown
from casustafel.services.upkeep import manual

TOP = Path(__file__).parents[2]


def _all_texts() -> str:
    source = "".join(path.read_text("utf-8") for path in (TOP / "src").rglob("*.py"))
    words = "".join(path.read_text("utf-8") for path in (TOP / "resources").rglob("*.toml"))
    return (source + words).replace("&", "")


def test_that_what_stands_in_bold_is_what_the_program_calls_it() -> None:
    """2.7: a manual that names a button which is not there is worse than none."""
    texts = _all_texts()
    named = {word for page in manual.pages() for word in re.findall(r"\*\*(.+?)\*\*", page.text)}
    assert len(named) > 30
    assert [word for word in sorted(named) if f'"{word}' not in texts] == []


def test_that_every_page_is_in_the_manual_and_every_picture_is_used_and_described() -> None:
    pages = manual.pages()
    folder = manual.folder()
    assert {f"{page.name}.md" for page in pages} == {path.name for path in folder.glob("*.md")}
    used = [found for page in pages for found in re.findall(r"!\[(.*?)\]\((.+?)\)", page.text)]
    assert all(len(words) > 8 for words, _file in used)
    assert {file for _words, file in used} == {path.name for path in folder.glob("*.png")}


def test_that_each_role_that_works_here_has_a_page_of_its_own() -> None:
    """2.7: voorzitter, secretaris, indiener, lid, beheerder, contractmanager, privacy and FG."""
    own = [role for page in manual.pages() for role in page.roles]
    assert sorted(own) == sorted(Role)
    named = {page.name for page in manual.pages()}
    assert {"archivaris", "waarnemer", "zonder-programma"} <= named


def test_that_what_f1_leads_to_is_in_the_manual() -> None:
    """2.7: a page of the window, and the heading where its part of the manual begins."""
    texts = {page.name: page.text.splitlines() for page in manual.pages()}
    for told in helping()["manual"].values():
        name, _, heading = told.partition("/")
        assert not heading or f"## {heading}" in texts[name], told


def test_that_who_has_no_program_gets_one_sheet() -> None:
    """2.7: one A4 for expert, school and huisarts."""
    (page,) = (each for each in manual.pages() if each.name == "zonder-programma")
    document = Document(
        title="Blad", author="", classification="", footer="", identity=b"blad".ljust(32)
    )
    add_markdown(document, page.text, lambda _name: None, below=0)
    with pikepdf.open(BytesIO(document.build())) as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("page", manual.pages(), ids=lambda page: page.name)
def test_that_sentences_are_short_and_speak_to_a_reader_of_b1(page: manual.ManualPage) -> None:
    text = re.sub(r"!\[.*?\]\(.+?\)|\*\*|^#.*$", "", page.text, flags=re.MULTILINE)
    sentences = [each for each in re.split(r"[.:?!]\s", text) if each.strip()]
    lengths = [len(each.split()) for each in sentences]
    assert max(lengths) <= 30
    assert sum(lengths) / len(lengths) <= 14
