"""All texts of the window are asked for in one way, which Qt's own tool finds (C21)."""

import ast
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

import casustafel.gui
from casustafel.gui.words import tr

ROOT = Path(casustafel.gui.__file__).parent
SOURCES = [path for path in sorted(ROOT.rglob("*.py")) if "forms" not in path.parts]
ASKING, MARKING = "tr", "QT_TR_NOOP"


def called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (each for each in ast.walk(tree) if isinstance(each, ast.Call))


def literals() -> set[str]:
    """Every text that stands in a call of `tr` or in a mark."""
    return {
        each.args[0].value
        for path in SOURCES
        for each in calls(ast.parse(path.read_text("utf-8")))
        if called(each) in (ASKING, MARKING)
        and each.args
        and isinstance(each.args[0], ast.Constant)
        and isinstance(each.args[0].value, str)
    }


def run(tool: str, *arguments: str | Path) -> None:
    found = Path(sys.executable).with_name(f"pyside6-{tool}")
    if not found.exists():
        pytest.skip(f"{tool} is not installed")
    subprocess.run([found, *arguments], check=True, capture_output=True, timeout=120)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What lupdate finds in the whole window."""
    made = tmp_path_factory.mktemp("texts") / "own.ts"
    run("lupdate", *SOURCES, "-ts", made)
    return made


def test_that_qt_finds_every_text_of_the_window_where_it_is_asked_for(texts: Path) -> None:
    contexts = list(ElementTree.parse(texts).getroot().iter("context"))
    assert [each.findtext("name") for each in contexts] == [""]
    found = {str(each.findtext("source")) for each in contexts[0].iter("message")}
    assert found == literals()
    assert len(found) > 1400


def test_that_a_translation_of_what_was_found_is_shown(
    texts: Path, tmp_path: Path, qapp: QApplication
) -> None:
    tree = ElementTree.parse(texts)
    for message in tree.getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        translation.attrib.pop("type", None)
        translation.text = f"<{message.findtext('source')}>"
    tree.write(tmp_path / "other.ts", "utf-8")
    run("lrelease", tmp_path / "other.ts", "-qm", tmp_path / "other.qm")
    translator = QTranslator()
    assert translator.load(str(tmp_path / "other.qm"))
    qapp.installTranslator(translator)
    try:
        assert tr("Wachtrij") == "<Wachtrij>"
        assert tr("Nieuwe casus") == "<Nieuwe casus>"
    finally:
        qapp.removeTranslator(translator)
    assert tr("Wachtrij") == "Wachtrij"


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when a module is imported: all but the bodies of functions."""
    for each in ast.iter_child_nodes(node):
        if not isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield each
            yield from at_import(each)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_that_a_module_has_no_way_of_its_own_to_ask_for_a_text(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    if path == ROOT / "words.py":
        return
    made_here = [
        each.name
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef) and each.name.strip("_").lower() in ("tr", "noop")
    ]
    assert made_here == []
    asked_otherwise = [
        ast.unparse(each)
        for each in calls(tree)
        if isinstance(each.func, ast.Attribute)
        and (
            each.func.attr in ("tr", "trUtf8")
            or (each.func.attr == "translate" and "Application" in ast.unparse(each.func))
        )
    ]
    assert asked_otherwise == []
    not_plain = [
        ast.unparse(each)
        for each in calls(tree)
        if called(each) == ASKING
        and not isinstance(
            each.args[0], ast.Constant | ast.Name | ast.Attribute | ast.Subscript | ast.Starred
        )
    ]
    assert not_plain == [], "a text that is put together is in no translation"
    too_early = [
        ast.unparse(each)
        for each in at_import(tree)
        if isinstance(each, ast.Call) and called(each) == ASKING
    ]
    assert too_early == [], "translations are installed after this was imported: mark it"
