"""Asking for a learning point, on its page and in the room."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from casustafel.domain.advice import LearningPoint
from casustafel.gui.dialogs.fields import Form, With
from casustafel.gui.words import tr


def learning_form(
    parent: QWidget,
    themes: Mapping[str, str],
    before: LearningPoint | None = None,
    tags: Sequence[str] = (),
    away: Callable[[LearningPoint], object] | None = None,
) -> Form:
    """Ask for a new learning point, or mend one; `tags` were used before.

    With `away` it can be taken away too.
    """
    such_as = tr(", zoals {tags}").format(tags=", ".join(tags[:4])) if tags else ""
    known = {"text": before.text, "theme": before.theme} if before else {}
    form = Form.of(
        "learning" if before else "new-learning",
        parent,
        known | {"tags": ", ".join(before.tags) if before else ""},
        words={"such_as": such_as},
        theme=themes,
        tags=With(of=lambda text: tuple(part.strip() for part in text.split(",") if part.strip())),
    )
    if before is not None and away is not None:
        form.offer_away(partial(away, before))
    return form
