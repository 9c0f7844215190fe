"""Who works here and who sits where: persons, keys, seats."""
