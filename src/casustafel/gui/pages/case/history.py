"""What changed in a case, in words: field, old and new value."""

from collections.abc import Mapping
from datetime import date

from casustafel.domain import terms
from casustafel.domain.cases import CaseStatus
from casustafel.domain.framework_answers import shown_answer
from casustafel.domain.frameworks import Item
from casustafel.domain.local_time import local
from casustafel.domain.log_terms import FIELDS
from casustafel.domain.records import FieldChange
from casustafel.gui.words import day, tr
from casustafel.services.case.case_desk import CasePage

#: What only follows from other changes, and what the card of the outcomes tells.
_UNSHOWN = frozenset(
    {
        "route_reasons",
        "points_met",
        "points_of",
        "by_hand",
        "current",
        "confirmations",
        "followed_at",
        "followed_why",
    }
)
#: What the history names without saying it: a BSN is shown with a reason only.
_HIDDEN = frozenset({"bsn"})
_LONGEST = 60

_TERMS: dict[str, Mapping[str, str]] = {
    "care_form": terms.CARE_FORM,
    "referrer_type": terms.REFERRER_TYPE,
    "request_kind": terms.REQUEST_KIND,
    "unit": terms.UNIT,
    "frequency": terms.FREQUENCY,
    "route": terms.ROUTE,
    "law": terms.LAW,
    "status": {status.value: words for status, words in terms.STATUS.items()},
}


def change_lines(found: CasePage) -> list[str]:
    """Return the changes that say something, newest first."""
    items = {item.code: item for section in found.sections for item in section.items}
    lines = []
    for change in found.changes:
        if change.field not in _UNSHOWN:
            item = items.get(found.answer_items.get(change.entity_id, ""))
            line = _line(change, item, found.names)
            if change.reason:
                line = tr("{line} · reden: {why}").format(line=line, why=change.reason)
            lines.append(line)
    return lines


def _line(change: FieldChange, item: Item | None, names: Mapping[str, str]) -> str:
    name = item.text if item else FIELDS.get(change.field, change.field)
    when = f"{local(change.at):%d-%m-%Y %H:%M}"
    if change.field in _HIDDEN:
        return tr("{when} {name} gewijzigd · {person}").format(
            when=when, name=name, person=change.person
        )
    return tr("{when} {name}: {old} → {new} · {person}").format(
        when=when,
        name=name,
        old=_value(change.field, names.get(str(change.old), change.old), item),
        new=_value(change.field, names.get(str(change.new), change.new), item),
        person=change.person,
    )


def _value(field: str, value: object, item: Item | None) -> str:
    if value is None or value == "":
        return tr("leeg")
    if item is not None:
        return _short(shown_answer(item, value))
    return _short(value_words(field, value))


def value_words(field: str, value: object) -> str:
    """Return a value of a case or client as people read it; empty for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("ja") if value else tr("nee")
    if isinstance(value, CaseStatus):
        return terms.STATUS[value]
    text = str(value)
    known = _TERMS.get(field, {}).get(text)
    return known or _day(text)


def _day(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
