"""Tables of people, committees and registers."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table, UniqueConstraint

from casustafel.domain.people import Role
from casustafel.storage.schema.base import Choice, Id, Json, key, metadata, one_of, refers

setting = Table(
    "setting",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("value", Json, nullable=False),
)

person = Table(
    "person",
    metadata,
    key(),
    Column("name", String(120), nullable=False, unique=True),
    Column("active", Boolean(name="active"), nullable=False),
    Column("team", String(80), nullable=False),
)

committee = Table(
    "committee",
    metadata,
    Column("code", String(20), primary_key=True),
    Column("prefix", String(6), nullable=False, unique=True),
    Column("position", Integer, nullable=False),
    Column("definition", Json, nullable=False),
)

#: Outcomes, reasons, completeness points and seats are rows of their own, so that other rows can
#: refer to them and a municipality can add one without code.
committee_part = Table(
    "committee_part",
    metadata,
    Column("committee", String(20), ForeignKey("committee.code"), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("code", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("definition", Json, nullable=False),
    one_of("kind", ("seat", "outcome", "reason", "point", "adjustment")),
)

framework = Table(
    "framework",
    metadata,
    key(),
    Column("committee", String(20), ForeignKey("committee.code"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", String(20), nullable=False),
    Column("valid_from", Date),
    Column("definition", Json, nullable=False),
    UniqueConstraint("committee", "version"),
    one_of("state", ("concept", "adopted", "replaced")),
)

person_role = Table(
    "person_role",
    metadata,
    key(),
    refers("person_id", "person", cascade=True),
    Column("role", Choice(Role), nullable=False),
    Column("committee", String(20), ForeignKey("committee.code")),
    UniqueConstraint("person_id", "role", "committee"),
    one_of("role", Role),
)

provider = Table(
    "provider",
    metadata,
    key(),
    Column("name", String(200), nullable=False),
    Column("agb", String(8), unique=True),
    Column("search_name", String(200), nullable=False, unique=True),
    Column("active", Boolean(name="active"), nullable=False),
)

provider_alias = Table(
    "provider_alias",
    metadata,
    key(),
    refers("provider_id", "provider", cascade=True),
    Column("alias", String(200), nullable=False, unique=True),
)

school = Table(
    "school",
    metadata,
    key(),
    Column("name", String(200), nullable=False),
    Column("brin", String(6), unique=True),
    Column("board", String(200), nullable=False),
    Column("search_name", String(200), nullable=False, unique=True),
)

member = Table(
    "member",
    metadata,
    key(),
    Column("committee", String(20), ForeignKey("committee.code"), nullable=False, index=True),
    Column("role_name", String(120), nullable=False),
    Column("organisation", String(200), nullable=False),
    Column("discipline", String(40), nullable=False),
    Column("independent", Boolean(name="independent"), nullable=False),
    Column("scope", String(200), nullable=False),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("person_id", Id, ForeignKey("person.id")),
    Column("provider_id", Id, ForeignKey("provider.id")),
    Column("voting", Boolean(name="voting"), nullable=False),
)
