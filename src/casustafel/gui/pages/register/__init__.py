"""Normen en stops: the norm register, the way to a stop and out of it, and who came in."""
