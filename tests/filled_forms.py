"""Forms of one case, filled in as somebody does."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import openpyxl

ANSWER = 3
#: A whole request at the CPV, as somebody fills in a form.
WHOLE: Mapping[str, object] = {
    "bsn": "999900018",
    "surname": "Zilverroos",
    "prefix": "van der",
    "birth_date": datetime(2015, 4, 3),  # noqa: DTZ001 - cells have no zone
    "postcode": "6511 SA",
    "house_number": "12",
    "received": "03-11-2026",
    "law": "Jeugdwet",
    "care_form": "Begeleiding jeugd",
    "request_kind": "nieuw",
    "referrer_type": "BJG",
    "referrer_name": "BJG Noord",
    "starts_on": "01-12-2026",
    "urgent": "nee",
    "answer.help_question": "Rust in de dag.",
    "provider": "Rivierzorg",
    "answer.why_this_provider": "Ervaring met deze vraag.",
    "answer.alternatives": "Jongerenwerk: geen begeleiding thuis",
    "answer.volume_reasoned": "Twee dagdelen.",
    "hours_per_week": 4,
    "ends_on": "01-06-2027",
    "answer.transfer_planned": "Na 13 weken.",
    "answer.informed": "02-11-2026",
    "answer.ground": "Jeugdwet 7.4.0, lid 1, onder a",
    "answer.resident_view": "Graag iemand die blijft.",
}


def fill(path: Path, answers: Mapping[str, object]) -> Path:
    """Type answers into a form."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    left = dict(answers)
    for row in range(2, page.max_row + 1):
        code = page.cell(row, 1).value
        if code in left:
            page.cell(row, ANSWER).value = left.pop(code)
    assert not left, f"the form does not ask {left.keys()}"
    book.save(path)
    return path
