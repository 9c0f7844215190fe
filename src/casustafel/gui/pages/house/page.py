"""Huisstijl: name, logo, colour, sender and own words of papers, beside an example letter."""

import base64
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from casustafel.domain.house_style import PLACEHOLDERS, HouseStyle
from casustafel.gui.dialogs.fields import Field, Form
from casustafel.gui.dialogs.form import line, lines
from casustafel.gui.files import pick
from casustafel.gui.page import Context, Page
from casustafel.gui.pages.minutes.papers import Preview
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card, KeyValues
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.style import label
from casustafel.gui.words import QT_TR_NOOP, tr
from casustafel.gui.work import Change
from casustafel.services.documents import house
from casustafel.services.documents.house import HouseDesk

#: What is shown and asked, in this order: the field, its name, and how long it may be.
_ASKED: Mapping[str, tuple[str, int]] = {
    "municipality": (QT_TR_NOOP("&Gemeente"), 120),
    "sender": (QT_TR_NOOP("&Afzender (een functie)"), 120),
    "phone": (QT_TR_NOOP("&Telefoonnummer"), 40),
    "colour": (QT_TR_NOOP("&Kleur van koppen"), 7),
    "classification": (QT_TR_NOOP("&Vertrouwelijkheid"), 40),
    "salutation": (QT_TR_NOOP("Aa&nhef"), 120),
    "free_text": (QT_TR_NOOP("Ei&gen tekst in brieven"), 0),
    "support": (QT_TR_NOOP("&Onafhankelijke cliëntondersteuning"), 200),
    "confidant": (QT_TR_NOOP("Vertrouwens&persoon jeugdhulp"), 200),
    "complaints": (QT_TR_NOOP("Kla&chten"), 200),
    "direction_youth": (QT_TR_NOOP("Regie bij &jeugd"), 120),
    "direction_wmo": (QT_TR_NOOP("Regie bij &Wmo"), 120),
}
_NEEDS = 360


def style_form(parent: Page, before: HouseDesk) -> Form:
    """Ask for everything but the logo."""
    known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
    now = {"municipality": before.municipality} | {
        one.name: getattr(before.style, one.name) for one in fields(HouseStyle)
    }
    hints = {
        "colour": tr("Zoals #164073; donker genoeg voor wit papier. Leeg: blauw."),
        "phone": tr("Op elke brief staat één nummer; zonder nummer wachten de brieven."),
        "free_text": tr("U kunt gebruiken: {known}.").format(known=known),
    }
    asked = (
        Field(
            key,
            tr(name),
            line(now[key], longest=most) if most else lines(now[key]),
            hints.get(key, ""),
        )
        for key, (name, most) in _ASKED.items()
    )
    return Form(parent, tr("Huisstijl wijzigen"), tr("Opslaan"), *asked)


class HousePage(Page):
    """What is chosen beside a letter of nobody, which follows each change."""

    about = frozenset({"table"})
    writes = (Change("table"),)

    def __init__(self, context: Context) -> None:
        super().__init__(context, tr("Huisstijl"))
        self._desk: HouseDesk | None = None
        self.edit = button(tr("Wijzigen…"), self._edit, keys="F2", kind="primary")
        self.logo = button(tr("Logo kiezen…"), self._pick_logo)
        self.without = button(tr("Logo weghalen"), lambda: self._keep(logo=""))
        for one in (self.without, self.logo, self.edit):
            self.add_button(one)
        chosen = Card(tr("Op brieven en notulen"), self)
        self.facts = KeyValues()
        chosen.body.addWidget(self.facts)
        fixed = tr(
            "Wat een inwoner kan doen na een uitkomst, staat vast en is hier niet te wijzigen. "
            "Vastgestelde notulen blijven zoals ze zijn."
        )
        chosen.body.addWidget(label(fixed, "muted", wrap=True))
        chosen.body.addStretch(1)
        self.preview = Preview(tr("Voorbeeld van een brief"), self)
        columns = Columns(self)
        columns.add(chosen, needs=_NEEDS)
        columns.add(self.preview, needs=_NEEDS)
        self.body.addWidget(columns, 1)

    def reload(self) -> None:
        self.read(house.desk, self._show)

    def _show(self, desk: HouseDesk) -> None:
        self._desk = desk
        self.facts.clear()
        for key, (name, _most) in _ASKED.items():
            said = desk.municipality if key == "municipality" else getattr(desk.style, key)
            self.facts.add_row(tr(name).replace("&", ""), said or "—")
        self.facts.add_row(tr("Logo"), tr("ja") if desk.style.logo else tr("geen"))
        self.without.setVisible(bool(desk.style.logo))
        self.preview.show_pdf(desk.letter)

    def _edit(self) -> None:
        if self._desk is None:
            return
        style = self._desk.style

        def task(uow: Any, new: dict[str, Any]) -> None:
            name = new.pop("municipality")
            house.save_style(uow, replace(style, **new), name)

        self.ask(style_form(self, self._desk), task, said=tr("De huisstijl is gewijzigd."))

    def _pick_logo(self) -> None:
        asked = tr("Logo kiezen"), "", tr("Afbeelding (*.png *.jpg *.jpeg)")
        if (path := pick(self, *asked, there=True)) is not None:
            self.take_logo(path)

    def take_logo(self, path: Path) -> None:
        """Put a picture on all papers, or say why it cannot be read."""
        try:
            data = path.read_bytes()
        except OSError:
            self.say(tr("{name} kan niet worden gelezen.").format(name=path.name), Tone.BAD)
            return
        self._keep(logo=base64.b64encode(data).decode())

    def _keep(self, **new: str) -> None:
        if self._desk is not None:
            style = replace(self._desk.style, **new)
            self.write(partial(_saved, style=style), said=tr("De huisstijl is gewijzigd."))


def _saved(uow: Any, style: HouseStyle) -> None:
    house.save_style(uow, style)
