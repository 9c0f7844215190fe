"""The same content is the same file, so that a hash of a final document means something."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from pdf_contents import MINUTES
from pdf_samples import GOOD, PAPERS, parts
from pdf_tools import python_output

from casustafel.domain.minutes_content import content_hash
from casustafel.pdf.minutes import render_minutes

_CODE = f"""
import hashlib, sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pdf_contents import MINUTES
from pdf_samples import parts
from casustafel.pdf.minutes import render_minutes
print(hashlib.sha256(render_minutes(MINUTES) + parts().build()).hexdigest())
"""


def test_that_the_same_minutes_give_the_same_bytes() -> None:
    assert render_minutes(MINUTES) == render_minutes(MINUTES)


def test_that_a_document_can_be_built_twice() -> None:
    document = parts()
    assert document.build() == document.build()


def test_that_each_kind_of_paper_made_again_is_the_same_file() -> None:
    differing = [name for name, make in PAPERS.items() if make() != make()]
    assert differing == []


def test_that_neither_clock_nor_environment_nor_hash_seed_change_the_bytes() -> None:
    first = python_output(_CODE, PYTHONHASHSEED="1")
    second = python_output(
        _CODE, PYTHONHASHSEED="2", SOURCE_DATE_EPOCH="1700000000", TZ="Asia/Tokyo"
    )
    assert first == second
    assert len(first.strip()) == 64


def test_that_documents_made_side_by_side_do_not_touch_each_other() -> None:
    alone = {make: make() for make in (GOOD["minutes"], GOOD["minutes-strange"], GOOD["parts"])}
    with ThreadPoolExecutor(4) as pool:
        made = [(make, pool.submit(make)) for make in [*alone] * 4]
    assert all(future.result() == alone[make] for make, future in made)


def test_that_other_minutes_give_another_file_identifier() -> None:
    other = replace(MINUTES, version=3)
    for content in (MINUTES, other):
        digest = content_hash(content)[:32].encode()
        assert render_minutes(content).count(b"<" + digest + b">") == 2
