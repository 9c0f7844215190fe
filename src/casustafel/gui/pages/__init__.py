"""The pages of the window, one folder each, and the list of those that exist."""
