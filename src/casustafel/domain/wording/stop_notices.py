"""Ready texts for referrers at the start and the lifting of a toeleidingsstop (domain.md §8).

They stand in `resources/wording/columns.toml` and hold no personal data: a notice goes to
everybody who refers.
"""

from collections.abc import Iterable
from datetime import date

from casustafel.domain.norms import CareForm
from casustafel.domain.stops import StopKind
from casustafel.domain.wording.catalogue import columns, label


def start_text(provider: str, care_form: CareForm, kind: StopKind, day: date) -> str:
    """Return the notice that a stop begins on a day."""
    # The stops of begeleiding jeugd hit ZBO too, which has its own committee ([002] 3.A1).
    words = columns()["stop_notice"]
    table = words.get(f"table_{care_form.value}", words["table"])
    medical = "" if care_form is CareForm.WMO_BEGELEIDING else words["medical"]
    given = {"why": words[kind.value], "table": table, "medical": medical}
    return _put(words["start"], provider, care_form, day, **given)


def lifting_text(provider: str, care_form: CareForm, day: date) -> str:
    """Return the notice that referrals are free again from a day on."""
    return _put(columns()["stop_notice"]["lifted"], provider, care_form, day)


def released_text(
    provider: str, care_form: CareForm, day: date, table: str, cases: Iterable[str]
) -> str:
    """Return the note to who referred requests that need no advice since a stop was lifted."""
    words, listed = columns()["stop_notice"]["released"], "\n".join(f"- {one}" for one in cases)
    return _put(words, provider, care_form, day, table=table, cases=listed)


_PHONE, _SENDER = "[telefoonnummer van het secretariaat]", "[adres van het secretariaat]"


def with_contact(text: str, phone: str, sender: str = "") -> str:
    """Return a text with how the secretariat is reached, as far as that is known."""
    return text.replace(_PHONE, phone or _PHONE).replace(_SENDER, sender or _SENDER)


def _put(text: str, provider: str, care_form: CareForm, day: date, **words: str) -> str:
    on = f"{day.day} {columns()['months'][str(day.month)]} {day.year}"
    # The full term before its abbreviation: not everybody who refers knows it.
    form = columns()["stop_notice"].get(f"form_{care_form.value}", label(care_form, "nl"))
    return text.format(provider=provider, care_form=form, day=on, **words)
