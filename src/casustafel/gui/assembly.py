"""Puts the frame of an open workspace together: its pages, and where its contents come from."""

from pathlib import PurePath

from casustafel.gui import sources
from casustafel.gui.frame.window import Facts, FrameWindow, Sources
from casustafel.gui.pages.registry import PAGES
from casustafel.gui.settings import Settings
from casustafel.gui.start.actions import OpenedWorkspace
from casustafel.gui.work import Work


def facts(workspace: OpenedWorkspace) -> Facts:
    """Return what the frame shows of a workspace: a local file is always encrypted."""
    shared = "://" in workspace.shown
    name = workspace.shown if shared else f"{PurePath(workspace.shown).name} (SQLCipher)"
    return Facts(name, encrypted=not shared)


def make_frame(workspace: OpenedWorkspace, work: Work, settings: Settings) -> FrameWindow:
    """Return the frame, not yet started."""
    return FrameWindow(
        work,
        workspace.actor,
        facts(workspace),
        Sources(committees=sources.committees, last_backup=sources.last_backup),
        PAGES,
        settings,
    )
