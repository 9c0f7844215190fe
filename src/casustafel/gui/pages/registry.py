"""The pages that exist, in the order of the navigation. What is not here is not shown.

A page's module is imported when it is first shown: name it in the factory, not at the top.
"""

from casustafel.gui.page import Context, Page, PageSpec

MANAGEMENT = "Beheer"
INSIGHT = "Inzicht"


def _about(context: Context) -> Page:
    from casustafel.gui.pages.about.page import AboutPage

    return AboutPage(context)


PAGES: tuple[PageSpec, ...] = (
    PageSpec("about", "Over Casustafel", _about, icon="about", section=None),
)
