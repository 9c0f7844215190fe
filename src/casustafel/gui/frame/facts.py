"""What the frame is given: facts of the workspace, and where its contents come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casustafel.domain.people import Actor
from casustafel.gui.page import Committee, HitSource


@dataclass(frozen=True, slots=True)
class Facts:
    """What the frame shows of the workspace that is open."""

    database: str
    encrypted: bool


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the frame gets its contents; each is called in a reader's thread.

    Without `last_backup` nothing is said of backups, without `find` the command box finds pages
    and commands only.
    """

    committees: Callable[[Any, Actor], Sequence[Committee]]
    find: HitSource | None = None
    last_backup: Callable[[Any], datetime | None] | None = None
