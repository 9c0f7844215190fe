"""The window around the pages: header, navigation, status bar, command box."""
