"""One case: made, filled in, moved, found."""
