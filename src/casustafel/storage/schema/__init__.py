"""All tables of the database, on one metadata."""

from casustafel.storage.schema import tables
from casustafel.storage.schema.derived import TABLES, metadata

__all__ = ["TABLES", "metadata", "tables"]
