"""The sandbox's tables: charges and refunds are only ever added, and the database sees to it."""

from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    text,
)

metadata = MetaData()

requests = Table(
    "requests",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("state", String(10), nullable=False),
    Column("claim", String(40), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_at", String(32), nullable=False),
    Column("status", Integer),
    Column("body", Text),
    CheckConstraint("state IN ('free', 'in_flight', 'answered')"),
    CheckConstraint("(state = 'answered') = (status IS NOT NULL AND body IS NOT NULL)"),
)

charges = Table(
    "charges",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("charge_id", String(40), nullable=False, unique=True),
    # One key, one charge: this holds even if a claim were ever taken twice.
    Column("key", String(200), ForeignKey("requests.key"), nullable=False, unique=True),
    Column("reference", String(200), nullable=False),
    Column("payment_method", String(200), nullable=False),
    Column("status", String(10), nullable=False),
    Column("decline_code", String(60)),
    Column("minor_units", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("at", String(32), nullable=False),
    CheckConstraint("minor_units > 0"),
    CheckConstraint("(status = 'declined') = (decline_code IS NOT NULL)"),
    Index("charges_by_reference", "reference", "sequence"),
    sqlite_autoincrement=True,
)

refunds = Table(
    "refunds",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("refund_id", String(40), nullable=False, unique=True),
    Column("key", String(200), ForeignKey("requests.key"), nullable=False, unique=True),
    Column("charge_id", String(40), ForeignKey("charges.charge_id"), nullable=False),
    Column("minor_units", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("at", String(32), nullable=False),
    CheckConstraint("minor_units > 0"),
    Index("refunds_by_charge", "charge_id"),
    sqlite_autoincrement=True,
)

events = Table(
    "events",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("event_id", String(40), nullable=False, unique=True),
    Column("body", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", String(32), nullable=False),
    CheckConstraint("state IN ('waiting', 'delivered', 'given_up')"),
    Index("events_to_deliver", "state", "due_at"),
    sqlite_autoincrement=True,
)

_GUARDS = (
    *(
        f"CREATE TRIGGER IF NOT EXISTS {table}_keep_{change} BEFORE {change} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{table} are only ever added'); END"
        for table in ("charges", "refunds")
        for change in ("UPDATE", "DELETE")
    ),
    "CREATE TRIGGER IF NOT EXISTS answers_stay BEFORE UPDATE ON requests"
    " WHEN OLD.state = 'answered'"
    " BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END",
    "CREATE TRIGGER IF NOT EXISTS requests_keep_delete BEFORE DELETE ON requests"
    " BEGIN SELECT RAISE(ABORT, 'requests are never forgotten'); END",
    "CREATE TRIGGER IF NOT EXISTS refunds_within_charge BEFORE INSERT ON refunds"
    " WHEN NOT EXISTS (SELECT 1 FROM charges AS c WHERE c.charge_id = NEW.charge_id"
    " AND c.status = 'captured' AND c.currency = NEW.currency AND c.minor_units >="
    " NEW.minor_units + (SELECT COALESCE(SUM(r.minor_units), 0) FROM refunds AS r"
    " WHERE r.charge_id = NEW.charge_id))"
    " BEGIN SELECT RAISE(ABORT, 'a refund stays within its charge'); END",
)


def open_books(database: Path) -> Engine:
    """An engine on the file, with its tables; raises `sqlalchemy.exc.DatabaseError`."""
    engine = create_engine(f"sqlite:///{database}")
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    with engine.begin() as connection:
        metadata.create_all(connection)
        for guard in _GUARDS:
            connection.execute(text(guard))
    return engine


def _configure(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not the driver
    for pragma in (
        "busy_timeout = 5000",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    # Taking the write lock first makes "read, decide, write" one step for every process.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
