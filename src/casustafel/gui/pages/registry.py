"""The pages that exist, in the order of the navigation. What is not here is not shown.

A page's module is imported when it is first shown: name it in the factory, not at the top.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP

from casustafel.gui.page import Context, Page, PageSpec

#: Sections of the navigation; pages without one stand above them.
MANAGEMENT = str(QT_TRANSLATE_NOOP("pages", "Beheer"))
INSIGHT = str(QT_TRANSLATE_NOOP("pages", "Inzicht"))


def _about(context: Context) -> Page:
    from casustafel.gui.pages.about.page import AboutPage

    return AboutPage(context)


def _minutes(context: Context) -> Page:
    from casustafel.gui.pages.minutes.page import MinutesPage

    return MinutesPage(context)


PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        "minutes",
        str(QT_TRANSLATE_NOOP("pages", "Notulen")),
        _minutes,
        icon="minutes",
        section=None,
        within="meetings",
    ),
    PageSpec(
        "about",
        str(QT_TRANSLATE_NOOP("pages", "Over Casustafel")),
        _about,
        icon="about",
        section=None,
    ),
)
