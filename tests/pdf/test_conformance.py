"""Every document passes PDF/A-2a and PDF/UA-1; and the check sees what is wrong (pdf.md)."""

import pytest
from pdf_samples import BROKEN, GOOD
from pdf_tools import PROFILES, Verdict


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", GOOD)
def test_that_every_kind_of_document_passes_both_standards(
    name: str, profile: str, verdicts: dict[tuple[str, str], Verdict]
) -> None:
    assert verdicts[name, profile] == Verdict(passed=True, rules=())


@pytest.mark.parametrize("name", BROKEN)
def test_that_a_file_broken_on_purpose_fails_for_that_reason(
    name: str, verdicts: dict[tuple[str, str], Verdict]
) -> None:
    _, profile, rule = BROKEN[name]
    verdict = verdicts[name, profile]
    assert not verdict.passed
    assert rule in verdict.rules
