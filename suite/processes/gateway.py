"""The sandbox gateway's process: its own books, tied to its parent's life."""

import sys

from domain_api.adapters.gateways.sandbox_server import main
from suite.processes.lifeline import watch_parent

if __name__ == "__main__":
    watch_parent()
    sys.exit(main())
