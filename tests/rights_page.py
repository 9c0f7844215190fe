"""What `docs/rights.md` says, made from the declarations; run it to write the page anew."""

import tempfile
from pathlib import Path

import rows_seen
from casustafel.domain.people import holders
from casustafel.services.use_case import DECLARED, Declared, Free
from servers import available, running
from use_cases import service_modules
from workspaces import Clock

PAGE = Path(__file__).parent.parent / "docs" / "rights.md"

_HEAD = """# Who may do what

Made from the declarations of the use cases by `python tests/rights_page.py`; a test holds it equal.

A right is asked at the table of the place, or at any table when the place has none. Of a case it
is asked besides whether this person may read it (`services.readable`): at a table of theirs, their
own where they only bring cases in, and taking part. "not read" marks what who takes no part may do.
"Overwrites" are fields that the writer must have seen as they stand.

"""


def page() -> str:
    """Return the page."""
    list(service_modules())
    lines = [_HEAD.rstrip("\n"), ""]
    for reads, title in ((False, "What changes something"), (True, "What reads")):
        lines += [f"## {title}", "", "| Use case | Right | Place | Overwrites | For |"]
        lines += ["|---|---|---|---|---|"]
        rows = (one for _, one in sorted(DECLARED.items()) if one.reads is reads)
        lines += [_line(one) for one in rows]
        lines += [""]
    return "\n".join([*lines, _shown()])


def _shown() -> str:
    """Return what stands of the server already: a server says it anew (`test_rows`)."""
    kept = PAGE.read_text("utf-8") if PAGE.exists() else ""
    return kept[kept.index(rows_seen.TITLE) :] if rows_seen.TITLE in kept else ""


def _line(one: Declared) -> str:
    place = one.finder.__name__.replace("_", " ") if one.finder else ""
    if place and not one.case:
        place += ", not read"
    seen = ", ".join(f"{kind.__name__}.{name}" for name, kind in one.overwrites.items())
    if isinstance(one.right, Free):
        right, who = f"none: {one.right.because}", "everybody"
    else:
        right, who = one.right.value, ", ".join(sorted(role.value for role in holders(one.right)))
    return f"| `{one.name}` | {right} | {place} | {seen} | {who} |"


if __name__ == "__main__":
    made = page()
    if available():
        with (
            tempfile.TemporaryDirectory() as folder,
            running() as server,
            rows_seen.office(server, Path(folder), Clock()) as office,
        ):
            made = made.partition(rows_seen.TITLE)[0] + rows_seen.section(office)
    PAGE.write_text(made, "utf-8")
