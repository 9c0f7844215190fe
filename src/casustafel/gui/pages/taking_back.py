"""What takes back a step of cases, and that an action or a learning point was made or changed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from casustafel.domain.actions import Action
from casustafel.domain.advice import LearningPoint
from casustafel.domain.cases import CaseStatus
from casustafel.gui.dialogs.ask import Undo
from casustafel.services.agenda.coming_back import TakenOff
from casustafel.services.case import case_steps
from casustafel.services.definitions import learning
from casustafel.services.following import actions

Kept = Action | LearningPoint


def taken_back(
    ids: Sequence[str], was: Sequence[CaseStatus], to: CaseStatus, gone: Sequence[TakenOff] = ()
) -> Callable[[Any], object]:
    """Return what brings cases back to what they were before a step."""
    return lambda uow: case_steps.take_back(uow, ids, was, to, gone)


def put_back(gone: Kept) -> Undo:
    """Return what writes down again what was taken away, as it was."""
    if isinstance(gone, Action):
        return lambda uow: actions.put_back(uow, gone.committee, gone)
    at, words = gone.committee, (gone.theme, gone.text)
    return lambda uow: learning.add(uow, at, *words, tags=gone.tags, case_id=gone.case_id)


def undo_of(before: Kept | None = None) -> Callable[[Any], Undo]:
    """Return what takes back what is kept then: of what stood there before, else all of it."""

    def action(made: Action) -> Undo:
        if not isinstance(before, Action):
            return lambda uow: actions.drop(uow, made)
        return lambda uow: actions.change(uow, made, replace(before, sequence=made.sequence))

    def point(made: LearningPoint) -> Undo:
        if not isinstance(before, LearningPoint):
            return lambda uow: learning.delete(uow, made.id)
        words = before.theme, before.text, before.tags
        return lambda uow: learning.change(uow, made, *words)

    return lambda made: action(made) if isinstance(made, Action) else point(made)
