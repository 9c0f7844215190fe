"""Walks: steps at random over a meeting and its cases, and what must hold after each of them.

`over_services` takes the steps by the real use cases on a real workspace, `promises` says what
must hold, `figures` counts. `tests/services/test_table_walk.py` runs them.
"""
