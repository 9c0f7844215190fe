"""Leerpunten: what a table learnt from its cases."""
