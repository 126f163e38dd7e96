"""What is compared: each check reads one picture and yields what it finds; none touches anything.

A check that may find others ahead of our books, or behind, is silent while a step is under way.
"""

from collections.abc import Callable, Iterator

from domain_api.sales.reconciliation.checks.charges import charges
from domain_api.sales.reconciliation.checks.ledger import ledger
from domain_api.sales.reconciliation.checks.mandates import mandates
from domain_api.sales.reconciliation.checks.messages import brake, reached
from domain_api.sales.reconciliation.checks.progress import progress
from domain_api.sales.reconciliation.checks.publications import ads_state, publications
from domain_api.sales.reconciliation.checks.refunds import refunds
from domain_api.sales.reconciliation.checks.reports import network_spend
from domain_api.sales.reconciliation.picture import Finding, Picture, Source

Check = Callable[[Picture], Iterator[Finding]]

CHECKS: tuple[tuple[Source | None, Check], ...] = (
    (None, ledger),
    (None, mandates),
    (None, progress),
    (Source.GATEWAY, charges),
    (Source.GATEWAY, refunds),
    (Source.ADS, ads_state),
    (Source.ADS, publications),
    (Source.ADS, network_spend),
    (Source.CRM, brake),
    (Source.CRM, reached),
)
"""Each with whoever must have answered for it."""


def findings_in(picture: Picture) -> list[Finding]:
    return [
        finding
        for source, check in CHECKS
        if source is None or source not in picture.unanswered
        for finding in check(picture)
    ]
