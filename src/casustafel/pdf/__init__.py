"""Tagged PDF documents: plain values in, bytes out."""
