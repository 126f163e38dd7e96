"""Which state a campaign may take after which, and nothing else."""

from collections.abc import Mapping
from types import MappingProxyType

from domain_api.ads.campaigns.model import CampaignState
from domain_api.kernel import Conflict

_LAUNCHING, _SCHEDULED = CampaignState.LAUNCHING, CampaignState.SCHEDULED
_ACTIVE, _PAUSED = CampaignState.ACTIVE, CampaignState.PAUSED
_COMPLETED, _CANCELLED = CampaignState.COMPLETED, CampaignState.CANCELLED
_FAILED = CampaignState.FAILED

MOVES: Mapping[CampaignState, frozenset[CampaignState]] = MappingProxyType(
    {
        _LAUNCHING: frozenset({_SCHEDULED, _CANCELLED, _FAILED}),
        _SCHEDULED: frozenset({_ACTIVE, _CANCELLED, _FAILED}),
        _ACTIVE: frozenset({_PAUSED, _COMPLETED, _CANCELLED, _FAILED}),
        _PAUSED: frozenset({_ACTIVE, _COMPLETED, _CANCELLED, _FAILED}),
        _COMPLETED: frozenset(),
        _CANCELLED: frozenset(),
        _FAILED: frozenset(),
    }
)

ENDED: frozenset[CampaignState] = frozenset(state for state, after in MOVES.items() if not after)
"""States that nothing follows."""

BEFORE_FLIGHT: frozenset[CampaignState] = frozenset({_LAUNCHING, _SCHEDULED})
"""States in which nothing of the campaign has been published."""


def changes_nothing(present: CampaignState, to: CampaignState) -> bool:
    """Whether a move may be asked for and is done already: it is there, it ended another way
    (the first end stands), or a pause finds nothing of it running."""
    if to is CampaignState.PAUSED:
        return present is not CampaignState.ACTIVE
    return present is to or (present in ENDED and to in ENDED)


def require_move(present: CampaignState, to: CampaignState) -> None:
    """Raise `Conflict` with code `illegal_move` unless `to` may follow the present state."""
    if to not in MOVES[present]:
        allowed = ", ".join(sorted(MOVES[present])) or "nothing"
        raise Conflict(
            f"A campaign that is {present} cannot become {to}; what can follow is: {allowed}.",
            code="illegal_move",
            state=present.value,
        )
