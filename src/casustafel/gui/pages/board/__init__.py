"""Leren: themes over time, criteria on which disciplines differ, what frameworks changed."""
