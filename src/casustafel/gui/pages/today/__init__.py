"""Vandaag: what waits for whom, per table."""
