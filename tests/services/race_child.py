"""One of two people at two desks: looks at something, and changes it when told to.

Argument: the address of the database. Each line that comes in is JSON: `look` (which race, with
its keys) or `go`; each line that goes out says what came of it.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from casustafel import bootstrap
from casustafel.domain.cases import Case, Client
from casustafel.domain.errors import CasustafelError
from casustafel.domain.ids import new_id
from casustafel.domain.meetings import AgendaItem
from casustafel.domain.minutes import ItemText
from casustafel.excel.case_list import PastedText
from casustafel.services import importing
from casustafel.services.agenda import meetings
from casustafel.services.case import cases
from casustafel.services.definitions import tables
from casustafel.services.meeting import room
from casustafel.services.minutes import minutes
from casustafel.services.use_case import seen
from casustafel.storage.unit_of_work import Reading, UnitOfWork

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
Does = Callable[[UnitOfWork], object]


def look(reader: Reading, race: str, who: int, keys: dict[str, Any]) -> Does:
    """Return what this person is going to do about what they see now."""
    said = f"van {who}"
    match race:
        case "same field" | "different fields":
            case = reader.get(Case, keys["case"])
            name = "remark" if race == "same field" or who == 1 else "dossier_number"
            return lambda uow: cases.edit(uow, case, {name: said})
        case "note":
            item = reader.get(AgendaItem, keys["item"])
            return lambda uow: room.note(uow, seen(item.id, notes=item.notes), said)
        case "minutes text":
            kept = reader.first(ItemText, item_id=keys["item"])
            shown = seen(keys["item"], text=kept.text if kept else "")
            return lambda uow: minutes.write_text(uow, shown, said)
        case "framework":
            shown_ = tables.framework(reader, keys["framework"])
            new = replace(shown_, title=f"Kader {said} {keys['at']}")
            return lambda uow: tables.change_concept(uow, keys["framework"], new, shown=shown_)
        case "start":
            return lambda uow: room.open_meeting(uow, keys["meeting"])
        case "adopt":
            return lambda uow: minutes.adopt(uow, keys["meeting"])
        case "schedule":
            return lambda uow: meetings.schedule(uow, keys["meetings"][who - 1], [keys["case"]])
        case "new case":
            client = Client(
                id=new_id(),
                surname=f"Voorbeeld{keys['at']}x{who}",
                given_names="Mila",
                birth_date=date(2014, 1, 5),
            )
            fields = {"law": "jeugd", "care_form": "begeleiding_jeugd", "received": NOW.date()}
            return lambda uow: cases.new(uow, "cpv", client, fields)
        case "import against edit" if who == 1:
            name = f"Lijst{keys['at']}x"
            lines = [f"{name}{at}\t{at + 1}-02-2014\tbegeleiding jeugd" for at in range(20)]
            text = PastedText("\n".join(["Achternaam\tGeboortedatum\tHulpvorm", *lines]))
            given = importing.read_list(text, "cpv", today=NOW.date())
            return lambda uow: importing.run(uow, "cpv", given)
        case "import against edit":
            case = reader.get(Case, keys["case"])
            return lambda uow: cases.edit(uow, case, {"remark": said})
    raise AssertionError(race)


def main(place: str, who: int) -> None:
    todo: Does | None = None
    with bootstrap.open_workspace(place, "", clock=lambda: NOW) as workspace:
        tell("open")
        for line in sys.stdin:
            asked = json.loads(line)
            if "look" in asked:
                with workspace.reading() as reader:
                    todo = look(reader, asked["look"], who, asked["keys"])
                tell("seen")
                continue
            assert todo is not None
            try:
                with workspace.writing() as uow:
                    todo(uow)
            except CasustafelError as error:
                tell(error.code)
            except Exception as error:  # noqa: BLE001
                tell(f"crash: {error!r}")
            else:
                tell("kept")


def tell(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
