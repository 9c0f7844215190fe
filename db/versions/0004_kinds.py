"""Kinds of outcome per table, questions that an outcome waits for, and what a GI answered."""

import hashlib
import json
from collections import defaultdict
from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

from casustafel.domain.ids import new_id
from casustafel.domain.local_time import local_day

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OLD = ("granted", "granted_adjusted", "refused", "held_over", "other")
_NEW = (
    *("granted", "granted_adjusted", "refused", "held_over"),
    *("changed", "unchanged", "elsewhere", "other"),
)

#: The outcomes that shipped with a kind that said too little: table, code and that kind.
_SHIPPED = {
    ("doorbraak", "extensiveren", "granted_adjusted"): "changed",
    ("doorbraak", "afronden", "other"): "changed",
    ("doorbraak", "samenwerking", "other"): "changed",
    ("doorbraak", "alternatief_zorg", "other"): "changed",
    ("doorbraak", "alternatief_niet_zorg", "other"): "changed",
    ("doorbraak", "andere_wet", "other"): "changed",
    ("doorbraak", "geen_wijziging", "other"): "unchanged",
    ("zbo", "onderwijs", "other"): "elsewhere",
    ("zbo", "andere_wet", "other"): "elsewhere",
    ("zbo", "voorveld", "other"): "elsewhere",
    ("zbo", "gezinsgericht", "other"): "elsewhere",
}
#: What a team of which the help already runs cannot say any more, of outcomes of its own.
_RUNNING = {"granted": "changed", "granted_adjusted": "changed", "refused": "other"}
#: Arguments of the Doorbraakteam as they shipped: for a change, against one, or for both.
_BOTH, _OTHER = ["granted_adjusted", "other"], ["other"]
_SHIPPED_REASONS = {
    "DB1": (_BOTH, ["changed"]),
    "DB2": (_BOTH, ["changed"]),
    "DB3": (_BOTH, ["changed", "unchanged"]),
    "DB4": (_OTHER, ["changed"]),
    "DB5": (_OTHER, ["changed"]),
    "DB6": (_OTHER, ["changed"]),
    "DB7": (_OTHER, ["unchanged"]),
    "DB8": (_OTHER, ["unchanged"]),
}

#: The shipped examples of version 1 by the SHA-256 of their text, and what version 2 asks before
#: an outcome (domain.md §9, Forms).
_EXAMPLES = {
    "cpv": (
        "11b4312f13d2421a5fa5331c0dd60931077d8508665c720d3300442c2c1a5975",
        {"c1_specific_care", "c2_no_alternative"},
        ["granted", "granted_adjusted"],
    ),
    "zbo": (
        "4e97d72ec07118e444273d8661979f8a63b5e9e3f9fc67b7fcef16118ac4a079",
        {"z1_youth_act", "z4_proportional"},
        ["granted", "granted_adjusted"],
    ),
    "doorbraak": (
        "647044f429f66fff79cec7eda10ce4a534186864dcb3b90f16e5a160405137f9",
        {"good_enough", "intervention"},
        ["changed"],
    ),
}

_committee = sa.table("committee", sa.column("code"), sa.column("definition"))
_part = sa.table(
    "committee_part", *(sa.column(name) for name in ("committee", "kind", "code", "definition"))
)
_outcome = sa.table("outcome", *(sa.column(name) for name in ("committee", "choice", "kind")))
_framework = sa.table(
    "framework",
    sa.column("id", sa.Uuid(as_uuid=False)),
    *(sa.column(name) for name in ("committee", "version", "state", "definition")),
    sa.column("valid_from", sa.Date()),
)


def upgrade() -> None:
    _check_kinds(_NEW)
    _replace_ordered("ordered_answer BOOLEAN", "CASE WHEN ordered THEN ordered END")
    connection = op.get_bind()
    for code, definition in connection.execute(sa.select(*_committee.c)).all():
        running = json.loads(definition).get("doorbraak") is not None
        _give_kinds(connection, code, running=running)
    today = local_day(datetime.now(UTC))
    for code in _EXAMPLES:
        _add_example(connection, code, today)


def _check_kinds(kinds: tuple[str, ...]) -> None:
    name, listed = op.f("ck_outcome_kind"), ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("outcome") as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({listed})")


def _replace_ordered(column: str, value: str) -> None:
    """Replace `ordered` without rebuilding the table of cases, which the search index follows.

    Nobody could say "no" before: what was not ticked was not asked.
    """
    name = column.split()[0]
    op.execute(f"ALTER TABLE case_record ADD COLUMN {column}")
    op.execute(f"UPDATE case_record SET {name} = {value}")
    op.execute("ALTER TABLE case_record DROP COLUMN ordered")
    op.execute(f"ALTER TABLE case_record RENAME COLUMN {name} TO ordered")


def _give_kinds(connection: sa.Connection, code: str, *, running: bool) -> None:
    moved: defaultdict[str, set[str]] = defaultdict(set)
    for choice, plain in _parts(connection, code, "outcome"):
        old = plain["kind"]
        new = _SHIPPED.get((code, choice, old)) or (_RUNNING.get(old, old) if running else old)
        moved[old].add(new)
        if new == old:
            continue
        plain["kind"] = new
        plain["needs_adjustment"] = old == "granted_adjusted"
        _write_part(connection, code, "outcome", choice, plain)
        _set_kind(connection, code, old, new, _outcome.c.choice == choice)
    if running:
        # What was said by a choice that the table no longer has.
        for old, new in _RUNNING.items():
            moved[old].add(new)
            _set_kind(connection, code, old, new)
    for reason, plain in _parts(connection, code, "reason"):
        old = plain["kinds"]
        kinds = sorted({new for one in old for new in moved.get(one) or {one}})
        shipped, sharper = _SHIPPED_REASONS.get(reason, ([], []))
        if code == "doorbraak" and old == shipped:
            kinds = sharper
        if kinds != old:
            _write_part(connection, code, "reason", reason, plain | {"kinds": kinds})


def _set_kind(
    connection: sa.Connection, code: str, old: str, new: str, *also: sa.ColumnElement[bool]
) -> None:
    connection.execute(
        sa.update(_outcome)
        .where(_outcome.c.committee == code, _outcome.c.kind == old, *also)
        .values(kind=new)
    )


def _parts(connection: sa.Connection, code: str, kind: str) -> list[tuple[str, dict]]:
    rows = connection.execute(
        sa.select(_part.c.code, _part.c.definition).where(
            _part.c.committee == code, _part.c.kind == kind
        )
    )
    return [(part, json.loads(definition)) for part, definition in rows]


def _write_part(
    connection: sa.Connection, committee: str, kind: str, code: str, plain: dict
) -> None:
    connection.execute(
        sa.update(_part)
        .where(_part.c.committee == committee, _part.c.kind == kind, _part.c.code == code)
        .values(definition=_text(plain))
    )


def _text(plain: dict) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _add_example(connection: sa.Connection, code: str, today: date) -> None:
    """Put version 2 beside an example that nobody changed; versions of its own stay alone."""
    known, items, kinds = _EXAMPLES[code]
    found = (
        connection.execute(sa.select(_framework.c.definition).where(_framework.c.committee == code))
        .scalars()
        .all()
    )
    if len(found) != 1:
        return
    plain = json.loads(found[0])
    if hashlib.sha256(_text(plain).encode()).hexdigest() != known:
        return
    plain |= {"version": 2, "valid_from": today.isoformat()}
    for section in plain["sections"]:
        for item in section["items"]:
            if item["code"] in items:
                item["outcome"] = kinds
    connection.execute(
        sa.insert(_framework).values(
            id=new_id(),
            committee=code,
            version=2,
            state="concept",
            valid_from=today,
            definition=_text(plain),
        )
    )


def downgrade() -> None:
    """Go back to what version 0.1 can read; for tests."""
    connection = op.get_bind()
    for code in connection.execute(sa.select(_committee.c.code)).scalars().all():
        for choice, plain in _parts(connection, code, "outcome"):
            old = plain["kind"]
            adjusts = plain.pop("needs_adjustment", False)
            plain["kind"] = "granted_adjusted" if adjusts else old if old in _OLD else "other"
            _write_part(connection, code, "outcome", choice, plain)
            _set_kind(connection, code, old, plain["kind"], _outcome.c.choice == choice)
        for reason, plain in _parts(connection, code, "reason"):
            kinds = {kind if kind in _OLD else "other" for kind in plain["kinds"]}
            _write_part(connection, code, "reason", reason, plain | {"kinds": sorted(kinds)})
    for kind in set(_NEW) - set(_OLD):
        connection.execute(sa.update(_outcome).where(_outcome.c.kind == kind).values(kind="other"))
    for key, definition in connection.execute(
        sa.select(_framework.c.id, _framework.c.definition)
    ).all():
        plain = json.loads(definition)
        for section in plain["sections"]:
            for item in section["items"]:
                item.pop("outcome", None)
        connection.execute(
            sa.update(_framework).where(_framework.c.id == key).values(definition=_text(plain))
        )
    _check_kinds(_OLD)
    _replace_ordered("ordered_tick BOOLEAN DEFAULT FALSE NOT NULL", "COALESCE(ordered, FALSE)")
