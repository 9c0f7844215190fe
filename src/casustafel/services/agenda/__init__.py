"""Meetings before they begin: when, who, and what is on the agenda."""
