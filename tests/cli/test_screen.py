"""Whether a window can be shown, and what is said where the desktop lacks something."""

import pytest

from casustafel.cli.screen import refuse_missing_library
from casustafel.domain.errors import UsageError


def test_that_a_missing_library_of_the_desktop_is_named_with_its_package() -> None:
    """2.7: Qt would end the process with a core dump."""

    def load(_path: str) -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file")

    with pytest.raises(UsageError, match="library-missing") as caught:
        refuse_missing_library(load)
    assert caught.value.values == {"library": "libxcb-cursor.so.0", "package": "libxcb-cursor0"}


def test_that_a_qt_that_lies_elsewhere_is_tried() -> None:
    asked: list[str] = []

    def load(path: str) -> None:
        asked.append(path)
        raise OSError(f"{path}: cannot open shared object file: No such file")

    refuse_missing_library(load)
    assert len(asked) == 1
