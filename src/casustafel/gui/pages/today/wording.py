"""What waits in words: a sentence, a note below it, and a pill where a day presses."""

from dataclasses import dataclass
from datetime import date, time

from casustafel.domain.people import Role
from casustafel.domain.wording.catalogue import columns
from casustafel.gui.dates import short_day
from casustafel.gui.frame.header import role_name
from casustafel.gui.theme import Tone
from casustafel.gui.words import count_of, day, number, told_apart, tr
from casustafel.services.upkeep.today_desk import NextMeeting, TableToday, Task, TaskKind

#: A day that is further off needs no pill beside its date.
_FAR = 7
_SHOWN_ROLES = (Role.CHAIR, Role.SECRETARY, Role.SUBMITTER, Role.MEMBER)


@dataclass(frozen=True, slots=True)
class Words:
    """How one line reads."""

    title: str
    note: str
    pill: str = ""
    tone: Tone = Tone.NEUTRAL


def moment(value: time) -> str:
    """Return a time of the day as 9.00 (domain.md §6)."""
    return f"{value.hour}.{value.minute:02}"


def in_days(value: date, today: date) -> str:
    """Return how far off a day is: vandaag, morgen, over 4 dagen; empty beyond a week."""
    if (days := (value - today).days) < 0:
        return tr("te laat")
    if days == 0:
        return tr("vandaag")
    if days == 1:
        return tr("morgen")
    return tr("over {n} dagen").format(n=days) if days <= _FAR else ""


def meeting_words(meeting: NextMeeting, today: date) -> Words:
    """Word the next meeting: "5 op de agenda · 14 klaar, ruimte voor 9"."""
    line = meeting.line
    times = tr("{start} tot {end} uur").format(start=moment(line.starts), end=moment(line.ends))
    room = tr("{ready} klaar, ruimte voor {room}").format(
        ready=number(meeting.ready), room=meeting.room
    )
    listed = tr("{n} op de agenda").format(n=line.cases)
    if meeting.back:
        listed = tr("{listed}, {n} van eerder").format(listed=listed, n=meeting.back)
    return Words(
        f"{short_day(line.held_on)}, {times}",
        f"{listed} · {room}",
        in_days(line.held_on, today),
        Tone.WARN if meeting.ready > meeting.room else Tone.INFO,
    )


def running_words(table: str, task: Task, today: date) -> Words:
    """Ask whether to go on with a meeting that is going on."""
    held_on = task.day or today
    note = tr("begonnen op {day}").format(day=short_day(held_on)) if held_on != today else ""
    title = tr("De vergadering van {table} loopt nog. Verder?").format(table=table)
    return Words(title, note or tr("vandaag"), *_pill(task, today))


def unplanned_words(table: TableToday, *, may_plan: bool) -> Words:
    """Word that no meeting is planned: "5 doorgeschoven · 0 zijn klaar"."""
    title = tr("Vergadering plannen") if may_plan else tr("Nog niet gepland")
    ready = count_of(table.ready, tr("1 casus is klaar"), tr("{n} zijn klaar"))
    if not table.carried:
        return Words(title, ready)
    waiting = tr("{n} doorgeschoven").format(n=number(table.carried))
    return Words(title, f"{waiting} · {ready}", tr("wacht"), Tone.WARN)


def first_steps() -> tuple[tuple[str, Words], ...]:
    """Word what a workspace begins with beside a meeting, each with its page."""
    return (
        ("people", Words(tr("Leden vastleggen"), tr("wie er in de commissie zit, en voor wie"))),
        ("register", Words(tr("Normen invoeren"), tr("per aanbieder, of uit een lijst"))),
        ("queue", Words(tr("Een lijst inlezen"), tr("uit Excel, in de wachtrij"))),
    )


def task_words(task: Task, today: date) -> Words:
    """Word one task."""
    title, note = _sentences(task)
    pill, tone = _pill(task, today)
    return Words(title, " · ".join(part for part in (note, _for_whom(task)) if part), pill, tone)


def _counted(task: Task) -> str:
    """Return what is to be done how often."""
    one, more = (columns()[table][task.kind] for table in ("task-one", "task-more"))
    return count_of(task.count, tr(one), tr(more))


def _sentences(task: Task) -> tuple[str, str]:
    when = told_apart(day(task.day), task.apart) if task.day else ""

    def on(words: str) -> str:
        return words.format(day=when) if when else ""

    match task.kind:
        case TaskKind.NOT_HELD:
            return tr("Vergadering niet gehouden"), when
        case TaskKind.URGENT:
            latest = on(tr("uiterlijk {day}")) or tr("zonder datum")
            return tr("⚑ Spoed: {number}").format(number=task.label), latest
        case TaskKind.MINUTES_CONCEPT:
            return tr("Notulen afmaken"), on(tr("vergadering van {day}"))
        case TaskKind.MINUTES_FOR_ADOPTION:
            return tr("Notulen vaststellen"), on(tr("vergadering van {day}"))
        case TaskKind.NEW | TaskKind.INCOMPLETE:
            note = on(tr("oudste van {day}"))
        case TaskKind.PRESCAN:
            note = tr("de analist is aan zet")
        case TaskKind.RETURNING:
            note = on(tr("eerste terug op {day}"))
        case TaskKind.PROVISIONAL:
            note = on(tr("antwoord kan t/m {day}"))
        case TaskKind.NOT_REPORTED | TaskKind.NO_DECISION:
            note = on(tr("sinds de vergadering van {day}"))
        case TaskKind.TOLD_OTHERWISE:
            note = _told(task)
        case TaskKind.LONGLIST:
            note = tr("nog niet vastgesteld, of in reserve")
        case _:
            note = tr("{n} van u").format(n=task.own) if task.own else ""
    return _counted(task), note


#: More than so many who were told otherwise are not named; the page behind it names all.
_NAMED = 3


def _told(task: Task) -> str:
    """Return who was told what that does not stand any more."""
    told = tr("{number}: {who} hoorde “{said}”")
    shown = [
        told.format(number=one.number, who=one.told_to, said=one.said) for one in task.told[:_NAMED]
    ]
    more = len(task.told) - len(shown)
    return " · ".join([*shown, tr("en nog {n}").format(n=more)] if more else shown)


def _pill(task: Task, today: date) -> tuple[str, Tone]:
    if task.late:
        return tr("te laat"), Tone.BAD
    match task.kind:
        case TaskKind.IN_SESSION:
            return tr("nu"), Tone.WARN
        case (
            TaskKind.URGENT | TaskKind.ACTIONS_SOON | TaskKind.RETURNING | TaskKind.PROVISIONAL
        ) if task.day:
            near = (task.day - today).days <= 1
            return in_days(task.day, today), Tone.WARN if near else Tone.NEUTRAL
    return "", Tone.NEUTRAL


def _for_whom(task: Task) -> str:
    """Return the roles that do it; nothing where it is everybody's own."""
    held = [role for role in _SHOWN_ROLES if role in task.roles]
    if len(held) == len(_SHOWN_ROLES):
        return ""
    return tr(" of ").join(role_name(role).casefold() for role in held[:2])
