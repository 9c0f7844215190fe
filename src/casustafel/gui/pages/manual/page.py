"""Handleiding: a page for each role, beginning at that of the user, and all of it as PDF."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QListWidget, QTextBrowser, QWidget

from casustafel.gui.files import pick
from casustafel.gui.page import Context, Page
from casustafel.gui.theme import Tone, theme
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.layout import beside
from casustafel.gui.words import tr
from casustafel.services.upkeep import manual

_SIDE, _WIDEST_PICTURE = 190, 720
_ABOVE_HEADING, _ABOVE_TEXT = 16, 5
_FORTH = QTextCursor.MoveOperation.NextCharacter
_BACK = QTextCursor.MoveOperation.PreviousCharacter


class Reader(QTextBrowser):
    """Shows a page. Only text that ships with the program comes here, and nothing of a case."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSearchPaths([str(manual.folder())])
        self.setOpenLinks(False)
        self.setAccessibleName(tr("Tekst van de handleiding"))

    def show_page(self, text: str) -> None:
        """Show a page from its beginning."""
        self.setMarkdown(text)
        block = self.document().begin()
        while block.isValid():
            above = QTextBlockFormat()
            heading = block.blockFormat().headingLevel() > 0
            above.setTopMargin(theme().px(_ABOVE_HEADING if heading else _ABOVE_TEXT))
            QTextCursor(block).mergeBlockFormat(above)
            block = block.next()
        self._fit_pictures()

    def show_heading(self, text: str) -> None:
        """Let the part of this heading stand at the top."""
        block = self.document().begin()
        while block.isValid() and not (block.blockFormat().headingLevel() and block.text() == text):
            block = block.next()
        if block.isValid():
            self.setTextCursor(QTextCursor(block))
            QTimer.singleShot(0, self, self._bring_up)  # once it has the width to be shown with

    def _bring_up(self) -> None:
        """Scroll until the line of the cursor stands at the top."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_pictures()

    def _fit_pictures(self) -> None:
        """Give pictures the width of the text; Markdown says nothing of it."""
        width = min(self.viewport().width() - theme().px(16), theme().px(_WIDEST_PICTURE))
        cursor = QTextCursor(self.document())
        while cursor.movePosition(_FORTH):
            shape = cursor.charFormat().toImageFormat()
            if shape.isValid() and shape.width() != width:
                cursor.movePosition(_BACK, QTextCursor.MoveMode.KeepAnchor)
                shape.setWidth(width)
                cursor.setCharFormat(shape)
                cursor.movePosition(_FORTH)


class ManualPage(Page):
    """The titles of the pages on the left, the chosen page beside them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Handleiding"))
        self._pages = manual.pages()
        self.add_button(button(tr("Opslaan als PDF…"), self._save))
        self.contents = QListWidget(self)
        self.contents.setAccessibleName(tr("Pagina's"))
        self.contents.addItems([page.title for page in self._pages])
        self.contents.setSpacing(theme().px(2))
        self.contents.setFixedWidth(theme().px(_SIDE))
        self.text = Reader(self)
        self.contents.currentRowChanged.connect(self._show)
        self.body.addLayout(beside(self.contents, (self.text, 1), gap=14), 1)
        held = context.actor.roles_at(None)
        own = [at for at, page in enumerate(self._pages) if page.roles & held]
        self.contents.setCurrentRow(own[0] if len(own) == 1 else 0)
        self.begin_at(self.contents)

    def _show(self, row: int) -> None:
        self.text.show_page(self._pages[row].text)

    def open(self, argument: str) -> None:
        """Show a page by its name, with a heading after a slash where it begins there."""
        name, _, heading = argument.partition("/")
        names = [page.name for page in self._pages]
        if name in names:
            self.contents.setCurrentRow(names.index(name))
            self.text.show_heading(heading)

    def _save(self) -> None:
        name, kind = "handleiding-casustafel.pdf", tr("PDF (*.pdf)")
        if (target := pick(self, tr("Handleiding opslaan"), name, kind)) is not None:
            self.write_manual(target)

    def write_manual(self, target: Path) -> None:
        """Write all pages beside the window."""
        said = tr("Opgeslagen als {file}.").format(file=target.name)
        self.work.run(
            lambda: manual.save(target),
            lambda _done: self.say(said, Tone.GOOD),
            failed=self.refused,
            owner=self,
        )
