"""The one error tree: a code for machines, a sentence for people, and what to do next."""

from enum import StrEnum


class Recovery(StrEnum):
    """What the caller can do about an error."""

    CORRECTABLE = "correctable"  # change the request as the message says
    TRANSIENT = "transient"  # the same request may succeed later
    NEEDS_HUMAN = "needs_human"  # a person must act first
    TERMINAL = "terminal"  # no request of this kind will succeed


class DomainError(Exception):
    """Base of every error the product raises on purpose.

    `code` is stable and snake_case; `details` holds JSON values that help a
    caller mend the request (field, limit, link) and never another tenant's data.
    """

    code = "internal_error"
    recovery = Recovery.TERMINAL

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        recovery: Recovery | None = None,
        **details: object,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.recovery = recovery or type(self).recovery
        self.details = details


class InvalidInput(DomainError):
    """The request breaks a rule that its sender can mend."""

    code = "invalid_input"
    recovery = Recovery.CORRECTABLE


class Unauthenticated(DomainError):
    """No token, or one that is expired, forged or meant for somebody else."""

    code = "unauthenticated"
    recovery = Recovery.CORRECTABLE


class Forbidden(DomainError):
    """The actor is known and may not do this."""

    code = "forbidden"
    recovery = Recovery.NEEDS_HUMAN


class NotFound(DomainError):
    """Nothing with that id belongs to the actor's organization."""

    code = "not_found"
    recovery = Recovery.CORRECTABLE


class Conflict(DomainError):
    """The request does not fit the present state."""

    code = "conflict"
    recovery = Recovery.CORRECTABLE


class VersionConflict(Conflict):
    """Somebody else changed the thing since the caller read it."""

    code = "version_conflict"


class IdempotencyConflict(Conflict):
    """The idempotency key was used with another body, or its first request is in flight."""

    code = "idempotency_conflict"


class ApprovalRequired(Conflict):
    """A person has not approved exactly this."""

    code = "approval_required"
    recovery = Recovery.NEEDS_HUMAN


class ApprovalStale(ApprovalRequired):
    """What would be published is no longer what was approved."""

    code = "approval_stale"


class BudgetExceeded(Conflict):
    """The amount would pass a ceiling that a person approved."""

    code = "budget_exceeded"
    recovery = Recovery.NEEDS_HUMAN


class PaymentDeclined(Conflict):
    """The gateway refused the charge; nothing was taken."""

    code = "payment_declined"
    recovery = Recovery.NEEDS_HUMAN


class Unavailable(DomainError):
    """Something the product depends on does not answer now."""

    code = "unavailable"
    recovery = Recovery.TRANSIENT
