"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: Search by any three letters: an index over the folded text, kept in step by triggers. Its own
#: tables are SQLite's business and are left out where models and head are compared.
_SEARCH = (
    "CREATE VIRTUAL TABLE case_search USING fts5(search_text, content='case_record',"
    " content_rowid='row_key', tokenize='trigram')",
    # A destroyed case leaves no text behind in the index.
    "INSERT INTO case_search(case_search, rank) VALUES('secure-delete', 1)",
    "CREATE TRIGGER case_search_insert AFTER INSERT ON case_record BEGIN"
    " INSERT INTO case_search(rowid, search_text) VALUES (new.row_key, new.search_text); END",
    "CREATE TRIGGER case_search_delete AFTER DELETE ON case_record BEGIN"
    " INSERT INTO case_search(case_search, rowid, search_text)"
    " VALUES ('delete', old.row_key, old.search_text); END",
    "CREATE TRIGGER case_search_update AFTER UPDATE OF search_text ON case_record BEGIN"
    " INSERT INTO case_search(case_search, rowid, search_text)"
    " VALUES ('delete', old.row_key, old.search_text);"
    " INSERT INTO case_search(rowid, search_text) VALUES (new.row_key, new.search_text); END",
)


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("roles", sa.String(length=200), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=True),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=40), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_event_hash")),
        sa.UniqueConstraint("id", name=op.f("uq_audit_event_id")),
    )
    op.create_index(op.f("ix_audit_event_action"), "audit_event", ["action"], unique=False)
    op.create_index(op.f("ix_audit_event_at"), "audit_event", ["at"], unique=False)
    op.create_index(op.f("ix_audit_event_subject_id"), "audit_event", ["subject_id"], unique=False)
    op.create_table(
        "committee",
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("prefix", sa.String(length=6), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_committee")),
        sa.UniqueConstraint("prefix", name=op.f("uq_committee_prefix")),
    )
    op.create_table(
        "household",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("key", name=op.f("uq_household_key")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("active", sa.Boolean(name="active"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("name", name=op.f("uq_person_name")),
    )
    op.create_table(
        "provider",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("agb", sa.String(length=8), nullable=True),
        sa.Column("search_name", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(name="active"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
        sa.UniqueConstraint("agb", name=op.f("uq_provider_agb")),
        sa.UniqueConstraint("search_name", name=op.f("uq_provider_search_name")),
    )
    op.create_table(
        "register_history",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_history")),
    )
    op.create_index(
        op.f("ix_register_history_entity_id"), "register_history", ["entity_id"], unique=False
    )
    op.create_table(
        "school",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("brin", sa.String(length=6), nullable=True),
        sa.Column("board", sa.String(length=200), nullable=False),
        sa.Column("search_name", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
        sa.UniqueConstraint("brin", name=op.f("uq_school_brin")),
        sa.UniqueConstraint("search_name", name=op.f("uq_school_search_name")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "case_counter",
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_case_counter_committee")
        ),
        sa.PrimaryKeyConstraint("committee", "year", name=op.f("pk_case_counter")),
    )
    op.create_table(
        "client",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("bsn", sa.String(length=9), nullable=True),
        sa.Column("no_bsn_reason", sa.String(length=40), nullable=True),
        sa.Column("surname", sa.String(length=200), nullable=False),
        sa.Column("prefix", sa.String(length=40), nullable=False),
        sa.Column("given_names", sa.String(length=200), nullable=False),
        sa.Column("initials", sa.String(length=40), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("postcode", sa.String(length=6), nullable=True),
        sa.Column("house_number", sa.String(length=20), nullable=True),
        sa.Column("district", sa.String(length=80), nullable=True),
        sa.Column("household_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("search_name", sa.String(length=200), nullable=False),
        sa.CheckConstraint("bsn IS NULL OR length(bsn) = 9", name=op.f("ck_client_bsn_length")),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_client_household_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client")),
        sa.UniqueConstraint("bsn", name=op.f("uq_client_bsn")),
    )
    op.create_index(op.f("ix_client_birth_date"), "client", ["birth_date"], unique=False)
    op.create_index(op.f("ix_client_household_id"), "client", ["household_id"], unique=False)
    op.create_index(op.f("ix_client_search_name"), "client", ["search_name"], unique=False)
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
    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=80), nullable=False),
        sa.Column("field", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_draft_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint(
            "person_id",
            "subject",
            "subject_id",
            "field",
            name=op.f("uq_draft_person_id_subject_subject_id_field"),
        ),
    )
    op.create_index(op.f("ix_draft_person_id"), "draft", ["person_id"], unique=False)
    op.create_table(
        "framework",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state IN ('concept', 'adopted', 'replaced')", name=op.f("ck_framework_state")
        ),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_framework_committee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework")),
        sa.UniqueConstraint("committee", "version", name=op.f("uq_framework_committee_version")),
    )
    op.create_table(
        "import_profile",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("date_orders", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_import_profile_committee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_profile")),
        sa.UniqueConstraint(
            "committee", "fingerprint", name=op.f("uq_import_profile_committee_fingerprint")
        ),
    )
    op.create_table(
        "import_record",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("sheet", sa.String(length=80), nullable=False),
        sa.Column("header_row", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("imported_by", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_import_record_committee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_record")),
    )
    op.create_index(
        op.f("ix_import_record_file_hash"), "import_record", ["file_hash"], unique=False
    )
    op.create_index(
        op.f("ix_import_record_fingerprint"), "import_record", ["fingerprint"], unique=False
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("current_item_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("paused_at", sa.DateTime(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'in_session', 'closed', 'cancelled')",
            name=op.f("ck_meeting_state"),
        ),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_meeting_committee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(
        "uq_meeting_committee_held_on_starts",
        "meeting",
        ["committee", "held_on", "starts"],
        unique=True,
        sqlite_where=sa.text("state <> 'cancelled'"),
        postgresql_where=sa.text("state <> 'cancelled'"),
    )
    op.create_table(
        "member",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("role_name", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("discipline", sa.String(length=40), nullable=False),
        sa.Column("independent", sa.Boolean(name="independent"), nullable=False),
        sa.Column("scope", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("provider_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("voting", sa.Boolean(name="voting"), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_member_committee")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_member_person_id")),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_member_provider_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
    )
    op.create_index(op.f("ix_member_committee"), "member", ["committee"], unique=False)
    op.create_table(
        "norm",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("provider_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("care_form", sa.String(length=40), nullable=False),
        sa.Column("instrument", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("spent_on", sa.Date(), nullable=True),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("analysis_on", sa.Date(), nullable=True),
        sa.Column("conclusion", sa.String(length=40), nullable=True),
        sa.Column("plan_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "instrument IN ('signaalplafond', 'bestedingsruimte', 'instroomtarget', 'intensiteit_duur')",
            name=op.f("ck_norm_instrument"),
        ),
        sa.CheckConstraint("level IN ('lokaal', 'regionaal')", name=op.f("ck_norm_level")),
        sa.CheckConstraint(
            "unit IN ('cents', 'children', 'hours_per_week', 'weeks')", name=op.f("ck_norm_unit")
        ),
        sa.CheckConstraint("amount > 0", name=op.f("ck_norm_amount")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_norm_period")),
        sa.ForeignKeyConstraint(["provider_id"], ["provider.id"], name=op.f("fk_norm_provider_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_norm")),
    )
    op.create_index(op.f("ix_norm_provider_id"), "norm", ["provider_id"], unique=False)
    op.create_table(
        "person_role",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "role IN ('indiener', 'lid', 'voorzitter', 'secretaris', 'beheerder', 'rapporteur', 'privacy_officer', 'fg', 'contractmanager')",
            name=op.f("ck_person_role_role"),
        ),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_person_role_committee")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_role_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_role")),
        sa.UniqueConstraint(
            "person_id", "role", "committee", name=op.f("uq_person_role_person_id_role_committee")
        ),
    )
    op.create_index(op.f("ix_person_role_person_id"), "person_role", ["person_id"], unique=False)
    op.create_table(
        "provider_alias",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("provider_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("alias", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"],
            ["provider.id"],
            name=op.f("fk_provider_alias_provider_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_alias")),
        sa.UniqueConstraint("alias", name=op.f("uq_provider_alias_alias")),
    )
    op.create_index(
        op.f("ix_provider_alias_provider_id"), "provider_alias", ["provider_id"], unique=False
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("meeting_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("presence", sa.String(length=40), nullable=False),
        sa.Column("substitute", sa.String(length=120), nullable=False),
        sa.Column("arrived", sa.Time(), nullable=True),
        sa.Column("left", sa.Time(), nullable=True),
        sa.CheckConstraint(
            "presence IN ('expected', 'present', 'absent', 'excused')",
            name=op.f("ck_attendance_presence"),
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_attendance_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_attendance_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "meeting_id", "member_id", name=op.f("uq_attendance_meeting_id_member_id")
        ),
    )
    op.create_index(op.f("ix_attendance_member_id"), "attendance", ["member_id"], unique=False)
    op.create_table(
        "case_record",
        sa.Column("row_key", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("client_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("received", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("law", sa.String(length=10), nullable=False),
        sa.Column("care_form", sa.String(length=40), nullable=False),
        sa.Column("phase", sa.String(length=40), nullable=True),
        sa.Column("request_kind", sa.String(length=20), nullable=False),
        sa.Column("reference_date", sa.Date(), nullable=True),
        sa.Column("sender_reference", sa.String(length=80), nullable=True),
        sa.Column("dossier_number", sa.String(length=80), nullable=True),
        sa.Column("provider_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("referrer_type", sa.String(length=40), nullable=True),
        sa.Column("referrer_name", sa.String(length=200), nullable=False),
        sa.Column("referrer_contact", sa.String(length=200), nullable=False),
        sa.Column("school_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("product_category", sa.String(length=10), nullable=True),
        sa.Column("product_code", sa.String(length=20), nullable=True),
        sa.Column("allocation_number", sa.BigInteger(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("volume", sa.String(length=20), nullable=True),
        sa.Column("unit", sa.String(length=10), nullable=True),
        sa.Column("frequency", sa.String(length=10), nullable=True),
        sa.Column("hours_per_week", sa.String(length=20), nullable=True),
        sa.Column("weeks_open", sa.SmallInteger(), nullable=True),
        sa.Column("list_trigger", sa.String(length=40), nullable=True),
        sa.Column("route", sa.String(length=20), nullable=True),
        sa.Column("route_reasons", sa.Text(), nullable=True),
        sa.Column("exemption", sa.String(length=20), nullable=True),
        sa.Column("exemption_reference", sa.String(length=80), nullable=True),
        sa.Column("exemption_on", sa.Date(), nullable=True),
        sa.Column("crisis", sa.Boolean(name="crisis"), nullable=False),
        sa.Column("ordered", sa.Boolean(name="ordered"), nullable=False),
        sa.Column("urgent", sa.Boolean(name="urgent"), nullable=False),
        sa.Column("urgent_reason", sa.Text(), nullable=True),
        sa.Column("urgent_before", sa.Date(), nullable=True),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("points_met", sa.SmallInteger(), nullable=False),
        sa.Column("points_of", sa.SmallInteger(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("annual_hours", sa.String(length=20), nullable=True),
        sa.Column("annual_cents", sa.BigInteger(), nullable=True),
        sa.Column("previous_case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("import_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("client_sort", sa.String(length=200), nullable=False),
        sa.Column("provider_sort", sa.String(length=200), nullable=False),
        sa.CheckConstraint("law IN ('jeugd', 'wmo')", name=op.f("ck_case_record_law")),
        sa.CheckConstraint(
            "status <> 'deferred' OR held_until IS NOT NULL", name=op.f("ck_case_record_held_until")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'incomplete', 'ready', 'scheduled', 'in_session', 'provisional', 'deferred', 'decided', 'reported', 'follow_up', 'not_needed', 'withdrawn', 'closed')",
            name=op.f("ck_case_record_status"),
        ),
        sa.CheckConstraint(
            "points_met BETWEEN 0 AND 20", name=op.f("ck_case_record_points_met_range")
        ),
        sa.CheckConstraint(
            "sequence BETWEEN 1 AND 999999999", name=op.f("ck_case_record_sequence_range")
        ),
        sa.CheckConstraint(
            "starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on",
            name=op.f("ck_case_record_period"),
        ),
        sa.ForeignKeyConstraint(
            ["client_id"], ["client.id"], name=op.f("fk_case_record_client_id")
        ),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_case_record_committee")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_record.id"], name=op.f("fk_case_record_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["previous_case_id"], ["case_record.id"], name=op.f("fk_case_record_previous_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_case_record_provider_id")
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_case_record_school_id")
        ),
        sa.PrimaryKeyConstraint("row_key", name=op.f("pk_case_record")),
        sa.UniqueConstraint(
            "committee", "year", "sequence", name=op.f("uq_case_record_committee_year_sequence")
        ),
        sa.UniqueConstraint("id", name=op.f("uq_case_record_id")),
        sa.UniqueConstraint("number", name=op.f("uq_case_record_number")),
    )
    op.create_index(
        "ix_case_record_allocation_number",
        "case_record",
        ["allocation_number"],
        unique=False,
        sqlite_where=sa.text("allocation_number IS NOT NULL"),
        postgresql_where=sa.text("allocation_number IS NOT NULL"),
    )
    op.create_index(op.f("ix_case_record_client_id"), "case_record", ["client_id"], unique=False)
    op.create_index(op.f("ix_case_record_import_id"), "case_record", ["import_id"], unique=False)
    op.create_index(
        "ix_case_record_previous_case_id",
        "case_record",
        ["previous_case_id"],
        unique=False,
        sqlite_where=sa.text("previous_case_id IS NOT NULL"),
        postgresql_where=sa.text("previous_case_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_case_record_provider_id"), "case_record", ["provider_id"], unique=False
    )
    op.create_index(
        "ix_case_record_queue_care_form",
        "case_record",
        ["committee", "care_form", "row_key", "status"],
        unique=False,
    )
    op.create_index(
        "ix_case_record_queue_client_sort",
        "case_record",
        ["committee", "client_sort", "row_key", "status"],
        unique=False,
    )
    op.create_index(
        "ix_case_record_queue_points_met",
        "case_record",
        ["committee", "points_met", "row_key", "status"],
        unique=False,
    )
    op.create_index(
        "ix_case_record_queue_provider_sort",
        "case_record",
        ["committee", "provider_sort", "row_key", "status"],
        unique=False,
    )
    op.create_index(
        "ix_case_record_queue_rank",
        "case_record",
        ["committee", "rank", "row_key"],
        unique=False,
        sqlite_where=sa.text("rank IS NOT NULL"),
        postgresql_where=sa.text("rank IS NOT NULL"),
    )
    op.create_index(
        "ix_case_record_queue_received",
        "case_record",
        ["committee", "received", "row_key", "status"],
        unique=False,
    )
    op.create_index(
        "ix_case_record_queue_referrer_name",
        "case_record",
        ["committee", "referrer_name", "row_key", "status"],
        unique=False,
    )
    op.create_index(
        "ix_case_record_queue_status",
        "case_record",
        ["committee", "status", "row_key"],
        unique=False,
    )
    op.create_index(
        "ix_case_record_queue_urgent",
        "case_record",
        ["committee", "received", "row_key"],
        unique=False,
        sqlite_where=sa.text("urgent = 1"),
        postgresql_where=sa.text("urgent"),
    )
    op.create_index(
        "ix_case_record_school_id",
        "case_record",
        ["school_id"],
        unique=False,
        sqlite_where=sa.text("school_id IS NOT NULL"),
        postgresql_where=sa.text("school_id IS NOT NULL"),
    )
    op.create_table(
        "import_finding",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("import_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "severity IN ('error', 'warning', 'notice')", name=op.f("ck_import_finding_severity")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_record.id"],
            name=op.f("fk_import_finding_import_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_finding")),
    )
    op.create_index(
        op.f("ix_import_finding_import_id"), "import_finding", ["import_id"], unique=False
    )
    op.create_table(
        "minutes",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("meeting_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=True),
        sa.Column("pdf", sa.LargeBinary(), nullable=True),
        sa.Column("pdf_hash", sa.String(length=64), nullable=True),
        sa.Column("adopted_at", sa.DateTime(), nullable=True),
        sa.Column("audit_head", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "state IN ('concept', 'for_adoption', 'adopted')", name=op.f("ck_minutes_state")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_minutes_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_minutes_meeting_id")),
    )
    op.create_table(
        "toeleidingsstop",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("provider_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("care_form", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("norm_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("forecast_on", sa.Date(), nullable=True),
        sa.Column("forecast_next_stop", sa.Date(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('bestedingsruimte', 'instroomtarget')", name=op.f("ck_toeleidingsstop_kind")
        ),
        sa.CheckConstraint(
            "state IN ('none', 'notice', 'analysis', 'active', 'lifting_considered', 'lifted')",
            name=op.f("ck_toeleidingsstop_state"),
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on <= ends_on", name=op.f("ck_toeleidingsstop_period")
        ),
        sa.ForeignKeyConstraint(["norm_id"], ["norm.id"], name=op.f("fk_toeleidingsstop_norm_id")),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_toeleidingsstop_provider_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_toeleidingsstop")),
    )
    op.create_index(
        "ix_toeleidingsstop_in_force",
        "toeleidingsstop",
        ["provider_id", "care_form", "starts_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_toeleidingsstop_norm_id"), "toeleidingsstop", ["norm_id"], unique=False
    )
    op.create_index(
        op.f("ix_toeleidingsstop_provider_id"), "toeleidingsstop", ["provider_id"], unique=False
    )
    op.create_table(
        "advice",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("framework_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], name=op.f("fk_advice_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["framework.id"], name=op.f("fk_advice_framework_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_advice_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice")),
        sa.UniqueConstraint("case_id", "member_id", name=op.f("uq_advice_case_id_member_id")),
    )
    op.create_index(op.f("ix_advice_member_id"), "advice", ["member_id"], unique=False)
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("meeting_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("budget", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("spent_seconds", sa.Integer(), nullable=False),
        sa.Column("current_since", sa.DateTime(), nullable=True),
        sa.Column("from_item_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("framework_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("standing", sa.Boolean(name="standing"), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('opening', 'previous_minutes', 'case', 'other')",
            name=op.f("ck_agenda_item_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'current', 'done', 'held_over', 'carried_over')",
            name=op.f("ck_agenda_item_state"),
        ),
        sa.CheckConstraint("budget BETWEEN 0 AND 600", name=op.f("ck_agenda_item_budget_range")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], name=op.f("fk_agenda_item_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["framework.id"], name=op.f("fk_agenda_item_framework_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_agenda_item_meeting_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    op.create_index(op.f("ix_agenda_item_case_id"), "agenda_item", ["case_id"], unique=False)
    op.create_index(op.f("ix_agenda_item_meeting_id"), "agenda_item", ["meeting_id"], unique=False)
    op.create_index(
        "uq_agenda_item_meeting_id_case_id",
        "agenda_item",
        ["meeting_id", "case_id"],
        unique=True,
        sqlite_where=sa.text("case_id IS NOT NULL"),
        postgresql_where=sa.text("case_id IS NOT NULL"),
    )
    op.create_table(
        "care_line",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("client_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("import_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("law", sa.String(length=10), nullable=False),
        sa.Column("product_category", sa.String(length=10), nullable=True),
        sa.Column("product_code", sa.String(length=20), nullable=True),
        sa.Column("allocation_number", sa.Integer(), nullable=True),
        sa.Column("provider_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("volume", sa.String(length=20), nullable=True),
        sa.Column("unit", sa.String(length=10), nullable=True),
        sa.Column("frequency", sa.String(length=10), nullable=True),
        sa.Column("hours_per_week", sa.String(length=20), nullable=True),
        sa.Column("annual_hours", sa.String(length=20), nullable=True),
        sa.Column("annual_cents", sa.BigInteger(), nullable=True),
        sa.Column("residential", sa.Boolean(name="residential"), nullable=False),
        sa.Column("schemes", sa.SmallInteger(), nullable=True),
        sa.Column("money_worries", sa.Boolean(name="money_worries"), nullable=True),
        sa.Column("period", sa.String(length=80), nullable=True),
        sa.Column("first_help_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], name=op.f("fk_care_line_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("fk_care_line_client_id")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_record.id"], name=op.f("fk_care_line_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_care_line_provider_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_line")),
    )
    op.create_index(op.f("ix_care_line_case_id"), "care_line", ["case_id"], unique=False)
    op.create_index(op.f("ix_care_line_client_id"), "care_line", ["client_id"], unique=False)
    op.create_index(op.f("ix_care_line_import_id"), "care_line", ["import_id"], unique=False)
    op.create_table(
        "case_answer",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("by_hand", sa.Boolean(name="by_hand"), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], name=op.f("fk_case_answer_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_answer")),
        sa.UniqueConstraint("case_id", "item", name=op.f("uq_case_answer_case_id_item")),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("told_to", sa.String(length=200), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], name=op.f("fk_feedback_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_case_id"), "feedback", ["case_id"], unique=False)
    op.create_table(
        "field_change",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person", sa.String(length=120), nullable=False),
        sa.Column("import_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_record.id"],
            name=op.f("fk_field_change_case_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_record.id"], name=op.f("fk_field_change_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_field_change")),
    )
    op.create_index(op.f("ix_field_change_case_id"), "field_change", ["case_id"], unique=False)
    op.create_index(op.f("ix_field_change_import_id"), "field_change", ["import_id"], unique=False)
    op.create_table(
        "formal_decision",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("departs", sa.Boolean(name="departs"), nullable=False),
        sa.Column("departs_why", sa.Text(), nullable=False),
        sa.Column("none_because", sa.Text(), nullable=False),
        sa.Column("objection_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_record.id"],
            name=op.f("fk_formal_decision_case_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_formal_decision")),
        sa.UniqueConstraint("case_id", name=op.f("uq_formal_decision_case_id")),
    )
    op.create_table(
        "learning_point",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("theme", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_record.id"],
            name=op.f("fk_learning_point_case_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_learning_point_committee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_point")),
    )
    op.create_index(op.f("ix_learning_point_case_id"), "learning_point", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_learning_point_committee"), "learning_point", ["committee"], unique=False
    )
    op.create_table(
        "action",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_note", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('action', 'condition', 'evaluation', 'transfer')", name=op.f("ck_action_kind")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], name=op.f("fk_action_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_action_committee")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_action_item_id")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_action_meeting_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    op.create_index(op.f("ix_action_case_id"), "action", ["case_id"], unique=False)
    op.create_index(op.f("ix_action_committee"), "action", ["committee"], unique=False)
    op.create_index(op.f("ix_action_due_on"), "action", ["due_on"], unique=False)
    op.create_index(op.f("ix_action_item_id"), "action", ["item_id"], unique=False)
    op.create_index(op.f("ix_action_meeting_id"), "action", ["meeting_id"], unique=False)
    op.create_table(
        "advice_answer",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("advice_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("criterion", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["advice_id"],
            ["advice.id"],
            name=op.f("fk_advice_answer_advice_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice_answer")),
        sa.UniqueConstraint(
            "advice_id", "criterion", name=op.f("uq_advice_answer_advice_id_criterion")
        ),
    )
    op.create_table(
        "committee_answer",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("criterion", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["agenda_item.id"],
            name=op.f("fk_committee_answer_item_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_answer")),
        sa.UniqueConstraint(
            "item_id", "criterion", name=op.f("uq_committee_answer_item_id_criterion")
        ),
    )
    op.create_table(
        "invitee",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("role_name", sa.String(length=120), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("present", sa.Boolean(name="present"), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_invitee_item_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitee")),
    )
    op.create_index(op.f("ix_invitee_item_id"), "invitee", ["item_id"], unique=False)
    op.create_table(
        "item_text",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_item_text_item_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_text")),
        sa.UniqueConstraint("item_id", name=op.f("uq_item_text_item_id")),
    )
    op.create_table(
        "outcome",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("choice", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_by", sa.String(length=120), nullable=False),
        sa.Column("revision", sa.SmallInteger(), nullable=False),
        sa.Column("current", sa.Boolean(name="current"), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("motivation", sa.Text(), nullable=False),
        sa.Column("adjustments", sa.Text(), nullable=False),
        sa.Column("contributions", sa.Text(), nullable=False),
        sa.Column("vote", sa.String(length=40), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("evaluation_on", sa.Date(), nullable=True),
        sa.Column("transfer_to", sa.String(length=200), nullable=False),
        sa.Column("transfer_on", sa.Date(), nullable=True),
        sa.Column("held_until", sa.Date(), nullable=True),
        sa.Column("provisional", sa.Boolean(name="provisional"), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("on_behalf_of_chair", sa.Boolean(name="on_behalf_of_chair"), nullable=False),
        sa.Column("correction_reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('granted', 'granted_adjusted', 'refused', 'held_over', 'other')",
            name=op.f("ck_outcome_kind"),
        ),
        sa.CheckConstraint(
            "vote IN ('consensus', 'majority', 'dissent')", name=op.f("ck_outcome_vote")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_record.id"], name=op.f("fk_outcome_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_outcome_committee")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["agenda_item.id"], name=op.f("fk_outcome_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
        sa.UniqueConstraint("item_id", "revision", name=op.f("uq_outcome_item_id_revision")),
    )
    op.create_index(op.f("ix_outcome_case_id"), "outcome", ["case_id"], unique=False)
    op.create_index(op.f("ix_outcome_committee"), "outcome", ["committee"], unique=False)
    op.create_index(op.f("ix_outcome_item_id"), "outcome", ["item_id"], unique=False)
    op.create_table(
        "recusal",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("member_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_recusal_item_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_recusal_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
        sa.UniqueConstraint("item_id", "member_id", name=op.f("uq_recusal_item_id_member_id")),
    )
    op.create_index(op.f("ix_recusal_member_id"), "recusal", ["member_id"], unique=False)
    op.create_table(
        "urgent_decision",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("committee", sa.String(length=20), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("latest", sa.Date(), nullable=False),
        sa.Column("decider", sa.String(length=200), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("consulted", sa.String(length=200), nullable=False),
        sa.Column("choice", sa.String(length=40), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("adjustments", sa.Text(), nullable=False),
        sa.Column("contributions", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("evaluation_on", sa.Date(), nullable=True),
        sa.Column("transfer_to", sa.String(length=200), nullable=False),
        sa.Column("transfer_on", sa.Date(), nullable=True),
        sa.Column("ratified", sa.Boolean(name="ratified"), nullable=True),
        sa.Column("item_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("refused_why", sa.Text(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("bridging", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ratified IS NULL OR ratified OR ends_on IS NOT NULL",
            name=op.f("ck_urgent_decision_refused_ends"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_record.id"],
            name=op.f("fk_urgent_decision_case_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["committee"], ["committee.code"], name=op.f("fk_urgent_decision_committee")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_urgent_decision_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_urgent_decision")),
    )
    op.create_index(
        op.f("ix_urgent_decision_case_id"), "urgent_decision", ["case_id"], unique=False
    )
    op.create_index(
        op.f("ix_urgent_decision_item_id"), "urgent_decision", ["item_id"], unique=False
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in _SEARCH:
            op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("insert", "delete", "update"):
            op.execute(f"DROP TRIGGER case_search_{name}")
        op.execute("DROP TABLE case_search")
    op.drop_index(op.f("ix_urgent_decision_item_id"), table_name="urgent_decision")
    op.drop_index(op.f("ix_urgent_decision_case_id"), table_name="urgent_decision")
    op.drop_table("urgent_decision")
    op.drop_index(op.f("ix_recusal_member_id"), table_name="recusal")
    op.drop_table("recusal")
    op.drop_index(op.f("ix_outcome_item_id"), table_name="outcome")
    op.drop_index(op.f("ix_outcome_committee"), table_name="outcome")
    op.drop_index(op.f("ix_outcome_case_id"), table_name="outcome")
    op.drop_table("outcome")
    op.drop_table("item_text")
    op.drop_index(op.f("ix_invitee_item_id"), table_name="invitee")
    op.drop_table("invitee")
    op.drop_table("committee_answer")
    op.drop_table("advice_answer")
    op.drop_index(op.f("ix_action_meeting_id"), table_name="action")
    op.drop_index(op.f("ix_action_item_id"), table_name="action")
    op.drop_index(op.f("ix_action_due_on"), table_name="action")
    op.drop_index(op.f("ix_action_committee"), table_name="action")
    op.drop_index(op.f("ix_action_case_id"), table_name="action")
    op.drop_table("action")
    op.drop_index(op.f("ix_learning_point_committee"), table_name="learning_point")
    op.drop_index(op.f("ix_learning_point_case_id"), table_name="learning_point")
    op.drop_table("learning_point")
    op.drop_table("formal_decision")
    op.drop_index(op.f("ix_field_change_import_id"), table_name="field_change")
    op.drop_index(op.f("ix_field_change_case_id"), table_name="field_change")
    op.drop_table("field_change")
    op.drop_index(op.f("ix_feedback_case_id"), table_name="feedback")
    op.drop_table("feedback")
    op.drop_table("case_answer")
    op.drop_index(op.f("ix_care_line_import_id"), table_name="care_line")
    op.drop_index(op.f("ix_care_line_client_id"), table_name="care_line")
    op.drop_index(op.f("ix_care_line_case_id"), table_name="care_line")
    op.drop_table("care_line")
    op.drop_index(
        "uq_agenda_item_meeting_id_case_id",
        table_name="agenda_item",
        sqlite_where=sa.text("case_id IS NOT NULL"),
        postgresql_where=sa.text("case_id IS NOT NULL"),
    )
    op.drop_index(op.f("ix_agenda_item_meeting_id"), table_name="agenda_item")
    op.drop_index(op.f("ix_agenda_item_case_id"), table_name="agenda_item")
    op.drop_table("agenda_item")
    op.drop_index(op.f("ix_advice_member_id"), table_name="advice")
    op.drop_table("advice")
    op.drop_index(op.f("ix_toeleidingsstop_provider_id"), table_name="toeleidingsstop")
    op.drop_index(op.f("ix_toeleidingsstop_norm_id"), table_name="toeleidingsstop")
    op.drop_index("ix_toeleidingsstop_in_force", table_name="toeleidingsstop")
    op.drop_table("toeleidingsstop")
    op.drop_table("minutes")
    op.drop_index(op.f("ix_import_finding_import_id"), table_name="import_finding")
    op.drop_table("import_finding")
    op.drop_index(
        "ix_case_record_school_id",
        table_name="case_record",
        sqlite_where=sa.text("school_id IS NOT NULL"),
        postgresql_where=sa.text("school_id IS NOT NULL"),
    )
    op.drop_index(
        "ix_case_record_queue_urgent",
        table_name="case_record",
        sqlite_where=sa.text("urgent = 1"),
        postgresql_where=sa.text("urgent"),
    )
    op.drop_index("ix_case_record_queue_status", table_name="case_record")
    op.drop_index("ix_case_record_queue_referrer_name", table_name="case_record")
    op.drop_index("ix_case_record_queue_received", table_name="case_record")
    op.drop_index(
        "ix_case_record_queue_rank",
        table_name="case_record",
        sqlite_where=sa.text("rank IS NOT NULL"),
        postgresql_where=sa.text("rank IS NOT NULL"),
    )
    op.drop_index("ix_case_record_queue_provider_sort", table_name="case_record")
    op.drop_index("ix_case_record_queue_points_met", table_name="case_record")
    op.drop_index("ix_case_record_queue_client_sort", table_name="case_record")
    op.drop_index("ix_case_record_queue_care_form", table_name="case_record")
    op.drop_index(op.f("ix_case_record_provider_id"), table_name="case_record")
    op.drop_index(
        "ix_case_record_previous_case_id",
        table_name="case_record",
        sqlite_where=sa.text("previous_case_id IS NOT NULL"),
        postgresql_where=sa.text("previous_case_id IS NOT NULL"),
    )
    op.drop_index(op.f("ix_case_record_import_id"), table_name="case_record")
    op.drop_index(op.f("ix_case_record_client_id"), table_name="case_record")
    op.drop_index(
        "ix_case_record_allocation_number",
        table_name="case_record",
        sqlite_where=sa.text("allocation_number IS NOT NULL"),
        postgresql_where=sa.text("allocation_number IS NOT NULL"),
    )
    op.drop_table("case_record")
    op.drop_index(op.f("ix_attendance_member_id"), table_name="attendance")
    op.drop_table("attendance")
    op.drop_index(op.f("ix_provider_alias_provider_id"), table_name="provider_alias")
    op.drop_table("provider_alias")
    op.drop_index(op.f("ix_person_role_person_id"), table_name="person_role")
    op.drop_table("person_role")
    op.drop_index(op.f("ix_norm_provider_id"), table_name="norm")
    op.drop_table("norm")
    op.drop_index(op.f("ix_member_committee"), table_name="member")
    op.drop_table("member")
    op.drop_index(
        "uq_meeting_committee_held_on_starts",
        table_name="meeting",
        sqlite_where=sa.text("state <> 'cancelled'"),
        postgresql_where=sa.text("state <> 'cancelled'"),
    )
    op.drop_table("meeting")
    op.drop_index(op.f("ix_import_record_fingerprint"), table_name="import_record")
    op.drop_index(op.f("ix_import_record_file_hash"), table_name="import_record")
    op.drop_table("import_record")
    op.drop_table("import_profile")
    op.drop_table("framework")
    op.drop_index(op.f("ix_draft_person_id"), table_name="draft")
    op.drop_table("draft")
    op.drop_table("committee_part")
    op.drop_index(op.f("ix_client_search_name"), table_name="client")
    op.drop_index(op.f("ix_client_household_id"), table_name="client")
    op.drop_index(op.f("ix_client_birth_date"), table_name="client")
    op.drop_table("client")
    op.drop_table("case_counter")
    op.drop_table("setting")
    op.drop_table("school")
    op.drop_index(op.f("ix_register_history_entity_id"), table_name="register_history")
    op.drop_table("register_history")
    op.drop_table("provider")
    op.drop_table("person")
    op.drop_table("household")
    op.drop_table("committee")
    op.drop_index(op.f("ix_audit_event_subject_id"), table_name="audit_event")
    op.drop_index(op.f("ix_audit_event_at"), table_name="audit_event")
    op.drop_index(op.f("ix_audit_event_action"), table_name="audit_event")
    op.drop_table("audit_event")
