"""What was said, on paper and adopted."""
