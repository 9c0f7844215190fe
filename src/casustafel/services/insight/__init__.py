"""What the tables teach in numbers: figures, what is hidden of them, and the council report."""
