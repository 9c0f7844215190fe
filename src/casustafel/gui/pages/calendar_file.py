"""Saving meetings, items and actions for somebody's own calendar, and taking them back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from casustafel.domain.people import Right
from casustafel.gui.files import pick
from casustafel.gui.page import Page
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import KeyHintButton, button
from casustafel.gui.words import day, tr
from casustafel.services.agenda import calendars
from casustafel.services.agenda.calendars import Moved
from casustafel.services.agenda.coming_back import TakenOff

K = TypeVar("K")
Export = Callable[[Any, str, Path], int]
"""A use case: the unit of work, the table and the file; returns how many went into it."""


def calendar_button(page: Page, name: str, export: Export) -> KeyHintButton:
    """Return the button; `name` is proposed for the file, with the table behind it."""
    return button(tr("Agenda-bestand opslaan…"), lambda: ask_calendar(page, name, export))


def ask_calendar(page: Page, name: str, export: Export) -> None:
    """Ask where the file goes, which `name` and the table propose, and write it."""
    if (target := ask_target(page, f"{name}-{page.context.committee}.ics")) is not None:
        save_calendar(page, target, export)


def ask_target(page: Page, proposed: str) -> Path | None:
    """Ask where a calendar file goes; None when the user thinks better of it."""
    return pick(page, tr("Agenda-bestand opslaan"), proposed, tr("Agenda-bestand (*.ics)"))


def save_one(page: Page, target: Path, export: Callable[[Any, K, Path], None], key: K) -> None:
    """Write the file of one meeting or item, known by its id, or of one that was taken off."""

    def write(uow: Any, _table: str, path: Path) -> int:
        export(uow, key, path)
        return 1

    save_calendar(page, target, write)


def offer_cancellations(page: Page, gone: Sequence[TakenOff]) -> None:
    """Say who was invited for what was taken off an agenda, and offer the files that tell them."""
    if not (told := [one for one in gone if one.guests]):
        return
    known = [one for one in told if one.in_calendars]
    words = " ".join(_taken_off_words(one) for one in told)
    save = (lambda: _save_cancellations(page, known)) if known else None
    _offer(page, words, tr("Afzegging voor agenda's opslaan…"), save)


def _offer(page: Page, words: str, action: str, save: Callable[[], None] | None) -> None:
    """Say what invitees should know, and offer to save it; without `save` they are to be told."""
    if save is None:
        page.frame.say(words + " " + tr("Laat hun dat weten."), Tone.INFO)
    else:
        page.frame.say(words, Tone.INFO, action=action, do=save)


def _taken_off_words(gone: TakenOff) -> str:
    words = tr("{number} is van de agenda van {day} gehaald. Daarvoor was uitgenodigd: {who}.")
    who = "; ".join(guest.named for guest in gone.guests)
    return words.format(number=gone.number, day=day(gone.meeting.held_on), who=who)


def _save_cancellations(page: Page, gone: Sequence[TakenOff]) -> None:
    """Ask for each where its file goes; what is not saved is offered once more."""
    for at, one in enumerate(gone):
        if (target := ask_target(page, f"Afzegging-{one.number}.ics")) is None:
            offer_cancellations(page, gone[at:])
            return
        save_one(page, target, calendars.export_taken_off, one)


def offer_new_time(page: Page, moved: Moved | None) -> None:
    """Say who was invited for a case that came to another agenda, and offer its new time."""
    if moved is None:
        return
    words = tr(
        "{number} staat nu op de agenda van {day} om {time} uur. Daarvoor was uitgenodigd: {who}."
    )
    who = "; ".join(guest.named for guest in moved.guests)
    said = words.format(
        number=moved.number, day=day(moved.meeting.held_on), time=f"{moved.starts:%H:%M}", who=who
    )
    may_save = page.context.actor.may(Right.PLAN_MEETINGS, moved.meeting.committee)
    save = (lambda: _save_new_time(page, moved)) if moved.in_calendars and may_save else None
    _offer(page, said, tr("Nieuwe tijd opslaan…"), save)


def _save_new_time(page: Page, moved: Moved) -> None:
    if (target := ask_target(page, f"Nieuwe-tijd-{moved.number}.ics")) is None:
        offer_new_time(page, moved)
    else:
        save_one(page, target, calendars.export_moved, moved.item.id)


def save_calendar(page: Page, target: Path, export: Export) -> None:
    """Write the file and say how many went into it."""
    committee = page.context.committee

    def done(count: int) -> None:
        said = tr("{n} afspraken opgeslagen in {name}. Open het bestand om ze over te nemen.")
        if count == 1:
            said = tr("1 afspraak opgeslagen in {name}. Open het bestand om die over te nemen.")
        page.banner.say(said.format(n=count, name=target.name), Tone.GOOD)

    page.write(lambda uow: export(uow, committee, target), done)
