"""Every declared read and every file that leaves, tried by who takes no part and before a reveal.

S1, S2, H50: built on the declarations, so that a new read is tried by itself. Whoever takes no part
in a case finds nothing of it by any of them, and a vooradvies that was not opened leaves nothing in
any of them either.
"""

import inspect
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import CasustafelError
from casustafel.domain.house_style import HouseStyle
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem, Meeting, Member, Recusal
from casustafel.domain.outcomes import FormalDecision, OutcomeInput
from casustafel.domain.papers import kinds
from casustafel.domain.people import Actor, Person, Role
from casustafel.domain.what_if import Trial
from casustafel.services import places
from casustafel.services.advice import advice
from casustafel.services.agenda import meetings
from casustafel.services.case import cases
from casustafel.services.documents import house
from casustafel.services.following import actions, feedback
from casustafel.services.following.feedback import FeedbackInput
from casustafel.services.meeting import outcomes, room
from casustafel.services.minutes import minutes
from casustafel.services.queue import queue
from casustafel.services.queue.queue import QueueQuery
from casustafel.services.upkeep.log import LogFilter
from casustafel.services.use_case import DECLARED, Declared, unseen
from pdf.pdf_tools import text_of_pages
from sample_keys import sample_keys
from use_cases import service_modules
from workspaces import CPV_ANSWERS, Table

list(service_modules())

#: In every text that is known of the case, and in every text that its table said.
OF_CASE, OF_TABLE = "geheim", "tafelwoord"
#: Answers that are a day or a choice.
_NO_TEXT = {"2026-11-10", "jw740"}
BORN = date(2014, 7, 23)
BSN = "999900006"

#: Minutes hold numbers only, so that all members read them whole, and what the table said with them
#: (decided with the issue). An extract is about one case, and is refused.
WHOLE_MINUTES = frozenset(
    f"minutes.{name}"
    for name in ("minutes.build", "minutes.pdf", "minutes.export", "minutes_desk.sheet")
) | frozenset(f"documents.documents.{name}" for name in ("pdf", "export", "write_all"))
#: What reads a file that somebody hands in shows what is in that file.
HANDED_IN = frozenset({"path", "paths", "source", "file"})
#: Rows and texts that the caller has: they are written as they are given.
GIVEN = frozenset({"upkeep.listing.export"})


def secret(table: Table) -> Case:
    """Make a case of which every text is known by its mark."""
    client = Client(
        id=new_id(),
        surname="Geheimnaam",
        given_names="Geheimine",
        bsn=BSN,
        birth_date=BORN,
        postcode="6511AB",
        house_number="9",
    )
    fields: dict[str, object] = {
        "law": "jeugd",
        "care_form": "begeleiding_jeugd",
        "hours_per_week": Decimal(4),
        "ends_on": date(2027, 6, 1),
        "referrer_type": "bjg",
        "referrer_name": "Geheimverwijzer",
        "referrer_contact": "geheim@example.org",
        "dossier_number": "GEHEIM-1",
        "sender_reference": "GEHEIM-2",
        "remark": "Geheim gehouden.",
        "received": date(2026, 11, 13),
        "urgent": True,
        "urgent_reason": "Geheime haast.",
    }
    answers = {code: _marked(value) for code, value in CPV_ANSWERS.items()}
    return table.do(cases.new, "cpv", client, fields, answers, provider="Zorggroep Waal")


def _marked(value: object) -> object:
    if isinstance(value, str):
        return value if value in _NO_TEXT else f"{value} (geheim)"
    assert isinstance(value, list)
    return [{name: f"{text} (geheim)" for name, text in row.items()} for row in value]


def on_agenda(table: Table) -> tuple[Case, Meeting, list[AgendaItem]]:
    case = secret(table)
    other = table.case(2)
    meeting = table.meeting()
    items = table.do(meetings.schedule, meeting.id, [case.id, other.id])
    about = next(item for item in items if item.case_id == case.id)
    return case, meeting, [about, *(item for item in items if item is not about)]


def sits(table: Table, meeting: Meeting, item: AgendaItem) -> None:
    """Let the table say its words on the case."""
    table.do(room.open_meeting, meeting.id)
    for one in table.ask(lambda reader: reader.find(room.Attendance, meeting_id=meeting.id)):
        table.do(room.set_presence, meeting.id, one.member_id, room.Presence.PRESENT)
    table.do(room.go_to, item.id)
    table.weighed(item)
    table.do(room.note_answer, unseen(item.id), "c1_specific_care", "Tafelwoord bij een vraag.")
    table.do(room.note, unseen(item.id), "Tafelwoord in de aantekening.")
    table.do(actions.add, "cpv", "Tafelwoord", "Voorzitter", due_on=table.today, item_id=item.id)


def is_told(table: Table, meeting: Meeting, items: list[AgendaItem]) -> None:
    """Decide, close, adopt, tell, and note the beschikking."""
    given = OutcomeInput(
        choice="toegekend",
        reasons=("TK4",),
        motivation="Tafelwoord als motivering.",
        valid_until=date(2027, 5, 27),
        evaluation_on=date(2027, 3, 1),
        transfer_to="Tafelwoord",
        transfer_on=date(2027, 4, 1),
    )
    case_id = items[0].case_id or ""
    table.do(outcomes.record, items[0].id, given)
    table.do(outcomes.close_meeting, meeting.id, {items[1].id: None})
    table.do(minutes.write_text, unseen(items[0].id), "Tafelwoord van de secretaris.")
    table.do(minutes.put_up, meeting.id)
    table.clock.forward(days=1)
    table.do(minutes.adopt, meeting.id)
    told = FeedbackInput(told_to=("Geheime oma",), told_on=table.today, channel="email")
    table.do(feedback.report, [case_id], told)
    decision = FormalDecision(
        id="",
        case_id=case_id,
        reference="GEHEIM-3",
        decided_on=table.today,
        decided_by="Geheim team",
        objection_until=table.today + timedelta(weeks=6),
    )
    table.do(feedback.decide, unseen(case_id), decision)


class Roads:
    """Goes by every declared read, and every file that leaves, with samples of what they take."""

    def __init__(self, table: Table, keys: dict[Callable[..., object], object], folder: Path):
        self.table = table
        self.keys = {finder: [key] for finder, key in keys.items()}
        self.folder = folder
        self.names: set[str] = set()
        self.refused = 0
        self.tried = 0
        self.samples: dict[str, list[Any]] = {}

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield what comes back by each road: its name and all that it shows."""
        for name, declared in sorted(DECLARED.items()):
            given = list(inspect.signature(declared.body).parameters.values())
            given = given[1 if declared.finder is None else 2 :]
            known = {one.name for one in given}
            leaves = declared.reads or "target" in known
            if not leaves or known & HANDED_IN or name in GIVEN:
                continue
            self.names.add(name)
            for key, args in product(self._keys(declared), self._args(name, given)):
                yield name, self._go(declared, key, args)

    def _keys(self, declared: Declared) -> list[tuple[Any, ...]]:
        if declared.finder is None:
            return [()]
        return [(key,) for key in self.keys[declared.finder]]

    def _args(self, name: str, given: list[inspect.Parameter]) -> Iterator[dict[str, Any]]:
        """Yield what is taken: each with samples, and left out where it may be."""
        choices = []
        for one in given:
            samples = [(one.name, value) for value in self.samples.get(one.name, ())]
            if one.default is inspect.Parameter.empty:
                assert samples, f"{name} takes {one.name}: give a sample of it here"
            else:
                samples.append(("", None))
            choices.append(samples)
        for chosen in product(*choices):
            yield {key: value for key, value in chosen if key}

    def _go(self, declared: Declared, key: tuple[Any, ...], args: dict[str, Any]) -> str:
        self.tried += 1
        target = args.get("target")
        try:
            if declared.reads:
                with self.table.workspace.reading() as reader:
                    found = declared.read(reader, key, args)
            else:
                with self.table.workspace.writing() as uow:
                    found = declared.write(uow, key, args)
        except CasustafelError as error:
            self.refused += 1
            return repr(error.values)
        shown = _shown(found)
        if target is not None and target.is_dir():
            files = [path for path in sorted(target.rglob("*")) if path.is_file()]
            shown += " ".join(_shown(path.read_bytes()) for path in files)
            shutil.rmtree(target)
        elif target is not None and target.exists():
            shown += _shown(target.read_bytes())
            target.unlink()
        return shown


def _shown(found: object) -> str:
    if not isinstance(found, bytes):
        return repr(found)
    if found.startswith(b"%PDF"):
        return " ".join(text_of_pages(found))
    if found.startswith(b"PK"):
        with ZipFile(BytesIO(found)) as book:
            return " ".join(book.read(one).decode("utf-8", "replace") for one in book.namelist())
    return found.decode("utf-8", "replace").replace("\r\n ", "")


def roads(table: Table, meeting: Meeting, items: list[AgendaItem], folder: Path) -> Roads:
    keys = dict(sample_keys(table, meeting, items))
    found = Roads(table, keys, folder)
    table.do(house.save_style, HouseStyle(phone="024 111 22 33"))
    found.keys[places.own_tables] += ["cpv"]
    found.keys[queue.of_table] = [
        QueueQuery(committee="cpv"),
        QueueQuery(committee="cpv", statuses=frozenset(queue.QUEUE)),
        QueueQuery(committee="cpv", text=OF_CASE),
        QueueQuery(committee="cpv", urgent=True),
        QueueQuery(committee="cpv", referrer="Geheimverwijzer"),
        QueueQuery(committee="cpv", sort="client_sort"),
        QueueQuery(committee="cpv", care_form="begeleiding_jeugd"),
    ]
    members = table.ask(lambda reader: reader.find(Member, "id"))
    case_id = items[0].case_id or ""
    found.samples = {
        "actor": [table.workspace.actor],
        "committee": ["cpv"],
        "name": ["CPV-2026-11-26"],
        "text": [OF_CASE, OF_TABLE, "GEHEIM-1", items[0].title],
        "bsn": [BSN],
        "item_id": [item.id for item in items],
        "member_id": [member.id for member in members],
        "meeting_id": [meeting.id],
        "extract": [items[0].title],
        "since": [date(2026, 1, 1)],
        "until": [date(2027, 12, 31)],
        "first": [date(2026, 1, 1)],
        "last": [date(2026, 12, 31)],
        "code": ["requests", "decided"],
        "entity_id": [case_id],
        "case_id": [case_id],
        "trial": [Trial()],
        "subject": ["case", "agenda_item"],
        "subject_id": [case_id, items[0].id],
        "asked": [LogFilter(), LogFilter(subject="case", subject_id=case_id)],
        "offset": [0],
        "limit": [100],
        "target": [folder / "uit"],
        "key": [
            *(f"{kind}:{case_id}" for kind in (*kinds(), "uittreksel")),
            *(f"{kind}:" for kind in ("agenda", "notulen", "actielijst", "verzendlijst")),
            *(f"ledenstuk:{member.id}" for member in members),
        ],
    }
    return found


@pytest.mark.parametrize("stage", ["planned", "sitting", "told"])
def test_that_who_takes_no_part_in_a_case_finds_nothing_of_it_by_any_road(
    table: Table, tmp_path: Path, stage: str
) -> None:
    case, meeting, items = on_agenda(table)
    tried = roads(table, meeting, items, tmp_path)
    if stage != "planned":
        sits(table, meeting, items[0])
    if stage == "told":
        is_told(table, meeting, items)
    before = {name for name, text in tried.texts() if OF_CASE in text.casefold()}
    assert len(before) >= 10, "the case is not shown by the roads that are tried"
    with table.workspace.writing() as uow:
        own = uow.find(Member, role_name="Zorgexpert")[0]
        uow.replace(own, replace(own, person_id=table.workspace.actor.person_id))
        uow.add(Recusal(id=new_id(), item_id=items[0].id, member_id=own.id, reason="familie"))
        uow.commit()
    tried.tried = tried.refused = 0
    marks = (OF_CASE, BSN, repr(BORN), f"{BORN:%d-%m-%Y}", BORN.isoformat())
    found = []
    for name, text in tried.texts():
        folded = text.casefold()
        words = marks if name in WHOLE_MINUTES else (*marks, OF_TABLE)
        found += [(name, word) for word in words if word.casefold() in folded]
    print(
        f"{stage}: {len(tried.names)} roads, {tried.tried} ways, {tried.refused} refused, "
        f"{len(before)} show the case to who takes part, {len(set(found))} to who does not"
    )
    assert not set(found)
    assert any(case.number in text for _, text in tried.texts()), "its number is no secret"


def test_that_a_vooradvies_leaves_nothing_by_any_road_until_it_is_opened(
    table: Table, tmp_path: Path
) -> None:
    _, meeting, items = on_agenda(table)
    tried = roads(table, meeting, items, tmp_path)
    secretary = table.workspace.actor
    writer, other = (
        Actor(new_id(), name, frozenset({(Role.MEMBER, "cpv")})) for name in ("Ada", "Bente")
    )
    with table.workspace.writing() as uow:
        for actor, seat in ((writer, "Gezinswerker"), (other, "Zorgexpert")):
            uow.add(Person(id=actor.person_id, name=actor.name))
            own = uow.find(Member, role_name=seat)[0]
            uow.replace(own, replace(own, person_id=actor.person_id))
            if actor is writer:
                seat_of_writer = own
        uow.commit()
    table.workspace.actor = writer
    for note in ("Vooradvieswoord een", "Vooradvieswoord twee"):
        table.do(advice.answer, items[0].id, seat_of_writer.id, "c1_specific_care", "ja", note)
        table.do(advice.remark, items[0].id, seat_of_writer.id, note)
    table.do(advice.submit, items[0].id, seat_of_writer.id)
    for actor in (secretary, other):
        table.workspace.actor = actor
        tried.samples["actor"] = [actor]
        found = {name for name, text in tried.texts() if "vooradvieswoord" in text.casefold()}
        assert not found
    table.workspace.actor = secretary
    sits(table, meeting, items[0])
    shown = {name for name, text in tried.texts() if "vooradvieswoord" in text.casefold()}
    print(f"{len(tried.names)} reads and files, {tried.tried} ways: nothing before, {shown} after")
    assert "advice.advice_desk.joint" in shown
