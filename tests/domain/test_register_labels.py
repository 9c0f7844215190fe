"""Every value of register and route has a name on screen."""

from enum import StrEnum

import pytest

from casustafel.domain.norms import CareForm
from casustafel.domain.routing import Decision
from casustafel.domain.wording.register_labels import LABELS, label


@pytest.mark.parametrize("kind", LABELS, ids=lambda kind: kind.__name__)
def test_that_every_value_has_a_name_in_both_languages_and_no_two_share_it(
    kind: type[StrEnum],
) -> None:
    assert set(LABELS[kind]) == {value.value for value in kind}
    for language in ("nl", "en"):
        names = [label(value, language) for value in kind]
        assert all(names)
        assert len(set(names)) == len(names)


def test_that_two_kinds_with_the_same_code_keep_their_own_name() -> None:
    assert label(CareForm.ZBO, "nl") == "ZBO"
    assert label(Decision.ZBO, "nl") == "ZBO-commissie"
