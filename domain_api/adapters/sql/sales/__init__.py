"""The sales database: plans, approvals, mandates, launches, ledger, payments, facts, jobs."""
