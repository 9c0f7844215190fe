"""Forms of one case come in on the queue: what each would become is shown, then they are taken."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.files import export, pick
from casustafel.gui.page import Page
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, tr
from casustafel.gui.work import Change
from casustafel.services.importing import RowState, forms
from casustafel.services.importing.forms import FormAnswer, GivenForm

_FOLDER = "import/folder"
_KINDS = "*.xlsx *.xlsm *.xls *.ods"


class FormsDialog(FormDialog[Sequence[GivenForm]]):
    """Each form with what comes of it; what is confirmed are those that bring something."""

    wide = 600

    def __init__(self, answers: Sequence[FormAnswer], parent: QWidget | None = None) -> None:
        self._coming = tuple(one.form for one in answers if one.comes_in)
        count = len(self._coming)
        verb = count_of(count, tr("1 formulier inlezen"), tr("{n} formulieren inlezen"))
        super().__init__(tr("Formulieren inlezen"), verb, parent)
        for answer in answers:
            self.add_wide(_told(answer))
        if not count:
            self.do.hide()
            self.cancel.setText(tr("Sluiten"))
            self.cancel.setAccessibleName(tr("Sluiten"))
            self.cancel.setDefault(True)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        if visible:
            (self.do if self._coming else self.cancel).setFocus()

    @property
    def given(self) -> Sequence[GivenForm]:
        return self._coming


def _told(answer: FormAnswer) -> QWidget:
    """Return what is said of one form: it can be reached, selected and copied with the keys."""
    told, name = QWidget(), answer.form.path.name
    kind = "error" if answer.state is RowState.REFUSED else ""
    said = label("\n".join(answer.sentences()), kind, wrap=True)
    said.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    said.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    said.setAccessibleName(name)
    said.setAccessibleDescription(said.text())
    below(label(name, "label", wrap=True), said, gap=2, of=told)
    return told


class FormsComing:
    """Reads forms for a page, and saves empty ones."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def ask(self) -> None:
        """Let somebody choose forms, and read them."""
        settings = self._page.context.settings
        folder = settings.text(_FOLDER, str(Path.home()))
        kinds = tr("Formulieren ({kinds})").format(kinds=_KINDS)
        title = tr("Formulieren inlezen")
        paths, _kind = QFileDialog.getOpenFileNames(self._page, title, folder, kinds)
        if paths:
            settings.keep(_FOLDER, str(Path(paths[0]).parent))
            self.take([Path(path) for path in paths])

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Take what was dropped: forms here, a list on the page for lists."""
        page = self._page
        if len(paths) > 1 or not page.frame.has("import"):
            self.take(paths)
            return
        (path,) = paths
        page.work.run(
            lambda: forms.is_form(path),
            then=lambda is_form: (
                self.take(paths) if is_form else page.frame.open("import", str(path))
            ),
            owner=page,
        )

    def take(self, paths: Sequence[Path]) -> None:
        """Read forms, show what would come of each, and take those in that are confirmed."""
        page, code = self._page, self._page.context.committee

        def show(answers: Sequence[FormAnswer]) -> None:
            page.ask(
                FormsDialog(answers, page),
                lambda uow, coming: forms.take_in(uow, code, coming),
                changes=[Change("import"), Change("case"), Change("provider"), Change("log")],
                then=self._say,
            )

        page.write(lambda uow: forms.look(uow, code, forms.read_forms(uow, code, paths)), show)

    def _say(self, answers: Sequence[FormAnswer]) -> None:
        new = sum(one.state is RowState.NEW for one in answers)
        more = sum(one.state is RowState.UPDATED for one in answers)
        words = [count_of(new, tr("1 nieuwe casus."), tr("{n} nieuwe casussen."))] if new else []
        if more:
            words.append(count_of(more, tr("1 casus aangevuld."), tr("{n} casussen aangevuld.")))
        self._page.say(" ".join(words), Tone.GOOD)

    def save(self) -> None:
        """Ask where an empty form goes, and write it."""
        page, code = self._page, self._page.context.committee
        target = pick(
            page,
            tr("Aanvraagformulier opslaan"),
            f"aanvraagformulier-{code}.xlsx",
            tr("Excel (*.xlsx)"),
            settings=page.context.settings,
            folder=_FOLDER,
        )
        if target is not None:
            target = target if target.suffix else target.with_suffix(".xlsx")
            export(page, target, lambda reader, target: forms.save_form(reader, code, target))
