"""Spoed: what is decided outside a meeting, shown and filled in."""
