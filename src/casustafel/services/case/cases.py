"""Cases one by one: new by hand, edited per field, answered, read whole."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from casustafel.domain import identifiers
from casustafel.domain.cases import (
    NOT_TYPED,
    OPEN_AFTER,
    READ_ONLY,
    CareLine,
    Case,
    CaseAnswer,
    CaseStatus,
    Client,
    age_on,
    require_open,
)
from casustafel.domain.completeness import Completeness, completeness
from casustafel.domain.errors import ConflictError, RuleError
from casustafel.domain.framework_answers import check_answer
from casustafel.domain.ids import case_number, new_id
from casustafel.domain.norms import Norm
from casustafel.domain.outcomes import Outcome
from casustafel.domain.registers import Provider, ProviderAlias, School
from casustafel.domain.routing_facts import Decision
from casustafel.domain.selection import PRESCAN, Chosen
from casustafel.domain.stops import Toeleidingsstop
from casustafel.domain.urgent import UrgentDecision
from casustafel.services import places
from casustafel.services.case import intake
from casustafel.services.definitions import tables
from casustafel.services.places import Shown
from casustafel.services.readable import readable_of
from casustafel.services.register import rerouting
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case
from casustafel.storage.ahead import Asked, of
from casustafel.storage.folding import fold

#: The day on which who it is about was told of it: nobody was on a day that lies ahead.
_INFORMED = "informed"
#: Answers that stay open after the outcome: what the resident was told of the processing.
OPEN_ANSWERS = frozenset({_INFORMED, "informed_how"})


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with all that belongs to it, as one page shows it."""

    case: Case
    client: Client
    provider: Provider | None
    school: School | None
    answers: Mapping[str, object]
    completeness: Completeness
    lines: tuple[CareLine, ...]
    others: tuple[Case, ...]
    age: int | None


@read(Right.READ_CASES, at=places.numbered_case)
def by_number(_reader: Reading, case: Case) -> Case:
    """Return a case by its number. Raises UsageError."""
    return case


def asked_of(case: Case) -> tuple[Asked, ...]:
    """Return what pages about one case ask for, to be read at once."""
    lines = of(CareLine, "provider_id", case_id=case.id)
    known = of(Case, client_id=case.client_id)
    return (
        of(Client, id=case.client_id),
        of(Provider, id=case.provider_id),
        of(School, id=case.school_id),
        of(CaseAnswer, case_id=case.id),
        of(UrgentDecision, case_id=case.id),
        of(Toeleidingsstop, provider_id=case.provider_id),
        lines,
        of(Provider, id=lines),
        known,
        of(Outcome, case_id=known),
    )


@read(Right.READ_CASES, at=places.case)
def view(reader: Reading, case: Case) -> CaseView:
    """Return everything about one case; opening it is logged by `opened`."""
    reader.ahead(*asked_of(case))
    client = reader.get(Client, case.client_id)
    answers = intake.answers_of(reader, [case.id]).get(case.id, {})
    table = tables.committee(reader, case.committee, case.received)
    known = reader.find(Case, "-received", client_id=case.client_id)
    others = readable_of(reader, [other for other in known if other.id != case.id])
    return CaseView(
        case=case,
        client=client,
        provider=reader.get(Provider, case.provider_id) if case.provider_id else None,
        school=reader.get(School, case.school_id) if case.school_id else None,
        answers=answers,
        completeness=completeness(table, case, answers),
        lines=tuple(reader.find(CareLine, "starts_on", case_id=case.id)),
        others=tuple(others),
        age=age_on(client.birth_date, reader.today),
    )


@use_case(Right.READ_CASES, at=places.case)
def opened(uow: UnitOfWork, case: Case) -> None:
    """Log that somebody opened a case: a view is logged then, not when a row is selected."""
    uow.log("case-viewed", case)


def require_identity(client: Client) -> None:
    """Raise RuleError unless a BSN, or the set of Jeugdwet 7.2.4, says who it is."""
    if client.bsn:
        return
    names = client.surname and (client.given_names or client.initials)
    if not (names and client.birth_date):
        raise RuleError("case-needs-identity")


@use_case(Right.IMPORT_CASES, at=places.table)
def new(
    uow: UnitOfWork,
    committee: str,
    client: Client,
    fields: Mapping[str, Any],
    answers: Mapping[str, object] | None = None,
    *,
    provider: str = "",
    previous_case_id: str | None = None,
) -> Case:
    """Write down a new case by hand and return it, routed and judged.

    `client` with an id that is kept already is that client. `fields` are those of `Case`;
    `received` is today when it is left out. `provider` is a name; an unknown one is added.
    """
    require_identity(client)
    if client.bsn is not None and identifiers.padded(client.bsn, 9)[0] != client.bsn:
        raise RuleError("bsn-form")
    given = intake.context(uow, committee)
    now = uow.clock()
    stored = known_client(uow, client)
    if stored is None:
        stored = uow.add(replace(client, search_name=fold(client.surname)))
    source = provider_named(uow, provider) if provider.strip() else None
    received = fields.get("received") or uow.today
    sequence = uow.next_numbers(committee, received.year)[0]
    case = Case(
        id=new_id(),
        committee=committee,
        year=received.year,
        sequence=sequence,
        number=case_number(given.committee.prefix, received.year, sequence),
        client_id=stored.id,
        status=CaseStatus.SUBMITTED,
        created_at=now,
        changed_at=now,
        provider_id=source.id if source else None,
        previous_case_id=previous_case_id,
        entered_by=uow.actor.person_id,
        **{**_typed(fields), "received": received},
    )
    checked = _checked_answers(uow, committee, received, answers or {})
    case, answer = intake.routed(case, given)
    case = intake.judged(case, given, checked)
    case = intake.search_columns(case, stored, source.name if source else "")
    case = uow.add(intake.arrived(case, answer))
    uow.add_all(
        [
            CaseAnswer(id=new_id(), case_id=case.id, item=item, value=value, by_hand=True)
            for item, value in checked.items()
        ]
    )
    return uow.log("case-new", case, committee=committee, number=case.number)


def _typed(fields: Mapping[str, Any]) -> dict[str, Any]:
    wrong = sorted(set(fields) & NOT_TYPED)
    if wrong:
        raise ValueError(f"not typed by anybody: {wrong}")
    return dict(fields)


def _checked_answers(
    reader: Reader, committee: str, on: date, answers: Mapping[str, object]
) -> dict[str, object]:
    if not answers:
        return {}
    framework = tables.framework(reader, tables.framework_in_force(reader, committee, on))
    return {
        code: value
        for code, given in answers.items()
        if (value := check_answer(framework.item(code), given)) is not None
    }


@part
def known_client(reader: Reader, client: Client) -> Client | None:
    """Return the client who is kept already: by id, or by BSN."""
    found = reader.first(Client, id=client.id)
    if found is None and client.bsn:
        found = reader.first(Client, bsn=client.bsn)
    return found


@part
def provider_named(uow: UnitOfWork, name: str) -> Provider:
    """Return the provider with this name or alias; a new one is added."""
    folded = fold(name.strip())
    found = uow.first(Provider, search_name=folded)
    if found is not None:
        return found
    alias = uow.first(ProviderAlias, alias=folded)
    if alias is not None:
        return uow.get(Provider, alias.provider_id)
    provider = uow.add(Provider(id=new_id(), name=name.strip(), search_name=folded))
    return uow.log("provider-added", provider)


@use_case(Right.EDIT_CASES, at=places.shown_case)
def edit(uow: UnitOfWork, at: Shown[Case], changes: Mapping[str, Any], *, reason: str = "") -> Case:
    """Change fields of a case; each is compared with what was shown.

    Route and completeness follow, and with them the state while the case is at intake. A case that
    is settled changes only with a `reason` ("gegevens herstellen"), and then nothing follows.
    Raises RuleError; ConflictError when somebody else changed the same field.
    """
    kept = at.kept
    if not changes.keys() <= OPEN_AFTER:
        require_open(kept, reason)
    # Only what is typed is compared: two people on different fields both win.
    before = replace(at.shown, changed_at=kept.changed_at, status=kept.status)
    after = replace(before, changed_at=uow.clock(), **_typed(changes))
    stored = replace(kept, **uow.change(before, after, reason=reason))
    return _follow(uow, stored, {name: getattr(after, name) for name in changes})


#: What stands is compared with `before` when it is written.
@use_case(Right.EDIT_CASES, at=places.case, sets=[Client])
def edit_client(
    uow: UnitOfWork, case: Case, before: Client, after: Client, *, reason: str = ""
) -> Client:
    """Change the client of a case, also where other cases show it.

    Through a case that is settled only with a `reason`. Raises RuleError: 'case-needs-identity',
    'bsn-of-another' for the BSN of somebody else; ConflictError when somebody else changed the
    same field.
    """
    require_open(case, reason)
    require_identity(after)
    holder = uow.first(Client, bsn=after.bsn) if after.bsn else None
    if holder is not None and holder.id != before.id:
        raise RuleError("bsn-of-another")
    after = replace(after, search_name=fold(after.surname))
    changes = uow.change(before, after, case_id=case.id, reason=reason)
    for other in uow.find(Case, client_id=before.id):
        uow.replace(other, _searched(uow, other, after))
    uow.log("client-changed", before, changes, committee=case.committee)
    return after


def _searched(reader: Reader, case: Case, client: Client) -> Case:
    """Return the case as search finds it now."""
    provider = reader.first(Provider, id=case.provider_id) if case.provider_id else None
    school = reader.first(School, id=case.school_id) if case.school_id else None
    return intake.search_columns(
        case, client, provider.name if provider else "", school.name if school else ""
    )


@use_case(Right.EDIT_CASES, at=places.case, overwrites=[(CaseAnswer, "value")])
def answer(uow: UnitOfWork, case: Case, item: str, value: object, *, reason: str = "") -> object:
    """Keep what the request says on one item; None or empty takes the answer away.

    Raises ConflictError when another answer stands there than was shown. Of a case that is settled
    an answer changes only with a `reason`, but for what is said of informing the resident. Returns
    the answer as it is kept.
    """
    case_id = case.id
    if item not in OPEN_ANSWERS:
        require_open(case, reason)
    key = tables.framework_in_force(uow, case.committee, case.received)
    asked = tables.framework(uow, key).item(item)
    checked = check_answer(asked, value)
    if item == _INFORMED and isinstance(checked, str) and str(uow.today) < checked < "n":
        raise RuleError("informed-ahead", day=date.fromisoformat(checked))
    if item in PRESCAN and uow.first(Chosen, case_id=case_id) is not None:
        raise RuleError("prescan-elsewhere", number=case.number)
    before = uow.first(CaseAnswer, case_id=case_id, item=item)
    try:
        _keep_answer(uow, case_id, item, before, checked, reason)
    except ConflictError as error:
        raise ConflictError("field-changed-meanwhile", field=asked.text) from error
    _follow(uow, case, {item: checked})
    return checked


def _keep_answer(
    uow: UnitOfWork,
    case_id: str,
    item: str,
    before: CaseAnswer | None,
    checked: object,
    reason: str,
) -> None:
    if before is None:
        if checked is not None:
            before = CaseAnswer(id=new_id(), case_id=case_id, item=item, value=checked)
            uow.add(replace(before, by_hand=True))
            if reason:
                uow.remember(before, {"value": (None, checked)}, case_id, reason=reason)
    elif checked is None:
        uow.changing(before, {"value": (before.value, None)})
        uow.delete(CaseAnswer, id=before.id)
        # Under its own name: the answer is gone, so nobody can ask what its history is about.
        uow.remember(before, {item: (before.value, None)}, case_id, reason=reason)
    else:
        after = replace(before, value=checked, by_hand=True)
        uow.change(before, after, case_id=case_id, reason=reason)


def _follow(uow: UnitOfWork, case: Case, changes: Mapping[str, object]) -> Case:
    """Let route, points, search and state follow a change; `case` is as it is kept by now."""
    case_id = case.id
    uow.ahead(
        of(Norm),
        of(Toeleidingsstop),
        of(CaseAnswer, case_id=case_id),
        of(Client, id=case.client_id),
        of(Provider, id=case.provider_id),
        of(School, id=case.school_id),
    )
    client = uow.get(Client, case.client_id)
    given = intake.context(uow, case.committee)
    answers = intake.answers_of(uow, [case_id]).get(case_id, {})
    lines = uow.find(CareLine, case_id=case_id) if given.committee.selection else []
    if case.status in READ_ONLY:
        # What was weighed stays as it was; only what is found by follows.
        fresh = _searched(uow, case, client)
        uow.replace(case, fresh)
        uow.audit("case-repaired", "case", case_id, committee=case.committee, changes=changes)
        return fresh
    after, route = intake.routed(case, given, lines, ground=isinstance(answers.get("ground"), list))
    after = _searched(uow, intake.judged(after, given, answers), client)
    uow.change(case, after)
    uow.audit("case-edited", "case", case_id, committee=case.committee, changes=changes)
    was = Decision(case.route) if case.route else None
    after = rerouting.settled(uow, after, was, route, back=rerouting.TO_BE_JUDGED)
    return intake.settled(uow, after)


@use_case(Right.IMPORT_CASES, at=places.case)
def extension_of(uow: UnitOfWork, old: Case) -> Case:
    """Begin an extension: a new case of the same client, linked to the old one.

    It asks for the hours as they were, from the day after the old end.
    """
    client = uow.get(Client, old.client_id)
    kept = {
        name: getattr(old, name)
        for name in (
            *("law", "care_form", "referrer_type", "referrer_name", "referrer_contact"),
            *("school_id", "product_category", "product_code", "volume", "unit", "frequency"),
        )
    }
    said = uow.first(Outcome, case_id=old.id, current=True)
    ends = (said.valid_until if said is not None else None) or old.ends_on
    kept["starts_on"] = ends + timedelta(days=1) if ends is not None else None
    provider = uow.first(Provider, id=old.provider_id) if old.provider_id else None
    return new.within(
        uow,
        old.committee,
        client,
        {**kept, "request_kind": "verlenging"},
        provider=provider.name if provider else "",
        previous_case_id=old.id,
    )
