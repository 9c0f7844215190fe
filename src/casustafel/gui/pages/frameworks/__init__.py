"""Afwegingskaders: their versions, and working on a concept."""
