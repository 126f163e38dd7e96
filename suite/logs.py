"""Logs: JSON lines on standard error, with the request's or the job's own context."""

import logging
import sys
from typing import TextIO, cast

import structlog
from structlog.typing import EventDict

from domain_api.kernel.faults import kinds_of, places_of


class _StandardError:
    """Standard error as it is at the moment of writing, whoever has put something in its place."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def configure_logs(level: int = logging.INFO) -> None:
    """Send our logs, and warnings of libraries, to standard error as JSON lines."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _tell_exception,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=cast("TextIO", _StandardError())),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s %(message)s")


def _tell_exception(_logger: object, _method: str, line: EventDict) -> EventDict:
    """Kinds and places, never messages: those quote rows, arguments and what people wrote."""
    told = line.pop("exc_info", None)
    error = told if isinstance(told, BaseException) else sys.exc_info()[1]
    if told and error is not None:
        line["error"], line["at"] = kinds_of(error), places_of(error)
    return line
