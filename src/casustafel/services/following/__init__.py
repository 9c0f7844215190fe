"""What follows from an outcome: telling it, the beschikking, actions."""
