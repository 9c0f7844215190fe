"""All tables of the database, on one metadata."""

from casustafel.storage.schema import advice, cases, meetings, people, records, registers
from casustafel.storage.schema.base import metadata

__all__ = ["advice", "cases", "meetings", "metadata", "people", "records", "registers"]
