"""What is done on the queue: with the cases that are chosen, and with forms that come in."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casustafel.domain.cases import CaseStatus
from casustafel.domain.meetings import Meeting
from casustafel.domain.norms import CareForm
from casustafel.domain.people import Right
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.dialogs.mail import SendingDialog
from casustafel.gui.files import export, pick, pick_files
from casustafel.gui.page import Page
from casustafel.gui.pages.calendar_file import offer_cancellations
from casustafel.gui.pages.case.new_case import NewCaseDialog
from casustafel.gui.pages.taking_back import taken_back
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.layout import below
from casustafel.gui.widgets.style import label
from casustafel.gui.words import count_of, number, tr
from casustafel.gui.work import Change
from casustafel.services.agenda import meetings
from casustafel.services.case import case_form, case_steps, opening
from casustafel.services.case.case_steps import Request
from casustafel.services.case.opening import Opening
from casustafel.services.importing import RowState, forms
from casustafel.services.importing.forms import FormAnswer, GivenForm
from casustafel.services.queue.queue import Desk, QueueRow


def ask_completion(page: Page, asked: Mapping[str, CaseStatus]) -> None:
    """Show what to send to the referrers of these cases, and ask them when that is confirmed."""
    one, more = tr("Aanvulling gevraagd bij 1 casus."), tr("Aanvulling gevraagd bij {n} casussen.")

    def write(ids: list[str], then: Callable[[object], None]) -> None:
        moved = {key: asked[key] for key in ids if asked[key] is not CaseStatus.INCOMPLETE}
        states = list(moved.values())
        back = taken_back(list(moved), states, CaseStatus.INCOMPLETE) if moved else None
        page.write(
            lambda uow: case_steps.ask_completions(uow, ids),
            then,
            changes=[Change("case", key) for key in ids],
            said=count_of(len(ids), one, more),
            undo=lambda _done: back,
        )

    def show(requests: list[Request]) -> None:
        numbers = [number for each in requests for number in each.numbers]
        title = tr("Aanvulling vragen bij {number}").format(number=numbers[0])
        if len(numbers) > 1:
            title = tr("Aanvulling vragen bij {n} casussen").format(n=len(numbers))
        hint = tr(
            "Kopieer of bewaar de tekst voor uw e-mail. Met Vragen komen de casussen van die tekst "
            "op Aanvulling gevraagd te staan; tot dan verandert er niets."
        )
        verb, subject = tr("Vragen"), tr("Aanvulling gevraagd")
        dialog = SendingDialog(title, hint, requests, verb, write, parent=page, subject=subject)
        dialog.open()

    page.read(lambda reader: case_steps.requests(reader, list(asked)), show, "requests")


def withdrawal_words(numbers: Sequence[str], *, listed: bool) -> str:
    """Say which cases are withdrawn, and that those on an agenda leave it with that."""
    words = ", ".join(numbers)
    if listed:
        words += ". " + tr("Wat op een agenda staat, gaat daar ook vanaf.")
    return words


_ASKABLE = frozenset({CaseStatus.SUBMITTED, CaseStatus.INCOMPLETE, CaseStatus.READY})


def askable(row: QueueRow) -> bool:
    """Say whether something is missing that the referrer can be asked for."""
    return row.status in _ASKABLE and row.met < row.of


def open_longer(rows: Sequence[QueueRow]) -> bool:
    """Say whether these are children of one provider of whom its opening can be asked at once."""
    vdb = all(row.care_form == CareForm.VDB and row.status in _ASKABLE for row in rows)
    return vdb and bool(rows) and len({row.provider for row in rows}) == 1


class QueueDoing:
    """Acts for a page, in whose banner stands what is refused."""

    def __init__(self, page: Page, unseen: Callable[[], int]) -> None:
        """`unseen` gives how many of the selected rows were never in sight."""
        self._page, self._count_unseen = page, unseen

    def new(self, desk: Desk | None) -> None:
        """Ask for a new case, write it and open it."""
        page = self._page
        if desk is None or not page.context.may(Right.IMPORT_CASES):
            return
        dialog = NewCaseDialog(desk.committee, [name for _key, name in desk.providers], page)
        code = desk.committee.code

        def look_up(bsn: str) -> None:
            page.work.read(
                lambda reader: case_form.known(reader, desk.committee.code, bsn),
                then=lambda found: dialog.show_known(found) if found else None,
                owner=dialog,
                lane="known",
            )

        dialog.bsn_entered.connect(look_up)
        page.ask(
            dialog,
            lambda uow, given: case_form.write(uow, code, given),
            draft=f"new-case:{code}",
            changes=[Change("case")],
            then=lambda case: page.frame.open("case", f"{case.id}#missing"),
        )

    def schedule(self, meeting: Meeting | None, rows: Sequence[QueueRow]) -> None:
        """Put the ready ones among these on the agenda of a meeting."""
        ready = [row.id for row in rows if row.status is CaseStatus.READY]
        if meeting is None or not ready or self._unseen():
            return
        held_on = f"{meeting.held_on:%d-%m-%Y}"
        done = tr("1 casus op de agenda van {day} gezet.")
        if len(ready) > 1:
            done = tr("{n} casussen op de agenda van {day} gezet.")
        self._page.write(
            lambda uow: [item.id for item in meetings.schedule(uow, meeting.id, ready)],
            changes=[Change("meeting", meeting.id)],
            said=done.format(n=len(ready), day=held_on),
            undo=lambda made: lambda uow: meetings.unschedule_all(uow, meeting.id, made),
        )

    def ask_completion(self, rows: Sequence[QueueRow]) -> None:
        """Ask the referrers for what is missing, and show the texts to send."""
        page, asked = self._page, [row for row in rows if askable(row)]
        if not asked or self._unseen():
            return
        ask_completion(page, {row.id: row.status for row in asked})

    def opening(self, rows: Sequence[QueueRow]) -> None:
        """Ask once what the opening of a provider asks of several children."""
        if not open_longer(rows) or self._unseen():
            return
        ids = [row.id for row in rows]
        form = Form.of(
            "opening",
            self._page,
            words={"provider": rows[0].provider, "numbers": ", ".join(row.number for row in rows)},
            makes=lambda weeks, **said: Opening(weeks=Decimal(weeks), **said),
            weeks=With(fault=_no_weeks),
        )
        self._page.ask(
            form,
            lambda uow, given: opening.fill_in(uow, ids, given),
            draft=f"opening:{ids[0]}",
            changes=[Change("case", key) for key in ids],
            said=count_of(len(ids), tr("Ingevuld bij 1 casus."), tr("Ingevuld bij {n} casussen.")),
            undo=lambda made: lambda uow: opening.take_back(uow, ids, made),
        )

    def withdraw(self, rows: Sequence[QueueRow]) -> None:
        """Ask why, then withdraw these cases: all of them or none."""
        page, going = self._page, [row for row in rows if self.withdrawable(row)]
        if not going or self._unseen():
            return
        one, ids = len(going) == 1, [row.id for row in going]
        done = tr("1 casus ingetrokken.") if one else tr("{n} casussen ingetrokken.")
        words = withdrawal_words(
            [row.number for row in going],
            listed=any(row.status is CaseStatus.SCHEDULED for row in going),
        )
        page.ask(
            Form.of("withdraw" if one else "withdraw-all", page, words={"about": words}),
            lambda uow, reason: case_steps.withdraw_all(uow, ids, reason),
            # Of several cases the first stands for all: the reason goes when it is destroyed.
            draft=f"withdraw:{ids[0]}",
            changes=[*(Change("case", key) for key in ids), Change("meeting")],
            said=done.format(n=len(ids)),
            undo=lambda gone: taken_back(
                ids, [row.status for row in going], CaseStatus.WITHDRAWN, gone
            ),
            then=lambda gone: offer_cancellations(page, gone),
        )

    def _unseen(self) -> bool:
        """Refuse to act on rows that were selected without ever having been in sight."""
        if count := self._count_unseen():
            words = tr(
                "Geselecteerd, maar nog niet in beeld: {n}. Kies eerst een filter, of selecteer "
                "minder casussen."
            )
            self._page.say(words.format(n=number(count)), Tone.WARN)
        return bool(count)

    def withdrawable(self, row: QueueRow) -> bool:
        """Say whether this person may withdraw a case."""
        return case_steps.withdrawable(self._page.context.actor, row.committee, row.status)


def _no_weeks(said: str) -> str:
    return "" if said.isdecimal() and 1 <= int(said) <= 53 else tr("Vul een getal van 1 tot 53 in.")


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
            self.first = self.cancel

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
        kinds = tr("Formulieren ({kinds})").format(kinds=_KINDS)
        title = tr("Formulieren inlezen")
        if paths := pick_files(self._page, title, kinds, settings=settings, folder=_FOLDER):
            self.take(paths)

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
        words, said = f"aanvraagformulier-{code}.xlsx", tr("Aanvraagformulier opslaan")
        target = pick(
            page, said, words, tr("Excel (*.xlsx)"), settings=page.context.settings, folder=_FOLDER
        )
        if target is not None:
            export(page, target, lambda reader, target: forms.save_form(reader, code, target))
