"""Minutes: made from what was captured, with the secretary's own text, up to their adoption."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from casustafel.domain import minutes_content as content
from casustafel.domain.at_table.sitting import adoptable
from casustafel.domain.cases import Case, CaseStatus
from casustafel.domain.errors import RuleError, UsageError
from casustafel.domain.ids import new_id
from casustafel.domain.leaks import leaks
from casustafel.domain.meetings import (
    AgendaItem,
    Attendance,
    ItemKind,
    ItemState,
    Meeting,
    Presence,
)
from casustafel.domain.minutes import ItemText, Minutes, MinutesState, move_minutes
from casustafel.domain.registers import Provider, School
from casustafel.domain.terms import MINUTES_STATE
from casustafel.pdf.minutes import render_extract, render_minutes
from casustafel.pdf.styles import unwritable
from casustafel.services import places
from casustafel.services.agenda import meetings
from casustafel.services.definitions import tables
from casustafel.services.definitions.learning import names_known
from casustafel.services.documents import house
from casustafel.services.following.feedback import go_on
from casustafel.services.minutes.minutes_builder import MinutesBuilder
from casustafel.services.places import AtMinutes
from casustafel.services.readable import require_readable
from casustafel.services.upkeep import drafts
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case
from casustafel.storage.leaving import write_out
from casustafel.storage.queries.at_table import times_apart

#: Under which field the text of an item that is being typed is kept as a draft.
DRAFT_SUBJECT, DRAFT_FIELD = "agenda_item", "minutes_text"


def begun(at: AtMinutes) -> None:
    """Raise UsageError before the meeting was closed: then there are no minutes."""
    if at.minutes is None:
        raise UsageError("minutes-not-yet")


def not_adopted(at: AtMinutes) -> None:
    """Raise RuleError once the minutes were adopted."""
    if at.kept.state is MinutesState.ADOPTED:
        raise RuleError("minutes-adopted")


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that keeps minutes from being adopted, or asks attention, at one item."""

    code: str
    title: str
    item_id: str | None
    blocks: bool


@read(Right.READ_CASES, at=places.minutes, when=[begun])
def build(
    reader: Reading, at: AtMinutes, typed: Mapping[str, str] | None = None
) -> content.MinutesContent:
    """Return what the minutes say now: captured answers and outcomes, own text where written.

    `typed` holds texts by item that are being typed and not written yet. Adopted minutes are not
    built anew: they are read back as they were adopted.
    """
    minutes = at.kept
    if minutes.content is not None and minutes.state is MinutesState.ADOPTED:
        return content.parse_canonical(minutes.content.encode())
    return MinutesBuilder(reader, at.meeting, minutes, typed).said()


@read(Right.READ_CASES, at=places.minutes, when=[begun])
def pdf(
    reader: Reading,
    at: AtMinutes,
    extract: str | None = None,
    typed: Mapping[str, str] | None = None,
) -> bytes:
    """Return the minutes as PDF, or the extract of one case number; for `typed` see `build`.

    Adopted minutes are given back byte for byte as they were kept, and an extract of them shows
    the hash that was kept with them.
    """
    if extract is not None:
        # Whole minutes hold numbers only; an extract is about one case.
        _require_extract(reader, at.meeting, extract)
        said = build.within(reader, at, typed)
        look = house.look(reader)
        return render_extract(said, extract, digest=at.kept.content_hash, look=look)
    if at.kept.pdf is not None:
        return at.kept.pdf
    return render_minutes(build.within(reader, at, typed), look=house.look(reader))


def _require_extract(reader: Reading, meeting: Meeting, number: str) -> None:
    items = reader.find(AgendaItem, meeting_id=meeting.id, title=number)
    require_readable(reader, [item.case_id for item in items if item.case_id])


@read(Right.READ_CASES, at=places.minutes, when=[begun])
def file_name(reader: Reading, at: AtMinutes, extract: str | None = None) -> str:
    """Return a name for the file, such as 2026-11-26_CPV_notulen_v2.pdf (domain.md §9, Paper)."""
    number = re.sub(r"[^A-Za-z0-9]+", "-", extract or "").strip("-")
    kind = f"uittreksel_{number}" if extract else "notulen"
    return f"{begins_name(reader, at.meeting)}_{kind}_{version_name(at.kept)}.pdf"


@part
def begins_name(reader: Reader, meeting: Meeting) -> str:
    """Return how the names of a meeting's files begin: the day, the table, no personal data.

    Where the table met twice that day it has the time too.
    """
    starts = times_apart(reader.connection).get(meeting.id)
    day = f"{meeting.held_on:%Y-%m-%d}" + (f"-{starts:%H%M}" if starts is not None else "")
    return f"{day}_{tables.committee(reader, meeting.committee).prefix}"


def version_name(kept: Minutes) -> str:
    """Return which minutes these are as part of the name of a file: v2, or v1_concept."""
    state = MINUTES_STATE[kept.state].lower().replace(" ", "-")
    return f"v{kept.version}" + ("" if kept.state is MinutesState.ADOPTED else f"_{state}")


@use_case(Right.READ_CASES, at=places.minutes, when=[begun])
def export(uow: UnitOfWork, at: AtMinutes, target: Path, extract: str | None = None) -> None:
    """Write the minutes, or the extract of one case number, to a file, and log it.

    Raises FileError when the file cannot be written; then nothing is logged.
    """
    paper = pdf.within(uow, at, extract)
    write_out(target, paper)
    record_export.within(uow, at, extract=extract is not None)


@use_case(Right.READ_CASES, at=places.minutes, when=[begun])
def record_export(uow: UnitOfWork, at: AtMinutes, *, extract: bool = False) -> None:
    """Log that the minutes, or an extract of them, left the program."""
    _record(uow, at.meeting, "extract-exported" if extract else "minutes-exported")


@use_case(Right.READ_CASES, at=places.minutes, when=[begun])
def record_print(uow: UnitOfWork, at: AtMinutes) -> None:
    """Log that the minutes went to a printer."""
    _record(uow, at.meeting, "minutes-printed")


def _record(uow: UnitOfWork, meeting: Meeting, action: str) -> None:
    uow.log(action, meeting)


@use_case(
    Right.WRITE_MINUTES,
    at=places.item_minutes,
    when=[begun, not_adopted],
    overwrites=[(ItemText, "text")],
)
def write_text(uow: UnitOfWork, at: AtMinutes, text: str) -> ItemText:
    """Keep the secretary's own text of an item; generating again never overwrites it.

    The draft of that text, if there is one, has done its work and goes.
    """
    item, minutes = at.about, at.kept
    drafts.forget(uow, DRAFT_SUBJECT, item.id, DRAFT_FIELD)
    before = uow.first(ItemText, item_id=item.id)
    after = ItemText(id=before.id if before else new_id(), item_id=item.id, text=text)
    if text == (before.text if before else ""):
        return after
    if before is None:
        uow.add(after)
    else:
        uow.change(before, after, case_id=item.case_id)
    _next_version(uow, minutes)
    uow.log("minutes-text", item, {"text": text}, committee=at.meeting.committee)
    return after


def _next_version(uow: UnitOfWork, minutes: Minutes) -> Minutes:
    """A text that changes after the minutes were put up for adoption is a new version."""
    if minutes.state is not MinutesState.FOR_ADOPTION:
        return minutes
    back = move_minutes(minutes, MinutesState.CONCEPT, uow.clock())
    back = replace(back, version=minutes.version + 1)
    uow.replace(minutes, back)
    return back


@read(Right.READ_CASES, at=places.meeting)
def open_points(reader: Reading, meeting: Meeting) -> list[OpenPoint]:
    """Return what is not in order yet, item by item, the blocking points first."""
    kept = reader.first(Minutes, meeting_id=meeting.id)
    points = list(_said(reader, meeting, kept)) if kept is not None else []
    if not _present(reader, meeting.id):
        points.append(OpenPoint("minutes-nobody-present", "", None, blocks=True))
    return sorted(points, key=lambda point: not point.blocks)


def _said(reader: Reader, meeting: Meeting, kept: Minutes) -> Iterator[OpenPoint]:
    """Yield what is not in order in what the minutes say now."""
    builder = MinutesBuilder(reader, meeting, kept)
    said = builder.said()
    yield from _naming(reader, builder, said)
    for item, one in zip(builder.items, said.items, strict=True):
        outcome = one.outcome
        if item.kind is ItemKind.CASE and item.state in (ItemState.OPEN, ItemState.CURRENT):
            yield OpenPoint("minutes-undecided", item.title, item.id, blocks=True)
        if outcome is not None and outcome.provisional:
            yield OpenPoint("minutes-provisional", item.title, item.id, blocks=False)
        if unwritable(" ".join((item.title, *content.written(one)))):
            yield OpenPoint("minutes-signs", item.title, item.id, blocks=True)
        if outcome and not (outcome.held_until or one.paragraphs or outcome.motivation):
            yield OpenPoint("minutes-no-text", item.title, item.id, blocks=False)
    titles = {item.id: item.title for item in builder.items}
    for action in builder.actions:
        if action.due_on is None:
            title = titles.get(action.item_id or "", "")
            yield OpenPoint("minutes-action-no-date", title, action.item_id, blocks=False)
    yield from _changed(reader, meeting, kept)


def _naming(
    reader: Reader, builder: MinutesBuilder, said: content.MinutesContent
) -> Iterator[OpenPoint]:
    """Yield where a text points at somebody: minutes name nobody (domain.md §9, Paper).

    At a table with everybody involved they do not name the school or the provider either.
    """
    whole = replace(said, items=())
    heads = [("de vergadering", None), *((item.title, item.id) for item in builder.items)]
    texts = ["\n".join(content.written(part)) for part in (whole, *said.items)]
    known = names_known(reader, list(builder.cases), " ".join(texts))
    involved: set[str] = set()
    if not builder.committee.proposes_recusal:
        cases = builder.cases.values()
        providers = reader.by_ids(Provider, {c.provider_id for c in cases if c.provider_id})
        schools = reader.by_ids(School, {c.school_id for c in cases if c.school_id})
        involved |= {one.name for one in providers.values()}
        involved |= {one.name for one in schools.values()}
    for (title, item_id), text in zip(heads, texts, strict=True):
        places = sorted(name for name in involved if name.casefold() in text.casefold())
        if found := (*leaks(text, known), *places):
            named = f"{title} ({', '.join(found)})"
            yield OpenPoint("minutes-personal", named, item_id, blocks=False)


def _changed(reader: Reader, meeting: Meeting, kept: Minutes) -> list[OpenPoint]:
    """Return what was captured otherwise since the minutes were put up; own texts stay as written.

    Minutes that lie for adoption then go back first: nobody adopts what was not put up.
    """
    if kept.content is None or kept.state is MinutesState.ADOPTED:
        return []
    before = content.parse_canonical(kept.content.encode())
    items = {item.title: item.id for item in meetings.agenda(reader, meeting.id)}
    lies = kept.state is MinutesState.FOR_ADOPTION
    return [
        OpenPoint(
            "minutes-changed", f"{title or 'de vergadering'} ({what})", items.get(title), lies
        )
        for title, what in content.differences(before, _captured(reader, meeting, kept))
    ]


def _captured(reader: Reader, meeting: Meeting, kept: Minutes) -> content.MinutesContent:
    """Return what was captured, without the secretary's own texts."""
    return MinutesBuilder(reader, meeting, kept, own=False).said()


def _present(reader: Reader, meeting_id: str) -> bool:
    return bool(reader.find(Attendance, meeting_id=meeting_id, presence=Presence.PRESENT))


@use_case(Right.WRITE_MINUTES, at=places.minutes, when=[begun])
def put_up(uow: UnitOfWork, at: AtMinutes) -> Minutes:
    """Put concept minutes up for adoption (Ter vaststelling)."""
    return _move(uow, at, MinutesState.FOR_ADOPTION)


@use_case(Right.WRITE_MINUTES, at=places.minutes, when=[begun])
def take_back(uow: UnitOfWork, at: AtMinutes) -> Minutes:
    """Take minutes back to concept, to change them."""
    return _move(uow, at, MinutesState.CONCEPT)


@use_case(Right.ADOPT_MINUTES, at=places.minutes, when=[begun])
def adopt(uow: UnitOfWork, at: AtMinutes) -> Minutes:
    """Adopt the minutes (Vastgesteld): read-only from now on, with content, PDF and hashes kept.

    Raises RuleError while something blocks; see `open_points`.
    """
    return _move(uow, at, MinutesState.ADOPTED)


@use_case(Right.ADOPT_MINUTES, at=places.minutes, when=[begun])
def adopt_former(uow: UnitOfWork, at: AtMinutes) -> Minutes:
    """Adopt the minutes of a former meeting at the table, from concept too, in one step (T21)."""
    if at.kept.state is MinutesState.FOR_ADOPTION and _changed(uow, at.meeting, at.kept):
        at = replace(at, minutes=_move(uow, at, MinutesState.CONCEPT))
    if at.kept.state is MinutesState.CONCEPT:
        at = replace(at, minutes=_move(uow, at, MinutesState.FOR_ADOPTION))
    return _move(uow, at, MinutesState.ADOPTED)


def _move(uow: UnitOfWork, at: AtMinutes, to: MinutesState) -> Minutes:
    meeting, before = at.meeting, at.kept
    after = move_minutes(before, to, uow.clock())
    if to is not MinutesState.CONCEPT:
        blocking = [point for point in open_points.within(uow, meeting) if point.blocks]
        if blocking:
            raise RuleError("minutes-blocked", count=len(blocking), title=blocking[0].title or "-")
    if to is MinutesState.CONCEPT and _changed(uow, meeting, before):
        after = replace(after, version=before.version + 1)
    if to is MinutesState.FOR_ADOPTION:
        after = replace(after, content=content.canonical(_captured(uow, meeting, after)).decode())
    if to is MinutesState.ADOPTED:
        adoptable(meeting, uow.today)
        after = _sealed(uow, meeting, after)
    uow.replace(before, after)
    if to is MinutesState.ADOPTED:
        _let_go_on(uow, meeting)
    uow.log(
        f"minutes-{to.value.replace('_', '-')}",
        meeting,
        content_hash=after.content_hash,
        pdf_hash=after.pdf_hash,
    )
    return after


def _let_go_on(uow: UnitOfWork, meeting: Meeting) -> None:
    """Let the cases that were told since the meeting go on to where they belong now."""
    ids = [one.case_id for one in uow.find(AgendaItem, meeting_id=meeting.id) if one.case_id]
    for case in uow.find(Case, "number", id=ids, status=CaseStatus.REPORTED):
        go_on(uow, case)


def _sealed(uow: UnitOfWork, meeting: Meeting, minutes: Minutes) -> Minutes:
    now = uow.clock()
    adopted = replace(minutes, adopted_at=now, audit_head=uow.audit_head())
    said = MinutesBuilder(uow, meeting, adopted).said()
    text = content.canonical(said).decode()
    paper = render_minutes(said, look=house.look(uow))
    return replace(
        adopted,
        content=text,
        content_hash=content.kept_hash(text),
        pdf=paper,
        pdf_hash=hashlib.sha256(paper).hexdigest(),
    )
