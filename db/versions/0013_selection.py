"""What is kept of a frozen list: who was chosen, the list itself, and where cases stand later."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ID = sa.Uuid(as_uuid=False)
_RANKED = "ix_case_record_queue_rank"
#: Where a case stands in the phases, by its state (domain.md §1.5).
_PHASES = {
    "analyse": ("ready", "scheduled", "in_session", "provisional", "deferred"),
    "interventieplan": ("decided", "reported"),
    "opvolging": ("follow_up",),
    "afgerond": ("closed", "withdrawn", "not_needed"),
}


def _sums() -> list[sa.Column]:
    hours = sa.Column("annual_hours", sa.String(length=20))
    return [hours, sa.Column("annual_cents", sa.BigInteger())]


def _index_ranks(*columns: str) -> None:
    op.drop_index(_RANKED, "case_record")
    some = sa.text("rank IS NOT NULL")
    names = ["committee", *columns, "row_key"]
    op.create_index(_RANKED, "case_record", names, sqlite_where=some, postgresql_where=some)


def _of_a_case(name: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], f"fk_{name}_case_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    ]


def upgrade() -> None:
    op.add_column("case_record", sa.Column("measure", sa.BigInteger()))
    op.add_column("care_line", sa.Column("law_count", sa.SmallInteger()))
    _index_ranks("law", "rank")
    op.create_table(
        "freeze",
        sa.Column("id", _ID, nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("period", sa.String(length=80), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.Column("frozen_by", sa.String(length=200), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("kept", "reserve", "deleted", "lines_deleted")
        ),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Date())
            for name in ("reserve_until", "reserve_gone_on", "out_of_backups_on")
        ),
        sa.ForeignKeyConstraint(["committee"], ["committee.code"], "fk_freeze_committee"),
        sa.PrimaryKeyConstraint("id", name="pk_freeze"),
    )
    op.create_index("ix_freeze_committee", "freeze", ["committee"])
    op.create_table(
        "chosen",
        sa.Column("freeze_id", _ID, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("law", sa.String(length=20), nullable=False),
        sa.Column("rank", sa.Integer()),
        sa.Column("measure", sa.BigInteger()),
        *_sums(),
        sa.Column("door", sa.String(length=40), nullable=False),
        sa.Column("ground", sa.String(length=200), nullable=False),
        sa.Column("reserve", sa.Boolean(), nullable=False),
        sa.Column("also_schemes", sa.Boolean(), nullable=False),
        sa.Column("entered_on", sa.Date()),
        sa.Column("verdict", sa.String(length=40)),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("judged_on", sa.Date()),
        sa.CheckConstraint("door IN ('top', 'refilled', 'schemes')", name="ck_chosen_door"),
        sa.ForeignKeyConstraint(["freeze_id"], ["freeze.id"], "fk_chosen_freeze_id"),
        sa.UniqueConstraint("case_id", name="uq_chosen_case_id"),
        *_of_a_case("chosen"),
    )
    op.create_index("ix_chosen_freeze_id", "chosen", ["freeze_id"])
    op.create_table(
        "standing",
        sa.Column("id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("period", sa.String(length=80), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("rank", sa.Integer()),
        *_sums(),
        sa.Column("moment", sa.SmallInteger()),
        *_of_a_case("standing"),
    )
    op.create_index("ix_standing_case_id", "standing", ["case_id"])
    op.execute(
        "UPDATE case_record SET measure = CASE WHEN annual_hours IS NULL THEN annual_cents"
        " ELSE CAST(ROUND(CAST(annual_hours AS NUMERIC) * 100) AS INTEGER) END"
        " WHERE phase = 'longlist'"
    )
    for phase, states in _PHASES.items():
        op.execute(
            sa.text(
                "UPDATE case_record SET phase = :phase WHERE phase IS NOT NULL AND status IN :s"
            ).bindparams(sa.bindparam("s", list(states), expanding=True), phase=phase)
        )


def downgrade() -> None:
    for name in ("standing", "chosen", "freeze"):
        op.drop_table(name)
    states = [one for some in _PHASES.values() for one in some]
    op.execute(
        sa.text(
            "UPDATE case_record SET phase = 'pre_scan' WHERE phase IS NOT NULL AND status IN :s"
        ).bindparams(sa.bindparam("s", states, expanding=True))
    )
    _index_ranks("rank")
    op.drop_column("care_line", "law_count")
    op.drop_column("case_record", "measure")
