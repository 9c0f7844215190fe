"""One case on one page, and a new one by hand."""
