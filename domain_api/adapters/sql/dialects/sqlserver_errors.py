"""What SQL Server's error numbers and ODBC's states mean for who asked."""

import re

from sqlalchemy.exc import DBAPIError

_NUMBER = re.compile(r"\((\d+)\)(?= \(SQL|;|$)")
_STATE = re.compile(r"[0-9A-Z]{5}")
DEADLOCK = frozenset({1205, 3960})
"""The victim of a deadlock, and of a conflict between snapshots: rolled back, whole."""
PASSING_NUMBERS = DEADLOCK | frozenset(
    {
        20,  # the server speaks no encryption now
        64,  # the connection broke at login
        233,  # nobody at the other end of the pipe
        921,  # the database is not recovered yet
        976,  # a replica that may not be read now
        978,  # a replica that takes readers only
        1222,  # another holds the lock too long
        3906,  # read only now: the other replica took over
        4060,  # the database cannot be opened: it moves, or it is not there
        4221,  # the replica waits for others' versions
        9002,  # the log is full
        10053,
        10054,
        10060,  # the network let go
        10928,
        10929,  # a limit of Azure SQL for the moment
        40143,
        40197,
        40501,
        40540,
        40613,  # Azure SQL is busy, or moves the database
        49918,
        49919,
        49920,  # Azure SQL has too many requests
    }
)
_PASSING_STATES = frozenset({"08001", "08003", "08007", "08S01", "40001", "HYT00", "HYT01"})
_LOST_NUMBERS = frozenset({20003, 20004, 20006, 20009, 20017, 20047})
"""FreeTDS's own numbers for a connection that is no more."""
_LOST_WORDS = ("Unknown error (0)", "The driver did not supply an error!")
"""Its words for one that ends while it waits for an answer, and while it commits."""
_REFUSED_LOGIN = frozenset({18452, 18456})
_NO_DRIVER = frozenset({"IM002", "IM003"})
_DRIVERS = (
    "The ODBC driver that the URL names is not installed: install the package msodbcsql18 "
    "(driver=ODBC Driver 18 for SQL Server) or tdsodbc (driver=FreeTDS)."
)


def lost(error: BaseException) -> bool:
    """Whether the driver's error means that its connection is of no more use."""
    words = any(word in str(error) for word in _LOST_WORDS)
    return (_state(error) == "HY000" and words) or bool(_numbers(error) & _LOST_NUMBERS)


def driver_missing(error: BaseException | None) -> bool:
    return _state(error) in _NO_DRIVER or "Can't open lib" in str(error)


def passes(error: DBAPIError) -> bool:
    told = error.orig
    if told is None or driver_missing(told):
        return False
    known = _state(told) in _PASSING_STATES or bool(_numbers(told) & PASSING_NUMBERS)
    return known or lost(told)


def repeatable(error: DBAPIError) -> bool:
    return bool(_numbers(error.orig) & DEADLOCK)


def mending(error: DBAPIError) -> str | None:
    numbers = _numbers(error.orig)
    if driver_missing(error.orig):
        return _DRIVERS
    if numbers & _REFUSED_LOGIN or _state(error.orig) == "28000":
        return "The server refuses the login: mend the user and the password in the URL."
    if 4060 in numbers:
        return "The server has no such database, or the login may not open it: create it first."
    if 9002 in numbers:
        return "The database's log is full: back it up, or give it more room."
    return None


def _state(error: BaseException | None) -> str:
    """ODBC's five letters; empty where the driver said none."""
    told = error.args if error is not None else ()
    return told[0] if told and _STATE.fullmatch(str(told[0])) else ""


def _numbers(error: BaseException | None) -> frozenset[int]:
    """The server's own numbers: drivers put them in brackets behind each message."""
    told = error.args[1:] if error is not None else ()
    return frozenset(int(number) for text in told for number in _NUMBER.findall(str(text)))
