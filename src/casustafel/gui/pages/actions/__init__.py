"""What has to happen after the meetings."""
