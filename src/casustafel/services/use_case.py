"""One declaration per use case, and the one runner that sees to what it says.

A use case says beside its body which right it asks, what it is about (found once and given to the
body), which rules hold there, and what it overwrites of what people fill in:

    @use_case(
        Right.RUN_MEETINGS, at=places.item, when=[open_minutes], overwrites=[(AgendaItem, "notes")]
    )
    def note(uow: UnitOfWork, at: AtItem, text: str) -> AgendaItem: ...

It is called with the key of its place: `room.note(uow, seen(item.id, notes=shown), text)`. The
runner finds the place, asks the right, asks whether this person may read the cases concerned,
tries the rules, cleans the texts that came (`domain.texts`), compares what the writer saw, logs
what was collected and commits once. A use case that another one calls asks its own right and
leaves events and commit to the outermost; `note.within(uow, place, text)` goes on with a place
that was found and asked for already.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from inspect import isgeneratorfunction
from itertools import repeat
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, overload

from casustafel.domain.people import Actor, Right
from casustafel.domain.sizes import Sizes, check, sizes_in
from casustafel.domain.texts import as_typed, clean, cleaned
from casustafel.services.readable import require_readable
from casustafel.storage.schema import TABLES
from casustafel.storage.store import Reader
from casustafel.storage.unit_of_work import Reading, UnitOfWork
from casustafel.storage.watch import Field, Watch

#: What every declaration speaks of is handed on with what declares it.
__all__ = ["Reader", "Reading", "Right", "UnitOfWork", "part", "read", "use_case"]

K = TypeVar("K")
V = TypeVar("V")
P = TypeVar("P")
R = TypeVar("R")
By = TypeVar("By", Reading, UnitOfWork)
F = TypeVar("F", bound=Callable[..., object])
A = ParamSpec("A")


@dataclass(frozen=True, slots=True)
class Free:
    """Says that no right is asked, and why; `docs/rights.md` prints it."""

    because: str


@dataclass(frozen=True, slots=True)
class Found(Generic[P]):
    """What a use case is about, as its finder loaded it; `value` is what the body gets.

    The right is asked at each of `tables`, at any table when there are none; `cases` are those
    that this person must be allowed to read. `narrowed` turns the tables at which the right is
    held into the value, for whoever asks for all of their own; holding it at none is refused.
    """

    value: P
    tables: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    narrowed: Callable[[tuple[str, ...]], P] | None = None

    def asked(self, actor: Actor, right: Right | Free) -> P:
        """Return the value for whoever has the right. Raises RightError."""
        if isinstance(right, Free):
            return self.value
        if self.narrowed is None:
            for table in self.tables or (None,):
                actor.require(right, table)
            return self.value
        own = tuple(table for table in self.tables if actor.may(right, table))
        if not own:
            actor.require(right, next(iter(self.tables), None))
        return self.narrowed(own)


@dataclass(frozen=True, slots=True)
class Seen(Generic[K]):
    """The key of a place with what the writer saw there; made by `seen` and `unseen`."""

    key: K
    saw: Mapping[str, object] = field(default_factory=dict)


def seen(key: K, /, **saw: object) -> Seen[K]:
    """Return a key with the fields that are overwritten as they were shown.

    A field of a row that is not there yet was shown as empty.
    """
    return Seen(key, saw)


def shown(value: Any, /, *names: str) -> Seen[str]:
    """Return the id of a stored value with some of its fields as they were shown."""
    return Seen(value.id, {name: getattr(value, name) for name in names})


def unseen(key: K, /) -> Seen[K]:
    """Return a key of which nothing was shown: for the example, tests and the command line."""
    return Seen(key)


Finder = Callable[[Reading, K], Found[P]]
"""Loads what a key stands for; it applies no rule, since the right is asked after it."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Declared:
    """What one use case says of itself. `reads` tells a read from a write."""

    name: str
    right: Right | Free
    body: Callable[..., Any]
    finder: Callable[[Reading, Any], Found[Any]] | None
    rules: tuple[Callable[[Any], object], ...]
    reads: bool
    case: bool
    overwrites: Mapping[str, type] = field(default_factory=dict)
    sets: frozenset[Field | type] = frozenset()
    logged: bool = True

    def place(self, reader: Reading, key: object) -> Any:
        """Find the place of a key for whoever may do this there: all that goes before the body.

        Raises RightError, and what the rules of the place raise.
        """
        assert self.finder is not None
        found = self.finder(reader, key)
        place = found.asked(reader.actor, self.right)
        if self.case:
            require_readable(reader, found.cases)
        for rule in self.rules:
            rule(place)
        return place

    def run(self, by: Any, args: tuple[Any, ...], given: dict[str, Any]) -> Any:
        """Do what it does, with the key as first argument when it has a place."""
        return self.read(by, args, given) if self.reads else self.write(by, args, given)

    def read(self, reader: Reading, args: tuple[Any, ...], given: dict[str, Any]) -> Any:
        """Do what a read does, with the key as first argument when it has a place."""
        if self.finder is not None:
            key, *rest = args
            place = self.place(reader, clean(key).kept if isinstance(key, str) else key)
            args, given = self.arguments((None, *rest), given)
            return self.body(reader, place, *args[1:], **given)
        Found(None).asked(reader.actor, self.right)
        args, given = self.arguments(args, given)
        return self.body(reader, *args, **given)

    def arguments(
        self, args: tuple[Any, ...], given: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """Return what was given with its texts clean, but what is taken sign by sign."""
        as_it_is = self.as_typed
        named = dict(zip(self.parameters, args, strict=False)) | given
        check(self.sizes, {name: named[name] for name in self.sizes.keys() & named.keys()})
        names = (*self.parameters, *repeat("", len(args)))
        return (
            tuple(
                one if name in as_it_is else cleaned(one)
                for name, one in zip(names, args, strict=False)
            ),
            {name: one if name in as_it_is else cleaned(one) for name, one in given.items()},
        )

    @cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names of what is given, after the reader or unit of work."""
        return self.body.__code__.co_varnames[1 : self.body.__code__.co_argcount]

    @cached_property
    def sizes(self) -> Sizes:
        """How long texts and how large numbers may be that are given."""
        return sizes_in(self.body)

    @cached_property
    def as_typed(self) -> frozenset[str]:
        """The names of what is taken sign by sign."""
        return as_typed(self.body)

    def write(self, uow: UnitOfWork, args: tuple[Any, ...], given: dict[str, Any]) -> Any:
        """Do what a write does, in one step of its unit of work."""
        saw: Mapping[str, object] = {}
        whole = None
        if self.finder is not None:
            key, *rest = args
            if isinstance(key, Seen):
                key, saw = key.key, key.saw
                assert saw.keys() <= self.overwrites.keys(), f"{self.name} overwrites no {saw}"
            whole = key if type(key) in TABLES else None
            args = (key, *rest)
        watch = Watch(self.name, self.overwrites, self.sets, saw, whole)
        with uow.step(watch, logged=self.logged):
            return self.read(uow, args, given)


class _Declares:
    """What all use cases are: a declaration, under the name and with the words of their body."""

    def __init__(self, declared: Declared) -> None:
        self.declared = declared
        for name in ("__doc__", "__name__", "__qualname__", "__module__"):
            setattr(self, name, getattr(declared.body, name))
        self.__wrapped__ = declared.body


class _Placed(_Declares, Generic[By, K, P, A, R]):
    """What is about a place: called with its key, or `within` a place that was found already."""

    def __call__(self, by: By, key: K, /, *args: A.args, **given: A.kwargs) -> R:
        """Find the place and ask; a write also compares what was seen, logs and commits."""
        answer: R = self.declared.run(by, (key, *args), given)
        return answer

    def within(self, by: By, place: P, /, *args: A.args, **given: A.kwargs) -> R:
        """Go on as part of another use case, whose own declaration holds."""
        answer: R = self.declared.body(by, place, *args, **given)
        return answer


class _Whole(_Declares, Generic[By, A, R]):
    """What is about no single place."""

    def __call__(self, by: By, /, *args: A.args, **given: A.kwargs) -> R:
        """Ask the right; a write also logs and commits."""
        answer: R = self.declared.run(by, args, given)
        return answer


class Read(_Placed[Reading, K, P, A, R]):
    """A read of a place."""


class Write(_Placed[UnitOfWork, K, P, A, R]):
    """A write at a place."""


class ReadAll(_Whole[Reading, A, R]):
    """A read that is about no single place."""


class WriteAll(_Whole[UnitOfWork, A, R]):
    """A write that is about no single place."""


#: All use cases by name, as `room.note`.
DECLARED: dict[str, Declared] = {}
#: The building blocks of use cases: they ask nothing, and neither window nor command line may
#: call one.
PARTS: set[str] = set()


def _name(body: Callable[..., object]) -> str:
    module = body.__module__.removeprefix("casustafel.services.")
    return f"{module}.{body.__name__}"


def part(body: F) -> F:
    """Mark a building block of use cases, which asks no right itself."""
    PARTS.add(_name(body))
    return body


@overload
def use_case(
    right: Right | Free,
    *,
    at: Finder[K, P],
    overwrites: Sequence[Field],
    when: Sequence[Callable[[P], object]] = (),
    sets: Sequence[Field | type] = (),
    case: bool = True,
    logged: bool = True,
) -> Callable[[Callable[Concatenate[UnitOfWork, P, A], R]], Write[Seen[K], P, A, R]]: ...
@overload
def use_case(
    right: Right | Free,
    *,
    at: Finder[K, P],
    when: Sequence[Callable[[P], object]] = (),
    sets: Sequence[Field | type] = (),
    case: bool = True,
    logged: bool = True,
) -> Callable[[Callable[Concatenate[UnitOfWork, P, A], R]], Write[K, P, A, R]]: ...
@overload
def use_case(
    right: Right | Free, *, sets: Sequence[Field | type] = (), logged: bool = True
) -> Callable[[Callable[Concatenate[UnitOfWork, A], R]], WriteAll[A, R]]: ...
def use_case(
    right: Right | Free,
    *,
    at: Finder[Any, Any] | None = None,
    overwrites: Sequence[Field] = (),
    when: Sequence[Callable[[Any], object]] = (),
    sets: Sequence[Field | type] = (),
    case: bool = True,
    logged: bool = True,
) -> Callable[[Callable[..., Any]], Any]:
    """Declare a use case that writes.

    `overwrites`: fields that people fill in, which the writer must have seen (the key becomes
    `Seen`). A key that is itself the stored value as it was shown needs none. `sets`: such fields,
    or all of a type, that follow by rule. `case` False: also who does not take part in the case
    may do it. `logged` False: it changes something that no event tells of.
    """

    def declare(body: Callable[..., Any]) -> Any:
        kind = WriteAll if at is None else Write
        return kind(
            _declared(
                body,
                right=right,
                finder=at,
                rules=tuple(when),
                overwrites={name: owner for owner, name in overwrites},
                sets=frozenset(sets),
                reads=False,
                case=case,
                logged=logged,
            )
        )

    return declare


@overload
def read(
    right: Right | Free,
    *,
    at: Finder[K, P],
    when: Sequence[Callable[[P], object]] = (),
    case: bool = True,
) -> Callable[[Callable[Concatenate[Reading, P, A], R]], Read[K, P, A, R]]: ...
@overload
def read(
    right: Right | Free,
) -> Callable[[Callable[Concatenate[Reading, A], R]], ReadAll[A, R]]: ...
def read(
    right: Right | Free,
    *,
    at: Finder[Any, Any] | None = None,
    when: Sequence[Callable[[Any], object]] = (),
    case: bool = True,
) -> Callable[[Callable[..., Any]], Any]:
    """Declare a use case that reads; see `use_case`."""

    def declare(body: Callable[..., Any]) -> Any:
        kind = ReadAll if at is None else Read
        return kind(
            _declared(body, right=right, finder=at, rules=tuple(when), reads=True, case=case)
        )

    return declare


def _declared(body: Callable[..., Any], **said: Any) -> Declared:
    # A generator would run after the commit.
    if isgeneratorfunction(body):
        raise TypeError(f"{body.__name__} yields: a use case returns its answer")
    made = Declared(name=_name(body), body=body, **said)
    DECLARED[made.name] = made
    return made
