"""Tables have versions; a request says how help is delivered and whose resident somebody is."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_PARTS = {
    "seats": "seat",
    "outcomes": "outcome",
    "reasons": "reason",
    "points": "point",
    "adjustments": "adjustment",
}
_ADDED = (("delivery", sa.String(length=20)), ("responsible", sa.String(length=80)))
_committee = sa.table("committee", *map(sa.column, ("code", "definition")))
_part = sa.table(
    "committee_part", *map(sa.column, ("committee", "kind", "code", "position", "definition"))
)
_version = sa.table(
    "committee_version", *map(sa.column, ("committee", "version", "valid_from", "definition"))
)


def upgrade() -> None:
    op.create_table(
        "committee_version",
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_committee_version_committee")
        ),
        sa.PrimaryKeyConstraint("committee", "version", name=op.f("pk_committee_version")),
    )
    connection = op.get_bind()
    for code, definition in connection.execute(sa.select(*_committee.c)).all():
        whole = json.loads(definition)
        for name, kind in _PARTS.items():
            found = connection.execute(
                sa.select(_part.c.definition)
                .where(_part.c.committee == code, _part.c.kind == kind)
                .order_by(_part.c.position)
            )
            whole[name] = [json.loads(one) for one in found.scalars()]
        row = {"committee": code, "version": 1, "valid_from": None, "definition": _text(whole)}
        connection.execute(sa.insert(_version), [row])
    op.drop_table("committee_part")
    op.execute("ALTER TABLE committee DROP COLUMN definition")
    for name, kind in _ADDED:
        op.add_column("case_record", sa.Column(name, kind, nullable=True))


def _text(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def downgrade() -> None:
    """Go back to one version, the newest; for tests."""
    op.create_table(
        "committee_part",
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('seat', 'outcome', 'reason', 'point', 'adjustment')",
            name=op.f("ck_committee_part_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_committee_part_committee")
        ),
        sa.PrimaryKeyConstraint("committee", "kind", "code", name=op.f("pk_committee_part")),
    )
    op.execute("ALTER TABLE committee ADD COLUMN definition TEXT NOT NULL DEFAULT '{}'")
    connection = op.get_bind()
    query = sa.select(_version.c.committee, _version.c.definition).order_by(_version.c.version)
    newest = {code: json.loads(definition) for code, definition in connection.execute(query)}
    for code, whole in newest.items():
        for name, kind in _PARTS.items():
            rows = [
                {
                    "committee": code,
                    "kind": kind,
                    "code": part["code"],
                    "position": at,
                    "definition": _text(part),
                }
                for at, part in enumerate(whole.pop(name))
            ]
            connection.execute(sa.insert(_part), rows)
        own = sa.update(_committee).where(_committee.c.code == code)
        connection.execute(own.values(definition=_text(whole)))
    op.drop_table("committee_version")
    for name, _ in _ADDED:
        op.execute(f"ALTER TABLE case_record DROP COLUMN {name}")
