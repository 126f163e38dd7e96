"""How often each row was changed, by the count that every table has."""

from domain_api.adapters.sql.altering import Change, Check, alter

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    alter([Change("PCDocuments", laws=(Check("ck_PCDocuments_revision", "revision >= 1"),))])
