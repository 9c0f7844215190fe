"""The controls that pages are built of, one per module; each has a name a screen reader can say."""
