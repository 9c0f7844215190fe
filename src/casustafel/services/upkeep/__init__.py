"""What is not of one case: the log, backups, drafts, what waits today."""
