"""docs/import.md says what the code does."""

from write_import_page import PAGE, page

from casustafel.domain.findings import SEVERITIES
from casustafel.domain.wording.catalogue import texts


def test_that_the_page_on_importing_is_up_to_date() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "run python tests/excel/write_import_page.py"


def test_that_every_code_has_words_and_a_thing_to_do_where_it_is_no_notice() -> None:
    for code, severity in SEVERITIES.items():
        for entry in (texts("nl")[code], texts("en")[code]):
            assert "do" in entry or severity == "notice", code
