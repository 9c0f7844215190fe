"""The rules of the router as data: what is known of a case, and where it must go.

The tests run every row and ``docs/routing.md`` is written from them, so that what a policy
adviser reads is what the program does.
"""

from rules_basis import Row
from rules_doorbraak import BREAKTHROUGH
from rules_stops import EXEMPTIONS, KINDS, STOPS
from rules_tables import BYPASS, MISSING, SCHOOLS, SCOPE
from rules_vdb import SEVERAL, VDB_NORMS

SECTIONS = (
    STOPS,
    EXEMPTIONS,
    KINDS,
    VDB_NORMS,
    SEVERAL,
    SCOPE,
    SCHOOLS,
    BYPASS,
    MISSING,
    BREAKTHROUGH,
)
ROWS: tuple[Row, ...] = tuple(row for section in SECTIONS for row in section.rows)
