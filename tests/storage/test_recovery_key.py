"""The recovery key as it is printed and typed."""

import pytest

from casustafel.domain.errors import DatabaseError
from casustafel.storage.recovery_key import (
    GROUPS,
    looks_like_recovery_key,
    new_recovery_key,
    read_recovery_key,
)

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_that_a_recovery_key_is_eight_groups_of_five_signs_that_cannot_be_misread() -> None:
    printed = new_recovery_key()

    groups = printed.split("-")
    assert len(groups) == GROUPS == 8
    assert all(len(group) == 5 and set(group) <= set(SIGNS) for group in groups)


def test_that_two_recovery_keys_differ() -> None:
    assert len({new_recovery_key() for _ in range(50)}) == 50


@pytest.mark.parametrize("change", [str.lower, lambda key: key.replace("-", " – "), str.swapcase])
def test_that_spaces_dashes_and_case_do_not_matter(change: object) -> None:
    printed = new_recovery_key()

    assert looks_like_recovery_key(change(printed))  # type: ignore[operator]
    assert read_recovery_key(change(printed)) == printed  # type: ignore[operator]


def test_that_o_i_and_l_are_read_as_the_digits_that_they_look_like() -> None:
    printed = next(key for key in iter(new_recovery_key, "") if "0" in key and "1" in key)

    assert read_recovery_key(printed.replace("0", "O").replace("1", "l")) == printed


def test_that_every_single_wrong_sign_is_noticed_with_its_group() -> None:
    printed = new_recovery_key()
    for place, sign in enumerate(printed):
        if sign == "-":
            continue
        for other in SIGNS:
            if other != sign:
                typed = printed[:place] + other + printed[place + 1 :]
                with pytest.raises(DatabaseError) as caught:
                    read_recovery_key(typed)
                assert caught.value.code == "recovery-key-mistyped"
                assert caught.value.values["group"] == place // 6 + 1


def test_that_two_swapped_signs_of_a_group_are_noticed() -> None:
    printed = new_recovery_key()
    for start in range(0, len(printed), 6):
        for left in range(start, start + 4):
            right = left + 1
            if printed[left] == printed[right]:
                continue
            signs = list(printed)
            signs[left], signs[right] = signs[right], signs[left]
            with pytest.raises(DatabaseError, match="recovery-key-mistyped"):
                read_recovery_key("".join(signs))


def test_that_swapped_groups_are_noticed() -> None:
    groups = new_recovery_key().split("-")
    groups[2], groups[5] = groups[5], groups[2]

    with pytest.raises(DatabaseError) as caught:
        read_recovery_key("-".join(groups))
    assert caught.value.values["group"] == 3


@pytest.mark.parametrize("secret", ["", "vier paarse fietsen", "ABCDE-FGHJK", "a-b-c-d-e-f-g-h"])
def test_that_a_passphrase_is_not_taken_for_a_recovery_key(secret: str) -> None:
    assert not looks_like_recovery_key(secret)
