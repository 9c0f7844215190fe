"""Providers, norms and stops, and what follows when they change."""
