"""The case at a table: which step may be taken in a meeting, and what follows from it.

Meeting, agenda items, cases, outcomes and urgent decisions move together. `AtTable` holds them as
one frozen value; each step is a function that returns the next value or refuses in words, and
`broken` names what must hold after any of them. Nothing here reads or writes:
`services.meeting.at_table` loads the value and keeps the difference. Steps take `now`, an instant
in UTC; a clock that was set back counts as standing still.
"""
