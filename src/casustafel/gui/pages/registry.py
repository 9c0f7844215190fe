"""The pages that exist, in the order of the navigation. What is not here is not shown.

A page's module is imported when it is first shown: name it in the factory, not at the top.
"""

from typing import Any

from casustafel.domain.people import Actor, Right
from casustafel.gui.page import Context, Page, PageSpec
from casustafel.gui.words import QT_TR_NOOP

#: Sections of the navigation; pages without one stand above them.
MANAGEMENT = QT_TR_NOOP("Beheer")
INSIGHT = QT_TR_NOOP("Inzicht")


def _today(context: Context) -> Page:
    from casustafel.gui.pages.today.page import TodayPage

    return TodayPage(context)


def _queue(context: Context) -> Page:
    from casustafel.gui.pages.queue.page import QueuePage

    return QueuePage(context)


def _case(context: Context) -> Page:
    from casustafel.gui.pages.case.page import CaseView

    return CaseView(context)


def _import(context: Context) -> Page:
    from casustafel.gui.pages.importing.page import ImportPage

    return ImportPage(context)


def _cases(context: Context) -> Page:
    from casustafel.gui.pages.cases.page import CasesPage

    return CasesPage(context)


def _waiting(reader: Any, *, actor: Actor, committee: str) -> int:
    from casustafel.services.queue import queue

    return queue.waiting(reader, committee)


def _about(context: Context) -> Page:
    from casustafel.gui.pages.about.page import AboutPage

    return AboutPage(context)


def _minutes(context: Context) -> Page:
    from casustafel.gui.pages.minutes.page import MinutesPage

    return MinutesPage(context)


def _meetings(context: Context) -> Page:
    from casustafel.gui.pages.meetings.page import MeetingsPage

    return MeetingsPage(context)


def _agenda(context: Context) -> Page:
    from casustafel.gui.pages.meetings.agenda_page import AgendaPage

    return AgendaPage(context)


def _room(context: Context) -> Page:
    from casustafel.gui.pages.room.page import RoomPage

    return RoomPage(context)


def _meetings_ahead(reader: Any, *, actor: Actor, committee: str) -> int:
    from casustafel.services.agenda import meetings_desk

    return meetings_desk.ahead(reader, actor=actor, committee=committee)


def _feedback(context: Context) -> Page:
    from casustafel.gui.pages.feedback.page import FeedbackPage

    return FeedbackPage(context)


def _feedback_waiting(reader: Any, *, actor: Actor, committee: str) -> int:
    from casustafel.services.following import feedback_desk

    return feedback_desk.waiting(reader, actor=actor, committee=committee)


def _advice(context: Context) -> Page:
    from casustafel.gui.pages.advice.page import AdvicePage

    return AdvicePage(context)


def _advice_waiting(reader: Any, *, actor: Actor, committee: str) -> int:
    from casustafel.services.advice import advice_desk

    return advice_desk.waiting(reader, actor, committee)


def _actions(context: Context) -> Page:
    from casustafel.gui.pages.actions.page import ActionsPage

    return ActionsPage(context)


def _actions_overdue(reader: Any, *, actor: Actor, committee: str) -> int:
    from casustafel.services.following import actions_desk

    return actions_desk.overdue_count(reader, actor, committee)


def _log(context: Context) -> Page:
    from casustafel.gui.pages.log.page import LogPageView

    return LogPageView(context)


def _people(context: Context) -> Page:
    from casustafel.gui.pages.people.page import PeoplePage

    return PeoplePage(context)


def _register(context: Context) -> Page:
    from casustafel.gui.pages.register.page import RegisterPage

    return RegisterPage(context)


def _norms_waiting(reader: Any, *, actor: Actor, committee: str) -> int:
    from casustafel.services.register import register

    return register.needing_attention(reader)


def _providers(context: Context) -> Page:
    from casustafel.gui.pages.providers.page import ProvidersPage

    return ProvidersPage(context)


def _committees(context: Context) -> Page:
    from casustafel.gui.pages.committees.page import CommitteesPage

    return CommitteesPage(context)


def _frameworks(context: Context) -> Page:
    from casustafel.gui.pages.frameworks.page import FrameworksPage

    return FrameworksPage(context)


def _retention(context: Context) -> Page:
    from casustafel.gui.pages.retention.page import RetentionPage

    return RetentionPage(context)


PAGES: tuple[PageSpec, ...] = (
    PageSpec("today", QT_TR_NOOP("Vandaag"), _today, icon="today", right=Right.READ_CASES),
    PageSpec(
        "queue",
        QT_TR_NOOP("Wachtrij"),
        _queue,
        icon="queue",
        right=Right.READ_CASES,
        badge=_waiting,
    ),
    PageSpec("case", QT_TR_NOOP("Casus"), _case, section=None, within="queue"),
    PageSpec(
        "import", QT_TR_NOOP("Importeren"), _import, icon="import", section=None, within="queue"
    ),
    PageSpec(
        "meetings",
        QT_TR_NOOP("Vergaderingen"),
        _meetings,
        icon="meetings",
        right=Right.READ_CASES,
        badge=_meetings_ahead,
    ),
    PageSpec(
        "agenda", QT_TR_NOOP("Agenda"), _agenda, icon="meetings", section=None, within="meetings"
    ),
    PageSpec(
        "room",
        QT_TR_NOOP("Vergadering"),
        _room,
        icon="meetings",
        section=None,
        within="meetings",
        fills=True,
    ),
    PageSpec(
        "minutes", QT_TR_NOOP("Notulen"), _minutes, icon="minutes", section=None, within="meetings"
    ),
    PageSpec(
        "advice",
        QT_TR_NOOP("Vooradviezen"),
        _advice,
        icon="advice",
        right=Right.READ_CASES,
        badge=_advice_waiting,
    ),
    PageSpec(
        "actions",
        QT_TR_NOOP("Acties"),
        _actions,
        icon="actions",
        right=Right.KEEP_ACTIONS,
        badge=_actions_overdue,
    ),
    PageSpec(
        "feedback",
        QT_TR_NOOP("Terugkoppeling"),
        _feedback,
        icon="feedback",
        right=Right.READ_CASES,
        badge=_feedback_waiting,
    ),
    PageSpec("cases", QT_TR_NOOP("Casussen"), _cases, icon="cases", right=Right.READ_CASES),
    PageSpec(
        "providers",
        QT_TR_NOOP("Aanbieders"),
        _providers,
        icon="providers",
        section=MANAGEMENT,
        right=Right.READ_NORMS,
    ),
    PageSpec(
        "register",
        QT_TR_NOOP("Normen"),
        _register,
        icon="norms",
        section=MANAGEMENT,
        right=Right.READ_NORMS,
        badge=_norms_waiting,
    ),
    PageSpec("people", QT_TR_NOOP("Leden en rollen"), _people, icon="people", section=MANAGEMENT),
    PageSpec(
        "committees",
        QT_TR_NOOP("Commissies"),
        _committees,
        icon="committees",
        section=MANAGEMENT,
        right=Right.MANAGE_TABLES,
    ),
    PageSpec(
        "frameworks",
        QT_TR_NOOP("Afwegingskaders"),
        _frameworks,
        icon="frameworks",
        section=MANAGEMENT,
        right=Right.MANAGE_TABLES,
    ),
    PageSpec(
        "retention",
        QT_TR_NOOP("Bewaren"),
        _retention,
        icon="lock",
        section=MANAGEMENT,
        right=Right.MANAGE_RETENTION,
    ),
    PageSpec("log", QT_TR_NOOP("Logboek"), _log, icon="log", section=INSIGHT, right=Right.READ_LOG),
    PageSpec("about", QT_TR_NOOP("Over Casustafel"), _about, icon="about", section=None),
)
