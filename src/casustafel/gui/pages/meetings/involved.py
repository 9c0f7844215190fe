"""Who is involved in a case: asked per party, on the agenda and at the table."""

from casustafel.domain.involved import Part, PartyLine
from casustafel.domain.wording.catalogue import label as words
from casustafel.gui.dialogs.fields import Field, Form
from casustafel.gui.dialogs.form import choice, line
from casustafel.gui.page import Page
from casustafel.gui.pages.meetings.agenda_models import is_case, item_title
from casustafel.gui.words import tr
from casustafel.gui.work import Change
from casustafel.services.agenda import involved
from casustafel.services.agenda.agenda_desk import PlannedItem
from casustafel.services.agenda.involved import Said

_PART, _WHY, _OPEN = "part:", "why:", "open"


def involved_form(page: Page, number: str, lines: tuple[PartyLine, ...]) -> Form:
    """Ask of each party whether it is invited, there or heard, or why not."""
    fields: list[Field] = []
    for one in lines:
        key, party = one.party.code, one.party
        ways = [(_OPEN, tr("nog niet bekend")), *((way.value, words(way)) for way in Part)]
        chosen = choice(ways, one.part or _OPEN)
        hint = tr("Toestemming ontbreekt: {who}.").format(who=", ".join(one.lacks))

        def asks(form: Form, key: str = key, heard: bool = party.heard) -> bool:
            part = form.value(_PART + key)
            return part == Part.NOT or (part == Part.INVITED and not heard)

        fields += [
            Field(
                _PART + key,
                party.label,
                chosen,
                hint if one.lacks else "",
                required=True,
                half=True,
            ),
            Field(
                _WHY + key, tr("Waarom niet?"), line(one.why), required=True, half=True, when=asks
            ),
        ]
    return Form.of("involved", page, words={"number": number}, parties=fields)


def ask_involved(page: Page, item_id: str, number: str) -> None:
    """Ask who is involved in the case of an item and how, and write what changed."""

    def opened(lines: tuple[PartyLine, ...]) -> None:
        page.ask(
            involved_form(page, number, lines),
            lambda uow, given: involved.record_all(uow, item_id, _said(lines, given)),
            f"involved:{item_id}",
            changes=[Change("meeting")],
            said=tr("Vastgelegd wie betrokken is."),
        )

    page.read(lambda reader: involved.of_item(reader, item_id), opened, "involved")


def ask_of_item(page: Page, row: PlannedItem | None) -> None:
    """Ask who is involved in the case of an item of an agenda."""
    if row is not None and is_case(row):
        ask_involved(page, row.line.item.id, item_title(row))


def _said(lines: tuple[PartyLine, ...], given: dict[str, str]) -> list[Said]:
    """Return of whom something else was said than stood there."""
    found = ((one, given[_PART + one.party.code], given[_WHY + one.party.code]) for one in lines)
    return [
        Said(one, Part(part), why)
        for one, part, why in found
        if part != _OPEN and (part, why) != (one.part, one.why)
    ]
