"""A workspace with many invented cases, made with plain inserts, for the figures of the queue."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from casustafel import bootstrap
from casustafel.bootstrap import Workspace
from casustafel.domain.cases import Case, CaseStatus, Client
from casustafel.domain.ids import case_number, new_id
from casustafel.domain.registers import Provider
from casustafel.services.case.intake import search_columns
from casustafel.storage.folding import fold
from casustafel.storage.keys import Cost

PASSPHRASE = "vier paarse fietsen"
_NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
_SURNAMES = ("Meidoorn", "Klaver", "Zonnedauw", "Regenboog", "Wolkenveld", "Sleutelbloem")
_PROVIDERS = ("Zorggroep Waal", "Rivierzorg", "Steunpunt Oost", "De Zonnehof", "Klein Begin")
_STATES = (
    CaseStatus.SUBMITTED,
    CaseStatus.READY,
    CaseStatus.INCOMPLETE,
    CaseStatus.CLOSED,
    CaseStatus.CLOSED,
    CaseStatus.CLOSED,
)


#: Makes the key at once, where the derivation is not what is measured.
CHEAP = Cost(memory_kib=8, iterations=1)


@contextmanager
def workspace_of(count: int) -> Iterator[Workspace]:
    """Give an open workspace with `count` CPV cases."""
    with (
        TemporaryDirectory(prefix="casustafel-bench-") as folder,
        made(Path(folder) / "groot.db", count, CHEAP) as workspace,
    ):
        yield workspace


def made(database: Path, count: int, cost: Cost | None) -> Workspace:
    """Return a new open workspace with `count` CPV cases; `cost` None is that of the program."""
    workspace = bootstrap.create_workspace(
        str(database), PASSPHRASE, "Meter", clock=lambda: _NOW, cost=cost
    ).workspace
    fill(workspace, count)
    return workspace


def fill(workspace: Workspace, count: int) -> None:
    chance = random.Random(7)
    providers = [Provider(id=new_id(), name=n, search_name=fold(n)) for n in _PROVIDERS]
    clients, cases = [], []
    for sequence in range(1, count + 1):
        surname = f"{chance.choice(_SURNAMES)}{sequence % 997}"
        client = Client(
            id=new_id(),
            surname=surname,
            given_names="Mila",
            birth_date=date(2010, 1, 1) + timedelta(days=sequence % 4000),
            search_name=fold(surname),
        )
        provider = chance.choice(providers)
        case = Case(
            id=new_id(),
            committee="cpv",
            year=2026,
            sequence=sequence,
            number=case_number("CPV", 2026, sequence),
            client_id=client.id,
            status=chance.choice(_STATES),
            received=date(2026, 1, 1) + timedelta(days=chance.randrange(320)),
            created_at=_NOW,
            changed_at=_NOW,
            care_form=chance.choice(("begeleiding_jeugd", "vdb", "wmo_begeleiding")),
            provider_id=provider.id,
            referrer_type="bjg",
            referrer_name=chance.choice(("BJG Noord", "BJG Hatert", "Huisarts")),
            points_met=chance.randrange(7),
        )
        clients.append(client)
        cases.append(search_columns(case, client, provider.name))
    with workspace.writing() as uow:
        uow.add_all(providers)
        uow.add_all(clients)
        uow.add_all(cases)
        uow.commit()


def median(task: Callable[[], object], repeats: int = 5) -> float:
    """Return the middle of the times that a task takes, in seconds."""
    took = []
    for _ in range(repeats):
        began = time.perf_counter()
        task()
        took.append(time.perf_counter() - began)
    return statistics.median(took)
