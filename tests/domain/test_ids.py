"""Ids of records: they rise in the order in which records are made, one by one or many at once."""

import re
from itertools import islice

from casustafel.domain.ids import flowing_ids, new_id, new_ids

_SEVEN = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def test_that_ids_rise_however_many_are_given_out_at_a_time() -> None:
    given = [new_id(), *new_ids(10_000), new_id(), *islice(flowing_ids(), 600), new_id()]
    assert given == sorted(set(given))
    assert all(_SEVEN.fullmatch(one) for one in given)
