"""Lists for the screen and the command line: frozen rows, read with plain selects."""
