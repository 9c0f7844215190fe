"""Papers of a meeting: letters, packs, lists, notices, and the package for the archive."""
