"""Errors become sentences, faults become reports without personal data."""

from pathlib import Path

from accessibility import faults
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casustafel.domain.errors import CasustafelError, DatabaseError
from casustafel.gui.dialogs.ask import ReportDialog
from casustafel.gui.problems import explain, report


def look_up() -> None:
    raise KeyError("Jansen 999900006")


def failing() -> ValueError:
    try:
        look_up()
    except KeyError as error:
        fault = ValueError("Jansen 999900006 staat dubbel")
        fault.__cause__ = error
        return fault
    raise AssertionError


def test_that_an_error_is_told_in_dutch_with_what_to_do() -> None:
    said = explain(DatabaseError("passphrase-wrong"))

    assert said.startswith("De wachtzin klopt niet.")


def test_that_an_error_without_words_gives_a_sentence_and_not_its_code() -> None:
    said = explain(CasustafelError("never-heard-of"))
    assert said.startswith("Dit ging mis door een fout in het programma.")
    assert "never-heard-of" not in said


def test_that_a_report_names_places_and_kinds_but_never_what_a_message_holds() -> None:
    text = report(failing())

    assert "ValueError" in text
    assert "KeyError" in text
    assert "look_up" in text
    assert "Jansen" not in text
    assert "999900006" not in text
    assert str(Path.home()) not in text


def test_that_the_report_dialog_cancels_by_default_and_saves_on_request(
    qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ReportDialog(failing())
    qtbot.addWidget(dialog)
    dialog.show()
    assert faults(dialog) == []

    dialog.write(tmp_path / "verslag.txt")
    assert "ValueError" in (tmp_path / "verslag.txt").read_text("utf-8")
    assert "verslag.txt" in dialog.said.text()
    dialog.write(tmp_path / "nergens" / "verslag.txt")
    assert "Controleer de naam en de map" in dialog.said.text()

    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
