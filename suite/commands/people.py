"""How a person at the terminal signs in: the demo users of this folder, or by asking."""

import json
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path

from suite.local import Installation, Unusable
from suite.rest import Rest


@contextmanager
def signed_in(installation: Installation, user: str) -> Generator[Rest]:
    """A session of that person. Their password comes from the environment variable
    PROMPTSALES_PASSWORD, the folder's demo users, or the terminal, in this order."""
    with Rest(installation.public_url) as rest:
        rest.sign_in(user, password_of(installation.users_file, user))
        yield rest


def password_of(users_file: Path, user: str) -> str:
    """Empty where nobody tells it: signing in then fails as with a wrong one."""
    told = os.environ.get("PROMPTSALES_PASSWORD")
    if told:
        return told
    known = demo_passwords(users_file)
    if user in known:
        return known[user]
    if sys.stdin.isatty():
        return getpass(f"Password of {user}: ")
    return ""


def demo_passwords(users_file: Path) -> dict[str, str]:
    """By email; none in a folder that has no demo users."""
    if not users_file.exists():
        return {}
    try:
        people = json.loads(users_file.read_text(encoding="utf-8"))
        return {person["email"]: person["password"] for person in people}
    except (ValueError, TypeError, KeyError):
        raise Unusable(f"{users_file} does not hold the demo users") from None
