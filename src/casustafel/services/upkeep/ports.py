"""What use cases are given, by name: so that the window can speak of it without knowing storage."""

from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import Reading, UnitOfWork

__all__ = ["Reader", "Reading", "UnitOfWork"]
