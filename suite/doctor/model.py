"""What an examination finds."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. Without `mend` it is as it should be."""

    check: str
    setting: str
    """Where it is set or lies; never a value that may be a secret."""
    what: str
    mend: str = ""

    @property
    def well(self) -> bool:
        return not self.mend

    def document(self) -> dict[str, object]:
        return {**asdict(self), "well": self.well}


Check = Callable[[], Iterable[Finding]]
