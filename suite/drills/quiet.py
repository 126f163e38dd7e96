"""Keeps the log still while a drill hurts what it would complain of."""

import logging
from collections.abc import Generator
from contextlib import contextmanager

import structlog


@contextmanager
def quietly() -> Generator[None]:
    """That servers go away is what is played: the log need not say so."""
    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    try:
        yield
    finally:
        structlog.configure(**before)
