"""Asking for a learning point, on its page and in the room."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from casustafel.domain.advice import LearningPoint
from casustafel.gui.dialogs.fields import Field, Form
from casustafel.gui.dialogs.form import choice, line, lines
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
    used = tr("Gescheiden door komma's, zoals {tags}.").format(tags=", ".join(tags[:4]))
    kept = ", ".join(before.tags) if before else ""
    form = Form(
        parent,
        tr("Leerpunt wijzigen") if before else tr("Leerpunt"),
        tr("Opslaan"),
        Field(
            "text",
            tr("&Wat leert u hiervan?"),
            lines(before.text if before else ""),
            tr("Zonder namen en zonder gegevens van de cliënt."),
            required=True,
        ),
        Field(
            "theme",
            tr("&Thema"),
            choice(list(themes.items()), before.theme if before else ""),
            required=True,
        ),
        Field(
            "tags",
            tr("&Labels"),
            line(kept),
            used if tags else tr("Gescheiden door komma's."),
            of=lambda text: tuple(part.strip() for part in text.split(",") if part.strip()),
        ),
    )
    if before is not None and away is not None:
        form.offer_away(partial(away, before))
    return form
