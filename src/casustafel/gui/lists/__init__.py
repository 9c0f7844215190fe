"""Lists: rows with filters, and what can be done with them, said once."""

from casustafel.gui.lists.bar import Act, ChipOf, Given, MenuOf, SearchOf, each_word
from casustafel.gui.lists.page import ListPage, ListTab, TabsPage
from casustafel.gui.lists.pane import ListPane

__all__ = [
    "Act",
    "ChipOf",
    "Given",
    "ListPage",
    "ListPane",
    "ListTab",
    "MenuOf",
    "SearchOf",
    "TabsPage",
    "each_word",
]
