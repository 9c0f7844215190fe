"""Compiled from the drawings in `ui/` by `ui/compile_forms.py`; never edited by hand."""
