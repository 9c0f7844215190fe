"""The papers of a meeting: read, searched, saved, sealed and printed."""
