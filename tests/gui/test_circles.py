"""A part knows what it uses of its page, not the page: no two modules need each other.

House C9: a part that takes its page whole can be understood, tried and moved only with it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import casustafel.gui

GUI = Path(casustafel.gui.__file__).parent


def modules() -> dict[str, Path]:
    """Return the modules of the window by their dotted names."""
    paths = [path for path in GUI.rglob("*.py") if "forms" not in path.parts]
    names = [
        ".".join(("casustafel.gui", *one.relative_to(GUI).with_suffix("").parts)) for one in paths
    ]
    return {name.removesuffix(".__init__"): path for name, path in zip(names, paths, strict=True)}


#: A page as such, and what is no page of the program.
_FREE = frozenset({"Page", "CasePage", "CaseView", "RegisterView", "JointView"})


def named_in(path: Path, known: dict[str, Path]) -> set[str]:
    """Return which modules a module names at its top, also those that only types need."""
    found: set[str] = set()
    tree = ast.parse(path.read_text("utf-8"))
    tops = [
        *tree.body,
        *(one for each in tree.body if isinstance(each, ast.If) for one in each.body),
    ]
    for node in tops:
        if isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{one.name}" for one in node.names}
            found |= {node.module, *whole} & known.keys()
    return found


def circles(needs: dict[str, set[str]]) -> set[frozenset[str]]:
    """Return the groups of modules that reach each other."""
    reach = {name: set(_reached(name, needs)) for name in needs}
    groups = {
        frozenset({name, *(other for other in reach[name] if name in reach[other])})
        for name in needs
    }
    return {group for group in groups if len(group) > 1}


def _reached(name: str, needs: dict[str, set[str]]) -> Iterator[str]:
    seen, left = set(), [*needs[name]]
    while left:
        if (one := left.pop()) not in seen:
            seen.add(one)
            left += needs[one]
            yield one


def pages_taken(path: Path) -> set[str]:
    """Return the pages that classes of a module take whole, by the words of their parameters."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            for one in (*node.args.args, *node.args.kwonlyargs):
                if one.annotation is not None:
                    found.add(ast.unparse(one.annotation).strip("'"))
    return {
        one for one in found if one.endswith(("Page", "PageView", "CaseView")) and one != "Page"
    }


def test_that_no_two_modules_of_the_window_need_each_other() -> None:
    known = modules()
    needs = {name: named_in(path, known) - {name} for name, path in known.items()}
    assert circles(needs) == set()


def test_that_no_part_takes_its_page_whole() -> None:
    taken = {name: pages_taken(path) for name, path in modules().items()}
    assert {name: found for name, found in taken.items() if found} == {}
