"""Import the heavy modules while the passphrase is typed."""

import importlib
import threading

MODULES = (
    "casustafel.bootstrap",
    "casustafel.storage.workspace",
    "casustafel.storage.unit_of_work",
    "casustafel.domain.wording",
    "casustafel.gui.frame.window",
    "casustafel.gui.pages.registry",
    "casustafel.gui.sources",
)


def preload(modules: tuple[str, ...] = MODULES) -> threading.Thread:
    """Start importing in a thread of its own and return the thread."""

    def run() -> None:
        for name in modules:
            try:
                importlib.import_module(name)
            except ImportError:
                # Opening the workspace meets the same fault, where it can be reported.
                return

    thread = threading.Thread(target=run, name="preload", daemon=True)
    thread.start()
    return thread
