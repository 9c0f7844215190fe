"""The way of a case, one module per step; a function per use case."""
