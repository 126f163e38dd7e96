"""Tests of plans, approvals, mandates, launches, the ledger and the summaries."""
