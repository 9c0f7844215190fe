"""Tables of the norm register: norms and toeleidingsstops, with their history."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Index, String, Table, Text

from casustafel.domain.norms import CareForm, Conclusion, Instrument, Level, NormUnit
from casustafel.domain.stops import StopKind, StopState
from casustafel.storage.schema.base import Choice, Id, Instant, Json, key, metadata, one_of, refers

norm = Table(
    "norm",
    metadata,
    key(),
    refers("provider_id", "provider"),
    Column("care_form", Choice(CareForm), nullable=False),
    Column("instrument", Choice(Instrument), nullable=False),
    Column("unit", Choice(NormUnit), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("level", Choice(Level), nullable=False),
    Column("spent", BigInteger),
    Column("spent_on", Date),
    Column("notice_on", Date),
    Column("analysis_on", Date),
    Column("conclusion", Choice(Conclusion)),
    Column("plan_on", Date),
    Column("remark", Text, nullable=False),
    one_of("instrument", Instrument),
    one_of("unit", NormUnit),
    one_of("level", Level),
    CheckConstraint("starts_on <= ends_on", name="period"),
    CheckConstraint("amount > 0", name="amount"),
)

toeleidingsstop = Table(
    "toeleidingsstop",
    metadata,
    key(),
    refers("provider_id", "provider"),
    Column("care_form", Choice(CareForm), nullable=False),
    Column("kind", Choice(StopKind), nullable=False),
    Column("state", Choice(StopState), nullable=False),
    Column("starts_on", Date),
    Column("ends_on", Date),
    refers("norm_id", "norm", optional=True),
    Column("forecast_on", Date),
    Column("forecast_next_stop", Date),
    Column("remark", Text, nullable=False),
    one_of("kind", StopKind),
    one_of("state", StopState),
    CheckConstraint("ends_on IS NULL OR starts_on <= ends_on", name="period"),
)
Index(
    "ix_toeleidingsstop_in_force",
    toeleidingsstop.c.provider_id,
    toeleidingsstop.c.care_form,
    toeleidingsstop.c.starts_on,
)

#: A norm's and a stop's earlier states, so that it can be asked of any date how they stood.
register_history = Table(
    "register_history",
    metadata,
    key(),
    Column("entity", String(40), nullable=False),
    Column("entity_id", Id, nullable=False, index=True),
    Column("field", String(60), nullable=False),
    Column("old", Json, nullable=False),
    Column("new", Json, nullable=False),
    Column("at", Instant, nullable=False),
    Column("person", String(120), nullable=False),
)
