"""Keeps what is typed within a second as a draft, so that a kill of the program loses nothing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from casustafel.gui.work import Work
from casustafel.services.upkeep import drafts

#: The promise is two seconds; the first keystroke starts the wait, further ones do not prolong it.
_WAIT_MS = 600

Keep = Callable[[str, str, object], object]
Drop = Callable[[str, str], object]


class DraftKeeper(QObject):
    """Collects the fields that are being typed in at one subject, and hands them on together."""

    def __init__(
        self, keep: Keep, parent: QObject | None = None, *, drop: Drop | None = None
    ) -> None:
        """`keep` gets the subject, the field and its value; `drop` a field that needs no draft."""
        super().__init__(parent)
        self._keep = keep
        self._drop = drop
        self._subject = ""
        self._typed: dict[str, Callable[[], object]] = {}
        self._kept: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.flush)

    def begin(self, subject_id: str, kept: frozenset[str] = frozenset()) -> None:
        """Go on at another subject; what was typed at the former one is kept first.

        `kept` are the fields of which a draft was found there.
        """
        self.flush()
        self._subject = subject_id
        self._kept = set(kept)

    @property
    def typing(self) -> set[str]:
        """The fields that are being typed in, and were not confirmed or left as they had been."""
        return self._typed.keys() | self._kept

    @property
    def waits(self) -> bool:
        """Whether something was typed that is no draft yet."""
        return bool(self._typed)

    def typed(self, field: str, read: Callable[[], object]) -> None:
        """Note that somebody types in a field; `read` gives its value when it is kept."""
        self._typed[field] = read
        if not self._timer.isActive():
            self._timer.start()

    def confirmed(self, field: str) -> None:
        """Forget a field: what it holds is written down for good, and its draft with it."""
        self._typed.pop(field, None)
        self._kept.discard(field)

    def let_go(self, field: str) -> None:
        """Forget a field that was left as it had been: its draft is taken away."""
        self._typed.pop(field, None)
        if field in self._kept and self._drop is not None:
            self._kept.discard(field)
            self._drop(self._subject, field)

    def flush(self) -> None:
        """Keep everything now."""
        self._timer.stop()
        typed, self._typed = self._typed, {}
        for field, read in typed.items():
            self._kept.add(field)
            self._keep(self._subject, field, read())


def keeper_of(work: Work, subject: str, page: QObject) -> DraftKeeper:
    """Return what keeps drafts of one kind of subject, such as ``case``, for a page."""

    def keep(key: str, field: str, value: object) -> None:
        work.write(lambda uow: drafts.keep(uow, subject, key, field, value), owner=page)

    def drop(key: str, field: str) -> None:
        work.write(lambda uow: drafts.drop(uow, subject, key, field), owner=page)

    return DraftKeeper(keep, page, drop=drop)
