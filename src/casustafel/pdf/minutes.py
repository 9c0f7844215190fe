"""The minutes of a meeting on paper, and the extract for one case."""

from collections import Counter
from collections.abc import Iterator, Sequence

from casustafel.domain.errors import UsageError
from casustafel.domain.minutes import MinutesState
from casustafel.domain.minutes_content import (
    ActionLine,
    AttendanceLine,
    MinutesContent,
    MinutesItem,
    content_hash,
)
from casustafel.domain.wording.catalogue import label, term
from casustafel.pdf.document import Document
from casustafel.pdf.minutes_item import add_item, verdict
from casustafel.pdf.styles import (
    NOTE,
    Look,
    capital,
    hours,
    joined,
    long_date,
    sentence,
    short_date,
    weekday_date,
    with_short,
)


def render_minutes(content: MinutesContent, *, look: Look | None = None) -> bytes:
    """Return minutes that are not adopted yet, or are now, as a tagged PDF.

    The same content gives the same bytes. Of adopted minutes the paper itself is kept; they are
    never rendered again. Raises FileError with code `image-unreadable` for a bad logo.
    """
    digest = content_hash(content)
    document = _started(content, f"Notulen {content.committee}", digest, look)
    # What was decided comes first: that is what most readers look for.
    _add_outcomes(document, content)
    _add_urgent(document, content)
    _add_attendance(document, content, content.items)
    for item in content.items:
        add_item(document, item)
    if not content.items:
        document.heading(2, "Agenda")
        document.paragraph("Er stonden geen punten op de agenda.")
    _add_actions(document, tuple(content.all_actions()))
    _add_returning(document, content)
    _add_colophon(document, content, digest)
    return document.build()


def render_extract(
    content: MinutesContent,
    case_number: str,
    *,
    digest: str | None = None,
    details: Sequence[str] = (),
    look: Look | None = None,
) -> bytes:
    """Return the extract for one case: its item, who took part in it, and nothing of other cases.

    `digest` is the hash (hex) that was kept with adopted minutes, which their extract shows;
    without it that of the content. `details` are texts that belong to the case record and not to
    the minutes (domain.md §8).
    Raises UsageError with code `case-not-in-minutes`, FileError with code `image-unreadable`.
    """
    item = content.item_of(case_number)
    if item is None:
        raise UsageError("case-not-in-minutes", case_number=case_number)
    digest = digest or content_hash(content)
    title = f"Uittreksel uit de notulen {content.committee}"
    document = _started(content, title, digest, look, about=case_number)
    document.paragraph(
        f"Dit uittreksel bevat alleen wat in de vergadering over casus {case_number} is besproken. "
        "De overige agendapunten zijn weggelaten.",
        NOTE,
    )
    _add_attendance(document, content, [item], numbered=False)
    add_item(document, item, provider=True)
    for text in details:
        document.paragraph(text)
    _add_colophon(document, content, digest)
    return document.build()


def render_lists(content: MinutesContent, *, actions: bool, look: Look | None = None) -> bytes:
    """Return the list of outcomes of a meeting, or that of actions, as a paper of its own."""
    digest = content_hash(content)
    name = "Actielijst" if actions else "Uitkomstenlijst"
    document = _started(content, f"{name} {content.committee}", digest, look)
    if actions:
        _add_actions(document, tuple(content.all_actions()))
    else:
        _add_outcomes(document, content)
        _add_urgent(document, content)
        _add_returning(document, content)
    _add_colophon(document, content, digest)
    return document.build()


def _started(
    content: MinutesContent, title: str, digest: str, look: Look | None, about: str = ""
) -> Document:
    final = content.state is MinutesState.ADOPTED
    version = f"Versie {content.version}" + ("" if final else f" ({term(content.state, 'nl')})")
    name = " ".join(filter(None, (title, about, long_date(content.meeting_date))))
    document = Document(
        title=name,
        author=content.municipality,
        classification=content.classification,
        footer=f"{version} · SHA-256 {digest[:4]}…{digest[-2:]}",
        identity=bytes.fromhex(digest),
        look=look,
    )
    document.logo()
    document.heading(1, title)
    start = content.actual_start or content.planned_start
    end = content.actual_end if content.actual_start else content.planned_end
    when = f"{capital(weekday_date(content.meeting_date))}, {hours(start, end)}"
    place = f", {content.place}" if content.place else ""
    document.paragraph(f"{when}{place} · status: {term(content.state, 'nl')}", NOTE)
    for text in _how_held(content):
        document.paragraph(text, NOTE)
    return document


def _how_held(content: MinutesContent) -> Iterator[str]:
    """Say what is unusual: recorded afterwards, opened again, or another version adopted before."""
    if content.recorded_on is not None:
        day = long_date(content.recorded_on)
        yield f"Achteraf vastgelegd op {day}; de tijden zijn de geplande."
    for line in content.reopenings:
        until = f" tot {line.end:%H.%M} uur" if line.end else ""
        yield (
            f"Heropend op {long_date(line.on)} om {line.start:%H.%M} uur{until}: "
            f"{sentence(line.reason)}"
        )
    for former in content.former:
        changed = f" Daarna gewijzigd: {former.changed}." if former.changed else ""
        yield (
            f"Deze versie komt na versie {former.version}, vastgesteld op "
            f"{long_date(former.adopted_on)} (SHA-256 {former.content_hash[:8]}…).{changed}"
        )


def _add_attendance(
    document: Document,
    content: MinutesContent,
    items: Sequence[MinutesItem],
    *,
    numbered: bool = True,
) -> None:
    document.heading(2, "Aanwezigheid")
    shown = {item.number for item in items}
    recused = Counter(
        (item.number, recusal.role, recusal.organisation)
        for item in items
        for recusal in item.recusals
    )
    rows = [
        (
            line.role,
            line.organisation if line.named or not numbered else "—",
            _presence(line, recused, numbered),
        )
        for line in content.attendance
        if not line.only_items or shown.intersection(line.only_items)
    ]
    none = "Er is geen aanwezigheid vastgelegd."
    document.table(("Rol", "Organisatie", "Aanwezig"), rows, (30, 30, 40), none)


def _presence(line: AttendanceLine, recused: Counter[tuple[int, str, str]], numbered: bool) -> str:
    """Return presence, remark, and at which items a guest sat or a member did not take part.

    `recused` counts the recusals that no line has shown yet: of two seats with the same role and
    organisation only as many are marked as did not take part.
    """
    out = []
    for number, role, organisation in sorted(recused):
        key = (number, role, organisation)
        if recused[key] and (role, organisation) == (line.role, line.organisation):
            recused[key] -= 1
            out.append(str(number))
    away = f"neemt niet deel bij {joined(out)}" if numbered and out else ""
    if out and not numbered:
        away = "neemt niet deel"
    said = ", ".join(filter(None, (line.presence, line.remark, away)))
    return f"{said} ({_guest_at(line.only_items, numbered)})" if line.only_items else said


def _guest_at(items: Sequence[int], numbered: bool) -> str:
    if not numbered:
        return "bij dit agendapunt"
    word = "agendapunt" if len(items) == 1 else "de agendapunten"
    return f"bij {word} {joined([str(number) for number in items])}"


def _add_urgent(document: Document, content: MinutesContent) -> None:
    """List what was decided outside the meeting, with what the meeting said of it."""
    if not content.urgent:
        return
    document.heading(2, "Spoeduitkomsten ter bekrachtiging")
    rows = [
        (
            item.case_number or item.title,
            f"{line.choice}: {line.text}",
            f"{line.decider}, {short_date(line.decided_on)}",
            verdict(line),
        )
        for item, line in content.urgent
    ]
    header = ("Casus", "Spoeduitkomst", "Door wie en wanneer", "Bekrachtigd")
    document.table(header, rows, (21, 37, 24, 18))


def _add_outcomes(document: Document, content: MinutesContent) -> None:
    document.heading(2, "Uitkomstenlijst")
    asked = any(item.asked for item in content.items)
    rows = [
        (
            item.case_number or item.title,
            outcome.label + (" (onder voorbehoud)" if outcome.provisional else ""),
            *([_for_what(item)] if asked else []),
            short_date(outcome.valid_until),
        )
        for item, outcome in content.decided
    ]
    header = ("Casus", "Uitkomst", *(["Waarvoor"] if asked else []), "Geldig tot en met")
    none = "Er zijn in deze vergadering geen uitkomsten vastgesteld."
    document.table(header, rows, (19, 24, 41, 16) if asked else (27, 48, 25), none)


def _for_what(item: MinutesItem) -> str:
    """Return the care that was asked, with the provider where it may be named."""
    if item.asked is None:
        return "—"
    provider = item.asked.provider if item.asked.named else ""
    return ", ".join(filter(None, (item.asked.care_form, item.asked.amount, provider)))


def _add_actions(document: Document, actions: Sequence[ActionLine]) -> None:
    document.heading(2, "Actielijst")
    rows = [
        (
            str(action.number),
            action.text,
            action.owner,
            action.case_number or "—",
            short_date(action.due),
        )
        for action in actions
    ]
    header = ("Nr.", "Actie", "Wie", "Casus", "Uiterlijk")
    document.table(header, rows, (7, 38, 20, 20, 15), "Er zijn geen acties afgesproken.")


def _add_returning(document: Document, content: MinutesContent) -> None:
    if not content.returning:
        return
    document.heading(2, "Komt terug")
    rows = [
        (
            str(item.number),
            item.case_number or item.title,
            "niet besproken" if item.carried_over else "aangehouden",
            "volgende vergadering" if item.carried_over else _held_until(item),
        )
        for item in content.returning
    ]
    document.table(("Punt", "Casus", "Waarom", "Terug op"), rows, (9, 34, 25, 32))


def _held_until(item: MinutesItem) -> str:
    return short_date(item.outcome.held_until if item.outcome else None)


def _add_colophon(document: Document, content: MinutesContent, digest: str) -> None:
    document.heading(2, "Over deze notulen")
    # Before the table: as the last line it would stand alone on a page now and then.
    document.paragraph(
        "Personen worden niet met naam genoemd. Een casusnummer verwijst naar een persoon en is "
        "daarom een persoonsgegeven. Een uitkomst is een advies en geen beschikking.",
        NOTE,
        keep=True,
    )
    pairs = [
        ("Commissie of team", with_short(content.committee, content.abbreviation)),
        ("Gemeente", content.municipality),
        ("Vertrouwelijkheid", content.classification),
        ("Status", f"{label(content.state)}, versie {content.version}"),
    ]
    if content.adopted_on:
        pairs.append(("Vastgesteld op", long_date(content.adopted_on)))
    pairs.append(("Inhoud (SHA-256)", digest))
    if content.audit_head:
        pairs.append(("Logboek (SHA-256)", content.audit_head))
    document.key_values(pairs, key_share=0.24)
