"""What is said of an extension that cannot be joined."""

from domain_api.kernel import Recovery, Unavailable

VARIABLE = "PROMPTSALES_EXTENSIONS"


def faulty(problem: str) -> Unavailable:
    """`problem` names the extension, and says what to do."""
    return Unavailable(
        f"It cannot start: {problem}.", code="invalid_extension", recovery=Recovery.NEEDS_HUMAN
    )
