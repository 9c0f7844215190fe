"""Gesprekken: papers beside their pages, saved, and agreements with what was done (issue 18)."""

from datetime import date
from pathlib import Path

import pytest
from accessibility import faults
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from real_pages import Opened, form_of

from casustafel.domain.taught import Agreement
from casustafel.gui.pages.talks.page import TalksPage
from services.test_talks import a_quarter
from workspaces import Table

PAGE = "talks"


@pytest.fixture
def before(table: Table) -> None:
    """A quarter with three outcomes."""
    a_quarter(table)


def test_that_sheets_stand_beside_their_pages_and_are_saved(
    page: TalksPage, window: Opened, tmp_path: Path
) -> None:
    """The issue: the sheet as PDF and as Excel."""
    model = page.sheets.model
    names = [model.cell(at, 1).text for at in range(model.rowCount())]
    assert set(names) >= {"Zorggroep Waal", "Steunpunt Oost", "BJG Noord", "BJG Zuid"}
    assert "Kwartaalblad" in page.sheets.preview.page_text(0)
    assert faults(page) == []
    row = page.sheets.current()
    assert row is not None
    for ending, begins in ((".pdf", b"%PDF"), (".xlsx", b"PK")):
        target = tmp_path / f"blad{ending}"
        window.settle(lambda target=target: page.sheets.save(row, target))
        assert target.read_bytes().startswith(begins)
        assert page.banner.text.startswith(f"Opgeslagen als blad{ending}")
    page.sheets.table.selectRow(model.rowCount() - 1)
    assert not page.sheets.buttons["Excel opslaan…"].isEnabled(), "the advice is no table"


def test_that_an_agreement_is_written_down_and_done(
    table: Table, page: TalksPage, window: Opened
) -> None:
    """The issue: «with last time's agreements and what was done»."""
    page.tabs.setCurrentIndex(1)
    window.settle(page.agreements.buttons["Nieuwe afspraak"].click)
    form = form_of(page)
    text, network, owner = (form.fields[name].control for name in ("text", "network", "owner"))
    assert isinstance(text, QPlainTextEdit) and isinstance(network, QComboBox)
    assert isinstance(owner, QLineEdit)
    text.setPlainText("Eerder bellen.")
    network.setCurrentText("Netwerk Jonge Kind")
    owner.setText("BJG")
    window.settle(form.confirm)
    window.settle(page.agreements.buttons["Gedaan…"].click)
    form = form_of(page)
    note = form.fields["done_note"].control
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("Er is gebeld.")
    window.settle(form.confirm)
    (kept,) = table.ask(lambda reader: reader.find(Agreement))
    assert (kept.done_on, kept.done_note) == (date(2026, 11, 26), "Er is gebeld.")
    assert page.agreements.model.rowCount() == 0, "it is open no more"
