"""Lists: rows with filters, and what can be done with them, said once."""

from casustafel.gui.lists.bar import Act, ChipOf, MenuOf, SearchOf
from casustafel.gui.lists.page import ListPage
from casustafel.gui.lists.pane import ListPane

__all__ = ["Act", "ChipOf", "ListPage", "ListPane", "MenuOf", "SearchOf"]
