"""Who did what, and whether the chain of the log is whole."""
