"""Casustafel: case queues, advice forms, outcomes and minutes for municipal case committees."""

__version__ = "0.1.0"
