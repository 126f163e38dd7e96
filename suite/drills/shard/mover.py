"""The process that the shard drill kills: a rebalance, which tells of each campaign it moved."""

import json
import sys
from pathlib import Path

from domain_api.adapters.sql.ads.moving import SqlShardMoves
from domain_api.ads.shards.model import Handover, Outcome, Summary
from domain_api.ads.shards.service import RebalanceService
from domain_api.ads.shards.slots import ShardMap
from domain_api.kernel import SystemClock, Unavailable
from suite.drills.shard.ground import Ground

DONE, LEFT = 0, 1


def main() -> int:
    """Reads what there is to do on standard input; a line for each campaign: milliseconds in
    which nobody could work on it."""
    asked = json.loads(sys.stdin.readline())
    ground = Ground(Path(asked["folder"]), {int(n): url for n, url in asked["urls"].items()})
    service = RebalanceService(SqlShardMoves(ground.opened(), SystemClock()))
    summary = Summary()

    def tell(_handover: Handover, outcome: Outcome) -> None:
        if outcome is Outcome.MOVED:
            sys.stdout.write(f"{summary.held_s[-1] * 1000:.3f}\n")
            sys.stdout.flush()

    try:
        service.run(ShardMap.parse(asked["map"]), tell=tell, summary=summary)
    except Unavailable:
        return LEFT
    return LEFT if summary.left else DONE


if __name__ == "__main__":
    sys.exit(main())
