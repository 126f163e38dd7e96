"""What stands beside the databases: Redis and the storage of files."""

from collections.abc import Iterator

from domain_api.kernel import SystemClock, Unavailable
from domain_api.settings import Settings
from suite.doctor.model import Finding

_PATIENCE_S = 3.0
_REDIS = "PROMPTSALES_REDIS_URL"


def redis(settings: Settings) -> Iterator[Finding]:
    if not settings.redis_url:
        return
    from redis import Redis
    from redis.exceptions import AuthenticationError, RedisError

    try:
        with Redis.from_url(  # pyright: ignore[reportUnknownMemberType] -- untyped upstream
            settings.redis_url, socket_timeout=_PATIENCE_S, socket_connect_timeout=_PATIENCE_S
        ) as line:
            line.ping()  # pyright: ignore[reportUnknownMemberType] -- untyped upstream
    except ValueError:
        what = "not an address such as redis://:password@host:6379/0"
        yield Finding("redis", _REDIS, what, "correct the setting")
    except AuthenticationError:
        yield Finding("redis", _REDIS, "it refuses the password", "correct the password")
    except (RedisError, OSError) as error:
        what = f"it does not answer: {type(error).__name__}"
        yield Finding("redis", _REDIS, what, "start the server, or correct host and port")
    else:
        yield Finding("redis", _REDIS, "it answers")


def blobs(settings: Settings) -> Iterator[Finding]:
    connection = settings.blobs.connection_string.get_secret_value()
    if not connection:
        return
    from domain_api.adapters.blobs.azure import AzureBlobStore

    setting = "PROMPTSALES_BLOBS__CONNECTION_STRING"
    try:
        store = AzureBlobStore.at(connection, settings.blobs.container, SystemClock())
        try:
            store.check()
        finally:
            store.close()
    except Unavailable as error:
        mend = "start the storage, or correct the setting"
        yield Finding("files", setting, error.message, mend)
    else:
        yield Finding("files", setting, f"container {settings.blobs.container} answers")
