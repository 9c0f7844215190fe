"""Lists: rows with filters, and what can be done with them, said once."""

from casustafel.gui.lists.acts import Act
from casustafel.gui.lists.filters import ChipOf, MenuOf, SearchOf
from casustafel.gui.lists.page import ListPage
from casustafel.gui.lists.pane import ListPane

__all__ = ["Act", "ChipOf", "ListPage", "ListPane", "MenuOf", "SearchOf"]
