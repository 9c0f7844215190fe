"""A second reader of calendar files, by the grammar of RFC 5545 and by nothing of ours.

It unfolds lines, splits names, parameters and values, nests components, and works local times out
by the rules that stand in the file itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

_LINE = re.compile(r"(?P<name>[A-Z0-9-]+)(?P<params>(?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^;:\",]*))*):")
_OCTETS = 75


@dataclass
class Component:
    """A component with its properties: name -> (parameters, value)."""

    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def value(self, name: str) -> str:
        (found,) = [value for key, _, value in self.properties if key == name]
        return found

    def text(self, name: str) -> str:
        return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], self.value(name))

    def params(self, name: str) -> dict[str, str]:
        (found,) = [params for key, params, _ in self.properties if key == name]
        return found

    def has(self, name: str) -> bool:
        return any(key == name for key, _, _ in self.properties)

    def named(self, name: str) -> list["Component"]:
        return [part for part in self.parts if part.name == name]


def parse(content: bytes) -> Component:
    """Return the calendar; fail on anything that the grammar does not allow."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= _OCTETS for line in content.split(b"\r\n"))
    root = Component("ROOT")
    stack = [root]
    for line in _unfolded(content):
        found = _LINE.match(line)
        assert found, line
        name, value = found["name"], line[found.end() :]
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            done = stack.pop()
            assert done.name == value
            stack[-1].parts.append(done)
        else:
            pairs = [part.split("=", 1) for part in found["params"].split(";") if part]
            stack[-1].properties.append((name, {k: v.strip('"') for k, v in pairs}, value))
    assert stack == [root]
    (calendar,) = root.parts
    return calendar


def _unfolded(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8").replace("\r\n ", "").replace("\r\n\t", "")
    yield from text.removesuffix("\r\n").split("\r\n")


def moment(calendar: Component, event: Component, name: str) -> datetime:
    """Return a local time of an event in UTC, by the zone that the file brings along."""
    zone = event.params(name)["TZID"]
    local = datetime.fromisoformat(event.value(name))
    (timezone,) = [one for one in calendar.named("VTIMEZONE") if one.value("TZID") == zone]
    turns = []
    for part in timezone.parts:
        start = datetime.fromisoformat(part.value("DTSTART"))
        rule = dict(pair.split("=") for pair in part.value("RRULE").split(";"))
        assert rule["FREQ"] == "YEARLY"
        assert rule["BYDAY"] == "-1SU"
        for year in (local.year - 1, local.year):
            day = _last_sunday(year, int(rule["BYMONTH"]))
            turns.append((datetime.combine(day, start.time()), part.value("TZOFFSETTO")))
    offset = max(turn for turn in turns if turn[0] <= local)[1]
    sign = -1 if offset[0] == "-" else 1
    ahead = sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5]))
    return (local - ahead).replace(tzinfo=UTC)


def _last_sunday(year: int, month: int) -> date:
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() + 1) % 7)
