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
    key: str, title: str, place: str, right: Right | None = Right.READ_CASES, **more: Any
) -> PageSpec:
    """Return a page with an icon of its own name, above the sections unless one is named."""
    return PageSpec(key, title, _page(place), right=right, **{"icon": key, **more})


def _within(key: str, title: str, place: str, within: str, **more: Any) -> PageSpec:
    """Return a page that is opened from another one, whose entry in the navigation is lit."""
    return _spec(key, title, place, None, section=None, within=within, **more)


PAGES: tuple[PageSpec, ...] = (
    _spec("today", QT_TR_NOOP("Vandaag"), "today.page:TodayPage"),
    _spec("queue", QT_TR_NOOP("Wachtrij"), "queue.page:QueuePage", badge=_waiting),
    _within("case", QT_TR_NOOP("Casus"), "case.page:CaseView", "queue", icon="cases"),
    _within(
        "selection",
        QT_TR_NOOP("Longlist en pre-scan"),
        "selection.page:SelectionPage",
        "queue",
        icon="queue",
    ),
    _within("import", QT_TR_NOOP("Importeren"), "importing.page:ImportPage", "queue"),
    _spec(
        "meetings",
        QT_TR_NOOP("Vergaderingen"),
        "meetings.page:MeetingsPage",
        badge=_count("agenda.meetings_desk:ahead"),
    ),
    _within(
        "agenda",
        QT_TR_NOOP("Agenda"),
        "meetings.agenda_page:AgendaPage",
        "meetings",
        icon="meetings",
    ),
    _within(
        "room",
        QT_TR_NOOP("Vergadering"),
        "room.page:RoomPage",
        "meetings",
        icon="meetings",
        fills=True,
    ),
    _within("minutes", QT_TR_NOOP("Notulen"), "minutes.page:MinutesPage", "meetings"),
    _within(
        "documents",
        QT_TR_NOOP("Documenten"),
        "documents.page:DocumentsPage",
        "meetings",
        icon="minutes",
    ),
    _spec(
        "advice",
        QT_TR_NOOP("Vooradviezen"),
        "advice.page:AdvicePage",
        badge=_count("advice.advice_desk:waiting"),
    ),
    _spec(
        "actions",
        QT_TR_NOOP("Acties"),
        "actions.page:ActionsPage",
        Right.KEEP_ACTIONS,
        badge=_count("following.actions_desk:overdue_count"),
    ),
    _spec(
        "feedback",
        QT_TR_NOOP("Terugkoppeling"),
        "feedback.page:FeedbackPage",
        badge=_count("following.feedback_desk:waiting"),
    ),
    _spec("cases", QT_TR_NOOP("Casussen"), "cases.page:CasesPage"),
    _spec(
        "providers",
        QT_TR_NOOP("Aanbieders"),
        "providers.page:ProvidersPage",
        Right.READ_NORMS,
        section=MANAGEMENT,
    ),
    _spec(
        "register",
        QT_TR_NOOP("Normen"),
        "register.page:RegisterPage",
        Right.READ_NORMS,
        icon="norms",
        section=MANAGEMENT,
        badge=_norms_waiting,
    ),
    _spec(
        "people", QT_TR_NOOP("Leden en rollen"), "people.page:PeoplePage", None, section=MANAGEMENT
    ),
    _spec(
        "committees",
        QT_TR_NOOP("Commissies"),
        "committees.page:CommitteesPage",
        Right.MANAGE_TABLES,
        section=MANAGEMENT,
    ),
    _spec(
        "frameworks",
        QT_TR_NOOP("Afwegingskaders"),
        "frameworks.page:FrameworksPage",
        Right.MANAGE_TABLES,
        section=MANAGEMENT,
    ),
    _spec(
        "house",
        QT_TR_NOOP("Huisstijl"),
        "house.page:HousePage",
        Right.MANAGE_TABLES,
        icon="settings",
        section=MANAGEMENT,
    ),
    _spec(
        "retention",
        QT_TR_NOOP("Bewaren"),
        "retention.page:RetentionPage",
        Right.MANAGE_RETENTION,
        icon="lock",
        section=MANAGEMENT,
    ),
    _spec(
        "learning",
        QT_TR_NOOP("Leerpunten"),
        "learning.page:LearningPage",
        icon="monitoring",
        section=INSIGHT,
    ),
    _spec("log", QT_TR_NOOP("Logboek"), "log.page:LogPageView", Right.READ_LOG, section=INSIGHT),
    _spec(
        "manual",
        QT_TR_NOOP("Handleiding"),
        "manual.page:ManualPage",
        None,
        icon="book",
        section=None,
    ),
    _spec("about", QT_TR_NOOP("Over Casustafel"), "about.page:AboutPage", None, section=None),
)
