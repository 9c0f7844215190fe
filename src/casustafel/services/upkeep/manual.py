"""The manual that comes with the program: a page for each role, to read and to print."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from casustafel.assets import asset
from casustafel.domain.people import Role
from casustafel.pdf.document import Document
from casustafel.pdf.markdown import add_markdown
from casustafel.storage.leaving import write_out


@dataclass(frozen=True, slots=True)
class ManualPage:
    """A page: its title, its text as Markdown, and the roles that read it first."""

    name: str
    title: str
    text: str
    roles: frozenset[Role]


def folder() -> Path:
    """Return where the pages and their pictures are."""
    return asset("docs", "handleiding")


def pages() -> list[ManualPage]:
    """Return all pages."""
    made = []
    listed = tomllib.loads((folder() / "pages.toml").read_text("utf-8"))
    for name, roles in listed.items():
        text = (folder() / f"{name}.md").read_text("utf-8")
        title = text.partition("\n")[0].removeprefix("# ")
        made.append(ManualPage(name, title, text, frozenset(map(Role, roles))))
    return made


def save(target: Path) -> None:
    """Write the manual as a PDF. Raises FileError."""
    write_out(target, rendered(), personal=False)


def rendered() -> bytes:
    """Return the manual as a PDF; the same texts and pictures give the same bytes."""
    texts = pages()
    whole = "".join(page.text for page in texts).encode()
    document = Document(
        title="Handleiding van Casustafel",
        author="Casustafel",
        classification="",
        footer="Handleiding",
        identity=hashlib.sha256(whole).digest(),
    )

    def picture(name: str) -> bytes | None:
        path = folder() / name
        return path.read_bytes() if path.is_file() else None

    document.heading(1, "Handleiding van Casustafel")
    for at, page in enumerate(texts):
        if at:
            document.page_break()
        add_markdown(document, page.text, picture, below=1)
    return document.build()
