"""The way in to the window. What is imported at the top here delays the first painting."""

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from casustafel.assets import asset
from casustafel.gui.collecting import Collector
from casustafel.gui.settings import Settings
from casustafel.gui.shell import Shell
from casustafel.gui.start.actions import BootstrapActions, OpenedWorkspace
from casustafel.gui.theme import Mode, install, theme
from casustafel.gui.widgets.style import roles_heard

if TYPE_CHECKING:
    from casustafel.gui.frame.window import FrameWindow
    from casustafel.gui.work import Work


def make_application() -> QApplication:
    """Return the application, made once, with its names set and Qt's own texts in Dutch."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("casustafel")
    app.setApplicationDisplayName("Casustafel")
    roles_heard()
    return app


def dress(app: QApplication, settings: Settings) -> None:
    """Give the application its look, as the user last chose it."""
    mode = settings.text("theme", Mode.SYSTEM)
    install(
        app, Mode(mode) if mode in set(Mode) else Mode.SYSTEM, settings.number("scale", 100) / 100
    )


def _make_frame(workspace: OpenedWorkspace, work: "Work", settings: Settings) -> "FrameWindow":
    # The frame and its pages are imported beside the typing of the passphrase.
    from casustafel.gui.assembly import make_frame

    return make_frame(workspace, work, settings)


def make_shell(settings: Settings) -> Shell:
    """Return the window of the program, with what opens and fills real workspaces."""
    return Shell(BootstrapActions(), _make_frame, settings)


def _report_faults(shell: Shell) -> None:
    """Show what a slot of ours raised; Qt would only print it."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            shell.report(error)

    sys.excepthook = hook


def after_painting(app: QApplication) -> None:
    """Do what the first painting need not wait for."""
    from PySide6.QtGui import QIcon

    from casustafel.gui.start.preload import preload
    from casustafel.gui.words import install_translations

    install_translations(app)
    app.setWindowIcon(QIcon(str(asset("resources", "icons", "casustafel.svg"))))
    theme().hold_fonts()
    theme().hold_scheme()
    preload()


def run(
    location: str | None = None, *, passphrase: str | None = None, person: str | None = None
) -> int:
    """Show the window until it is closed and return the exit code.

    `location` is what ``--database`` takes. With a passphrase (of the example) the workspace is
    opened at once.
    """
    app = make_application()
    Collector(app)
    settings = Settings()
    dress(app, settings)
    shell = make_shell(settings)
    _report_faults(shell)
    shell.begin(location or os.environ.get("CASUSTAFEL_DATABASE"))
    shell.first_painted.connect(lambda: after_painting(app))
    shell.show()
    shell.activateWindow()
    if passphrase:
        shell.open_with(passphrase, person or "")
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    return int(code)
