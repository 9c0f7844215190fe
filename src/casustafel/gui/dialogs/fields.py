"""Forms that are data: a list of fields, of which each says what it gives and what is wrong."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from casustafel.domain.wording.catalogue import label
from casustafel.gui.dialogs.form import FormDialog, choice, lines
from casustafel.gui.words import tr

E = TypeVar("E", bound=StrEnum)


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


def reason_form(
    parent: QWidget,
    title: str,
    verb: str,
    hint: str,
    *,
    intro: str = "",
    name: str = "",
    control: QWidget | None = None,
    required: bool = True,
) -> Form:
    """Ask for one text, in some sentences unless `control` is for less; the form gives that text.

    It is the reason for what the form is about, or what `name` says.
    """
    asked = Field("reason", name or tr("&Reden"), control or lines(), hint, required=required)
    return Form(parent, title, verb, asked, intro=intro, makes=lambda reason: reason)


def choice_of(kinds: type[E], chosen: E | None = None, *, first: str = "") -> QComboBox:
    """Return a list of the values of an enumeration; `first` asks for a choice before them."""
    options = [(one.value, label(one)) for one in kinds]
    return choice([("", first), *options] if first else options, chosen.value if chosen else "")
