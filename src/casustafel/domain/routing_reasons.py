"""The reasons a route may give, each with the place in the seeds it rests on.

They stand in `resources/routing/sources.toml`, their words in `resources/wording`.
"""

from collections.abc import Mapping
from functools import cache

from casustafel.assets import asset
from casustafel.domain.routing_facts import Reason


@cache
def sources() -> Mapping[str, str]:
    """Return the place of each reason, by code."""
    # Imported when the first route is asked for, which is after the window is there.
    import tomllib

    return tomllib.loads(asset("resources", "routing", "sources.toml").read_text("utf-8"))


def because(code: str, **values: object) -> Reason:
    """Return the reason with its source. Raises KeyError for a code that is not listed."""
    return Reason(code, values, sources()[code])
