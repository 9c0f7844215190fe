"""Gesprekken: quarterly sheets, network packs, the final advice, and what was agreed."""
