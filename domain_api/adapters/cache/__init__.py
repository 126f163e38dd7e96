"""The cache and the locks: in one process, and on Redis.

It is redis-py called from threads, and not `cashews`: services and routes here are sync and run
in threads, where an async cache would need a loop of its own for each call; and the law of this
cache, that no read is older than an invalidation before it, needs the generations of the tags
read together with the value and compared in one place, which a library's own tags do not do.
"""
