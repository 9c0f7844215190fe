"""The house style: how papers look and what the municipality says on them itself."""
