"""The shard drill: a fourth shard is filled under load, and the filling is killed."""
