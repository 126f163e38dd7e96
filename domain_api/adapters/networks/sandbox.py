"""The sandbox network: it takes ads by a network's rules and keeps its own books in a file."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import Column, Connection, Index, MetaData, RowMapping, String, Table, select

from domain_api.adapters.networks.rules import (
    PlacedAd,
    PlacedState,
    document_of,
    placement_in,
    reference_of,
    require_placeable,
    require_same,
    require_state,
    unknown_reference,
)
from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.types import Json, Utc
from domain_api.ads.campaigns.network import NetworkPlacement
from domain_api.kernel import Clock

_metadata = MetaData()

_placed = Table(
    "placed_ads",
    _metadata,
    Column("reference", String(40), primary_key=True),
    Column("placement", Json(), nullable=False),
    Column("state", String(10), nullable=False),
    Column("placed_at", Utc(), nullable=False),
    Column("changed_at", Utc(), nullable=False),
    Index("ix_placed_ads_order", "placed_at", "reference"),
)


class SandboxNetwork:
    """Implements `AdNetwork` over `network.db` in its folder; several processes may share it.

    It shows ads to nobody. Raises `Unavailable` while another process holds the books too long.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._clock = clock
        self._books = Database(f"sqlite:///{folder / 'network.db'}")
        with self._books.write() as connection:
            _metadata.create_all(connection)

    def close(self) -> None:
        self._books.close()

    def place(self, placement: NetworkPlacement) -> str:
        reference = reference_of(placement.placement_key)
        with self._books.write() as connection:
            known = _find(connection, reference)
            if known is None:
                self._book(connection, reference, placement)
            else:
                require_same(known.placement, placement)
        return reference

    def placed(self, placement_key: str) -> str | None:
        reference = reference_of(placement_key)
        with self._books.read() as connection:
            return reference if _find(connection, reference) else None

    def pause(self, reference: str) -> None:
        self._change(reference, PlacedState.PAUSED)

    def resume(self, reference: str) -> None:
        self._change(reference, PlacedState.RUNNING)

    def end(self, reference: str) -> None:
        self._change(reference, PlacedState.ENDED)

    def placements(self) -> list[PlacedAd]:
        """Everything in the books, oldest first."""
        wanted = select(_placed).order_by(_placed.c.placed_at, _placed.c.reference)
        with self._books.read() as connection:
            return [_ad(row) for row in connection.execute(wanted).mappings()]

    def _book(self, connection: Connection, reference: str, placement: NetworkPlacement) -> None:
        now: datetime = self._clock.now()
        require_placeable(placement, now)
        connection.execute(
            _placed.insert().values(
                reference=reference,
                placement=document_of(placement),
                state=PlacedState.RUNNING.value,
                placed_at=now,
                changed_at=now,
            )
        )

    def _change(self, reference: str, wanted: PlacedState) -> None:
        with self._books.write() as connection:
            known = _find(connection, reference)
            if known is None:
                raise unknown_reference()
            state = require_state(known.state, wanted)
            connection.execute(
                _placed.update()
                .where(_placed.c.reference == reference)
                .values(state=state.value, changed_at=self._clock.now())
            )


def _find(connection: Connection, reference: str) -> PlacedAd | None:
    wanted = select(_placed).where(_placed.c.reference == reference)
    row = connection.execute(wanted).mappings().first()
    return None if row is None else _ad(row)


def _ad(row: RowMapping) -> PlacedAd:
    return PlacedAd(
        reference=row["reference"],
        placement=placement_in(row["placement"]),
        state=PlacedState(row["state"]),
        placed_at=row["placed_at"],
    )
