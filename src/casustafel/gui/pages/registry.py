"""The pages that exist, in the order of the navigation. What is not here is not shown.

A page's module is imported when it is first shown: it is named by a text, never at the top.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from casustafel.domain.people import Actor, Right
from casustafel.gui.page import BadgeSource, Context, Page, PageSpec
from casustafel.gui.words import QT_TR_NOOP

#: Sections of the navigation; pages without one stand above them.
MANAGEMENT = QT_TR_NOOP("Beheer")
INSIGHT = QT_TR_NOOP("Inzicht")


def _page(place: str) -> Callable[[Context], Page]:
    """Return what makes a page of the class at a place, such as ``today.page:TodayPage``."""

    def made(context: Context) -> Page:
        module, _, name = place.partition(":")
        page: Page = getattr(import_module(f"casustafel.gui.pages.{module}"), name)(context)
        return page

    return made


def _count(place: str) -> BadgeSource:
    """Return what counts by a read function of services that asks for the person and the table."""

    def counted(reader: Any, *, actor: Actor, committee: str) -> int:
        module, _, name = place.partition(":")
        read = getattr(import_module(f"casustafel.services.{module}"), name)
        count: int = read(reader, actor=actor, committee=committee)
        return count

    return counted


def _waiting(reader: Any, *, actor: Actor, committee: str) -> int:
    from casustafel.services.queue import queue

    return queue.waiting(reader, committee)


def _norms_waiting(reader: Any, *, actor: Actor, committee: str) -> int:
    from casustafel.services.register import register

    return register.needing_attention(reader)


def _spec(
    key: str, title: str, right: Right | None = Right.READ_CASES, *, place: str = "", **more: Any
) -> PageSpec:
    """Return a page with an icon of its own name, above the sections unless one is named.

    It is made by a class that is called as its key, unless the `place` of another is named.
    """
    made = _page(place or f"{key}.page:{key.capitalize()}Page")
    return PageSpec(key, title, made, right=right, **{"icon": key, **more})


def _within(key: str, title: str, within: str, **more: Any) -> PageSpec:
    """Return a page that is opened from another one, whose entry in the navigation is lit."""
    return _spec(key, title, None, section=None, within=within, **more)


def _managing(key: str, title: str, right: Right | None, **more: Any) -> PageSpec:
    return _spec(key, title, right, section=MANAGEMENT, **more)


_AHEAD, _ADVICE = _count("agenda.meetings_desk:ahead"), _count("advice.advice_desk:waiting")
_LATE = _count("following.actions_desk:overdue_count")
_UNTOLD = _count("following.feedback_desk:waiting")
_AGENDA, _IMPORT = "meetings.agenda_page:AgendaPage", "importing.page:ImportPage"

PAGES: tuple[PageSpec, ...] = (
    _spec("today", QT_TR_NOOP("Vandaag")),
    _spec("queue", QT_TR_NOOP("Wachtrij"), badge=_waiting),
    _within("case", QT_TR_NOOP("Casus"), "queue", place="case.page:CaseView", icon="cases"),
    _within("selection", QT_TR_NOOP("Longlist en pre-scan"), "queue", icon="queue"),
    _within("import", QT_TR_NOOP("Importeren"), "queue", place=_IMPORT),
    _spec("meetings", QT_TR_NOOP("Vergaderingen"), badge=_AHEAD),
    _within("agenda", QT_TR_NOOP("Agenda"), "meetings", place=_AGENDA, icon="meetings"),
    _within("room", QT_TR_NOOP("Vergadering"), "meetings", icon="meetings", fills=True),
    _within("minutes", QT_TR_NOOP("Notulen"), "meetings"),
    _within("documents", QT_TR_NOOP("Documenten"), "meetings", icon="minutes"),
    _spec("advice", QT_TR_NOOP("Vooradviezen"), badge=_ADVICE),
    _spec("actions", QT_TR_NOOP("Acties"), Right.KEEP_ACTIONS, badge=_LATE),
    _spec("feedback", QT_TR_NOOP("Terugkoppeling"), badge=_UNTOLD),
    _spec("cases", QT_TR_NOOP("Casussen")),
    _managing("providers", QT_TR_NOOP("Aanbieders"), Right.READ_NORMS),
    _managing(
        "register", QT_TR_NOOP("Normen"), Right.READ_NORMS, icon="norms", badge=_norms_waiting
    ),
    _within("whatif", QT_TR_NOOP("Wat als"), "register", icon="norms"),
    _managing("people", QT_TR_NOOP("Leden en rollen"), None),
    _managing("committees", QT_TR_NOOP("Commissies"), Right.MANAGE_TABLES),
    _managing("frameworks", QT_TR_NOOP("Afwegingskaders"), Right.MANAGE_TABLES),
    _managing("house", QT_TR_NOOP("Huisstijl"), Right.MANAGE_TABLES, icon="settings"),
    _managing("retention", QT_TR_NOOP("Bewaren"), Right.MANAGE_RETENTION, icon="lock"),
    _spec("monitoring", QT_TR_NOOP("Monitoring"), Right.READ_FIGURES, section=INSIGHT),
    _spec("equal", QT_TR_NOOP("Vergelijkbaar"), icon="cases", section=INSIGHT),
    _spec("learning", QT_TR_NOOP("Leerpunten"), icon="book", section=INSIGHT),
    _within("board", QT_TR_NOOP("Leren"), "learning", icon="monitoring"),
    _spec("talks", QT_TR_NOOP("Gesprekken"), Right.READ_FIGURES, icon="book", section=INSIGHT),
    _spec(
        "log", QT_TR_NOOP("Logboek"), Right.READ_LOG, place="log.page:LogPageView", section=INSIGHT
    ),
    _spec("manual", QT_TR_NOOP("Handleiding"), None, icon="book", section=None),
    _spec("about", QT_TR_NOOP("Over Casustafel"), None, section=None),
)
