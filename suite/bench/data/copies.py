"""Many campaigns out of one that was really launched: copies of its rows under other ids."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Table, select

from domain_api.adapters.sql.ads import tables as ads
from domain_api.adapters.sql.ads.shards import ShardMap
from domain_api.adapters.sql.sales import tables as sales
from domain_api.bootstrap import Databases
from domain_api.kernel import derived_id

_SALES = (sales.plans, sales.plan_versions, sales.approvals, sales.mandates, sales.launches)
_ADS = (ads.campaigns, ads.moves)
_IDS = {"plan_id": "pln", "approval_id": "apr", "mandate_id": "man", "launch_id": "lch"}
_AT_ONCE = 1_000
_APART = timedelta(seconds=1)

Row = Mapping[str, Any]


def copy_campaigns(databases: Databases, campaign_id: str, first: int, last: int) -> None:
    """Copies number `first` to `last` of a campaign, older than it, each a second apart.

    They have a plan, an approval, a mandate, a launch, and a campaign with its moves on the
    shard it belongs to: what lists and keys reach. Messages, money and jobs are not copied.
    """
    shards = ShardMap.equal(len(databases.ads))
    home = databases.ads[shards.shard_of(campaign_id)]
    with databases.sales.read() as connection:
        launch = connection.execute(
            select(sales.launches).where(sales.launches.c.campaign_id == campaign_id)
        ).mappings()
        plan_id = launch.one()["plan_id"]
        sold = {table: _rows(connection, table, "plan_id", plan_id) for table in _SALES}
    with home.read() as connection:
        placed = {table: _rows(connection, table, "campaign_id", campaign_id) for table in _ADS}
    for numbers in _chunks(first, last):
        with databases.sales.write() as connection:
            for table, rows in sold.items():
                connection.execute(table.insert(), [_copy(r, n) for n in numbers for r in rows])
        _to_shards(databases, shards, placed, numbers)


def _to_shards(
    databases: Databases,
    shards: ShardMap,
    placed: Mapping[Table, Sequence[Row]],
    numbers: Sequence[int],
) -> None:
    with ExitStack() as stack:
        opened = {n: stack.enter_context(db.write()) for n, db in databases.ads.items()}
        for table, rows in placed.items():
            copies: dict[int, list[dict[str, Any]]] = {number: [] for number in opened}
            for copy in (_copy(row, number) for number in numbers for row in rows):
                copies[shards.shard_of(copy["campaign_id"])].append(copy)
            for number, there in copies.items():
                if there:
                    opened[number].execute(table.insert(), there)


def _rows(connection: Connection, table: Table, key: str, value: str) -> list[Row]:
    found = connection.execute(select(table).where(table.c[key] == value)).mappings()
    return [dict(row) for row in found]


def _copy(row: Row, number: int) -> dict[str, Any]:
    copy = dict(row)
    for column, prefix in (*_IDS.items(), ("campaign_id", "cmp")):
        if column in copy:
            copy[column] = derived_id(prefix, "copy", number)
    if "created_at" in copy:
        copy["created_at"] -= _APART * number
    return copy


def _chunks(first: int, last: int) -> Iterator[range]:
    for start in range(first, last + 1, _AT_ONCE):
        yield range(start, min(start + _AT_ONCE, last + 1))
