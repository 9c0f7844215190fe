"""Calendar files: plain values in, bytes out."""
