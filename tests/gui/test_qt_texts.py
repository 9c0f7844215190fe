"""What Qt itself says (dialogs of files, menus of fields, standard buttons) is Dutch."""

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from casustafel.assets import asset
from casustafel.gui.words import install_translations

SOURCE = asset("resources", "translations", "qtextra_nl.ts")
DUTCH_BUTTONS = {
    QDialogButtonBox.StandardButton.Ok: "OK",
    QDialogButtonBox.StandardButton.Cancel: "Annuleren",
    QDialogButtonBox.StandardButton.Save: "Opslaan",
    QDialogButtonBox.StandardButton.Close: "Sluiten",
    QDialogButtonBox.StandardButton.Yes: "Ja",
    QDialogButtonBox.StandardButton.No: "Nee",
    QDialogButtonBox.StandardButton.Discard: "Verwerpen",
}


@pytest.fixture(autouse=True)
def dutch(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    loaded = install_translations(qapp)
    assert len(loaded) == 2
    yield
    for one in loaded:
        qapp.removeTranslator(one)
    QLocale.setDefault(before)


def own_texts() -> list[tuple[str, str, str]]:
    """Every text that is ours to translate: where Qt uses it, in English, in Dutch."""
    root = ElementTree.parse(SOURCE).getroot()
    return [
        (
            str(context.findtext("name")),
            str(one.findtext("source")),
            str(one.findtext("translation")),
        )
        for context in root.iter("context")
        for one in context.iter("message")
    ]


@pytest.mark.parametrize("mode", list(QFileDialog.AcceptMode))
def test_that_the_dialog_of_files_is_dutch(
    mode: QFileDialog.AcceptMode, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "map").mkdir()
    dialog = QFileDialog(None, "Lijst kiezen", str(tmp_path), "Lijsten (*.xlsx)")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(mode)
    dialog.show()
    labels = {each.text() for each in dialog.findChildren(QLabel) if each.text()}
    assert labels == {"&Zoeken in:", "Bestands&naam:", "Bestands&type:"}
    tree = dialog.findChild(QTreeView, "treeView")
    assert isinstance(tree, QTreeView)
    model = tree.model()
    qtbot.waitUntil(lambda: model.rowCount(tree.rootIndex()) == 1)
    assert model.index(0, 2, tree.rootIndex()).data() == "Map"
    assert model.headerData(3, tree.header().orientation()) == "Datum gewijzigd"


def test_that_menus_of_fields_and_standard_buttons_are_dutch(qtbot: QtBot) -> None:
    for field in (QLineEdit("tekst"), QPlainTextEdit("tekst")):
        qtbot.addWidget(field)
        said = [
            each.text().replace("&", "").split("\t")[0]
            for each in field.createStandardContextMenu().actions()
        ]
        assert [text for text in said if text] == [
            *("Ongedaan maken", "Opnieuw", "Knippen", "Kopiëren", "Plakken"),
            *("Verwijderen", "Alles selecteren"),
        ]  # fmt: skip
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for kind, text in DUTCH_BUTTONS.items():
        assert box.addButton(kind).text().replace("&", "") == text


def test_that_what_qt_lacks_is_translated_where_qt_asks_for_it() -> None:
    texts = own_texts()
    assert len(texts) > 15
    for context, english, dutch_text in texts:
        assert QCoreApplication.translate(context, english) == dutch_text
    assert QCoreApplication.translate("QAbstractFileIconProvider", "Folder", "All") == "Map"


def test_that_the_compiled_texts_are_those_of_the_source(tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    release = str(tool) if tool.exists() else shutil.which("pyside6-lrelease")
    assert release is not None
    subprocess.run([release, SOURCE, "-qm", made], check=True, capture_output=True, timeout=60)
    assert made.read_bytes() == SOURCE.with_suffix(".qm").read_bytes()
