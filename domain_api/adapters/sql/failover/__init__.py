"""One logical database on two servers: which of them is used, and when that changes.

Roles belong to the databases: promotion is the operator's or the cloud's failover group. This
follows them, and decides in each process by itself from what the servers answer.
"""
