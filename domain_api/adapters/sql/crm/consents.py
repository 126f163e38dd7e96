"""The consent ledger in SQL: rows are only ever inserted, numbered client by client."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, RowMapping, insert, select, update

from domain_api.adapters.sql.crm.tables import clients, consents
from domain_api.crm.consents.model import ConsentAction, ConsentEntry
from domain_api.kernel import Channel, NotFound

_STEP = 1000
"""Clients asked for at once: what a statement's parameters allow on every engine."""


class SqlConsents:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, organization_id: str, client_id: str, entry: ConsentEntry) -> None:
        self._connection.execute(
            insert(consents).values(
                client_id=client_id,
                seq=self._next_number(organization_id, client_id),
                organization_id=organization_id,
                action=entry.action.value,
                channel=entry.channel.value if entry.channel else None,
                source=entry.source,
                proof=entry.proof,
                at=entry.at,
            )
        )

    def entries(self, organization_id: str, client_id: str) -> Sequence[ConsentEntry]:
        return self.entries_of(organization_id, [client_id]).get(client_id, [])

    def entries_of(
        self, organization_id: str, client_ids: Sequence[str]
    ) -> Mapping[str, Sequence[ConsentEntry]]:
        found: dict[str, list[ConsentEntry]] = defaultdict(list)
        for first in range(0, len(client_ids), _STEP):
            for client_id, entry in self._entries(
                organization_id, client_ids[first : first + _STEP]
            ):
                found[client_id].append(entry)
        return found

    def _entries(
        self, organization_id: str, client_ids: Sequence[str]
    ) -> Iterator[tuple[str, ConsentEntry]]:
        query = (
            select(consents)
            .where(
                consents.c.organization_id == organization_id,
                consents.c.client_id.in_(client_ids),
            )
            .order_by(consents.c.client_id, consents.c.seq)
        )
        for row in self._connection.execute(query).mappings():
            yield row["client_id"], _entry_in(row)

    def _next_number(self, organization_id: str, client_id: str) -> int:
        """Counting on the client's row makes two entries at once wait for one another."""
        mine = (clients.c.organization_id == organization_id, clients.c.client_id == client_id)
        counted = self._connection.execute(
            update(clients).where(*mine).values(consent_entries=clients.c.consent_entries + 1)
        )
        if counted.rowcount != 1:
            raise NotFound("There is no such client.", code="client_not_found")
        number = select(clients.c.consent_entries).where(*mine)
        return self._connection.execute(number).scalar_one()


def _entry_in(row: RowMapping) -> ConsentEntry:
    return ConsentEntry(
        action=ConsentAction(row["action"]),
        channel=Channel(row["channel"]) if row["channel"] else None,
        source=row["source"],
        proof=row["proof"],
        at=row["at"],
    )
