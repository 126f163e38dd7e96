"""`python -m evals.briefs`: judges the product's brief reader and prints the report."""

import sys

from rich.console import Console

from agents.briefs import read_brief
from evals.briefs.score import score
from evals.briefs.table import show


def main() -> int:
    """0 when the reader keeps every promise, else 1."""
    report = score(read_brief)
    show(report, Console())
    return 1 if report.shortfalls() else 0


if __name__ == "__main__":
    sys.exit(main())
