"""The map in docs/architecture.md names every module of services, and only what is there (C5)."""

import re
from pathlib import Path

import casustafel

SOURCE = Path(casustafel.__file__).parent
MAP = (Path(__file__).parents[1] / "docs" / "architecture.md").read_text("utf-8")


def named() -> set[str]:
    """Return what stands in backticks: `services.meetings` and `meetings` are the same."""
    return set(re.findall(r"`([\w.]+)(?:\(\))?`", MAP))


def modules(package: str) -> set[str]:
    """Return the modules of a package and of the packages in it, as `package.module`."""
    return {
        ".".join((package, *path.relative_to(SOURCE / package).with_suffix("").parts))
        for path in (SOURCE / package).rglob("*.py")
        if path.stem != "__init__"
    }


def test_that_every_module_of_services_is_on_the_map() -> None:
    ends = {name.rpartition(".")[2] for name in named()}
    assert {one for one in modules("services") if one.rpartition(".")[2] not in ends} == set()


def test_that_the_map_names_no_module_that_is_not_there() -> None:
    there = {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts) for path in SOURCE.rglob("*.py")
    }
    there |= {name.removesuffix(".__init__") for name in there}
    layers = {path.name for path in SOURCE.iterdir() if path.is_dir()}
    dotted = {name for name in named() if name.partition(".")[0] in layers and "." in name}
    assert dotted - there == set()
