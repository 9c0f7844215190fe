"""Wat als: the register changed on trial."""
