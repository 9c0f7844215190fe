"""A text of a list is held to what its field has room for, and its row says so."""

import pytest

from casustafel.excel.cells import cleaner_of
from casustafel.excel.columns import Field
from casustafel.excel.flaw import Flaw


@pytest.mark.parametrize(
    ("field", "most"),
    [
        (Field(key="surname", label="Achternaam", kind="name"), 200),
        (Field(key="referrer_name", label="Verwijzer"), 200),
        (Field(key="initials", label="Voorletters"), 40),
        (Field(key="provider", label="Aanbieder"), 200),
        (Field(key="house_number", label="Huisnummer", kind="code"), 20),
        (Field(key="remark", label="Opmerking"), 20_000),
    ],
)
def test_that_a_text_longer_than_its_field_is_cut_and_told(field: Field, most: int) -> None:
    clean = cleaner_of(field, None)
    assert clean("x" * most) == "x" * most
    found = clean("x" * (most + 1))
    assert found == Flaw("x" * most, "text-too-long", {"length": most + 1})
