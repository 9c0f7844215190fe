"""The page of a table's long list: pre-scan, quarters, follow-up, concentration."""
