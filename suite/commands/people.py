"""How a person at the terminal signs in: the demo users of this folder, or by asking."""

import json
import os
import sys
from getpass import getpass
from pathlib import Path

from suite.local import Installation
from suite.rest import Rest


def signed_in(installation: Installation, user: str) -> Rest:
    """A session of that person. Their password comes from the environment variable
    PROMPTSALES_PASSWORD, the folder's demo users, or the terminal, in this order."""
    rest = Rest(installation.public_url)
    rest.sign_in(user, password_of(installation.users_file, user))
    return rest


def password_of(users_file: Path, user: str) -> str:
    """Empty where nobody tells it: signing in then fails as with a wrong one."""
    told = os.environ.get("PROMPTSALES_PASSWORD")
    if told:
        return told
    if users_file.exists():
        for person in json.loads(users_file.read_text()):
            if person["email"] == user:
                return person["password"]
    if sys.stdin.isatty():
        return getpass(f"Password of {user}: ")
    return ""
