"""Commissies: the tables themselves, as data that can be shared."""
