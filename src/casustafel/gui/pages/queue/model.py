"""The rows of the queue; which columns there are is the table's own choice."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject

from casustafel.domain import terms
from casustafel.domain.cases import CaseStatus
from casustafel.gui.tables import Cell, CellValue, Column, RowTableModel
from casustafel.gui.theme import Tone
from casustafel.gui.words import QT_TR_NOOP, day, number, tr
from casustafel.services.intake import days_waiting
from casustafel.services.queue import QueueRow, client_label, trigger_label

#: How a status stands in a list: shorter than in full, with its colour.
STATUS: dict[CaseStatus, tuple[str, Tone]] = {
    CaseStatus.DRAFT: (QT_TR_NOOP("Longlist"), Tone.NEUTRAL),
    CaseStatus.SUBMITTED: (QT_TR_NOOP("Nieuw"), Tone.INFO),
    CaseStatus.INCOMPLETE: (QT_TR_NOOP("Aanvulling"), Tone.BAD),
    CaseStatus.READY: (QT_TR_NOOP("Klaar"), Tone.GOOD),
    CaseStatus.SCHEDULED: (QT_TR_NOOP("Op agenda"), Tone.INFO),
    CaseStatus.IN_SESSION: (QT_TR_NOOP("In bespreking"), Tone.INFO),
    CaseStatus.PROVISIONAL: (QT_TR_NOOP("Voorbehoud"), Tone.WARN),
    CaseStatus.DEFERRED: (QT_TR_NOOP("Aangehouden"), Tone.WARN),
    CaseStatus.DECIDED: (QT_TR_NOOP("Uitkomst"), Tone.GOOD),
    CaseStatus.REPORTED: (QT_TR_NOOP("Teruggekoppeld"), Tone.GOOD),
    CaseStatus.FOLLOW_UP: (QT_TR_NOOP("In opvolging"), Tone.INFO),
    CaseStatus.NOT_NEEDED: (QT_TR_NOOP("Niet nodig"), Tone.NEUTRAL),
    CaseStatus.WITHDRAWN: (QT_TR_NOOP("Ingetrokken"), Tone.NEUTRAL),
    CaseStatus.CLOSED: (QT_TR_NOOP("Gesloten"), Tone.NEUTRAL),
}

#: The key of a column, the name of the query's sort, the title and the width at 100 %.
_COLUMNS: dict[str, tuple[str, str, int]] = {
    "number": ("number", QT_TR_NOOP("Casus"), 114),
    "client": ("client_sort", QT_TR_NOOP("Cliënt"), 64),
    "trigger": ("", QT_TR_NOOP("Aanleiding"), 100),
    "care_form": ("care_form", QT_TR_NOOP("Zorgvorm"), 116),
    "provider": ("provider_sort", QT_TR_NOOP("Aanbieder"), 102),
    "school": ("", QT_TR_NOOP("School"), 116),
    "referrer": ("referrer_name", QT_TR_NOOP("Verwijzer"), 74),
    "waiting": ("received", QT_TR_NOOP("Wacht"), 52),
    "complete": ("points_met", QT_TR_NOOP("Compleet"), 74),
    "status": ("status", QT_TR_NOOP("Status"), 98),
    "rank": ("rank", QT_TR_NOOP("Rang"), 50),
    "annual_hours": ("", QT_TR_NOOP("Uren/jaar"), 74),
    "annual_cost": ("", QT_TR_NOOP("Kosten/jaar"), 88),
    "phase": ("", QT_TR_NOOP("Fase"), 92),
    "received": ("received", QT_TR_NOOP("Ontvangen"), 88),
    "table": ("", QT_TR_NOOP("Commissie"), 106),
}

_FIRM = frozenset({"number", "client", "waiting", "complete", "status", "received"})


def status_cell(row: QueueRow) -> Cell:
    """Return the pill of a case."""
    if row.carried:
        # The column has no room for the whole word.
        return Cell(tr("Schuift door"), Tone.WARN, spoken=carried_label(), tooltip=carried_words())
    text, tone = STATUS[row.status]
    return Cell(tr(text), tone, spoken=terms.STATUS[row.status])


def carried_label() -> str:
    """Return what a case is called that was carried over and is on no agenda yet."""
    return tr("Doorgeschoven")


def carried_words() -> str:
    """Return what becomes of it."""
    return tr("Nog op geen agenda; komt op de volgende vergadering zodra die gepland is.")


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
                    tr(_COLUMNS[key][1]),
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
                spoken = tr("{number}, spoed").format(number=row.number) if row.urgent else ""
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
                return Cell(tr("{n} d").format(n=days), spoken=tr("{n} dagen").format(n=days))
            case "complete":
                fraction = row.met / row.of if row.of else 0.0
                spoken = tr("{met} van {of}").format(met=row.met, of=row.of)
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
