"""Own cases: who brought a case in, and the team whose members read each other's."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "person", sa.Column("team", sa.String(length=80), nullable=False, server_default="")
    )
    op.add_column("case_record", sa.Column("entered_by", sa.Uuid(as_uuid=False)))
    # The log knows who typed a case, and who read the list that brought it.
    connection = op.get_bind()
    for action, column in (("case-new", "id"), ("import", "import_id")):
        cases = connection.execute(
            sa.text(f"SELECT id, {column} AS subject FROM case_record WHERE entered_by IS NULL")
        ).all()
        who = {
            _plain(row.subject_id): row.person_id
            for row in connection.execute(
                sa.text("SELECT subject_id, person_id FROM audit_event WHERE action = :action"),
                {"action": action},
            )
        }
        known = [
            {"case_id": row.id, "person_id": who[_plain(row.subject)]}
            for row in cases
            if _plain(row.subject) in who
        ]
        if known:
            connection.execute(
                sa.text("UPDATE case_record SET entered_by = :person_id WHERE id = :case_id"), known
            )


def _plain(key: object) -> str:
    """SQLite keeps keys without dashes, the log as they are written."""
    return str(key).replace("-", "")


def downgrade() -> None:
    op.drop_column("case_record", "entered_by")
    op.drop_column("person", "team")
