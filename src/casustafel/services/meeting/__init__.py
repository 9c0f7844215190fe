"""The table sits: steps, outcomes, urgent decisions."""
