"""The tables of one shard of PromptAds; their constraints hold what must be true of rows."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Unicode,
    UnicodeText,
    UniqueConstraint,
)

from domain_api.adapters.sql.changes import change_table
from domain_api.adapters.sql.laws import currency_law, same_tenant
from domain_api.adapters.sql.outbox import outbox_table
from domain_api.adapters.sql.records import record_columns, with_record_columns
from domain_api.adapters.sql.types import Id, Json, Utc
from domain_api.ads.campaigns.model import CampaignState, SpendGate
from domain_api.ads.campaigns.rules import (
    MAX_NAME,
    MAX_OBJECTIVE,
    MAX_REASON,
    MAX_REFERENCE,
)

metadata = MetaData()

_STATE = String(10)
_STATES = ", ".join(f"'{state.value}'" for state in CampaignState)
_GATES = ", ".join(f"'{gate.value}'" for gate in SpendGate)

campaigns = Table(
    "PACampaigns",
    metadata,
    Column("campaign_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("plan_id", Id(), nullable=False),
    Column("plan_version", Integer, nullable=False),
    Column("name", Unicode(MAX_NAME), nullable=False),
    Column("objective", String(MAX_OBJECTIVE), nullable=False),
    Column("budget_minor", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("channel_caps", Json(), nullable=False),
    Column("starts_at", Utc(), nullable=False),
    Column("ends_at", Utc(), nullable=False),
    Column("state", _STATE, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Utc(), nullable=False),
    Column("updated_at", Utc(), nullable=False),
    CheckConstraint("budget_minor > 0", name="ck_PACampaigns_budget"),
    CheckConstraint("ends_at > starts_at", name="ck_PACampaigns_flight"),
    CheckConstraint(f"state IN ({_STATES})", name="ck_PACampaigns_state"),
    CheckConstraint("plan_version >= 1", name="ck_PACampaigns_plan_version"),
    currency_law("PACampaigns"),
    UniqueConstraint("organization_id", "campaign_id", name="uq_PACampaigns_tenant"),
    Index("ix_PACampaigns_newest", "organization_id", "created_at", "campaign_id"),
)

moves = Table(
    "PACampaignMoves",
    metadata,
    Column("campaign_id", Id(), ForeignKey("PACampaigns.campaign_id"), primary_key=True),
    # The version that the move made: two movers from one version cannot both be here.
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("organization_id", Id(), nullable=False),
    Column("from_state", _STATE),
    Column("to_state", _STATE, nullable=False),
    Column("moved_by", String(100), nullable=False),
    Column("reason", Unicode(MAX_REASON), nullable=False),
    Column("created_at", Utc(), nullable=False),
    same_tenant("fk_PACampaignMoves_campaign", "PACampaigns", "campaign_id"),
    CheckConstraint(f"to_state IN ({_STATES})", name="ck_PACampaignMoves_to"),
)

ads = Table(
    "PAAds",
    metadata,
    Column("ad_id", Id(), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("campaign_id", Id(), ForeignKey("PACampaigns.campaign_id"), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("creative_id", Id(), nullable=False),
    Column("payload_digest", String(64), nullable=False),
    Column("budget_minor", BigInteger),
    Column("currency", String(3)),
    Column("published_reference", String(MAX_REFERENCE)),
    Column("published_at", Utc()),
    Column("created_at", Utc(), nullable=False),
    Column("updated_at", Utc(), nullable=False),
    Column("gate", String(10), nullable=False, server_default="open"),
    CheckConstraint("budget_minor > 0", name="ck_PAAds_budget"),
    CheckConstraint(
        "(published_reference IS NULL AND published_at IS NULL)"
        " OR (published_reference IS NOT NULL AND published_at IS NOT NULL)",
        name="ck_PAAds_published",
    ),
    CheckConstraint(f"gate IN ({_GATES})", name="ck_PAAds_gate"),
    CheckConstraint("gate = 'open' OR budget_minor IS NOT NULL", name="ck_PAAds_gated"),
    UniqueConstraint("campaign_id", "channel", "creative_id", name="uq_PAAds_creative"),
    UniqueConstraint("organization_id", "ad_id", name="uq_PAAds_tenant"),
    same_tenant("fk_PAAds_campaign", "PACampaigns", "campaign_id"),
    CheckConstraint(
        "(budget_minor IS NULL AND currency IS NULL)"
        " OR (budget_minor IS NOT NULL AND currency IS NOT NULL)",
        name="ck_PAAds_money",
    ),
    currency_law("PAAds"),
    Index("ix_PAAds_reference", "campaign_id", "published_reference"),
)

reports = Table(
    "PAReports",
    metadata,
    Column("campaign_id", Id(), ForeignKey("PACampaigns.campaign_id"), primary_key=True),
    Column("report_id", String(100), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("ad_id", Id(), ForeignKey("PAAds.ad_id"), nullable=False),
    Column("reference", String(MAX_REFERENCE), nullable=False),
    Column("impressions", BigInteger, nullable=False),
    Column("clicks", BigInteger, nullable=False),
    Column("reactions", BigInteger, nullable=False),
    Column("spend_minor", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("reported_at", Utc(), nullable=False),
    Column("created_at", Utc(), nullable=False),
    CheckConstraint("spend_minor >= 0", name="ck_PAReports_spend"),
    CheckConstraint(
        "impressions >= 0 AND clicks >= 0 AND reactions >= 0", name="ck_PAReports_counts"
    ),
    same_tenant("fk_PAReports_campaign", "PACampaigns", "campaign_id"),
    same_tenant("fk_PAReports_ad", "PAAds", "ad_id"),
    currency_law("PAReports"),
    Index("ix_PAReports_ad", "ad_id"),
)

refused_reports = Table(
    "PARefusedReports",
    metadata,
    Column("campaign_id", Id(), ForeignKey("PACampaigns.campaign_id"), primary_key=True),
    Column("ad_id", Id(), ForeignKey("PAAds.ad_id"), primary_key=True),
    Column("report_id", String(100), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("code", String(60), nullable=False),
    Column("created_at", Utc(), nullable=False),
    same_tenant("fk_PARefusedReports_campaign", "PACampaigns", "campaign_id"),
    same_tenant("fk_PARefusedReports_ad", "PAAds", "ad_id"),
    Index("ix_PARefusedReports_ad", "ad_id"),
)

reactions = Table(
    "PAReactions",
    metadata,
    Column("ad_id", Id(), ForeignKey("PAAds.ad_id"), primary_key=True),
    Column("organization_id", Id(), nullable=False),
    Column("campaign_id", Id(), ForeignKey("PACampaigns.campaign_id"), nullable=False),
    Column("reports", Integer, nullable=False),
    Column("impressions", BigInteger, nullable=False),
    Column("clicks", BigInteger, nullable=False),
    Column("reactions", BigInteger, nullable=False),
    Column("spend_minor", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("created_at", Utc(), nullable=False),
    Column("updated_at", Utc(), nullable=False),
    CheckConstraint(
        "reports >= 0 AND impressions >= 0 AND clicks >= 0 AND reactions >= 0 AND spend_minor >= 0",
        name="ck_PAReactions_counts",
    ),
    same_tenant("fk_PAReactions_campaign", "PACampaigns", "campaign_id"),
    same_tenant("fk_PAReactions_ad", "PAAds", "ad_id"),
    currency_law("PAReactions"),
    Index("ix_PAReactions_of", "campaign_id"),
    Index("ix_PAReactions_campaign", "organization_id", "campaign_id"),
)

jobs = outbox_table(metadata, "PA")
changes = change_table(metadata, "PA")
# Jobs of an ad are found by how their keys begin; only this class of operators lets PostgreSQL.
Index("ix_PAJobs_key", jobs.c.job_key, postgresql_ops={"job_key": "text_pattern_ops"})

layout = Table(
    "PAShard",
    metadata,
    Column("layout_id", Integer, primary_key=True, autoincrement=False),
    Column("shard", Integer, nullable=False),
    Column("slots", UnicodeText, nullable=False),
    Column("arriving", UnicodeText, nullable=False),
    *record_columns(),
    CheckConstraint("layout_id = 1", name="ck_PAShard_one"),
    CheckConstraint("shard >= 0", name="ck_PAShard_shard"),
)

arrivals = Table(
    "PAArrivals",
    metadata,
    Column("campaign_id", Id(), primary_key=True),
    Column("from_shard", Integer, nullable=False),
    Column("leased_until", Utc(), nullable=False),
    *record_columns(),
    ForeignKeyConstraint(
        ["campaign_id"], ["PACampaigns.campaign_id"], name="fk_PAArrivals_campaign"
    ),
    CheckConstraint("from_shard >= 0", name="ck_PAArrivals_from"),
)

with_record_columns(metadata, never_changed=(moves, reports, refused_reports))
