"""Meetings: the list of a table, and the agenda of one of them."""
