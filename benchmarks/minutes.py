"""Minutes as tagged PDF beside the same content by plain ReportLab, in one run (speed.md).

The limit is ReportLab's own way: platypus paragraphs and tables with a repeated header, the same
texts in the same fonts and sizes, untagged. Both sides include preparing the texts.
"""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from datetime import time as clock_time
from io import BytesIO
from unittest.mock import patch
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from casustafel.domain.minutes import MinutesState
from casustafel.domain.minutes_content import (
    ActionLine,
    AdjustmentLine,
    AttendanceLine,
    CriterionAnswer,
    ItemKind,
    MinutesContent,
    MinutesItem,
    OutcomeContent,
    ReasonLine,
)
from casustafel.domain.outcomes import AdjustmentKind
from casustafel.pdf import minutes
from casustafel.pdf.document import BOTTOM, SIDE, TOP
from casustafel.pdf.fonts import BOLD, REGULAR, ensure_fonts
from casustafel.pdf.styles import BODY, CELL, CELL_HEAD, FILL, HEADINGS, LINE, Style

_GOAL = 1.6
_TEXT = (
    "De commissie ziet dat begeleiding nodig blijft zolang de nieuwe dagstructuur niet staat. "
    "Basishulp kan na dertien weken overnemen als de gezinswerker vanaf week acht aansluit en de "
    "school de afspraken over de ochtenden nakomt. "
)
_NOTE = "Andere aanbieder heeft een wachttijd van veertien weken."


class PlainDocument:
    """The parts of `casustafel.pdf.document.Document`, by platypus and without tags."""

    def __init__(self, *, title: str, author: str, footer: str, **_more: object) -> None:
        self._title, self._author, self._footer = title, author, footer
        self._story: list[object] = []
        self._styles: dict[Style, ParagraphStyle] = {}

    def _style(self, style: Style) -> ParagraphStyle:
        if style not in self._styles:
            self._styles[style] = ParagraphStyle(
                "x",
                fontName=style.font,
                fontSize=style.size,
                leading=style.leading,
                textColor=style.color,
                spaceBefore=style.before,
                spaceAfter=style.after,
            )
        return self._styles[style]

    def heading(self, level: int, text: str) -> None:
        """Add a heading."""
        self._story.append(Paragraph(escape(text), self._style(HEADINGS[level])))

    def paragraph(
        self, text: str, style: Style = BODY, *, lead: str = "", keep: bool = False
    ) -> None:
        """Add a paragraph."""
        if text:
            bold = f'<font name="{BOLD}">{escape(lead)} </font>' if lead else ""
            self._story.append(Paragraph(bold + escape(text), self._style(style)))

    def logo(self) -> None:
        """Add nothing: what is measured has no logo."""

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        empty: str = "",
    ) -> None:
        """Add a table with a repeated header, or what says that it is empty."""
        if not rows:
            self.paragraph(empty)
            return
        head, cell = self._style(CELL_HEAD), self._style(CELL)
        data = [[Paragraph(escape(text), head) for text in header]]
        data += [[Paragraph(escape(text), cell) for text in row] for row in rows]
        width = A4[0] - 2 * SIDE
        look = [
            ("BACKGROUND", (0, 0), (-1, 0), FILL),
            ("LINEBELOW", (0, 0), (-1, -1), 0.6, LINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        widths = [width * share / sum(shares) for share in shares]
        self._story.append(Table(data, widths, repeatRows=1, style=TableStyle(look), spaceAfter=7))

    def key_values(self, pairs: Sequence[tuple[str, str]], key_share: float = 0.3) -> None:
        """Add a table of names and values."""
        self.table(("", ""), pairs, (key_share, 1 - key_share))

    def build(self) -> bytes:
        """Return the file."""
        out = BytesIO()
        template = SimpleDocTemplate(
            out,
            pagesize=A4,
            leftMargin=SIDE - 6,
            rightMargin=SIDE - 6,
            topMargin=TOP - 6,
            bottomMargin=BOTTOM - 6,
            title=self._title,
            author=self._author,
            pageCompression=1,
            invariant=1,
            initialFontName=REGULAR,
        )
        template.build(list(self._story), onFirstPage=self._marks, onLaterPages=self._marks)
        return out.getvalue()

    def _marks(self, canvas, _template) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont(REGULAR, 8)
        canvas.drawString(SIDE, A4[1] - 50, self._author)
        canvas.drawString(SIDE, 40, f"{self._footer} · pagina {canvas.getPageNumber()}")


def contents(cases: int) -> MinutesContent:
    """Return minutes with that many full cases, about two thirds of a page each."""
    item = MinutesItem(
        number=1,
        kind=ItemKind.CASE,
        title="Begeleiding jeugd",
        paragraphs=(_TEXT, _TEXT),
        framework="CPV versie 1 (voorbeeld)",
        answers=tuple(
            CriterionAnswer(criterion=f"Criterium {n} van het kader", answer="deels", note=_NOTE)
            for n in range(6)
        ),
        outcome=OutcomeContent(
            code="aanpassing",
            label="toegekend met aanpassing",
            reasons=(ReasonLine(code="TK1", label="expertise"),),
            motivation=_TEXT,
            adjustments=(
                AdjustmentLine(kind=AdjustmentKind.DURATION, asked="26 weken", advised="13 weken"),
                AdjustmentLine(kind=AdjustmentKind.INTENSITY, asked="4 uur", advised="3 uur"),
            ),
            valid_until=date(2027, 2, 25),
        ),
        actions=(ActionLine(number=1, text=_NOTE, owner="Secretaris", due=date(2027, 1, 14)),),
    )
    return MinutesContent(
        municipality="Gemeente Voorbeeld",
        committee="Commissie Passende Verwijzing",
        abbreviation="CPV",
        meeting_date=date(2026, 11, 26),
        planned_start=clock_time(9, 0),
        planned_end=clock_time(10, 30),
        state=MinutesState.FOR_ADOPTION,
        version=1,
        attendance=(
            AttendanceLine(role="Voorzitter", organisation="Gemeente", presence="ja"),
            AttendanceLine(role="Zorgexpert", organisation="Onafhankelijk", presence="ja"),
        ),
        items=tuple(
            replace(item, number=n, case_number=f"CPV-2026-{n:04}") for n in range(1, cases + 1)
        ),
    )


def _tagged(content: MinutesContent) -> bytes:
    return minutes.render_minutes(content)


def _plain(content: MinutesContent) -> bytes:
    with patch.object(minutes, "Document", PlainDocument):
        return minutes.render_minutes(content)


def _best(make: Callable[[MinutesContent], bytes], content: MinutesContent, times: int) -> float:
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        make(content)
        best = min(best, time.perf_counter() - start)
    return best


def _pages(data: bytes) -> int:
    return data.count(b"/StructParents")


def measure() -> list[tuple[str, str, float, float, float]]:
    """Return (step, limit, seconds of the limit, our seconds, goal as a ratio) per size."""
    ensure_fonts()
    rows = []
    for cases, times in ((9, 5), (100, 2)):
        content = contents(cases)
        pages = _pages(_tagged(content))
        plain, tagged = _best(_plain, content, times), _best(_tagged, content, times)
        rows.append((f"minutes, {pages} pages", "plain ReportLab", plain, tagged, _GOAL))
    return rows


if __name__ == "__main__":
    for step, limit, theirs, ours, goal in measure():
        ratio = ours / theirs
        print(f"{step}: {limit} {theirs:.3f} s, ours {ours:.3f} s, {ratio:.2f} x (goal {goal} x)")
