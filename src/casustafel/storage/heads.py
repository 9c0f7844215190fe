"""How far the log of each shared database was when this computer last saw it.

A server on which an older copy was put back looks sound by itself: its own log ends earlier, and is
whole. Only who saw more of it knows. Kept are an address, a position and hashes: no personal data.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from casustafel.domain.errors import DatabaseError, FileError
from casustafel.storage import atomic
from casustafel.storage.faults import explained
from casustafel.storage.location import SharedDatabase

#: What the function of the server says of a place whose events went when their term was over.
_GONE = "gone"


class Head(NamedTuple):
    """The last event that was seen, and the events that say that an older copy was put back."""

    position: int
    sealed: str
    restores: tuple[str, ...] = ()


def _file() -> Path:
    import platformdirs

    folder = os.environ.get("CASUSTAFEL_CONFIG")
    return Path(folder or platformdirs.user_config_dir("casustafel", False)) / "heads.json"


def _name(location: SharedDatabase) -> str:
    """Return a database as it is known here, whoever opens it."""
    url = make_url(location.url)
    return f"{url.host or url.query.get('host') or ''}:{url.port or ''}/{url.database}"


def _all() -> dict[str, Head]:
    try:
        kept = json.loads(_file().read_text("utf-8"))
        return {
            name: Head(int(at), str(sealed), tuple(map(str, restores)))
            for name, (at, sealed, restores) in kept.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # the first time, or spoiled: it begins anew


def seen(location: SharedDatabase) -> Head | None:
    """Return what was last seen of a database."""
    return _all().get(_name(location))


def keep(location: SharedDatabase, head: Head) -> None:
    """Remember what was seen; where that cannot be written, the next time knows less."""
    with suppress(FileError), explained(_file()):
        _file().parent.mkdir(parents=True, exist_ok=True)
        kept = _all() | {_name(location): head}
        atomic.write_whole(_file(), json.dumps(kept).encode(), private=True)


def looked(connection: Connection, location: SharedDatabase) -> DatabaseError | None:
    """Return what is wrong with a server that is behind what was seen of it; else remember it.

    Somebody who may put an older copy back says so in the log (`casustafel restored`); from then on
    it counts as it is.
    """
    kept = seen(location)
    asked = text("SELECT last, sealed, there, restores FROM app.seen(:place)")
    last, sealed, there, restores = connection.execute(
        asked, {"place": kept.position if kept else 0}
    ).one()
    told = tuple(str(restores or "").split())
    if kept and there not in (kept.sealed, _GONE) and not set(told) - set(kept.restores):
        return DatabaseError("server-behind", server=location.shown, seen=kept.position, last=last)
    keep(location, Head(int(last), str(sealed), told))
    return None
