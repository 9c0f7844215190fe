"""Every kind of document that can be made, in easy and in hard cases; and broken ones."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO

import pikepdf
from pdf_contents import MEETING_DAY, MINUTES, case_item, long_agenda, minutes_of
from PIL import Image

from casustafel.domain.insight.paper import Published, report
from casustafel.domain.insight.reports import Figure as Counted
from casustafel.domain.insight.reports import HandLine, Line, Section
from casustafel.domain.minutes import MinutesState
from casustafel.domain.minutes_content import MinutesContent, UrgentLine
from casustafel.domain.papers import Paper, compose, kinds
from casustafel.pdf.blocks import Block, Figure
from casustafel.pdf.canvas import TaggedCanvas
from casustafel.pdf.document import Document
from casustafel.pdf.minutes import render_extract, render_lists, render_minutes
from casustafel.pdf.paper import render
from casustafel.pdf.structure import Node
from casustafel.pdf.styles import Look
from casustafel.services.upkeep import manual
from paper_samples import WAYS, facts

STRANGE = (
    "<&> <b>geen opmaak</b> &amp; Ş Ł € é ij Ĳ ✓ ✗",
    "e\u0301\u00e9n accent, zachte\u00adstreep, nul\u200bbreed, vast\u00a0wit, tab\there",
    "emoji 😀 👩‍👧 ❤️, stuur\x00\x07teken, 漢字 en \ud800 alleen",
    "Oud-Zuilen" + "a" * 300,
)


def image(mode: str, kind: str, size: tuple[int, int] = (120, 60)) -> bytes:
    """Return a picture as a file."""
    out = BytesIO()
    Image.new(
        mode, size, 90 if mode == "L" else tuple(40 * n for n in range(1, len(mode) + 1))
    ).save(out, kind)
    return out.getvalue()


def council_report() -> Paper:
    """Return a report with bars, a number that is hidden, a duiding and numbers of others."""
    lines = [Line(key=str(at), label=name, count=count) for at, (name, count) in enumerate(_BARS)]
    figure = Counted(
        code="requests",
        name="Aanvragen <&>",
        definition="Casussen die zijn ontvangen.",
        unit="casussen",
        of="alle casussen",
        period="dag van ontvangst",
        source="Casustafel",
        lines=tuple(lines),
        base=142,
        shows=("share", "hours", "euros", "room", "median"),
        comment="Meer dan vorig halfjaar.",
    )
    section = Section(
        committee="cpv",
        name="Commissie Passende Verwijzing",
        first=date(2026, 1, 1),
        last=date(2026, 6, 30),
        counted_on=date(2026, 7, 1),
        figures=(figure, replace(figure, lines=(lines[1],))),
        by_hand=(HandLine(name="Klachten", unit="", value="3", source="", known_on=MEETING_DAY),),
        least=10,
    )
    return report([Published(section, frozen=True, earlier=section)] * 2, "Gemeente Voorbeeld")


_BARS = (
    ("Geen alternatief beschikbaar in de hele regio, ook niet na lang zoeken Ş ✓", 61),
    ("Klein", None),
    ("Basishulp", 48),
)


def blank() -> Document:
    """Return a document without parts."""
    return Document(
        title="Proef",
        author="Gemeente Voorbeeld",
        classification="Openbaar",
        footer="Versie 1",
        identity=bytes(range(16)),
    )


def empty_minutes() -> MinutesContent:
    """Return minutes in which nothing was filled in."""
    return replace(
        MINUTES,
        state=MinutesState.CONCEPT,
        adopted_on=None,
        actual_start=None,
        actual_end=None,
        place="",
        attendance=(),
        items=(),
        earlier_actions=(),
        audit_head="",
    )


def urgent_minutes() -> MinutesContent:
    """Return minutes with urgent decisions: ratified, refused, not spoken of."""
    decided = UrgentLine(
        decided_on=date(2026, 11, 24),
        decider="Voorzitter",
        choice="toegekend",
        text="Vier weken begeleiding, 4 uur per week",
        reason="De plaatsing liep af",
        consulted="Zorgexpert, BJG",
    )
    refused = replace(
        decided,
        ratified=False,
        refused_why="te lang voor wat er speelt",
        ends_on=date(2026, 12, 10),
        bridging="Basishulp neemt het over.",
    )
    opening, one, two, three, *rest = MINUTES.items
    items = (
        opening,
        replace(one, urgent=replace(decided, ratified=True)),
        replace(two, urgent=refused),
        replace(three, urgent=decided, outcome=None, carried_over=True),
    )
    return replace(MINUTES, items=(*items, *rest))


def strange_minutes() -> MinutesContent:
    """Return minutes whose every text is hard."""
    item = case_item(1, STRANGE)
    outcome = replace(item.outcome, motivation="\n".join(STRANGE), label=STRANGE[0])
    answers = tuple(replace(answer, note=STRANGE[-1]) for answer in item.answers)
    item = replace(item, title=STRANGE[1], outcome=outcome, answers=answers)
    return replace(MINUTES, municipality="Gemeente <Ş&Ł>", place=STRANGE[2], items=(item,))


def parts() -> Document:
    """Return a document with every kind of part, the hard ones too."""
    document = blank()
    document.heading(1, "Alle delen")
    document.paragraph("Een alinea van zestig regels. " * 180)
    document.heading(2, "Lijsten")
    document.bullets(["een", "twee\nmet een tweede regel", "", "drie " * 400])
    document.bullets(["eerst", "daarna"], numbered=True)
    document.bullets([])
    document.heading(3, "Tabellen")
    document.table(("Kop", "Leeg", "Lang"), [("a", "", "lang " * 1500), ("", "", "")], (1, 1, 3))
    document.table(("Alleen een kop",), [], (1,))
    document.key_values([("Naam", "waarde"), ("Leeg", ""), ("Twee", "regel een\nregel twee")])
    document.figure(image("RGBA", "PNG"), "Een blauw vlak met een <rand>", 60)
    document.figure(image("CMYK", "JPEG", (2000, 40)), "Een lange streep", 60)
    document.figure(image("L", "PNG", (10, 900)), "Een hoge streep", 3000)
    return document


def wide() -> Document:
    """Return a list on paper that lies on its side."""
    document = Document(
        title="Lijst",
        author="Gemeente Voorbeeld",
        classification="Intern",
        footer="",
        identity=b"lijst",
        wide=True,
    )
    document.heading(1, "Lijst")
    document.table([f"Kolom {n}" for n in range(9)], [["waarde"] * 9] * 80, [1] * 9)
    return document


def paper(code: str, *flags: str, cases: int = 1, text: str = "") -> bytes:
    """Return a kind of paper with all that it can show."""
    known = facts(code, *flags, cases=cases, text=text)
    return render(compose(kinds()[code], known), Look(image("RGB", "PNG"), "#7a1f3d"))


GOOD: dict[str, Callable[[], bytes]] = {
    "minutes": lambda: render_minutes(MINUTES),
    "minutes-with-logo": lambda: render_minutes(MINUTES, look=Look(image("RGBA", "PNG"))),
    "minutes-concept": lambda: render_minutes(replace(MINUTES, state=MinutesState.CONCEPT)),
    "minutes-empty": lambda: render_minutes(empty_minutes()),
    "minutes-urgent": lambda: render_minutes(urgent_minutes()),
    "minutes-of-60-cases": lambda: render_minutes(minutes_of(60)),
    "minutes-strange": lambda: render_minutes(strange_minutes()),
    "minutes-long-table": lambda: render_minutes(long_agenda(150)),
    "extract": lambda: render_extract(MINUTES, "CPV-2026-0141", details=["Uit het dossier."]),
    "extract-strange": lambda: render_extract(strange_minutes(), "CPV-2026-0001"),
    "manual": manual.rendered,
    "outcomes": lambda: render_lists(MINUTES, actions=False),
    "actions": lambda: render_lists(MINUTES, actions=True),
    "outcomes-empty": lambda: render_lists(empty_minutes(), actions=False),
    "actions-empty": lambda: render_lists(empty_minutes(), actions=True),
    "parts": lambda: parts().build(),
    "nothing": lambda: blank().build(),
    "wide": lambda: wide().build(),
    "saved-again": lambda: saved_again(render_minutes(MINUTES), lambda pdf: None),
}

#: Each kind of paper: in every way that it can be told, and with none, nine and thirty cases.
PAPERS: dict[str, Callable[[], bytes]] = {
    f"{code}-{way}": partial(paper, code, *flags)
    for code in kinds()
    for way, flags in WAYS.items()
    if code.startswith(("brief_inwoner", "brief_verwijzer"))
    or (code.startswith("brief") and way == "no")
}
PAPERS |= {
    f"{code}-of-{count}": partial(paper, code, *(["empty"] if not count else []), cases=count)
    for code in ("ledenstuk", "adviesformulier")
    for count in (0, 9, 30)
}
PAPERS |= {f"{code}-strange": partial(paper, code, text="\n".join(STRANGE)) for code in kinds()}
GOOD |= PAPERS
GOOD["report"] = lambda: render(council_report())


class Stray(Block):
    """Text drawn the way ReportLab draws it: `font` or tag may be wrong."""

    def __init__(self, font: str, node: Node | None) -> None:
        self._font = font
        self._node = node

    def height(self, width: float, at_top: bool) -> float:
        return 12.0

    def paint(self, canvas: TaggedCanvas, left: float, top: float, at_top: bool) -> None:
        if self._node:
            canvas.begin(self._node)
        canvas.setFont(self._font, 10)
        canvas.drawString(left, top - 10, "Verdwaald")
        if self._node:
            canvas.end()


def with_stray(font: str, *, tagged: bool) -> bytes:
    """Return a document with a text that the layer itself would never draw."""
    document = blank()
    document.heading(1, "Fout met opzet")
    document.add(Stray(font, Node("P", document.top) if tagged else None))
    return document.build()


def figure_without_words() -> bytes:
    """Return a document whose figure lost its Alt."""
    document = blank()
    document.heading(1, "Fout met opzet")
    node = Node("Figure", document.top, alt="weg")
    document.add(Figure(node, image("RGB", "PNG"), 40))
    node.alt = None
    return document.build()


def saved_again(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return the file as another program writes it, after a change."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def _without_scope(pdf: pikepdf.Pdf) -> None:
    for obj in pdf.objects:
        if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/TH":
            del obj["/A"]


def _without_marks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/MarkInfo"]


# name -> (how it is made, the profile that sees it, the rule of that profile)
BROKEN: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "text-without-tag": (lambda: with_stray("Casustafel-Regular", tagged=False), "ua1", "7.1-3"),
    "figure-without-words": (figure_without_words, "ua1", "7.3-1"),
    "font-not-embedded": (lambda: with_stray("Helvetica", tagged=True), "2a", "6.2.11.4.1-1"),
    "header-without-scope": (
        lambda: saved_again(render_minutes(MINUTES), _without_scope),
        "ua1",
        "7.5-1",
    ),
    "not-marked": (lambda: saved_again(render_minutes(MINUTES), _without_marks), "2a", "6.7.2.2-1"),
}

__all__ = ["BROKEN", "GOOD", "MEETING_DAY", "STRANGE"]
