"""From a long list to the cases that a table looks at, and what became of them."""
