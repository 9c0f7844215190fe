"""What the command box offers: pages and commands at once, the database a moment later."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from casustafel.gui.page import FoundHit, Hit, HitSource, PageSpec
from casustafel.gui.words import tr

if TYPE_CHECKING:
    from casustafel.gui.frame.window import FrameWindow


class Finder:
    """Finds for one frame."""

    def __init__(
        self, frame: "FrameWindow", specs: dict[str, PageSpec], source: HitSource | None
    ) -> None:
        self._frame, self._specs, self._source = frame, specs, source

    def near(self, text: str) -> list[Hit]:
        """Return the pages and commands whose words hold `text`; all of them for no text."""
        wanted = text.casefold()
        frame = self._frame
        hits: list[Hit] = []
        for key in frame.navigation.keys:
            spec = self._specs[key]
            title = tr(spec.title)
            if wanted in title.casefold():
                group = tr("Pagina's")
                hits.append(Hit(group, title, "", partial(frame.open, key), spec.icon))
        page = frame.page
        commands = list(page.commands()) if page is not None else []
        hits += [
            Hit(tr("Opdrachten"), command.text, command.keys, command.run, "action")
            for command in [*commands, *frame.own_commands()]
            if wanted in command.text.casefold()
        ]
        return hits

    def ask(self, text: str, show: Callable[[Sequence[Hit]], None]) -> None:
        """Look in the database; only the last question is answered."""
        frame, source = self._frame, self._source
        actor = frame.context.actor
        if source is None:
            return

        def then(found: Sequence[FoundHit]) -> None:
            show(
                [
                    Hit(
                        hit.group,
                        hit.text,
                        hit.note,
                        partial(frame.open, hit.page, hit.argument),
                        hit.icon,
                    )
                    for hit in found
                    if hit.page in self._specs
                ]
            )

        frame.context.work.read(
            lambda reader: source(reader, text, actor), then, owner=frame, lane="search"
        )
