"""What is shown before a workspace is open. Nothing here may import what makes the start slow."""
