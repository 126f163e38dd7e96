"""Reconciliation: do the gateway, our own books, ads and CRM say the same of every launch?

Whatever is found is told with its money. Only what the saga would do by itself is set going
again; nothing here books money.
"""
