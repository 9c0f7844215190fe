"""Says above every page that the server cannot be reached, and that it can again."""

from PySide6.QtWidgets import QWidget

from casustafel.domain.errors import CUT, CasustafelError
from casustafel.domain.wording import word_error
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.banner import Banner
from casustafel.gui.words import tr
from casustafel.gui.work import Work


class LineBanner(Banner):
    """Stays for as long as it holds; a local file never says anything here."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line")
        self._was_cut = False
        work.line_changed.connect(self._show_line)

    def _show_line(self, error: CasustafelError | None) -> None:
        if error is None:
            if self._was_cut:
                words = tr("De verbinding is er weer. Wat u intussen deed, wordt nu bewaard.")
                self.say(words, Tone.GOOD)
            self._was_cut = False
            return
        self._was_cut = True
        self.say(_words(error), Tone.BAD, closable=False)


def _words(error: CasustafelError) -> str:
    """Return what is wrong; of a line that is cut also that nobody need do anything about it."""
    if error.code not in CUT:
        return explain(error)
    stays = tr(
        "Het programma blijft het proberen. Wat u typt, blijft staan en wordt daarna bewaard; "
        "laat het venster dus open."
    )
    return f"{word_error(error, 'nl').what} {stays}"
