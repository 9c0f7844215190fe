"""Make docs/rules.md of the tests: `python tests/rules_page.py`.

A test that holds a rule which must act names it in its docstring ("R5: ..."). What is only
computed, such as a route, stands with its sources on docs/routing.md.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "rules.md"
_NAMED = re.compile(r"\bR(\d+)\b")

#: Each rule that must do something in somebody's week, and its place: [002] and the like are the
#: seeds, § a part of domain.md.
RULES = {
    1: ("The inflow control finds the client who came in without asking", "[002] bijlage 1; §9"),
    2: ("What a table granted, in urgency or beside a school, is a route", "[002] 3.A1; §8, §9"),
    3: ("An outcome is told on the day, and anew when it changes", "[002] §1.5; §9 Telling"),
    4: ("The gate is true: one meaning, and nothing changes for what came before", "§3; §9 Forms"),
    5: ("A lifted stop lets the requests go that waited for it alone", "[002] bijlage 1; §9 Forms"),
    6: ("The gate is light: each kind of request is asked its own things, once", "§9 Forms"),
    7: ("ZBO is decided with everyone involved", "[002] 3.A1; §9 Forms"),
    8: ("A no lands: which help, who calls, and whether it began", "[002] §1.5; §9 A no"),
    9: ("The words are those of the field", "§8 Words; §9 A no"),
    10: ("What was granted stands on paper, by name where it may", "§9 Paper and archive"),
    11: ("What is learnt comes out and names nobody; consent goes before telling", "§9 Consent"),
    12: ("A huisarts is spared, and a herindicatie is a hint for BJG", "[000]; [001]; §9"),
    13: (
        "One workbook per member, with the text only when it leaves encrypted",
        "§9 Consent and ground",
    ),
    14: ("What is reminded of a norm can be recorded with its day", "[002] bijlage 1; §9 Forms"),
    15: ("Who only brings cases in reads those of the own team", "§9 Consent and ground"),
    16: ("'Stop tot' is the first day without a stop", "[002] bijlage 1; §4"),
}


def held() -> Iterator[tuple[int, str, str]]:
    """Yield each rule that a test names: its number, the test's sentence, and its file."""
    for file in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_that_"):
                first = (ast.get_docstring(node) or "").partition(":")[0]
                for number in map(int, _NAMED.findall(first)):
                    sentence = node.name.removeprefix("test_that_").replace("_", " ")
                    yield number, sentence, file.relative_to(TESTS).as_posix()


def page() -> str:
    """Return the page as the tests make it."""
    found: dict[int, list[str]] = {}
    for number, sentence, file in held():
        found.setdefault(number, []).append(f"{sentence} (`{file}`)")
    lines = [
        "# Rules that act",
        "",
        "Made of the tests by `python tests/rules_page.py`. Routes, stops and norms, which are",
        "only computed, stand on [routing.md](routing.md).",
        "",
        "| Rule | Place | Held by |",
        "|---|---|---|",
    ]
    for number, (rule, place) in RULES.items():
        lines.append(f"| {rule} | {place} | {'<br>'.join(found.get(number, []))} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
