"""Puts the frame of an open workspace together: its pages, and where its contents come from."""

from pathlib import PurePath

from casustafel.bootstrap import Workspace
from casustafel.gui import sources
from casustafel.gui.frame.facts import Facts, Sources
from casustafel.gui.frame.window import FrameWindow
from casustafel.gui.pages.registry import PAGES
from casustafel.gui.settings import Settings
from casustafel.gui.start.actions import OpenedWorkspace
from casustafel.gui.work import Work
from casustafel.services.people import access
from casustafel.services.people.keyring import KeyRing


def facts(workspace: OpenedWorkspace) -> Facts:
    """Return what the frame shows of a workspace: a local file is always encrypted."""
    shared = "://" in workspace.shown
    name = workspace.shown if shared else f"{PurePath(workspace.shown).name} (SQLCipher)"
    return Facts(name, encrypted=not shared)


def make_frame(workspace: OpenedWorkspace, work: Work, settings: Settings) -> FrameWindow:
    """Return the frame, not yet started."""
    frame = FrameWindow(
        work,
        workspace.actor,
        facts(workspace),
        Sources(sources.committees, sources.find, sources.last_backup),
        PAGES,
        settings,
    )
    context = frame.context

    def bound(minutes: int) -> None:
        context.lock_most = minutes

    def take_up(again: OpenedWorkspace) -> None:
        context.keys = key_ring(again)
        work.read(access.lock_most, bound, owner=frame, lane="lock")

    take_up(workspace)

    def let_go() -> None:
        context.keys = None

    frame.unlocked.connect(take_up)
    frame.locked.connect(let_go)
    return frame


def key_ring(workspace: OpenedWorkspace) -> KeyRing | None:
    """Return the keys of a local workspace; None for a shared database, which has none."""
    if not isinstance(workspace, Workspace):
        return None
    ring = KeyRing(workspace.storage)
    return ring if ring.available else None
