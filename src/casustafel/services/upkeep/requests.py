"""What a person asks: the register of requests, and the package that gives access.

The package holds what is kept of the cases of one person. Other people in it are blacked out:
those whose names stand in a field of their own, wherever they occur in a text. Somebody reads it
before it leaves.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from casustafel.domain.actions import Action
from casustafel.domain.cases import CareLine, Case, CaseAnswer, Client
from casustafel.domain.consent import Consent
from casustafel.domain.errors import FieldName, RuleError
from casustafel.domain.ids import new_id
from casustafel.domain.local_time import local
from casustafel.domain.meetings import AgendaItem, CommitteeAnswer, Invitee
from casustafel.domain.outcomes import Feedback, FormalDecision, Outcome
from casustafel.domain.people import Person, Right
from casustafel.domain.records import AuditEvent
from casustafel.domain.retention import ClientStatement, PersonRequest, RequestKind, due_on
from casustafel.domain.sizes import FIRST_DAY
from casustafel.domain.terms import action_words, field_words
from casustafel.domain.urgent import UrgentDecision
from casustafel.services import places
from casustafel.services.case.case_form import edit_client_field
from casustafel.services.definitions import tables
from casustafel.services.places import stored
from casustafel.services.readable import require_part
from casustafel.services.use_case import Reader, Reading, UnitOfWork, read, use_case
from casustafel.storage.leaving import write_out

request = stored(PersonRequest, "request")

#: What is kept of a case beside itself, with what the package calls it.
_OF_CASES: tuple[tuple[type, str], ...] = (
    (CaseAnswer, "Aanvraag"),
    (CareLine, "Zorgregels"),
    (Outcome, "Uitkomsten"),
    (UrgentDecision, "Spoed"),
    (FormalDecision, "Beschikking"),
    (Feedback, "Terugkoppeling"),
    (Consent, "Toestemming"),
    (Action, "Acties"),
    (ClientStatement, "Verklaring van de cliënt"),
)
_BLACK = "█████"
#: Fields that hold the name of somebody else.
_NAMES = frozenset(
    {"referrer_name", "referrer_contact", "recorded_by", "told_by", "decided_by", "kept_by"}
)
#: The program's own, of which a person learns nothing.
_INNER = frozenset(
    {"id", "search_text", "client_sort", "provider_sort", "search_name", "row_key", "entered_by"}
)


@read(Right.MANAGE_RETENTION)
def listed(reader: Reading) -> list[PersonRequest]:
    """Return the register: those without an answer first, the earliest day of answer first."""
    return sorted(
        reader.find(PersonRequest),
        key=lambda one: (one.answered_on is not None, one.due_on, one.id),
    )


@use_case(Right.MANAGE_RETENTION)
def record(
    uow: UnitOfWork, kind: RequestKind, received_on: date, asker: str, capacity: str, number: str
) -> PersonRequest:
    """Put a request into the register; it is answered within a month.

    Raises RuleError: 'request-needs-asker', 'day-out-of-range' for a day that lies ahead.
    """
    if not FIRST_DAY <= received_on <= uow.today:
        field = FieldName("received_on")
        raise RuleError("day-out-of-range", field=field, first=FIRST_DAY, last=uow.today)
    if not asker.strip() or not capacity.strip():
        raise RuleError("request-needs-asker")
    made = PersonRequest(
        id=new_id(),
        kind=kind,
        received_on=received_on,
        due_on=due_on(received_on),
        asker=asker,
        capacity=capacity,
        number=number,
    )
    uow.add(made)
    return uow.log("request-recorded", made, kind=kind.value, number=number)


@use_case(Right.MANAGE_RETENTION, at=request)
def answer(
    uow: UnitOfWork, kept: PersonRequest, identity_seen_on: date | None, said: str, ground: str
) -> PersonRequest:
    """Record the answer with its ground, once the identity is established.

    Raises RuleError: 'request-needs-identity', 'request-needs-answer'.
    """
    if identity_seen_on is None:
        raise RuleError("request-needs-identity")
    if not said.strip() or not ground.strip():
        raise RuleError("request-needs-answer")
    after = replace(
        kept, identity_seen_on=identity_seen_on, answered_on=uow.today, answer=said, ground=ground
    )
    return uow.log("request-answered", after, uow.replace(kept, after))


#: What of a person can be put right by a request; what a case says is mended in the case.
RECTIFIED = (
    *("surname", "prefix", "given_names", "initials", "birth_date"),
    *("bsn", "postcode", "house_number"),
)


@use_case(Right.MANAGE_RETENTION, at=request, sets=[Client])
def rectify(uow: UnitOfWork, kept: PersonRequest, name: str, value: str | date) -> Client:
    """Put right what is kept of the person who asks, in whatever state the case is.

    The old value stays in the history of the case, with the request as reason.
    Raises RuleError: 'request-not-to-rectify', and as `case_form.edit_client_field`.
    """
    case = uow.first(Case, number=kept.number)
    if kept.kind is not RequestKind.RECTIFY or case is None or name not in RECTIFIED:
        raise RuleError("request-not-to-rectify")
    require_part(uow, [case.id])
    client = uow.get(Client, case.client_id)
    reason = f"Verzoek om rectificatie van {kept.received_on:%d-%m-%Y}"
    after = edit_client_field.within(uow, case, client, name, value, reason=reason)
    uow.audit("rectified", "person_request", kept.id, number=case.number)
    return after


@use_case(Right.MANAGE_RETENTION, at=request)
def attach(uow: UnitOfWork, kept: PersonRequest, text: str) -> ClientStatement:
    """Add what the person who asks says in own words to the case, word for word.

    It is read at the case, goes out with an access package, and is destroyed with the case.
    Raises RuleError: 'statement-empty', 'request-without-case'.
    """
    case = uow.first(Case, number=kept.number)
    if not text.strip():
        raise RuleError("statement-empty")
    if case is None:
        raise RuleError("request-without-case")
    require_part(uow, [case.id])
    made = ClientStatement(
        id=new_id(),
        case_id=case.id,
        received_on=kept.received_on,
        text=text.strip(),
        kept_by=uow.actor.name,
    )
    uow.add(made)
    uow.log("statement-attached", case, number=case.number)
    return made


@use_case(Right.MANAGE_RETENTION, at=places.numbered_case, case=False)
def access_package(uow: UnitOfWork, case: Case, target: Path) -> None:
    """Write what is kept of the person of a case to a PDF, with other people blacked out.

    Raises FileError; then nothing is logged. RightError for who takes no part in a case of theirs.
    """
    from casustafel.pdf.document import Document

    client = uow.get(Client, case.client_id)
    cases = uow.find(Case, "received", client_id=client.id)
    require_part(uow, [one.id for one in cases])
    black = _Black(_others(uow, cases))
    title = "Inzage in uw gegevens"
    paper = Document(
        title=title,
        author=tables.municipality(uow),
        classification="Vertrouwelijk",
        footer=title,
        identity=case.id.encode(),
    )
    paper.heading(1, title)
    said = f"Wat Casustafel op {uow.today:%d-%m-%Y} van u bewaart."
    paper.paragraph(f"{said} Namen van anderen zijn zwart gemaakt.")
    _add(paper, "Wie u bent", [client], black, keep_names=True)
    for one in cases:
        _add(paper, f"Casus {one.number}", [one], black)
        for kind, title in _OF_CASES:
            _add(paper, f"{title} ({one.number})", uow.find(kind, case_id=one.id), black)
        items = uow.find(AgendaItem, case_id=one.id)
        answers = uow.find(CommitteeAnswer, item_id=[item.id for item in items])
        _add(paper, f"Afweging ({one.number})", answers, black)
    paper.heading(2, "Wie uw gegevens zag of wijzigde")
    subjects = [client.id, *(one.id for one in cases)]
    paper.bullets(
        [
            f"{local(event.at):%d-%m-%Y %H:%M}: {action_words(event.action)} ({event.roles})"
            for event in uow.find(AuditEvent, "position", subject_id=subjects)
        ]
    )
    write_out(target, paper.build())
    uow.log("access-package", case, number=case.number)


class _Black:
    """Blacks out names wherever they occur in a text."""

    def __init__(self, names: Iterable[str]) -> None:
        wanted = sorted({name for name in names if len(name.strip()) > 2}, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, wanted)), re.I) if wanted else None

    def __call__(self, text: str) -> str:
        return self._names.sub(_BLACK, text) if self._names else text


def _others(reader: Reader, cases: Iterable[Case]) -> Iterator[str]:
    for person in reader.find(Person):
        yield person.name
    ids = [case.id for case in cases]
    for case in reader.find(Case, id=ids):
        yield case.referrer_name
        yield case.referrer_contact
    items = [item.id for item in reader.find(AgendaItem, case_id=ids)]
    for guest in reader.find(Invitee, item_id=items):
        yield guest.role_name
        yield guest.email


def _add(
    paper: Any, title: str, values: Iterable[Any], black: _Black, *, keep_names: bool = False
) -> None:
    found = list(values)
    if not found:
        return
    paper.heading(2, title)
    for value in found:
        paper.key_values(list(_pairs(value, black, keep_names=keep_names)))


def _pairs(value: Any, black: _Black, *, keep_names: bool) -> Iterator[tuple[str, str]]:
    for one in fields(value):
        said = getattr(value, one.name)
        if one.name in _INNER or one.name.endswith("_id") or said in (None, "", (), [], {}):
            continue
        if one.name in _NAMES and not keep_names:
            yield field_words((one.name,)) or one.name, _BLACK
            continue
        text = "; ".join(_texts(said))
        yield field_words((one.name,)) or one.name, text if keep_names else black(text)


def _texts(said: object) -> Iterator[str]:
    """Yield a value in words, whatever stands in it."""
    if isinstance(said, Mapping):
        for name, part in said.items():
            yield f"{name}: {', '.join(_texts(part))}"
    elif isinstance(said, list | tuple):
        for part in said:
            yield from _texts(part)
    elif isinstance(said, bool):
        yield "ja" if said else "nee"
    elif isinstance(said, date):
        yield f"{said:%d-%m-%Y}"
    else:
        yield str(said)
