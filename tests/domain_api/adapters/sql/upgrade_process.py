"""Brings one database to the schema of the sales context, in a process of its own."""

import sys

from domain_api.adapters.sql.engine import Database
from domain_api.adapters.sql.sales.tables import metadata
from domain_api.adapters.sql.schema import Schema


def main(version_table: str, url: str) -> None:
    database = Database(url)
    schema = Schema("sales", metadata, version_table)
    schema.upgrade(database)
    schema.check(database)
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
