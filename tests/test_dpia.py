"""The annex of the DPIA is made from the model, and is of today."""

from casustafel.storage.schema import TABLES
from dpia_page import ABOUT, NONE, PAGE, page


def test_that_the_annex_says_what_the_program_keeps_today() -> None:
    """2.6: `docs/dpia.md` is made from the model."""
    assert PAGE.read_text("utf-8") == page(), "run: python tests/dpia_page.py"


def test_that_of_each_record_is_said_of_whom_it_is() -> None:
    """2.6: what is kept from now on is asked for here."""
    assert {table.name for table in TABLES.values()} == ABOUT.keys() | NONE
    assert not ABOUT.keys() & NONE
