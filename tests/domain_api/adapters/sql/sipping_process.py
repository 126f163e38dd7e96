"""Opens a SQLite file that may not exist yet, and drinks from its one cup, again and again."""

import sys

from domain_api.adapters.sql.engine import Database
from tests.domain_api.adapters.sql.toys import cups, metadata, sip


def main(url: str, sips: int) -> None:
    database = Database(url)
    with database.write() as connection:
        metadata.create_all(connection)
        if connection.execute(cups.select()).first() is None:
            connection.execute(cups.insert().values(name="latte", drunk=0))
    for _ in range(sips):
        sip(database)
    database.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
