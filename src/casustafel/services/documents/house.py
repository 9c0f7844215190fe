"""The house style: read, changed by the beheerder, and as the facts that every paper shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casustafel.domain.committees import Committee
from casustafel.domain.house_style import SETTING, HouseStyle, check_style, from_plain
from casustafel.domain.papers import Facts, compose, filled, kinds
from casustafel.domain.plain import AS_IT_IS
from casustafel.domain.sizes import Text120
from casustafel.pdf.blocks import opened_picture
from casustafel.pdf.paper import render
from casustafel.pdf.styles import Look, long_date, with_short
from casustafel.services.definitions import tables
from casustafel.services.use_case import Reader, Reading, Right, UnitOfWork, part, read, use_case


@dataclass(frozen=True, slots=True)
class House:
    """What papers of one table have from the municipality."""

    style: HouseStyle
    municipality: str
    committee: Committee
    today: date

    @property
    def look(self) -> Look:
        """How its papers look."""
        return Look(self.style.picture, self.style.colour)

    def facts(
        self,
        values: Mapping[str, str],
        *flags: str,
        to: str = "",
        known_as: str = "",
        day: date | None = None,
    ) -> Facts:
        """Return facts with those of the house; `known_as` is how a recipient is greeted."""
        table = self.committee
        on = long_date(day or self.today)
        words = {
            "ontvanger": known_as or "lezer",
            "commissie": table.noun,
            "afkorting": table.short_name,
            "gemeente": self.municipality,
            "kenmerk": values.get("number", ""),
            "datum": on,
        }
        style = self.style
        house = {
            "municipality": self.municipality,
            "classification": style.classification,
            "sender": filled(style.sender, words),
            "phone": style.phone,
            "day": on,
            "table": with_short(table.name, table.short_name),
            "the_table": table.noun,
            "named_table": _named(table),
            "The_table": table.noun[:1].upper() + table.noun[1:],
            "greeting": filled(style.salutation, words),
            "free_text": filled(style.free_text, words),
            "addressee": to,
            "support": filled(style.support, words),
            "confidant": filled(style.confidant, words),
            "complaints": filled(style.complaints, words),
        }
        return Facts(house | dict(values), frozenset(flags))


def _named(table: Committee) -> str:
    """Return a table by its whole name as it stands in a sentence."""
    article, _, noun = table.noun.partition(" ")
    return f"{article if noun else ''} {with_short(table.name, table.short_name)}".strip()


@part
def of_table(reader: Reader, committee: str, today: date) -> House:
    """Return what the papers of a table have from the municipality."""
    style = from_plain(reader.setting(SETTING))
    table = tables.committee(reader, committee)
    return House(style, tables.municipality(reader), table, today)


@part
def look(reader: Reader) -> Look:
    """Return how the papers of the municipality look."""
    chosen = from_plain(reader.setting(SETTING))
    return Look(chosen.picture, chosen.colour)


@dataclass(frozen=True, slots=True)
class HouseDesk:
    """The house style as it is kept, the name of the municipality, and an invented letter in it."""

    style: HouseStyle
    municipality: str
    letter: bytes


@read(Right.MANAGE_TABLES)
def desk(reader: Reading) -> HouseDesk:
    """Return the house style, to look at and to change."""
    chosen = from_plain(reader.setting(SETTING))
    return HouseDesk(chosen, tables.municipality(reader), _example(reader, chosen))


@use_case(Right.MANAGE_TABLES)
def save_style(uow: UnitOfWork, given: HouseStyle, municipality: Text120 = "") -> None:
    """Keep the house style for all papers made from now on, and the name unless it is empty.

    Raises RuleError for what cannot be shown, FileError('image-unreadable') for a bad logo.
    """
    check_style(given)
    if given.picture is not None:
        opened_picture(given.picture)
    uow.choose(SETTING, AS_IT_IS.plain(given))
    if municipality.strip():
        uow.choose(tables.MUNICIPALITY, municipality.strip())
    uow.audit("house-style-changed", "setting", SETTING)


def _example(reader: Reading, given: HouseStyle) -> bytes:
    """Return an invented letter in a house style."""
    table = tables.all_committees(reader)[0]
    house = House(given, tables.municipality(reader), table, reader.today)
    values = {
        "number": f"{table.prefix}-{reader.today.year}-0000",
        "your_ref": "V-123",
        "said_on": long_date(reader.today),
        "initials": "A.B.",
        "born": "2015",
        "provider": "Zorgaanbieder Voorbeeld",
        "outcome": table.outcomes[0].on_paper,
        "motivation": "Dit is een voorbeeld.",
        "phone": given.phone or "024 000 00 00",
    }
    facts = house.facts(values, "grants", to="Verwijzer", known_as="verwijzer")
    return render(compose(kinds()["brief_verwijzer"], facts), house.look)
