"""What is typed in a dialog, kept as one draft until the dialog is answered or cancelled."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QListWidget

from casustafel.gui.dialogs.form import FormDialog, is_secret, part_of
from casustafel.gui.draft_keeper import DraftKeeper
from casustafel.gui.work import Work
from casustafel.services.upkeep import drafts

#: Subject and field of the draft of a dialog that belongs to no page's own subject.
_SUBJECT, _FIELD = "dialog", "typed"


@dataclass(frozen=True, slots=True)
class Draft:
    """How what is typed is kept: what it was last time or None, and the ways to keep and drop it.

    `drop` is called when the dialog was answered or cancelled.
    """

    typed: object
    keep: Callable[[object], object]
    drop: Callable[[], object]


def keep_form(dialog: FormDialog[Any], work: Work, name: str) -> None:
    """Keep what is typed in a form; `name` is the dialog with its subject, such as urgent:<case>.

    What was typed before a kill is filled in as soon as it is read.
    """

    def keep(value: object) -> object:
        return work.write(
            lambda uow: drafts.keep(uow, _SUBJECT, name, _FIELD, value), owner=dialog.parent()
        )

    def drop() -> object:
        return work.write(lambda uow: drafts.drop(uow, _SUBJECT, name), owner=dialog.parent())

    work.read(
        lambda reader: drafts.kept(reader, _SUBJECT, name),
        then=lambda kept: keep_draft(dialog, Draft(kept.get(_FIELD), keep, drop)),
        owner=dialog,
        lane="draft",
    )


def keep_draft(dialog: FormDialog[Any], draft: Draft) -> None:
    """Fill in what was being typed before a kill, then keep every change within a second.

    While the answer is refused the dialog stays, and the draft with it. Fields whose letters are
    hidden are never kept.
    """
    controls = {key: field.control for key, field in dialog.fields.items()}
    every = {
        key: part
        for key, control in controls.items()
        if not (is_secret(control) or isinstance(control, QListWidget))
        and (part := part_of(control)) is not None
    } | dict(dialog.parts)
    if isinstance(draft.typed, dict):
        # In the order of the form: what a field proposes for a later one gives way to what stood.
        for key, part in every.items():
            if key in draft.typed:
                part.show(draft.typed[key])
    keeper = DraftKeeper(lambda _subject, _field, value: draft.keep(value), dialog)

    def values() -> dict[str, object]:
        return {key: part.read() for key, part in every.items()}

    def changed(*_given: object) -> None:
        keeper.typed(_FIELD, values)

    def done(_result: int) -> None:
        keeper.confirmed(_FIELD)
        draft.drop()

    for part in every.values():
        part.changed.connect(changed)
    dialog.finished.connect(done)
