"""Ready texts for referrers at the start and the lifting of a toeleidingsstop (domain.md §8).

They stand in `resources/wording/columns.toml` and hold no personal data: a notice goes to
everybody who refers.
"""

from datetime import date

from casustafel.domain.norms import CareForm
from casustafel.domain.stops import StopKind
from casustafel.domain.wording.catalogue import columns, label


def start_text(provider: str, care_form: CareForm, kind: StopKind, day: date) -> str:
    """Return the notice that a stop begins on a day."""
    # The stops of begeleiding jeugd hit ZBO too, which has its own committee ([002] 3.A1).
    words = columns()["stop_notice"]
    table = words.get(f"table_{care_form.value}", words["table"])
    return _put(words["start"], provider, care_form, day, why=words[kind.value], table=table)


def lifting_text(provider: str, care_form: CareForm, day: date) -> str:
    """Return the notice that referrals are free again from a day on."""
    return _put(columns()["stop_notice"]["lifted"], provider, care_form, day)


def _put(text: str, provider: str, care_form: CareForm, day: date, **words: str) -> str:
    on = f"{day.day} {columns()['months'][str(day.month)]} {day.year}"
    return text.format(provider=provider, care_form=label(care_form, "nl"), day=on, **words)
