"""The Doorbraak list from 100,000 care lines: ranked, reserve and first page, against a GROUP BY.

Then it is frozen, with all that goes of the 20,000 cases, and a place is refilled: in a second.
The sums of a client's lines are kept on the case when a list comes in, so that ranking and looking
need not add them up again. What counts stands on 4 of 5 lines.
"""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from casustafel.bootstrap import Workspace
from casustafel.domain.cases import CareLine, Case, CaseStatus, Client, Phase
from casustafel.domain.ids import case_number, new_id
from casustafel.domain.records import ImportRecord
from casustafel.domain.retention import RecordKind, proposed
from casustafel.domain.selection import Chosen, Verdict, pick
from casustafel.services.importing.care_lines import rank_longlist
from casustafel.services.queue import queue
from casustafel.services.queue.queue import QueueQuery
from casustafel.services.selection import freezing, prescan
from casustafel.services.upkeep import retention
from casustafel.storage.folding import fold
from casustafel.storage.queries import longlist as rows
from many_cases import median, workspace_of

_CLIENTS, _LINES = 20_000, 5
_NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
_SUMMED = (
    "SELECT client_id, law, sum(CAST(annual_hours AS REAL)) AS hours FROM care_line"
    " WHERE (law = 'jeugd' AND product_category IN ('45'))"
    " OR (law = 'wmo' AND product_category IN ('02'))"
    " GROUP BY client_id, law ORDER BY hours DESC LIMIT 100"
)

Row = tuple[str, str, float, float, float]


def _fill(workspace: Workspace) -> None:
    chance = random.Random(11)
    clients, cases, lines = [], [], []
    record = ImportRecord(
        id=new_id(), committee="doorbraak", file_name="zorglijst.xlsx", file_hash="0" * 64,
        sheet="Zorg", header_row=1, fingerprint="", imported_at=_NOW, imported_by="Meter",
        summary={}, columns={}, created={},
    )  # fmt: skip
    for sequence in range(1, _CLIENTS + 1):
        name = f"Voorbeeld{sequence}"
        born = date(2008, 1, 1) + timedelta(days=sequence % 5_000)
        client = Client(id=new_id(), surname=name, search_name=fold(name), birth_date=born)
        law = "wmo" if sequence % 3 == 0 else "jeugd"
        hours = [Decimal(chance.randrange(20, 900)) for _ in range(_LINES)]
        case = Case(
            id=new_id(), committee="doorbraak", year=2026, sequence=sequence,
            number=case_number("DBT", 2026, sequence), client_id=client.id,
            status=CaseStatus.DRAFT, received=date(2026, 11, 1), created_at=_NOW,
            changed_at=_NOW, law=law, phase=Phase.LONGLIST, annual_hours=sum(hours[1:], Decimal(0)),
            measure=int(sum(hours[1:]) * 100),
            search_text=fold(name), client_sort=fold(name),
        )  # fmt: skip
        clients.append(client)
        cases.append(case)
        lines += [
            CareLine(
                id=new_id(), client_id=client.id, import_id=record.id, case_id=case.id, row=at,
                law=law, annual_hours=one, schemes=at, money_worries=bool(at % 2),
                product_category="54" if at == 2 else "02" if law == "wmo" else "45",
            )
            for at, one in enumerate(hours, 2)
        ]  # fmt: skip
    with workspace.writing() as uow:
        uow.add(record)
        uow.add_all(clients)
        uow.add_all(cases)
        uow.add_all(lines)
        uow.commit()


def measure() -> list[Row]:
    """Measure ranking all cases and reading the first hundred of them."""
    with workspace_of(0) as workspace:
        _fill(workspace)

        drafts = frozenset({CaseStatus.DRAFT})
        longlist = QueueQuery(committee="doorbraak", statuses=drafts, sort="rank")

        def summed() -> None:
            with workspace.reading() as reader:
                assert len(reader.connection.exec_driver_sql(_SUMMED).fetchall()) == 100

        def ranked() -> None:
            with workspace.writing() as uow:
                rank_longlist(uow, "doorbraak")
                terms = freezing.terms_of(uow, "doorbraak")
                found = rows.candidates(uow.connection, "doorbraak", 75)
                assert len(pick(found, terms).reserve) == 38
                uow.commit()
            with workspace.reading() as reader:
                assert len(queue.rows_of(reader, longlist, offset=0, limit=100)) == 100

        def frozen() -> None:
            with workspace.writing() as uow:
                made = freezing.freeze(uow, "doorbraak", "Jeugdwet 7.4.0", reference="2026/7")
                assert (made.kept, made.reserve, made.lines_deleted) == (75, 38, 99_435)

        def refilled() -> None:
            with workspace.reading() as reader:
                first = reader.find(Chosen, "rank", reserve=False)[0]
            with workspace.writing() as uow:
                assert prescan.judge(uow, first.case_id, Verdict.NO, "loopt_af").called

        summed()
        limit, ours = median(summed), median(ranked)
        kind = RecordKind.RESERVE
        with workspace.writing() as uow:
            retention.confirm(uow, "doorbraak", kind, proposed(True)[kind], "voorbeeld")
        once = [median(task, 1) for task in (frozen, refilled)]
    step = "Doorbraak list from 100,000 care lines, ranked, reserve, first page"
    return [
        (step, "one GROUP BY client, law", limit, ours, 3.0),
        ("that list frozen, 20,000 cases and their lines deleted", "one second", 1.0, once[0], 1.0),
        ("a place of it refilled", "one second", 1.0, once[1], 1.0),
    ]


if __name__ == "__main__":
    for step, name, limit, ours, goal in measure():
        print(f"{step}: {ours * 1000:.0f} ms, {name} {limit * 1000:.0f} ms, goal {goal}")
