"""All tables of the database, on one metadata."""

from casustafel.storage.schema import cases, meetings, people, records, registers
from casustafel.storage.schema.base import metadata

__all__ = ["cases", "meetings", "metadata", "people", "records", "registers"]
