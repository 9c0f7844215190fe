"""Other spellings of organisations, as lists and OCR write them; a list that can be edited.

The list that ships (domain.md, traps 1: BJJ, BJJG and BJK are BJG) holds until somebody changes
it. It works on the names of providers and referrers while a list is read; each name that it
changes is said. A provider's own other names stand at the provider, see `services.providers`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from casustafel.domain.errors import RuleError
from casustafel.excel.aliases import shipped_aliases
from casustafel.excel.text import clean_text, folded
from casustafel.services.use_case import Free, Reading, Right, UnitOfWork, part, read, use_case
from casustafel.storage.store import Reader

ALIASES = "aliases"


@dataclass(frozen=True, slots=True, order=True)
class Alias:
    """A name as it should be, and another spelling of it."""

    name: str
    spelling: str


@read(Free("other names of organisations are no secret in the house"))
def listed(reader: Reading) -> tuple[Alias, ...]:
    """Return all spellings, by name."""
    return known(reader)


@part
def known(reader: Reader) -> tuple[Alias, ...]:
    """As `listed`, for a use case that reads a list."""
    kept = reader.setting(ALIASES)
    return shipped() if kept is None else _of_value(kept)


def shipped() -> tuple[Alias, ...]:
    """Return the spellings that come with the program, by name."""
    return _of_value(shipped_aliases())


@part
def spellings(reader: Reader) -> dict[str, str]:
    """Return the right name of each spelling, folded, as `read_list` takes them."""
    return {folded(one.spelling): one.name for one in known(reader)}


def as_text(aliases: Sequence[Alias]) -> str:
    """Return spellings to be edited: per name a line such as "BJG = BJJ; BJJG"."""
    value = _by_name(aliases)
    return "\n".join(f"{name} = {'; '.join(known)}" for name, known in value.items())


def of_text(text: str) -> tuple[Alias, ...]:
    """Read what `as_text` writes. Raises RuleError('alias-line') for a line that is none."""
    found = []
    for line in text.splitlines():
        name, sign, known = line.partition("=")
        if not sign and not line.strip():
            continue
        given = [each for each in known.split(";") if each.strip()]
        if not sign or not name.strip() or not given:
            raise RuleError("alias-line", line=line.strip())
        found += [Alias(name.strip(), each.strip()) for each in given]
    return tuple(found)


@use_case(Right.MANAGE_NORMS)
def keep(uow: UnitOfWork, wanted: Sequence[Alias]) -> tuple[Alias, ...]:
    """Keep a list of spellings in place of the one before, and return it in order.

    Raises RuleError: 'alias-empty' for a name or spelling without text, 'alias-of-itself',
    'alias-twice' for a spelling of two names; RightError.
    """
    clean = _checked([Alias(clean_text(one.name), clean_text(one.spelling)) for one in wanted])
    _put(uow, clean)
    return clean


@part
def add(uow: UnitOfWork, name: str, spelling: str) -> bool:
    """Add a spelling that was settled while a list came in; say whether it stands for the name.

    One that stands for another name is left to whom the list of spellings is.
    """
    there = known(uow)
    clean = Alias(clean_text(name), clean_text(spelling))
    stands = {folded(one.spelling): one.name for one in there}.get(folded(clean.spelling))
    if stands is None:
        _put(uow, _checked([*there, clean]))
    return stands in (None, clean.name)


def _put(uow: UnitOfWork, clean: Sequence[Alias]) -> None:
    uow.choose(ALIASES, _by_name(clean))
    uow.audit("aliases-kept", "setting", ALIASES, aliases=len(clean))


def _checked(wanted: Sequence[Alias]) -> tuple[Alias, ...]:
    names: dict[str, str] = {}
    kept: dict[str, Alias] = {}
    for one in wanted:
        if not one.name or not one.spelling:
            raise RuleError("alias-empty")
        key = folded(one.spelling)
        if key == folded(one.name):
            raise RuleError("alias-of-itself", name=one.name)
        if names.setdefault(key, one.name) != one.name:
            raise RuleError("alias-twice", spelling=one.spelling, name=names[key])
        kept.setdefault(key, one)
    return tuple(sorted(kept.values()))


def _by_name(aliases: Sequence[Alias]) -> dict[str, list[str]]:
    value: dict[str, list[str]] = {}
    for one in aliases:
        value.setdefault(one.name, []).append(one.spelling)
    return value


def _of_value(value: object) -> tuple[Alias, ...]:
    assert isinstance(value, dict)
    return tuple(sorted(Alias(name, each) for name, known in value.items() for each in known))
