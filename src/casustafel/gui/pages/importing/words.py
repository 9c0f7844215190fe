"""Words that the parts of the import share."""

from collections.abc import Sequence

from casustafel.domain.findings import Finding
from casustafel.domain.wording import word
from casustafel.gui.theme import Tone
from casustafel.gui.words import number, tr
from casustafel.services.importing import RowState


def state_word(state: RowState) -> tuple[str, Tone]:
    """Return what becomes of a row, with its colour."""
    return {
        RowState.NEW: (tr("Nieuw"), Tone.GOOD),
        RowState.UPDATED: (tr("Bijwerken"), Tone.INFO),
        RowState.UNCHANGED: (tr("Ongewijzigd"), Tone.NEUTRAL),
        RowState.DUPLICATE: (tr("Dubbel"), Tone.NEUTRAL),
        RowState.REFUSED: (tr("Fout"), Tone.BAD),
        RowState.SKIPPED: (tr("Overgeslagen"), Tone.NEUTRAL),
    }[state]


def column_letter(index: int) -> str:
    """Return what a spreadsheet calls a column; 0 is A."""
    letters, rest = "", index + 1
    while rest:
        rest, at = divmod(rest - 1, 26)
        letters = chr(65 + at) + letters
    return letters


def overlap_words(overlap: Sequence[tuple[str, int]]) -> str:
    """Return how many clients have an open case elsewhere; empty when nobody has."""
    if not overlap:
        return ""
    parts = [f"{name} {number(count)}" for name, count in overlap]
    text = tr("Cliënten van deze lijst die ook een open casus hebben bij: {tables}.")
    return text.format(tables=", ".join(parts))


def what(finding: Finding) -> str:
    """Return in one sentence what was found."""
    return word(finding.code, finding.values, "nl").what


def whole(finding: Finding) -> str:
    """Return what was found and what to do."""
    return str(word(finding.code, finding.values, "nl"))
