"""The page of the house style: what is chosen stands in an example letter at once."""

from pathlib import Path

from accessibility import faults
from PIL import Image
from PySide6.QtWidgets import QLineEdit
from real_pages import Opened, form_of

from casustafel.gui.pages.house.page import HousePage
from casustafel.services.documents import house
from workspaces import Table

PAGE = "house"


def shown(page: HousePage) -> str:
    return " ".join(page.preview.page_text(0).split())


def test_that_what_is_chosen_stands_in_the_example_letter(
    table: Table, page: HousePage, window: Opened
) -> None:
    assert faults(page) == []
    window.settle(page.edit.click)
    form = form_of(page)
    for key, text in (("phone", "024 111 22 33"), ("salutation", "Geachte {ontvanger},")):
        control = form.fields[key].control
        assert isinstance(control, QLineEdit)
        control.setText(text)
    window.settle(form.confirm)
    assert table.ask(house.desk).style.phone == "024 111 22 33"
    assert "Geachte verwijzer," in shown(page)
    assert "024 111 22 33" in shown(page)


def test_that_a_word_in_braces_that_means_nothing_is_refused_beside_its_field(
    table: Table, page: HousePage, window: Opened
) -> None:
    window.settle(page.edit.click)
    form = form_of(page)
    control = form.fields["salutation"].control
    assert isinstance(control, QLineEdit)
    control.setText("Beste {naam},")
    window.settle(form.confirm)
    assert "«naam»" in form.fields["salutation"].error
    window.settle(form.reject)
    assert "naam" not in table.ask(house.desk).style.salutation


def test_that_a_logo_that_is_no_picture_is_refused_and_a_picture_comes_and_goes(
    table: Table, page: HousePage, window: Opened, tmp_path: Path
) -> None:
    wrong, right = tmp_path / "wrong.png", tmp_path / "right.png"
    wrong.write_bytes(b"geen plaatje")
    Image.new("RGB", (120, 60), "navy").save(right)
    window.settle(lambda: page.take_logo(wrong))
    assert "afbeelding kan niet worden gelezen" in page.banner.text
    window.settle(lambda: page.take_logo(tmp_path / "weg.png"))
    assert "weg.png kan niet worden gelezen" in page.banner.text
    window.settle(lambda: page.take_logo(right))
    assert table.ask(house.desk).style.picture == right.read_bytes()
    window.settle(page.without.click)
    assert table.ask(house.desk).style.picture is None
