"""Seats at the tables, persons, roles and passphrases."""
