"""The one way to ask: a form over a page, one use case with what it gives, and what is said then.

    ask(self, ProviderDialog(parent=self),
        lambda uow, new: providers.add(uow, new.name, new.agb, new.aliases),
        draft="new-provider", changes=[Change("provider")])

What is typed is kept as a draft until it is answered. The form says yes only when the answer is in:
what is refused stands beside its field, and text and draft stay with it.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

from casustafel.domain.errors import CasustafelError
from casustafel.gui.dialogs.drafting import Draft, keep_draft, keep_form
from casustafel.gui.dialogs.form import FormDialog
from casustafel.gui.problems import explain
from casustafel.gui.theme import Tone
from casustafel.gui.work import Change, Work

G = TypeVar("G")
T = TypeVar("T")


class Asker(Protocol):
    """What asks: a page, or a list in one."""

    @property
    def work(self) -> Work:
        """The way to background work."""

    def say(self, text: str, tone: Tone) -> None:
        """Say a sentence above what asked; an empty one takes away what stands there."""


def ask(
    page: Asker,
    dialog: FormDialog[G],
    task: Callable[[Any, G], T],
    *,
    draft: str | Draft = "",
    changes: Callable[[T], Iterable[Change]] | Iterable[Change] = (),
    said: str = "",
    then: Callable[[T], object] | None = None,
) -> None:
    """Open a form; when it is confirmed run `task` with a unit of work and what the form gives.

    `draft` names what is kept while somebody types (the dialog with its subject, such as
    ``provider:<id>``), or says how it is kept; empty keeps nothing. Afterwards `changes` is
    announced, `said` (or nothing) stands above the page and `then` gets the answer.
    """
    if isinstance(draft, Draft):
        keep_draft(dialog, draft)
    elif draft:
        keep_form(dialog, page.work, draft)

    closed = False

    def close(_result: int) -> None:
        nonlocal closed
        closed = True

    def answered(answer: T) -> None:
        if not closed:
            dialog.accept()
        page.say(said, Tone.GOOD)
        if then is not None:
            then(answer)

    def refused(error: CasustafelError) -> None:
        if closed:  # while it waited
            page.say(explain(error), Tone.BAD)
        else:
            dialog.refuse(error)

    def write() -> None:
        try:
            given = dialog.given
        except CasustafelError as error:
            dialog.refuse(error)
            return
        page.work.write(
            lambda uow: task(uow, given),
            then=answered,
            failed=refused,
            owner=dialog.parent(),
            changes=changes,
        )

    dialog.confirmed.connect(write)
    dialog.finished.connect(close)
    dialog.open()
