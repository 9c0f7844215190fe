"""What a form does with a text that a field cannot hold (docs/decisions/texts-at-the-border.md)."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from casustafel.domain.errors import FieldName, RuleError
from casustafel.gui.dialogs.form import FormDialog, line, lines


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[FormDialog[str]]:
    dialog: FormDialog[str] = FormDialog("Actie", "Bewaren")
    dialog.add("text", "&Tekst", lines())
    dialog.add("owner", "&Eigenaar", line())
    qtbot.addWidget(dialog)
    yield dialog


def said(form: FormDialog[str], key: str) -> str:
    return form.fields[key].error


def test_that_signs_nobody_sees_are_left_out_and_told_before_anything_is_written(
    form: FormDialog[str], qtbot: QtBot
) -> None:
    area_, owner = form.fields["text"].control, form.fields["owner"].control
    assert isinstance(area_, QPlainTextEdit)
    assert isinstance(owner, QLineEdit)
    area_.setPlainText("Bel\x07 de\x1b school")
    owner.setText("Regie\x01team")
    with qtbot.assertNotEmitted(form.confirmed):
        form.confirm()
        form.confirm()
    assert (form.text("text"), form.text("owner")) == ("Bel de school", "Regieteam")
    assert "weggelaten" in said(form, "owner")
    with qtbot.waitSignal(form.confirmed):
        form.confirm()


def test_that_a_refusal_stands_beside_the_field_that_it_names(form: FormDialog[str]) -> None:
    form.refuse(
        RuleError("text-too-long-for-field", field=FieldName("owner"), length=300, most=200)
    )
    assert said(form, "owner") == (
        "Bij 'eigenaar' staan 300 tekens. Er passen er 200. Maak de tekst korter."
    )
