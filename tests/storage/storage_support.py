"""What storage tests share: a passphrase, a cheap price for a guess, a few small migrations."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from casustafel.assets import asset
from casustafel.storage.engine import Engines, local_engines
from casustafel.storage.keys import Cost, Unlocked
from casustafel.storage.location import LocalFiles, SharedDatabase, locate
from casustafel.storage.migrations import Scripts
from casustafel.storage.server import shared_engines
from casustafel.storage.workspace import OpenWorkspace

LATER = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)

OpenAgain = Callable[..., OpenWorkspace]
"""Opens the workspace of the test, by default with the right passphrase."""

PASSPHRASE = "vier paarse fietsen"
CHEAP = Cost(memory_kib=8, iterations=1)
"""What tests pay for a guess: they try the wiring, `benchmarks/unlock.py` measures the price."""

FIRST = """
import sqlalchemy as sa
from alembic import op

revision = "t1"
down_revision = None


def upgrade():
    op.create_table(
        "parent",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "child",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "parent_id",
            sa.Integer,
            sa.ForeignKey("parent.id", ondelete="CASCADE", name="fk_child_parent"),
            nullable=False,
        ),
        sa.Column("number", sa.Integer, nullable=False),
    )


def downgrade():
    op.drop_table("child")
    op.drop_table("parent")
"""

SECOND = """
import sqlalchemy as sa
from alembic import op

revision = "t2"
down_revision = "t1"


def upgrade():
    with op.batch_alter_table("parent", recreate="auto") as batch:
        batch.alter_column("name", type_=sa.String(50), existing_nullable=False)
        batch.create_check_constraint("ck_parent_name", "length(name) > 0")


def downgrade():
    with op.batch_alter_table("parent", recreate="auto") as batch:
        batch.drop_constraint("ck_parent_name", type_="check")
"""

FAILING = """
import sqlalchemy as sa
from alembic import op

revision = "t3"
down_revision = "t2"


def upgrade():
    op.create_table("halfway", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("UPDATE parent SET name = 'changed'")
    {fault}


def downgrade():
    op.drop_table("halfway")
"""


def make_scripts(folder: Path, steps: dict[str, str], head: str) -> Scripts:
    """Write the steps into `folder`, with the program's own env.py."""
    versions = folder / "versions"
    versions.mkdir(parents=True)
    shutil.copy(asset("db", "env.py"), folder / "env.py")
    for name, content in steps.items():
        (versions / f"{name}.py").write_text(content, "utf-8")
    return Scripts(folder, head)


def unlocked(workspace: OpenWorkspace) -> Unlocked:
    assert workspace.unlocked is not None
    return workspace.unlocked


def rename(workspace: OpenWorkspace, name: str) -> None:
    with workspace.engines.writer.begin() as connection:
        connection.execute(text("UPDATE parent SET name = :name"), {"name": name})


def names(workspace: OpenWorkspace) -> list[str]:
    with workspace.engines.reader.connect() as connection:
        return list(connection.execute(text("SELECT name FROM parent")).scalars())


def engines_at(place: str) -> Engines:
    """Engines of a database on a server."""
    location = locate(place)
    assert isinstance(location, SharedDatabase)
    return shared_engines(location)


def engines_of(files: LocalFiles, workspace: OpenWorkspace) -> Engines:
    """Engines of other files of the same workspace, without lock or passphrase."""
    return local_engines(files.database, unlocked(workspace).key)
