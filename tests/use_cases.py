"""All functions of the services that ask for a reader or a unit of work, by how they stand."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import casustafel.services
from casustafel.services.use_case import DECLARED, PARTS

#: Not use cases of an opened workspace: invented data, and what the declarations are made of.
_BESIDE = {"example", "use_case", "places", "readable"}


def service_modules() -> Iterator[ModuleType]:
    """Yield every module with use cases; declarations fill when it is imported."""
    root = casustafel.services
    for found in pkgutil.walk_packages(root.__path__, root.__name__ + "."):
        name = found.name.removeprefix(root.__name__ + ".")
        if not _BESIDE & set(name.split(".")):
            yield importlib.import_module(found.name)


def undeclared() -> set[str]:
    """Return the public functions over the store that are neither declared nor a part of one."""
    found = set()
    modules = list(service_modules())
    finders = {one.finder for one in DECLARED.values()}
    for module in modules:
        short = module.__name__.removeprefix("casustafel.services.")
        for name, value in vars(module).items():
            if (
                inspect.isfunction(value)
                and value.__module__ == module.__name__
                and not name.startswith("_")
                and value not in finders
                and _asks_the_store(value)
                and f"{short}.{name}" not in PARTS
            ):
                found.add(f"{short}.{name}")
    return found


def _asks_the_store(function: object) -> bool:
    first = next(iter(inspect.signature(function).parameters.values()), None)  # type: ignore[arg-type]
    words = str(first.annotation) if first else ""
    return any(word in words for word in ("UnitOfWork", "Reading", "Reader"))
