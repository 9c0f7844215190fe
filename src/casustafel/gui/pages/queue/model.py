"""The rows of the queue; which columns there are is the table's own choice."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from casustafel.domain import terms
from casustafel.domain.cases import CaseStatus
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import day, number
from casustafel.services.intake import days_waiting
from casustafel.services.queue import QueueRow, client_label, trigger_label

#: How a status stands in a list: shorter than in full, with its colour.
STATUS: dict[CaseStatus, tuple[str, Tone]] = {
    CaseStatus.DRAFT: ("Longlist", Tone.NEUTRAL),
    CaseStatus.SUBMITTED: ("Nieuw", Tone.INFO),
    CaseStatus.INCOMPLETE: ("Aanvulling", Tone.BAD),
    CaseStatus.READY: ("Klaar", Tone.GOOD),
    CaseStatus.SCHEDULED: ("Op agenda", Tone.INFO),
    CaseStatus.IN_SESSION: ("In bespreking", Tone.INFO),
    CaseStatus.PROVISIONAL: ("Voorbehoud", Tone.WARN),
    CaseStatus.DEFERRED: ("Aangehouden", Tone.WARN),
    CaseStatus.DECIDED: ("Uitkomst", Tone.GOOD),
    CaseStatus.REPORTED: ("Teruggekoppeld", Tone.GOOD),
    CaseStatus.FOLLOW_UP: ("In opvolging", Tone.INFO),
    CaseStatus.NOT_NEEDED: ("Niet nodig", Tone.NEUTRAL),
    CaseStatus.WITHDRAWN: ("Ingetrokken", Tone.NEUTRAL),
    CaseStatus.CLOSED: ("Gesloten", Tone.NEUTRAL),
}

#: The key of a column, the name of the query's sort, the title and the width at 100 %.
_COLUMNS: dict[str, tuple[str, str, int]] = {
    "number": ("number", "Casus", 114),
    "client": ("client_sort", "Cliënt", 64),
    "trigger": ("", "Aanleiding", 100),
    "care_form": ("care_form", "Zorgvorm", 116),
    "provider": ("provider_sort", "Aanbieder", 102),
    "school": ("", "School", 116),
    "referrer": ("referrer_name", "Verwijzer", 74),
    "waiting": ("received", "Wacht", 52),
    "complete": ("points_met", "Compleet", 74),
    "status": ("status", "Status", 98),
    "rank": ("rank", "Rang", 50),
    "annual_hours": ("", "Uren/jaar", 74),
    "annual_cost": ("", "Kosten/jaar", 88),
    "phase": ("", "Fase", 92),
    "received": ("received", "Ontvangen", 88),
    "table": ("", "Commissie", 106),
}

_FIRM = frozenset({"number", "client", "waiting", "complete", "status", "received"})


def _tr(text: str) -> str:
    return QCoreApplication.translate("queue", text)


def status_cell(row: QueueRow) -> Cell:
    """Return the pill of a case."""
    if row.carried:
        # The column has no room for the whole word.
        return Cell(_tr("Schuift door"), Tone.WARN, spoken=carried_label(), tooltip=carried_words())
    text, tone = STATUS[row.status]
    return Cell(_tr(text), tone, spoken=terms.STATUS[row.status])


def carried_label() -> str:
    """Return what a case is called that was carried over and is on no agenda yet."""
    return _tr("Doorgeschoven")


def carried_words() -> str:
    """Return what becomes of it."""
    return _tr("Nog op geen agenda; komt op de volgende vergadering zodra die gepland is.")


def referrer_label(row: QueueRow) -> Cell:
    """Return the referrer as briefly as it is clear: BJG for the Buurtteams Jeugd en Gezin."""
    kind = terms.REFERRER_TYPE.get(row.referrer_type or "", "")
    full = row.referrer_name or kind
    brief = kind if full.casefold().startswith(("buurtteam", "regieteam")) and kind else full
    return Cell(brief, tooltip=full, spoken=full)


class QueueModel(RowTableModel[QueueRow]):
    """One row per case; rows come in pages and are sorted by the database."""

    def __init__(self, columns: Sequence[str], parent: QObject | None = None) -> None:
        self._keys = [key for key in columns if key in _COLUMNS]
        super().__init__(
            [
                Column(
                    _COLUMNS[key][0] or key,
                    _tr(_COLUMNS[key][1]),
                    _COLUMNS[key][2],
                    sortable=bool(_COLUMNS[key][0]),
                    right=key in ("rank", "annual_hours", "annual_cost"),
                    firm=key in _FIRM,
                )
                for key in self._keys
            ],
            parent,
        )
        self.sorted_outside = True
        self.today = date.min
        #: What a table is called in a list of more than one.
        self.table_names: Mapping[str, str] = {}

    def key(self, row: QueueRow) -> str:
        return row.id

    def cells(self, row: QueueRow) -> Sequence[CellValue]:
        return [self._cell(key, row) for key in self._keys]

    def _cell(self, key: str, row: QueueRow) -> CellValue:
        match key:
            case "number":
                flag = " ⚑" if row.urgent else ""
                spoken = _tr("{number}, spoed").format(number=row.number) if row.urgent else ""
                return Cell(row.number + flag, bold=True, spoken=spoken)
            case "client":
                return client_label(row, self.today)
            case "trigger":
                return trigger_label(row)
            case "care_form":
                return terms.CARE_FORM.get(row.care_form, row.care_form)
            case "provider":
                return row.provider
            case "referrer":
                return referrer_label(row)
            case "waiting":
                days = days_waiting(row.received, self.today)
                return Cell(_tr("{n} d").format(n=days), spoken=_tr("{n} dagen").format(n=days))
            case "complete":
                fraction = row.met / row.of if row.of else 0.0
                spoken = _tr("{met} van {of}").format(met=row.met, of=row.of)
                return Cell(f"{row.met}/{row.of}", fraction=fraction, spoken=spoken)
            case "status":
                return status_cell(row)
            case _:
                return self._other(key, row)

    def _other(self, key: str, row: QueueRow) -> CellValue:
        match key:
            case "school":
                return row.school
            case "rank":
                return str(row.rank or "")
            case "annual_hours":
                return number(int(row.annual_hours)) if row.annual_hours is not None else ""
            case "annual_cost":
                return f"€ {number(row.annual_cents // 100)}" if row.annual_cents else ""
            case "phase":
                return terms.PHASE[row.phase] if row.phase else ""
            case "received":
                return day(row.received)
            case "table":
                return self.table_names.get(row.committee, row.committee)
        return ""
