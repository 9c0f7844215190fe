"""Where the files that ship with the program are found."""

from pathlib import Path

_BUNDLED = Path(__file__).parent / "_bundled"
_CHECKOUT = Path(__file__).parents[2]


def asset(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as ``asset("resources", "fonts")``.

    An installed wheel carries `resources` and `db` inside the package; a checkout has them at
    the top. Raises FileNotFoundError when neither holds it: that is a fault in the build.
    """
    for root in (_BUNDLED, _CHECKOUT):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))
