"""A key of a place for each finder, in a workspace with a meeting of the CPV."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from casustafel.domain.cases import Case
from casustafel.domain.consent import Giver
from casustafel.domain.inflow import InflowEntry, InflowList
from casustafel.domain.meetings import AgendaItem, Meeting, Member
from casustafel.domain.norms import CareForm, Instrument, Norm, NormUnit
from casustafel.domain.records import ImportRecord
from casustafel.domain.retention import Destruction, LegalHold, PersonRequest, RequestKind
from casustafel.domain.stops import StopKind
from casustafel.domain.taught import Agreement
from casustafel.services import places
from casustafel.services.advice import advice_desk
from casustafel.services.agenda import calendars, meetings
from casustafel.services.agenda.coming_back import TakenOff
from casustafel.services.case import consents
from casustafel.services.case.consents import ConsentInput
from casustafel.services.definitions import frameworks, learning, tables
from casustafel.services.following import actions
from casustafel.services.learning import agreements, board
from casustafel.services.queue import queue
from casustafel.services.queue.queue import QueueQuery
from casustafel.services.register import inflow_list, norm_steps, providers
from casustafel.services.upkeep import requests, retention
from workspaces import Table


def sample_keys(
    table: Table, meeting: Meeting, items: list[AgendaItem]
) -> Iterator[tuple[Callable[..., object], object]]:
    """Yield each finder with a key of it; those about a case are about that of the first item."""
    item = items[0]
    case = table.ask(lambda reader: reader.get(Case, item.case_id or ""))
    member = table.ask(lambda reader: reader.find(Member))[0]
    guest = table.do(meetings.invite, item.id, "Ouder", "")
    action = table.do(actions.add, "cpv", "Bellen", "Voorzitter")
    learnt = table.do(learning.add, "cpv", "toeleiding", "Eerder bellen.")
    provider = table.do(providers.add, "Zorg Zuid")
    norm = table.do(
        norm_steps.add_norm,
        Norm(
            id="01940000-0000-7000-8000-00000000000a",
            provider_id=provider.id,
            care_form=CareForm.BEGELEIDING_JEUGD,
            instrument=Instrument.BESTEDINGSRUIMTE,
            unit=NormUnit.CENTS,
            amount=1,
            starts_on=date(2026, 1, 1),
            ends_on=date(2026, 12, 31),
        ),
    ).norm
    stop = table.do(
        norm_steps.record_stop,
        provider.id,
        CareForm.BEGELEIDING_JEUGD,
        StopKind.BESTEDINGSRUIMTE,
        table.today + timedelta(days=5),
    ).stop
    with table.workspace.writing() as uow:
        record = ImportRecord(
            id="01940000-0000-7000-8000-00000000000b",
            committee="cpv",
            file_name="lijst.xlsx",
            file_hash="a" * 64,
            sheet="",
            header_row=1,
            fingerprint="",
            imported_at=table.clock(),
            imported_by="Secretaris",
            summary={},
            columns={},
            created={},
        )
        uow.add(record)
        inflow = InflowList(
            id="01940000-0000-7000-8000-00000000000c",
            file_name="instroom.xlsx",
            file_hash="b" * 64,
            imported_at=table.clock(),
            imported_by="Secretaris",
            since=table.today,
            until=table.today,
            counts={"lines": 1},
        )
        entry = InflowEntry(
            id="01940000-0000-7000-8000-00000000000d",
            list_id=inflow.id,
            mark="c" * 64,
            allocation_number=7,
            bsn=None,
            client_key="",
            provider_id=provider.id,
            care_form=CareForm.BEGELEIDING_JEUGD,
            came_in_on=table.today,
        )
        held = LegalHold(
            id="01940000-0000-7000-8000-00000000000e",
            case_id=case.id,
            reason="Bezwaar",
            since=table.today,
            set_by="Secretaris",
        )
        gone = Destruction(
            id="01940000-0000-7000-8000-00000000000f",
            proposed_by_id=table.workspace.actor.person_id,
            proposed_by="Secretaris",
            proposed_at=table.clock(),
            salt="d" * 64,
            lines=(),
            marks=(),
        )
        asked = PersonRequest(
            id="01940000-0000-7000-8000-000000000010",
            kind=RequestKind.ACCESS,
            received_on=table.today,
            due_on=table.today,
            asker="Ouder",
            capacity="gezag",
            number=case.number,
        )
        for value in (held, gone, asked):
            uow.add(value)
        uow.add_all([inflow])
        uow.add_all([entry])
        uow.commit()
    consented = table.do(
        consents.give,
        case.id,
        ConsentInput(recipient="School", giver=Giver.PARENT, given_on=table.today),
    )
    made = Agreement(
        id="01940000-0000-7000-8000-000000000011",
        committee="cpv",
        network="Netwerk Jonge Kind",
        agreed_on=table.today,
        text="Eerder bellen.",
        owner="BJG",
    )
    agreed = table.do(agreements.add, "cpv", made)
    versions = table.ask(tables.framework_versions, "cpv")
    key, framework = versions[0]
    reason = table.do(board.add_reason, key, "De vraag was onduidelijk.", case.number)
    for finders, of in (
        ((places.table,), "cpv"),
        ((places.own_tables,), None),
        ((places.case,), case.id),
        ((places.numbered_case,), case.number),
        ((places.loaded_case, places.shown_case), case),
        ((places.cases,), [one.case_id for one in items]),
        ((places.meeting, places.at_table, places.minutes), meeting.id),
        ((places.shown_meeting,), meeting),
        ((places.item, places.at_place, places.item_minutes, advice_desk.in_round), item.id),
        ((places.invitee,), guest.id),
        ((places.action,), action.id),
        ((places.learning_point,), learnt.id),
        ((places.shown_point,), learnt),
        ((consents.consent,), consented.id),
        ((board.reason,), reason.id),
        ((agreements.agreement,), agreed.id),
        ((agreements.shown_agreement,), agreed),
        ((places.shown_action,), action),
        ((places.member,), member.id),
        ((places.shown_member,), member),
        ((places.person,), table.workspace.actor.person_id),
        ((places.provider,), provider.id),
        ((places.norm,), norm.id),
        ((places.shown_norm,), norm),
        ((places.stop,), stop.id),
        ((places.shown_stop,), stop),
        ((places.imported,), record.id),
        ((inflow_list.entry,), entry.id),
        ((calendars.taken_off,), TakenOff(item=item, meeting=meeting)),
        ((retention.legal_hold,), held.id),
        ((retention.destruction,), gone.id),
        ((requests.request,), asked.id),
        ((tables.version,), key),
        ((frameworks.tried,), framework),
        ((queue.of_table,), QueueQuery(committee="cpv")),
    ):
        for finder in finders:
            yield finder, of
