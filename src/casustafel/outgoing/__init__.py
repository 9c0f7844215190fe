"""What goes with a paper that leaves: a draft of the mail, a sealed copy, data for the archive.

Plain values in, bytes out; the same values give the same bytes, but for sealing.
"""
