"""How long what is kept, what is destroyed, and what a person asks."""
