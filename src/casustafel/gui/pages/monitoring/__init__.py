"""Monitoring: the figures of a table over a period, and the report to the council."""
