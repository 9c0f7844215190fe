"""What all calendar files share: the frame (RFC 5545) and the clock of Amsterdam.

A file names case numbers, roles and organisations, never a person (domain.md §6, Exchange).
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

AMSTERDAM = "Europe/Amsterdam"
CONFIRMED, CANCELLED = "CONFIRMED", "CANCELLED"
"""States of an event."""
_PRODUCT = "-//Casustafel//NL"
_DOMAIN = "casustafel"
#: Signs that may stand in no line (RFC 5545, 3.1); one of before texts were cleaned may have them.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def unique_id(kind: str, key: str) -> str:
    """Return the UID of a record: always the same, so that a calendar knows it again."""
    return f"{kind}-{key}@{_DOMAIN}"


def calendar_file(events: Iterable[Event]) -> bytes:
    """Return the file with its time zone; lines end in CRLF and are folded at 75 octets.

    One that only takes appointments back says so as a whole (RFC 5546, 3.2.5): a calendar then
    offers to take them out.
    """
    told = list(events)
    gone = bool(told) and all(one.get("status") == CANCELLED for one in told)
    made = Calendar()
    made.add("prodid", _PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "CANCEL" if gone else "PUBLISH")
    made.add_component(_amsterdam())
    for event in told:
        made.add_component(event)
    return _CONTROLS.sub(b"", made.to_ical())


def event(uid: str, *, sequence: int, stamp: datetime, summary: str) -> Event:
    """Return an event; `stamp` is an instant in UTC."""
    made = Event()
    made.add("uid", uid)
    made.add("dtstamp", stamp)
    made.add("sequence", sequence)
    made.add("summary", summary)
    made.add("class", "PRIVATE")
    return made


def _amsterdam() -> Timezone:
    """Return the zone by the rule of the European Union, which holds since 1996 without an end.

    Written as a rule and not as a list of days: Outlook reads no lists, and they end in 2037.
    """
    zone = Timezone()
    zone.add("tzid", AMSTERDAM)
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    daylight, standard = TimezoneDaylight(), TimezoneStandard()
    daylight.add("dtstart", datetime.combine(date(1996, 3, 31), time(2)))
    daylight.add("rrule", {"freq": "yearly", "bymonth": 3, "byday": "-1su"})
    daylight.add("tzoffsetfrom", winter)
    daylight.add("tzoffsetto", summer)
    daylight.add("tzname", "CEST")
    standard.add("dtstart", datetime.combine(date(1996, 10, 27), time(3)))
    standard.add("rrule", {"freq": "yearly", "bymonth": 10, "byday": "-1su"})
    standard.add("tzoffsetfrom", summer)
    standard.add("tzoffsetto", winter)
    standard.add("tzname", "CET")
    zone.add_component(daylight)
    zone.add_component(standard)
    return zone
