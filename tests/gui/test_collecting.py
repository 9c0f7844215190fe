"""Leftovers of the window are taken apart in the window's thread."""

import gc
import threading

from PySide6.QtCore import QObject

from casustafel.gui.collecting import Collector


class _Leftover:
    """A cycle that says in which thread it went."""

    def __init__(self, went: list[str]) -> None:
        self.myself = self
        self.went = went

    def __del__(self) -> None:
        self.went.append(threading.current_thread().name)


def test_that_a_busy_reader_does_not_take_the_leftovers_of_the_window_apart(qapp) -> None:
    owner = QObject()
    collector = Collector(owner)
    went: list[str] = []
    _Leftover(went)
    busy = threading.Thread(target=lambda: [[{}] for _ in range(200_000)], name="reader 1")
    busy.start()
    busy.join()
    assert went == []
    collector.look()
    gc.collect()
    assert went == ["MainThread"]
