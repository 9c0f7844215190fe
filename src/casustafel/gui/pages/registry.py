"""The pages that exist, in the order of the navigation. What is not here is not shown.

A page's module is imported when it is first shown: name it in the factory, not at the top.
"""

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

from casustafel.domain.people import Actor, Right
from casustafel.gui.page import Context, Page, PageSpec

#: Sections of the navigation; pages without one stand above them.
MANAGEMENT = str(QT_TRANSLATE_NOOP("pages", "Beheer"))
INSIGHT = str(QT_TRANSLATE_NOOP("pages", "Inzicht"))


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
    from casustafel.services import queue

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
    from casustafel.services import overview

    return overview.ahead(reader, actor=actor, committee=committee)


def _feedback(context: Context) -> Page:
    from casustafel.gui.pages.feedback.page import FeedbackPage

    return FeedbackPage(context)


def _feedback_waiting(reader: Any, *, actor: Actor, committee: str) -> int:
    from casustafel.services import feedback_desk

    return feedback_desk.waiting(reader, actor=actor, committee=committee)


def _advice(context: Context) -> Page:
    from casustafel.gui.pages.advice.page import AdvicePage

    return AdvicePage(context)


def _advice_waiting(reader: Any, *, actor: Actor, committee: str) -> int:
    from casustafel.services import advice_view

    return advice_view.waiting(reader, actor, committee)


def _actions(context: Context) -> Page:
    from casustafel.gui.pages.actions.page import ActionsPage

    return ActionsPage(context)


def _actions_overdue(reader: Any, *, actor: Actor, committee: str) -> int:
    from casustafel.services import action_list

    return action_list.overdue_count(reader, actor, committee)


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
    from casustafel.services import register

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


PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        "today",
        str(QT_TRANSLATE_NOOP("pages", "Vandaag")),
        _today,
        icon="today",
        right=Right.READ_CASES,
    ),
    PageSpec(
        "queue",
        str(QT_TRANSLATE_NOOP("pages", "Wachtrij")),
        _queue,
        icon="queue",
        right=Right.READ_CASES,
        badge=_waiting,
    ),
    PageSpec(
        "case",
        str(QT_TRANSLATE_NOOP("pages", "Casus")),
        _case,
        section=None,
        within="queue",
    ),
    PageSpec(
        "import",
        str(QT_TRANSLATE_NOOP("pages", "Importeren")),
        _import,
        icon="import",
        section=None,
        within="queue",
    ),
    PageSpec(
        "meetings",
        str(QT_TRANSLATE_NOOP("pages", "Vergaderingen")),
        _meetings,
        icon="meetings",
        right=Right.READ_CASES,
        badge=_meetings_ahead,
    ),
    PageSpec(
        "agenda",
        str(QT_TRANSLATE_NOOP("pages", "Agenda")),
        _agenda,
        icon="meetings",
        section=None,
        within="meetings",
    ),
    PageSpec(
        "room",
        str(QT_TRANSLATE_NOOP("pages", "Vergadering")),
        _room,
        icon="meetings",
        section=None,
        within="meetings",
        fills=True,
    ),
    PageSpec(
        "minutes",
        str(QT_TRANSLATE_NOOP("pages", "Notulen")),
        _minutes,
        icon="minutes",
        section=None,
        within="meetings",
    ),
    PageSpec(
        "advice",
        str(QT_TRANSLATE_NOOP("pages", "Vooradviezen")),
        _advice,
        icon="advice",
        right=Right.READ_CASES,
        badge=_advice_waiting,
    ),
    PageSpec(
        "actions",
        str(QT_TRANSLATE_NOOP("pages", "Acties")),
        _actions,
        icon="actions",
        right=Right.KEEP_ACTIONS,
        badge=_actions_overdue,
    ),
    PageSpec(
        "feedback",
        str(QT_TRANSLATE_NOOP("pages", "Terugkoppeling")),
        _feedback,
        icon="feedback",
        right=Right.READ_CASES,
        badge=_feedback_waiting,
    ),
    PageSpec(
        "cases",
        str(QT_TRANSLATE_NOOP("pages", "Casussen")),
        _cases,
        icon="cases",
        right=Right.READ_CASES,
    ),
    PageSpec(
        "providers",
        str(QT_TRANSLATE_NOOP("pages", "Aanbieders")),
        _providers,
        icon="providers",
        section=MANAGEMENT,
        right=Right.READ_NORMS,
    ),
    PageSpec(
        "register",
        str(QT_TRANSLATE_NOOP("pages", "Normen")),
        _register,
        icon="norms",
        section=MANAGEMENT,
        right=Right.READ_NORMS,
        badge=_norms_waiting,
    ),
    PageSpec(
        "people",
        str(QT_TRANSLATE_NOOP("pages", "Leden en rollen")),
        _people,
        icon="people",
        section=MANAGEMENT,
    ),
    PageSpec(
        "committees",
        str(QT_TRANSLATE_NOOP("pages", "Commissies")),
        _committees,
        icon="committees",
        section=MANAGEMENT,
        right=Right.MANAGE_TABLES,
    ),
    PageSpec(
        "frameworks",
        str(QT_TRANSLATE_NOOP("pages", "Afwegingskaders")),
        _frameworks,
        icon="frameworks",
        section=MANAGEMENT,
        right=Right.MANAGE_TABLES,
    ),
    PageSpec(
        "log",
        str(QT_TRANSLATE_NOOP("pages", "Logboek")),
        _log,
        icon="log",
        section=INSIGHT,
        right=Right.READ_LOG,
    ),
    PageSpec(
        "about",
        str(QT_TRANSLATE_NOOP("pages", "Over Casustafel")),
        _about,
        icon="about",
        section=None,
    ),
)
