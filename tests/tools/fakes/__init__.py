"""Services in memory that keep what they are told, tenant by tenant, for tests of the shells."""
