"""What waits for the tables."""
