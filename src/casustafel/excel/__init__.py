"""Spreadsheets in and out: plain values in, bytes out, or the reverse."""
