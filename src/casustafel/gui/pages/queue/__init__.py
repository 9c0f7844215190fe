"""The queue (wachtrij) of a table."""
