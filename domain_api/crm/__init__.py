"""PromptCRM: clients, leads, consent, segments, messages sent and sales made.

No consent, no send: it is asked again in the transaction that claims a message. A lead is
never lost: a wrong link or an odd answer costs its attribution, not the lead. The doors in
`public.py` take the tenant from a link, a message or an address, and have no actor.
"""
