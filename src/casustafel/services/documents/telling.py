"""One mail to each contact person about all of their cases of which the outcome can be told."""

from casustafel.domain.cases import Case
from casustafel.domain.completeness import with_reference
from casustafel.domain.errors import RuleError
from casustafel.domain.local_time import workdays_after
from casustafel.domain.papers import mail_of_several
from casustafel.pdf.styles import long_date
from casustafel.services import places
from casustafel.services.case.case_steps import Request, by_contact, contact_of
from casustafel.services.documents import house
from casustafel.services.following.feedback import what_to_tell
from casustafel.services.use_case import Reading, Right, read

#: Workdays in which a contact person can say that something is wrong.
_WORKDAYS = 10


@read(Right.RECORD_OUTCOMES, at=places.cases)
def drafts(reader: Reading, cases: tuple[Case, ...]) -> list[Request]:
    """Return the mail to each contact person; it names the cases and nothing of anybody.

    The outcome stands in the letters, which leave by secure mail (domain.md §9, Telling). Raises
    RuleError as `feedback.report` does, and 'paper-needs' without a telephone number.
    """
    for case in cases:
        what_to_tell(reader, case)
    facts = house.of_table(reader, cases[0].committee, reader.today)
    values = facts.facts({}, known_as="verwijzer").values
    if not values["phone"]:
        raise RuleError("paper-needs", paper="Bericht aan verwijzers")
    until = long_date(workdays_after(reader.today, _WORKDAYS))
    return [
        Request(
            contact_of(own[0]),
            tuple(case.number for case in own),
            mail_of_several(
                values, [with_reference(case.number, case.sender_reference) for case in own], until
            ),
            tuple(case.id for case in own),
        )
        for own in by_contact(cases)
    ]
