"""Lay a compiled form on a widget. The compiler's modules are untyped; here that ends."""

from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

Form = TypeVar("Form")


def draw(form: Form, widget: QWidget) -> Form:
    """Fill `widget` with what was drawn in Qt Designer and return the form, to be held."""
    untyped: Any = form
    untyped.setupUi(widget)
    return form
