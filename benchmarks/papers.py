"""Letters and packs as tagged PDF beside the same paper by plain ReportLab, in one run."""

import gc
import time
from collections.abc import Callable
from unittest.mock import patch

from casustafel.domain.papers import Facts, Paper, Table, compose, kinds
from casustafel.domain.papers import asked as asked_by
from casustafel.pdf import paper
from casustafel.pdf.fonts import ensure_fonts
from casustafel.pdf.styles import BODY
from minutes import PlainDocument

_GOAL = 1.6
_TEXT = "Structuur in de dag, thuis en op school, zolang de nieuwe afspraken nog niet staan. " * 4
_MAKE = Callable[[Paper], bytes]


class _PlainPaper(PlainDocument):
    """The parts of a document that papers use, by platypus and without tags."""

    def logo(self) -> None:
        """Papers of the benchmark have none."""

    def bullets(self, items: list[str]) -> None:
        """Add a list."""
        for one in items:
            self.paragraph(f"• {one}", BODY)


def pack(cases: int) -> Paper:
    """Return a member's pack with that many cases, each with ten answers."""
    kind = kinds()["ledenstuk"]
    names = asked_by(kind) | {"municipality", "classification", "sender", "phone"}
    values = dict.fromkeys(names, "Zorggroep Waal, 4 uur per week")
    answers = Table(("Vraag", "Antwoord"), (("Hulpvraag en doelen", _TEXT),) * 10, (32, 68))
    one = Facts(values, tables={"answers": answers})
    return compose(kind, Facts(values, each={"cases": (one,) * cases}))


def letter() -> Paper:
    """Return the letter to a resident."""
    kind = kinds()["brief_inwoner"]
    values = dict.fromkeys(asked_by(kind) | {"sender", "phone"}, "Zorggroep Waal")
    return compose(kind, Facts(values, frozenset({"grants", "gives", "stop", "youth"})))


def _plain(said: Paper) -> bytes:
    with patch.object(paper, "Document", _PlainPaper):
        return paper.render(said)


def _best(make: _MAKE, said: Paper, times: int) -> float:
    best = float("inf")
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        make(said)
        best = min(best, time.perf_counter() - start)
    return best


def measure() -> list[tuple[str, str, float, float, float]]:
    """Return (step, limit, seconds of the limit, our seconds, goal as a ratio) per paper."""
    ensure_fonts()
    return [
        (
            name,
            "plain ReportLab",
            _best(_plain, said, times),
            _best(paper.render, said, times),
            _GOAL,
        )
        for name, said, times in (
            ("a letter", letter(), 20),
            ("a member's pack, 9 cases", pack(9), 5),
            ("a member's pack, 60 cases", pack(60), 2),
        )
    ]
