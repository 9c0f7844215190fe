"""One paper of a meeting as a line of its folder, and the list of who hears what."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casustafel.domain.errors import CasustafelError
from casustafel.domain.papers import Facts, Table
from casustafel.domain.retention import RecordKind
from casustafel.pdf.styles import short_date
from casustafel.services.documents.of_meetings import MeetingToTell


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper. `file` is its name with the folder that it belongs in, without anybody's name.

    `problem` says why it cannot be made yet. `told_on` and `channel`: the recipient was told.
    `mail` is the address of a draft; `drafted` says that one goes with it. `record` is what it is
    to the archive, None for what is not kept there.
    """

    key: str
    label: str
    recipient: str
    about: str
    file: str
    problem: CasustafelError | None = None
    told_on: date | None = None
    channel: str = ""
    mail: str = ""
    drafted: bool = False
    record: RecordKind | None = None


def sent_list(letters: Sequence[PaperLine], told: MeetingToTell) -> Facts:
    """Return the list of who hears what, when and how (open: a box)."""
    rows = tuple(
        (
            line.about or "—",
            line.label,
            line.recipient,
            line.mail or "geen adres bekend",
            short_date(line.told_on) if line.told_on else "☐",
            line.channel,
        )
        for line in letters
    )
    count = sum(line.told_on is not None for line in letters)
    header = ("Casus", "Wat", "Aan wie", "Adres", "Verteld op", "Hoe")
    shown = told.facts(
        {"told_count": f"{count} van {len(letters)}"}, *([] if rows else ["nothing_sent"])
    )
    return replace(shown, tables={"sent": Table(header, rows, (15, 27, 22, 18, 10, 8))})
