"""The kernel: the words that every context shares. Pure: no I/O, nothing of ours imported."""

from domain_api.kernel.actor import HUMAN_ONLY, Actor, ActorKind, Scope, worker_for
from domain_api.kernel.cache import Cache, CacheKey
from domain_api.kernel.channels import OWNED, Channel
from domain_api.kernel.clock import Clock, ManualClock, SystemClock
from domain_api.kernel.digest import canonical_json, digest_of, digest_of_bytes
from domain_api.kernel.errors import (
    ApprovalRequired,
    ApprovalStale,
    BudgetExceeded,
    Conflict,
    DomainError,
    Forbidden,
    IdempotencyConflict,
    InvalidInput,
    NotFound,
    PaymentDeclined,
    Recovery,
    Unauthenticated,
    Unavailable,
    VersionConflict,
)
from domain_api.kernel.events import MONEY_METRICS, Fact, Job, JobState, Metric, Outbox, QueuedJob
from domain_api.kernel.idempotency import OUTCOME_UNKNOWN, IdempotencyStore, once
from domain_api.kernel.ids import derived_id, is_id, new_id
from domain_api.kernel.limits import Rate, RateLimits, require_rate
from domain_api.kernel.locks import Held, Locks
from domain_api.kernel.money import Money, minor_digits, require_currency
from domain_api.kernel.pages import Cursor, Limit, Page, decode_cursor, encode_cursor, page_of
from domain_api.kernel.payload import SLOTS, Payload
from domain_api.kernel.schema import (
    Amount,
    Command,
    IdempotencyKey,
    LongText,
    MoneyView,
    ShortText,
    View,
)
from domain_api.kernel.unit import OpenUnit
from domain_api.kernel.usage import AiUsage

__all__ = [
    "HUMAN_ONLY",
    "MONEY_METRICS",
    "OUTCOME_UNKNOWN",
    "OWNED",
    "SLOTS",
    "Actor",
    "ActorKind",
    "AiUsage",
    "Amount",
    "ApprovalRequired",
    "ApprovalStale",
    "BudgetExceeded",
    "Cache",
    "CacheKey",
    "Channel",
    "Clock",
    "Command",
    "Conflict",
    "Cursor",
    "DomainError",
    "Fact",
    "Forbidden",
    "Held",
    "IdempotencyConflict",
    "IdempotencyKey",
    "IdempotencyStore",
    "InvalidInput",
    "Job",
    "JobState",
    "Limit",
    "Locks",
    "LongText",
    "ManualClock",
    "Metric",
    "Money",
    "MoneyView",
    "NotFound",
    "OpenUnit",
    "Outbox",
    "Page",
    "Payload",
    "PaymentDeclined",
    "QueuedJob",
    "Rate",
    "RateLimits",
    "Recovery",
    "Scope",
    "ShortText",
    "SystemClock",
    "Unauthenticated",
    "Unavailable",
    "VersionConflict",
    "View",
    "canonical_json",
    "decode_cursor",
    "derived_id",
    "digest_of",
    "digest_of_bytes",
    "encode_cursor",
    "is_id",
    "minor_digits",
    "new_id",
    "once",
    "page_of",
    "require_currency",
    "require_rate",
    "worker_for",
]
