"""What a scene is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Scene:
    """One picture; `go` returns the widget to be taken when it is not the window."""

    name: str
    go: Callable[[Any], Any]
