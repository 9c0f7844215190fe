"""What members think before the meeting."""
