"""Facts about payment gateways: one contract for all, and what each adds."""
