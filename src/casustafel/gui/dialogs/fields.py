"""Forms that are data: a list of fields, of which each says what it gives and what is wrong."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date
from enum import EnumMeta, StrEnum
from functools import partial
from typing import Any, Self, TypeVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from casustafel.domain import terms
from casustafel.domain.wording.catalogue import forms, label
from casustafel.gui.dates import AHEAD, PAST, USUAL
from casustafel.gui.dialogs.form import (
    FormDialog,
    choice,
    days,
    line,
    lines,
    proposals,
    secret,
    tick,
)
from casustafel.gui.widgets import style
from casustafel.gui.widgets.fields import number_box
from casustafel.gui.words import tr

E = TypeVar("E", bound=StrEnum)
_BACK = {"past": PAST, "ahead": AHEAD}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a `Form`; a box to tick stands over the whole width.

    `of` makes what is given of what stands there, `fault` says what is wrong with it, also with
    nothing. It is the end of what begins on the day in `after`, and is only seen `when` the rest of
    the form asks for it.
    """

    key: str
    name: str
    control: QWidget
    hint: str = ""
    _: KW_ONLY
    required: bool = False
    half: bool = False
    after: str = ""
    of: Callable[[Any], Any] | None = None
    fault: Callable[[Any], str] | None = None
    when: "Callable[[Form], bool] | None" = None


@dataclass(frozen=True, slots=True)
class With:
    """What the program knows of a field that `forms.toml` words; the rest is as for `Field`.

    `offers` is what a choice offers (an enumeration, keys with words, or proposals), `near` from
    when on days without a year count.
    """

    offers: Any = None
    _: KW_ONLY
    control: QWidget | None = None
    near: date | None = None
    of: Callable[[Any], Any] | None = None
    fault: Callable[[Any], str] | None = None
    when: "Callable[[Form], bool] | None" = None


class Form(FormDialog[Any]):
    """A form that is data: it gives what stands in its fields by their keys, or what that `makes`.

    A `careful` one asks for what cannot be taken back: Enter cancels it.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        verb: str,
        *fields: Field | QWidget | None,
        intro: str = "",
        careful: bool = False,
        makes: Callable[..., Any] = dict,
    ) -> None:
        super().__init__(title, verb, parent, intro)
        self._makes = makes
        self._data = {each.key: each for each in fields if isinstance(each, Field)}
        for each in fields:
            if isinstance(each, Field):
                self._put(each)
            elif each is not None:
                self.add_wide(each)
        self.do.setDefault(not careful)
        self.cancel.setDefault(careful)
        self._arrange()

    @classmethod
    def of(cls, key: str, parent: QWidget, known: object = None, /, **more: Any) -> Self:
        """Return the form that `forms.toml` words under a key; the rest is as for `worded`."""
        told, rest = worded(key, known, **more)
        return cls(parent, *told, **rest)

    def _put(self, field: Field) -> None:
        control = field.control
        self.add(
            field.key, field.name, control, field.hint, required=field.required, half=field.half
        )
        if field.fault is not None:
            self._required.discard(field.key)
        if field.after:
            self.follow(field.key, field.after)
        if isinstance(control, QCheckBox):
            control.toggled.connect(lambda _on: self._arrange())
        elif isinstance(control, QComboBox):
            control.currentIndexChanged.connect(lambda _at: self._arrange())

    def _arrange(self) -> None:
        """Show the fields that the others ask for."""
        for key, field in self._data.items():
            if field.when is not None:
                self.fields[key].setVisible(field.when(self))
        if self.isVisible():
            self.fit(less=any(field.when is not None for field in self._data.values()))

    def check(self) -> bool:
        for key, field in self._data.items():
            said = field.fault(self.value(key)) if field.fault is not None else ""
            if said and not self.fields[key].isHidden():
                self.fields[key].show_error(said)
                return False
        return True

    @property
    def given(self) -> Any:
        found = ((key, field.of, self.value(key)) for key, field in self._data.items())
        return self._makes(**{key: of(value) if of else value for key, of, value in found})


def worded(
    key: str,
    known: object = None,
    /,
    words: Mapping[str, object] | None = None,
    makes: Callable[..., Any] | None = None,
    **given: Any,
) -> tuple[list[Any], dict[str, Any]]:
    """Return what makes a `Form`, as `forms.toml` words it under a key.

    `known` is a record, or values by field, that stands there already; `words` are put in its
    texts. Of a field is given what it offers, `With` more, its control, or None to leave it out;
    of a `part` what stands there.
    """
    told = forms()[key]

    def put(text: str) -> str:
        return tr(text).format(**words) if words else tr(text)

    def fields() -> Iterator[Field | QWidget]:
        for name, said in told["fields"].items():
            more = given.get(name, _NOTHING)
            if said.get("kind") == "heading":
                yield style.label(put(said["name"]), "label")
            elif said.get("kind") == "part":
                yield from more if isinstance(more, list) else [more] if name in given else []
            elif more is not None:
                yield _field(name, said, put, _known(known, name), more)

    if "gives" in told:
        makes = partial(_alone, told["gives"])
    rest = {"intro": put(told.get("intro", "")), "careful": told.get("careful", False)}
    head = put(told["title"]), put(told["verb"])
    return [*head, *fields()], rest | {"makes": makes or dict}


_NOTHING = With()


def _alone(key: str, **given: Any) -> Any:
    return given[key]


def _known(known: object, name: str) -> Any:
    return known.get(name) if isinstance(known, Mapping) else getattr(known, name, None)


def _field(
    key: str, said: Mapping[str, Any], put: Callable[[str], str], value: Any, more: Any
) -> Field:
    """Return a field as it is worded, with what the program knows of it."""
    if isinstance(more, QWidget):
        more = With(control=more)
    elif not isinstance(more, With):
        more = With(more)
    name = put(said["name"])
    return Field(
        key,
        "" if said.get("kind") == "tick" else name,
        more.control or _control(said, name, value, more),
        put(said.get("hint", "")),
        required=said.get("required", False),
        half=said.get("half", False),
        after=said.get("after", ""),
        of=more.of or (more.offers if isinstance(more.offers, EnumMeta) else None),
        fault=more.fault,
        when=more.when or _holds(said.get("when", ())),
    )


def _holds(asked: Sequence[str]) -> Callable[[Form], bool] | None:
    """Return whether all of these fields hold something, or with "not" before them nothing."""

    def holds(form: Form) -> bool:
        found = (one.removeprefix("not ") for one in asked)
        return all(
            bool(form.value(key)) is (key == one) for key, one in zip(found, asked, strict=True)
        )

    return holds if asked else None


def _control(said: Mapping[str, Any], name: str, value: Any, more: With) -> QWidget:
    match said.get("kind", "line"):
        case "lines":
            return lines(value or "")
        case "tick":
            return tick(name, on=bool(value))
        case "secret":
            return secret()
        case "number":
            suffix = said.get("suffix", "")
            return number_box(said["most"], value or 0, tr(suffix))
        case "proposals":
            return proposals(more.offers or (), value or "")
        case "day":
            day = days(value, back=_BACK.get(said.get("back", ""), USUAL))
            if more.near is not None:
                day.set_near(more.near)
            return day
        case "choice":
            first = [("", tr(said["first"]))] if "first" in said else []
            return choice([*first, *_offered(said, more.offers)], value or "")
    return line(value or "", longest=said.get("longest", 200))


def _offered(said: Mapping[str, Any], offers: Any) -> Sequence[tuple[str, str]]:
    if offers is None and "terms" in said:
        offers = getattr(terms, said["terms"])
    if offers is None:
        return [(key, tr(words)) for key, words in said["options"]]
    if isinstance(offers, EnumMeta):
        kinds: Any = offers
        return [(one.value, label(one)) for one in kinds]
    return list(offers.items() if isinstance(offers, Mapping) else offers)
