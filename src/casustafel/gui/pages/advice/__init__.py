"""Vooradviezen: what members think of a case before the meeting."""
