"""Tables of the commission kind and their frameworks, as data."""
