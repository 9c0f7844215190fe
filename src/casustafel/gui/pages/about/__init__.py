"""About the program: versions and licences."""
