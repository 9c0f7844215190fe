"""Casussen: every case of every table, also the closed ones."""
