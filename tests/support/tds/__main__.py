"""`python -m tests.support.tds`: the server by itself, until it is told to end.

Its rows go to PROMPTSALES_TEST_POSTGRES_URL, and it prints the URL that
PROMPTSALES_TEST_SQLSERVER_URL takes to run the data suite over it.
"""

import os
import signal
import sys

from tests.support.tds.server import PASSWORD, running


def main() -> None:
    ends = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with running(os.environ["PROMPTSALES_TEST_POSTGRES_URL"].replace("+psycopg", "")) as server:
        address = f"sa:{PASSWORD}@127.0.0.1:{server.port}"
        url = f"mssql+pyodbc://{address}/master?driver=FreeTDS&TDS_Version=7.4"
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        signal.sigwait(ends)


if __name__ == "__main__":
    main()
