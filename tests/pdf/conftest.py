"""Fixtures of the PDF tests."""

from pathlib import Path

import pytest
from pdf_samples import BROKEN, GOOD
from pdf_tools import Verdict, verapdf


@pytest.fixture(scope="session")
def samples() -> dict[str, bytes]:
    """Every sample by name, made once."""
    broken = {name: make() for name, (make, _, _) in BROKEN.items()}
    return {name: make() for name, make in GOOD.items()} | broken


@pytest.fixture(scope="session")
def verdicts(
    samples: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], Verdict]:
    """What veraPDF says of every sample; one start of Java for all of them."""
    folder: Path = tmp_path_factory.mktemp("samples")
    paths = []
    for name, data in samples.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(data)
        paths.append(path)
    return verapdf(paths)
