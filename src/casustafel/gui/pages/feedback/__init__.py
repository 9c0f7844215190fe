"""Terugkoppeling: what was told after the minutes, and the beschikking that followed."""
