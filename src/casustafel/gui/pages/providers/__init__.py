"""Providers with the names they go by."""
