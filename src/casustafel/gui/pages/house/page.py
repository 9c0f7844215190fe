"""Huisstijl: name, logo, colour, sender and own words of papers, beside an example letter."""

import base64
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from casustafel.domain.house_style import PLACEHOLDERS, HouseStyle
from casustafel.domain.wording.catalogue import forms
from casustafel.gui.dialogs.fields import Form
from casustafel.gui.files import pick
from casustafel.gui.page import Context, Page
from casustafel.gui.pages.minutes.papers import Preview
from casustafel.gui.theme import Tone
from casustafel.gui.widgets.buttons import button
from casustafel.gui.widgets.card import Card, KeyValues
from casustafel.gui.widgets.columns import Columns
from casustafel.gui.widgets.style import label, spoken
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.documents import house
from casustafel.services.documents.house import HouseDesk

_FACTS, _NEEDS = 480, 360


def style_form(parent: Page, before: HouseDesk) -> Form:
    """Ask for everything but the logo."""
    known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
    now = {"municipality": before.municipality} | {
        one.name: getattr(before.style, one.name) for one in fields(HouseStyle)
    }
    return Form.of("house", parent, now, words={"known": known})


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
        columns.add(chosen, needs=_FACTS)
        columns.add(self.preview, needs=_NEEDS)
        self.body.addWidget(columns, 1)

    def reload(self) -> None:
        self.read(house.desk, self._show)

    def _show(self, desk: HouseDesk) -> None:
        self._desk = desk
        self.facts.clear()
        for key, asked in forms()["house"]["fields"].items():
            said = desk.municipality if key == "municipality" else getattr(desk.style, key)
            self.facts.add_row(spoken(tr(asked["name"])), said or "—")
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
            said = tr("De huisstijl is gewijzigd.")
            self.write(lambda uow: house.save_style(uow, style), said=said)
