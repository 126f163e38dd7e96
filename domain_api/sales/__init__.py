"""PromptSales: plans, approvals, mandates, launches, payments, the ledger and the summaries.

All truth about money lives here. The other contexts are reached through facade Protocols
that this context owns.
"""
